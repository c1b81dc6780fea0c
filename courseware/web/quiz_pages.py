"""A quiz under way as its pages show it: to learners, and to authors who look ahead.

Nothing here reveals a key: a question leaves as its kind shows it before grading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from courseware.content.model import Module
from courseware.quizzes.kinds.kind import Order, PublicQuestion, Raw, is_blank
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Variant
from courseware.quizzes.terms import Purpose, terms_of
from courseware.web.language import say
from courseware.words import Reason

SHORT = 110


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of an attempt with its answer. Holds the key: no template gets it before grading.

    `shown` is the JSON of what the page shows as saved, to tell what the learner changed.
    """

    no: int
    question_id: str
    kind: str
    variant: Variant
    order: Order
    raw: Raw = field(default_factory=dict)
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question on the page with what was answered. Holds nothing that reveals the key."""

    public: PublicQuestion
    raw: Raw
    shown: str
    problem: str | None  # why the answer cannot be read; None if it can or is blank
    is_blank: bool

    @property
    def state(self) -> str:
        """Return answered, unclear or blank."""
        if self.is_blank:
            return "blank"
        return "answered" if self.problem is None else "unclear"


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt as its pages use it; `url` is the page with its questions."""

    module: Module
    questions: tuple[Question, ...]
    maximum: int
    deadline_at: datetime
    url: str
    seq: int = 0
    saved_at: datetime | None = None
    purpose: Purpose = Purpose.QUIZ

    @property
    def is_challenge(self) -> bool:
        """Say whether it is a challenge: its page has another name and another mark."""
        return self.purpose is Purpose.CHALLENGE

    @property
    def points_needed(self) -> int:
        """Return the least whole number of points that passes."""
        return terms_of(self.module.bank.quiz, self.purpose).points_needed(self.maximum)

    @property
    def unanswered(self) -> int:
        """Return how many questions would earn nothing as they stand."""
        return sum(one.is_blank or one.problem is not None for one in self.questions)

    @property
    def slots(self) -> list[dict[str, object]]:
        """Return the lines of the page that is read before submitting."""
        return [
            {
                "no": one.public.no,
                "ask": short_text(one.public.ask),
                "state": one.state,
                "text": one.problem,
                "url": f"{self.url}#q-{one.public.no}",
            }
            for one in self.questions
        ]


def question_of(slot: Slot) -> Question:
    """Return what the page may show of a slot before it is graded."""
    kind, raw = KINDS[slot.kind], slot.raw
    nothing = is_blank(raw)
    answer = None if nothing else kind.parse(slot.variant, slot.order, raw)
    return Question(
        public=kind.show(slot.variant, slot.order, slot.no),
        raw=raw,
        shown=slot.shown,
        problem=say(answer) if isinstance(answer, Reason) else None,
        is_blank=nothing,
    )


@lru_cache(maxsize=1024)
def short_text(html: str) -> str:
    """Return the beginning of a question as plain text. Kept: authors' words, the same for all."""
    text = " ".join(Markup(html).striptags().split())  # noqa: S704 - compiled HTML, only its text is kept
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
