"""`flask teams`: the teams that people belong to."""

from __future__ import annotations

import click

from courseware.cli.terminal import Group
from courseware.operations.people import add_team
from courseware.web.database import now, write

command = Group("teams", help="Add the teams that people belong to.")


@command.command(epilog="Example: flask teams add 'Bracket cell' --parent 'Plant 1'")
@click.argument("name")
@click.option("--parent", help="The team above it; its managers see this one too.")
def add(*, name: str, parent: str | None) -> None:
    """Add a team."""
    with write() as conn:
        add_team(conn, name, parent=parent, now=now())
    click.echo(f"Team {name} was added.")
