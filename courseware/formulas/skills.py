"""Who can do what: cover of the stations of a team, and the skills gaps of one person (F69)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from courseware.formulas import guards
from courseware.formulas.guards_lists import counts, not_empty, same_length

HIGHEST = 4
"""Ratings go from 0, have not met this yet, to 4, teach it to others."""
RATING = f"ratings go from 0 to {HIGHEST}"
STATION = "there is at least one station"


def qualified_counts(matrix: Sequence[Sequence[float]]) -> list[int]:
    """Return how many people are qualified at each station (F69): the sums of the columns.

    matrix: a row for each person, in it 1 for each station where that person is qualified, else 0.
    Raises ValueError for no people, no stations, rows of unequal length or another cell.
    Source: TWI Institute, Job Instruction: the training timetable.
    """
    not_empty("matrix", matrix, "a team has at least one person")
    rows = []
    for number, row in enumerate(matrix, 1):
        cells = "each person needs a cell for each station"
        same_length("row 1", matrix[0], f"row {number}", row, cells)
        rows.append(counts(f"row {number}", row, STATION, "a cell is 0 or 1", most=1))
    return [sum(column) for column in zip(*rows, strict=True)]


def skill_coverage(qualified: Sequence[int], people: int) -> float:
    """Return the share of the cells of a skills matrix that are filled (F69), from 0 to 1.

    qualified: how many people are qualified at each station, each up to `people`; at least one station.
    people: in the team, 1 or above.
    Raises ValueError for no stations, or a number that is not whole or out of range.
    Source: own (4, 3, 1, 2, 5 of 6 people: 15 of 30 cells, 0.5).
    """
    team = guards.count("people", people, "it counts a team", least=1)
    filled = counts("qualified", qualified, STATION, "it counts people of the team", most=team)
    return sum(filled) / (len(filled) * team)


def minimum_cover(qualified: Sequence[int]) -> int:
    """Return the fewest people qualified at any station (F69); at 1 a single absence stops the station.

    qualified: how many people are qualified at each station, 0 or above; at least one station.
    Raises ValueError for no stations, or a number that is not whole or below 0.
    Source: own (4, 3, 1, 2, 5: 1).
    """
    return min(counts("qualified", qualified, STATION, "it counts people"))


def weakest_stations(qualified: Sequence[int]) -> list[int]:
    """Return the numbers of the stations with the fewest qualified people (F69), from 1.

    Arguments as minimum_cover. Raises ValueError as it does. Source: own (4, 3, 1, 2, 5: station 3).
    """
    fewest = minimum_cover(qualified)
    return [number for number, count in enumerate(qualified, 1) if count == fewest]


def skill_gaps(now: Sequence[int], target: Sequence[int]) -> list[int]:
    """Return target - now for each skill of a person (F69 looks at a team), in steps of the rating.

    Below 0 somebody is beyond the target.
    now, target: ratings from 0 to 4, whole, in the same order of skills; at least one.
    Raises ValueError for no skills, lists of unequal length or another rating.
    Source: own (now 0, target 3: a gap of 3).
    """
    rated = counts("now", now, "there is no skill to rate", RATING, most=HIGHEST)
    same_length("now", now, "target", target, "each skill needs both")
    wanted = counts("target", target, "there is no skill to rate", RATING, most=HIGHEST)
    return [to_reach - has for has, to_reach in zip(rated, wanted, strict=True)]


def ranked_gaps(now: Sequence[int], target: Sequence[int]) -> list[int]:
    """Return the numbers of all skills, the largest gap first (F69 looks at a team), from 1.

    Equal gaps keep their order in the list. Arguments as skill_gaps. Raises ValueError as it does.
    Source: own (now 2, 1, 3, 1, 0, 2, 2, 1, 3, 2, target 3 each: 5, then 2, 4, 8, then the others).
    """
    gaps = skill_gaps(now, target)
    return sorted(range(1, len(gaps) + 1), key=lambda skill: -gaps[skill - 1])


@dataclass(frozen=True, slots=True)
class LargestGaps:
    """Every right choice of the largest gaps: all of `sure`, and any `open_places` of `tied`.

    sure, tied: numbers of skills, from 1, in rising order; open_places: how many.
    """

    sure: tuple[int, ...]
    tied: tuple[int, ...]
    open_places: int

    def accept(self, chosen: Sequence[int]) -> bool:
        """Return whether these numbers of skills, in any order, are a right choice."""
        different = set(chosen)
        return (
            len(different) == len(chosen) == len(self.sure) + self.open_places
            and different.issuperset(self.sure)
            and different.issubset((*self.sure, *self.tied))
        )


def largest_gaps(now: Sequence[int], target: Sequence[int], count: int = 3) -> LargestGaps:
    """Return which choices of the `count` largest gaps are right (F69 looks at a team): ties accept any.

    now, target: as skill_gaps. count: how many to choose; whole, from 1 to the number of skills.
    Raises ValueError as skill_gaps does, or for another count.
    Source: own (as ranked_gaps: 5 for sure, and any two of 2, 4, 8).
    """
    gaps = skill_gaps(now, target)
    places = guards.count("count", count, "it counts gaps to choose", least=1, most=len(gaps))
    smallest = sorted(gaps, reverse=True)[places - 1]
    sure = tuple(skill for skill, gap in enumerate(gaps, 1) if gap > smallest)
    tied = tuple(skill for skill, gap in enumerate(gaps, 1) if gap == smallest)
    return LargestGaps(sure, tied, places - len(sure))
