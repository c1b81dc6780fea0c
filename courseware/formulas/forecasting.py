"""Forecasts of demand and how wrong they were: averages, smoothing, mean errors, tracking signal (F15)."""

from __future__ import annotations

import math
from collections.abc import Sequence

from courseware.formulas.guards import count, finite, in_range
from courseware.formulas.guards_lists import numbers, positives, same_length

HAPPENED = "a forecast rests on what happened"


def moving_average(actuals: Sequence[float], periods: int) -> float:
    """Return the forecast of the next period (F15): the mean of the last `periods` actuals, in their unit.

    actuals: what was sold or used in each period, oldest first; at least `periods` of them.
    periods: how many count; a whole number, 1 or above.
    Raises ValueError for another number of periods, or fewer actuals than that.
    Source: Heizer and Render, Operations Management (128, 140, 136 give 134.67).
    """
    _check_actuals(actuals)
    last = _count_of(periods, len(actuals))
    return math.fsum(actuals[-last:]) / last


def moving_average_forecasts(actuals: Sequence[float], periods: int) -> list[float]:
    """Return what a moving average forecast for each period that has one (F15), in the actuals' unit.

    The first stands for period `periods` + 1, the last for the last actual: compare with
    actuals[periods:]. Arguments as moving_average, but at least one actual more.
    Raises ValueError as it does. Source: as it has (128, 140, 136, 150 with 3 give 134.67).
    """
    _check_actuals(actuals)
    last = _count_of(periods, len(actuals) - 1)
    return [moving_average(actuals[:now], last) for now in range(last, len(actuals))]


def smoothed_forecast(forecast: float, actual: float, alpha: float) -> float:
    """Return the next forecast of exponential smoothing, F + α(A - F) (F15), in the unit of `actual`.

    forecast: what was forecast for a period. actual: what came. alpha: how much of the error moves
    the forecast; above 0, up to 1.
    Raises ValueError for an alpha out of range.
    Source: Heizer and Render, Operations Management (175, then 180 with 0.10: 175.5).
    """
    finite("forecast", forecast)
    finite("actual", actual)
    _check_alpha(alpha)
    return forecast + alpha * (actual - forecast)


def smoothed_forecasts(actuals: Sequence[float], alpha: float, first: float) -> list[float]:
    """Return the forecast of each period by exponential smoothing (F15), in the actuals' unit.

    As many as there are actuals, `first` among them; smoothed_forecast with the last of both gives
    the period to come. actuals: oldest first, at least one. alpha: above 0, up to 1.
    first: the forecast for the first period.
    Raises ValueError for no actuals or an alpha out of range.
    Source: as smoothed_forecast (tonnage in Baltimore: 175, 175.50, 174.75, 173.18, 173.36, …).
    """
    _check_actuals(actuals)
    _check_alpha(alpha)
    finite("first", first)
    forecasts = [float(first)]
    for actual in actuals[:-1]:
        forecasts.append(smoothed_forecast(forecasts[-1], actual, alpha))
    return forecasts


def forecast_errors(actuals: Sequence[float], forecasts: Sequence[float]) -> list[float]:
    """Return actual - forecast of each period (F15), in their unit; above 0 means: more came than forecast.

    actuals, forecasts: the same periods in the same order, at least one.
    Raises ValueError for no periods, or lists of unequal length.
    Source: Heizer and Render, Operations Management (180 against 175 is 5).
    """
    _check_actuals(actuals)
    same_length("actuals", actuals, "forecasts", forecasts, "each period needs both")
    numbers("forecasts", forecasts, HAPPENED)
    return [actual - forecast for actual, forecast in zip(actuals, forecasts, strict=True)]


def mean_absolute_deviation(actuals: Sequence[float], forecasts: Sequence[float]) -> float:
    """Return the MAD (F15): by how much the forecasts missed, on average, in the actuals' unit.

    Arguments as forecast_errors. Raises ValueError as it does.
    Source: Heizer and Render, Operations Management (Baltimore, α 0.10: 10.31).
    """
    errors = forecast_errors(actuals, forecasts)
    return math.fsum(abs(error) for error in errors) / len(errors)


@in_range
def mean_absolute_percent_error(actuals: Sequence[float], forecasts: Sequence[float]) -> float:
    """Return the MAPE (F15): the miss as a share of the actual, on average; 0.0559 is 5.59 %.

    actuals, forecasts: as forecast_errors, and each actual above 0.
    Raises ValueError as it does, or for an actual that is not above 0.
    Source: as mean_absolute_deviation (Baltimore: 0.0559).
    """
    errors = forecast_errors(actuals, forecasts)
    positives("actuals", actuals, HAPPENED, "a miss cannot be a share of nothing")
    shares = [abs(error) / actual for error, actual in zip(errors, actuals, strict=True)]
    return math.fsum(shares) / len(shares)


@in_range
def tracking_signal(actuals: Sequence[float], forecasts: Sequence[float]) -> float:
    """Return the sum of the errors in MADs (F15): how far the forecasts lean to one side.

    Above 0 more came than forecast, below 0 less; as far from 0 as there are periods when every
    forecast missed to the same side. A plain number. Arguments as forecast_errors.
    Raises ValueError as it does, or when every forecast was exact.
    Source: Heizer and Render, Operations Management (Baltimore: 3.49, own computation).
    """
    deviation = mean_absolute_deviation(actuals, forecasts)
    if deviation <= 0:
        raise ValueError(
            "forecasts equal actuals in every period, so there is no error to follow: "
            "a tracking signal needs at least one miss."
        )
    return math.fsum(forecast_errors(actuals, forecasts)) / deviation


def _check_actuals(actuals: Sequence[float]) -> None:
    numbers("actuals", actuals, HAPPENED)


def _check_alpha(alpha: float) -> None:
    finite("alpha", alpha)
    if not 0 < alpha <= 1:
        raise ValueError(
            f"alpha is {alpha:g}, but it is the share of the error that moves the forecast: "
            "above 0, up to 1."
        )


def _count_of(periods: int, most: int) -> int:
    return count("periods", periods, "an average needs as many actuals", least=1, most=most)
