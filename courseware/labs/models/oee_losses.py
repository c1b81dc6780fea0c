"""Where the minutes of a shift go, and what minutes of improvement bring in each place."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.formulas.oee import Effectiveness, effectiveness
from courseware.labs.given import Given, Model, Note, Result

STOPS = ("changeover", "breakdown", "starved")
SAVED = (*STOPS, "speed", "quality")
"""Where minutes can be saved, in the order in which they are lost."""
SECONDS = 60
SHOWN = 0.05
"""Minutes are shown to one digit; less than this beyond a loss is no fault."""


def run(given: Given) -> Result:
    """Return OEE with the minutes lost by cause, and OEE after minutes are taken from some of them.

    Inputs, in minutes: `shift`, `breaks`, the stops; `cycle`, the ideal one, in seconds; `total`,
    `scrap` and `rework` in parts; and the minutes saved: `save_changeover` …, `save_speed`,
    `save_quality`. Case: `budget`, the minutes that may be saved in all.
    """
    planned = given.number("shift") - given.number("breaks")
    stops = [given.number(name) for name in STOPS]
    cycle, total = given.number("cycle") / SECONDS, given.number("total")
    scrap, rework = given.number("scrap"), given.number("rework")
    _refuse(planned, planned - sum(stops), cycle, total, scrap + rework)
    now = effectiveness(planned, planned - sum(stops), cycle, total, total - scrap - rework)
    losses = [*stops, now.lost_to_speed, now.lost_to_quality]
    wanted = [given.number(f"save_{name}") for name in SAVED]
    taken = [min(pair) for pair in zip(wanted, losses, strict=True)]
    best = _spent(given.number("budget"), losses)
    return Result(
        values={
            "planned": planned,
            "availability": now.availability,
            "performance": now.performance,
            "quality": now.quality,
            "oee": now.oee,
            "lost": [*stops, now.lost_to_speed, cycle * scrap, cycle * rework],
            "stopped": now.lost_to_stops,
            "slow": now.lost_to_speed,
            "bad": now.lost_to_quality,
            "good_minutes": now.good_time,
            "saved": sum(wanted),
            "oee_new": _after(now, planned, taken),
            "oee_best": _after(now, planned, best),
        },
        notes=_notes(wanted, losses),
    )


def _refuse(planned: float, run: float, cycle: float, total: float, bad: float) -> None:
    """Raise ValueError, in the words of the sheet, for what cannot be: a formula would name its arguments."""
    if planned <= 0:
        raise ValueError("The breaks take the whole shift, so nothing is planned. Check both.")
    if run <= 0:
        raise ValueError("The stops take all of the planned time. Check the stops and the breaks.")
    if total * cycle > run + SHOWN:
        raise ValueError(
            f"{total:,.0f} parts at {cycle * SECONDS:.3g} s need {total * cycle:,.0f} min, but the press "
            f"ran only {run:,.0f} min. Check the parts, the ideal time and the stops."
        )
    if total <= 0:
        raise ValueError("No part was made, so there is nothing to measure. Check the parts.")
    if bad > total:
        raise ValueError("More parts are scrapped and mended than were made. Check all three.")


def _after(now: Effectiveness, planned: float, taken: Sequence[float]) -> float:
    """Return OEE when minutes are taken from stops, from slow running and from bad parts.

    What is freed runs at the pace, and with the share of bad parts, that the other two then have.
    """
    *stops, speed, quality = taken
    run = planned - now.lost_to_stops
    ideal = run - now.lost_to_speed
    performance = min(1.0, (ideal + speed) / run)
    good_share = min(1.0, (ideal - now.lost_to_quality + quality) / ideal)
    made = (run + sum(stops)) * performance
    return effectiveness(planned, run + sum(stops), 1, made, made * good_share).oee


def _spent(budget: float, losses: Sequence[float]) -> list[float]:
    """Return how minutes are spent best: from the end of the chain, bad parts before speed before stops.

    OEE is (run + stops) (ideal + speed) (good + quality) over fixed numbers, and good ≤ ideal ≤ run:
    a minute is the largest share of the smallest, up to where its loss is gone.
    """
    spent = []
    for loss in reversed(losses):
        spent.append(min(budget, loss))
        budget -= spent[-1]
    return spent[::-1]


def _notes(wanted: Sequence[float], losses: Sequence[float]) -> list[Note]:
    notes = [
        Note(f"more_{name}", {"minutes": minutes, "loss": loss})
        for name, minutes, loss in zip(SAVED, wanted, losses, strict=True)
        if minutes > loss + SHOWN
    ]
    return notes if any(wanted) else [Note("nothing")]


MODEL = Model(
    run=run,
    inputs=dict.fromkeys(
        (
            "shift", "breaks", *STOPS, "cycle", "total", "scrap", "rework",
            *(f"save_{name}" for name in SAVED),
        ),
        "number",
    ),
    case=("budget",),
    values=(
        "planned", "availability", "performance", "quality", "oee", "lost", "stopped", "slow", "bad",
        "good_minutes", "saved", "oee_new", "oee_best",
    ),
    notes={"nothing": (), **{f"more_{name}": ("minutes", "loss") for name in SAVED}},
)  # fmt: skip
