"""Lengths of time in words: of a clock that runs, and of what modules take."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.quizzes.attempts import time_limit
from courseware.web.language import gettext as _
from courseware.web.language import ngettext

_MINUTE, _HOUR = 60, 3_600
LONG_STUDY = 180
"""Minutes from which a study time is told in hours."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of an attempt that runs, in seconds from now.

    Never a time of day: so the clock of the reader's device does not matter.
    """

    seconds: int

    @property
    def words(self) -> str:
        """Return how much time is left, in whole minutes, never more than there is."""
        if not self.seconds:
            return _("Time is up")
        if self.seconds < _MINUTE:
            return _("Less than a minute left")
        return _("%(time)s left") % {"time": length_text(self.seconds)}


def length_text(seconds: int) -> str:
    """Return a length of time in hours and whole minutes, cut: "1 h 20 min"."""
    hours, minutes = divmod(seconds // _MINUTE, 60)
    texts = {"hours": hours, "minutes": minutes}
    if not hours:
        return _("%(minutes)s min") % texts
    return (_("%(hours)s h %(minutes)s min") if minutes else _("%(hours)s h")) % texts


def study_time(minutes: int) -> str:
    """Write how long modules take in all: in minutes, from three hours on in whole hours."""
    if minutes < LONG_STUDY:
        return ngettext("about %(n)s minute", "about %(n)s minutes", minutes) % {"n": minutes}
    hours = round(minutes / 60)
    return _("about %(n)s hours") % {"n": hours}


def own_minutes(minutes: int, extra_time: int) -> int:
    """Return a time limit in whole minutes for somebody with `extra_time` percent more, cut."""
    return int(time_limit(minutes, extra_time).total_seconds()) // _MINUTE


def run_text(minutes: int) -> str:
    """Return how long a clock runs in all, in a sentence."""
    return ngettext(
        "%(num)s minute, from the start; the clock runs on when you leave.",
        "%(num)s minutes, from the start; the clock runs on when you leave.",
        minutes,
    ) % {"num": minutes}


def limit_text(minutes: int | None, extra_time: int) -> str:
    """Return what a start page says about time: the limit, and whether extra time is in it."""
    if minutes is None:
        return _("No clock. You may leave and come back for 14 days; what is saved stays.")
    text = run_text(own_minutes(minutes, extra_time))
    if not extra_time:
        return text
    extra = _("That is %(usual)s and your extra time, %(percent)s %% more.")
    return f"{text} {extra % {'usual': minutes, 'percent': extra_time}}"


def extra_time_text(percent: int) -> str:
    """Return a person's extra time in words."""
    return _("%(percent)s %% more") % {"percent": percent} if percent else _("None")
