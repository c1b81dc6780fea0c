"""`flask people import`: a list of people as CSV, checked first, applied in one write."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import IO

import click
from flask.cli import with_appcontext

from courseware.cli.terminal import Command, counted, working
from courseware.extensions import db
from courseware.joining.people_file import read_people
from courseware.joining.people_plan import Choices, Plan, Step
from courseware.joining.table_text import LARGEST
from courseware.operations.people_import import apply_import, plan_import
from courseware.records.site_settings import read_settings
from courseware.records.transaction import reading
from courseware.web.database import now, site, write

SHOWN = 20
"""How many people a list of names shows; `--json` shows all."""


@click.command(
    "import", cls=Command, epilog="Example: flask people import people.csv --make-teams --dry-run"
)
@with_appcontext
@click.argument("file", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="Say what would be done, and store nothing.")
@click.option("--make-teams", is_flag=True, help="Make the teams that are missing.")
@click.option("--missing-left", is_flag=True, help="Whoever is not in the list has left.")
@click.option("--json", "as_json", is_flag=True, help="Print the plan as JSON.")
def import_people(
    *, file: IO[bytes], dry_run: bool, make_teams: bool, missing_left: bool, as_json: bool
) -> None:
    """Add, change and see off many people with a list in CSV; - reads standard input.

    Problems are printed with their rows, and with any error nothing is stored (exit code 1). The
    same list again changes nothing. Columns: docs/operating.md.
    """
    list_ = read_people(file.read(20 * LARGEST))
    choices, at = Choices(make_teams=make_teams, missing_left=missing_left), now()
    with working("Importing people"):
        with reading(db.engine) as conn:
            settings = read_settings(conn)
            plan = plan_import(conn, list_, choices, today=at.date(), site=site())
        is_stored = False
        if not dry_run and not plan.errors and plan.steps:
            with write() as conn:
                done = apply_import(
                    conn,
                    list_,
                    choices,
                    confirmed=None,
                    settings=settings,
                    today=at.date(),
                    now=at,
                    site=site(),
                )
            plan, is_stored = done.plan, done.import_id is not None
    click.echo(_as_json(plan, is_stored=is_stored) if as_json else _as_text(plan))
    if plan.errors:
        errors = counted(plan.errors, "error")
        raise click.ClickException(f"Nothing was stored: {errors}. Mend the list and try again.")
    if not as_json:
        click.echo(_ending(plan, is_stored=is_stored))


def _ending(plan: Plan, *, is_stored: bool) -> str:
    if is_stored:
        return "Done. For printed slips: Operate, People, Print slips."
    return "Nothing was stored: this was a dry run." if plan.steps else "There is nothing to do."


def _as_text(plan: Plan) -> str:
    lines = [str(problem) for problem in plan.problems]
    if not plan.errors:
        lines += [f"team to make: {name}" for name in plan.new_teams]
        for title, steps in (
            ("to add", plan.added),
            ("to change", plan.changed),
            ("to let in again", plan.returning),
            ("left", plan.leaving),
            ("left, not in the list", plan.missing),
        ):
            lines += _people(title, steps)
        lines.append(f"{counted(plan.unchanged, 'person', 'people')} unchanged")
    return "\n".join(lines)


def _people(title: str, steps: Sequence[Step]) -> list[str]:
    if not steps:
        return []
    lines = [f"{counted(len(steps), 'person', 'people')} {title}:"]
    for step in steps[:SHOWN]:
        changes = [f"{one.column}: {one.before or '–'} → {one.after}" for one in step.changes]
        lines.append("  " + "\t".join((step.user_name, step.name, *changes)))
    if len(steps) > SHOWN:
        lines.append(f"  and {len(steps) - SHOWN:,} more")
    return lines


def _as_json(plan: Plan, *, is_stored: bool) -> str:
    def names(steps: Sequence[Step]) -> list[str]:
        return [step.user_name for step in steps]

    told = {
        "is_stored": is_stored,
        "counts": plan.counts,
        "errors": plan.errors,
        "problems": [
            {
                "row": one.row,
                "column": one.column,
                "severity": one.severity,
                "message": one.message,
                "mend": one.mend,
            }
            for one in plan.problems
        ],
        "new_teams": plan.new_teams,
        "added": names(plan.added),
        "changed": {
            step.user_name: {one.column: [one.before, one.after] for one in step.changes}
            for step in plan.changed
        },
        "leaving": names(plan.leaving),
        "missing": names(plan.missing),
        "returning": names(plan.returning),
    }
    return json.dumps(told, ensure_ascii=False, indent=2)
