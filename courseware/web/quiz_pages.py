"""A quiz under way as its pages show it: to learners, and to authors who look ahead.

Nothing here reveals a key: a question leaves as its kind shows it before grading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from functools import lru_cache

from markupsafe import Markup

from courseware.content.model import Module
from courseware.quizzes.checking import Checked
from courseware.quizzes.kinds.kind import Order, PublicQuestion, Raw, is_blank
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Variant
from courseware.quizzes.terms import Purpose
from courseware.web.checking import Checking, checking_of
from courseware.web.language import say
from courseware.words import Reason

SHORT = 110


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of an attempt with its answer. Holds the key: no template gets it before grading.

    `shown` is the JSON of what the page shows as saved, to tell what the learner changed. `judged` is
    how right the answer is by itself where tries cost points, `tries` how many there were.
    """

    no: int
    question_id: str
    kind: str
    variant: Variant
    order: Order
    raw: Raw = field(default_factory=dict)
    shown: str = ""
    judged: Fraction | None = None
    tries: int = 0


@dataclass(frozen=True, slots=True)
class Question:
    """One question on the page with what was answered. Holds nothing that reveals the key."""

    public: PublicQuestion
    raw: Raw
    shown: str
    problem: str | None  # why the answer cannot be read; None if it can or is blank
    is_blank: bool
    checking: Checking | None = None  # where answers are checked one by one

    @property
    def state(self) -> str:
        """Return answered, unclear or blank; good, part or bad once it is checked."""
        if self.checking is not None and self.checking.verdict:
            return self.checking.verdict
        if self.is_blank:
            return "blank"
        return "answered" if self.problem is None else "unclear"


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

    @property
    def is_practice(self) -> bool:
        """Say whether it is practice, which leaves nothing on the record."""
        return self.purpose is Purpose.PRACTICE

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
    def slots(self) -> list[dict[str, object]]:
        """Return the lines of the page that is read before submitting."""
        return [
            {
                "no": one.public.no,
                "ask": short_text(one.public.ask),
                "state": one.state,
                "is_over": one.checking is not None and one.checking.is_over,
                "text": None if one.checking and one.checking.is_over else one.problem,
                "url": f"{self.url}#q-{one.public.no}",
            }
            for one in self.questions
        ]


def question_of(slot: Slot, checked: Checked | None = None) -> Question:
    """Return what the page may show of a slot before it is graded; `checked` are the tries at it."""
    kind, raw = KINDS[slot.kind], slot.raw
    nothing = is_blank(raw)
    answer = None if nothing else kind.parse(slot.variant, slot.order, raw)
    return Question(
        public=kind.show(slot.variant, slot.order, slot.no),
        raw=raw,
        shown=slot.shown,
        problem=say(answer) if isinstance(answer, Reason) else None,
        is_blank=nothing,
        checking=None if checked is None else checking_of(checked),
    )


@lru_cache(maxsize=1024)
def short_text(html: str) -> str:
    """Return the beginning of a question as plain text. Kept: authors' words, the same for all."""
    text = " ".join(Markup(html).striptags().split())  # noqa: S704 - compiled HTML, only its text is kept
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
