"""The labs of numbers, worked as a page works them: inputs by name, a case by its number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from courseware.labs.charts import draw
from courseware.labs.checking import findings, is_passed
from courseware.labs.inputs.kind import Raw
from courseware.labs.lab import Lab
from courseware.labs.working import Work, work
from tests.labs.shipped import HOSTILE, raws


def typed(lab: Lab, case: int, inputs: Mapping[str, object]) -> dict[str, Raw]:
    """Return what stands in the inputs: as at the start but for these. A text of ids is an order."""
    return raws(lab, {name: _set(value) for name, value in inputs.items()}, case)


def _set(value: object) -> str | dict[str, str]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return {str(item): str(no) for no, item in enumerate(value, 1)}
    return str(value)


def worked(lab: Lab, case: int = 0, **inputs: object) -> Work:
    """Return what a lab comes to with these inputs, the others as at the start."""
    return work(lab, case, typed(lab, case, inputs))


def met(lab: Lab, done: Work) -> list[bool]:
    """Say of each check whether it holds."""
    return [one.is_met for one in findings(lab, done)]


def passes(lab: Lab, done: Work) -> bool:
    """Say whether these results pass with the right choice of what follows from them."""
    assert lab.so_what is not None
    return any(is_passed(lab, done, one.id) for one in lab.so_what.options)


def said(lab: Lab, done: Work) -> str:
    """Return all that the checks say."""
    return " ".join(one.html for one in findings(lab, done))


def assert_it_answers(lab: Lab, done: Work) -> None:
    """Assert that there are faults, or a sentence, or results whose every chart can be drawn or left out."""
    assert done.faults or done.problem or done.is_computed
    said(lab, done)
    if done.is_computed:
        for no, chart in enumerate(lab.charts):
            with suppress(ValueError):  # nothing to draw: the page leaves the chart out
                draw(chart, done, f"chart-{no}")


def hostile_works(lab: Lab) -> Iterator[Work]:
    """Return what a lab comes to with each hostile text in each field alone, and in all at once."""
    numbers = [one.name for one in lab.inputs if one.type == "number"]
    for text in HOSTILE:
        for name in numbers:
            yield worked(lab, 0, **{name: text})
        yield worked(lab, 0, **dict.fromkeys(numbers, text))
    for end in ("min", "max"):
        ends = {one.name: one.spec[end] for one in lab.inputs if one.type == "number"}
        for name, value in ends.items():
            yield worked(lab, 0, **{name: value})
        yield worked(lab, 0, **ends)
    yield work(lab, 0, {})
    yield work(lab, 0, {one.name: {"": ("?",) * 3, "..": ("1",)} for one in lab.inputs})
