"""What operators may decide about their site: each value checked, and written in one way."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from courseware.appearance import read_accent
from courseware.joining.mail_domains import read_domains
from courseware.joining.registration import Registration
from courseware.joining.retention import LONGEST, SHORTEST
from courseware.words import Reason, Unfit

LONGEST_NAME = 60
"""Characters; a longer one takes three lines of a phone's header."""
LONGEST_VALUE = 10_000
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}
"""They cannot be seen, and some scripts and signs are not written right without them."""


def fit(name: str, text: str, *, languages: Iterable[str] = ("en",)) -> str:
    """Return a value as it is stored; raises Unfit for what it cannot be, with what to write instead.

    `languages` are those that the site has words in. The logo is no text: see `store_logo`.
    """
    if name not in _FIT and name != "language":
        raise Unfit(Reason("setting.unknown", {"name": name[:40], "known": ", ".join(NAMES)}))
    if len(text) > LONGEST_VALUE or "\0" in text:
        raise Unfit(Reason("setting.long"))
    return _language(text, languages) if name == "language" else _FIT[name](text)


def _name(text: str) -> str:
    for one in text.strip():
        if unicodedata.category(one) in _UNSEEN and one not in _JOINERS:
            raise Unfit(Reason("setting.name.control", {"code": f"U+{ord(one):04X}"}))
    name = " ".join(unicodedata.normalize("NFC", text).split())
    if not any(one.isalnum() for one in name):
        raise Unfit(Reason("setting.name.blank"))
    if len(name) > LONGEST_NAME:
        values = {"most": LONGEST_NAME, "count": len(name)}
        raise Unfit(Reason("setting.name.long", values))
    return name


def _accent(text: str) -> str:
    return read_accent(text).light if text.strip() else ""


def _time_zone(text: str) -> str:
    try:
        return ZoneInfo(text.strip()).key
    except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
        raise Unfit(Reason("setting.time_zone.unknown")) from fault


def _language(text: str, languages: Iterable[str]) -> str:
    if text.strip() not in languages:
        known = ", ".join(sorted(languages))
        raise Unfit(Reason("setting.language.unknown", {"known": known}))
    return text.strip()


def _registration(text: str) -> str:
    try:
        return Registration(text.strip()).value
    except ValueError as fault:
        known = ", ".join(one.value for one in Registration)
        raise Unfit(Reason("setting.registration.unknown", {"known": known})) from fault


def _keep_years(text: str) -> str:
    typed = text.strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) < 4) or int(typed) > LONGEST:  # noqa: PLR2004 - digits
        raise Unfit(Reason("setting.years.unreadable", {"least": SHORTEST, "most": LONGEST}))
    return str(int(typed))


_FIT: dict[str, Callable[[str], str]] = {
    "name": _name,
    "accent": _accent,
    "time_zone": _time_zone,
    "registration": _registration,
    "mail_domains": lambda text: " ".join(read_domains(text)),
    "keep_years": _keep_years,
}
NAMES = ("name", "accent", "time_zone", "language", "registration", "mail_domains", "keep_years")
"""The settings that are written as a text."""
