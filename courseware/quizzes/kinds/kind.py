"""The protocol of a question kind: what reads, judges and shows one, and the verdict it comes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import ClassVar, Protocol, TypeVar

from courseware.quizzes.items import Item
from courseware.quizzes.kinds.feedback import Note, Solution
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.posts import NOTHING, Raw
from courseware.quizzes.questions import Variant
from courseware.shapes import Shapes
from courseware.words import Reason

Order = tuple[str, ...]
"""Option ids in the order in which this learner sees them; empty for kinds without options."""
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much of an answer is right, from 0 to 1, exactly.

    `needs_review`: a person has to say; the fraction is then 0 until they have. `reason`: nothing
    of several parts could be read; the fraction is then 0, too.
    """

    fraction: Fraction
    notes: tuple[Note, ...] = ()
    needs_review: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class Readable:
    """What `parse` makes of a post that can be read though something may be missing in it.

    `missing`: what is not given yet; it is told before handing in.
    """

    missing: Reason | None = field(default=None, kw_only=True)


@dataclass(frozen=True, slots=True)
class Samples:
    """Posts that every variant must judge so: full marks, none, and two that are asked back."""

    right: Raw
    wrong: Raw
    malformed: Raw
    blank: Raw


class Kind(Protocol[A]):
    """One kind of question. `A` is what it makes of a readable post.

    Nobody else looks inside of it, but for what a `Readable` says is missing.
    `words` are its own entries in quiz.yaml; `key` is the one that makes a question this kind. Every
    question needs `ask` and `why`, but for those of a kind that lists them among its own `words`: it
    may do without, and its variants then say what they ask and why.
    """

    name: ClassVar[str]
    key: ClassVar[str]
    words: ClassVar[Shapes]

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Build one variant for each of the item's draws; every fault is reported to the item."""

    def parse(self, variant: Variant, order: Order, raw: Raw) -> A | Reason:
        """Read a post, or say what to ask back. Never raises: the post may hold anything."""

    def grade(self, variant: Variant, answer: A) -> Verdict:
        """Judge an answer, exactly; the docstring of each kind says what earns how much."""

    def ids(self, variant: Variant) -> Order:
        """Return the ids that are shuffled for each learner; `Order` holds them as this one sees them."""

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Return what the learner sees before grading.

        `done` holds the steps that were answered for good; only kinds that go step by step use it.
        """

    def solve(self, variant: Variant, order: Order, answer: A | None) -> Solution:
        """Return what the learner sees after grading; `answer` is None when nothing counted."""

    def chance(self, variant: Variant) -> Fraction | None:
        """Return the fraction that random answering earns on average, exactly; None where it has no sense."""

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Return posts whose verdict is known; the lint and the tests grade them."""
