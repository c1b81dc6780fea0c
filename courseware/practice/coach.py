"""The entry coach: what would make an entry of the practice log better, before it is sent.

It looks at the shape of what was written, never at the language, so it helps in any of them. It
never forbids anything: what must be mended is said by `practice.entries`.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from fractions import Fraction

from courseware.practice.entries import Written, words_in
from courseware.words import Reason

SHORT_DID = 6
LONG_DAY = Fraction(8)
_BARE = re.compile(r"[\s\d.,:/+\-−–]*", re.ASCII)
_DIGIT = re.compile(r"\d")


def hints(entry: Written, *, before: Collection[str], wanted: int = 0) -> list[tuple[str, Reason]]:
    """Return (field, hint) for what could be better, in the order of the form.

    `before`: the categories of the learner's other entries; `wanted`: how many the next level asks for.
    """
    found: list[tuple[str, Reason]] = []
    if entry.hours is not None and entry.hours > LONG_DAY:
        found.append(("hours", Reason("coach.long_day")))
    if entry.category is not None and entry.category in before and len(set(before)) < wanted:
        values = {"have": len(set(before)), "want": wanted}
        found.append(("category", Reason("coach.other_category", values)))
    if entry.did.strip() and words_in(entry.did) < SHORT_DID:
        found.append(("did", Reason("coach.did_short")))
    if _DIGIT.search(entry.observed) and _BARE.fullmatch(entry.observed):
        found.append(("observed", Reason("coach.no_unit")))
    thought = " ".join([entry.reflection, *entry.lines.values()])
    if thought.strip() and not _DIGIT.search(thought):
        found.append(("reflection", Reason("coach.no_number")))
    return found
