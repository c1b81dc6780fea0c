"""A text with blanks: typed, compared without case and spacing, or chosen from a drop-down."""

from __future__ import annotations

import html
from fractions import Fraction
from typing import ClassVar

from courseware.quizzes.items import Item
from courseware.quizzes.kinds.cloze_key import ClozeKey, choices_of, of_blank
from courseware.quizzes.kinds.cloze_reading import read_variants
from courseware.quizzes.kinds.feedback import Note, RowFeedback, Solution
from courseware.quizzes.kinds.kind import Order, Samples, Verdict
from courseware.quizzes.kinds.public import PublicField, PublicOption, PublicQuestion
from courseware.quizzes.kinds.typed_texts import fold, literal, matches
from courseware.quizzes.posts import NOTHING, Raw, filled, part_name
from courseware.quizzes.questions import Variant
from courseware.shapes import LIST, TABLE, TEXT, Shapes
from courseware.words import Reason

LONGEST = 200
"""Characters that may be typed in one blank."""
_NOBODYS = ("qqqq", "xjxj", "0000", "ⵣⵣⵣⵣ")
"""Texts of which one is wrong in any blank."""

Given = tuple[str, ...]
"""For each blank what was typed, or the id of what was chosen; "" where nothing was."""


class Cloze:
    """The learner completes a sentence, blank by blank."""

    name: ClassVar[str] = "cloze"
    key: ClassVar[str] = "fill"
    words: ClassVar[Shapes] = {"fill": TEXT, "weights": LIST, "typo": TEXT, "feedback": TABLE}

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the text with its blanks."""
        return read_variants(item)

    def parse(self, variant: Variant, order: Order, raw: Raw) -> Given | Reason:
        """Read one text or choice for each blank; some may be left empty, not all."""
        given = []
        for no, accepts in enumerate(ClozeKey.from_json(variant.key).accepts, 1):
            one = _typed(raw, no) if accepts else _chosen(order, raw, no)
            if isinstance(one, Reason):
                return one
            given.append(one)
        return tuple(given) if any(given) else Reason("answer.fill_some")

    def grade(self, variant: Variant, answer: Given) -> Verdict:
        """Give each right blank its share of the point; one left empty earns nothing."""
        key = ClozeKey.from_json(variant.key)
        right = variant.right_ids
        fraction, notes = Fraction(0), []
        for no, given in enumerate(answer, 1):
            if not key.accepts[no - 1]:
                fraction += key.share(no) * (given in right)
                notes += [Note(f"option:{given}")] if given else []
                continue
            judged = key.judge(no, given)
            fraction += key.share(no) * judged.is_right
            if judged.spelling:
                values = {"typed": given.strip(), "right": judged.spelling}
                notes.append(Note(f"typo:{part_name(no)}", Reason("answer.spelling", values)))
            elif judged.told and not judged.is_right:
                notes.append(Note(f"answer:{part_name(no)}:{judged.told.note}"))
        return Verdict(fraction, tuple(notes))

    def ids(self, variant: Variant) -> Order:
        """Shuffle the choices of all drop-downs; each shows its own."""
        return tuple(option.id for option in variant.options)

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show the text around the blanks, and for each a field or its choices in this order."""
        del done  # there is one step
        key = ClozeKey.from_json(variant.key)
        blanks = range(1, len(key.accepts) + 1)
        return PublicQuestion(
            no,
            self.name,
            variant.ask,
            fields=tuple(map(part_name, blanks)),
            exhibit=variant.exhibit,
            rows=tuple(
                PublicField(part_name(one), "", _choices(variant, order, one)) for one in blanks
            ),
            pieces=key.pieces,
        )

    def solve(self, variant: Variant, order: Order, answer: Given | None) -> Solution:
        """Explain each blank, and show the whole text with what is right.

        `right` lists for authors all that is right, blank by blank.
        """
        del order  # the page names what was chosen, not its place
        key = ClozeKey.from_json(variant.key)
        given = answer or ("",) * len(key.accepts)
        rows = tuple(_row(variant, key, no, one) for no, one in enumerate(given, 1))
        model = key.pieces[0]
        for row, piece in zip(rows, key.pieces[1:], strict=True):
            model += f"<b>{row.right}</b>{piece}"
        texts = (
            "; ".join(map(literal, accepts)) or html.unescape(row.right)
            for accepts, row in zip(key.accepts, rows, strict=True)
        )
        return Solution(right=" · ".join(texts), rows=rows, model=model)

    def chance(self, variant: Variant) -> Fraction:
        """Return what guessing the drop-downs earns; no guess at random meets a text."""
        key = ClozeKey.from_json(variant.key)
        return sum(
            (
                key.share(no) / len(choices_of(variant, no))
                for no, accepts in enumerate(key.accepts, 1)
                if not accepts
            ),
            Fraction(0),
        )

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Give what is shown as right, what is wrong everywhere, too long a text, nothing."""
        right: dict[str, list[str]] = {}
        wrong: dict[str, list[str]] = {}
        malformed: dict[str, list[str]] = {}
        for no, accepts in enumerate(ClozeKey.from_json(variant.key).accepts, 1):
            tokens = {one: str(place) for place, one in enumerate(of_blank(order, no), 1)}
            keys = variant.right_ids
            right[part_name(no)] = (
                [literal(accepts[0])]
                if accepts
                else [token for one, token in tokens.items() if one in keys]
            )
            wrong[part_name(no)] = (
                [_wrong(accepts)]
                if accepts
                else [next(token for one, token in tokens.items() if one not in keys)]
            )
            malformed[part_name(no)] = ["a" * (LONGEST + 1)] if accepts else ["0"]
        return Samples(right, wrong, malformed, blank={one: [""] for one in right})


def _typed(raw: Raw, no: int) -> str | Reason:
    texts = filled(raw, part_name(no))
    if len(texts) > 1:
        return Reason("answer.blank_twice", {"no": no})
    if texts and len(texts[0]) > LONGEST:
        return Reason("answer.blank_long", {"no": no, "limit": LONGEST})
    return texts[0] if texts else ""


def _chosen(order: Order, raw: Raw, no: int) -> str | Reason:
    """Return the id behind the posted position token."""
    tokens = filled(raw, part_name(no))
    ids = {str(place): one for place, one in enumerate(of_blank(order, no), 1)}
    if len(tokens) > 1 or not ids.keys() >= set(tokens):
        return Reason("answer.unknown_option")
    return ids[tokens[0]] if tokens else ""


def _choices(variant: Variant, order: Order, no: int) -> tuple[PublicOption, ...]:
    texts = {option.id: option.html for option in variant.options}
    return tuple(
        PublicOption(str(place), texts[one]) for place, one in enumerate(of_blank(order, no), 1)
    )


def _row(variant: Variant, key: ClozeKey, no: int, given: str) -> RowFeedback:
    accepts = key.accepts[no - 1]
    if not accepts:
        choices = choices_of(variant, no)
        right = next(one.html for one in choices if one.is_right)
        chosen = next((one for one in choices if one.id == given), None)
        if chosen is None:
            return RowFeedback("", right, is_right=False)
        return RowFeedback("", right, chosen.is_right, chosen.html, feedback=chosen.feedback)
    judged = key.judge(no, given)
    told = judged.told.html if judged.told else ""
    right = html.escape(literal(accepts[0]))
    return RowFeedback("", right, judged.is_right, typed=given, feedback=told)


def _wrong(accepts: tuple[str, ...]) -> str:
    """Return a text that is wrong here; the lint reports the blank if there is none."""
    for text in _NOBODYS:
        if not any(matches(written, fold(text)) for written in accepts):
            return text
    return _NOBODYS[0]
