"""What the site holds about a person, table by table: what each row means, and what is left out of a copy.

A new table that names a person needs its part here, or a reason among those that are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BigInteger, Column, Table, Text, bindparam, case, exists, or_, select

from courseware.progress.facts import FactKind
from courseware.quizzes.terms import Purpose
from courseware.records import (
    a3s,
    attempts,
    attestations,
    badge_files,
    career,
    credentials,
    enrollments,
    evidence_files,
    guests,
    join_codes,
    journal,
    lab_runs,
    letters,
    module_records,
    people,
    practice_entries,
    practice_sheets,
    requests,
    responses,
    results,
    review_sessions,
    revocations,
    sign_ins,
    sign_offs,
    slots,
    standings,
    status_lists,
    tokens,
    work,
)

ME: Any = bindparam("me", type_=BigInteger())
SUBJECT: Any = bindparam("subject", type_=Text())
"""How the audit names the person: "person:<id>"."""


@dataclass(frozen=True, slots=True)
class Part:
    """One table: which of its rows are about the person, what they mean, columns left out and why."""

    table: Table
    what: str
    mine: Any
    left_out: Mapping[str, str] = field(default_factory=dict)
    instead: Mapping[str, Any] = field(default_factory=dict)
    """Columns that are written in another way: an id as a name, another person's left out."""


def _(text: str) -> str:
    """Mark a sentence for the translators' catalog."""
    return text


def _own(table: Table) -> Any:
    return table.c.person_id == ME


def _within(column: Column[Any], parent: Table) -> Any:
    return column.in_(select(parent.c.id).where(parent.c.person_id == ME))


def _numbered(column: Column[Any]) -> Any:
    """Select by the public number of a certificate or a record of one's own."""
    own = [select(one.c.public_id).where(one.c.person_id == ME) for one in _WITH_NUMBERS]
    return or_(*(column.in_(numbers) for numbers in own))


_WITH_NUMBERS = (credentials.credential, module_records.module_record)
_SECRET = _("It would let somebody in.")
_OTHER = _("It is about somebody else.")
_DRAW = _("With it, questions that can be drawn again could be answered beforehand.")
_INNER = _("It is inner bookkeeping and says nothing about you.")
_LETTER = _("It may name others; the letter itself is in your inbox or your mail.")

_attempt, _credential, _about = attempts.attempt, credentials.credential, work.audit.c
_fact, _later = journal.journal, journal.journal.alias("later")
_IS_UNDECIDED = (_fact.c.kind == FactKind.A3_ASSESSED.value) & ~exists().where(
    _later.c.person_id == _fact.c.person_id,
    _later.c.subject == _fact.c.subject,
    _later.c.kind.in_([FactKind.A3_ACCEPTED.value, FactKind.A3_RETURNED.value]),
)
"""One of several assessors has scored a report: nobody sees it before all have decided."""

_ONCE_DECIDED = {one: case((_IS_UNDECIDED, None), else_=_fact.c[one]) for one in ("body", "salt")}

PARTS: tuple[Part, ...] = (
    Part(people.person, _("You, and how the site speaks to you."), people.person.c.id == ME,
         {"password_hash": _SECRET}),
    Part(people.role_grant, _("Your roles."), _own(people.role_grant), {"granted_by": _OTHER}),
    Part(people.team_member, _("Your teams."), _own(people.team_member), {}, {
        "team_id": select(people.team.c.name)
        .where(people.team.c.id == people.team_member.c.team_id).scalar_subquery(),
    }),
    Part(sign_ins.sign_in, _("Where and when you signed in."), _own(sign_ins.sign_in),
         {"token_hash": _SECRET}),
    Part(tokens.token, _("Links and slips that were made for you."), _own(tokens.token),
         {"secret_hash": _SECRET, "bound_to": _SECRET, "address": _INNER}),
    Part(join_codes.join_code_use, _("The code with which you joined."),
         _own(join_codes.join_code_use)),
    Part(enrollments.enrollment, _("Your pathways."), _own(enrollments.enrollment)),
    Part(journal.learner, _("Your chain of facts: how many there are, and the last digest."),
         _own(journal.learner)),
    Part(journal.journal,
         _("Your record, fact by fact. commitment = SHA-256(salt, body); each hash rests on the one "
           "before. What one assessor made of an A3 report is there once it is decided."),
         _own(_fact), {}, _ONCE_DECIDED),
    Part(standings.standing, _("Where you stand in each module, worked out from the facts."),
         _own(standings.standing)),
    Part(_attempt, _("Your tries at quizzes, with their points, and your rounds of practice."), _own(_attempt),
         {"seed": _DRAW}),
    Part(slots.attempt_slot, _("The questions of each try."),
         _within(slots.attempt_slot.c.attempt_id, _attempt),
         {"key": _DRAW, "options": _DRAW, "params": _DRAW, "question_digest": _DRAW}),
    Part(responses.response_step, _("Your answers as you gave them, each save; one put aside did not count."),
         _within(responses.response_step.c.attempt_id, _attempt)),
    Part(responses.mark,
         _("The points of each question once a try is graded. Those of a level review stand in your "
           "record by competency: its questions are asked again."),
         responses.mark.c.attempt_id.in_(
             select(_attempt.c.id)
             .where(_attempt.c.person_id == ME, _attempt.c.purpose != Purpose.REVIEW.value)
         ), {"by_person": _OTHER}),
    Part(lab_runs.lab_run, _("Your labs: what you set, chose and wrote in them."), _own(lab_runs.lab_run)),
    Part(practice_entries.practice_entry, _("Your practice log, and whom you named as having seen the work."),
         _own(practice_entries.practice_entry), {"verifier_id": _OTHER}),
    Part(practice_sheets.practice_sheet, _("Weeks of it that you sent."),
         _own(practice_sheets.practice_sheet), {"to_person": _OTHER}),
    Part(sign_offs.sign_off, _("What others confirmed or returned."),
         _own(sign_offs.sign_off), {"by_person": _OTHER}),
    Part(guests.guest_link, _("Links that you had sent to others, or share."), _own(guests.guest_link),
         {"nonce": _SECRET, "secret_hash": _SECRET}),
    Part(evidence_files.evidence_file, _("Files that you added."), _own(evidence_files.evidence_file),
         {"body": _("The file itself is on the page of the entry, result or report it belongs to.")}),
    Part(results.result_record, _("Results that you wrote down."), _own(results.result_record),
         {"verifier_id": _OTHER}),
    Part(attestations.attestation, _("Ratings of your work that you asked for."),
         _own(attestations.attestation), {"rater_id": _OTHER}),
    Part(a3s.a3, _("Your A3 reports as you work on them."), _own(a3s.a3)),
    Part(a3s.a3_version, _("Your A3 reports as you handed them in."),
         _within(a3s.a3_version.c.a3_id, a3s.a3)),
    Part(a3s.a3_review, _("What assessors said of your A3 reports that are decided."),
         a3s.a3_review.c.version_id.in_(
             select(a3s.a3_version.c.id)
             .join(a3s.a3, a3s.a3.c.id == a3s.a3_version.c.a3_id)
             .where(a3s.a3.c.person_id == ME, a3s.a3_version.c.decision != "")
         ), {"assessor_id": _OTHER}),
    Part(a3s.a3_calibration, _("How you scored the model reports as an assessor."),
         a3s.a3_calibration.c.assessor_id == ME, {"assessor_id": _INNER}),
    Part(review_sessions.review_session, _("Level reviews that you supervised."),
         review_sessions.review_session.c.opened_by == ME,
         {"code_hash": _SECRET, "opened_by": _INNER}),
    Part(review_sessions.review_sitting, _("Which of your level reviews were supervised."),
         _within(review_sessions.review_sitting.c.attempt_id, _attempt)),
    Part(career.career_item, _("Your career plan."), _own(career.career_item)),
    Part(career.mentor_share, _("What your links show."),
         _within(career.mentor_share.c.guest_id, guests.guest_link)),
    Part(_credential, _("Your certificates: all that they state is in the snapshot."),
         _own(_credential)),
    Part(credentials.credential_file, _("Files made of your certificates."),
         _within(credentials.credential_file.c.credential_id, _credential),
         {"body": _("The file itself is on the page Certificates.")}),
    Part(badge_files.badge_file, _("Open Badges of your certificates and records, as they were signed."),
         _numbered(badge_files.badge_file.c.public_id)),
    Part(status_lists.status_entry, _("The places of your certificates and records in the status lists."),
         _numbered(status_lists.status_entry.c.public_id)),
    Part(revocations.revocation, _("Certificates and records that ended."),
         _numbered(revocations.revocation.c.public_id), {"revoked_by": _OTHER}),
    Part(module_records.module_record, _("Signed records of the modules you passed."),
         _own(module_records.module_record)),
    Part(letters.message, _("Messages in your inbox."), _own(letters.message),
         {"details": _LETTER}),
    Part(letters.outbox, _("Mail that the site sent you or will send."), _own(letters.outbox),
         {"details": _LETTER, "once": _INNER, "claimed_at": _INNER, "fault": _INNER}),
    Part(requests.pathway_request, _("Pathways you asked for."), _own(requests.pathway_request),
         {"decided_by": _OTHER}),
    Part(requests.erasure_request, _("When you asked for erasure."),
         _own(requests.erasure_request), {"decided_by": _OTHER}),
    Part(work.audit,
         _("What staff did about you, and what you did as staff or with your data. Entries about "
           "others show the act and its time only."),
         or_(_about.subject == SUBJECT, _about.by_person == ME),
         {"by_person": _OTHER}, {
             "subject": case((_about.subject == SUBJECT, _about.subject), else_=""),
             "details": case((_about.subject == SUBJECT, _about.details), else_=""),
         }),
)  # fmt: skip

NOT_HERE: Mapping[str, str] = {
    "site_setting": _("Decisions about the site. A row can name you as the operator who made it."),
    "issuer_profile": _(
        "Who issues certificates. A row can name you as the operator who wrote it."
    ),
    "module_version": _("What is taught. A row can name you as the one who published it."),
    "pathway_version": _("What is taught. A row can name you as the one who published it."),
    "join_code": _("Codes for groups. A row can name you as the one who made it."),
}
"""Tables that name people only as staff who did their work."""
