"""One question as it was typed, ready for its kind: its words, its values, where to report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from courseware.calculation.expressions import ExpressionError
from courseware.calculation.texts import fill
from courseware.calculation.values import Values
from courseware.problems import Source, count_errors
from courseware.quizzes.exhibits import NO_EXHIBIT, Exhibit, ExhibitError, make_exhibit
from courseware.quizzes.questions import Variant

LONGEST = 10_000
"""Characters of one text of a question: it is written anew for each of its variants."""


@dataclass(frozen=True, slots=True)
class Item:
    """A question under reading. Its entries have their shapes; `draws` holds one set a variant."""

    typed: Mapping[str, Any]
    source: Source
    draws: tuple[Values, ...]
    render: Callable[[str], str]

    def mapping(self, name: str) -> Mapping[str, str]:
        """Return the table under `name`, empty if there is none."""
        table: Mapping[str, str] = self.typed.get(name, {})
        return table

    def vary(self, build: Callable[[Values], dict[str, Any]]) -> tuple[Variant, ...]:
        """Make a variant of each draw; `build` returns what belongs to the kind.

        `ask` and `why` are the author's, and "" where there are none, unless `build` returns its own.
        Stops after the first variant with a fault: the others would only repeat it.
        """
        variants = []
        before = count_errors(self.source)
        for no, values in enumerate(self.draws, 1):
            texts = {name: self._text(name, values) for name in ("ask", "why")}
            shown = self._reported_exhibit(values)
            own = {**texts, "exhibit": shown.html, "columns": shown.columns, **build(values)}
            if count_errors(self.source) > before:
                return ()
            variants.append(Variant(no, values=values, **own))
        return tuple(variants)

    def exhibit(self, values: Values) -> Exhibit:
        """Return the chart and the table of these values; an empty one where `vary` reports why."""
        try:
            return make_exhibit(self.typed, values)
        except ExhibitError:
            return NO_EXHIBIT

    def _reported_exhibit(self, values: Values) -> Exhibit:
        try:
            return make_exhibit(self.typed, values)
        except ExhibitError as error:
            self.source.error(str(error), *error.path)
            return NO_EXHIBIT

    def _text(self, name: str, values: Values) -> str:
        return self.block(self.typed[name], values, name) if name in self.typed else ""

    def block(self, text: str, values: Values, *path: str | int) -> str:
        """Return a text with its values as safe HTML; "" when that was not possible."""
        try:
            filled = fill(text, values)
            if len(filled) <= LONGEST:
                return self.render(filled)
            said = f"A text of a question holds at most {LONGEST:,} characters."
        except ExpressionError as error:
            said = str(error)
        self.source.error(said, *path)
        return ""

    def inline(self, text: str, values: Values, *path: str | int) -> str:
        """Return the same, without the paragraph around a single one: it stands inside a label."""
        shown = self.block(text, values, *path).strip()
        if shown.count("<p>") == 1 and shown.startswith("<p>") and shown.endswith("</p>"):
            return shown[len("<p>") : -len("</p>")]
        return shown
