"""The protocol of a question kind, and the plain data that passes between kinds and faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import ClassVar, Protocol, TypeVar

from courseware.quizzes.items import Item
from courseware.quizzes.questions import Variant
from courseware.quizzes.shapes import Shapes
from courseware.words import Reason

Raw = Mapping[str, Sequence[str]]
"""What a form posts for one slot: part name → strings. The main part is named ""."""
Order = tuple[str, ...]
"""Option ids in the order in which this learner sees them; empty for kinds without options."""
A = TypeVar("A")


def is_blank(raw: Raw) -> bool:
    """Say whether nothing was answered: a unit that is chosen without a number is no answer."""
    return not any(text.strip() for text in raw.get("", ()))


@dataclass(frozen=True, slots=True)
class Note:
    """What grading noticed. `code` is for reports and never depends on a variant's numbers.

    The words for the learner are either a `reason` of ours or the author's `html`.
    """

    code: str
    reason: Reason | None = None
    html: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How much of an answer is right, from 0 to 1, exactly."""

    fraction: Fraction
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicOption:
    """A choice on the page: `token` is its place in the shown order ("1", "2", …), never its id."""

    token: str
    html: str


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """All that may leave the server before grading. It has no field that could hold an answer.

    `no` is the place in the quiz; `fields` are the part names that the form posts. `units` is empty
    (a plain number), one unit to print beside the field, or several to choose from.
    `hint` says how many digits are asked.
    """

    no: int
    kind: str
    ask: str
    fields: tuple[str, ...]
    options: tuple[PublicOption, ...] = ()
    units: tuple[str, ...] = ()
    hint: Reason | None = None


@dataclass(frozen=True, slots=True)
class OptionFeedback:
    """One option on the result page, in the order shown before."""

    html: str
    feedback: str
    is_right: bool
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Solution:
    """What may be shown after grading: every option explained, or the right value as text."""

    options: tuple[OptionFeedback, ...] = ()
    right: str = ""


@dataclass(frozen=True, slots=True)
class Samples:
    """Posts that every variant must judge so: full marks, none, and two that are asked back."""

    right: Raw
    wrong: Raw
    malformed: Raw
    blank: Raw


class Kind(Protocol[A]):
    """One kind of question. `A` is what it makes of a readable post; nobody else looks inside.

    `words` are its own entries in quiz.yaml; `key` is the one that makes a question this kind.
    """

    name: ClassVar[str]
    key: ClassVar[str]
    words: ClassVar[Shapes]

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Build one variant for each of the item's draws; every fault is reported to the item."""

    def parse(self, variant: Variant, order: Order, raw: Raw) -> A | Reason:
        """Read a post, or say what to ask back. Never raises: the post may hold anything."""

    def grade(self, variant: Variant, answer: A) -> Verdict:
        """Judge an answer by the table of ASSESSMENT section 1."""

    def show(self, variant: Variant, order: Order, no: int) -> PublicQuestion:
        """Return what the learner sees before grading."""

    def solve(self, variant: Variant, order: Order, answer: A | None) -> Solution:
        """Return what the learner sees after grading; `answer` is None when nothing counted."""

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Return posts whose verdict is known; the lint and the tests grade them."""
