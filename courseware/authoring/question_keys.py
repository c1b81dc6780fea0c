"""The key of a question for its author: of the question itself, and of each part or step in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from courseware.quizzes.kinds.case_key import CaseKey, Step
from courseware.quizzes.kinds.feedback import Solution
from courseware.quizzes.kinds.parts_key import PartKey, parts_of
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Variant
from courseware.web.language import gettext as _
from courseware.words import percent


@dataclass(frozen=True, slots=True)
class Key:
    """One variant as learners see it, and what is right in it."""

    public: PublicQuestion
    first: Variant
    solution: Solution
    tolerance: str
    rubric: tuple[tuple[str, int], ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class StepKey:
    """One step of a case: its text, and a row for each choice."""

    name: str
    ask: str
    rows: tuple[tuple[str, str, str, int], ...]  # choice, words on it, next step, score


def key_of(kind: str, variant: Variant, no: int, title: str = "") -> Key:
    """Return the key of a variant."""
    asked, order = KINDS[kind], KINDS[kind].ids(variant)
    return Key(
        public=asked.show(variant, order, no),
        first=variant,
        solution=asked.solve(variant, order, None),
        rubric=tuple((one["html"], one["points"]) for one in variant.key.get("rubric", ())),
        tolerance=_tolerance(variant),
        title=title,
    )


def part_keys(kind: str, variant: Variant) -> tuple[Key, ...]:
    """Return the keys of a question's parts; none if it has no parts."""
    parts = parts_of(variant) if kind == "parts" else ()
    return tuple(
        key_of(part.kind, part.variant, no, _part_title(no, part))
        for no, part in enumerate(parts, 1)
    )


def step_keys(kind: str, variant: Variant) -> tuple[StepKey, ...]:
    """Return the steps of a case; none for any other question."""
    steps = CaseKey.from_json(variant.key).steps if kind == "case" else ()
    return tuple(StepKey(step.name, step.ask or step.say, _rows(step)) for step in steps)


def right_of(kind: str, variant: Variant) -> Iterator[str]:
    """Yield what is right in a variant, for the table of all of them."""
    for key in part_keys(kind, variant) or (key_of(kind, variant, 1),):
        if key.solution.right:
            yield key.solution.right
        yield from (
            _("option %(id)s") % {"id": one.id} for one in key.first.options if one.is_right
        )
        if key.first.options and key.first.key.get("none"):
            yield from (
                () if any(one.is_right for one in key.first.options) else (_("none of these"),)
            )


def _part_title(no: int, part: PartKey) -> str:
    values = {"no": no, "kind": part.kind, "weight": part.weight}
    title = _("Part %(no)s · %(kind)s · weight %(weight)s") % values
    return f"{title} · follow: {part.follow}" if part.follow else title


def _rows(step: Step) -> tuple[tuple[str, str, str, int], ...]:
    return tuple((one.html, one.told, one.to, one.score) for one in step.choices)


def _tolerance(variant: Variant) -> str:
    """Return how far an answer may be from the key, if the kind says so; see `NumericKey`."""
    allowed = variant.key.get("tolerance", {})
    if "relative" in allowed:
        return f"± {percent(Fraction(allowed['relative']))}"
    return f"± {float(Fraction(allowed['absolute'])):g}" if "absolute" in allowed else ""
