"""What a browser posts for an attempt, read into answers; hostile forms become None, never an error."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from courseware.quizzes.answers import Answer

# Digits are 0 to 9 only: \d and isdigit() also take those of other scripts, and int() not all of them.
_FIELD = re.compile(
    r"(slot|done)-([1-9][0-9]{0,2})(?:\.([a-z][a-z0-9_]{0,19}(?:\.[a-z][a-z0-9_]{0,19}){0,2}))?"
)
_WAS = re.compile(r"was-([1-9][0-9]{0,2})")
_SLOTS = re.compile(r"(?:[1-9][0-9]{0,2}(?:,|$))*")
_KEY = re.compile(r"[0-9A-Za-z_-]{8,64}")
_PAGE = re.compile(r"[0-9A-Za-z_-]{1,64}")
_SEQ = re.compile(r"[0-9]{1,9}")
_SINGLE = ("key", "seq", "slots", "page")
LONGEST_SLOT = 8_000
"""How many characters one question may be answered with, all its parts together.

The longest text (`LONGEST` of a reflection) fits even if each of its characters is a line break,
which a plain form sends as two.
"""
MOST_VALUES = 60
"""How many values one part of an answer may have (check boxes)."""
MOST_PARTS = 64
"""How many parts: six times ten items to sort, and how sure one is."""
_LONGEST_WAS = 10 * LONGEST_SLOT  # as JSON, with its escapes


@dataclass(frozen=True, slots=True)
class Given:
    """One save: its idempotency key and the answers by slot."""

    key: str
    answers: dict[int, Answer]

    @property
    def form_key(self) -> str:
        """Return the key of a plain form with what it holds.

        A page whose reply was lost still stands there with its one key: what was changed on it
        since is another save, and the same form sent twice is one.
        """
        texts = json.dumps([[no, one.text] for no, one in sorted(self.answers.items())])
        return f"{self.key}.{hashlib.sha256(texts.encode()).hexdigest()[:16]}"


def read_answers(form: MultiDict[str, str]) -> Given | None:
    """Read a save; None if it is not one of ours (a missing key, a strange number, a flood).

    A script names the slots that it changed (`slots`). A plain form posts all of them. Both say
    which page it is (`page`) and what it last knew as saved for each slot (`was-<slot>`), so that an
    old tab neither puts old answers back nor takes newer ones away. Which slots the attempt has is
    the operation's to know.
    """
    if any(len(form.getlist(name)) > 1 for name in _SINGLE):
        return None  # which of them was meant?
    key, seq, page = form.get("key", ""), form.get("seq", "0"), form.get("page")
    if _KEY.fullmatch(key) is None or _SEQ.fullmatch(seq) is None:
        return None
    if page is not None and _PAGE.fullmatch(page) is None:
        return None
    raws, named = read_raws(form), form.get("slots")
    if raws is None or (named is not None and _SLOTS.fullmatch(named) is None):
        return None
    wanted = _on_the_page(form) | set(raws) if named is None else _named(named)
    answers = {
        no: Answer(
            client_seq=int(seq),
            raw=raws.get(no, {}),
            was=_was(form.get(f"was-{no}")),
            page=page,
        )
        for no in wanted
    }
    return Given(key, answers)


def _named(text: str) -> set[int]:
    return {int(part) for part in text.split(",") if part}


def _on_the_page(form: MultiDict[str, str]) -> set[int]:
    """Return the slots that a plain form showed: an empty one may have been emptied."""
    return {int(match[1]) for name in form if (match := _WAS.fullmatch(name))}


def read_raws(
    form: MultiDict[str, str], lead: str = "slot"
) -> dict[int, dict[str, list[str]]] | None:
    """Return what a form holds for each slot; None if it is more than a quiz can ask.

    With `lead` "done" the steps that a preview carries on, since nothing keeps them.
    """
    raws: dict[int, dict[str, list[str]]] = {}
    for name, values in form.lists():
        match = _FIELD.fullmatch(name)
        if match is not None and match[1] == lead:
            raws.setdefault(int(match[2]), {})[match[3] or ""] = list(values)
    return None if any(_is_flood(raw) for raw in raws.values()) else raws


def _is_flood(raw: dict[str, list[str]]) -> bool:
    """Say whether this is more than a question can ask: it would be stored for good."""
    return (
        len(raw) > MOST_PARTS
        or any(len(values) > MOST_VALUES for values in raw.values())
        or sum(len(text) for values in raw.values() for text in values) > LONGEST_SLOT
    )


def _was(text: str | None) -> dict[str, list[str]] | None:
    """Read what the page last knew as saved for a slot; None if it does not say."""
    if text is None or len(text) > _LONGEST_WAS:
        return None
    if text == "":
        return {}
    try:
        raw = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(raw, dict):
        return None
    return {
        part: [text for text in values if isinstance(text, str)]
        for part, values in raw.items()
        if isinstance(values, list)
    }
