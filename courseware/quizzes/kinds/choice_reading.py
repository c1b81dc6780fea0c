"""Reading a question with options: how many, their feedback, weights, and what must not be alike."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from courseware.calculation.values import Values
from courseware.problems import count_errors
from courseware.quizzes.items import Item
from courseware.quizzes.questions import Option, Variant
from courseware.shapes import read_share

CATCH_ALLS = {"all of the above", "none of the above"}
SCORINGS = ("net", "all")
TOTAL = range(2, 9)
"""How many options a question may show at all; how many are good to read is a rule of the house."""
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Counts:
    """How many options: `right` ones that the kind can grade; `good` ones and `total` by the house."""

    right: range
    good: range
    total: range


def read_variants(item: Item, kind: str, key: str, counts: Counts) -> tuple[Variant, ...]:
    """Return the variants of a question with options; every fault is reported to the item."""
    before = count_errors(item.source)
    stored = _read_extras(item)
    if count_errors(item.source) > before or not _has_fit_counts(
        item, kind, key, counts, has_none="none" in stored
    ):
        return ()  # before the texts: thousands of options would each be written
    _check_feedback(item, key)
    return item.vary(lambda values: _build(item, key, stored, values))


def plain(safe_html: str) -> str:
    """Return an option's words as two options are compared: no markup, case, spacing or full stop."""
    text = unicodedata.normalize("NFKC", text_of(safe_html))
    return " ".join(text.casefold().split()).rstrip(".")


def text_of(safe_html: str) -> str:
    """Return the words of a text without its markup."""
    return html.unescape(_TAG.sub("", safe_html))


def _read_extras(item: Item) -> dict[str, Any]:
    """Return what the key keeps beside the options; weights by the number of the option."""
    stored: dict[str, Any] = {}
    for name, known, default in (("scoring", SCORINGS, "net"), ("none", ("yes", "no"), "no")):
        written = item.typed.get(name, default)
        if written not in known:
            mend = f"Write `{name}: {known[0]}` or `{name}: {known[1]}`."
            item.source.error(f"`{name}` is “{written}”.", name, mend=mend)
        elif written != default:
            stored[name] = written if name == "scoring" else True
    weights = _read_weights(item)
    if weights:
        stored["weights"] = weights
    return stored


def _read_weights(item: Item) -> dict[str, str]:
    wrong = list(item.mapping("wrong"))
    weights: dict[str, str] = {}
    for text, written in item.mapping("weights").items():
        share = read_share(written)
        where = ("weights", text)
        if text not in wrong:
            said = f"“{text}” is no option under `wrong`."
            mend = "Copy the text of a wrong option; the right one always earns the whole point."
            item.source.error(said, *where, mend=mend)
        elif share is None or not 0 < share < 1:
            mend = "Write a share between 0 and 1, such as 1/2."
            item.source.error(f"The weight of “{text}” is “{written}”.", *where, mend=mend)
        else:
            weights[str(len(item.mapping("answer")) + 1 + wrong.index(text))] = str(share)
    if wrong and len(weights) == len(wrong):
        mend = "Leave out the one that shows that nothing was understood."
        item.source.error("Every wrong option has a weight.", "weights", mend=mend)
    return weights


def _has_fit_counts(item: Item, kind: str, key: str, counts: Counts, *, has_none: bool) -> bool:
    """Say whether these options can be shown and graded; report what cannot, and what is not good."""
    right, wrong = len(item.mapping(key)), len(item.mapping("wrong"))
    said = f"A {kind} question cannot have {right} right and {wrong} wrong options."
    if not right and not has_none and 0 in counts.right:
        mend = "Mark a right one, or write `none: yes` for a box “None of these”."
        item.source.error(said, key, mend=mend)
        return False
    if not wrong or right not in counts.right or right + wrong not in TOTAL:
        mend = f"Write {_span(TOTAL)} options, {_span(counts.right)} of them right and at least one wrong."
        item.source.error(said, key, mend=mend)
        return False
    is_good = right in counts.good or (not right and has_none)
    if not is_good or right + wrong not in counts.total:
        mend = f"Write {_span(counts.total)} options, {_span(counts.good)} of them right."
        item.source.house(
            f"The question has {right} right and {wrong} wrong options.", key, mend=mend
        )
    return True


def _span(counts: range) -> str:
    return " to ".join(str(count) for count in sorted({counts[0], counts[-1]}))


def _check_feedback(item: Item, key: str) -> None:
    for part in (key, "wrong"):
        for text, feedback in item.mapping(part).items():
            if not feedback.strip():
                mend = "Write after its colon why it is right or wrong."
                item.source.house(f"The option “{text}” has no feedback.", part, text, mend=mend)


def _build(item: Item, key: str, stored: Mapping[str, Any], values: Values) -> dict[str, Any]:
    options: list[Option] = []
    read_before: dict[str, str] = {}
    for part in (key, "wrong"):
        for text, feedback in item.mapping(part).items():
            shown = item.inline(text, values, part, text)
            told = item.inline(feedback, values, part, text)
            words = plain(shown)
            check_words(item, words, read_before.get(words), part, text)
            read_before[words] = text
            options.append(Option(str(len(options) + 1), shown, told, is_right=part == key))
    return {"options": tuple(options), "key": dict(stored)}


def check_words(item: Item, words: str, twin: str | None, part: str, text: str) -> None:
    """Report an option whose `words` are those of its `twin`, or have no sense at another place."""
    if twin is not None:
        item.source.error(
            f"The options “{twin}” and “{text}” read the same.",
            part,
            text,
            mend="Change one, or narrow `given` so that they differ in every draw.",
        )
    if words in CATCH_ALLS:
        item.source.error(
            f"“{text}” loses its sense when options are shuffled.",
            part,
            text,
            mend="Write an option that stands on its own; where none is right, `none: yes`.",
        )
