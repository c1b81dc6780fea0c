"""`flask people erase`: somebody is erased for good."""

from __future__ import annotations

import click
from flask.cli import with_appcontext

from courseware.cli.terminal import Command, counted
from courseware.extensions import db
from courseware.joining.leaving import ErasureReason
from courseware.operations.erasure import erase_person
from courseware.operations.people import find_person
from courseware.records.erasing import count_held
from courseware.records.transaction import forget_freed, reading
from courseware.web.database import now, site, write

REASONS = click.Choice([reason.value for reason in ErasureReason])


@click.command("erase", cls=Command, epilog="Example: flask people erase ada --reason in_writing")
@click.argument("user_name")
@click.option("--reason", type=REASONS, required=True,
              help="Stored for ever; 'asked' answers the request on their account page.")  # fmt: skip
@click.option("--yes", is_flag=True, help="Do not ask.")
@with_appcontext
def erase(*, user_name: str, reason: str, yes: bool) -> None:
    """Erase what says who a person is. What took place stays, under a number."""
    with reading(db.engine) as conn:
        person_id = find_person(conn, user_name)
        held = count_held(conn, person_id)
    click.echo(
        f"{user_name} is person {person_id}: {counted(held['facts'], 'fact')} without content, "
        f"{counted(held['answers'], 'answer')}, {counted(held['certificates'], 'certificate')} and "
        f"{counted(held['records'], 'module record')} erased. Nothing brings them back."
    )
    if not yes:
        click.confirm("Erase for good?", abort=True)
    with write() as conn:
        is_done = erase_person(
            conn, person_id, reason=ErasureReason(reason), now=now(), site=site()
        )
    forget_freed(db.engine)
    click.echo(f"Person {person_id} {'is erased' if is_done else 'was erased already'}.")
