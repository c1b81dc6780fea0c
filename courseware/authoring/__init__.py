"""The face for authors: what is published, what the files say, what is wrong, what would change."""

from __future__ import annotations

from flask import Blueprint

from courseware.authoring import (
    changes,
    marking,
    modules,
    preview,
    preview_lab,
    preview_quiz,
    questions,
)
from courseware.authoring.face import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (changes, marking, modules, preview, preview_lab, preview_quiz, questions)
