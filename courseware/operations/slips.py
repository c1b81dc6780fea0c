"""Slips of paper with a code that works once, for people without e-mail or without their password."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from courseware.operations.people import LEARNER, NotPossible, invite
from courseware.operations.site import Site
from courseware.operations.tokens import Purpose
from courseware.records.slips import Holder, operator_names, read_holders

MOST = 240
"""Slips of one print: thirty sheets, and a page that a browser can still lay out quickly."""
NAMED = 5
"""How many people a refusal names."""


@dataclass(frozen=True, slots=True)
class Slip:
    """What is printed for one person. The code is nowhere else, so it is not shown by accident."""

    person_id: int
    name: str
    user_name: str
    code: str
    expires_at: datetime

    def __repr__(self) -> str:
        """Leave the code out of logs and tracebacks."""
        return f"Slip(person_id={self.person_id})"


def make_slips(
    conn: Connection,
    person_ids: Sequence[int],
    *,
    now: datetime,
    site: Site,
    by_person: int,
    learners_only: bool = False,
) -> list[Slip]:
    """Make a code for each person, by name; their older links and slips stop working.

    A password they have stays until the code is used. `learners_only` refuses whoever holds a
    role: otherwise a manager could take over the account of an operator who is in their team.
    """
    holders = read_holders(conn, person_ids, purpose=Purpose.INVITATION, now=now)
    if len(holders) > MOST:
        raise NotPossible(f"At most {MOST} slips are made at once. Print them in several parts.")
    gone = [one for one in holders if one.has_left]
    if gone:
        raise NotPossible(f"{_names(gone)} left: no slip can be made. Choose the others.")
    if learners_only:
        _refuse_staff(conn, holders)
    slips = []
    bound_to = LEARNER if learners_only else ""
    for one in holders:
        made = invite(
            conn,
            one.id,
            is_slip=True,
            bound_to=bound_to,
            now=now,
            site=site,
            by_person=by_person,
        )
        slips.append(Slip(one.id, one.name, one.user_name, made.secret, made.expires_at))
    return slips


def _refuse_staff(conn: Connection, holders: Sequence[Holder]) -> None:
    staff = [one for one in holders if one.is_staff]
    if staff:
        operators = ", ".join(operator_names(conn))
        raise NotPossible(
            f"{_names(staff)} works with the records or the settings of others here, so only an "
            f"operator can make this slip. Ask {operators}."
        )


def _names(people: Sequence[Holder]) -> str:
    names = ", ".join(one.name for one in people[:NAMED])
    return names if len(people) <= NAMED else f"{names} …"
