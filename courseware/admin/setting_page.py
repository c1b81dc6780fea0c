"""What the page "Site settings" shows: each section, what it is now, and what a change would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import request

from courseware.admin.setting_forms import FORMS, LOGO, OUR_ACCENT, AccentForm, filled
from courseware.appearance import (
    DARK_GROUNDS,
    LIGHT_GROUNDS,
    ON_DARK,
    ON_LIGHT,
    least_contrast,
    read_accent,
)
from courseware.joining.mail_domains import show_domain
from courseware.joining.registration import Registration
from courseware.joining.retention import SOON, erased_at
from courseware.locales import languages
from courseware.operations.site_settings import count_erased_soon, state_of
from courseware.records.leavers import read_leavers
from courseware.records.site_settings import SiteSettings, Stored, read_stored
from courseware.web.brand import accent_of
from courseware.web.database import now, read, site_settings
from courseware.web.forms import BaseForm
from courseware.web.mail import mail_is_possible
from courseware.web.pages import page
from courseware.words import Unfit

YEARS = (1, 2, 3, 5, 7, 10, 15, 20, 30)
"""For how many years of keeping the page says whom it would concern."""


@dataclass(frozen=True, slots=True)
class Last:
    """The latest change of a section; `by` is None for a command."""

    at: datetime
    by: str | None


@dataclass(frozen=True, slots=True)
class Shade:
    """The accent in one look: its color, the words on it, and the contrast on the worst ground."""

    look: str
    color: str
    on: str
    least: float


@dataclass(frozen=True, slots=True)
class Limit:
    """A number of years, and how many people would be erased within a month if it were chosen."""

    years: int
    soon: int


@dataclass(frozen=True, slots=True)
class Keeping:
    """Whom the present time limit concerns: how many left, and when the first of them is erased."""

    left: int
    first_left_at: datetime | None
    first_erased_at: datetime | None
    limits: tuple[Limit, ...]


def settings_page(section: str = "", form: BaseForm | None = None) -> str:
    """Return the page; `form` stands in the place of its section's when it was refused."""
    current = site_settings()
    stored = read_stored(read())
    forms = filled(current) | ({section: form} if form is not None else {})
    return page(
        "admin/settings.html",
        settings=current,
        forms=forms,
        refused=section,
        seen={name: state_of(stored, names) for name, names in _names().items()},
        last={name: _last(stored, names) for name, names in _names().items()},
        shades=_shades(current),
        nearest=_nearest(form),
        our_accent=OUR_ACCENT,
        domains=[show_domain(one) for one in current.mail_domains],
        needs_mail=current.registration is Registration.DOMAIN and not mail_is_possible(),
        is_mail_possible=mail_is_possible(),
        languages=languages(),
        keeping=_keeping(current.keep_years),
    )


def _names() -> dict[str, tuple[str, ...]]:
    return {"logo": LOGO, **{section: kind.names for section, kind in FORMS.items()}}


def _last(stored: dict[str, Stored], names: tuple[str, ...]) -> Last | None:
    """Return the latest change of any of these settings; None if there was none."""
    changes = [stored[name] for name in names if name in stored]
    if not changes:
        return None
    latest = max(changes, key=lambda one: one.changed_at)
    return Last(latest.changed_at, latest.by)


def _shades(settings: SiteSettings) -> tuple[Shade, ...]:
    """Return the site's color in both looks; none while it has none of its own."""
    accent = accent_of(settings)
    if accent is None:
        return ()
    return (
        Shade("light", accent.light, ON_LIGHT, least_contrast(accent.light, LIGHT_GROUNDS)),
        Shade("dark", accent.dark, ON_DARK, least_contrast(accent.dark, DARK_GROUNDS)),
    )


def _nearest(form: BaseForm | None) -> str:
    """Return the color to offer in the place of a faint one; "" if it was no color at all."""
    typed = form.typed()["accent"] if isinstance(form, AccentForm) else ""
    try:
        read_accent(typed)
    except Unfit as refusal:
        return str(refusal.reason.values.get("nearest", ""))
    return ""


def _keeping(years: int) -> Keeping:
    found = read_leavers(read(), YEARS, now=now())
    first = found.first_left_at
    due = None if first is None or not years else max(erased_at(first, years), now())
    return Keeping(found.number, first, due, tuple(Limit(one, found.soon[one]) for one in YEARS))


def asks_first(years: int) -> bool:
    """Say whether keeping records for so long has to be confirmed: somebody would be erased soon.

    The confirmation carries the number of people; with another number it is asked once more.
    """
    soon = count_erased_soon(read(), years, was=site_settings().keep_years, now=now())
    return soon > 0 and request.form.get("confirmed", "") != str(soon)


def confirm_page(years: int) -> str:
    """Ask whether so many people shall be erased; nothing is stored yet."""
    found = read_leavers(read(), (years,), now=now())
    first = found.first_left_at or now()
    return page(
        "admin/retention.html",
        years=years,
        soon=found.soon[years],
        days=SOON.days,
        first_at=max(erased_at(first, years), now()),
        seen=request.form.get("seen", ""),
    )
