"""The face for those who confirm: what waits for them, with an account or through a link."""

from __future__ import annotations

from flask import Blueprint

from courseware.confirming import (
    a3,
    files,
    guest_a3,
    practice,
    practice_link,
    queue,
    ratings,
    results,
    sessions,
)
from courseware.confirming.face import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (queue, practice, practice_link, results, ratings, a3, guest_a3, sessions, files)
