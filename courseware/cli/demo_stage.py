"""The story is played: through the same operations as a real site, with moments in the past."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection

from courseware.cli.demo_practice import log_practice
from courseware.cli.demo_story import (
    BRACKETS,
    DAYS,
    PAINT,
    PARTS,
    PATHWAY,
    Enroll,
    Part,
    Practice,
    Read,
    Step,
    Try,
)
from courseware.content.model import Module
from courseware.operations import people
from courseware.operations.attempts import save_answers, submit_attempt
from courseware.operations.enrollments import enroll
from courseware.operations.grades import variant_of
from courseware.operations.labs import solve
from courseware.operations.lessons import mark_read
from courseware.operations.people import NewPerson, NotPossible
from courseware.operations.site import Site
from courseware.operations.starting import start_attempt
from courseware.operations.tries import hand_in
from courseware.permissions import Role
from courseware.progress.facts import FactKind
from courseware.quizzes.answers import Answer
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.stepwise import steps_of
from courseware.records import journal
from courseware.records.credentials import Issuer, add_issuer
from courseware.records.people import DEMO_MARK
from courseware.records.slots import read_slots

ISSUER = Issuer(
    legal_name="Rivermill Components (demonstration)",
    country="Ireland",
    contact="training@rivermill.example",
    relation="employer",
    is_demonstration=True,
)
READING = timedelta(minutes=25)
ANSWERING = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The story's time: day 0 is `begin`; a story that began late passes quicker, up to `end`."""

    begin: datetime
    end: datetime

    def at(self, day: float, later: timedelta = timedelta()) -> datetime:
        """Return the moment of a day of the story, and some time later."""
        pace = min(1.0, (self.end - self.begin) / timedelta(days=DAYS))
        return self.begin + (timedelta(days=day) + later) * pace


def begin_of_story(now: datetime) -> datetime:
    """Return when the story begins: at six in the morning, when the early shift does."""
    return (now - timedelta(days=DAYS)).replace(hour=6, minute=0, second=0, microsecond=0)


@dataclass(frozen=True, slots=True)
class Stage:
    """Where the story is played: inside one write."""

    conn: Connection
    site: Site
    calendar: Calendar

    def play(self) -> None:
        """Add everybody and let them do what the story says."""
        ids = {part.user_name: self._add(part) for part in PARTS}
        operator = next(ids[part.user_name] for part in PARTS if part.role is Role.OPERATOR)
        start = self.calendar.at(0)
        teams = {
            name: people.add_team(self.conn, name, parent=None, now=start, by_person=operator)
            for name in (BRACKETS, PAINT)
        }
        add_issuer(self.conn, ISSUER, now=start, by_person=operator)
        for part in PARTS:
            self._place(part, ids[part.user_name], teams, operator)
        for part in PARTS:
            leads = (one for one in PARTS if one.manages and one.manages == part.member_of)
            lead = next((ids[one.user_name] for one in leads), None)
            for step in part.steps:
                self._do(ids[part.user_name], step, lead)

    def _add(self, part: Part) -> int:
        new = NewPerson(
            part.user_name,
            part.name,
            email=f"{part.user_name}@rivermill.example",  # no mail leaves a demonstration
            job_role=f"{DEMO_MARK}{part.story}" if part.story else "",
        )
        start = self.calendar.at(0)
        person_id = people.add_person(self.conn, new, now=start)
        people.confirm_certificate_name(self.conn, person_id, part.name, now=start)
        return person_id

    def _place(self, part: Part, person_id: int, teams: dict[str, int], operator: int) -> None:
        start = self.calendar.at(0)
        if part.member_of is not None:
            people.join_team(
                self.conn, person_id, teams[part.member_of], now=start, by_person=operator
            )
        if part.role is not Role.LEARNER:
            team_id = None if part.manages is None else teams[part.manages]
            people.grant_role(
                self.conn, person_id, part.role, team_id=team_id, now=start, by_person=operator
            )

    def _do(self, person_id: int, step: Step, lead: int | None) -> None:
        at = self.calendar.at(step.day)
        match step:
            case Enroll():
                if not enroll(
                    self.conn, person_id=person_id, pathway=step.pathway, now=at, site=self.site
                ):
                    raise NotPossible(f"The demonstration needs the pathway {step.pathway!r}.")
            case Read():
                self._read(person_id, step)
            case Try():
                self._try(person_id, step)
            case Practice():
                if lead is not None:
                    log_practice(self.conn, person_id, step, lead, now=at, site=self.site)

    def _module(self, place: int) -> Module:
        shelf = self.site.shelves.current(self.conn)
        return shelf.modules[shelf.pathways[PATHWAY].stops[place].module].module

    def _read(self, person_id: int, step: Read) -> None:
        module = self._module(step.module)
        known = journal.subjects_of(self.conn, person_id, kind=FactKind.LESSON_READ)
        unread = [one.id for one in module.lessons if f"{module.slug}/{one.id}" not in known]
        for number, lesson in enumerate(unread[: step.lessons], start=1):
            mark_read(
                self.conn,
                person_id=person_id,
                module=module.slug,
                lesson=lesson,
                now=self.calendar.at(step.day, number * READING),
                site=self.site,
            )

        if step.lessons is None:
            self._do_labs(
                person_id, module, self.calendar.at(step.day, (len(unread) + 1) * READING)
            )

    def _do_labs(self, person_id: int, module: Module, at: datetime) -> None:
        """Work through the labs of a module, one after the other, as their keys do."""
        published = self.site.shelves.current(self.conn).modules[module.slug]
        for lab in module.labs:
            solve(
                self.conn, person_id=person_id, published=published, lab=lab, now=at, site=self.site
            )

    def _try(self, person_id: int, step: Try) -> None:
        """Start, save each answer and submit. Which answers are wrong is spread over the quiz."""
        module, at = self._module(step.module), self.calendar.at(step.day)
        attempt_id = start_attempt(
            self.conn, person_id=person_id, module=module.slug, now=at, site=self.site
        )
        if not isinstance(attempt_id, int):
            raise NotPossible(f"The demonstration cannot start the quiz of {module.slug}.")
        slots = read_slots(self.conn, attempt_id)
        for slot in slots:
            kind, variant, order = variant_of(module, slot)
            samples = KINDS[kind].samples(variant, order)
            is_wrong = slot.no * step.wrong // len(slots) > (slot.no - 1) * step.wrong // len(slots)
            raw = samples.wrong if is_wrong else samples.right
            at = self.calendar.at(step.day, slot.no * ANSWERING)
            save_answers(
                self.conn,
                person_id=person_id,
                attempt_id=attempt_id,
                key=f"demo-{attempt_id}-{slot.no}",
                answers={slot.no: Answer(slot.no, raw)},
                now=at,
                site=self.site,
            )
            for try_no, post in steps_of(kind, raw):
                hand_in(
                    self.conn,
                    person_id=person_id,
                    attempt_id=attempt_id,
                    slot_no=slot.no,
                    try_no=try_no,
                    raw=post,
                    key=f"demo-{attempt_id}-{slot.no}-{try_no}",
                    now=at,
                    site=self.site,
                )
        submit_attempt(
            self.conn,
            person_id=person_id,
            attempt_id=attempt_id,
            now=self.calendar.at(step.day, (len(slots) + 1) * ANSWERING),
            site=self.site,
        )
