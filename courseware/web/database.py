"""How a face reads and writes: one reading connection a request, writes in their own transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from flask import Flask, current_app, g
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError, ProgrammingError

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records.catalog import Shelf
from courseware.records.site_settings import SiteSettings
from courseware.records.transaction import writing


def read() -> Connection:
    """Return this request's reading connection."""
    if "reading" not in g:
        g.reading = db.engine.connect()
    connection: Connection = g.reading
    return connection


@contextmanager
def write() -> Iterator[Connection]:
    """Open the one write of this request."""
    with writing(db.engine) as connection:
        yield connection


def now() -> datetime:
    """Return the server's time, the only clock that counts."""
    clock = current_app.extensions["courseware.clock"]
    moment: datetime = clock()
    return moment


def site() -> Site:
    """Return what operations need to know of this site."""
    one: Site = current_app.extensions["courseware.site"]
    return one


def shelf() -> Shelf:
    """Return what is published now."""
    if "shelf" not in g:
        g.shelf = site().shelves.current(read())
    current: Shelf = g.shelf
    return current


def site_settings() -> SiteSettings:
    """Return what this site's operators decided; what was known last, if the database is away.

    Then the page itself says what is wrong: only its frame asks here.
    """
    kept = site().settings
    if g.get("is_failing"):
        return kept.last
    try:
        return kept.current(read)
    except (OperationalError, ProgrammingError):
        return kept.last


def _close(_error: BaseException | None = None) -> None:
    connection = g.pop("reading", None)
    if connection is not None:
        connection.close()


def init_app(app: Flask, this_site: Site) -> None:
    """Attach the site and the clock, and close the reading connection after each request."""
    app.extensions["courseware.site"] = this_site
    app.extensions["courseware.clock"] = lambda: datetime.now(UTC)
    app.teardown_appcontext(_close)
