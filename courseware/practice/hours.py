"""How verified practice is counted (curriculum, sections 2.2 and 6.5): exact, simulated hours capped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Practiced:
    """One verified entry as the rules count it. `by_guest`: confirmed through a link, not an account."""

    category: str
    hours: Fraction
    on: date
    is_simulated: bool
    by_guest: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """What some entries add up to. Hours are as verified; `counted` applies the cap."""

    real: Fraction
    simulated: Fraction
    counted: Fraction
    entries: int
    dates: int
    categories: int
    real_by_category: dict[str, Fraction]

    @property
    def counted_simulated(self) -> Fraction:
        """Return how many of the counted hours are simulated."""
        return self.counted - self.real


def countable(real: Fraction, simulated: Fraction, cap: Fraction) -> Fraction:
    """Return the hours that count: R + min(S, k·R ÷ (1 − k)) for real R, simulated S and cap k.

    So at most the share k of the counted hours is simulated. `cap` is from 0 to below 1.
    """
    if not 0 <= cap < 1:
        raise ValueError(f"the cap is a share from 0 to below 1, not {cap}")
    return real + min(simulated, cap * real / (1 - cap))


def tally(entries: Iterable[Practiced], cap: Fraction) -> Tally:
    """Add verified entries up. At a cap of 0 only real entries count, for every figure."""
    counting = [one for one in entries if cap > 0 or not one.is_simulated]
    real_by: dict[str, Fraction] = {}
    for one in counting:
        if not one.is_simulated:
            real_by[one.category] = real_by.get(one.category, Fraction(0)) + one.hours
    real = sum(real_by.values(), Fraction(0))
    simulated = sum((one.hours for one in counting if one.is_simulated), Fraction(0))
    return Tally(
        real=real,
        simulated=simulated,
        counted=countable(real, simulated, cap),
        entries=len(counting),
        dates=len({one.on for one in counting}),
        categories=len({one.category for one in counting}),
        real_by_category=real_by,
    )
