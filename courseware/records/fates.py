"""What erasing a person does to each column of each table, with the reason: the one place.

`records/erasing.py` carries this out, and `records verify` asks it what must be empty afterwards. A
house test refuses a table or a column without a decision.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, false, func, or_, select

from courseware.progress.facts import FactKind
from courseware.records.a3s import a3, a3_calibration, a3_review, a3_version
from courseware.records.attempts import attempt
from courseware.records.attestations import attestation
from courseware.records.badge_files import badge_file
from courseware.records.career import career_item, mentor_share
from courseware.records.credentials import credential, credential_file
from courseware.records.enrollments import enrollment
from courseware.records.everything import METADATA
from courseware.records.evidence_files import evidence_file
from courseware.records.fate import (
    Decision,
    Rows,
    Whose,
    deleted,
    emptied,
    kept,
    nobodys,
    replaced,
    stays,
)
from courseware.records.guests import guest_link
from courseware.records.join_codes import join_code_use
from courseware.records.journal import journal, learner
from courseware.records.lab_runs import lab_run
from courseware.records.letters import message, outbox
from courseware.records.module_records import module_record
from courseware.records.people import person, role_grant, team_member
from courseware.records.practice_entries import practice_entry
from courseware.records.practice_sheets import practice_sheet
from courseware.records.requests import erasure_request, pathway_request
from courseware.records.responses import mark, response_step
from courseware.records.results import result_record
from courseware.records.review_sessions import review_session, review_sitting
from courseware.records.revocations import revocation
from courseware.records.sign_ins import sign_in
from courseware.records.sign_offs import sign_off
from courseware.records.slots import attempt_slot
from courseware.records.standings import standing
from courseware.records.status_lists import status_entry
from courseware.records.throttle import keys_about, throttle
from courseware.records.tokens import token

ERASED_NAME = "Erased person"


def _of(column: Column[Any]) -> Rows:
    return lambda whose: column == whose.id


def _through(column: Column[Any], parent: Table, key: str = "id") -> Rows:
    return lambda whose: column.in_(select(parent.c[key]).where(parent.c.person_id == whose.id))


def _numbered(column: Column[Any]) -> Rows:
    """Select what belongs to a certificate or a record of a person by its public number."""
    in_certificates = _through(column, credential, "public_id")
    in_records = _through(column, module_record, "public_id")
    return lambda whose: or_(in_certificates(whose), in_records(whose))


def _reviews_of_a3s(whose: Whose) -> ColumnElement[bool]:
    versions = select(a3_version.c.id).join(a3, a3.c.id == a3_version.c.a3_id)
    return a3_review.c.version_id.in_(versions.where(a3.c.person_id == whose.id))


def _or_address(owner: Column[Any], address: Column[Any]) -> Rows:
    def rows(whose: Whose) -> ColumnElement[bool]:
        mine = owner == whose.id
        return or_(mine, func.lower(address) == whose.email.lower()) if whose.email else mine

    return rows


def _facts_before(whose: Whose) -> ColumnElement[bool]:
    """Select the facts of a person but for the one that says they were erased."""
    return (journal.c.person_id == whose.id) & (journal.c.kind != FactKind.ERASED.value)


def _tries(whose: Whose) -> ColumnElement[bool]:
    if not whose.user_name_key:
        return false()  # afterwards nothing ties a digest to anybody
    names = (whose.user_name_key, whose.email)
    return or_(*(throttle.c.key.endswith(key) for key in keys_about(whose.id, names)))


DECISIONS: dict[str, Decision] = {
    "person": stays(
        _of(person.c.id),
        kept("id", "the record and what staff did are tied to the number, which names nobody"),
        kept("created_at disabled_at erased_at", "when the record began, and that it ended"),
        replaced("user_name", "erased-{}".format, "lists and logs need some word"),
        # Nobody can type it: what is typed is folded to small letters first.
        replaced("user_name_key", "Erased-{}".format, "unique, and no sign-in finds it"),
        replaced("name", lambda _id: ERASED_NAME, "pages that name who decided need a word"),
        replaced("time_zone", lambda _id: "UTC", "says where somebody lives"),
        replaced("locale", lambda _id: "en", "says which language somebody speaks"),
        replaced("text_size", lambda _id: "normal", "may speak of somebody's eyes"),
        replaced("extra_time", lambda _id: 0, "may speak of somebody's health"),
        emptied("email email_key email_confirmed_at", "an address is the person"),
        emptied("certificate_name certificate_name_confirmed_at", "a name"),
        emptied("password_hash", "nobody signs in any more"),
        emptied("job_role site shift line started_on", "together they point to one person"),
    ),
    "learner": stays(
        _of(learner.c.person_id), kept("person_id seq head", "the head of the chain: hashes only")
    ),
    "journal": stays(
        _facts_before,
        emptied("body salt", "what the fact said; without the salt nothing can be tried out"),
        kept("person_id seq recorded_at kind subject", "that it took place, when, in which module"),
        kept("commitment evidence prev hash", "the chain verifies by them"),
        kept("by_person", "the number of the member of staff; the chain covers it"),
    ),
    "standing": stays(
        _of(standing.c.person_id),
        kept("person_id module state best_num best_den passed_at valid_until due_at last_fact_at",
              "points and days of a number; the facts cannot be folded any more"),
    ),
    "enrollment": stays(
        _of(enrollment.c.person_id),
        kept("id person_id pathway cycle enrolled_at counts_from", "how many were on a pathway"),
    ),
    "attempt": stays(
        _of(attempt.c.person_id),
        kept("id person_id module purpose version_id attempt_no seed state started_at deadline_at "
              "submitted_at closed_by points_num points_den maximum passed",
              "that it took place, and its points; statistics rest on them"),
    ),
    "attempt_slot": stays(
        _through(attempt_slot.c.attempt_id, attempt),
        kept("attempt_id no question_id question_digest variant_no params options key max_num "
              "max_den", "what was asked, nothing that was answered"),
    ),
    "response_step": stays(
        _through(response_step.c.attempt_id, attempt),
        emptied("raw salt", "the answer, and what a guess could be tried with"),
        emptied("request_digest", "a digest without a salt: a short answer could be found by trying"),
        emptied("try_no page", "which device, how often: needed while one answers, no longer"),
        kept("attempt_id seq slot_no kind client_seq recorded_at raw_digest key",
              "the digest of the attempt rests on them; the key is chance"),
    ),
    "mark": stays(
        _through(mark.c.attempt_id, attempt),
        emptied("comment by_person", "words about the person's own text, and whose"),
        kept("attempt_id slot_no run num den grader reason marked_at",
              "points and codes; statistics rest on them"),
    ),
    "lab_run": stays(
        _of(lab_run.c.person_id),
        emptied("state salt", "what was set and written, and what a guess could be tried with"),
        kept("id person_id module lab run_no version_id seed revision started_at changed_at "
              "passed_at state_digest", "that it took place; the fact of a pass rests on the digest"),
    ),
    "practice_entry": stays(
        _of(practice_entry.c.person_id),
        emptied("texts salt", "the person's own words, and what a guess could be tried with"),
        emptied("verifier_id verifier_name verifier_role verifier_contact",
                "who saw the work; it would lead back to the person"),
        kept("id person_id state worked_on quarters category case_id text_digest sheet_id revision "
              "created_at changed_at", "hours of a number; facts rest on them and on the digest"),
    ),
    "practice_sheet": stays(
        _of(practice_sheet.c.person_id),
        kept("id person_id week_on to_person guest_id sent_at closed_at",
              "that a week was sent; numbers and moments"),
    ),
    "sign_off": stays(
        _of(sign_off.c.person_id),
        emptied("texts salt", "the verifier's name and words"),
        kept("id person_id kind subject_id revision decision by_person guest_id text_digest decided_at",
              "that it was confirmed, and when; facts rest on it"),
    ),
    "guest_link": stays(
        _of(guest_link.c.person_id),
        emptied("name role address nonce subject", "people around the person"),
        kept("id purpose person_id secret_hash created_at expires_at used_at ended_at",
              "acts name the number; no link of an erased person works"),
    ),
    "evidence_file": stays(
        _of(evidence_file.c.person_id),
        emptied("name body salt", "what the person showed"),
        kept("id person_id kind owner_id media_type size digest added_at",
              "facts rest on the digest"),
    ),
    "result_record": stays(
        _of(result_record.c.person_id),
        emptied("texts salt", "the person's own words and numbers"),
        emptied("verifier_id verifier_name verifier_role verifier_contact",
                "who saw the work; it would lead back to the person"),
        kept("id person_id state baseline_from baseline_to after_from after_to is_finance_checked "
              "text_digest guest_id revision created_at changed_at sent_at",
              "that there was a result; its fact rests on the digest"),
    ),
    "attestation": stays(
        _of(attestation.c.person_id),
        emptied("ratings texts salt comment", "what was said of the person, and by them"),
        kept("id person_id pathway level rater_id guest_id asked_at second_to known_since text_digest "
              "given_at ended_at commented_at", "that somebody rated; its fact rests on the digest"),
    ),
    "a3": stays(
        _of(a3.c.person_id),
        emptied("title draft", "the person's own words"),
        kept("id person_id kind state revision created_at changed_at", "that there was a report"),
    ),
    "a3_version": stays(
        _through(a3_version.c.a3_id, a3),
        emptied("body salt", "the person's own words, and what a guess could be tried with"),
        kept("id a3_id number body_digest sent_at decision decided_at",
              "that it was handed in; facts rest on the digest"),
    ),
    "a3_review": stays(
        _reviews_of_a3s,
        emptied("texts salt", "words about the person's report"),
        kept("id version_id assessor_id guest_id scores decision text_digest given_at",
              "scores and numbers; facts rest on them"),
    ),
    "review_session": stays(
        _of(review_session.c.opened_by),
        emptied("name role organization", "who sat in the room; certificates keep what they print"),
        kept("id opened_by pathway level code_hash opened_at ends_at", "numbers and moments"),
    ),
    "review_sitting": stays(
        _through(review_sitting.c.attempt_id, attempt),
        kept("attempt_id session_id", "that the attempt was supervised; its fact says so"),
    ),
    "a3_calibration": deleted(
        _of(a3_calibration.c.assessor_id), "nobody is left who assesses"
    ),
    "career_item": deleted(_of(career_item.c.person_id), "the person's own notes"),
    "mentor_share": deleted(_through(mentor_share.c.guest_id, guest_link), "what a link showed"),
    "credential": stays(
        _of(credential.c.person_id),
        emptied("snapshot salt", "all that the certificate states, with the name"),
        replaced("shows_scores", lambda _id: False, "nothing is shown any more"),
        kept("id public_id person_id pathway level cycle issue snapshot_digest is_demonstration "
              "issued_at", "its page says that it was erased, and the fact rests on the digest"),
    ),
    "credential_file": deleted(
        _through(credential_file.c.credential_id, credential), "the PDF prints the name"
    ),
    "revocation": stays(
        _numbered(revocation.c.public_id),
        kept("public_id reason revoked_at revoked_by", "a code and the number of who did it"),
    ),
    "badge_file": deleted(_numbered(badge_file.c.public_id), "the signed badge holds the name"),
    "status_entry": stays(
        _numbered(status_entry.c.public_id),
        kept("public_id list_number place", "the bit says from now on that it is withdrawn"),
    ),
    "module_record": stays(
        _of(module_record.c.person_id),
        emptied("snapshot signature salt", "names could be tried out against a signature"),
        kept("id public_id person_id module cycle issue snapshot_digest signature_digest key_id "
              "signed_at", "its page says that it was erased, and the fact rests on the digests"),
    ),
    "erasure_request": stays(
        _of(erasure_request.c.person_id),
        emptied("reason", "words about the person"),
        kept("id person_id asked_at decided_at decided_by outcome",
              "shows that what was asked was decided, and when"),
    ),
    "join_code_use": stays(
        _of(join_code_use.c.person_id),
        kept("person_id join_code_id used_at", "how often a code was used"),
    ),
    "pathway_request": deleted(_of(pathway_request.c.person_id), "a wish is no training record"),
    "role_grant": deleted(_of(role_grant.c.person_id), "nobody is left to hold it"),
    "team_member": deleted(_of(team_member.c.person_id), "a small team points to one person"),
    "sign_in": deleted(_of(sign_in.c.person_id), "ends them; a row names the browser"),
    "token": deleted(_or_address(token.c.person_id, token.c.address), "ends every link"),
    "throttle": deleted(_tries, "digests of the number and the names; others fade within a day"),
    "message": deleted(_of(message.c.person_id), "their inbox"),
    "outbox": deleted(_or_address(outbox.c.person_id, outbox.c.address), "their address and blanks"),
    "audit": nobodys("numbers and codes of what staff did, never a name"),
    "achievement": nobodys("what badges are of, without their holders"),
    "status_list": nobodys("bits, signed"),
    "issuer_address": nobodys("the address of the site"),
    "blob": nobodys("published files and the site's logo"),
    "issuer_profile": nobodys("the organization that issues, as its certificates print it"),
    "job_lease": nobodys("a process"),
    "join_code": nobodys("a code for a group"),
    "module_delta": nobodys("counts"),
    "module_total": nobodys("counts"),
    "module_version": nobodys("published content, and the number of who published it"),
    "module_version_file": nobodys("published content"),
    "pathway_version": nobodys("published content, and the number of who published it"),
    "signing_key": nobodys("the site's keys"),
    "site_setting": nobodys("the site's settings, and the number of who changed them"),
    "team": nobodys("a team; its name is not a person's"),
}  # fmt: skip


def decided() -> Iterator[tuple[Table, Decision]]:
    """Yield the tables that hold anything about people, each after those it refers to."""
    for table in METADATA.sorted_tables:
        if DECISIONS[table.name].rows is not None:
            yield table, DECISIONS[table.name]
