"""How many to measure: for a mean, a share, and to find a difference (F46)."""

from __future__ import annotations

import math

from courseware.formulas.guards import in_range, not_negative, positive, share
from courseware.formulas.rounding import rounded_up

_Z = "it says how sure one wants to be, such as 1.96 for 95 %"


@in_range
def size_for_mean(sigma: float, error: float, z: float) -> int:
    """Return how many values find a mean to ∓ `error`: (z σ / E)², rounded up (F46).

    sigma: standard deviation of single values, 0 or above. error: E, the largest error that is
    accepted, same unit, above 0. z: of the certainty, above 0 (1.96 for 95 %).
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 7.2.2.2, own numbers (4, 1 and 1.96: 62).
    """
    not_negative("sigma", sigma, "a standard deviation has no direction")
    positive("error", error, "without any error one would have to measure everything")
    positive("z", z, _Z)
    return _whole(z * sigma / error)


@in_range
def size_for_share(expected: float, error: float, z: float) -> int:
    """Return how many parts find a share to ∓ `error`: p (1 - p) (z / E)², rounded up (F46).

    expected: p, the share as far as one knows, 0 to 1; 0.5 is the safe one. error: E, the largest
    error that is accepted, a share above 0. z: of the certainty, above 0 (1.96 for 95 %).
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 7.2.4.2, own numbers (0.5, 0.05 and 1.96: 385).
    """
    share("expected", expected, "some of all parts")
    positive("error", error, "without any error one would have to check everything")
    share("error", error, "it is the distance of two shares")
    positive("z", z, _Z)
    return _whole(math.sqrt(expected * (1 - expected)) * z / error)


@in_range
def size_to_find_shift(sigma: float, shift: float, z_alpha: float, z_beta: float) -> int:
    """Return how many values find that a mean has shifted: (zα + zβ)² σ² / δ², rounded up (F46).

    sigma: standard deviation of single values, above 0. shift: δ, the smallest difference worth
    finding, same unit, above 0. z_alpha: of the risk of a false alarm, above 0 (1.645 for 5 %, looked
    at from one side; 1.96 from both). z_beta: of the risk to miss the shift, 0 or above (1.282 for 10 %).
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 7.2.2.2 (shift of one sigma, 1.645 and 1.282: 8.6, so 9).
    """
    return _whole(_ratio(sigma, shift, z_alpha, z_beta))


@in_range
def size_to_compare_means(sigma: float, difference: float, z_alpha: float, z_beta: float) -> int:
    """Return how many values each of two groups needs: 2 (zα + zβ)² σ² / δ², rounded up (F46).

    sigma: standard deviation in each group, above 0. difference: δ, the smallest difference of the
    two means worth finding, same unit, above 0. z_alpha, z_beta: as size_to_find_shift.
    Raises ValueError if one is out of range.
    Source: NIST/SEMATECH e-Handbook 7.2.2.2, for two groups, own numbers (2, 1.5, 1.96 and 1.282: 38 each).
    """
    return _whole(math.sqrt(2) * _ratio(sigma, difference, z_alpha, z_beta))


def _ratio(sigma: float, difference: float, z_alpha: float, z_beta: float) -> float:
    positive("sigma", sigma, "where nothing varies, one value tells all")
    positive("difference", difference, "a difference of nothing is never found")
    positive("z_alpha", z_alpha, "it is the z of the risk of a false alarm, below one half")
    not_negative("z_beta", z_beta, "it is the z of the risk to miss a difference, up to one half")
    return (z_alpha + z_beta) * sigma / difference


def _whole(root: float) -> int:
    """Return the square of `root` rounded up to a whole number, 1 at least."""
    return max(1, rounded_up(root**2))
