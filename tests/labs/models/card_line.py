"""A line that cards hold closed: a new unit may start only when one leaves."""

from __future__ import annotations

from courseware.formulas.closed_line import (
    best_case_throughput,
    practical_worst_cycle_time,
    practical_worst_throughput,
)
from courseware.labs.given import Given, Model, Note, Result

_NEARLY_ALL = 0.9
"""From this share of its best rate on, a line gains little from one more card."""


def run(given: Given) -> Result:
    """Return how fast the line is and how long a unit stays, where times vary as much as they can (F07).

    Each of the `stations` of the case takes one minute on average.
    """
    cards, stations = int(given.number("cards")), given.number("stations")
    rate = practical_worst_throughput(cards, 1.0, stations)
    best = best_case_throughput(cards, 1.0, stations)
    share = rate / best
    note = (
        Note("near", {"share": share}) if share >= _NEARLY_ALL else Note("lost", {"share": share})
    )
    return Result(
        {
            "line_rate_now": rate,
            "line_rate_best": best,
            "line_time": practical_worst_cycle_time(cards, 1.0, stations),
        },
        tables={
            "compared": [["Times vary", f"{rate:.2f}"], ["Times never vary", f"{best:.2f}"]],
        },
        notes=(note,),
    )


MODEL = Model(
    run=run,
    inputs={"cards": "number"},
    case=("stations",),
    values=("line_rate_now", "line_rate_best", "line_time"),
    tables={"compared": 2},
    notes={"near": ("share",), "lost": ("share",)},
)
