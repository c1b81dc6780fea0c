"""A learner's certificates with their PDF, and the signed records of the modules they passed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.credentials.identifiers import read_public_id
from courseware.credentials.printed import Field, printed_fields
from courseware.credentials.sharing import Profile, linkedin_address, profile_of
from courseware.credentials.snapshot import from_json
from courseware.credentials.validity import is_expired
from courseware.learning.place import blueprint
from courseware.learning.renewals import renewals_of, title_of
from courseware.operations.credentials import what_it_waits_for
from courseware.operations.module_records import what_records_wait_for
from courseware.operations.reissues import has_other_name
from courseware.operations.verification import is_as_issued
from courseware.permissions import Permission
from courseware.progress.facts import FactKind
from courseware.records.credentials import (
    CredentialRow,
    credentials_of,
    find_credential,
    read_pdf,
    show_scores,
)
from courseware.records.journal import subjects_of
from courseware.records.module_records import passed_modules
from courseware.web.database import now, read, shelf, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


@blueprint.get("/certificates")
@requires(Permission.LEARN)
def certificates() -> str:
    """List what was earned and what waits for something."""
    who = me()
    mine = credentials_of(read(), who.id)
    done = subjects_of(read(), who.id, kind=FactKind.PATHWAY_COMPLETED)
    waiting = done - {one.pathway for one in mine}
    passed = passed_modules(read(), who.id)
    unsigned = any(one.public_id is None for one in passed)
    return page(
        "learning/certificates.html",
        certificates=[
            _shown(one, one.snapshot, who.certificate_name or "")
            for one in mine
            if one.snapshot
            and one.revoked_at is None
            and is_as_issued(read(), who.id, one.public_id)
        ],
        renewals=renewals_of(who.id),
        ended=[one for one in mine if one.revoked_at is not None],
        waiting=[shelf().pathways[one] for one in sorted(waiting) if one in shelf().pathways],
        waits=what_it_waits_for(read(), who.id) if waiting else None,
        passed=[(one, title_of(one.module)) for one in passed],
        records_wait=what_records_wait_for(read(), who.id) if unsigned else None,
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate as the page shows it."""

    row: CredentialRow
    fields: tuple[Field, ...]
    tracks: list[str]
    profile: list[tuple[str, str]]
    linkedin: str
    valid_until: date | None
    is_expired: bool
    old_name: str  # the printed name, where another one is confirmed now


def _shown(row: CredentialRow, text: str, name: str) -> Shown:
    snapshot, modules = from_json(text), shelf().modules
    tracks = [
        modules[one.slug].module.track if one.slug in modules else "none"
        for one in snapshot.modules
    ]
    profile = profile_of(snapshot)
    return Shown(
        row, printed_fields(snapshot), tracks, _to_copy(profile), linkedin_address(profile),
        valid_until=snapshot.valid_until,
        is_expired=is_expired(snapshot.valid_until, now()),
        old_name=snapshot.holder if has_other_name(snapshot.holder, name) else "",
    )  # fmt: skip


def _to_copy(profile: Profile) -> list[tuple[str, str]]:
    """Return the fields of a profile elsewhere, to be copied one by one."""
    dates = [(_("Issued"), profile.issued), (_("Ends"), profile.ends)]
    return [
        (_("Name"), profile.name),
        (_("Issuing organization"), profile.organization),
        *((label, f"{at[1]:02d}/{at[0]}") for label, at in dates if at is not None),
        (_("Credential ID"), profile.number),
        (_("Credential URL"), profile.address),
    ]


@blueprint.get("/certificates/<public_id>.pdf")
@requires(Permission.LEARN)
def certificate_pdf(public_id: str) -> Response | BaseResponse | tuple[str, int, dict[str, str]]:
    """Send the PDF to its holder; while it is being made, say so and look again."""
    own = _own(public_id)
    body = read_pdf(read(), own.id)
    if body is None:
        return page("learning/certificate_wait.html"), 202, {"Refresh": "3"}
    response = make_response(body)
    response.headers["Content-Type"] = "application/pdf"
    how = "attachment" if "download" in request.args else "inline"
    # The stored number, not the typed one: that may hold line ends and other forgiven characters.
    response.headers["Content-Disposition"] = f'{how}; filename="certificate-{own.public_id}.pdf"'
    return response


def _own(public_id: str) -> CredentialRow:
    read_id = read_public_id(public_id)
    found = None if read_id is None else find_credential(read(), read_id)
    if found is None or found.person_id != me().id:
        abort(404)
    return found


@blueprint.post("/certificates/<public_id>/scores")
@requires(Permission.LEARN)
def certificate_scores(public_id: str) -> BaseResponse:
    """Let the public page show the scores, or no longer."""
    own, shows = _own(public_id), request.form.get("show") == "yes"
    with write() as conn:
        show_scores(conn, own.id, shows=shows)
    say_once(_("Your scores are shown now.") if shows else _("Your scores are hidden now."))
    return redirect(url_for("learning.certificates"), 303)


@blueprint.get("/certificates/<public_id>")
@requires(Permission.LEARN)
def certificate(public_id: str) -> BaseResponse:
    """Lead the holder to the page that everybody else sees."""
    return redirect(url_for("verifying.credential", code=_own(public_id).public_id), 303)
