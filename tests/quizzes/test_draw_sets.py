from __future__ import annotations

from dataclasses import dataclass, field

from courseware.calculation.draws import Draw, parse_draw
from courseware.calculation.expressions import parse
from courseware.calculation.variation import REDRAWS, VARIANTS, Recipe, draw_sets


@dataclass
class Counted:
    """A draw that notes for which seed, name and attempt it was drawn."""

    size: int
    drawn_at: list[tuple[int, str, int]] = field(default_factory=list)

    def drawn(self, seed: int, name: str, attempt: int) -> int:
        self.drawn_at.append((seed, name, attempt))
        return 7


def sets(**given: str) -> tuple[dict[str, object], ...]:
    draws: dict[str, Draw] = {name: parse_draw(text) for name, text in given.items()}
    return draw_sets(Recipe(draws, {}, None), VARIANTS)


def test_as_many_sets_as_there_are_and_none_twice() -> None:
    assert sorted(one["x"] for one in sets(x="pick 4 5 6")) == [4, 5, 6]
    assert len(sets(x="1..900")) == VARIANTS
    assert sets(x="3") == ({"x": 3},)


def test_looking_for_another_set_ends_where_there_is_none() -> None:
    """A list that hardly varies (a small `sd`, few digits) would else be drawn 4,000 times."""
    draw = Counted(2**64)
    recipe = Recipe({"d": draw}, {}, parse("d > 0"))  # type: ignore[dict-item]  # drawn like a draw
    assert draw_sets(recipe, VARIANTS) == ({"d": 7},)
    assert len(draw.drawn_at) == 1 + REDRAWS
