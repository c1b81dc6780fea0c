"""`flask demo`: fill an empty database with people and their story."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import click
from flask.cli import with_appcontext
from sqlalchemy import Connection, select

from courseware.cli.demo_stage import Calendar, Stage, begin_of_story
from courseware.cli.demo_story import PARTS
from courseware.cli.rounds import Rounds
from courseware.cli.terminal import Command, settings, working
from courseware.content.catalog import read_catalog
from courseware.extensions import db
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.operations.versions import Prepared, prepare, publish
from courseware.records.catalog import Shelves
from courseware.records.people import demo_people, person
from courseware.records.transaction import reading
from courseware.records.versions import latest_digests
from courseware.web.database import now, site, write


@click.command("demo", cls=Command, epilog="Example: COURSEWARE_DEMO=1 flask demo")
@with_appcontext
def command() -> None:
    """Fill an empty database with demo people; a filled one stays as it is.

    Modules that are not published yet are published as of the day when the story begins.
    """
    if not settings().demo:
        raise NotPossible("Demo people exist in a demonstration only. Set COURSEWARE_DEMO=1.")
    with reading(db.engine) as conn:
        is_there = _is_there(conn)
        is_published = bool(latest_digests(conn)[0])
    if is_there:
        click.echo("The demo people are there already; nothing changed.")
        return
    this_site = replace(site(), shelves=Shelves(fresh_for=0.0))
    with working("Reading the modules"):
        prepared = None if is_published else _prepare()
    with working("Telling the story of the demo people"), write() as conn:
        if not _is_there(conn):
            _tell(conn, this_site, prepared, now())
    with working("Signing the records and making the certificate"):
        Rounds(db.engine, this_site, now).complete()
    names = ", ".join(part.name for part in PARTS if part.story)
    click.echo(
        f"The demo people are there: {names}. One button each: {settings().base_url}/sign-in"
    )


def _is_there(conn: Connection) -> bool:
    """Say whether the demo was made; refuse a database with people who are not of it."""
    if demo_people(conn):
        return True
    if conn.execute(select(person.c.id).limit(1)).first() is not None:
        raise NotPossible("There are real people in this database; demo people need an empty one.")
    return False


def _prepare() -> Prepared:
    catalog, report = read_catalog(settings().modules_dir)
    if report.has_errors:
        raise NotPossible("The modules have errors. To see them: flask content check")
    return prepare(catalog)


def _tell(conn: Connection, this_site: Site, prepared: Prepared | None, at: datetime) -> None:
    begin = begin_of_story(at)
    if prepared is not None:
        publish(conn, prepared, now=begin, reason="Shipped curriculum")
    # Nobody can have read a lesson before it was published: then the story begins with it.
    modules = this_site.shelves.current(conn).modules.values()
    begin = max([begin, *(one.published_at for one in modules)])
    Stage(conn, this_site, Calendar(begin, at)).play()
