"""`flask jobs`: the work that the program does for itself."""

from __future__ import annotations

import logging
from collections.abc import Callable

import click
from sqlalchemy.exc import OperationalError

from courseware.cli.ending import ended_by_signal
from courseware.cli.rounds import LeaseTaken, Rounds
from courseware.cli.terminal import Group, settings
from courseware.extensions import db
from courseware.mailing.delivery import Postman
from courseware.web.database import now, site

command = Group(
    "jobs", help="Grade what is overdue, issue what waits, make PDFs, send mail, fold counters."
)
EVERY = 10.0
log = logging.getLogger(__name__)


@command.command(epilog="Example: flask jobs run --forever --every 30")
@click.option("--forever", is_flag=True, help="Go on until SIGTERM; the current item is finished.")
@click.option("--every", type=click.FloatRange(min=0.1), default=EVERY, show_default=True,
              help="Seconds from one round to the next.")  # fmt: skip
def run(*, forever: bool, every: float) -> None:
    """Do everything that is due, once or for ever. Two at the same time are safe."""
    with ended_by_signal() as ending:
        rounds = Rounds(db.engine, site(), now, ending.is_over, postman=_postman(ending.is_over))
        if not forever:
            click.echo(_once(rounds))
        while forever and not ending.is_over():
            told = _again(rounds)
            if told:
                log.info(told)
            ending.wait(every)
        rounds.give_back()


def _postman(is_over: Callable[[], bool]) -> Postman | None:
    """Return who takes mail to the mail server; None where no mail leaves."""
    ours = settings()
    if ours.smtp_url is None or not ours.sends_mail:
        return None
    return Postman(db.engine, site(), ours.smtp_url, ours.mail_from, now, is_over)


def _once(rounds: Rounds) -> str:
    try:
        return rounds.run() or "Nothing was due."
    except LeaseTaken:
        return "Another jobs process is at work; this one did nothing."


def _again(rounds: Rounds) -> str:
    """Do one of many rounds: a database that is away for a while does not end them."""
    try:
        return rounds.run()
    except LeaseTaken:
        return ""
    except OperationalError:
        log.exception("The database cannot be reached; the next round tries again")
        return ""
