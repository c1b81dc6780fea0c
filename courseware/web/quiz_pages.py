"""One question of a quiz under way as its pages show it: to learners, and to authors who look ahead.

Nothing here reveals a key: a question leaves as its kind shows it before grading.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import datetime
from fractions import Fraction

from courseware.content.model import Module
from courseware.quizzes.certainty import read_level
from courseware.quizzes.checking import Checked
from courseware.quizzes.kinds.kind import Order, Readable
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.kinds.registry import JUDGED_BY_PEOPLE, KINDS, STEPWISE
from courseware.quizzes.kinds.several import Several
from courseware.quizzes.posts import Raw, is_blank
from courseware.quizzes.questions import Variant
from courseware.quizzes.stepwise import answer_of, done_of
from courseware.web.cards import CardView, cards_for
from courseware.web.checking import Checking, checking_of
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.words import Reason

NUMBER = "numeric"
"""The kind of question beside which formulas and a calculator stand."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A stored answer that can be chosen: the number of its step, what it holds, when it was saved."""

    seq: int
    raw: Raw
    saved_at: datetime

    @property
    def is_blank(self) -> bool:
        """Say whether nothing was answered."""
        return is_blank(self.raw)


Two = tuple[Stored, Stored]
"""The answer that counts, and another that waits for the learner's choice."""


@dataclass(frozen=True, slots=True)
class Slot:
    """One place of an attempt with its answer. Holds the key: no template gets it before grading.

    `shown` is the JSON of what the page shows as saved, to tell what the learner changed. `tries`
    is what was handed in before the end, the newest last. `judged` is how right the answer is by
    itself where tries cost points, `checks` how many there were. `two` is there when the question was
    answered on two pages.
    """

    no: int
    question_id: str
    kind: str
    variant: Variant
    order: Order
    raw: Raw = field(default_factory=dict)
    shown: str = ""
    tries: tuple[Raw, ...] = ()
    judged: Fraction | None = None
    checks: int = 0
    two: Two | None = None

    @property
    def answer(self) -> Raw:
        """Return the answer that counts, of what was saved and handed in."""
        return answer_of(self.kind, self.raw, self.tries)

    @property
    def done(self) -> Raw:
        """Return the steps that were answered for good."""
        return done_of(self.kind, self.tries)


@dataclass(frozen=True, slots=True)
class Question:
    """One question on the page with what was answered. Holds nothing that reveals the key.

    `step` is the number of the step that is open, in a question that goes step by step; `done` are
    those before it.
    """

    public: PublicQuestion
    raw: Raw
    shown: str
    problem: str | None  # why the answer cannot be read; None if it can or is blank
    is_blank: bool
    unclear: str | None = None  # which of several parts cannot be read; the others count
    missing: str | None = None  # what else is not answered yet
    step: int | None = None
    done: Raw = field(default_factory=dict)
    checking: Checking | None = None  # where answers are checked one by one
    two: Two | None = None
    certainty: str | None = None  # how sure, "" if that is not said yet; None: it is not asked
    cards: tuple[CardView, ...] = ()  # formulas that stand beside a number to compute

    @property
    def is_first_current(self) -> bool:
        """Say whether of two answers the one saved first counts."""
        return self.two is not None and self.two[0].saved_at <= self.two[1].saved_at

    @property
    def note(self) -> str | None:
        """Return what is asked back where the question stands."""
        return self.problem or self.unclear

    @property
    def gaps(self) -> str | None:
        """Return all that should be looked at before submitting; nothing once it is checked for good."""
        if self.checking is not None and self.checking.is_over:
            return None
        return self.problem or " ".join(filter(None, (self.unclear, self.missing))) or None

    @property
    def state(self) -> str:
        """Return answered, unclear or blank; good, part or bad once it is checked."""
        if self.checking is not None and self.checking.verdict:
            return self.checking.verdict
        if self.is_blank:
            return "blank"
        return "answered" if self.gaps is None else "unclear"

    @property
    def asks_number(self) -> bool:
        """Say whether there is a number to compute, in the question or in a part of it."""
        return NUMBER in {self.public.kind, *(part.question.kind for part in self.public.parts)}


def question_of(
    slot: Slot,
    module: Module | None = None,
    *,
    asks_certainty: bool = False,
    checked: Checked | None = None,
    data_url: str = "",
    cards: tuple[CardView, ...] | None = None,
) -> Question:
    """Return what the page may show of a slot before it is graded.

    With a module, its formulas that belong to the question's outcome, unless `cards` names others. `checked` are the tries at it;
    `data_url` is where the data of its table can be had, if it shows one.
    """
    kind, raw, done = KINDS[slot.kind], slot.answer, slot.done
    public = kind.show(slot.variant, slot.order, slot.no, done)
    if slot.variant.columns:
        public = replace(public, data_url=data_url)
    nothing = is_blank(raw)
    answer = None if nothing else kind.parse(slot.variant, slot.order, raw)
    several = answer if isinstance(answer, Several) else None
    unclear = "" if several is None else " ".join(map(_of_part, several.asked_back))
    nothing_read = several is not None and several.is_unreadable
    level = read_level(raw)
    is_sure = asks_certainty and slot.kind not in JUDGED_BY_PEOPLE
    outcome = module.bank.question(slot.question_id).outcome if module else ""
    return Question(
        public=public,
        raw=raw,
        shown=_shown_step(slot, public) if slot.kind in STEPWISE else slot.shown,
        problem=say(answer) if isinstance(answer, Reason) else unclear if nothing_read else None,
        is_blank=nothing,
        unclear=unclear or None,
        missing=_missing(answer) if isinstance(answer, Readable) else None,
        step=len(done) + 1 if slot.kind in STEPWISE and public.fields else None,
        done=done,
        checking=None if checked is None else checking_of(checked),
        two=slot.two,
        certainty=str(level or "") if is_sure else None,
        cards=cards if cards is not None else cards_for(module, outcome) if module else (),
    )


def _missing(answer: Readable) -> str | None:
    """Return what is not given yet in an answer that can be read; None where all is."""
    whole = [say(answer.missing)] if answer.missing else []
    inner = map(_of_part, answer.missing_in) if isinstance(answer, Several) else ()
    return " ".join([*whole, *inner]) or None


def _of_part(said: tuple[int, Reason]) -> str:
    """Return what is asked back, or missing, in one part of an answer."""
    no, reason = said
    return _("Part %(no)s: %(said)s") % {"no": no, "said": say(reason)}


def _shown_step(slot: Slot, public: PublicQuestion) -> str:
    """Return what the page shows as saved: steps that are done have no controls any more."""
    shown = {part: list(slot.raw[part]) for part in public.fields if part in slot.raw}
    return json.dumps(shown) if shown else ""
