"""The face for operators: is the site well, who may enter, who issues; and the two probes."""

from __future__ import annotations

from flask import Blueprint

from courseware.admin import (
    audit,
    brand,
    health,
    issuer,
    logo,
    people,
    person,
    probes,
    settings,
    teams,
)
from courseware.admin.face import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (audit, brand, logo, settings, health, issuer, people, person, probes, teams)
