"""What a load balancer asks: does the program answer, and may it get requests? No details."""

from __future__ import annotations

from functools import cache

from flask import Response, jsonify, make_response
from sqlalchemy.exc import SQLAlchemyError

from courseware.admin.face import blueprint
from courseware.config import MIGRATIONS
from courseware.records.health import heads_of, read_heads
from courseware.web.database import read
from courseware.web.guards import public


@cache
def wanted_heads() -> frozenset[str]:
    """Return the migrations that this program needs; its files do not change while it runs."""
    return heads_of(MIGRATIONS)


def is_at_head() -> bool:
    """Say whether the database has all migrations; raises SQLAlchemyError if it does not answer."""
    return read_heads(read()) == wanted_heads()


@blueprint.get("/healthz")
@public
def healthz() -> Response:
    """Say that the program runs. Asks nothing of anybody."""
    response = make_response("ok")
    response.headers["Content-Type"] = "text/plain; charset=utf-8"
    return response


@blueprint.get("/readyz")
@public
def readyz() -> Response:
    """Say whether the database answers and has all migrations."""
    try:
        ready = is_at_head()
    except SQLAlchemyError:
        ready = False
    response = jsonify({"ready": ready})
    response.status_code = 200 if ready else 503
    return response
