"""How user names, addresses and teams are compared, and what somebody may have meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches


def fold_name(name: str) -> str:
    """Return the form in which user names and addresses are compared: NFKC, case-folded, trimmed."""
    return unicodedata.normalize("NFKC", name).casefold().strip()


def fold_words(text: str) -> str:
    """Return the form in which names of several words are compared: spaces count as one."""
    return " ".join(fold_name(text).split())


def did_you_mean(typed: str, known: Iterable[str]) -> str:
    """Return the question “Did you mean “…”?” with the nearest known word; empty if none is near."""
    words = {fold_words(word): word for word in known}
    near = get_close_matches(fold_words(typed)[:200], words, n=1, cutoff=0.6)
    return f"Did you mean “{words[near[0]]}”?" if near else ""
