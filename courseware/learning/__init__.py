"""The face for learners, and the public front of the site."""

from __future__ import annotations

from flask import Blueprint

from courseware.learning import (
    asking,
    attempts,
    both,
    certificates,
    challenges,
    data_files,
    front,
    home,
    knowledge,
    labs,
    lessons,
    pace,
    pathways,
    practice,
    reviews,
    tries,
)
from courseware.learning.place import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (
    front, pace, home, pathways, asking, lessons, labs, attempts, tries, both, data_files, practice,
    challenges, certificates, reviews, knowledge,
)  # fmt: skip
