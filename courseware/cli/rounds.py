"""One round of the work that the program does for itself, safe beside another process doing it.

Each item has its own write, so that a stop or a fault between two of them loses nothing.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import socket
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from itertools import chain

from sqlalchemy import Connection, Engine

from courseware.cli.badge_desk import BadgeDesk
from courseware.cli.key_ring import KeyRing
from courseware.cli.leavers import empty_log, erase_leaver, people_to_erase
from courseware.cli.old_letters import OldLetters
from courseware.cli.signing_desk import SigningDesk
from courseware.credentials.certificate import render_pdf
from courseware.credentials.pictures import draw_preview, preview_of
from courseware.credentials.snapshot import from_json
from courseware.mailing.delivery import Postman
from courseware.operations.attempts import submit_attempt
from courseware.operations.badges import SignedBadge, store_badge
from courseware.operations.credentials import issue_waiting, people_waiting
from courseware.operations.grades import GRACE, TIMEOUT
from courseware.operations.module_records import Signed, store_records
from courseware.operations.renewals import people_to_renew, renew_waiting
from courseware.operations.site import Site
from courseware.records.badge_files import without_files
from courseware.records.credentials import CredentialRow, add_files, find_issuer
from courseware.records.deadlines import overdue_attempts
from courseware.records.letters import sweep_last_mails
from courseware.records.sign_ins import end_overdue_sign_ins
from courseware.records.standings import fold_counts
from courseware.records.status_lists import ListRow, put_list
from courseware.records.throttle import sweep_tries
from courseware.records.tokens import sweep_tokens
from courseware.records.transaction import reading, refuse_inside_write, writing
from courseware.records.work import LEASE, take_lease

log = logging.getLogger(__name__)
LEASE_NAME = "jobs"
PDFS_A_ROUND = 100


class LeaseTaken(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """Another process does this work now."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to do in its own write: how it is counted, its name in the log, and the verb."""

    kind: str
    name: str
    do: Callable[[Connection, datetime], int]


@dataclass(slots=True)
class Rounds:
    """The rounds of one process. A PDF that could not be made is left alone until it restarts.

    Without a postman no mail leaves: this site has no mail server, or it is a demonstration.
    """

    engine: Engine
    site: Site
    clock: Callable[[], datetime]
    is_over: Callable[[], bool] = lambda: False
    holder: str = field(
        default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
    )
    postman: Postman | None = None
    unprintable: set[int] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)
    desk: SigningDesk = field(init=False)
    badge_desk: BadgeDesk = field(init=False)
    old_letters: OldLetters = field(init=False)

    def __post_init__(self) -> None:
        """Set up the desks where records and badges are signed, and the bin for letters."""
        ring = KeyRing(self.engine, self.site, self.clock)
        self.desk, self.badge_desk = SigningDesk(ring), BadgeDesk(ring)
        self.old_letters = OldLetters(self.site.is_demonstration, self.postman is not None)

    def run(self) -> str:
        """Do everything that is due once and say what was done, "" for nothing.

        Raises LeaseTaken if another process is at it.
        """
        with writing(self.engine) as conn:
            self._hold(conn, self.clock())
        said = self._work(self._due(), before=self._hold)
        empty_log(self.engine, self.clock())
        return said

    def render(self) -> str:
        """Sign what waits and make the PDFs, whoever holds the lease: storing one twice changes nothing."""
        items = chain(self._badges(), self._lists(), self._pdfs())
        return self._work(items, before=lambda _conn, _now: None)

    def sign_lists(self) -> str:
        """Sign the status lists in which a bit changed now, whoever holds the lease."""
        return self._work(self._lists(), before=lambda _conn, _now: None)

    def complete(self) -> str:
        """Sign the waiting records and badges and make the PDFs now, whoever holds the lease."""
        items = chain(self._records(), self._badges(), self._lists(), self._pdfs())
        return self._work(items, before=lambda _conn, _now: None)

    def give_back(self) -> None:
        """End our lease, so that another process need not wait until it runs out."""
        with writing(self.engine) as conn:
            take_lease(conn, name=LEASE_NAME, holder=self.holder, now=self.clock() - LEASE)

    def _hold(self, conn: Connection, now: datetime) -> None:
        """Take the lease, or renew it: with each item, however long a round is."""
        if not take_lease(conn, name=LEASE_NAME, holder=self.holder, now=now):
            raise LeaseTaken

    def _work(self, items: Iterable[Item], before: Callable[[Connection, datetime], None]) -> str:
        self.done = Counter()
        for item in items:
            if self.is_over():
                break
            now = self.clock()
            try:
                with writing(self.engine) as conn:
                    before(conn, now)
                    self.done[item.kind] += item.do(conn, now)
            except LeaseTaken:
                raise
            except Exception:  # one bad row must not stop the work for everybody else
                self.done["failed"] += 1
                log.exception("%s: this could not be done; the next round tries again", item.name)
        return ", ".join(
            f"{kind} {number}" for kind, number in self.done.items() if number and kind
        )

    def _due(self) -> Iterator[Item]:
        yield from self._attempts()
        yield from self._certificates()
        yield from self._records()
        yield from self._badges()
        yield from self._pdfs()
        yield from self._leavers()
        yield from self._lists()  # after all that may have set a bit
        yield Item("", "Counters, throttle and last mails", _tidy)
        if self.old_letters.are_due(self.clock()):
            yield Item("mails given up", "Old letters", self.old_letters.sweep)
        yield from self._mails()

    def _mails(self) -> Iterator[Item]:
        """Yield the mails that the server took; last of all, because a server may be slow."""
        for mail_id in self.postman.deliver() if self.postman is not None else ():
            yield Item("mails sent", f"Mail {mail_id}", lambda _conn, _now: 1)  # it has its receipt

    def _leavers(self) -> Iterator[Item]:
        """Yield people who left longer ago than this site keeps what it holds about them."""
        for person_id in people_to_erase(self.engine, self.clock()):
            erase = partial(erase_leaver, self.site, person_id)
            yield Item("people erased", f"Person {person_id}, who left", erase)

    def _attempts(self) -> Iterator[Item]:
        """Yield the attempts whose time, with its grace, is over."""
        with reading(self.engine) as conn:
            overdue = overdue_attempts(conn, now=self.clock() - GRACE)
        for person_id, attempt_id in overdue:
            grade = partial(_grade, self.site, person_id, attempt_id)
            yield Item("attempts graded", f"Attempt {attempt_id}", grade)

    def _certificates(self) -> Iterator[Item]:
        """Yield the people whose certificate can be issued now."""
        with reading(self.engine) as conn:
            has_issuer = find_issuer(conn) is not None
            people = people_waiting(conn) if has_issuer else []
            renewing = people_to_renew(conn, now=self.clock(), site=self.site) if has_issuer else []
        for issue, waiting in ((_issue, people), (_renew, renewing)):
            for person_id in waiting:
                item = partial(issue, self.site, person_id)
                yield Item("certificates issued", f"The certificate of person {person_id}", item)

    def _records(self) -> Iterator[Item]:
        """Yield the people whose passed modules have their signed record now: signed before the write."""
        for person_id, signed in self.desk.signed(self.done):
            keep = partial(_keep, self.site, signed)
            yield Item("records signed", f"The module records of person {person_id}", keep)

    def _badges(self) -> Iterator[Item]:
        """Yield the certificates and records whose badge is signed now: before the write."""
        for badge in self.badge_desk.signed(self.done):
            yield Item(
                "badges signed", f"The badge of {badge.public_id}", partial(_keep_badge, badge)
            )

    def _lists(self) -> Iterator[Item]:
        """Yield the status lists that say something else than before, or are a day old."""
        for row in self.badge_desk.lists(self.done):
            yield Item("status lists signed", f"Status list {row.number}", partial(_keep_list, row))

    def _pdfs(self) -> Iterator[Item]:
        """Yield the finished PDFs: rendering takes long and runs here, before the write."""
        with reading(self.engine) as conn:
            waiting = without_files(conn, limit=PDFS_A_ROUND + len(self.unprintable))
        for row, badge in waiting:  # the paper carries the badge, which is signed first
            files = None if row.id in self.unprintable else self._render(row, badge)
            if files is not None:
                store = partial(_store, row.id, files)
                kind = "previews drawn" if row.has_pdf else "PDFs made"  # an old one has its PDF
                yield Item(kind, f"The PDF of {row.public_id}", store)

    def _render(self, row: CredentialRow, badge: str) -> dict[str, bytes] | None:
        refuse_inside_write("Rendering a certificate")
        if row.snapshot is None or self.is_over():
            return None
        try:
            snapshot = from_json(row.snapshot)
            files = {"preview": draw_preview(preview_of(snapshot))}
            if not row.has_pdf:
                files["pdf"] = render_pdf(snapshot, credential=badge)
        except Exception:  # Typst's and the snapshot's faults alike: the others are still made
            self.unprintable.add(row.id)
            self.done["failed"] += 1
            log.exception("Certificate %s could not be rendered", row.public_id)
            return None
        return files


def _grade(site: Site, person_id: int, attempt_id: int, conn: Connection, now: datetime) -> int:
    done = submit_attempt(
        conn, person_id=person_id, attempt_id=attempt_id, now=now, site=site, closed_by=TIMEOUT
    )
    return int(done or 0)


def _issue(site: Site, person_id: int, conn: Connection, now: datetime) -> int:
    return issue_waiting(conn, person_id, now=now, site=site)


def _renew(site: Site, person_id: int, conn: Connection, now: datetime) -> int:
    return renew_waiting(conn, person_id, now=now, site=site)


def _keep(site: Site, signed: tuple[Signed, ...], conn: Connection, now: datetime) -> int:
    return store_records(conn, signed, now=now, site=site)


def _keep_badge(badge: SignedBadge, conn: Connection, now: datetime) -> int:
    return int(store_badge(conn, badge, now=now))


def _keep_list(row: ListRow, conn: Connection, _now: datetime) -> int:
    put_list(conn, row)
    return 1


def _store(credential_id: int, files: dict[str, bytes], conn: Connection, now: datetime) -> int:
    stored = {kind: (body, hashlib.sha256(body).hexdigest()) for kind, body in files.items()}
    return int(add_files(conn, credential_id, stored, now=now))


def _tidy(conn: Connection, now: datetime) -> int:
    """Fold the counters, end old sign-ins; forget old tries, and last mails to erased people."""
    sweep_tries(conn, now=now)
    sweep_last_mails(conn, now=now)
    sweep_tokens(conn, now=now)
    end_overdue_sign_ins(conn, now=now)
    return fold_counts(conn)
