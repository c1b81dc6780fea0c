"""The face for operators: is the site well, who may enter, who issues; and the two probes."""

from __future__ import annotations

from flask import Blueprint

from courseware.admin import (
    audit,
    brand,
    certificates,
    erasures,
    extra_time,
    health,
    issuer,
    join_codes,
    logo,
    outbox,
    outbox_mail,
    people,
    people_import,
    person,
    probes,
    requests,
    settings,
    slips,
    team,
    teams,
)
from courseware.admin.face import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (
    audit, brand, certificates, erasures, extra_time, health, issuer, join_codes, logo, outbox, outbox_mail,
    people, people_import, person, probes, requests, settings, slips, team, teams,
)  # fmt: skip
