"""What a checker fetches from the issuer: its keys, its status lists, and what badges are of."""

from __future__ import annotations

import json
import re

from flask import Response, abort

from courseware.credentials.achievement import Achievement
from courseware.credentials.badge import achievement_document
from courseware.credentials.contexts import CREDENTIALS, OPEN_BADGES
from courseware.credentials.did import RS256, jwk_of
from courseware.operations.issuer import issuer_keys, public_keys
from courseware.records.achievements import find_achievement, read_image
from courseware.records.issuer_addresses import find_address
from courseware.records.status_lists import find_list
from courseware.verifying.door import blueprint
from courseware.verifying.publishing import CREDENTIAL, LD_JSON, published, wants_json, wants_token
from courseware.web.database import read
from courseware.web.guards import public
from courseware.web.pages import page

_NUMBER = re.compile(r"[1-9]\d{0,8}", re.ASCII)


@blueprint.get("/.well-known/did.json")
@public
def issuer_document() -> Response:
    """Send the issuer's keys, old ones too; missing before anything was signed."""
    document = issuer_keys(read())
    if document is None:
        abort(404)
    return published(json.dumps(document), "application/did+json", minutes=5)


@blueprint.get("/keys/<name>")
@public
def signing_key(name: str) -> Response:
    """Send one RSA key as the JWK that tokens name."""
    base = find_address(read())
    found = [one for one in public_keys(read()) if one.name == name and one.algorithm == RS256]
    if base is None or not found:
        abort(404)
    return published(json.dumps(jwk_of(found[0], base)), "application/jwk+json", minutes=5)


@blueprint.get("/status/<number>")
@public
def status_list(number: str) -> Response:
    """Send a status list as it was signed last; as a token to who asks for one."""
    row = find_list(read(), int(number)) if _NUMBER.fullmatch(number) else None
    if row is None:
        abort(404)
    if wants_token():
        return published(row.token, "text/plain; charset=utf-8", minutes=1)
    return published(row.body, CREDENTIAL, minutes=1)


@blueprint.get("/achievements/<slug>/v<number>")
@public
def achievement(slug: str, number: str) -> Response | str:
    """Show what a badge is of, the same for everybody who earns it; as data to programs."""
    found = find_achievement(read(), slug, int(number)) if _NUMBER.fullmatch(number) else None
    base = find_address(read())
    if found is None or base is None:
        abort(404)
    one = Achievement(**json.loads(found.body))
    if wants_json():
        document = achievement_document(one, found.number, base)
        context = {"@context": [CREDENTIALS, OPEN_BADGES]}
        return published(json.dumps({**context, **document}), LD_JSON, minutes=60)
    return page("verifying/achievement.html", one=one, number=found.number)


@blueprint.get("/achievements/<slug>/v<number>.png")
@public
def achievement_image(slug: str, number: str) -> Response:
    """Send the picture of what a badge is of."""
    image = read_image(read(), slug, int(number)) if _NUMBER.fullmatch(number) else None
    if image is None:
        abort(404)
    return published(image, "image/png", minutes=60)
