from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.formulas.forecasting import (
    forecast_errors,
    mean_absolute_deviation,
    mean_absolute_percent_error,
    moving_average,
    moving_average_forecasts,
    smoothed_forecast,
    smoothed_forecasts,
    tracking_signal,
)

TONS = [180, 168, 159, 175, 190, 205, 180, 182]
"""Unloaded in the port of Baltimore in eight quarters (F15)."""
FORECASTS = smoothed_forecasts(TONS, 0.10, 175)


@pytest.mark.parametrize(
    ("result", "printed", "digits"),
    [
        (moving_average([128, 140, 136], 3), 134.67, 2),  # F15
        (mean_absolute_deviation(TONS, FORECASTS), 10.31, 2),  # F15, also module mp4 lesson 2
        (mean_absolute_percent_error(TONS, FORECASTS), 0.0559, 4),
        (tracking_signal(TONS, FORECASTS), 3.49, 2),
        (moving_average([1, 1, 128, 140, 136], 3), 134.67, 2),  # only the last three count
        (smoothed_forecast(175, 180, 0.10), 175.50, 2),
        (smoothed_forecast(FORECASTS[-1], TONS[-1], 0.10), 178.60, 2),  # the ninth quarter
    ],
)
def test_the_printed_keys_of_the_curriculum_hold(result, printed, digits):
    assert round(result, digits) == printed


def test_each_forecast_of_the_eight_quarters_is_the_printed_one():
    printed = [175, 175.50, 174.75, 173.18, 173.36, 175.02, 178.02, 178.22]  # F15
    for forecast, shown in zip(FORECASTS, printed, strict=True):
        assert abs(forecast - shown) < 0.00501  # 173.175 is printed as 173.18


def test_a_moving_average_forecasts_every_period_that_has_enough_before_it():
    assert moving_average_forecasts([10, 20, 30, 40], 2) == [15, 25]
    assert moving_average([10, 20, 30, 40], 2) == 35


def test_an_error_above_zero_means_that_more_came_than_was_forecast():
    assert forecast_errors([180, 168], [175, 175.5]) == [5, -7.5]


_tons = st.floats(1, 1e6)
_periods = st.lists(st.tuples(_tons, _tons), min_size=1, max_size=30)
_shares = st.floats(0.01, 1)


@given(st.lists(_tons, min_size=1, max_size=30), _shares, _tons)
def test_a_smoothed_forecast_is_the_weighted_mean_of_all_that_came_before(actuals, alpha, first):
    weights = [alpha * (1 - alpha) ** age for age in range(len(actuals))]
    by_weights = first * (1 - alpha) ** len(actuals) + math.fsum(
        weight * actual for weight, actual in zip(weights, reversed(actuals), strict=True)
    )
    last = smoothed_forecasts(actuals, alpha, first)[-1]
    assert smoothed_forecast(last, actuals[-1], alpha) == pytest.approx(by_weights)


@given(st.lists(_tons, min_size=2, max_size=30), _tons)
def test_with_alpha_1_and_with_one_period_the_forecast_is_what_came_last(actuals, first):
    assert smoothed_forecasts(actuals, 1, first)[1:] == pytest.approx(actuals[:-1])
    assert moving_average_forecasts(actuals, 1) == actuals[:-1]


@given(st.lists(_tons, min_size=1, max_size=30), st.data())
def test_a_moving_average_lies_among_the_actuals_it_counts(actuals, data):
    periods = data.draw(st.integers(1, len(actuals)))
    counted = actuals[-periods:]
    average = moving_average(actuals, periods)
    assert min(counted) * (1 - 1e-12) <= average <= max(counted) * (1 + 1e-12)


@given(_periods)
def test_a_tracking_signal_is_never_farther_from_zero_than_there_are_periods(periods):
    actuals, forecasts = [list(side) for side in zip(*periods, strict=True)]
    if actuals != forecasts:
        signal = tracking_signal(actuals, forecasts)
        assert abs(signal) <= len(actuals) * (1 + 1e-9)
        assert signal == pytest.approx(-tracking_signal(forecasts, actuals))


@given(st.lists(_tons, min_size=1, max_size=30), st.floats(1, 100))
def test_forecasts_that_are_all_too_low_give_as_large_a_signal_as_there_are_periods(actuals, miss):
    low = [actual - miss for actual in actuals]
    assert tracking_signal(actuals, low) == pytest.approx(len(actuals))
    assert mean_absolute_deviation(actuals, low) == pytest.approx(miss)


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: moving_average([], 1), "actuals is empty: a forecast rests on what happened"),
        (lambda: moving_average([1, 2], 3), "periods is 3, but it must be at most 2"),
        (lambda: moving_average([1, 2], 0), "periods is 0, .* at least 1"),
        (lambda: moving_average([1, 2], 1.5), "periods is 1.5"),
        (lambda: moving_average([1, 2], math.nan), "periods is not an ordinary number"),
        (lambda: moving_average([1, math.inf], 1), "a value in actuals is not an ordinary"),
        (lambda: moving_average_forecasts([1, 2], 2), "periods is 2, but it must be at most 1"),
        (lambda: smoothed_forecast(1, 2, 0), "alpha is 0, but it is the share of the error"),
        (lambda: smoothed_forecast(1, 2, 1.01), "alpha is 1.01, .*above 0, up to 1"),
        (lambda: smoothed_forecast(1, 2, math.nan), "alpha is not an ordinary number"),
        (lambda: smoothed_forecast(1e308, 2, 0.5), "forecast is not an ordinary number"),
        (lambda: smoothed_forecast(1, math.nan, 0.5), "actual is not an ordinary number"),
        (lambda: smoothed_forecasts([], 0.5, 1), "actuals is empty"),
        (lambda: smoothed_forecasts([1], 0, 1), "alpha is 0"),
        (lambda: smoothed_forecasts([1], 0.5, math.inf), "first is not an ordinary number"),
        (
            lambda: forecast_errors([1, 2], [1]),
            "actuals has length 2, but forecasts has 1: each period",
        ),
        (lambda: forecast_errors([1], [-1e308]), "a value in forecasts is not an ordinary"),
        (lambda: mean_absolute_percent_error([5, 0], [5, 1]), "is 0, .*a share of nothing"),
        (
            lambda: mean_absolute_percent_error([1e-300], [1e299]),
            "The result is not an ordinary number",
        ),
        (lambda: tracking_signal([3, 4], [3, 4]), "no error to follow"),
        (lambda: tracking_signal([], []), "actuals is empty"),
    ],
)
def test_what_makes_no_forecast_is_refused_in_words(call, says):
    with pytest.raises(ValueError, match=says):
        call()
