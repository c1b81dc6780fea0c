"""What tests of results and ratings need: a learner on levels, a sent result, an asked rater, links."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, select

from courseware.joining.secrets import Seed, secret_of
from courseware.letters import TEXTS, Letter
from courseware.operations.enrollments import enroll
from courseware.operations.guests import GuestPurpose, find_guest
from courseware.operations.rating_forms import Filled, Given, give_rating
from courseware.operations.ratings import ask_rating
from courseware.operations.result_decisions import Decided, decide_result
from courseware.operations.results import Kept, Posted, post_result
from courseware.operations.site import Site
from courseware.operations.verification import verify_person
from courseware.operations.witnesses import Party
from courseware.permissions import Role
from courseware.practice.entries import EntryState
from courseware.progress.facts import FactKind
from courseware.records import journal
from courseware.records.attestations import read_ratings
from courseware.records.guests import Guest
from courseware.records.letters import outbox, read_details
from courseware.records.people import Who
from courseware.records.practice_entries import Verifier
from courseware.records.results import Draft, find_result
from tests.conftest import NOW
from tests.people import Cast

PATHWAY, LEVEL = "production-manager", "supervisor"
TODAY = NOW.date()
CODES = tuple(f"C{number}" for number in range(1, 11))
TEXT = {
    "measure": "Changeover time of the clip press", "unit": "min", "baseline": "38", "after": "21.5",
    "guard": "First-pass yield stayed at 98%", "money": "", "own_part": "I filmed and timed each step",
    "team": "Two operators and a setter",
}  # fmt: skip
DAYS = {
    "baseline_from": date(2026, 1, 5), "baseline_to": date(2026, 1, 30),
    "after_from": date(2026, 2, 9), "after_to": date(2026, 3, 6),
}  # fmt: skip
GUEST = Verifier("Noor Haidari", "Team leader", "noor@plant.example")


def draft(asked: Verifier = GUEST, *, finance: bool = False, **texts: str) -> Draft:
    """Return a result that can be sent."""
    return Draft({**TEXT, **texts}, DAYS, finance, asked)


def post(
    conn: Connection,
    person_id: int,
    site: Site,
    what: Draft,
    *,
    result_id: int | None = None,
    revision: int = 0,
    is_sent: bool = True,
    now: datetime = NOW,
) -> Posted:
    return post_result(
        conn, person_id=person_id, result_id=result_id, draft=what, revision=revision,
        is_sent=is_sent, today=now.date(), now=now, site=site,
    )  # fmt: skip


def send(conn: Connection, person_id: int, site: Site, asked: Verifier = GUEST, **how: Any) -> int:
    """Send a result and return its number."""
    posted = post(conn, person_id, site, draft(asked), **how)
    assert posted.outcome is Kept.SENT, posted
    return posted.id


def decide(
    conn: Connection,
    learner: int,
    result_id: int,
    party: Party,
    site: Site,
    *,
    decision: EntryState = EntryState.VERIFIED,
    now: datetime = NOW,
) -> Decided:
    row = find_result(conn, learner, result_id)
    assert row is not None
    return decide_result(
        conn, learner=learner, result_id=result_id, party=party, decision=decision,
        comment="Not yet so" if decision is EntryState.RETURNED else "", revision=row.revision,
        now=now, site=site,
    )  # fmt: skip


def join_levels(conn: Connection, person_id: int, site: Site) -> None:
    """Put somebody on the pathway whose levels ask for ratings."""
    enroll(conn, person_id=person_id, pathway=PATHWAY, now=NOW, site=site)


def ask(conn: Connection, person_id: int, site: Site, asked: Verifier = GUEST, **how: Any) -> Any:
    """Ask for a rating; return the faults."""
    return ask_rating(
        conn, person_id=person_id, pathway=PATHWAY, level=LEVEL, asked=asked,
        **{"now": NOW, "site": site, **how},
    )  # fmt: skip


def filled(changed: Mapping[str, int | None] | None = None, *, known: date | None = None) -> Filled:
    """Return a form in which everything is rated 3, but for what is changed."""
    ratings: dict[str, int | None] = {**dict.fromkeys(CODES, 3), **(changed or {})}
    examples = {code: "Saw it in week 8" for code, one in ratings.items() if one == 4}
    return Filled(known or date(2025, 9, 1), ratings, examples)


def rate(
    conn: Connection,
    learner: int,
    rating_id: int,
    party: Party,
    site: Site,
    *,
    form: Filled | None = None,
    now: datetime = NOW,
) -> Given:
    return give_rating(
        conn, learner=learner, rating_id=rating_id, party=party, filled=form or filled(),
        today=now.date(), now=now, site=site,
    )  # fmt: skip


def secrets_of(conn: Connection, letter: Letter, site: Site) -> list[str]:
    """Return the secrets of the links that letters of one kind carry, oldest first."""
    rows = conn.execute(select(outbox).where(outbox.c.letter == letter).order_by(outbox.c.id))
    seeds = (Seed(TEXTS[letter].purpose, read_details(row.details)["nonce"]) for row in rows)
    return [secret_of(seed, site_secret=site.secret) for seed in seeds]


def guest_of(conn: Connection, letter: Letter, site: Site, *, now: datetime = NOW) -> Guest:
    """Return who holds the link of the newest letter of a kind."""
    secret = secrets_of(conn, letter, site)[-1]
    guest = find_guest(conn, GuestPurpose(TEXTS[letter].purpose), secret, now=now, site=site)
    assert guest is not None
    return guest


def facts(engine: Engine, person_id: int, *kinds: FactKind) -> list[journal.Entry]:
    with engine.connect() as conn:
        return journal.read_facts(conn, person_id, kinds=kinds)


def faults(engine: Engine, person_id: int) -> list[str]:
    with engine.connect() as conn:
        return [one.message for one in verify_person(conn, person_id)]


ROLES = {"ben": Role.INSTRUCTOR, "cleo": Role.MANAGER, "dov": Role.MANAGER, "eve": Role.OPERATOR}


def who_is(cast: Cast, name: str) -> Who:
    """Return somebody as a request knows them."""
    roles = frozenset({ROLES[name]} if name in ROLES else set())
    return Who(cast[name], name, name, None, None, "UTC", "en", roles)


def make_witnessed(conn: Connection, cast: Cast, site: Site) -> dict[str, object]:
    """Make what rows of the access table speak of: Ada's results and ratings in their states."""
    ada, cleo = cast.ada, Verifier(person_id=cast.cleo)
    ask(conn, ada, site, cleo)
    given = read_ratings(conn, ada)[-1].id
    rate(conn, ada, given, Party(cast.cleo), site, form=filled({"C1": 4, "C5": None}))
    for asked in (cleo, GUEST, Verifier(person_id=cast.ben)):
        ask(conn, ada, site, asked)
    _given, rating, _linked, other = [row.id for row in read_ratings(conn, ada)]
    return {
        "$result_sent": send(conn, ada, site),
        "$result": send(conn, ada, site),
        "$result_draft": post(conn, ada, site, draft(after=""), is_sent=False).id,
        "$result_link": secrets_of(conn, Letter.RESULT_GUEST, site)[-1],
        "$rating": rating,
        "$rating_given": given,
        "$rating_asked": other,
        "$rating_link": secrets_of(conn, Letter.RATING_GUEST, site)[-1],
    }
