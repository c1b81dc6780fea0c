"""A person asks for a pathway, takes the request back, and somebody decides: once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from courseware.joining.asking import WAIT, Outcome, asks_again_at, is_news
from courseware.letters import Letter
from courseware.operations.enrollments import enroll
from courseware.operations.letters import tell
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.records.deciders import Decider, read_deciders
from courseware.records.enrollments import read_enrollments
from courseware.records.journal import lock_learner
from courseware.records.pathway_requests import (
    Asked,
    add_request,
    close_request,
    find_request,
    read_last_requests,
)
from courseware.records.reports import read_names
from courseware.records.work import note
from courseware.words import Reason


class OwnRequest(NotPossible):
    """Nobody decides on what they asked for themselves."""


@dataclass(frozen=True, slots=True)
class Decision:
    """How a request ended. `is_mine` is False when somebody else, or something else, was quicker."""

    asked: Asked
    is_mine: bool


def _is_on(conn: Connection, person_id: int, pathway: str) -> bool:
    return any(one.pathway == pathway for one in read_enrollments(conn, person_id))


def ask_pathway(
    conn: Connection, *, person_id: int, pathway: str, now: datetime, site: Site
) -> Reason | None:
    """Ask for a pathway; None if it was asked, else why not. Whoever decides is told once a day."""
    if lock_learner(conn, person_id) is None or _is_on(conn, person_id, pathway):
        return Reason("pathway.on_it")
    last = read_last_requests(conn, person_id, pathway=pathway).get(pathway)
    if last is not None and last.is_open:
        return Reason("pathway.asked", {"when": last.asked_at})
    again_at = None if last is None else asks_again_at(last.outcome, last.decided_at)
    if again_at is not None and now < again_at:
        return Reason("pathway.wait", {"when": again_at})
    request_id = add_request(conn, person_id=person_id, pathway=pathway, now=now)
    if is_news(None if last is None else last.asked_at, now):
        title = site.shelves.current(conn).pathways[pathway].title
        name = read_names(conn, [person_id])[person_id]
        for one in read_deciders(conn, person_id):
            _announce(conn, one, request_id, {"who": name, "pathway": title}, now)
    return None


def _announce(
    conn: Connection, one: Decider, request_id: int, details: dict[str, str], now: datetime
) -> None:
    face = "admin" if one.is_operator else "reporting"  # whose page lists the request
    once = f"pathway-asked:{request_id}:{one.id}"
    tell(conn, one.id, Letter.PATHWAY_ASKED, {**details, "face": face}, now=now, once=once)


def withdraw_request(conn: Connection, *, person_id: int, pathway: str, now: datetime) -> bool:
    """Take one's own open request back; False if there is none any more."""
    if lock_learner(conn, person_id) is None:
        return False
    return close_request(
        conn, person_id=person_id, pathway=pathway, outcome=Outcome.WITHDRAWN, now=now,
        by_person=person_id,
    )  # fmt: skip


def decide_request(
    conn: Connection,
    request_id: int,
    *,
    is_granted: bool,
    by_person: int,
    now: datetime,
    site: Site,
) -> Decision | None:
    """Say yes or not now; None if there is no such request. A decided one stays as it was decided.

    The learner's lock comes before the request is read: the second of two at once finds the
    answer of the first. Yes enrolls in the same transaction, and `enroll` closes the request.
    """
    asked = find_request(conn, request_id)
    if asked is None or lock_learner(conn, asked.person_id) is None:
        return None
    if asked.person_id == by_person:
        raise OwnRequest("Somebody else decides on what you ask for yourself.")
    asked = find_request(conn, request_id)
    if asked is None or not asked.is_open:
        return None if asked is None else Decision(asked, is_mine=False)
    is_on = _is_on(conn, asked.person_id, asked.pathway)
    if is_on:
        _close(conn, asked, Outcome.GRANTED, now, by_person=None)
    else:
        _answer(conn, asked, by_person, now, site, is_granted=is_granted)
    done = find_request(conn, request_id)
    return None if done is None else Decision(done, is_mine=not is_on)


def _answer(
    conn: Connection, asked: Asked, by_person: int, now: datetime, site: Site, *, is_granted: bool
) -> None:
    """Do what was answered, and tell it."""
    if is_granted:
        _grant(conn, asked, by_person, now, site)
    else:
        _close(conn, asked, Outcome.DECLINED, now, by_person=by_person)
    _tell_answer(conn, asked, by_person, now, site, is_granted=is_granted)


def _close(
    conn: Connection, asked: Asked, outcome: Outcome, now: datetime, *, by_person: int | None
) -> None:
    close_request(
        conn, person_id=asked.person_id, pathway=asked.pathway, outcome=outcome, now=now,
        by_person=by_person,
    )  # fmt: skip


def _grant(conn: Connection, asked: Asked, by_person: int, now: datetime, site: Site) -> None:
    if not enroll(
        conn,
        person_id=asked.person_id,
        pathway=asked.pathway,
        now=now,
        site=site,
        by_person=by_person,
    ):
        raise NotPossible("This pathway is no longer published, so nobody can be put on it.")


def _tell_answer(
    conn: Connection, asked: Asked, by_person: int, now: datetime, site: Site, *, is_granted: bool
) -> None:
    """Tell the person the answer, and note who gave it."""
    known = site.shelves.current(conn).pathways.get(asked.pathway)
    details = {
        "pathway": asked.pathway if known is None else known.title,
        "pathway_id": asked.pathway,
        "who": read_names(conn, [by_person])[by_person],
        "days": str(WAIT.days),
    }
    letter = Letter.PATHWAY_GRANTED if is_granted else Letter.PATHWAY_DECLINED
    tell(conn, asked.person_id, letter, details, now=now)
    outcome = Outcome.GRANTED if is_granted else Outcome.DECLINED
    note(conn, action=f"request.{outcome.value}", subject=f"person:{asked.person_id}",
         details={"pathway": asked.pathway}, by_person=by_person, now=now)  # fmt: skip
