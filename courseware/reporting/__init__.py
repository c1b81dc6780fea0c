"""The face for managers: who is how far, and on what somebody waits."""

from __future__ import annotations

from flask import Blueprint

from courseware.reporting import (
    enrollments,
    export,
    matrix,
    overview,
    person,
    requests,
    slips,
)
from courseware.reporting.face import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (overview, matrix, export, person, requests, enrollments, slips)
