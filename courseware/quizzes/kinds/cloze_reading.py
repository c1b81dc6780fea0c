r"""`fill: "… [right; right too] … [right | wrong] …"` → the key of a cloze, or what is wrong with it."""

from __future__ import annotations

import html
import re
from typing import Any

from courseware.calculation.expressions import ExpressionError
from courseware.calculation.texts import fill
from courseware.calculation.values import Values
from courseware.problems import count_errors
from courseware.quizzes.items import Item
from courseware.quizzes.kinds.cloze_key import ClozeKey, Told, choice_id
from courseware.quizzes.kinds.cloze_text import Blank, Unreadable, divide
from courseware.quizzes.kinds.typed_texts import (
    fold,
    has_wildcard,
    is_anything,
    literal,
    matches,
)
from courseware.quizzes.questions import Option, Variant
from courseware.shapes import read_choice

MOST_TEXTS = 8
"""How many texts one blank may hold: right ones, or choices."""
HEAVIEST = 10
_HOLE = "\ue000"  # where a blank is while the text around it is rendered
_TAG = re.compile(r"<(/?)([a-z0-9]+)")
_EMPTY_TAGS = frozenset(("br", "hr", "img", "wbr", "input"))


def read_variants(item: Item) -> tuple[Variant, ...]:
    """Return a variant for each draw, none if something was reported."""
    before = count_errors(item.source)
    try:
        pieces, blanks = divide(item.typed["fill"])
    except Unreadable as fault:
        mend = r"Write the right text between [ and ]; a plain bracket is \[."
        item.source.error(str(fault), "fill", mend=mend)
        return ()
    for blank in blanks:
        _check(item, blank)
    _check_words(item, blanks)
    weights = _weights(item, len(blanks))
    typo = read_choice(item.typed, "typo", ("yes", "no"), item.source) == "yes"
    if count_errors(item.source) > before:
        return ()

    def build(values: Values) -> dict[str, Any]:
        filled = [Blank(_filled(item, one.texts, values), one.is_choice) for one in blanks]
        told = _told(item, filled, values)
        key = ClozeKey(
            pieces=_pieces(item, pieces, values),
            accepts=tuple(() if one.is_choice else one.texts for one in filled),
            weights=weights,
            typo=typo,
            told=told,
        )
        return {"key": key.to_json(), "options": _options(filled, told)}

    return item.vary(build)


def _check(item: Item, blank: Blank) -> None:
    """Report a blank that nobody could fill, or everybody."""
    if len(blank.texts) > MOST_TEXTS:
        _error(item, f"A blank holds {len(blank.texts)} texts; {MOST_TEXTS} are enough.")
    for text in blank.texts:
        if not fold(literal(text)):
            _error(item, "A blank holds an empty text.", "Write what is right there.")
        elif not blank.is_choice and is_anything(text):
            _error(item, f"“{text}” accepts every text.", "Write letters beside the `*`.")
    if not blank.is_choice and has_wildcard(blank.texts[0]):
        said = f"“{blank.texts[0]}” is shown as the right text, so it can hold no `*`."
        _error(item, said, r"Write a whole text first, or \* for a star.")


def _check_words(item: Item, blanks: list[Blank]) -> None:
    """Mention wrong choices about which learners are told nothing."""
    for text in (text for blank in blanks if blank.is_choice for text in blank.texts[1:]):
        if not any(matches(note, fold(literal(text))) for note in item.mapping("feedback")):
            said = f"The choice “{text}” has no feedback."
            item.source.warning(said, "fill", mend="Write in `feedback` why it is wrong there.")


def _weights(item: Item, count: int) -> tuple[int, ...]:
    """Return the weights of the blanks: all 1 unless the author says otherwise."""
    typed = item.typed.get("weights")
    if typed is None:
        return (1,) * count
    known = {str(number): number for number in range(1, HEAVIEST + 1)}
    if len(typed) == count and set(typed) <= known.keys():
        return tuple(known[one] for one in typed)
    mend = f"Write {count} whole numbers from 1 to {HEAVIEST}, one for each blank."
    item.source.error(f"The weights are {', '.join(typed)}.", "weights", mend=mend)
    return ()


def _filled(item: Item, texts: tuple[str, ...], values: Values) -> tuple[str, ...]:
    """Return the texts of a blank with their values; two that are the same answer are reported."""
    try:
        filled = tuple(fill(text, values) for text in texts)
    except ExpressionError as error:
        _error(item, str(error))
        return texts
    seen: dict[str, str] = {}
    for text in filled:
        twin = seen.setdefault(fold(literal(text)), text)
        if twin is not text:
            said = f"“{twin}” and “{text}” are the same answer."
            _error(
                item, said, "Leave one out, or narrow `given` so that they differ in every draw."
            )
    return filled


def _pieces(item: Item, pieces: list[str], values: Values) -> tuple[str, ...]:
    """Return the text around the blanks as safe HTML; each piece must stand by itself."""
    shown = tuple(item.inline(_HOLE.join(pieces), values, "fill").split(_HOLE))
    if any(shown) and (len(shown) != len(pieces) or not all(map(_is_balanced, shown))):
        mend = (
            "Write `fill` as one paragraph, its blanks outside of bold words, links and formulas."
        )
        _error(item, "A blank stands where the text cannot be divided.", mend)
    return shown


def _is_balanced(piece: str) -> bool:
    is_open: list[str] = []
    for closes, tag in _TAG.findall(piece):
        if not closes:
            is_open += [] if tag in _EMPTY_TAGS else [tag]
        elif not is_open or is_open.pop() != tag:
            return False
    return not is_open and "<p>" not in piece


def _told(item: Item, blanks: list[Blank], values: Values) -> tuple[Told, ...]:
    """Return what the author tells; a text that nobody can give is reported."""
    told = []
    only_choices = all(blank.is_choice for blank in blanks)
    choices = {fold(literal(text)) for blank in blanks if blank.is_choice for text in blank.texts}
    for note, words in item.mapping("feedback").items():
        written = _filled(item, (note,), values)[0]
        if only_choices and fold(literal(written)) not in choices:
            said = f"“{note}” is no choice of any blank."
            item.source.error(said, "feedback", note, mend="Write a choice as it stands in `fill`.")
        if is_anything(written):
            said = f"“{note}” would be told to everybody."
            item.source.error(said, "feedback", note, mend="Write that in `why`.")
        told.append(Told(note, written, item.inline(words, values, "feedback", note)))
    return tuple(told)


def _options(blanks: list[Blank], told: tuple[Told, ...]) -> tuple[Option, ...]:
    """Return the choices of all drop-downs, with what is told about each."""
    options = []
    for no, blank in enumerate(blanks, 1):
        for place, text in enumerate(blank.texts if blank.is_choice else (), 1):
            folded = fold(literal(text))
            words = next((one.html for one in told if matches(one.written, folded)), "")
            options.append(
                Option(choice_id(no, place), html.escape(literal(text)), words, place == 1)
            )
    return tuple(options)


def _error(item: Item, said: str, mend: str = "") -> None:
    item.source.error(said, "fill", mend=mend)
