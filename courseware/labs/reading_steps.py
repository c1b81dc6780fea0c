"""The workbench of a lab as typed: its texts, its steps with their inputs, and its questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from courseware.calculation.expressions import ExpressionError, is_name
from courseware.labs.inputs.kind import Reading
from courseware.labs.inputs.registry import TYPES
from courseware.labs.lab import Asked, Input, Option, Step
from courseware.labs.runs import FIELD, MOST_FIELDS
from courseware.labs.texts import check_names
from courseware.problems import Source, count_errors
from courseware.shapes import BLOCK, BLOCKS, LINE, TEXT, nearest, read_block

MOST_POSTED = MOST_FIELDS - 10
"""Fields of inputs on one page: beside them are a token, a revision, a button and the like."""
_STEP = {"title": LINE, "text": TEXT, "inputs": BLOCK}
_INPUT = {"type": LINE, "label": LINE, "hint": TEXT}
_ASKED = {"ask": TEXT, "options": BLOCKS, "tell": TEXT}
_OPTION = {"text": TEXT, "because": TEXT, "right": LINE}
MOST_INPUTS, MOST_STEPS = 40, 12


class Texts:
    """Turns the texts of a lab into HTML, and knows which names may stand in them.

    Until the names are known any name may: texts of inputs are read first.
    """

    def __init__(self, source: Source, render: Callable[[str], str]) -> None:
        self._source, self._render = source, render
        self.names: Collection[str] | None = None

    def block(self, text: str, *path: str | int, names: Collection[str] | None = None) -> str:
        """Return a text as HTML; "" after a fault, which is reported."""
        if not text:
            return ""
        try:
            html = self._render(text)
            known = self.names if names is None else names
            if known is not None:
                check_names(html, tuple(known))
        except ExpressionError as error:
            self._source.error(str(error), *path)
            return ""
        return html

    def inline(self, text: str, *path: str | int, names: Collection[str] | None = None) -> str:
        """Return the same, without the paragraph around a single one."""
        html = self.block(text, *path, names=names).strip()
        if html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>"):
            return html[len("<p>") : -len("</p>")]
        return html


def read_steps(
    entries: list[Any], source: Source, case: Collection[str], texts: Texts
) -> tuple[Step, ...]:
    """Return the steps; names of inputs are unique in a lab and differ from the values of its case."""
    steps: list[Step] = []
    taken = set(case)
    texts.names = case
    if len(entries) > MOST_STEPS:
        source.error(f"A lab has at most {MOST_STEPS} steps.", mend="Make two labs of it.")
        return ()
    for no, entry in enumerate(entries):
        block = read_block(entry, source.at(no), _STEP, {"title", "inputs"})
        inputs: list[Input] = []
        for name, typed in block.get("inputs", {}).items():
            place = source.at(no, "inputs", name)
            if name in taken or not is_name(name) or FIELD.fullmatch(f"in.{name}") is None:
                wrong = "is taken" if name in taken else "cannot name an input"
                mend = "Use another name: letters, digits and _, a letter first, at most 40."
                place.error(f"“{name}” {wrong}.", mend=mend)
                continue
            taken.add(name)
            one = _read_input(name, typed, place, case, _located(texts, no, name))
            inputs += [one] if one is not None else []
        html = texts.block(block.get("text", ""), "steps", no, "text")
        steps.append(Step(block.get("title", ""), html, tuple(inputs)))
    inputs = [one for step in steps for one in step.inputs]
    if not 0 < len(inputs) <= MOST_INPUTS:
        source.error(f"A lab has 1 to {MOST_INPUTS} inputs.", mend="Write `inputs:` of a step.")
    fields = sum(TYPES[one.type].fields(one.spec) for one in inputs)
    if fields > MOST_POSTED:
        said = f"The page of this lab has {fields} fields; {MOST_POSTED} can be sent together."
        source.error(said, mend="Make grids or rows smaller.")
    return tuple(steps)


def _located(texts: Texts, step: int, name: str) -> Callable[..., str]:
    def inline(text: str, *path: str | int) -> str:
        return texts.inline(text, "steps", step, "inputs", name, *path)

    return inline


def _read_input(
    name: str, typed: object, source: Source, case: Collection[str], inline: Callable[..., str]
) -> Input | None:
    before = count_errors(source)
    written = typed.get("type", "") if isinstance(typed, Mapping) else ""
    known = TYPES.get(written) if isinstance(written, str) else None
    if known is None:
        source.error(f"“{written}” is no type of input.", "type", mend=nearest(str(written), TYPES))
        return None
    shapes = {**_INPUT, **known.words}
    block = read_block(typed, source, shapes, {"type", "label"} | known.needs)
    if count_errors(source) > before:
        return None
    spec = known.read(Reading(name, block, source, case, inline))
    label, hint = (inline(block.get(one, ""), one) for one in ("label", "hint"))
    return Input(name, known.name, label, hint, spec)


def read_asked(
    typed: Mapping[str, Any],
    word: str,
    source: Source,
    texts: Texts,
    *,
    names: Collection[str] | None = None,
) -> Asked | None:
    """Return the prediction or the "so what" question; None where there is none.

    Every option says because of what; of "so what" at least one is right, of a prediction it is
    said only where one is. `names`: those that have a value when it is asked, None for all.
    """
    if word not in typed:
        return None
    place = source.at(word)
    shapes = _ASKED if word == "predict" else {name: _ASKED[name] for name in ("ask", "options")}
    block = read_block(typed[word], place, shapes, shapes.keys())
    entries = block.get("options", [])
    if not 2 <= len(entries) <= 6:  # noqa: PLR2004 - a choice, on one screen of a phone
        place.error("A question has 2 to 6 options.", "options")
    needed = {"text"} if word == "predict" else {"text", "because"}
    options = []
    for no, entry in enumerate(entries):
        one = read_block(entry, place.at("options", no), _OPTION, needed)
        if one.get("right", "yes") != "yes":
            place.error(
                f"`right` is “{one['right']}”.", "options", no, mend="Write yes, or nothing."
            )
        html, because = (
            texts.inline(one.get(part, ""), word, "options", no, part, names=names)
            for part in ("text", "because")
        )
        options.append(Option(str(no + 1), html, because, is_right="right" in one))
    if word == "so_what" and not any(option.is_right for option in options):
        place.error("No option is right.", "options", mend="Write `right: yes` at one.")
    return Asked(texts.inline(block.get("ask", ""), word, "ask", names=names), tuple(options))
