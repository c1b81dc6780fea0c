"""The face for who builds the others: every component in every state, to look at and to test."""

from __future__ import annotations

from flask import Blueprint

from courseware.gallery.pages import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint of this face."""
    return (blueprint,)
