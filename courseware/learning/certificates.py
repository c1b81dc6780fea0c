"""A learner's certificates with their PDF, and the signed records of the modules they passed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.credentials.identifiers import read_public_id
from courseware.credentials.printed import Field, printed_fields
from courseware.credentials.snapshot import from_json
from courseware.learning.place import blueprint
from courseware.operations.credentials import what_it_waits_for
from courseware.operations.module_records import what_records_wait_for
from courseware.operations.verification import is_as_issued
from courseware.permissions import Permission
from courseware.progress.facts import FactKind
from courseware.records.credentials import CredentialRow, credentials_of, find_credential, read_pdf
from courseware.records.journal import subjects_of
from courseware.records.module_records import passed_modules
from courseware.web.database import read, shelf
from courseware.web.guards import me, requires
from courseware.web.pages import page


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
            _shown(one, one.snapshot)
            for one in mine
            if one.snapshot and is_as_issued(read(), who.id, one.public_id)
        ],
        waiting=[shelf().pathways[one] for one in sorted(waiting) if one in shelf().pathways],
        waits=what_it_waits_for(read(), who.id) if waiting else None,
        passed=[(one, _title(one.module)) for one in passed],
        records_wait=what_records_wait_for(read(), who.id) if unsigned else None,
    )


def _title(slug: str) -> str:
    """Return a module's title, or its id when it is no longer published."""
    published = shelf().modules.get(slug)
    return slug if published is None else published.module.title


@dataclass(frozen=True, slots=True)
class Shown:
    """A certificate as the page shows it."""

    row: CredentialRow
    fields: tuple[Field, ...]
    tracks: list[str]


def _shown(row: CredentialRow, text: str) -> Shown:
    snapshot, modules = from_json(text), shelf().modules
    tracks = [
        modules[one.slug].module.track if one.slug in modules else "none"
        for one in snapshot.modules
    ]
    return Shown(row, printed_fields(snapshot), tracks)


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


@blueprint.get("/certificates/<public_id>")
@requires(Permission.LEARN)
def certificate(public_id: str) -> BaseResponse:
    """Lead the holder to the page that everybody else sees."""
    return redirect(url_for("verifying.credential", code=_own(public_id).public_id), 303)
