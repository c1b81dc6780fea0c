"""What single and multi share: options as typed, as shown, as posted and as explained."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from courseware.quizzes.items import Item, Values
from courseware.quizzes.kinds.kind import (
    NOTHING,
    Note,
    OptionFeedback,
    Order,
    PublicOption,
    PublicQuestion,
    Raw,
    Samples,
    Solution,
)
from courseware.quizzes.questions import Option, Variant
from courseware.quizzes.shapes import Shapes
from courseware.words import Reason

Chosen = frozenset[str]
"""Ids of the options that a learner chose."""
CATCH_ALLS = {"all of the above", "none of the above"}
_TAG = re.compile(r"<[^>]*>")


class Choice:
    """A question with options under its own key (right) and `wrong`; all have feedback."""

    name: ClassVar[str]
    key: ClassVar[str]
    words: ClassVar[Shapes]
    right: ClassVar[range]  # how many right options a question may have
    total: ClassVar[range]  # how many options in all

    def read(self, item: Item) -> tuple[Variant, ...]:
        """Read the options; ids count on from the first right one."""
        if not self._has_fit_counts(item):  # first: thousands of options would each be written
            return ()
        return item.vary(lambda values: self._options(item, values))

    def ids(self, variant: Variant) -> Order:
        """Shuffle all options."""
        return tuple(option.id for option in variant.options)

    def show(self, variant: Variant, order: Order, no: int, done: Raw = NOTHING) -> PublicQuestion:
        """Show the options in this learner's order, named by place only."""
        del done  # there is one step
        texts = {option.id: option.html for option in variant.options}
        shown = tuple(PublicOption(str(n), texts[option]) for n, option in enumerate(order, 1))
        return PublicQuestion(
            no, self.name, variant.ask, fields=("",), options=shown, exhibit=variant.exhibit
        )

    def solve(self, variant: Variant, order: Order, answer: Chosen | None) -> Solution:
        """Explain every option, in the order that was shown."""
        by_id = {option.id: option for option in variant.options}
        chosen = answer or frozenset()
        return Solution(
            options=tuple(
                OptionFeedback(one.html, one.feedback, one.is_right, one.id in chosen)
                for one in (by_id[option] for option in order)
            )
        )

    def samples(self, variant: Variant, order: Order) -> Samples:
        """Choose all right ones, one wrong one, one that is not there, none."""
        wrong = next(option for option in order if option not in right_ids(variant))
        return Samples(
            right=_post(order, right_ids(variant)),
            wrong=_post(order, {wrong}),
            malformed={"": ["0"]},
            blank={},
        )

    def _has_fit_counts(self, item: Item) -> bool:
        right, wrong = len(item.mapping(self.key)), len(item.mapping("wrong"))
        if wrong and right in self.right and right + wrong in self.total:
            return True
        item.source.error(
            f"A {self.name} question cannot have {right} right and {wrong} wrong options.",
            self.key,
            mend=f"Write {_span(self.total)} options, {_span(self.right)} of them right and at least "
            "one wrong.",
        )
        return False

    def _options(self, item: Item, values: Values) -> dict[str, Any]:
        options: list[Option] = []
        read_before: dict[str, str] = {}
        for part, text, feedback in _typed_options(item, self.key):
            shown = item.inline(text, values, part, text)
            told = item.inline(feedback, values, part, text)
            words = plain(shown)
            check_words(item, words, read_before.get(words), part, text)
            read_before[words] = text
            options.append(Option(str(len(options) + 1), shown, told, is_right=part == self.key))
        return {"options": tuple(options)}


def right_ids(variant: Variant) -> Chosen:
    """Return the ids of the right options."""
    return frozenset(option.id for option in variant.options if option.is_right)


def notes(chosen: Chosen) -> tuple[Note, ...]:
    """Return what the distractor report counts: which options were taken."""
    return tuple(Note(f"option:{option}") for option in sorted(chosen))


def parse_tokens(order: Order, raw: Raw) -> Chosen | Reason:
    """Map posted position tokens to option ids; an empty set when nothing was chosen."""
    tokens = [token for token in raw.get("", ()) if token.strip()]
    ids = {str(place): option for place, option in enumerate(order, 1)}
    if len(set(tokens)) < len(tokens) or not ids.keys() >= set(tokens):
        return Reason("answer.unknown_option")
    return frozenset(ids[token] for token in tokens)


def plain(safe_html: str) -> str:
    """Return an option's words as two options are compared: no markup, case, spacing or full stop."""
    text = unicodedata.normalize("NFKC", text_of(safe_html))
    return " ".join(text.casefold().split()).rstrip(".")


def text_of(safe_html: str) -> str:
    """Return the words of a text without its markup."""
    return html.unescape(_TAG.sub("", safe_html))


def _post(order: Order, chosen: Iterable[str]) -> Raw:
    return {"": [str(place) for place, option in enumerate(order, 1) if option in set(chosen)]}


def _span(counts: range) -> str:
    return " to ".join(str(count) for count in sorted({counts[0], counts[-1]}))


def _typed_options(item: Item, key: str) -> Iterator[tuple[str, str, str]]:
    """Yield (part, text, feedback) of each option; those without feedback are reported."""
    for part in (key, "wrong"):
        for text, feedback in item.mapping(part).items():
            if feedback.strip():
                yield part, text, feedback
            else:
                item.source.error(
                    f"The option “{text}” has no feedback.",
                    part,
                    text,
                    mend="Write after its colon why it is right or wrong.",
                )


def check_words(item: Item, words: str, twin: str | None, part: str, text: str) -> None:
    """Report an option whose `words` are those of its `twin`, or have no sense at another place."""
    if twin is not None:
        item.source.error(
            f"The options “{twin}” and “{text}” read the same.",
            part,
            text,
            mend="Change one, or narrow `given` so that they differ in every draw.",
        )
    if words in CATCH_ALLS:
        item.source.error(
            f"“{text}” loses its sense when options are shuffled.",
            part,
            text,
            mend="Write an option that stands on its own.",
        )
