"""Languages and zones: the catalog of a language, and how a moment is written for somebody."""

from __future__ import annotations

from datetime import datetime, tzinfo
from functools import cache
from gettext import NullTranslations, translation
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_datetime

CATALOGS = Path(__file__).parent / "translations"
STYLES = {
    "date": "d MMM y",
    "time": "HH:mm",
    "clock": "HH:mm:ss",
    "both": "d MMM y, HH:mm",
    "iso": "y-MM-dd",
}


@cache
def catalog(name: str) -> NullTranslations:
    """Return the catalog of a language; English is the language of the source."""
    return translation("courseware", CATALOGS, languages=[name], fallback=True)


def languages() -> tuple[str, ...]:
    """Return the languages that the site has words in; English is that of the source."""
    return ("en", *sorted(path.parent.parent.name for path in CATALOGS.glob("*/*/courseware.mo")))


@cache
def babel_locale(name: str) -> Locale:
    """Return how this language writes dates."""
    return Locale.parse(name.replace("-", "_"))


def language_name(name: str) -> str:
    """Return what a language calls itself."""
    spoken = babel_locale(name)
    return (spoken.get_display_name(spoken) or name).capitalize()


def zone_named(name: str) -> tzinfo:
    """Return a time zone; UTC for one that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def write_moment(value: datetime, style: str, *, language: str, zone: tzinfo) -> str:
    """Write a moment in a style: `date`, `time`, `clock`, `both` or `iso`."""
    local = value.astimezone(zone)
    return format_datetime(local, STYLES[style], locale=babel_locale(language))
