"""Gauge study: how much of what is measured comes from the gauge and the people (F45), by ranges."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas.guards import count, in_range, not_negative
from courseware.formulas.guards_lists import numbers
from courseware.formulas.rounding import rounded_down
from courseware.formulas.samples import is_dust, sample_mean

K1 = {2: 0.8862, 3: 0.5908}
"""Trials → 1 / d2: a mean range in standard deviations of the gauge."""
K2 = {2: 0.7071, 3: 0.5231}
"""People → 1 / d2*, the same for a single range: √(d2² + d3²) instead of d2."""
K3 = {
    2: 0.7071, 3: 0.5231, 4: 0.4467, 5: 0.4030, 6: 0.3742, 7: 0.3534, 8: 0.3375, 9: 0.3249, 10: 0.3146
}  # fmt: skip
"""Parts → 1 / d2*, as for people."""
CATEGORIES = 1.41


@dataclass(frozen=True, slots=True)
class GaugeStudy:
    """Where variation comes from: standard deviations in the unit of the data, and each as % of the total."""

    repeatability: float
    """Equipment variation (EV): one person, one part, again."""
    reproducibility: float
    """Appraiser variation (AV): one person after the other."""
    gauge: float
    """Both together (GRR)."""
    parts: float
    """Part variation (PV): what the gauge is there to see."""
    total: float
    percent_repeatability: float
    percent_reproducibility: float
    percent_gauge: float
    """Below 10 good, 10 to 30 conditional, above 30 not acceptable."""
    percent_parts: float
    categories: int
    """Number of distinct categories (ndc): 5 or more are wanted."""


Cells = list[list[list[float]]]
"""Person → part → the trials."""


@in_range
def gauge_study(data: Sequence[float], people: int, trials: int, parts: int) -> GaugeStudy:
    """Return what a gauge study by average and range finds (F45): GRR, its % of the total, ndc.

    data: measured values, all parts of a trial in a row, then the next trial, then the next person.
    people: 2 or 3. trials: by each person of each part, 2 or 3. parts: 2 to 10.
    Raises ValueError for other numbers, data of another length, or data without spread.
    Source: AIAG, Measurement Systems Analysis (its 3 x 3 x 10 example: GRR 26.68 %, 5 categories).
    """
    count("people", people, "the constants are for 2 or 3", least=2, most=max(K2))
    count("trials", trials, "the constants are for 2 or 3", least=2, most=max(K1))
    count("parts", parts, "the constants are for 2 to 10", least=2, most=max(K3))
    cells = cells_of(data, people, trials, parts)
    ranges = [max(cell) - min(cell) for person in cells for cell in person]
    by_person = [sample_mean([one for cell in person for one in cell]) for person in cells]
    by_part = [
        sample_mean([one for person in cells for one in person[part]]) for part in range(int(parts))
    ]
    repeatability = sample_mean(ranges) * K1[trials]
    between = (_range(by_person) * K2[people]) ** 2 - repeatability**2 / (parts * trials)
    return study_of(repeatability, math.sqrt(max(0.0, between)), _range(by_part) * K3[parts], data)


def cells_of(data: Sequence[float], people: int, trials: int, parts: int) -> Cells:
    """Return measured values by person and part (F45), each a list of its trials.

    data: as gauge_study. people, trials, parts: whole numbers, 1 or more.
    Raises ValueError for data of another length than their product. Source: as gauge_study.
    """
    counts = [
        count(name, number, "it is counted", least=1)
        for name, number in (("people", people), ("trials", trials), ("parts", parts))
    ]
    numbers("data", data, "a study needs something measured")
    of_people, of_trials, of_parts = counts
    if len(data) != math.prod(counts):
        raise ValueError(
            f"data hold {len(data):,} values, but {of_people} people x {of_trials} trials x "
            f"{of_parts} parts make {math.prod(counts):,}."
        )
    return [
        [
            [data[(who * of_trials + trial) * of_parts + part] for trial in range(of_trials)]
            for part in range(of_parts)
        ]
        for who in range(of_people)
    ]


@in_range
def study_of(
    repeatability: float, reproducibility: float, parts: float, data: Sequence[float]
) -> GaugeStudy:
    """Return the study that three standard deviations make (F45); ndc = 1.41 PV / GRR, rounded down.

    repeatability, reproducibility, parts: EV, AV and PV in the unit of the data, 0 or above.
    data: what they were computed from; it tells how much is float dust.
    Raises ValueError if one is below 0, or EV and AV are nothing but dust. Source: as gauge_study.
    """
    named = {"repeatability": repeatability, "reproducibility": reproducibility, "parts": parts}
    for name, deviation in named.items():
        not_negative(name, deviation, "a standard deviation has no direction")
    gauge = math.hypot(repeatability, reproducibility)
    total = math.hypot(gauge, parts)
    if is_dust(gauge, data):
        raise ValueError(
            "The data show no variation of the gauge: nobody measures a part twice exactly alike, "
            "so its scale is too coarse to tell."
        )
    return GaugeStudy(
        repeatability=repeatability,
        reproducibility=reproducibility,
        gauge=gauge,
        parts=parts,
        total=total,
        percent_repeatability=100 * repeatability / total,
        percent_reproducibility=100 * reproducibility / total,
        percent_gauge=100 * gauge / total,
        percent_parts=100 * parts / total,
        categories=rounded_down(CATEGORIES * parts / gauge),
    )


def _range(values: Sequence[float]) -> float:
    return max(values) - min(values)
