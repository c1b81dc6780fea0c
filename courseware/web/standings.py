"""Where a person stands, in words: the same for the learner and for everybody who reads records."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from courseware.progress.route import Station, StationState
from courseware.web.language import gettext as _
from courseware.web.language import moment, ngettext, say
from courseware.words import percent


@dataclass(frozen=True, slots=True)
class StationView:
    """One station as the route component shows it."""

    number: int
    title: str
    track: str
    state: str
    side: str
    lines: tuple[str, ...]
    url: str | None


def station_view(station: Station, url: str | None) -> StationView:
    """Turn a station into words; `url` is where its title leads."""
    return StationView(
        number=station.number,
        title=station.plan.title,
        track=station.plan.track,
        state=station.state.value,
        side=_side(station),
        lines=lock_lines(station),
        url=url,
    )


def lock_lines(station: Station) -> tuple[str, ...]:
    """Return why a station is locked, a sentence each; none if it is open."""
    return tuple(say(reason) for reason in station.locked)


def _side(station: Station) -> str:
    standing = station.standing
    if standing is not None and standing.passed_at is not None:
        if station.is_assessed:
            return _("Passed by assessment on %(date)s") % {
                "date": moment(standing.passed_at, "date")
            }
        best = percent(standing.best or Fraction(0))
        return _("Passed with %(best)s on %(date)s") % {
            "best": best,
            "date": moment(standing.passed_at, "date"),
        }
    if station.state is StationState.LOCKED:
        return _("Locked")
    if standing is not None:
        return steps_text(station)
    return ngettext("%(n)s minute", "%(n)s minutes", station.plan.minutes) % {
        "n": station.plan.minutes
    }


def steps_text(station: Station) -> str:
    """Write how much of a module is done."""
    return _("%(n)s of %(all)s steps") % {"n": station.steps_done, "all": station.steps}


def points_text(points: Fraction) -> str:
    """Write points with at most two decimals, cut, so that 9.599 never reads as 9.60."""
    whole, rest = divmod(points.numerator * 100 // points.denominator, 100)
    return f"{whole}.{rest:02d}".rstrip("0").rstrip(".")
