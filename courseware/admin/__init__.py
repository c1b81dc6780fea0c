"""The face for operators: is the site well, who may enter, who issues; and the two probes."""

from __future__ import annotations

from flask import Blueprint

from courseware.admin import health, issuer, people, person, probes, requests, team, teams
from courseware.admin.face import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (health, issuer, people, person, probes, requests, team, teams)
