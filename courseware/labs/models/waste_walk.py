"""Observations sorted by what the work is, and a 5S sheet beside the scores that count as fair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from courseware.labs.given import Given, Model, Note, Result

VALUE, NEEDED = "value", "needed"
CAUSES = ("uneven", "burden")
"""Unevenness and overburden; every other place is one of the eight wastes."""
FIVE_S = ("sort", "order", "shine", "standard", "sustain")
ENOUGH = 15
"""From so many placed cards on, a group without any is worth a second look."""


def run(given: Given) -> Result:
    """Count the cards of `cards` by class as the learner placed them, and judge each score of `sheet`.

    Nothing here says whether a card lies right: that is told when the lab is checked. A score is fair
    from `fair_low` to `fair_high` of the case, each in the order of the five S.
    """
    placed = Counter(given.placed("cards").values())
    scores = given.numbers("sheet_score")
    low, high = given.numbers("fair_low"), given.numbers("fair_high")
    fair = {
        f"{name}_fair": int(low[no] <= scores[no] <= high[no]) for no, name in enumerate(FIVE_S)
    }
    causes = sum(placed[one] for one in CAUSES)
    wastes = placed.total() - placed[VALUE] - placed[NEEDED] - causes
    return Result(
        values={
            "by_class": [placed[VALUE], placed[NEEDED], wastes, causes],
            "total": sum(int(one) if one == int(one) else one for one in scores),
            **fair,
        },
        notes=_notes(given, placed, scores),
    )


def _notes(given: Given, placed: Counter[str], scores: Sequence[float]) -> list[Note]:
    notes = []
    empty = [title for place, title in given.titles["cards"].items() if not placed[place]]
    if placed.total() >= ENOUGH and empty:
        notes.append(Note("empty_groups", {"names": ", ".join(empty)}))
    if any(scores):
        titles = list(given.titles["sheet"].values())
        lowest = [title for title, one in zip(titles, scores, strict=True) if one == min(scores)]
        notes.append(Note("lowest", {"names": ", ".join(lowest), "score": min(scores)}))
    return notes


MODEL = Model(
    run=run,
    inputs={"cards": "place", "sheet": "grid"},
    case=("fair_low", "fair_high"),
    values=("by_class", "total", *(f"{name}_fair" for name in FIVE_S)),
    notes={"empty_groups": ("names",), "lowest": ("names", "score")},
)
