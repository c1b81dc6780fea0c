"""One question checked try by try: each answer judged, what they earn together, what may be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from courseware.quizzes import behaviors
from courseware.quizzes.grading import feedback, grade
from courseware.quizzes.kinds.feedback import Feedback, Note
from courseware.quizzes.kinds.judging import Graded
from courseware.quizzes.kinds.kind import Order
from courseware.quizzes.kinds.registry import JUDGED_BY_PEOPLE, KINDS, STEPWISE
from courseware.quizzes.posts import Raw, is_blank
from courseware.quizzes.questions import Variant
from courseware.quizzes.stepwise import answer_of, done_of
from courseware.quizzes.terms import Terms


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as a learner has it: its kind, its variant, the order of its options."""

    kind: str
    variant: Variant
    order: Order

    @property
    def waits_for_person(self) -> bool:
        """Say whether a person has to give its points."""
        return self.kind in JUDGED_BY_PEOPLE and bool(self.variant.key.get("rubric"))

    def is_checked(self, terms: Terms) -> bool:
        """Say whether answers to it can be checked before the end.

        Steps are taken for good instead. A text that a person marks cannot: nothing would be told
        but the model answer, and then it could be handed in.
        """
        return terms.tries > 0 and self.kind not in STEPWISE and not self.waits_for_person


@dataclass(frozen=True, slots=True)
class Checked:
    """The answers to one question that were handed in, oldest first, and how each was judged."""

    asked: Asked
    terms: Terms
    raws: tuple[Raw, ...]
    graded: tuple[Graded, ...]

    @property
    def fractions(self) -> tuple[Fraction, ...]:
        """Return the share of the point that each answer earns by itself."""
        return tuple(one.fraction for one in self.graded)

    @property
    def earned(self) -> Fraction:
        """Return what all earn together."""
        return behaviors.earned(self.fractions, self.terms)

    @property
    def needs_review(self) -> bool:
        """Say whether a person has to judge the last answer."""
        return bool(self.graded) and self.graded[-1].needs_review

    @property
    def is_over(self) -> bool:
        """Say whether nothing more can be tried."""
        return behaviors.is_over(self.fractions, self.terms)

    @property
    def left(self) -> int:
        """Return how many tries are left."""
        return behaviors.tries_left(self.fractions, self.terms)

    @property
    def last(self) -> Fraction | None:
        """Return how right the last answer was; None before the first."""
        return self.graded[-1].fraction if self.graded else None

    def explain(self) -> Feedback:
        """Explain the last answer. Holds the key: show it only when `is_over`, or after the end."""
        asked = self.asked
        return feedback(asked.variant, asked.order, self.raws[-1], self.graded[-1])


def check(asked: Asked, terms: Terms, raws: Sequence[Raw]) -> Checked:
    """Judge the answers that were handed in."""
    graded = [grade(asked.kind, asked.variant, asked.order, raw) for raw in raws]
    return Checked(asked, terms, tuple(raws), tuple(graded))


def is_finished(asked: Asked, terms: Terms, handed: Sequence[Raw]) -> bool:
    """Say whether nothing more can be handed in: right, out of tries, or at the end of its steps."""
    if asked.kind in STEPWISE:
        done = done_of(asked.kind, handed)
        return not KINDS[asked.kind].show(asked.variant, asked.order, 1, done).fields
    return check(asked, terms, handed).is_over


def close(asked: Asked, terms: Terms, handed: Sequence[Raw], saved: Raw) -> Checked:
    """Judge a question at the end, by its tries and by the answer that is saved.

    Deferred, or marked by a person: what is saved counts. Else the tries count, and what is saved
    but was never checked is the last try, if one is left. A question that goes step by step is one
    answer in any case.
    """
    if asked.kind in STEPWISE:
        return check(asked, terms, [answer_of(asked.kind, saved, handed)])
    if not asked.is_checked(terms):
        return check(asked, terms, [saved])
    checked = check(asked, terms, handed)
    if checked.is_over or is_blank(saved) or not behaviors.is_new(saved, handed):
        return checked
    last = check(asked, terms, [*handed, saved])
    return checked if last.graded[-1].reason is not None else last


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of one thing that was chosen or typed. `html`, `given` and `words` are safe HTML.

    `typed` are the learner's own characters: escape them. `no` counts rows from 1, for those without
    words of their own (`html`), as blanks are. It has no field for what is right.
    """

    html: str
    words: str
    is_right: bool
    given: str = ""
    typed: str = ""
    no: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What may be told between two tries: it has no field that could hold the key."""

    fraction: Fraction
    remarks: tuple[Remark, ...]
    notes: tuple[Note, ...]
    parts: tuple[Told, ...] = ()


def told(explained: Feedback, fraction: Fraction) -> Told:
    """Return what may be told of an answer while another try is left.

    That is feedback on what was chosen, foreseen mistakes, and for rows whether each is right; the
    author's words on a row only where it is, since they say what belongs there. Never what was not
    chosen, the right value, the model answer or the rule.
    """
    solution = explained.solution
    options = [
        Remark(one.html, one.feedback, one.is_right) for one in solution.options if one.is_chosen
    ]
    rows = [
        Remark(
            one.html, one.feedback if one.is_right else "", one.is_right, one.given, one.typed, no
        )
        for no, one in enumerate(solution.rows, 1)
        if one.given or one.typed
    ]
    parts = [told(one.feedback, one.fraction) for one in solution.parts]
    return Told(fraction, (*options, *rows), explained.notes, tuple(parts))
