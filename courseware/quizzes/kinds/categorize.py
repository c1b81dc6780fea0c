"""Items to sort: each goes into one of the groups."""

from __future__ import annotations

from typing import ClassVar

from courseware.quizzes.items import Item
from courseware.quizzes.kinds.assigning import Assigning, key_builder
from courseware.quizzes.kinds.kind import Order
from courseware.quizzes.kinds.rows import RowsKey, Typed, check_feedback, is_counted
from courseware.quizzes.questions import Variant
from courseware.shapes import GROUPS, TABLE, Shapes

BINS = range(2, 6)
ITEMS = range(3, 11)


class Categorize(Assigning):
    """The learner puts each item into a group; a group may stay empty."""

    name = "categorize"
    key = "sort"
    words: ClassVar[Shapes] = {"sort": GROUPS, "feedback": TABLE}

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the groups with their items."""
        groups = item.typed["sort"]
        bins = [Typed(group, ("sort", group)) for group in groups]
        items = [
            Typed(text, ("sort", group, place), str(no))
            for no, (group, texts) in enumerate(groups.items(), 1)
            for place, text in enumerate(texts)
        ]
        check_feedback(item, items)
        if not (
            is_counted(item, "sort", "groups", len(bins), BINS)
            and is_counted(item, "sort", "items", len(items), ITEMS)
        ):
            return ()
        return item.vary(key_builder(item, items, bins))

    def ids(self, variant: Variant) -> Order:
        """Shuffle the items: the author wrote them group by group."""
        return RowsKey.from_json(variant.key).ids

    def rows(self, key: RowsKey, order: Order) -> Order:
        """Return the items as they were shuffled."""
        del key  # the order holds all of them
        return order

    def choices(self, key: RowsKey, order: Order) -> Order:
        """Return the groups as the author wrote them: they often have an order of their own."""
        del order  # holds the items
        return key.choice_ids
