"""The signed badge of a certificate or a record: as JSON, as a token, inside its picture."""

from __future__ import annotations

import json

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.credentials.baking import bake
from courseware.credentials.identifiers import read_public_id
from courseware.records.achievements import read_image
from courseware.records.badge_files import BadgeForm, read_badge
from courseware.records.credentials import read_file
from courseware.records.revocations import find_revocation
from courseware.verifying.door import blueprint, refuse_guessing, unknown
from courseware.verifying.publishing import CREDENTIAL, as_file, published, wants_json
from courseware.web.database import read
from courseware.web.guards import public


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
    public_id = _standing(code)
    body = read_badge(read(), public_id, BadgeForm.JSON) if public_id else None
    if body is None or public_id is None:
        return unknown()
    return as_file(published(body, CREDENTIAL), f"badge-{public_id}.json")


@blueprint.get("/credentials/<code>.jwt")
@public
def badge_token(code: str) -> Response:
    """Send the badge as a token (VC-JWT)."""
    public_id = _standing(code)
    body = read_badge(read(), public_id, BadgeForm.TOKEN) if public_id else None
    if body is None or public_id is None:
        return unknown()
    return as_file(published(body, "text/plain; charset=utf-8"), f"badge-{public_id}.jwt")


@blueprint.get("/credentials/<code>.png")
@public
def badge_picture(code: str) -> Response:
    """Send the picture of what was achieved with the badge inside."""
    public_id = _standing(code)
    body = read_badge(read(), public_id, BadgeForm.JSON) if public_id else None
    if body is None or public_id is None:
        return unknown()
    image = _image_of(body)
    return as_file(published(bake(image, body), "image/png"), f"badge-{public_id}.png")


@blueprint.get("/credentials/<code>/preview.png")
@public
def badge_preview(code: str) -> Response:
    """Send the picture that other sites show beside a link to a certificate."""
    public_id = _standing(code)
    image = read_file(read(), public_id, "preview") if public_id else None
    if image is None:
        return unknown()
    return published(image, "image/png")


def _standing(code: str) -> str | None:
    """Return the number if its badge may be handed out: one that ended shows no name any more."""
    refuse_guessing()
    public_id = read_public_id(code)
    if public_id is None or find_revocation(read(), public_id) is not None:
        return None
    return public_id


def _image_of(body: str) -> bytes:
    """Return the picture of the achievement that a badge names; its address ends in .../slug/vN."""
    address = str(json.loads(body)["credentialSubject"]["achievement"]["id"])
    *_site, slug, version = address.split("/")
    image = read_image(read(), slug, int(version.removeprefix("v")))
    return abort(404) if image is None else image
