"""Failure mode and effects analysis: risk priority number, and action priority (F54)."""

from __future__ import annotations

from enum import IntEnum

from courseware.formulas.guards import count

WORST = 10
"""Ratings run from 1, the best, to 10, the worst."""
RATING = "ratings run from 1 to 10"
OCCURRENCE_FROM = (8, 6, 4, 2, 1)
"""The table of action priority: its columns begin at these ratings of occurrence …"""
DETECTION_FROM = (7, 5, 2, 1)
"""… and each word in a column holds one letter for each of these beginnings of detection."""
TABLE = (
    (9, "HHHH HHHH HHHM HMLL LLLL"),
    (7, "HHHH HHHM HMMM MMLL LLLL"),
    (4, "HHMM MMML MLLL LLLL LLLL"),
    (2, "MMLL LLLL LLLL LLLL LLLL"),
    (1, "LLLL LLLL LLLL LLLL LLLL"),
)
"""Severity from which a row holds → a letter for each group of occurrence and detection."""


class ActionPriority(IntEnum):
    """How urgent an action is: high must, medium should, low could be taken."""

    LOW = 1
    MEDIUM = 2
    HIGH = 3


_LETTERS = {level.name[0]: level for level in ActionPriority}


def risk_priority_number(severity: int, occurrence: int, detection: int) -> int:
    """Return RPN, severity x occurrence x detection (F54), from 1 to 1,000.

    A high severity asks for action first, however small the number.
    severity: how bad; occurrence: how often; detection: how hard to find; 1 (best) to 10 each.
    Raises ValueError for what is no whole number from 1 to 10.
    Source: IEC 60812 (7, 4, 6: 168).
    """
    bad, often, hidden = _ratings(severity, occurrence, detection)
    return bad * often * hidden


def action_priority(severity: int, occurrence: int, detection: int) -> ActionPriority:
    """Return whether an action has high (3), medium (2) or low (1) priority (F54): severity counts first.

    It replaced the risk priority number in the car industry, for products and processes alike.
    Arguments as risk_priority_number. Raises ValueError as it does.
    Source: AIAG and VDA, FMEA Handbook (10, 2, 2 is low; 9, 6, 1 is high).
    """
    bad, often, hidden = _ratings(severity, occurrence, detection)
    row = next(letters for least, letters in TABLE if bad >= least).split()
    column = next(no for no, least in enumerate(OCCURRENCE_FROM) if often >= least)
    place = next(no for no, least in enumerate(DETECTION_FROM) if hidden >= least)
    return _LETTERS[row[column][place]]


def _ratings(severity: int, occurrence: int, detection: int) -> tuple[int, int, int]:
    return (
        count("severity", severity, RATING, least=1, most=WORST),
        count("occurrence", occurrence, RATING, least=1, most=WORST),
        count("detection", detection, RATING, least=1, most=WORST),
    )
