"""`flask credentials verify`, `revoke`, `reissue`, `rotate-key` and `did`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from courseware.cli.rounds import Rounds
from courseware.cli.terminal import Group
from courseware.credentials.ending import STAFF_REASONS, Ending
from courseware.credentials.identifiers import read_public_id
from courseware.credentials.offline import read_kept, report
from courseware.credentials.signing import ALGORITHM
from courseware.extensions import db
from courseware.operations.issuer import issuer_keys
from courseware.operations.people import NotPossible, find_person
from courseware.operations.reissues import reissue, with_another_name
from courseware.operations.revocations import revoke
from courseware.operations.signing_keys import ALGORITHMS, prepare_key, rotate_key
from courseware.records.transaction import reading
from courseware.web.database import now, site, write

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


acts = Group("credentials", help="What is done to one certificate, or to the keys.")


@acts.command("verify", epilog="Example: flask credentials verify certificate.pdf --keys did.json "
              "--status 1.json")  # fmt: skip
@click.argument("file", type=_FILE)
@click.option("--keys", type=_FILE, help="The issuer's did.json.")
@click.option("--status", type=_FILE, help="The status list that the credential names.")
@click.pass_context
def verify(ctx: click.Context, *, file: Path, keys: Path | None, status: Path | None) -> None:
    """Check a PDF, PNG, JSON or JWT from these files alone: no network, no database.

    Exits with 0 if it fits, 1 if it does not, 2 if a part could not be looked at.
    """
    lines, code = report(file.read_bytes(), _read(keys), _read(status), now=now())
    click.echo("\n".join(lines))
    ctx.exit(code)


def _read(path: Path | None) -> dict[str, Any] | None:
    try:
        return None if path is None else read_kept(path.read_text("utf-8"))
    except ValueError as fault:
        raise NotPossible(f"{path} cannot be read: {fault}.") from fault


@acts.command("revoke", epilog="Example: flask credentials revoke 7K2M-9QXT-0C4D-V8RB-3HNE "
              "--reason mistake")  # fmt: skip
@click.argument("number")
@click.option("--reason", type=click.Choice([one.value for one in STAFF_REASONS]), required=True)
def end(*, number: str, reason: str) -> None:
    """End a certificate or a record for good; its page and the status list say so at once."""
    public_id = _number(number)
    with write() as conn:
        revoke(conn, public_id, reason=Ending(reason), now=now(), site=site())
    told = _rounds().sign_lists()
    click.echo(f"{public_id} ended. {told or 'The jobs process signs the status list.'}")


@acts.command("reissue", epilog="Example: flask credentials reissue --person ada")
@click.argument("number", required=False)
@click.option("--person", help="All of this person that print another name than the confirmed one.")
def again(*, number: str | None, person: str | None) -> None:
    """Issue again with the name that is confirmed now; the old one is superseded by it."""
    if (number is None) == (person is None):
        raise NotPossible("Give a number, or --person and a user name.")
    numbers = [_number(number)] if number is not None else _of_person(person or "")
    for public_id in numbers:
        with write() as conn:
            new = reissue(conn, public_id, now=now(), site=site())
        click.echo(f"{public_id}: {new or 'its next record is signed by the jobs process'}")
    told = _rounds().complete() if numbers else "Everything prints the confirmed name."
    click.echo(told or "Nothing was left to sign.")


@acts.command("rotate-key", epilog="Example: flask credentials rotate-key --algorithm RS256")
@click.option("--algorithm", type=click.Choice(ALGORITHMS), default=ALGORITHM, show_default=True)
def rotate(*, algorithm: str) -> None:
    """Put a new key in force; what the old one signed still verifies, and it signs nothing more."""
    with reading(db.engine) as conn:
        new = prepare_key(conn, now=now(), site=site(), algorithm=algorithm)
    with write() as conn:
        old = rotate_key(conn, new, now=now())
    _rounds().sign_lists()
    click.echo(f"{new.name} is in force" + (f" in place of {old}." if old else "."))


@acts.command("did", epilog="Example: flask credentials did > did.json")
def did() -> None:
    """Print did.json: the issuer's name and every key, to be served by this address for ever."""
    with reading(db.engine) as conn:
        document = issuer_keys(conn)
    if document is None:
        raise NotPossible("Nothing was signed yet, so the issuer has no address and no keys.")
    click.echo(json.dumps(document, indent=1))


def _number(typed: str) -> str:
    public_id = read_public_id(typed)
    if public_id is None:
        raise NotPossible("A number has 20 letters and digits, in groups of four.")
    return public_id


def _of_person(user_name: str) -> list[str]:
    with reading(db.engine) as conn:
        return with_another_name(conn, find_person(conn, user_name))


def _rounds() -> Rounds:
    return Rounds(db.engine, site(), now)


def add_to(command: Group) -> None:
    """Add these commands to `flask credentials`."""
    for name, one in acts.commands.items():
        command.add_command(one, name)
