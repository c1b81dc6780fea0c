"""A quiz under way, whole, as its pages show it: its questions, its terms and its clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from courseware.content.model import Module
from courseware.quizzes.terms import Purpose
from courseware.web.clock import Clock
from courseware.web.language import gettext as _
from courseware.web.quiz_pages import Question

SHORT = 110
"""How many characters of a question stand in a list."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt as its pages use it; `url` is the page with its questions, `terms` how one is checked."""

    module: Module
    questions: tuple[Question, ...]
    maximum: int
    deadline_at: datetime
    url: str
    seq: int = 0
    saved_at: datetime | None = None
    purpose: Purpose = Purpose.QUIZ
    terms: str = ""
    need: int | None = None  # points that pass; None where nothing can be passed
    limit: str = ""  # the time limit in words; "" for none
    clock: Clock | None = None  # what is left of it; None where no clock runs

    @property
    def is_practice(self) -> bool:
        """Say whether it is practice, which leaves nothing on the record."""
        return self.purpose is Purpose.PRACTICE

    @property
    def is_challenge(self) -> bool:
        """Say whether it is a challenge: its page has another name and another mark."""
        return self.purpose is Purpose.CHALLENGE

    @property
    def is_review(self) -> bool:
        """Say whether it is a level review: of several modules, with a page of its own to come from."""
        return self.purpose is Purpose.REVIEW

    @property
    def title(self) -> str:
        """Return what it is, with the module or the level that it is of."""
        words = {
            Purpose.PRACTICE: _("Practice: %(title)s"),
            Purpose.CHALLENGE: _("Challenge: %(title)s"),
            Purpose.REVIEW: _("Level review: %(title)s"),
        }
        return words.get(self.purpose, _("Quiz: %(title)s")) % {"title": self.module.title}

    @property
    def name(self) -> str:
        """Return what it is, in a word or two."""
        words = {
            Purpose.PRACTICE: _("Practice"),
            Purpose.CHALLENGE: _("Challenge"),
            Purpose.REVIEW: _("Level review"),
        }
        return words.get(self.purpose, _("Quiz"))

    @property
    def is_checked(self) -> bool:
        """Say whether answers are checked one by one."""
        return any(one.checking is not None for one in self.questions)

    @property
    def unanswered(self) -> int:
        """Return how many questions would earn nothing as they stand."""
        return sum(
            (one.is_blank or one.problem is not None)
            and (one.checking is None or not one.checking.verdict)
            for one in self.questions
        )

    @property
    def contested(self) -> list[Question]:
        """Return the questions that have two answers."""
        return [one for one in self.questions if one.two is not None]

    @property
    def asks_numbers(self) -> bool:
        """Say whether a calculator is of use."""
        return any(one.asks_number for one in self.questions)

    @property
    def slots(self) -> list[dict[str, object]]:
        """Return the lines of the page that is read before submitting."""
        return [
            {
                "no": one.public.no,
                "ask": short_text(one.public.ask),
                "state": one.state,
                "is_over": one.checking is not None and one.checking.is_over,
                "text": one.gaps,
                "url": f"{self.url}#q-{one.public.no}",
            }
            for one in self.questions
        ]


@lru_cache(maxsize=1024)
def short_text(html: str) -> str:
    """Return the beginning of a question as plain text. Kept: authors' words, the same for all."""
    text = " ".join(Markup(html).striptags().split())  # noqa: S704 - compiled HTML, only its text is kept
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
