"""What operators decide about their site: kept in the database, read at most once a second."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from threading import Lock

from sqlalchemy import Connection, ForeignKey, delete, func, insert, literal, select
from sqlalchemy.orm import Mapped, mapped_column

from courseware.joining.registration import Registration
from courseware.records.base import Base, table_of
from courseware.records.people import person


class SiteSetting(Base):
    """One decision that differs from the default."""

    __tablename__ = "site_setting"
    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
    changed_at: Mapped[datetime]
    changed_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # None: by command


site_setting = table_of(SiteSetting)


YES = "yes"
"""What is stored of a switch that is on; one that is off is empty."""


@dataclass(frozen=True, slots=True)
class SiteSettings:
    """The decisions of a site; the defaults are those of a new one."""

    name: str = "Courseware"
    logo: str = ""
    """The digest of the logo's blob; empty for our mark."""
    logo_size: str = ""
    """Its width and height in pixels, as in `480x96`."""
    logo_says_name: bool = False
    """The name can be read in it, so it is not written beside it."""
    logo_on_plate: bool = False
    """It stands on a white plate on dark pages."""
    accent: str = ""
    """`#rrggbb`; empty for our own."""
    time_zone: str = "UTC"
    """For people who are added without one."""
    language: str = "en"
    registration: Registration = Registration.INVITE
    mail_domains: tuple[str, ...] = ()
    keep_years: int = 0
    """Years after which what is held about somebody who left is erased; 0 keeps it."""


def from_rows(rows: Mapping[str, str]) -> SiteSettings:
    """Return the settings that stored values mean; names that are not known any more are left out."""
    default = SiteSettings()
    return SiteSettings(
        name=rows.get("name", default.name),
        logo=rows.get("logo", default.logo),
        logo_size=rows.get("logo_size", default.logo_size),
        logo_says_name=rows.get("logo_says_name") == YES,
        logo_on_plate=rows.get("logo_on_plate") == YES,
        accent=rows.get("accent", default.accent),
        time_zone=rows.get("time_zone", default.time_zone),
        language=rows.get("language", default.language),
        registration=Registration(rows.get("registration", default.registration)),
        mail_domains=tuple(rows.get("mail_domains", "").split()),
        keep_years=int(rows.get("keep_years", default.keep_years)),
    )


def default_values() -> dict[str, str]:
    """Return every setting as it is stored when nobody has decided otherwise."""
    default = SiteSettings()
    shown = {one.name: getattr(default, one.name) for one in fields(SiteSettings)}
    switches = {name: YES * value for name, value in shown.items() if isinstance(value, bool)}
    return {name: str(value) for name, value in shown.items()} | switches | {"mail_domains": ""}


def read_settings(conn: Connection) -> SiteSettings:
    """Return the settings as they are stored now."""
    rows = conn.execute(select(site_setting.c.name, site_setting.c.value))
    return from_rows({row.name: row.value for row in rows})


@dataclass(frozen=True, slots=True)
class Stored:
    """A decision, and who made it when; `by` is None for a command."""

    value: str
    changed_at: datetime
    by: str | None


def read_stored(conn: Connection) -> dict[str, Stored]:
    """Return every decision that was ever made, by its name."""
    rows = conn.execute(
        select(site_setting, person.c.name.label("by")).outerjoin(
            person, person.c.id == site_setting.c.changed_by
        )
    )
    return {row.name: Stored(row.value, row.changed_at, row.by) for row in rows}


def lock_settings(conn: Connection) -> None:
    """Let nobody else change settings until this write ends; SQLite has one writer anyway."""
    if conn.dialect.name == "postgresql":
        conn.execute(select(func.pg_advisory_xact_lock(literal(7_203))))


def store_setting(
    conn: Connection, name: str, value: str, *, now: datetime, by_person: int | None
) -> None:
    """Store a decision in place of the one before."""
    conn.execute(delete(site_setting).where(site_setting.c.name == name))
    conn.execute(
        insert(site_setting).values(name=name, value=value, changed_at=now, changed_by=by_person)
    )


class KeptSettings:
    """One process's view of the settings; safe to use from several threads."""

    def __init__(self, fresh_for: float = 1.0) -> None:
        self._fresh_for = fresh_for
        self._lock = Lock()
        self._checked = float("-inf")
        self.last = SiteSettings()

    def current(self, connection: Callable[[], Connection]) -> SiteSettings:
        """Return the settings; `connection` is asked for one only when they may have changed."""
        with self._lock:
            if time.monotonic() - self._checked >= self._fresh_for:
                self.last = read_settings(connection())
                self._checked = time.monotonic()
            return self.last

    def forget(self) -> None:
        """Read anew next time: this process has just changed them."""
        self._checked = float("-inf")
