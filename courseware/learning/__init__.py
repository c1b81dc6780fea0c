"""The face for learners, and the public front of the site."""

from __future__ import annotations

from flask import Blueprint

from courseware.learning import (
    a3_handed_in,
    a3s,
    asking,
    attempts,
    both,
    career,
    career_items,
    cases,
    certificates,
    challenges,
    data_files,
    entries,
    files,
    front,
    home,
    knowledge,
    labs,
    lessons,
    mentors,
    pace,
    pathways,
    portfolio,
    practice,
    practicum,
    ratings,
    ready,
    result_records,
    reviews,
    shared,
    tries,
)
from courseware.learning.place import blueprint


def blueprints() -> tuple[Blueprint, ...]:
    """Return the one blueprint on which the files of this face register their routes."""
    return (blueprint,)


ROUTES = (
    front, pace, home, pathways, asking, lessons, labs, attempts, tries, both, data_files, practice,
    challenges, certificates, practicum, entries, files, cases, ready,
    career, career_items, portfolio, mentors, shared,
    result_records, ratings,
    a3s, a3_handed_in,
    reviews, knowledge,
)  # fmt: skip
