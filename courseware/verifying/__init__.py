"""The face for anybody who holds a certificate in their hands."""

from __future__ import annotations

from flask import Blueprint

from courseware.verifying.verify import blueprint as verify


def blueprints() -> tuple[Blueprint, ...]:
    """Return the blueprints of this face."""
    return (verify,)
