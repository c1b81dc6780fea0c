"""`flask settings`: what operators decide about their site, for automation."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.cli.terminal import Group, counted
from courseware.extensions import db
from courseware.joining.retention import SOON
from courseware.locales import languages
from courseware.operations.people import NotPossible
from courseware.operations.site_settings import (
    Change,
    change_settings,
    count_erased_soon,
    store_logo,
)
from courseware.pictures import LARGEST_FILE, read_logo
from courseware.records.site_settings import default_values, read_settings, read_stored
from courseware.records.transaction import reading
from courseware.site_values import NAMES, fit
from courseware.web.database import now, write
from courseware.words import Unfit

command = Group("settings", help="Show and change what the page Site settings decides.")
LOGO = "logo"


@command.command(epilog="Example: flask settings show")
def show() -> None:
    """Print every setting with its value, and who changed it when."""
    with reading(db.engine) as conn:
        stored = read_stored(conn)
    for name in (*NAMES[:1], LOGO, *NAMES[1:]):
        one = stored.get(name)
        value = default_values()[name] if one is None else one.value
        parts = [name, value or "-"]
        if one is not None:
            parts.append(f"changed {one.changed_at:%Y-%m-%d %H:%M} UTC by {one.by or 'a command'}")
        click.echo("\t".join(parts))


@command.command("set", epilog="Example: flask settings set name 'Rivermill Academy'")
@click.argument("name")
@click.argument("value")
@click.option("--yes", is_flag=True, help="Erase people who left, when keep_years asks for it.")
def change(*, name: str, value: str, yes: bool) -> None:
    """Change one setting by the rules of the page; VALUE '' puts the program's own in its place.

    NAME is one of name, logo (VALUE is a file), accent, time_zone, language, registration,
    mail_domains, keep_years.
    """
    try:
        changes = _logo(value) if name == LOGO else _text(name, value, is_sure=yes)
    except Unfit as refusal:
        raise NotPossible(str(refusal)) from refusal
    if not changes:
        click.echo(f"Nothing was changed: {name} is so already.")
    for one in changes:
        click.echo(f"{one.name} was {one.old or '-'}, is {one.new or '-'}.")


def _text(name: str, typed: str, *, is_sure: bool) -> list[Change]:
    takes_own = not typed and name in NAMES
    value = default_values()[name] if takes_own else fit(name, typed, languages=languages())
    if name == "keep_years" and not is_sure:
        _refuse_to_erase(int(value))
    with write() as conn:
        return change_settings(conn, {name: value}, now=now())


def _refuse_to_erase(years: int) -> None:
    """Ask for --yes where a shorter time than now would erase somebody soon."""
    with reading(db.engine) as conn:
        was = read_settings(conn).keep_years
        soon = count_erased_soon(conn, years, was=was, now=now())
    if soon:
        raise NotPossible(
            f"This would erase {counted(soon, 'person', 'people')} within {SOON.days} days, and "
            "nobody can bring them back. If that is meant, say it again with --yes."
        )


def _logo(typed: str) -> list[Change]:
    logo = None
    if typed:
        try:
            with Path(typed).open("rb") as file:
                logo = read_logo(file.read(LARGEST_FILE + 1))
        except OSError as fault:
            raise NotPossible(f"{typed!r} cannot be read: {fault.strerror}.") from fault
    with write() as conn:
        return store_logo(conn, logo, now=now())
