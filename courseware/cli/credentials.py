"""`flask credentials`: who issues certificates here, and their PDFs."""

from __future__ import annotations

import click

from courseware.cli.rounds import Rounds
from courseware.cli.terminal import Group, working
from courseware.credentials.glyphs import missing_characters
from courseware.extensions import db
from courseware.operations.people import NotPossible
from courseware.operations.staff import name_issuer
from courseware.records.credentials import Issuer
from courseware.web.database import now, site, write

command = Group("credentials", help="Say who issues certificates here, and make their PDFs.")


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
