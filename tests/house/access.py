"""Who may see what: route × person → status. The test refuses a route that has no row here.

`own` rows are asked for an object of Ada's (Fin's for certificates); a person who may not reach it
must not learn that it exists.
"""

from __future__ import annotations

OK, SEE_OTHER, FOUND = 200, 303, 302
FORBIDDEN, MISSING, UNPROCESSABLE, BAD = 403, 404, 422, 400
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
    ("GET", "learning.front"): ({}, {}, all_of(SEE_OTHER, visitor=OK)),
    ("GET", "learning.pace"): ({}, {}, all_of(OK)),
    ("GET", "learning.pace_card"): (
        {"minutes": "450", "pieces": "225", "worked": "200"}, {}, all_of(OK),
    ),
    ("GET", "learning.about"): ({}, {}, all_of(OK)),
    ("GET", "learning.glossary"): ({}, {}, all_of(OK)),
    ("GET", "learning.help_page"): ({}, {}, all_of(OK)),
    ("GET", "learning.privacy"): ({}, {}, all_of(OK)),
    ("GET", "learning.credits_page"): ({}, {}, all_of(OK)),
    ("GET", "learning.accessibility"): ({}, {}, all_of(OK)),
    ("GET", "learning.pathways"): ({}, {}, all_of(OK)),
    ("GET", "learning.figure"): ({"digest": "$figure"}, {}, signed_in(OK)),
    ("GET", "learning.home"): ({}, {}, signed_in(OK)),
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
    ("POST", "learning.attempts"): ({"slug": "cp1-start-here"}, {}, signed_in(SEE_OTHER)),
    ("GET", "learning.attempt"): ({"attempt_id": "$attempt"}, {}, reached(OK, "ada")),
    ("POST", "learning.answers"): (
        {"attempt_id": "$attempt"}, {"key": "key-of-a-save", "seq": "1", "slot-1": "1"},
        reached(OK, "ada"),
    ),
    ("GET", "learning.check"): ({"attempt_id": "$attempt"}, {}, reached(OK, "ada")),
    ("GET", "learning.result"): ({"attempt_id": "$attempt"}, {}, reached(SEE_OTHER, "ada")),
    ("GET", "learning.certificates"): ({}, {}, signed_in(OK)),
    ("GET", "learning.certificate"): ({"public_id": "$credential"}, {}, reached(SEE_OTHER, "fin")),
    ("GET", "learning.certificate_pdf"): ({"public_id": "$credential"}, {}, reached(202, "fin")),
    ("GET", "accounts.sign_in"): ({}, {}, all_of(OK)),
    ("POST", "accounts.sign_in_create"): ({}, {}, all_of(UNPROCESSABLE)),
    ("POST", "accounts.demo_sign_in"): ({}, {"user_name": "ada"}, all_of(MISSING)),
    ("POST", "accounts.sign_out"): ({}, {}, all_of(SEE_OTHER)),
    ("GET", "look.show"): ({}, {}, all_of(OK)),
    ("POST", "look.choose"): ({}, {"look": "dark"}, all_of(SEE_OTHER)),
    ("GET", "accounts.invitation"): ({"secret": "unknown"}, {}, all_of(410)),
    ("POST", "accounts.invitation_accept"): ({"secret": "unknown"}, {}, all_of(410)),
    ("GET", "account.show"): ({}, {}, signed_in(OK)),
    ("POST", "account.certificate_name"): ({}, {}, signed_in(UNPROCESSABLE)),
    ("POST", "account.end_sign_ins"): ({}, {}, signed_in(SEE_OTHER)),
    ("GET", "verifying.verify"): ({}, {}, all_of(OK)),
    ("GET", "verifying.credential"): ({"code": "$credential"}, {}, all_of(OK)),
    ("GET", "verifying.record_file"): ({"code": "$record"}, {}, all_of(OK)),
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
    ("GET", "gallery.index"): ({}, {}, all_of(OK)),
    ("GET", "gallery.room"): ({"room": "questions"}, {}, all_of(OK)),
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
    ("POST", "admin.disabling"): ({"person_id": "$fin"}, {}, only(SEE_OTHER, "eve")),
    ("POST", "admin.enabling"): ({"person_id": "$fin"}, {}, only(SEE_OTHER, "eve")),
    ("GET", "admin.teams"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.teams_create"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("GET", "admin.issuer"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.issuer_create"): ({}, {}, only(UNPROCESSABLE, "eve")),
    # these two change what others may see, so they come last
    ("POST", "learning.submission"): ({"attempt_id": "$attempt"}, {}, reached(SEE_OTHER, "ada")),
    ("POST", "learning.enrollment"): ({"pathway": "first-steps"}, {}, signed_in(SEE_OTHER)),
    # site settings and the audit
    ("GET", "admin.logo"): ({"digest": "0" * 64}, {}, all_of(MISSING)),
    ("GET", "admin.site_sheet"): ({"digest": "0" * 12}, {}, all_of(MISSING)),
    ("GET", "admin.settings"): ({}, {}, only(OK, "eve")),
    ("POST", "admin.settings_change"): ({"section": "name"}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.logo_change"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("POST", "admin.logo_removal"): ({}, {}, only(UNPROCESSABLE, "eve")),
    ("GET", "admin.audit"): ({}, {}, only(OK, "eve")),
}  # fmt: skip
