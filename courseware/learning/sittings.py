"""The attempt that a page is about: whose it is, and what its pages show before it is graded."""

from __future__ import annotations

from typing import Any

from flask import abort, url_for
from sqlalchemy import Row

from courseware.content.model import Module
from courseware.learning.data_files import data_address
from courseware.learning.views import clock_of, limit_of, slot_of
from courseware.quizzes.terms import Purpose, terms_of
from courseware.records.attempts import find_attempt
from courseware.records.sheets import Sheet, read_sheet
from courseware.web.cards import CardView, cards_for
from courseware.web.checking import check_slot, terms_words
from courseware.web.database import now, read, shelf, site
from courseware.web.guards import me
from courseware.web.quiz_pages import Question, question_of
from courseware.web.sittings import Sitting


def is_theirs(person_id: int, attempt_id: int) -> bool:
    """Say whether an attempt is this person's."""
    return find_attempt(read(), person_id, attempt_id) is not None


def own_sheet(attempt_id: int) -> Sheet:
    """Return an attempt of the person who asks; somebody else's does not exist."""
    sheet = read_sheet(read(), me().id, attempt_id)
    if sheet is None:
        abort(404)
    return sheet


def _cards(review: Module, question_id: str) -> tuple[CardView, ...]:
    """Return the formulas beside a question of a level review: those of the module it comes from."""
    slug, _slash, outcome = review.bank.question(question_id).outcome.partition("/")
    published = shelf().modules.get(slug)
    return () if published is None else cards_for(published.module, outcome)


def sitting_of(sheet: Sheet) -> Sitting:
    """Return an attempt as its pages show it before it is graded."""
    attempt = sheet.attempt
    module = site().shelves.version(read(), attempt.version_id)
    purpose = Purpose(attempt.purpose)
    terms = terms_of(module.bank.quiz, purpose)

    def question(row: Row[Any]) -> Question:
        slot = slot_of(module, row, sheet.handed.get(row.no, ()))
        return question_of(
            slot,
            module,
            cards=_cards(module, slot.question_id) if purpose is Purpose.REVIEW else None,
            asks_certainty=terms.certainty,
            checked=check_slot(slot.kind, slot.variant, slot.order, slot.tries, terms),
            data_url=data_address(attempt.id, row.no),
        )

    return Sitting(
        module=module,
        questions=tuple(question(row) for row in sheet.rows),
        maximum=attempt.maximum,
        deadline_at=attempt.deadline_at,
        url=url_for("learning.attempt", attempt_id=attempt.id),
        seq=sheet.seq,
        saved_at=sheet.saved_at,
        purpose=purpose,
        terms=terms_words(terms),
        need=terms.points_needed(attempt.maximum) or None,
        limit="" if terms.minutes is None else limit_of(attempt),
        clock=None if terms.minutes is None else clock_of(attempt, now()),
    )
