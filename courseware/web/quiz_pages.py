"""A quiz under way as its pages show it: to learners, and to authors who look ahead.

Nothing here reveals a key: a question leaves as its kind shows it before grading.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from markupsafe import Markup

from courseware.content.model import Module
from courseware.quizzes.certainty import JUDGED_BY_PEOPLE, read_level
from courseware.quizzes.kinds.kind import Order, PublicQuestion, Raw, is_blank
from courseware.quizzes.kinds.registry import KINDS
from courseware.quizzes.questions import Variant
from courseware.web.cards import CardView, cards_for
from courseware.web.clock import Clock
from courseware.web.language import say
from courseware.words import Reason

SHORT = 110
NUMBER = "numeric"
"""The kind of question beside which formulas and a calculator stand."""


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
    certainty: str | None = None  # how sure, "" if that is not said yet; None: it is not asked
    cards: tuple[CardView, ...] = ()  # formulas that stand beside a number to compute

    @property
    def state(self) -> str:
        """Return answered, unclear or blank."""
        if self.is_blank:
            return "blank"
        return "answered" if self.problem is None else "unclear"

    @property
    def asks_number(self) -> bool:
        """Say whether there is a number to compute, in the question or in a part of it."""
        return NUMBER in {self.public.kind, *(part.question.kind for part in self.public.parts)}


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
    need: int | None = None  # points that pass; None where nothing can be passed
    limit: str = ""  # the time limit in words; "" for none
    clock: Clock | None = None  # what is left of it; None where no clock runs

    @property
    def unanswered(self) -> int:
        """Return how many questions would earn nothing as they stand."""
        return sum(one.is_blank or one.problem is not None for one in self.questions)

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
                "text": one.problem,
                "url": f"{self.url}#q-{one.public.no}",
            }
            for one in self.questions
        ]


def question_of(
    slot: Slot, module: Module | None = None, *, asks_certainty: bool = False
) -> Question:
    """Return what the page may show of a slot before it is graded.

    With a module, its formulas that belong to the question's outcome.
    """
    kind, raw = KINDS[slot.kind], slot.raw
    nothing = is_blank(raw)
    answer = None if nothing else kind.parse(slot.variant, slot.order, raw)
    level = read_level(raw)
    is_sure = asks_certainty and slot.kind not in JUDGED_BY_PEOPLE
    outcome = module.bank.question(slot.question_id).outcome if module else ""
    return Question(
        public=kind.show(slot.variant, slot.order, slot.no),
        raw=raw,
        shown=slot.shown,
        problem=say(answer) if isinstance(answer, Reason) else None,
        is_blank=nothing,
        certainty=str(level or "") if is_sure else None,
        cards=cards_for(module, outcome) if module else (),
    )


@lru_cache(maxsize=1024)
def short_text(html: str) -> str:
    """Return the beginning of a question as plain text. Kept: authors' words, the same for all."""
    text = " ".join(Markup(html).striptags().split())  # noqa: S704 - compiled HTML, only its text is kept
    return text if len(text) <= SHORT else text[:SHORT].rsplit(" ", 1)[0] + " …"
