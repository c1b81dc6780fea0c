"""What a page gets of a question after grading: options, rows and parts explained, what was noticed, why."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from courseware.quizzes.kinds.public import PublicQuestion
from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class Note:
    """What grading noticed. `code` is for reports and never depends on a variant's numbers.

    The words for the learner are either a `reason` of ours or the author's `html`.
    """

    code: str
    reason: Reason | None = None
    html: str = ""


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
