"""Staff put people on a pathway: one person, or a team in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from courseware.content.model import Pathway
from courseware.letters import Letter
from courseware.operations.enrollments import enroll
from courseware.operations.letters import tell
from courseware.operations.people import NotPossible
from courseware.operations.site import Site
from courseware.records.candidates import still_here
from courseware.records.journal import lock_learner
from courseware.records.reports import read_names
from courseware.records.work import note

MOST = 500
"""People of one write: beyond it others would wait too long for theirs."""


@dataclass(frozen=True, slots=True)
class Assigned:
    """How an enrollment of several people ended: who is on it since now, how many could not be."""

    people: Sequence[int]
    left_out: int


def assign_people(
    conn: Connection,
    people: Collection[int],
    pathway: str,
    *,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> Assigned:
    """Put people on a pathway and tell each of them; raises NotPossible if it is not published.

    All are locked first, one after the other by id: two such writes wait for each other and never
    in a ring. Who left or was erased meanwhile is read under the locks, and left out.
    """
    known = _published(conn, pathway, site)
    if len(people) > MOST:
        raise NotPossible(f"At most {MOST} people at once. Choose a smaller team.")
    chosen = sorted(set(people))
    for one in chosen:
        lock_learner(conn, one)
    here = still_here(conn, chosen)
    who = "An operator" if by_person is None else read_names(conn, [by_person])[by_person]
    details = {"who": who, "pathway": known.title, "pathway_id": pathway}
    done = []
    for one in chosen:
        if one in here and enroll(
            conn, person_id=one, pathway=pathway, now=now, site=site, by_person=by_person
        ):
            tell(conn, one, Letter.PATHWAY_ASSIGNED, details, now=now)
            done.append(one)
    return Assigned(done, len(chosen) - len(done))


def _published(conn: Connection, pathway: str, site: Site) -> Pathway:
    known = site.shelves.current(conn).pathways.get(pathway)
    if known is None:
        raise NotPossible(f"There is no published pathway {pathway!r}.")
    return known


def assign_team(
    conn: Connection,
    team_id: int,
    people: Collection[int],
    pathway: str,
    *,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> Assigned:
    """Put those `people` of a team on a pathway; who did it and how many is noted once."""
    done = assign_people(conn, people, pathway, now=now, site=site, by_person=by_person)
    if done.people:
        counts = {"people": str(len(done.people)), "left_out": str(done.left_out)}
        note(conn, action="team.assigned", subject=f"team:{team_id}",
             details={"pathway": pathway, **counts}, by_person=by_person, now=now)  # fmt: skip
    return done


def assign_pathway(
    conn: Connection,
    person_id: int,
    pathway: str,
    *,
    now: datetime,
    site: Site,
    by_person: int | None = None,
) -> None:
    """Put one person on a pathway in the name of a member of staff; NotPossible says why not."""
    if person_id not in still_here(conn, [person_id]):
        raise NotPossible("This person cannot sign in any more, so nobody puts them on a pathway.")
    done = assign_people(conn, [person_id], pathway, now=now, site=site, by_person=by_person)
    if not done.people:
        raise NotPossible("They are on this pathway already.")
    note(conn, action="pathway.assigned", subject=f"person:{person_id}",
         details={"pathway": pathway}, by_person=by_person, now=now)  # fmt: skip
