"""How commands speak: one clear line when something cannot be done, and progress when it takes long."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from threading import Timer
from time import monotonic
from typing import Any, TypeVar

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy.exc import OperationalError, ProgrammingError

from courseware.config import Settings
from courseware.operations.people import NotPossible

T = TypeVar("T")
LONG = 1.0
"""Seconds after which a person wants to know that something is going on."""


class Command(click.Command):
    """A command that turns a wish that cannot be met into one line and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except NotPossible as fault:
            raise click.ClickException(str(fault)) from fault
        except (OperationalError, ProgrammingError) as fault:
            what = str(fault.orig).strip().partition("\n")[0]
            raise click.ClickException(
                f"The database cannot be used ({what}). If it is new or older: flask db upgrade"
            ) from fault


class Group(AppGroup):
    """The commands about one noun."""

    command_class = Command


def settings() -> Settings:
    """Return the settings of this site."""
    these: Settings = current_app.config["COURSEWARE"]
    return these


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun: "1 person", "3 people"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def follow(items: Sequence[T], what: str, clock: Callable[[], float] = monotonic) -> Iterator[T]:
    """Yield the items and show how far it is: a bar on a terminal, a line now and then elsewhere."""
    if sys.stderr.isatty():
        with click.progressbar(items, label=what, file=sys.stderr) as bar:
            yield from bar
        return
    told, wait = clock(), LONG
    for done, item in enumerate(items):
        if clock() - told >= wait:
            click.echo(f"{what}: {done:,} of {len(items):,}", err=True)
            told, wait = clock(), wait * 2
        yield item


@contextmanager
def working(what: str) -> Iterator[None]:
    """Say `what` goes on if it takes long; for work that cannot be counted."""
    timer = Timer(LONG, click.echo, [f"{what} …"], {"err": True})
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
