"""Pairs to match: each stem gets one of the choices, some of which may fit nothing."""

from __future__ import annotations

from typing import Any, ClassVar

from courseware.calculation.values import Values
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.assigning import Assigning, key_builder
from courseware.quizzes.kinds.kind import Order
from courseware.quizzes.kinds.rows import RowsKey, Typed, check_feedback, is_counted
from courseware.quizzes.questions import Variant
from courseware.shapes import LIST, PAIRS, TABLE, Shapes

STEMS = range(2, 9)
CHOICES = range(2, 13)


class Matching(Assigning):
    """The learner chooses a match for each stem. Stems that share a text share one choice."""

    name = "matching"
    key = "match"
    words: ClassVar[Shapes] = {"match": PAIRS, "extra": LIST, "feedback": TABLE}

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read stems and choices; a choice that several stems share is one."""
        pairs = item.mapping("match")
        ids: dict[str, str] = {}
        choices, stems = [], []
        for stem, match in pairs.items():
            if match.strip() not in ids:
                ids[match.strip()] = str(len(ids) + 1)
                choices.append(Typed(match.strip(), ("match", stem)))
            stems.append(Typed(stem, ("match", stem), ids[match.strip()]))
        choices += [
            Typed(text, ("extra", place)) for place, text in enumerate(item.typed.get("extra", ()))
        ]
        check_feedback(item, stems)
        if not (
            is_counted(item, "match", "rows", len(stems), STEMS)
            and is_counted(item, "match", "different choices", len(choices), CHOICES)
        ):
            return ()
        build = key_builder(item, stems, choices)

        def build_plain(values: Values) -> dict[str, Any]:
            built = build(values)
            for one, html in zip(choices, built["key"]["choices"], strict=True):
                if "<math" in html or "<img" in html:
                    item.source.error(
                        f"The choice “{one.text}” stands in a drop-down list, which shows words only.",
                        *one.where,
                        mend="Put formulas and pictures on the left side, or write them in words.",
                    )
            return built

        return item.vary(build_plain)

    def ids(self, variant: Variant) -> Order:
        """Shuffle the choices."""
        return RowsKey.from_json(variant.key).choice_ids

    def rows(self, key: RowsKey, order: Order) -> Order:
        """Return the stems as the author wrote them."""
        del order  # holds the choices
        return key.ids

    def choices(self, key: RowsKey, order: Order) -> Order:
        """Return the choices as they were shuffled."""
        del key  # the order holds all of them
        return order
