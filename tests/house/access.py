"""Who may see what: route × person → status. The test refuses a route that has no row here.

`own` rows are asked for an object of Ada's (Fin's for certificates); a person who may not reach it
must not learn that it exists.
"""

from __future__ import annotations

OK, SEE_OTHER, FOUND = 200, 303, 302
FORBIDDEN, MISSING, CONFLICT, UNPROCESSABLE, BAD = 403, 404, 409, 422, 400
SIGN_IN = "sign-in"
"""A visitor is led to the sign-in page (GET), or told to sign in (401) when the method is unsafe."""

EVERYBODY = {"visitor": OK, "ada": OK, "ben": OK, "cleo": OK, "dov": OK, "eve": OK, "fin": OK}


def all_of(status: int, **others: int | str) -> dict[str, int | str]:
    """Return a row in which everybody gets `status` but for `others`."""
    return {**dict.fromkeys(EVERYBODY, status), **others}


def signed_in(status: int, **others: int | str) -> dict[str, int | str]:
    """Return a row for a page that everybody signed in may see."""
    return all_of(status, visitor=SIGN_IN, **others)


def only(status: int, *people: str, **others: int | str) -> dict[str, int | str]:
    """Return a row for a page of a role: others signed in are forbidden."""
    return signed_in(FORBIDDEN, **dict.fromkeys(people, status), **others)


def reached(status: int, *people: str) -> dict[str, int | str]:
    """Return a row for somebody's object: to others it does not exist."""
    return signed_in(MISSING, **dict.fromkeys(people, status))


# (method, endpoint) → (arguments of the address, form, row)
Row = tuple[dict[str, object], dict[str, str], dict[str, int | str]]
ACCESS: dict[tuple[str, str], Row] = {
    ("GET", "confirming.queue"): ({}, {}, signed_in(OK)),
    ("GET", "confirming.sessions"): ({}, {}, only(OK, "ben", "cleo", "dov")),
    ("POST", "confirming.sessions_create"): ({}, {}, only(UNPROCESSABLE, "ben", "cleo", "dov")),
    ("GET", "learning.review"): (
        {"pathway": "production-manager", "level": "foundation"}, {}, signed_in(OK),
    ),
    ("POST", "learning.review_attempts"): (
        {"pathway": "production-manager", "level": "foundation"}, {"code": "A" * 41},
        signed_in(UNPROCESSABLE),
    ),
    ("GET", "learning.knowledge"): (
        {"pathway": "production-manager", "level": "foundation"}, {}, signed_in(OK),
    ),
    ("GET", "learning.front"): ({}, {}, all_of(SEE_OTHER, visitor=OK)),
    ("GET", "learning.pace"): ({}, {}, all_of(OK)),
    ("GET", "learning.pace_card"): (
        {"minutes": "450", "pieces": "225", "worked": "200"}, {}, all_of(OK),
    ),
    ("GET", "learning.about"): ({}, {}, all_of(OK)),
    ("GET", "learning.glossary"): ({}, {}, all_of(OK)),
    ("GET", "learning.glossary_term"): ({"term": "takt-time"}, {}, all_of(OK)),
    ("GET", "learning.help_page"): ({}, {}, all_of(OK)),
    ("GET", "learning.privacy"): ({}, {}, all_of(OK)),
    ("GET", "learning.credits_page"): ({}, {}, all_of(OK)),
    ("GET", "learning.accessibility"): ({}, {}, all_of(OK)),
    ("GET", "learning.pathways"): ({}, {}, all_of(OK)),
    ("GET", "learning.figure"): ({"digest": "$figure"}, {}, signed_in(OK)),
    ("GET", "learning.home"): ({}, {}, signed_in(OK)),
    ("GET", "learning.readiness"): ({}, {}, signed_in(OK)),
    ("GET", "learning.practicum"): ({}, {}, signed_in(OK)),
    ("GET", "learning.new_entry"): ({}, {}, signed_in(OK)),
    ("GET", "learning.entry"): ({"entry_id": "$entry"}, {}, reached(OK, "ada")),
    ("POST", "learning.save_entry"): (
        {"entry_id": 0, "person": "$ada"}, {"hours": "99"}, reached(UNPROCESSABLE, "ada"),
    ),
    ("POST", "learning.send"): ({"day": "2026-11-16"}, {}, signed_in(SEE_OTHER)),
    ("POST", "learning.take_sheet_back"): ({"sheet_id": 1}, {}, signed_in(SEE_OTHER)),
    ("POST", "learning.add_file"): (
        {"kind": "entries", "owner_id": "$entry"}, {}, reached(SEE_OTHER, "ada"),
    ),
    ("POST", "learning.remove_entry"): ({"entry_id": "$entry"}, {}, reached(SEE_OTHER, "ada")),
    ("GET", "learning.evidence_file"): ({"file_id": 1}, {}, signed_in(MISSING)),
    ("POST", "learning.remove_file"): ({"file_id": 1}, {}, signed_in(MISSING)),
    ("GET", "learning.cases"): ({}, {}, signed_in(OK)),
    ("GET", "learning.case"): ({"case": "scrap-and-overtime"}, {}, signed_in(OK)),
    ("POST", "learning.case_work"): (
        {"case": "scrap-and-overtime", "person": "$ada"}, {"do": "work"}, reached(SEE_OTHER, "ada"),
    ),
    ("GET", "confirming.practice"): (
        {"sheet_id": "$sheet"}, {}, signed_in(MISSING, cleo=OK),
    ),
    ("POST", "confirming.decide_practice"): (
        {"sheet_id": "$sheet"}, {}, signed_in(MISSING, cleo=CONFLICT),
    ),
    ("GET", "confirming.practice_file"): (
        {"sheet_id": "$sheet", "file_id": 1}, {}, signed_in(MISSING),
    ),
    ("GET", "confirming.result_file"): ({"result_id": 1, "file_id": 1}, {}, signed_in(MISSING)),
    ("GET", "confirming.result_link_file"): (
        {"secret": "no-such-link", "file_id": 1}, {}, all_of(MISSING),
    ),
    ("GET", "confirming.a3_file"): (
        {"version_id": 1, "file_id": 1}, {}, only(MISSING, "ben"),
    ),
    ("GET", "confirming.guest_a3_file"): (
        {"secret": "no-such-link", "file_id": 1}, {}, all_of(MISSING),
    ),
    ("GET", "confirming.guest_practice"): ({"secret": "no-such-link"}, {}, all_of(MISSING)),
    ("POST", "confirming.guest_decide"): ({"secret": "no-such-link"}, {}, all_of(MISSING)),
    ("GET", "confirming.guest_file"): (
        {"secret": "no-such-link", "file_id": 1}, {}, all_of(MISSING),
    ),
    ("GET", "learning.pathway"): ({"pathway": "first-steps"}, {}, signed_in(OK)),
    ("GET", "learning.module"): (
        {"slug": "cp1-start-here"}, {}, signed_in(FORBIDDEN, ada=OK, fin=OK),
    ),
    ("GET", "learning.lesson"): (
        {"slug": "cp1-start-here", "lesson": "$lesson"}, {}, signed_in(FORBIDDEN, ada=OK, fin=OK),
    ),
    ("POST", "learning.reading"): (
        {"slug": "cp1-start-here", "lesson": "$lesson"}, {},
        signed_in(FORBIDDEN, ada=SEE_OTHER, fin=SEE_OTHER),
    ),
    ("GET", "learning.lab"): (
        {"slug": "mp1-factory-systems", "lab": "flow-explorer"}, {}, signed_in(FORBIDDEN, fin=OK),
    ),
    ("POST", "learning.lab_work"): (
        {"slug": "mp1-factory-systems", "lab": "flow-explorer", "person": "$fin"},
        {"do": "check"}, reached(SEE_OTHER, "fin"),
    ),
    ("POST", "learning.attempts"): ({"slug": "cp1-start-here"}, {}, signed_in(SEE_OTHER)),
    ("POST", "learning.challenge"): ({"slug": "cp1-start-here"}, {}, signed_in(SEE_OTHER)),
    ("GET", "learning.attempt"): ({"attempt_id": "$attempt"}, {}, reached(OK, "ada")),
    ("POST", "learning.answers"): (
        {"attempt_id": "$attempt"}, {"key": "key-of-a-save", "seq": "1", "slot-1": "1"},
        reached(OK, "ada"),
    ),
    ("POST", "learning.tries"): (
        {"attempt_id": "$attempt"},
        {"key": "key-of-a-try", "seq": "1", "check": "1", "try-1": "1", "slot-1": "1"},
        reached(SEE_OTHER, "ada"),
    ),
    ("GET", "learning.practice"): (
        {"slug": "cp1-start-here"}, {}, signed_in(FORBIDDEN, ada=OK, fin=OK),
    ),
    ("POST", "learning.practice_create"): ({"slug": "cp1-start-here"}, {}, signed_in(SEE_OTHER)),
    ("GET", "learning.check"): ({"attempt_id": "$attempt"}, {}, reached(OK, "ada")),
    ("GET", "learning.both"): ({"attempt_id": "$attempt"}, {}, reached(SEE_OTHER, "ada")),
    ("POST", "learning.choice"): (
        {"attempt_id": "$attempt"}, {"slot": "1", "seq": "1"}, reached(SEE_OTHER, "ada"),
    ),
    ("GET", "learning.result"): ({"attempt_id": "$attempt"}, {}, reached(SEE_OTHER, "ada")),
    # Ada's quiz shows no table of data; test_data_files.py has one that does.
    ("GET", "learning.attempt_data"): ({"attempt_id": "$attempt", "no": 1}, {}, reached(MISSING, "ada")),
    ("GET", "learning.certificates"): ({}, {}, signed_in(OK)),
    ("GET", "learning.certificate"): ({"public_id": "$credential"}, {}, reached(SEE_OTHER, "fin")),
    ("POST", "learning.certificate_scores"): (
        {"public_id": "$credential"}, {"show": "yes"}, signed_in(MISSING, fin=SEE_OTHER)),
    ("GET", "learning.certificate_pdf"): ({"public_id": "$credential"}, {}, reached(202, "fin")),
    ("GET", "learning.career"): ({}, {}, signed_in(OK)),
    ("GET", "learning.career_certifications"): ({}, {}, signed_in(OK)),
    ("GET", "learning.career_associations"): ({}, {}, signed_in(OK)),
    ("GET", "learning.career_calendar"): ({}, {}, signed_in(OK)),
    ("POST", "learning.career_standing"): ({}, {"stop": "intern"}, signed_in(SEE_OTHER)),
    ("GET", "learning.career_item_new"): ({"kind": "certification"}, {}, signed_in(OK)),
    ("POST", "learning.career_item_create"): (
        {"person": "$ada"}, {"kind": "step"}, reached(UNPROCESSABLE, "ada"),
    ),
    ("GET", "learning.career_item"): ({"item_id": "$step"}, {}, reached(OK, "ada")),
    ("POST", "learning.career_item_change"): (
        {"item_id": "$step"}, {}, reached(UNPROCESSABLE, "ada"),
    ),
    ("POST", "learning.career_completion"): ({"item_id": "$step"}, {}, reached(SEE_OTHER, "ada")),
    ("POST", "learning.career_removal"): ({"item_id": "$step"}, {}, reached(SEE_OTHER, "ada")),
    ("GET", "learning.portfolio"): ({}, {}, signed_in(OK)),
    ("POST", "learning.portfolio_share"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("GET", "learning.shared_portfolio"): ({"secret": "$portfolio"}, {}, all_of(OK)),
    ("POST", "learning.portfolio_unshare"): (
        {"link_id": "$portfolio_link"}, {}, reached(SEE_OTHER, "fin"),
    ),
    ("GET", "learning.mentors"): ({}, {}, signed_in(OK)),
    ("POST", "learning.mentor_invitation"): (
        {"person": "$ada"}, {}, reached(UNPROCESSABLE, "ada"),
    ),
    ("POST", "learning.mentor_parts"): ({"link_id": "$mentor_link"}, {}, reached(SEE_OTHER, "fin")),
    ("GET", "learning.mentor_page"): ({"secret": "$mentor"}, {}, all_of(OK)),
    ("POST", "learning.mentor_removal"): (
        {"link_id": "$mentor_link"}, {}, reached(SEE_OTHER, "fin"),
    ),
    # results and ratings
    ("GET", "learning.results"): ({}, {}, signed_in(OK)),
    ("GET", "learning.result_new"): ({}, {}, signed_in(OK)),
    ("POST", "learning.result_create"): (
        {"person": "$ada"}, {"do": "send"}, reached(UNPROCESSABLE, "ada"),
    ),
    ("GET", "learning.result_record"): ({"result_id": "$result"}, {}, reached(OK, "ada")),
    ("POST", "learning.result_save"): (
        {"result_id": "$result_draft"}, {"do": "send", "revision": "1"}, reached(UNPROCESSABLE, "ada"),
    ),
    ("POST", "learning.result_withdrawal"): (
        {"result_id": "$result_sent"}, {}, reached(SEE_OTHER, "ada"),
    ),
    ("POST", "learning.result_removal"): (
        {"result_id": "$result_draft"}, {}, reached(SEE_OTHER, "ada"),
    ),
    ("GET", "learning.ratings"): ({}, {}, signed_in(OK)),
    # Nobody here is on a pathway whose levels ask for ratings; witness_states.py puts Ada on one.
    ("GET", "learning.rating_new"): (
        {"level": "production-manager/supervisor"}, {}, signed_in(MISSING),
    ),
    ("POST", "learning.rating_create"): (
        {}, {"level": "production-manager/supervisor"}, signed_in(MISSING),
    ),
    ("POST", "learning.rating_comment"): (
        {"rating_id": "$rating_given"}, {}, reached(UNPROCESSABLE, "ada"),
    ),
    ("POST", "learning.rating_withdrawal"): (
        {"rating_id": "$rating_asked"}, {}, reached(SEE_OTHER, "ada"),
    ),
    ("GET", "confirming.result"): ({"result_id": "$result"}, {}, reached(OK, "cleo")),
    ("POST", "confirming.result_decide"): (
        {"result_id": "$result"}, {}, reached(UNPROCESSABLE, "cleo"),
    ),
    ("GET", "confirming.result_link"): ({"secret": "$result_link"}, {}, all_of(OK, ada=FORBIDDEN)),
    ("POST", "confirming.result_link_decide"): (
        {"secret": "$result_link"}, {}, all_of(UNPROCESSABLE, ada=FORBIDDEN),
    ),
    ("GET", "confirming.rating"): ({"rating_id": "$rating"}, {}, reached(OK, "cleo")),
    ("POST", "confirming.rating_give"): (
        {"rating_id": "$rating"}, {}, reached(UNPROCESSABLE, "cleo"),
    ),
    ("POST", "confirming.rating_refusal"): (
        {"rating_id": "$rating"}, {}, reached(SEE_OTHER, "cleo"),
    ),
    ("GET", "confirming.rating_link"): ({"secret": "$rating_link"}, {}, all_of(OK, ada=FORBIDDEN)),
    ("POST", "confirming.rating_link_give"): (
        {"secret": "$rating_link"}, {}, all_of(UNPROCESSABLE, ada=FORBIDDEN),
    ),
    ("POST", "confirming.rating_link_refusal"): ({"secret": "unknown"}, {}, all_of(MISSING)),
    ("GET", "accounts.sign_in"): ({}, {}, all_of(OK)),
    ("POST", "accounts.sign_in_create"): ({}, {}, all_of(UNPROCESSABLE)),
    ("POST", "accounts.demo_sign_in"): ({}, {"user_name": "ada"}, all_of(MISSING)),
    ("POST", "accounts.sign_in_again"): ({}, {}, all_of(SEE_OTHER)),
    ("POST", "accounts.sign_out"): ({}, {}, all_of(SEE_OTHER)),
    ("GET", "look.show"): ({}, {}, all_of(OK)),
    ("POST", "look.choose"): ({}, {"look": "dark"}, all_of(SEE_OTHER)),
    ("GET", "accounts.invitation"): ({"secret": "unknown"}, {}, all_of(410)),
    ("POST", "accounts.invitation_accept"): ({"secret": "unknown"}, {}, all_of(410)),
    ("GET", "account.show"): ({}, {}, signed_in(OK)),
    ("POST", "account.certificate_name"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("POST", "account.end_sign_ins"): ({}, {}, signed_in(SEE_OTHER)),
    ("GET", "verifying.verify"): ({}, {}, all_of(OK)),
    ("POST", "verifying.verify_file"): ({}, {}, all_of(UNPROCESSABLE)),
    ("GET", "verifying.credential"): ({"code": "$credential"}, {}, all_of(OK)),
    ("GET", "verifying.record_file"): ({"code": "$record"}, {}, all_of(OK)),
    ("GET", "verifying.badge"): ({"code": "$credential"}, {}, all_of(SEE_OTHER)),
    ("GET", "verifying.badge_json"): ({"code": "$credential"}, {}, all_of(OK)),
    ("GET", "verifying.badge_token"): ({"code": "$credential"}, {}, all_of(OK)),
    ("GET", "verifying.badge_picture"): ({"code": "$credential"}, {}, all_of(OK)),
    # drawn with the PDF, which nobody made here
    ("GET", "verifying.badge_preview"): ({"code": "$credential"}, {}, all_of(MISSING)),
    ("GET", "verifying.issuer_document"): ({}, {}, all_of(OK)),
    ("GET", "verifying.signing_key"): ({"name": "rsa-2026-1"}, {}, all_of(OK)),
    ("GET", "verifying.status_list"): ({"number": "1"}, {}, all_of(OK)),
    ("GET", "verifying.achievement"): (
        {"slug": "module.cp1-start-here", "number": "1"}, {}, all_of(OK)),
    ("GET", "verifying.achievement_image"): (
        {"slug": "module.cp1-start-here", "number": "1"}, {}, all_of(OK)),
    ("GET", "reporting.home"): ({}, {}, only(OK, "cleo", "dov")),
    ("GET", "reporting.matrix"): ({}, {}, only(OK, "cleo", "dov")),
    ("GET", "reporting.matrix_csv"): ({}, {}, only(OK, "cleo", "dov")),
    ("GET", "reporting.person"): ({"person_id": "$ada"}, {}, only(OK, "cleo", dov=MISSING)),
    ("GET", "authoring.modules"): ({}, {}, only(OK, "ben", "eve")),
    ("GET", "authoring.module"): ({"slug": "cp1-start-here"}, {}, only(OK, "ben", "eve")),
    ("GET", "authoring.changes"): ({"slug": "cp1-start-here"}, {}, only(OK, "ben", "eve")),
    ("GET", "authoring.preview_module"): ({"slug": "cp1-start-here"}, {}, only(OK, "ben", "eve")),
    ("GET", "authoring.preview_lesson"): (
        {"slug": "cp1-start-here", "lesson": "$lesson"}, {}, only(OK, "ben", "eve"),
    ),
    ("GET", "authoring.preview_lab"): (
        {"slug": "mp1-factory-systems", "lab": "flow-explorer"}, {}, only(OK, "ben", "eve"),
    ),
    ("GET", "authoring.waiting_lab"): ({"lab": "none-waits-here"}, {}, only(MISSING, "ben", "eve")),
    ("GET", "authoring.preview_figure"): (
        {"slug": "cp1-start-here", "digest": "$figure"}, {}, only(OK, "ben", "eve"),
    ),
    ("GET", "authoring.preview_quiz"): (
        {"slug": "cp1-start-here", "seed": "7"}, {}, only(OK, "ben", "eve"),
    ),
    ("POST", "authoring.preview_quiz_answers"): (
        {"slug": "cp1-start-here", "seed": "7"}, {}, only(SEE_OTHER, "ben", "eve"),
    ),
    ("GET", "authoring.preview_questions"): (
        {"slug": "cp1-start-here"}, {}, only(OK, "ben", "eve"),
    ),
    ("GET", "authoring.marking"): ({}, {}, only(OK, "ben")),
    ("GET", "authoring.marking_answer"): (
        {"attempt_id": "$handed_in", "slot_no": "$text"}, {}, only(OK, "ben"),
    ),
    ("POST", "authoring.marking_create"): (
        {"attempt_id": "$handed_in", "slot_no": "$text"}, {}, only(UNPROCESSABLE, "ben"),
    ),
    ("GET", "gallery.index"): ({}, {}, all_of(OK)),
    ("GET", "gallery.room"): ({"room": "questions"}, {}, all_of(OK)),
    ("GET", "admin.certificates"): ({"person_id": "$fin"}, {}, only(OK, "eve")),
    ("GET", "admin.credential_revocation_form"): ({"code": "$credential"}, {}, only(OK, "eve")),
    ("POST", "admin.credential_revocation"): ({"code": "$credential"}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.credential_reissue"): ({"code": "$record"}, {}, only(SEE_OTHER, "eve")),
    ("GET", "admin.healthz"): ({}, {}, all_of(OK)),
    ("GET", "admin.readyz"): ({}, {}, all_of(OK)),
    ("GET", "admin.home"): ({}, {}, only(SEE_OTHER, "eve")),
    ("GET", "admin.health"): ({}, {}, only(OK, "eve")),
    ("GET", "admin.people"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.people_create"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("GET", "admin.person"): ({"person_id": "$ada"}, {}, only(OK, "eve")),
    ("POST", "admin.invitations_create"): ({"person_id": "$ada"}, {}, only(OK, "eve")),
    ("POST", "admin.roles_create"): ({"person_id": "$ada"}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.role_withdrawal"): (
        {"person_id": "$ada", "role": "instructor"}, {}, only(SEE_OTHER, "eve"),
    ),
    ("POST", "admin.memberships_create"): ({"person_id": "$ada"}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.membership_withdrawal"): (
        {"person_id": "$fin", "team_id": 1}, {}, only(SEE_OTHER, "eve"),
    ),
    ("POST", "admin.enrollments_create"): ({"person_id": "$ada"}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.extra_time"): ({"person_id": "$ada"}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.disabling"): ({"person_id": "$fin"}, {}, only(SEE_OTHER, "eve")),
    ("POST", "admin.enabling"): ({"person_id": "$fin"}, {}, only(SEE_OTHER, "eve")),
    ("GET", "admin.teams"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.teams_create"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("GET", "admin.issuer"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.issuer_create"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("GET", "admin.people_import"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.people_import_preview"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.people_imports_create"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("GET", "admin.people_import_done"): ({"import_id": 999_999}, {}, only(MISSING, "eve")),
    ("GET", "admin.people_import_template"): ({}, {}, only(OK, "eve")),
    ("GET", "admin.people_csv"): ({}, {}, only(OK, "eve")),
    ("GET", "admin.slips"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.slips_create"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("GET", "reporting.slips"): ({}, {}, only(OK, "cleo", "dov")),
    ("POST", "reporting.slips_create"): (
        {}, {"person": "$ada"}, only(OK, "cleo", dov=MISSING),
    ),
    # pathways: asked for, decided, given to teams
    ("POST", "learning.request_create"): ({"pathway": "safe-shift"}, {}, signed_in(SEE_OTHER)),
    ("POST", "learning.request_withdrawal"): ({"pathway": "safe-shift"}, {}, signed_in(SEE_OTHER)),
    ("GET", "reporting.requests"): ({}, {}, only(OK, "cleo", "dov")),
    ("POST", "reporting.decision"): (
        {"request_id": "$request"}, {"answer": "no"}, only(SEE_OTHER, "cleo", dov=MISSING),
    ),
    ("GET", "reporting.enrollments"): (
        {"team": 1, "pathway": "safe-shift"}, {}, only(OK, "cleo", dov=MISSING),
    ),
    ("POST", "reporting.enrollments_create"): ({}, {}, only(UNPROCESSABLE, "cleo", "dov")),
    ("POST", "reporting.person_enrollments_create"): (
        {"person_id": "$ada"}, {"pathway": "lean-start"}, only(SEE_OTHER, "cleo", dov=MISSING),
    ),
    ("GET", "admin.requests"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.decision"): (
        {"request_id": "$request"}, {"answer": "no"}, only(SEE_OTHER, "eve"),
    ),
    ("GET", "admin.team"): ({"team_id": 1}, {}, only(OK, "eve")),
    ("GET", "admin.team_enrollments"): (
        {"team_id": 1, "pathway": "safe-shift"}, {}, only(OK, "eve"),
    ),
    ("POST", "admin.team_enrollments_create"): (
        {"team_id": 1}, {"pathway": "safe-shift"}, only(UNPROCESSABLE, "eve"),
    ),
    ("POST", "terminal.switch"): ({}, {}, all_of(SEE_OTHER)),
    ("POST", "terminal.still_here"): ({}, {}, signed_in(204)),
    # these two change what others may see, so they come last
    ("POST", "learning.submission"): ({"attempt_id": "$attempt"}, {}, reached(SEE_OTHER, "ada")),
    ("POST", "learning.enrollment"): ({"pathway": "first-steps"}, {}, signed_in(SEE_OTHER)),
    # mail
    ("GET", "messages.show"): ({}, {}, signed_in(OK)),
    ("POST", "messages.read_all"): ({}, {}, signed_in(SEE_OTHER)),
    ("GET", "admin.outbox"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.outbox_test"): ({}, {}, only(SEE_OTHER, "eve")),
    ("POST", "admin.outbox_retry"): ({"mail_id": 1}, {}, only(MISSING, "eve")),
    ("GET", "admin.outbox_mail"): ({"mail_id": 1}, {}, only(MISSING, "eve")),
    ("GET", "admin.outbox_page"): ({"mail_id": 1}, {}, only(MISSING, "eve")),
    # ways in
    ("GET", "reset.show"): ({}, {}, all_of(OK)),
    ("POST", "reset.ask"): ({}, {}, all_of(UNPROCESSABLE)),
    ("GET", "reset.choose"): ({"secret": "unknown"}, {}, all_of(410)),
    ("POST", "reset.store"): ({"secret": "unknown"}, {}, all_of(410)),
    ("GET", "slips.show"): ({}, {}, all_of(OK)),
    ("POST", "slips.open_slip"): ({}, {}, all_of(UNPROCESSABLE)),
    ("GET", "registration.show"): ({}, {}, all_of(OK)),
    ("POST", "registration.create"): ({}, {}, all_of(UNPROCESSABLE)),
    ("GET", "registration.go_on"): ({"secret": "unknown"}, {}, all_of(410)),
    ("POST", "registration.finish"): ({"secret": "unknown"}, {}, all_of(410)),
    ("GET", "admin.join_codes"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.join_codes_create"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.join_code_ending"): ({"code_id": 999}, {}, only(MISSING, "eve")),
    # erasure
    ("GET", "erasure.show"): ({}, {}, signed_in(OK)),
    ("POST", "erasure.ask"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("POST", "erasure.withdrawal"): ({}, {}, signed_in(SEE_OTHER)),
    ("GET", "admin.erasures"): ({}, {}, only(OK, "eve")),
    ("GET", "admin.erasure"): ({"person_id": "$ada"}, {}, only(OK, "eve")),
    ("POST", "admin.erasure_create"): ({"person_id": "$ada"}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.erasure_declining"): ({"person_id": "$ada"}, {}, only(UNPROCESSABLE, "eve")),
    # site settings and the audit
    ("GET", "admin.logo"): ({"digest": "0" * 64}, {}, all_of(MISSING)),
    ("GET", "admin.site_sheet"): ({"digest": "0" * 12}, {}, all_of(MISSING)),
    ("GET", "admin.settings"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.settings_change"): ({"section": "name"}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.logo_change"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.logo_removal"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("GET", "admin.audit"): ({}, {}, only(OK, "eve")),
    # a person's own account
    ("GET", "account.name"): ({}, {}, signed_in(OK)),
    ("POST", "account.name_change"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("GET", "account.certificate_name_form"): ({}, {}, signed_in(OK)),
    ("GET", "account.email"): ({}, {}, signed_in(OK)),
    ("POST", "account.email_change"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("POST", "account.email_sending"): ({}, {}, signed_in(SEE_OTHER)),
    ("POST", "account.email_cancellation"): ({}, {}, signed_in(SEE_OTHER)),
    ("GET", "account.email_removal_form"): ({}, {}, signed_in(OK)),
    ("POST", "account.email_removal"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("GET", "account.email_link"): ({"secret": "unknown"}, {}, signed_in(410)),
    ("POST", "account.email_confirmation"): ({"secret": "unknown"}, {}, signed_in(410)),
    ("GET", "account.password"): ({}, {}, signed_in(OK)),
    ("POST", "account.password_change"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("GET", "account.time_zone"): ({}, {}, signed_in(OK)),
    ("POST", "account.time_zone_change"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("GET", "account.language"): ({}, {}, signed_in(OK)),
    ("POST", "account.language_change"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("GET", "account.text_size"): ({}, {}, signed_in(OK)),
    ("POST", "account.text_size_change"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("GET", "account.sign_ins"): ({}, {}, signed_in(OK)),
    ("POST", "account.end_sign_in"): ({"sign_in_id": 999_999}, {}, signed_in(MISSING)),
    ("GET", "account.data"): ({}, {}, signed_in(OK)),
    ("POST", "account.data_copy"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("GET", "account.visibility"): ({}, {}, signed_in(OK)),
    # A3 reports: Ada's draft, and one that she has handed in; Ben may assess once he has scored the models
    ("GET", "learning.a3s"): ({}, {}, signed_in(OK)),
    ("POST", "learning.a3_create"): ({}, {"kind": "practice"}, signed_in(SEE_OTHER)),
    ("GET", "learning.a3"): ({"a3_id": "$a3_draft"}, {}, reached(OK, "ada")),
    ("POST", "learning.a3_save"): (
        {"a3_id": "$a3_draft"}, {"revision": "1", "do": "hand-in"}, reached(UNPROCESSABLE, "ada"),
    ),
    ("GET", "learning.a3_preview"): ({"a3_id": "$a3_draft"}, {}, reached(OK, "ada")),
    ("GET", "learning.a3_version"): ({"a3_id": "$a3", "number": 1}, {}, reached(OK, "ada")),
    ("POST", "learning.a3_withdrawal"): ({"a3_id": "$a3_draft"}, {}, reached(SEE_OTHER, "ada")),
    ("POST", "learning.a3_assessors"): ({"a3_id": "$a3"}, {}, reached(UNPROCESSABLE, "ada")),
    ("POST", "learning.a3_assessor_removal"): (
        {"a3_id": "$a3", "guest_id": 999}, {}, reached(SEE_OTHER, "ada"),
    ),
    ("GET", "confirming.a3"): ({"version_id": "$a3_version"}, {}, only(SEE_OTHER, "ben")),
    ("POST", "confirming.a3_assess"): ({"version_id": "$a3_version"}, {}, only(UNPROCESSABLE, "ben")),
    ("GET", "confirming.calibration"): ({}, {}, only(OK, "ben")),
    ("POST", "confirming.calibration_create"): ({}, {}, only(UNPROCESSABLE, "ben")),
    ("GET", "confirming.guest_a3"): ({"secret": "unknown"}, {}, all_of(MISSING)),
    ("POST", "confirming.guest_a3_assess"): ({"secret": "unknown"}, {}, all_of(MISSING)),
    ("GET", "confirming.guest_calibration"): ({"secret": "unknown"}, {}, all_of(MISSING)),
    ("POST", "confirming.guest_calibration_create"): ({"secret": "unknown"}, {}, all_of(MISSING)),
}  # fmt: skip
