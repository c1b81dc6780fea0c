"""When what is kept about somebody who left may be erased, and for which reasons."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from courseware.joining.retention import left_by


class ErasureReason(StrEnum):
    """Why a person's data were erased; the code is stored for ever, in the fact and in the audit."""

    ASKED = "asked"  # by themselves, on their account page
    IN_WRITING = "in_writing"  # by letter, by mail, in person
    RETENTION = "retention"  # the time for which the site keeps records of leavers is over
    MISTAKE = "mistake"  # they should never have been added


def left_before(now: datetime, keep_years: int) -> datetime | None:
    """Return the moment before which somebody must have left to be erased now; None for nobody.

    Years are those of the calendar, as in `retention.left_by`.
    """
    if not 0 < keep_years < now.year:
        return None
    return left_by(now, keep_years) + timedelta.resolution
