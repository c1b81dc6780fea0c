"""Data that sensors send in a day, and alarms that a person gets (F68)."""

from __future__ import annotations

from courseware.formulas.guards import in_range, not_negative, positive, share

DAY = 86_400
"""Seconds of a day."""
TEN_MINUTES = 6
"""Ten-minute spans in an hour."""


@in_range
def data_per_day(tags: float, rate: float, size: float, reported: float = 1) -> float:
    """Return the data of a day, tags x rate x size x 86,400 (F68), in bytes; 1 MB is 1,000,000.

    tags: values that are measured; 0 or above. rate: samples of each in a second; 0 or above.
    size: bytes of a sample, time stamp and quality mark with it; 0 or above.
    reported: share of samples that is sent; 1 is all, less if only a change is reported (by exception).
    Raises ValueError if one is out of range.
    Source: own (250 at 1 a second with 16 bytes: 345.6 MB; 5 % reported: 17.28 MB).
    """
    not_negative("tags", tags, "it counts values")
    not_negative("rate", rate, "it counts samples")
    not_negative("size", size, "it counts bytes")
    share("reported", reported)
    return float(tags) * rate * size * DAY * reported


@in_range
def alarm_rate(alarms: float, operators: float, hours: float) -> float:
    """Return alarms for one operator in 10 minutes (F68); about 1 can be handled, above 10 is a flood.

    alarms: how many came; 0 or above. operators: people who share them; above 0.
    hours: how long; above 0.
    Raises ValueError if one is out of range.
    Source: ISA-18.2 and EEMUA 191 (144 alarms to 1 operator in 24 h: 1.0).
    """
    not_negative("alarms", alarms, "it counts alarms")
    positive("operators", operators, "an alarm that nobody gets is of no use")
    positive("hours", hours, "a rate needs some time")
    return alarms / operators / hours / TEN_MINUTES
