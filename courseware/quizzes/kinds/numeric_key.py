"""The key of a numeric question: which numbers are right, and how the right one is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from courseware.calculation.compare import Tolerance, asked_tolerance, figures_match, is_within
from courseware.calculation.numbers import show
from courseware.calculation.values import exact
from courseware.stored import Stored

PLAIN_FIGURES = 6
UNIT_PENALTY = Fraction(1, 10)
"""What a missing unit costs where units are to be chosen."""


@dataclass(frozen=True, slots=True)
class NumericKey(Stored):
    """What `Variant.key` holds for a numeric question.

    `value` is the repr of a float in `unit` ("" for a plain number); `units` are the choices, if
    there are several. `decimals` or `figures` say which digits are asked. `tolerance` has
    `absolute` or `relative` (of the value); without it the rule of significant figures decides.
    `unit_penalty`: the share of the point that a missing unit costs; `precision_credit`: the share
    that is left of it with fewer figures than asked.
    """

    value: str
    unit: str = ""
    units: tuple[str, ...] = ()
    decimals: int | None = None
    figures: int | None = None
    tolerance: Mapping[str, Fraction] = field(default_factory=dict)
    unit_penalty: Fraction = UNIT_PENALTY
    precision_credit: Fraction = Fraction(1)

    def about(self, number: float, within: str | None) -> NumericKey:
        """Return the same key for another number, as exact as the author asks for that one.

        Raises ExpressionError for a `within` that is no tolerance.
        """
        tolerance: dict[str, Fraction] = {}
        if self.figures is None or within is not None:
            allowed = asked_tolerance(number, self.decimals, within)
            name = "relative" if allowed.relative else "absolute"
            tolerance[name] = Fraction(getattr(allowed, name))
        return replace(self, value=repr(number), tolerance=tolerance)

    @property
    def number(self) -> float:
        """Return the right value."""
        return float(self.value)

    def accepts(self, x: Decimal | float, number: float) -> bool:
        """Say whether `x` counts as `number`: the right value, or a mistake that is looked for."""
        if self.figures is not None and not self.tolerance:
            return figures_match(x, number, self.figures)
        return is_within(x, number, Tolerance(**self.tolerance))

    def text(self, *, comma: bool = True) -> str:
        """Return the right value with the digits asked (else up to 6 figures), without its unit."""
        digits = self._digits_after_point()
        form = f".{digits}f" if digits is not None else f".{self.figures or PLAIN_FIGURES}g"
        return show(self.number, f",{form}" if comma else form)

    def _digits_after_point(self) -> int | None:
        """Return how many digits stand after the point, None where the figures end before it."""
        if self.figures is None or self.number == 0:
            return self.decimals
        rounded = Context(prec=self.figures, rounding=ROUND_HALF_UP).plus(exact(self.number))
        after = self.figures - 1 - rounded.adjusted()
        return after if after >= 0 else None
