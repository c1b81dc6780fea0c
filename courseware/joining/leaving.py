"""When what is kept about somebody who left may be erased, and for which reasons."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum


class ErasureReason(StrEnum):
    """Why a person's data were erased; the code is stored for ever, in the fact and in the audit."""

    ASKED = "asked"  # by themselves, on their account page
    IN_WRITING = "in_writing"  # by letter, by mail, in person
    RETENTION = "retention"  # the time for which the site keeps records of leavers is over
    MISTAKE = "mistake"  # they should never have been added


def left_before(now: datetime, keep_years: int) -> datetime | None:
    """Return the moment before which somebody must have left to be erased now; None for nobody.

    Years are those of the calendar, in UTC. On a leap day the year before ends with February:
    whoever left on 29 February is kept through 28 February and due on 1 March.
    """
    if not 0 < keep_years < now.year:
        return None
    try:
        return now.replace(year=now.year - keep_years)
    except ValueError:  # 29 February of a year that has none
        return now.replace(year=now.year - keep_years, month=3, day=1, hour=0, minute=0, second=0,
                           microsecond=0)  # fmt: skip
