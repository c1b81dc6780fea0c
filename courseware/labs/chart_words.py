"""The entry of a chart in a lab: its words, what may stand under each, and whether the names are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from enum import Enum
from functools import partial
from typing import Any, TypeGuard

from courseware.calculation.expressions import ExpressionError
from courseware.labs.texts import check_names
from courseware.problems import Source
from courseware.shapes import nearest

TITLES = ("title", "x", "y")
MOST_CHARTS = 8


class Form(Enum):
    """What stands under a word of a chart, and how to write it."""

    VALUE = "the name of a value"
    NAMES = "a list of names: [first, second]"
    TEXTS = "a list of texts, or the name of the model's words"
    LABELS = "a list of texts"
    MARK = "a value and what it is: [name, what it is]"
    NUMBER = "a number, or the name of one"
    TEXT = "one text"


KINDS: Mapping[str, Mapping[str, Form]] = {
    "bars": {"bars": Form.VALUE, "labels": Form.TEXTS, "limit": Form.MARK},
    "curve": {"curve": Form.NAMES, "over": Form.VALUE, "names": Form.TEXTS, "here": Form.MARK},
    "radar": {"radar": Form.NAMES, "names": Form.TEXTS, "labels": Form.TEXTS, "most": Form.NUMBER},
    "fall": {"fall": Form.VALUE, "labels": Form.TEXTS, "start": Form.MARK, "end": Form.TEXTS},
    "gantt": {
        "gantt": Form.NAMES, "labels": Form.TEXTS, "texts": Form.TEXTS, "kinds": Form.TEXTS,
        "due": Form.VALUE, "limit": Form.MARK,
    },
    "pareto": {"pareto": Form.VALUE, "labels": Form.LABELS},
    "xbar": {"xbar": Form.VALUE, "subgroup": Form.TEXT},
    "scatter": {"scatter": Form.NAMES},
    **{kind: {kind: Form.VALUE} for kind in ("individuals", "run", "histogram")},
}  # fmt: skip
OPTIONAL = {"limit", "here", "end", "texts", "kinds", "due", "subgroup", *TITLES}
COUNTS = {"gantt": 3, "scatter": 2}
"""How many lists a chart is made of, where it is not any number of them."""


def kind_of(spec: Mapping[str, Any]) -> str | None:
    """Return which chart an entry asks for, None if it names none or several."""
    kinds = [kind for kind in KINDS if kind in spec]
    return kinds[0] if len(kinds) == 1 else None


def read_charts(
    entries: list[Any], names: Collection[str], words: Collection[str], source: Source
) -> tuple[Mapping[str, Any], ...]:
    """Return the entries that can be drawn once there are numbers; every fault of others is reported.

    `names` have values, `words` are lists of texts that the model makes.
    """
    if len(entries) > MOST_CHARTS:
        source.error(f"A lab has at most {MOST_CHARTS} charts.", mend="Choose those that matter.")
        return ()
    for no, entry in enumerate(entries):
        place = source.at(no)
        kind = kind_of(entry) if isinstance(entry, Mapping) else None
        if kind is None:
            place.error("Each chart is one of its kinds.", mend=f"Kinds: {', '.join(KINDS)}.")
            continue
        known = {**KINDS[kind], **dict.fromkeys(TITLES, Form.TEXT)}
        for word in sorted(known.keys() - OPTIONAL - entry.keys()):
            place.error(f"A chart of {kind} needs `{word}`.", mend=f"It is {known[word].value}.")
        for word, written in entry.items():
            if word not in known:
                said = f"`{word}` is not known in this chart."
                place.error(said, word, mend=partial(nearest, word, known))
            elif not _fits(written, known[word]):
                mend = f"Write {known[word].value}."
                place.error(f"`{word}` has the wrong form.", word, mend=mend)
            else:
                _check(written, known[word], names, words, place.at(word))
        wanted = COUNTS.get(kind)
        if wanted and not (isinstance(entry[kind], list) and len(entry[kind]) == wanted):
            place.error(f"`{kind}` takes {wanted} names.", kind)
    return tuple(one for one in entries if isinstance(one, Mapping))


def _is_texts(written: object) -> TypeGuard[list[str]]:
    return (
        isinstance(written, list)
        and bool(written)
        and all(isinstance(one, str) and one.strip() for one in written)
    )


def _fits(written: object, form: Form) -> bool:
    if form in {Form.VALUE, Form.TEXT}:
        return isinstance(written, str)
    if form is Form.MARK:
        return _is_texts(written) and len(written) == 2  # noqa: PLR2004 - a name and its words
    if form is Form.LABELS:
        return _is_texts(written)
    return _is_texts(written) or isinstance(written, str)


def _check(
    written: Any, form: Form, names: Collection[str], words: Collection[str], source: Source
) -> None:
    """Report names without a value, and places in texts that nobody fills."""
    for name in _named(written, form):
        if name not in names:
            source.error(f"There is no value “{name}”.", mend=partial(nearest, name, names))
    if form is Form.TEXTS and isinstance(written, str) and written not in words:
        known = f"Known: {', '.join(words)}." if words else "Write a list of texts."
        source.error(f"The model gives no words named “{written}”.", mend=known)
    try:
        for text in _texts(written, form):
            check_names(text, tuple(names))
    except ExpressionError as error:
        source.error(str(error))


def _named(written: Any, form: Form) -> list[str]:
    if form is Form.VALUE:
        return [written]
    if form is Form.NAMES:
        return [written] if isinstance(written, str) else written
    return [written[0]] if form is Form.MARK else []


def _texts(written: Any, form: Form) -> Iterator[str]:
    if form in {Form.TEXTS, Form.LABELS} and isinstance(written, list):
        yield from written
    elif form is Form.MARK:
        yield written[1]
    elif form is Form.TEXT:
        yield written
