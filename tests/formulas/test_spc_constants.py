from __future__ import annotations

import math

import pytest

from courseware.formulas.spc_constants import (
    CONSTANTS,
    a2,
    a3,
    b3,
    b4,
    c4,
    constants_of,
    d2,
    d3,
    d4,
)

PRINTED = {
    2: (1.128379, 0.852502), 3: (1.692569, 0.888368), 4: (2.058751, 0.879808),
    5: (2.325929, 0.864082), 6: (2.534413, 0.848040), 7: (2.704357, 0.833205),
    8: (2.847201, 0.819831), 9: (2.970026, 0.807834), 10: (3.077505, 0.797051),
}  # fmt: skip
"""n → mean d2 and standard deviation d3 of the range of n normal values, as the curriculum prints them."""

STEP, FAR = 0.05, 9


def _below(z: float) -> float:
    return math.erfc(-z / math.sqrt(2)) / 2


BELOW = [_below(no * STEP) for no in range(int(-FAR / STEP), int(2 * FAR / STEP) + 1)]
DENSITY = [
    math.exp(-((no * STEP) ** 2) / 2) / math.sqrt(2 * math.pi)
    for no in range(int(-FAR / STEP), int(FAR / STEP) + 1)
]


def _range_beyond(wide: int, size: int) -> float:
    """Return the chance that the range of `size` values is beyond `wide` steps."""
    return 1 - STEP * size * math.fsum(
        density * (BELOW[at + wide] - BELOW[at]) ** (size - 1) for at, density in enumerate(DENSITY)
    )


def _by_simpson(values: list[float]) -> float:
    weights = [1, *[4, 2] * ((len(values) - 3) // 2), 4, 1]
    return STEP / 3 * math.fsum(w * value for w, value in zip(weights, values, strict=True))


@pytest.mark.parametrize("size", PRINTED)
def test_the_mean_and_deviation_of_a_range_are_the_integrals_of_its_distribution(size):
    beyond = [_range_beyond(wide, size) for wide in range(int(FAR / STEP) + 1)]
    mean = _by_simpson(beyond)
    square = _by_simpson([2 * no * STEP * share for no, share in enumerate(beyond)])
    assert (mean, math.sqrt(square - mean**2)) == pytest.approx(PRINTED[size], abs=6e-7)


@pytest.mark.parametrize("size", PRINTED)
def test_the_printed_constants_are_the_exact_ones_rounded_to_three_digits(size):
    mean, deviation = PRINTED[size]
    assert a2(size) == round(3 / (mean * math.sqrt(size)), 3)
    assert d3(size) == max(0, round(1 - 3 * deviation / mean, 3))
    assert d4(size) == round(1 + 3 * deviation / mean, 3)
    assert d2(size) == round(mean, 3)


@pytest.mark.parametrize("size", PRINTED)
def test_the_constants_of_deviations_come_from_the_gamma_function(size):
    mean = math.sqrt(2 / (size - 1)) * math.gamma(size / 2) / math.gamma((size - 1) / 2)
    reach = 3 * math.sqrt(1 - mean**2) / mean
    assert c4(size) == round(mean, 6)
    assert a3(size) == round(3 / (mean * math.sqrt(size)), 3)
    assert b3(size) == max(0, round(1 - reach, 3))
    assert b4(size) == round(1 + reach, 3)


@pytest.mark.parametrize("size", PRINTED)
def test_c4_is_the_mean_of_s_by_the_integral_of_its_distribution(size):
    degrees = size - 1

    def density_of_chi(at: float) -> float:
        power = at**degrees * math.exp(-at * at / 2)  # at times its density, without the constant
        return power / (2 ** (degrees / 2 - 1) * math.gamma(degrees / 2))

    mean = _by_simpson([density_of_chi(no * STEP) for no in range(int(FAR / STEP) + 1)])
    assert c4(size) == pytest.approx(mean / math.sqrt(degrees), abs=6e-7)


def test_two_values_have_the_same_upper_limit_by_range_and_by_deviation():
    assert d4(2) == b4(2)


@pytest.mark.parametrize("size", [0, 1, 11, 2.5])
@pytest.mark.parametrize("constant", [a2, d3, d4, d2, a3, b3, b4, c4, constants_of])
def test_a_subgroup_has_two_to_ten_values(constant, size):
    with pytest.raises(ValueError, match="a subgroup has 2 to 10 values"):
        constant(size)


@pytest.mark.parametrize("size", [math.nan, math.inf, 10**400])
def test_a_size_is_an_ordinary_number(size):
    with pytest.raises(ValueError, match="size is not an ordinary number"):
        constants_of(size)


def test_the_table_has_every_size_and_nothing_else():
    assert list(CONSTANTS) == list(range(2, 11))
