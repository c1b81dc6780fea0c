"""Which points of a chart are to be marked: by their numbers, or by a rule for signals."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from courseware.calculation.plots import Plot
from courseware.formulas import signals
from courseware.formulas.rounding import DUST
from courseware.shapes import nearest

RULES: Mapping[str, tuple[signals.Rule, str, str]] = {
    "beyond_limits": (
        signals.beyond_limits,
        "It lies beyond a control limit.",
        "It lies between the control limits.",
    ),
    "two_of_three": (
        signals.two_of_three,
        "It is one of two out of three in a row that lie far out on the same side.",
        "It is not one of two out of three in a row that lie far out on the same side.",
    ),
    "four_of_five": (
        signals.four_of_five,
        "It is one of four out of five in a row that lie beyond one sigma on the same side.",
        "It is not one of four out of five in a row that lie beyond one sigma on the same side.",
    ),
    "run_of_8": (
        signals.run_of_8,
        "It belongs to a run of eight or more on one side of the center line.",
        "It belongs to no run of eight on one side of the center line.",
    ),
    "trend_of_6": (
        signals.trend_of_6,
        "It belongs to six or more points that rise or fall without a break.",
        "It belongs to no six points that rise or fall without a break.",
    ),
}
"""Name of a rule → the rule, and what is said of a point that it finds and of one that it does not."""
_LINES: Mapping[str, tuple[int, ...]] = {"beyond_limits": (0, 2), "run_of_8": (1,)}
"""Rule → the lines of [lower, center, upper] beside which its points must be told apart."""
_CALL = re.compile(r"(\w+)\((\w+)\)", re.ASCII)


class SpotError(ValueError):
    """What is wrong with `spots`, in plain words, and what to write instead."""

    def __init__(self, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.mend = mend


def find_points(spots: Sequence[str], plot: Plot) -> tuple[dict[int, str], str]:
    """Return the right points with what is said of each, and what is said of all others.

    A spot is the number of a point or a rule such as `beyond_limits(d)`; raises SpotError for another.
    """
    found: dict[int, str] = {}
    others: list[str] = []
    for spot in spots:
        call = _CALL.fullmatch(spot.replace(" ", ""))
        if call is None:
            found.setdefault(_number(spot, plot), "")
            continue
        name, data = call.groups()
        _check_rule(name, data, plot)
        rule, told, otherwise = RULES[name]
        others.append(otherwise)
        for no in rule(plot.points, plot.limits):
            found.setdefault(no, told)
    return found, " ".join(others)


def _number(spot: str, plot: Plot) -> int:
    if spot.isascii() and spot.isdigit() and 1 <= int(spot[:4]) <= len(plot.points):
        return int(spot)
    mend = f"Rules: {', '.join(f'{rule}({plot.name})' for rule in RULES)}."
    raise SpotError(f"“{spot}” is neither a point of the chart nor a rule.", mend)


def _check_rule(rule: str, data: str, plot: Plot) -> None:
    if rule not in RULES:
        raise SpotError(f"There is no rule “{rule}”.", nearest(rule, RULES))
    if data != plot.name:
        raise SpotError(f"The chart shows {plot.name}, not {data}.", f"Write {rule}({plot.name}).")
    if not plot.limits:
        raise SpotError("A run chart has no limits.", "Draw `xbar` or `individuals`.")
    half = 0.5 * 10.0**-plot.digits
    dust = (plot.limits[-1] - plot.limits[0]) * DUST
    for no, point in enumerate(plot.points, 1):
        # Exactly on a line is clear; what only prints like it is not.
        if any(dust < abs(point - plot.limits[line]) < half for line in _LINES.get(rule, ())):
            mend = "Change a number in `data` a little, or its name."
            raise SpotError(f"Point {no} lies so near to a line that nobody could tell.", mend)
