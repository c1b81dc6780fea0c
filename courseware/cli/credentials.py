"""`flask credentials`: who issues certificates here, their PDFs, and the keys that sign records."""

from __future__ import annotations

import click

from courseware.cli.credential_acts import add_to
from courseware.cli.rounds import Rounds
from courseware.cli.terminal import Group, working
from courseware.credentials.glyphs import missing_characters
from courseware.extensions import db
from courseware.operations.people import NotPossible
from courseware.operations.signing_keys import can_sign, retire_key
from courseware.operations.staff import name_issuer
from courseware.records.credentials import Issuer
from courseware.records.signing_keys import KeyRow, list_keys
from courseware.records.transaction import reading
from courseware.web.database import now, site, write

command = Group(
    "credentials", help="Say who issues certificates here, make their PDFs, see to the keys."
)


@command.command(
    epilog="Example: flask credentials issuer --legal-name 'Rivermill Components Ltd' "
    "--country Ireland --contact training@rivermill.example --relation employer"
)
@click.option("--legal-name", required=True)
@click.option("--country", required=True)
@click.option("--contact", required=True, help="Where somebody can ask about a certificate.")
@click.option(
    "--relation",
    type=click.Choice(["employer", "college", "other"]),
    required=True,
    help="What the issuer is to the learners.",
)
def issuer(*, legal_name: str, country: str, contact: str, relation: str) -> None:
    """Enter who issues certificates from now on; those issued before keep theirs."""
    new = Issuer(
        legal_name.strip(), country.strip(), contact.strip(), relation, site().is_demonstration
    )
    if not (new.legal_name and new.country and new.contact):
        raise NotPossible("Legal name, country and contact are printed: none may be empty.")
    strange = missing_characters(new.legal_name + new.country + new.contact)
    if strange:
        raise NotPossible(f"The certificate cannot print {' '.join(strange)}. Write it without.")
    with write() as conn:
        name_issuer(conn, new, now=now())
    click.echo(
        f"Certificates are issued by {new.legal_name} from now on. "
        "Those that waited for an issuer are made by the next: flask jobs run"
    )


@command.command(epilog="Example: flask credentials render")
def render() -> None:
    """Make the PDFs that are still to be made, once, now."""
    rounds = Rounds(db.engine, site(), now)
    with working("Making PDFs"):
        told = rounds.render()
    click.echo(told or "Nothing was to do.")
    if rounds.done["failed"]:
        raise click.ClickException("Some PDFs could not be made; the reasons stand above.")


@command.command(epilog="Example: flask credentials keys")
def keys() -> None:
    """List the keys that records are signed with: name, state, public key."""
    with reading(db.engine) as conn:
        rows = list_keys(conn)
    for row in rows:
        click.echo("\t".join((row.name, row.algorithm, row.public_key, _state(row))))
    if not rows:
        click.echo("There is no key yet. The jobs process makes one for the first record it signs.")


def _state(row: KeyRow) -> str:
    """Say in words what a key does now."""
    if row.retired_at is not None:
        return f"retired on {row.retired_at:%Y-%m-%d}; what it signed still verifies"
    since = f"in force since {row.created_at:%Y-%m-%d}"
    if can_sign(row, site=site()):
        return since
    return f"{since}, but it cannot sign: COURSEWARE_SECRET_KEY is not the one it was made with"


@command.command("retire-key", epilog="Example: flask credentials retire-key key-2026-1")
@click.argument("name")
def retire(*, name: str) -> None:
    """End a key for ever: its private half is destroyed, what it signed still verifies."""
    with write() as conn:
        retire_key(conn, name, now=now())
    click.echo(f"{name} signs nothing any more. The next record to sign makes a new key.")


add_to(command)
