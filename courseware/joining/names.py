"""What a user name may look like, and in which form two of them are the same."""

from __future__ import annotations

import re
import unicodedata

from courseware.joining.folding import fold_name
from courseware.words import Reason

SHORTEST, LONGEST = 2, 60
_MARKS_IN_A_ROW = 2  # what any script needs on one letter; more is a tower
_PUNCTUATION = frozenset(".-_")
# Letters and marks that no font shows: fillers of Hangul, joiners, selectors of variants.
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
# Alphabets with letters of the same shape: one name keeps to one of them.
_ALIKE = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")


def has_unseen(text: str) -> bool:
    """Say whether a text holds controls, marks of direction or letters that nobody sees.

    Two names that differ only in these would look the same.
    """
    return _UNSEEN.search(text) is not None or any(
        unicodedata.category(character)[0] == "C" or unicodedata.category(character) in {"Zl", "Zp"}
        for character in text
    )


def fault_of_user_name(typed: str) -> Reason | None:
    """Say what is wrong with a user name that somebody chose; None if it will do.

    Whether it is taken is another question: names that fold alike are one name. No @ stands in it,
    so that nobody can call themselves by somebody else's address.
    """
    name = unicodedata.normalize("NFKC", typed).strip()
    if not SHORTEST <= len(name) <= LONGEST:
        return Reason("user_name.length", {"least": SHORTEST, "most": LONGEST})
    if has_unseen(typed):
        return Reason("user_name.unseen")
    if not all(_is_fit(character) for character in name) or not name[0].isalnum():
        return Reason("user_name.characters")
    if _has_tower(name) or _mixes_alphabets(name) or fold_name(fold_name(name)) != fold_name(name):
        return Reason("user_name.alike")
    return None


def written(typed: str) -> str:
    """Return a user name as it is stored: the plain form of every character, no space around."""
    return unicodedata.normalize("NFKC", typed).strip()


def _is_fit(character: str) -> bool:
    return character in _PUNCTUATION or unicodedata.category(character)[0] in "LMN"


def _has_tower(name: str) -> bool:
    kinds = "".join(unicodedata.category(character)[0] for character in name)
    return "M" * (_MARKS_IN_A_ROW + 1) in kinds


def _mixes_alphabets(name: str) -> bool:
    first_words = {unicodedata.name(character, "").partition(" ")[0] for character in name}
    return len(first_words.intersection(_ALIKE)) > 1
