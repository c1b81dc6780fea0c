"""`flask records`: prove that the record still says what was recorded, or fold it again."""

from __future__ import annotations

from collections.abc import Iterator
from time import monotonic

import click
from sqlalchemy import Connection, func, select

from courseware.cli.terminal import Group, counted, follow
from courseware.extensions import db
from courseware.operations import verification
from courseware.records.erasing import erased_people
from courseware.records.journal import journal
from courseware.records.transaction import reading, snapshot
from courseware.records.versions import module_version
from courseware.web.database import write

command = Group("records", help="Prove and rebuild what is recorded about people.")
UNREADABLE = (ValueError, TypeError, LookupError, ArithmeticError)
UNPROVABLE = (
    "It cannot prove that nobody rewrote everything together: "
    "only a checkpoint kept elsewhere would reveal that."
)


@command.command(epilog="Example: flask records verify")
def verify() -> None:
    """Check every chain, piece of evidence, standing and version; print each fault."""
    started = monotonic()
    faults = 0
    with snapshot(db.engine) as conn:
        people = verification.everyone(conn)
        for fault in _faults(conn, people):
            click.echo(fault)
            faults += 1
        for person_id, at in erased_people(conn).items():
            click.echo(f"person {person_id}: erased on {at:%Y-%m-%d}, digests kept")
        facts = conn.execute(select(func.count()).select_from(journal)).scalar_one()
        versions = conn.execute(select(func.count()).select_from(module_version)).scalar_one()
    click.echo(
        f"Checked {counted(facts, 'fact')} of {counted(len(people), 'person', 'people')} and "
        f"{counted(versions, 'version')} in {monotonic() - started:.1f} s. {UNPROVABLE}"
    )
    if faults:
        raise click.ClickException(f"{counted(faults, 'fault')} found.")


def _faults(conn: Connection, people: list[int]) -> Iterator[str]:
    """Check everything. Rows so changed that they cannot even be read are a fault like any other."""
    for person_id in follow(people, "Checking people"):
        try:
            yield from map(str, verification.verify_person(conn, person_id))
        except UNREADABLE as fault:
            broken = f"its rows cannot be read ({type(fault).__name__}: {fault})"
            yield str(verification.Fault(person_id, 0, broken))
    try:
        yield from verification.verify_versions(conn)
    except UNREADABLE as fault:
        yield f"the versions cannot be read ({type(fault).__name__}: {fault})"


@command.command(epilog="Example: flask records rebuild --check")
@click.option("--check", is_flag=True, help="Change nothing; exit 1 if anything would change.")
def rebuild(*, check: bool) -> None:
    """Make every standing from the facts again."""
    with reading(db.engine) as conn:
        people = verification.everyone(conn)
    differs = _would_change if check else _rebuild
    changed = [person_id for person_id in follow(people, "Folding facts") if differs(person_id)]
    for person_id in changed:
        click.echo(f"person {person_id}: {'not what the facts say' if check else 'made again'}")
    click.echo(f"Folded the facts of {counted(len(people), 'person', 'people')}.")
    if check and changed:
        raise click.ClickException(
            f"{counted(len(changed), 'person differs', 'people differ')}. "
            "To make their standings again: flask records rebuild"
        )


def _rebuild(person_id: int) -> bool:
    """Make one person's standings again; say whether anything differed."""
    with write() as conn:
        return verification.rebuild_person(conn, person_id)


def _would_change(person_id: int) -> bool:
    """Say whether a rebuild would change anything, from one moment of the record."""
    with snapshot(db.engine) as conn:
        return verification.would_be(conn, person_id) is not None
