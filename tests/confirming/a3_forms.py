"""What an assessor's forms post."""

from __future__ import annotations

from flask import Flask

from courseware.extensions import db
from courseware.practice.rubric import IDS
from courseware.records.catalog import Shelf


def shelf_of(app: Flask) -> Shelf:
    with app.app_context(), db.engine.connect() as conn:
        shelf: Shelf = app.extensions["courseware.site"].shelves.current(conn)
        return shelf


def review_fields(scores: dict[str, int], **comments: str) -> dict[str, str]:
    """Return the fields of a review."""
    said = {f"comment_{one}": text for one, text in comments.items()}
    return {**{f"score_{one}": str(scores[one]) for one in IDS}, **said}


def model_fields(app: Flask, off: int = 0) -> dict[str, str]:
    """Return the fields of a try at the models, each score so far off."""
    return {
        f"{model.id}_{one}": str(min(4, max(0, model.scores[one] + off)))
        for model in shelf_of(app).practice.models
        for one in IDS
    }
