"""Constants of control charts by the size of a subgroup, as tables print them (F35, F36)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from courseware.formulas.guards import count


@dataclass(frozen=True, slots=True)
class Constants:
    """The constants of one size of subgroup; plain numbers.

    Of n values of a normal distribution with standard deviation 1, d2 and d3 are the mean and the
    standard deviation of the range, c4 is the mean of the sample standard deviation:
    A2 = 3 / (d2 √n), D3 and D4 = 1 ∓ 3 d3 / d2, A3 = 3 / (c4 √n), B3 and B4 = 1 ∓ 3 √(1 - c4²) / c4.
    D3 and B3 are not below 0.
    """

    a2: float
    d3: float
    d4: float
    a3: float
    b3: float
    b4: float
    c4: float
    d2: float


CONSTANTS: Mapping[int, Constants] = MappingProxyType(
    {
        2: Constants(1.880, 0.0, 3.267, 2.659, 0.0, 3.267, 0.797885, 1.128),
        3: Constants(1.023, 0.0, 2.575, 1.954, 0.0, 2.568, 0.886227, 1.693),
        4: Constants(0.729, 0.0, 2.282, 1.628, 0.0, 2.266, 0.921318, 2.059),
        5: Constants(0.577, 0.0, 2.114, 1.427, 0.0, 2.089, 0.939986, 2.326),
        6: Constants(0.483, 0.0, 2.004, 1.287, 0.030, 1.970, 0.951533, 2.534),
        7: Constants(0.419, 0.076, 1.924, 1.182, 0.118, 1.882, 0.959369, 2.704),
        8: Constants(0.373, 0.136, 1.864, 1.099, 0.185, 1.815, 0.965030, 2.847),
        9: Constants(0.337, 0.184, 1.816, 1.032, 0.239, 1.761, 0.969311, 2.970),
        10: Constants(0.308, 0.223, 1.777, 0.975, 0.284, 1.716, 0.972659, 3.078),
    }
)
"""Size of a subgroup → its constants to three digits, which is how limits are computed by hand."""
SIZES = "a subgroup has 2 to 10 values"


def a2(size: int) -> float:
    """Return A2 (F35), the limits of subgroup means in mean ranges; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return constants_of(size).a2


def d3(size: int) -> float:
    """Return D3 (F35), the lower limit of ranges in mean ranges; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return constants_of(size).d3


def d4(size: int) -> float:
    """Return D4 (F35), the upper limit of ranges in mean ranges; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return constants_of(size).d4


def d2(size: int) -> float:
    """Return d2 (F35), the mean range in standard deviations; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return constants_of(size).d2


def a3(size: int) -> float:
    """Return A3 (F36), the limits of subgroup means in mean standard deviations; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return constants_of(size).a3


def b3(size: int) -> float:
    """Return B3 (F36), the lower limit of standard deviations in their mean; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return constants_of(size).b3


def b4(size: int) -> float:
    """Return B4 (F36), the upper limit of standard deviations in their mean; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return constants_of(size).b4


def c4(size: int) -> float:
    """Return c4 (F36), the mean of a subgroup's s in true standard deviations; a plain number.

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return constants_of(size).c4


def constants_of(size: int) -> Constants:
    """Return all constants of one size of subgroup (F35, F36).

    size: values in a subgroup, 2 to 10. Raises ValueError for another.
    Source: tables of control-chart constants, such as ASTM E2587.
    """
    return CONSTANTS[count("size", size, SIZES, least=min(CONSTANTS), most=max(CONSTANTS))]
