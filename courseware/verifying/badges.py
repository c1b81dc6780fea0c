"""The signed badge of a certificate or a record: as JSON, as a token, inside its picture."""

from __future__ import annotations

import json
from dataclasses import dataclass

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.credentials.baking import bake
from courseware.credentials.identifiers import read_public_id
from courseware.records.achievements import read_image
from courseware.records.badge_files import BadgeForm, read_badge
from courseware.records.credentials import read_file
from courseware.verifying.door import blueprint, refuse_guessing, unknown
from courseware.verifying.publishing import CREDENTIAL, as_file, published, wants_json
from courseware.verifying.records import ended_page
from courseware.verifying.standing import end_of
from courseware.web.database import read
from courseware.web.guards import public
from courseware.web.language import gettext as _


@blueprint.get("/credentials/<code>")
@public
def badge(code: str) -> Response | BaseResponse:
    """Lead people to the page that checks it, and programs to the data."""
    endpoint = "verifying.badge_json" if wants_json() else "verifying.credential"
    return redirect(url_for(endpoint, code=code), 303)


@blueprint.get("/credentials/<code>.json")
@public
def badge_json(code: str) -> Response:
    """Send the badge with its embedded proof."""
    found = _badge(code, BadgeForm.JSON)
    if isinstance(found, Response):
        return found
    return as_file(published(found.body, CREDENTIAL), f"badge-{found.public_id}.json")


@blueprint.get("/credentials/<code>.jwt")
@public
def badge_token(code: str) -> Response:
    """Send the badge as a token (VC-JWT)."""
    found = _badge(code, BadgeForm.TOKEN)
    if isinstance(found, Response):
        return found
    reply = published(found.body, "text/plain; charset=utf-8")
    return as_file(reply, f"badge-{found.public_id}.jwt")


@blueprint.get("/credentials/<code>.png")
@public
def badge_picture(code: str) -> Response:
    """Send the picture of what was achieved with the badge inside."""
    found = _badge(code, BadgeForm.JSON)
    if isinstance(found, Response):
        return found
    baked = bake(_image_of(found.body), found.body)
    return as_file(published(baked, "image/png"), f"badge-{found.public_id}.png")


@blueprint.get("/credentials/<code>/preview.png")
@public
def badge_preview(code: str) -> Response:
    """Send the picture that other sites show beside a link to a certificate."""
    found = _badge(code, BadgeForm.JSON)
    if isinstance(found, Response):
        return found
    image = read_file(read(), found.public_id, "preview")
    return unknown() if image is None else published(image, "image/png")


@dataclass(frozen=True, slots=True)
class Found:
    """One form of a badge under its number."""

    public_id: str
    body: str


def _badge(code: str, form: BadgeForm) -> Found | Response:
    """Return a badge, or the page that says why there is none: unknown, or ended (410, without the name)."""
    refuse_guessing()
    public_id = read_public_id(code)
    body = None if public_id is None else read_badge(read(), public_id, form)
    if public_id is None or body is None:
        return unknown()
    end = end_of(public_id)
    if end is not None:
        return ended_page(public_id, end, title=_("Credential"), status=410)
    return Found(public_id, body)


def _image_of(body: str) -> bytes:
    """Return the picture of the achievement that a badge names; its address ends in .../slug/vN."""
    address = str(json.loads(body)["credentialSubject"]["achievement"]["id"])
    *_site, slug, version = address.split("/")
    image = read_image(read(), slug, int(version.removeprefix("v")))
    return abort(404) if image is None else image
