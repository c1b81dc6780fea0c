"""Operators decide about their site: checked, stored, noted. The page and the command do the same."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from courseware.joining.registration import Registration
from courseware.pictures import Logo
from courseware.records.leavers import read_leavers
from courseware.records.logos import drop_blob
from courseware.records.site_settings import (
    YES,
    Stored,
    default_values,
    lock_settings,
    read_stored,
    store_setting,
)
from courseware.records.versions import add_blobs
from courseware.records.work import note
from courseware.words import Reason, Unfit

FOLLOWS = {"logo_size"}
"""What follows from another setting and is not noted beside it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A setting before and after."""

    name: str
    old: str
    new: str


class ChangedMeanwhile(Exception):  # noqa: N818 - it is no fault
    """Somebody else has changed these settings since they were shown."""


def state_of(stored: Mapping[str, Stored], names: Iterable[str]) -> str:
    """Return a short code of what some settings are now; it differs when one of them was changed."""
    now = [(name, stored[name].value if name in stored else None) for name in sorted(names)]
    return hashlib.sha256(repr(now).encode()).hexdigest()[:16]


def change_settings(
    conn: Connection,
    values: Mapping[str, str],
    *,
    seen: str | None = None,
    now: datetime,
    by_person: int | None = None,
) -> list[Change]:
    """Store values that `fit` has returned, note each that differs, and return those.

    `seen`: the `state_of` these settings when they were shown; raises ChangedMeanwhile if it is
    another now. Raises Unfit for what does not go together, and then nothing is stored.
    """
    lock_settings(conn)
    stored = read_stored(conn)
    if seen is not None and seen != state_of(stored, values):
        raise ChangedMeanwhile
    before = default_values() | {name: one.value for name, one in stored.items()}
    after = before | dict(values)
    if after["registration"] == Registration.DOMAIN and not after["mail_domains"]:
        raise Unfit(Reason("setting.registration.no_domain"))
    changes = [
        Change(name, before[name], value) for name, value in values.items() if before[name] != value
    ]
    for one in changes:
        store_setting(conn, one.name, one.new, now=now, by_person=by_person)
        if one.name not in FOLLOWS:
            note(conn, action="setting.changed", subject=f"setting:{one.name}",
                 details={"old": one.old, "new": one.new}, by_person=by_person, now=now)  # fmt: skip
    return changes


def store_logo(
    conn: Connection,
    logo: Logo | None,
    *,
    says_name: bool = False,
    on_plate: bool = False,
    seen: str | None = None,
    now: datetime,
    by_person: int | None = None,
) -> list[Change]:
    """Put a logo in the place of the one before, whose bytes go; None puts our mark back."""
    values = {"logo": "", "logo_size": "", "logo_says_name": "", "logo_on_plate": ""}
    if logo is not None:
        values["logo"] = logo.digest
        values["logo_size"] = f"{logo.width}x{logo.height}"
        values |= {"logo_says_name": YES * says_name, "logo_on_plate": YES * on_plate}
    changes = change_settings(conn, values, seen=seen, now=now, by_person=by_person)
    for one in changes:
        if one.name == "logo":
            if one.old:
                drop_blob(conn, one.old)
            if logo is not None:
                add_blobs(conn, {logo.digest: logo.body}, now=now)
    return changes


def count_erased_soon(conn: Connection, years: int, *, was: int, now: datetime) -> int:
    """Return how many people a shorter time than `was` would erase soon; 0 if it is not shorter.

    Years as in SiteSettings.keep_years. Page and command ask before they store what erases somebody.
    """
    if not years or (was and years >= was):
        return 0
    return read_leavers(conn, (years,), now=now).soon[years]
