"""Gauge study by analysis of variance (F45): as by ranges, and whether people and parts interact."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.distributions import f_above
from courseware.formulas.gauge import Cells, GaugeStudy, cells_of, study_of
from courseware.formulas.guards import count, in_range, share
from courseware.formulas.samples import is_dust, sample_mean, squared_deviations

POOL_ABOVE = 0.25
"""With a p-value above this the interaction is taken for chance."""


@dataclass(frozen=True, slots=True)
class GaugeAnova:
    """A gauge study by analysis of variance; `variance_…` in the squared unit of the data."""

    study: GaugeStudy
    variance_repeatability: float
    variance_reproducibility: float
    variance_gauge: float
    variance_parts: float
    variance_total: float
    interaction_f: float
    """Variance of person with part against that of the trials; a ratio."""
    interaction_p: float
    """How often chance alone makes such a ratio or a larger one, 0 to 1."""
    is_pooled: bool
    """Was the interaction taken for chance and counted to repeatability?"""


@dataclass(frozen=True, slots=True)
class _Squares:
    """Sums of squares of a study with `people`, `trials` and `parts`."""

    people: float
    parts: float
    interaction: float
    trials: float


@in_range
def gauge_anova(
    data: Sequence[float], people: int, trials: int, parts: int, pool_above: float = POOL_ABOVE
) -> GaugeAnova:
    """Return what a crossed gauge study finds by analysis of variance (F45), with its interaction.

    data: in the order of gauge_study. people, trials, parts: whole numbers, each 2 or more.
    pool_above: p-value from which the interaction counts as chance, 0 to 1.
    Raises ValueError for other numbers, data of another length, or trials that never differ.
    Source: AIAG, Measurement Systems Analysis (its 3 x 3 x 10 example: GRR 27.86 %, 4 categories).
    """
    for name, number in (("people", people), ("trials", trials), ("parts", parts)):
        count(name, number, "one alone cannot differ", least=2)
    share("pool_above", pool_above, "it is a p-value")
    squares = _squares(cells_of(data, people, trials, parts))
    of_both, of_trials = (people - 1) * (parts - 1), people * parts * (trials - 1)
    error = squares.trials / of_trials
    if is_dust(math.sqrt(error), data):
        raise ValueError(
            "The trials of a part never differ: the scale of the gauge is too coarse to tell."
        )
    f = squares.interaction / of_both / error
    p = f_above(f, of_both, of_trials)
    is_pooled = p > pool_above
    if is_pooled:
        error = (squares.interaction + squares.trials) / (of_both + of_trials)
    both = error if is_pooled else squares.interaction / of_both
    of_people = (
        max(0.0, squares.people / (people - 1) - both) / (parts * trials)
        + max(0.0, both - error) / trials
    )
    of_parts = max(0.0, squares.parts / (parts - 1) - both) / (people * trials)
    return GaugeAnova(
        study=study_of(math.sqrt(error), math.sqrt(of_people), math.sqrt(of_parts), data),
        variance_repeatability=error,
        variance_reproducibility=of_people,
        variance_gauge=error + of_people,
        variance_parts=of_parts,
        variance_total=error + of_people + of_parts,
        interaction_f=f,
        interaction_p=p,
        is_pooled=is_pooled,
    )


def _squares(cells: Cells) -> _Squares:
    """Return the sums of squares by person, by part, by both together, and within the trials."""
    people, parts, trials = len(cells), len(cells[0]), len(cells[0][0])
    means = [[sample_mean(cell) for cell in person] for person in cells]
    by_person = [sample_mean(person) for person in means]
    by_part = [sample_mean(part) for part in zip(*means, strict=True)]
    center = sample_mean(by_person)
    leftover = (
        (mean - by_person[who] - by_part[part] + center) ** 2
        for who, person in enumerate(means)
        for part, mean in enumerate(person)
    )
    return _Squares(
        people=parts * trials * squared_deviations(by_person),
        parts=people * trials * squared_deviations(by_part),
        interaction=trials * math.fsum(leftover),
        trials=math.fsum(squared_deviations(cell) for person in cells for cell in person),
    )
