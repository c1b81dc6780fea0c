"""The terms of a quiz in sentences, as its start page lists them."""

from __future__ import annotations

from courseware.quizzes.questions import Quiz
from courseware.web.clock import limit_text
from courseware.web.language import gettext as _


def quiz_lines(quiz: Quiz, extra_time: int = 0) -> list[str]:
    """Return what one should know before one starts; `extra_time` is the reader's, in percent."""
    lines = [
        limit_text(quiz.minutes, extra_time),
        _("Open book: use the lessons, the formulas beside the questions and a calculator."),
    ]
    if quiz.behavior != "deferred":
        lines.append(_tries_line(quiz))
    if quiz.certainty:
        lines.append(
            _("After each answer you may say how sure you are. It never changes your points.")
        )
    return [
        *lines,
        _("Another try brings other questions and other numbers. Your best score counts."),
        _("After you submit, every answer is explained."),
    ]


def _tries_line(quiz: Quiz) -> str:
    values = {"tries": quiz.tries, "cost": quiz.penalty}
    if not quiz.penalty:
        return _("You may check each answer up to %(tries)s times.") % values
    return (
        _("You may check each answer up to %(tries)s times; each further try costs %(cost)s of its point.")
        % values
    )  # fmt: skip
