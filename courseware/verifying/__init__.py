"""The face for anybody who holds a certificate or a record in their hands."""

from __future__ import annotations

from flask import Blueprint

from courseware.verifying import badges, drop, issuer, records, verify
from courseware.verifying.door import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (verify, drop, records, badges, issuer)
