"""Words in the reader's language, and moments in the reader's zone."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from datetime import date, datetime, tzinfo
from functools import cache, lru_cache

from babel.dates import format_date
from flask import Flask
from markupsafe import Markup

from courseware.locales import STYLES, babel_locale, write_moment, zone_named
from courseware.locales import catalog as _catalog
from courseware.records.people import Who
from courseware.words import Reason

_reader: ContextVar[Who | None] = ContextVar("reader", default=None)
"""Who reads this reply. A page asks up to two hundred times, so it is not looked up in `g`."""


def speak_to(who: Who | None) -> None:
    """Use this person's language and time zone from now on in this request; None is a visitor."""
    _reader.set(who)


def locale() -> str:
    """Return the reader's language."""
    who = _reader.get()
    return "en" if who is None else who.locale


def gettext(text: str) -> str:
    """Return a sentence in the reader's language."""
    return _catalog(locale()).gettext(text)


def ngettext(one: str, many: str, n: int) -> str:
    """Return the singular or plural form in the reader's language."""
    return _catalog(locale()).ngettext(one, many, n)


def say(reason: Reason) -> str:
    """Return the sentence of a reason in the reader's language; moments in it in their zone."""
    values = {name: _said(value) for name, value in reason.values.items()}
    return Reason(reason.code, values).sentence(gettext)


def _said(value: object) -> object:
    if isinstance(value, datetime):
        return when(value)
    return day(value) if isinstance(value, date) else value


def zone() -> tzinfo:
    """Return the reader's time zone; UTC for a visitor."""
    who = _reader.get()
    return zone_named(who.time_zone if who is not None else "UTC")


def moment(value: datetime, style: str = "both") -> str:
    """Write a moment for the reader: `date`, `time`, `clock`, `both` or `iso`."""
    return write_moment(value, style, language=locale(), zone=zone())


def day(value: date) -> str:
    """Write a day for the reader, as `moment` does in the style `date`; each day once a process."""
    return _day(locale(), value)


@lru_cache(maxsize=8192)
def _day(name: str, value: date) -> str:
    return format_date(value, STYLES["date"], locale=babel_locale(name))


def when(value: datetime) -> str:
    """Write when something happens next: date and time, with the zone for a visitor."""
    text = moment(value, "both")
    return text if _reader.get() is not None else f"{text} UTC"


@cache
def _sentence(locale: str, text: str) -> Markup:
    """Return a sentence of a template without values, ready to print."""
    return Markup(_catalog(locale).gettext(text) % {})  # noqa: S704 - the templates' own words


def _in_template(text: str, /, **values: object) -> Markup:
    """Return a sentence for a template, its values escaped: what `_` of jinja2.ext.i18n does, faster.

    A page says up to a hundred sentences, most of them without values.
    """
    if not values:
        return _sentence(locale(), text)
    return Markup(gettext(text)) % values  # noqa: S704 - as above; `%` escapes the values


@lru_cache(maxsize=2048, typed=True)
def written(_locale: str, part: Callable[..., Markup], *values: Hashable) -> Markup:
    """Write a part in the reader's language; pages ask through `kept`."""
    return part(*values)


def kept(part: Callable[..., Markup], *values: Hashable) -> Markup:
    """Return what a macro writes for these values; the same again is not written again.

    For parts that come back in every quiz, such as the head of question 3 of 10. What is kept is
    shown to everybody who reads this language. So a part may hang on nothing but its values: no
    token of a form, no moment in somebody's zone; and nothing of a person may be among the values.
    """
    return written(locale(), part, *values)


def init_app(app: Flask) -> None:
    """Give the templates their words; each request begins with nobody as its reader."""

    @app.before_request
    @app.teardown_request
    def _forget(_fault: BaseException | None = None) -> None:
        speak_to(None)

    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(gettext, ngettext, newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    app.jinja_env.globals.update(
        _=_in_template, day=day, kept=kept, moment=moment, say=say, translate=gettext
    )
