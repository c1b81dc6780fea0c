"""The skills gaps of one person, the ones to close first, and a plan with dates for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from courseware.formulas.skills import largest_gaps, ranked_gaps, skill_gaps
from courseware.labs.given import Given, Model, Note, Result, Row
from courseware.labs.inputs.text import read_date

FOCUS = 3
"""How many gaps a plan begins with."""
YEAR = 366
"""Days from the first date of a plan to its last before it is no plan for one year."""
_DAYS_A_MONTH = 30.44


def run(given: Given) -> Result:
    """Rank the gaps of `skills`, judge the choice in `focus`, and count the dated actions of `plan`.

    The rows of `skills` and the options of `focus` are the same skills in the same order. Only gaps
    above 0 have to be chosen: whoever has fewer than three chooses those, and is free in the rest.
    """
    now, target = _ratings(given.numbers("skills_now")), _ratings(given.numbers("skills_target"))
    numbers = {one: no for no, one in enumerate(given.titles["focus"], 1)}
    names = list(given.titles["focus"].values())
    chosen = [numbers[one] for one in given.chosen("focus")]
    gaps = skill_gaps(now, target)
    ranked = ranked_gaps(now, target)
    actions = _dated(given.rows("plan"))
    left = [gap for no, gap in enumerate(gaps, 1) if no not in chosen]
    return Result(
        values={
            "gaps": [*gaps],
            "ranked": [*ranked],
            "wanted": _wanted(gaps),
            "left_out": max(left, default=0),
            "is_focused": int(_is_focused(gaps, chosen, now, target)),
            "dated": len(actions),
        },
        words={
            "focus_names": [names[no - 1] for no in chosen],
            "first_action": [row["what"] for row in actions[:1]],
            "first_by": [row["by"] for row in actions[:1]],
            "last_by": [row["by"] for row in actions[-1:]],
        },
        tables={
            "ranking": [
                (names[no - 1], *(f"{one[no - 1]:.0f}" for one in (gaps, now, target)))
                for no in ranked
            ],
            "dates": [
                (row["what"], row["by"], given.titles["focus"].get(row["skill"], "–"))
                for row in actions
            ],
        },
        notes=[*_on_gaps(now, target, chosen, names), *_on_plan(given, actions, chosen, names)],
    )


def _ratings(numbers: Sequence[float]) -> Sequence[int]:
    """Return them as they are: the formulas refuse 2.5 in their own words."""
    return cast("Sequence[int]", numbers)


def _wanted(gaps: Sequence[int]) -> int:
    return min(FOCUS, max(1, sum(gap > 0 for gap in gaps)))


def _is_focused(
    gaps: Sequence[int], chosen: Sequence[int], now: Sequence[int], target: Sequence[int]
) -> bool:
    above = {no for no, gap in enumerate(gaps, 1) if gap > 0}
    if len(above) >= FOCUS:
        return largest_gaps(now, target, FOCUS).accept(chosen)
    return above.issubset(chosen) and 0 < len(chosen) <= FOCUS


def _dated(rows: Sequence[Row]) -> list[Row]:
    """Return the rows with an action and a date, the earliest first; the same one twice counts once."""
    found = {
        (row["by"], row["what"].casefold()): row
        for row in rows
        if row["by"] and any(map(str.isalnum, row["what"]))
    }
    return [found[key] for key in sorted(found)]


def _on_gaps(
    now: Sequence[int], target: Sequence[int], chosen: Sequence[int], names: Sequence[str]
) -> list[Note]:
    gaps = skill_gaps(now, target)
    above = sum(gap > 0 for gap in gaps)
    if above == 0:
        return [Note("no_gap")]
    if above < FOCUS:
        return [Note("few_gaps", {"count": above})]
    best = largest_gaps(now, target, FOCUS)
    if len(best.tied) == best.open_places or best.accept(chosen):
        return []
    tied = ", ".join(names[no - 1] for no in best.tied)
    gap = gaps[best.tied[0] - 1]
    return [Note("tie", {"names": tied, "gap": gap, "places": best.open_places})]


def _on_plan(
    given: Given, actions: Sequence[Row], chosen: Sequence[int], names: Sequence[str]
) -> list[Note]:
    rows, notes = given.rows("plan"), []
    begun = sum(not row["by"] or not any(map(str.isalnum, row["what"])) for row in rows)
    if begun:
        notes.append(Note("half_filled", {"count": begun}))
    if len(rows) - begun > len(actions):
        notes.append(Note("repeated", {"count": len(rows) - begun - len(actions)}))
    numbers = {one: no for no, one in enumerate(given.titles["focus"], 1)}
    served = {numbers.get(row["skill"]) for row in actions}
    bare = [names[no - 1] for no in chosen if no not in served]
    if actions and bare:
        notes.append(Note("no_action_for", {"names": ", ".join(bare)}))
    days = _span(actions)
    if days > YEAR:
        notes.append(Note("long", {"months": days / _DAYS_A_MONTH}))
    return notes


def _span(actions: Sequence[Row]) -> int:
    """Return the days from the first date to the last."""
    dates: list[date] = [one for row in actions if (one := read_date(row["by"])) is not None]
    return (max(dates) - min(dates)).days if dates else 0


MODEL = Model(
    run=run,
    inputs={"skills": "grid", "focus": "several", "plan": "rows"},
    values=("gaps", "ranked", "wanted", "left_out", "is_focused", "dated"),
    words=("focus_names", "first_action", "first_by", "last_by"),
    tables={"ranking": 4, "dates": 3},
    notes={
        "no_gap": (),
        "few_gaps": ("count",),
        "tie": ("names", "gap", "places"),
        "half_filled": ("count",),
        "repeated": ("count",),
        "no_action_for": ("names",),
        "long": ("months",),
    },
)
