"""The face for authors: what is published, what the files say, and what is wrong with them."""

from __future__ import annotations

from flask import Blueprint

from courseware.authoring.modules import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint of this face."""
    return (blueprint,)
