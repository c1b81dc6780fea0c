"""The rules of a level in words, as a certificate prints them: in English, like all that it states."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.practice.categories import NAMES, Category
from courseware.practice.gates import CAPSTONE_A3, Level
from courseware.words import hours_text, percent


def rules_of(level: Level, modules: int) -> tuple[str, ...]:
    """Return one sentence for each thing that a level asks of a person."""
    return tuple(_rules(level, modules))


def _rules(level: Level, modules: int) -> Iterator[str]:
    yield f"All {modules} modules passed."
    if level.review is not None:
        gate = level.review
        needed = hours_text(gate.mark * gate.items)
        yield (
            f"Level review of {gate.items} questions: at least {needed} points, and "
            f"{percent(gate.competency_mark)} of the points in each competency with "
            f"{gate.least_items} or more questions."
        )
    if level.practice is not None:
        asks = level.practice
        cap = (
            f"at most {percent(asks.simulated)} of the hours simulated"
            if asks.simulated
            else "none of it simulated"
        )
        yield (
            f"Verified practice: at least {hours_text(asks.hours)} h, {asks.entries} entries, "
            f"{asks.dates} days and {asks.categories} kinds of practice; {cap}."
        )
        if asks.real_in:
            parts = [
                f"{hours_text(h)} h {NAMES[Category(c)].lower()}" for c, h in asks.real_in.items()
            ]
            yield f"Among it, real: at least {', '.join(parts)}."
    if level.a3:
        yield (
            "A capstone A3 accepted by two assessors."
            if level.a3 == CAPSTONE_A3
            else "A practice A3 accepted by an assessor."
        )
    if level.results:
        noun = "result" if level.results == 1 else "results"
        yield f"{level.results} verified {noun}."
    if level.attestations is not None:
        gate_ = level.attestations
        noun = "rating" if gate_.forms == 1 else "ratings by different people"
        yield (
            f"{gate_.forms} {noun}: each competency at least {gate_.least} of 4, "
            f"on average at least {hours_text(gate_.mean)}."
        )
        if gate_.not_observed:
            yield (
                f"In a rating at most {gate_.not_observed} competencies are not observed; "
                "somebody rated each."
            )
