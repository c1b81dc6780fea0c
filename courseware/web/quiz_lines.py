"""The terms of a quiz in sentences, as its start page lists them."""

from __future__ import annotations

from courseware.quizzes.questions import Quiz
from courseware.quizzes.terms import Purpose, terms_of
from courseware.web.checking import terms_words
from courseware.web.clock import limit_text
from courseware.web.language import gettext as _


def quiz_lines(quiz: Quiz, extra_time: int = 0) -> list[str]:
    """Return what one should know before one starts; `extra_time` is the reader's, in percent."""
    lines = [
        limit_text(quiz.minutes, extra_time),
        _("Open book: use the lessons, the formulas beside the questions and a calculator."),
    ]
    checks = terms_words(terms_of(quiz, Purpose.QUIZ))
    if checks:
        lines.append(checks)
    if quiz.certainty:
        lines.append(
            _("After each answer you may say how sure you are. It never changes your points.")
        )
    return [
        *lines,
        _("Another try brings other questions and other numbers. Your best score counts."),
        _("After you submit, every answer is explained."),
    ]
