"""The protocol of a question kind, and the plain data that passes between kinds and faces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType
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


NOTHING: Raw = MappingProxyType({})
SIDES = frozenset({"unit", "certainty"})
"""Parts that are no answer by themselves: a unit that is chosen without a number, how sure one is."""


def is_blank(raw: Raw) -> bool:
    """Say whether nothing was answered in any part; what only stands beside an answer is none."""
    return not any(
        text.strip()
        for part, texts in raw.items()
        if part.rsplit(".", 1)[-1] not in SIDES
        for text in texts
    )


def inner(raw: Raw, part: str) -> Raw:
    """Return what was posted for one part of a question, as that part's own kind reads it.

    `p1` becomes the main part "", and `p1.unit` becomes `unit`.
    """
    lead = f"{part}."
    return {
        "" if name == part else name.removeprefix(lead): texts
        for name, texts in raw.items()
        if name == part or name.startswith(lead)
    }


def outer(raw: Raw, part: str) -> Raw:
    """Return the inverse of `inner`: a part's own post under its name in the whole question."""
    return {f"{part}.{name}" if name else part: texts for name, texts in raw.items()}


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
    """How much of an answer is right, from 0 to 1, exactly.

    `needs_review`: a person has to say; the fraction is then 0 until they have. `reason`: nothing
    of several parts could be read; the fraction is then 0, too.
    """

    fraction: Fraction
    notes: tuple[Note, ...] = ()
    needs_review: bool = False
    reason: Reason | None = None


@dataclass(frozen=True, slots=True)
class PublicOption:
    """A choice on the page: `token` is its place in the shown order ("1", "2", …), never its id.

    Without `html` it is the box "None of these", whose words are the page's own.
    """

    token: str
    html: str


@dataclass(frozen=True, slots=True)
class PublicField:
    """One control among several of a question: `part` is the name that it posts ("p1", "p2", …).

    `html` is its label, safe. Without `choices` it is a field to type in.
    """

    part: str
    html: str
    choices: tuple[PublicOption, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """All that may leave the server before grading. It has no field that could hold an answer.

    `no` is the place in the quiz; `fields` are the part names that the form posts. `units` is empty
    (a plain number), one unit to print beside the field, or several to choose from.
    `hint` says how many digits are asked, or what to type. `exhibit` is a chart or table as safe
    HTML, between question and answer. `rows` are the controls of a question with several; `pieces`
    the text around them, one more than rows (cloze). `parts` are questions inside this one.
    `data_url` is where the data of the exhibit's table can be had as a file: a face knows it.
    """

    no: int
    kind: str
    ask: str
    fields: tuple[str, ...]
    options: tuple[PublicOption, ...] = ()
    units: tuple[str, ...] = ()
    hint: Reason | None = None
    exhibit: str = ""
    rows: tuple[PublicField, ...] = ()
    pieces: tuple[str, ...] = ()
    parts: tuple[PublicPart, ...] = ()
    data_url: str = ""


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A question inside a question: its controls post as `name` and `name.unit`.

    `is_done`: it was answered for good, and is only shown (an earlier step of a case): `given` is
    what was chosen, `told` the author's words for that choice, both safe HTML. `weight`: how much
    it counts beside the other parts.
    """

    name: str
    question: PublicQuestion
    is_done: bool = False
    given: str = ""
    told: str = ""
    weight: int = 1


@dataclass(frozen=True, slots=True)
class OptionFeedback:
    """One option on the result page, in the order shown before; `is_part`: it earns a share of the point.

    Without `html` it is the box "None of these".
    """

    html: str
    feedback: str
    is_right: bool
    is_chosen: bool
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class RowFeedback:
    """One row on the result page: its label, what was given, what is right. All but `typed` is safe HTML.

    `typed` are the learner's own characters (escape them); `given` is the text of what they chose.
    """

    html: str
    right: str
    is_right: bool
    given: str = ""
    typed: str = ""
    feedback: str = ""


@dataclass(frozen=True, slots=True)
class Solution:
    """What may be shown after grading: options or rows explained, the right value, the parts.

    `right` is plain text, `model` a model answer as safe HTML, `checklist` what learners check in
    their own answer, safe HTML too. `unit` stood beside the field and belongs to what was typed.
    """

    options: tuple[OptionFeedback, ...] = ()
    right: str = ""
    rows: tuple[RowFeedback, ...] = ()
    parts: tuple[PartFeedback, ...] = ()
    model: str = ""
    checklist: tuple[str, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What the result page says about one slot, or one part of a slot.

    `typed` are the learner's own characters where nothing was to be chosen: escape them. `reason`
    is there when nothing readable was given.
    """

    solution: Solution
    typed: str
    notes: tuple[Note, ...]
    reason: Reason | None
    why: str


@dataclass(frozen=True, slots=True)
class PartFeedback:
    """One part of a question on the result page, with the share of its own point that it earned."""

    question: PublicQuestion
    fraction: Fraction
    feedback: Feedback
    weight: int = 1


@dataclass(frozen=True, slots=True)
class Samples:
    """Posts that every variant must judge so: full marks, none, and two that are asked back."""

    right: Raw
    wrong: Raw
    malformed: Raw
    blank: Raw


class Kind(Protocol[A]):
    """One kind of question. `A` is what it makes of a readable post; nobody else looks inside.

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
        """Judge an answer by the table of ASSESSMENT section 1."""

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
