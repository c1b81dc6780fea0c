"""What a browser posts for an attempt, read into answers; hostile forms become None, never an error."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from courseware.operations.attempts import Answer

_FIELD = re.compile(r"slot-(\d{1,3})(?:\.([a-z_]{1,20}))?")
_WAS = re.compile(r"was-(\d{1,3})")
_KEY = re.compile(r"[0-9A-Za-z_-]{8,64}")
LONGEST_TEXT = 4_000
MOST_VALUES = 60
LARGEST_SEQ = 2**31


@dataclass(frozen=True, slots=True)
class Given:
    """One save: its idempotency key and the answers by slot."""

    key: str
    answers: dict[int, Answer]


def read_answers(form: MultiDict[str, str]) -> Given | None:
    """Read a save; None if it is not one of ours (a missing key, a strange number, a flood).

    A script names the slots that it changed (`slots`). A plain form posts all of them, each with
    what the page had shown (`was-<slot>`), so that an old tab does not put old answers back.
    Which slots the attempt has is the operation's to know.
    """
    key, seq = form.get("key", ""), form.get("seq", "0")
    if _KEY.fullmatch(key) is None or not seq.isdigit() or int(seq) >= LARGEST_SEQ:
        return None
    raws = _raws(form)
    if raws is None:
        return None
    named = form.get("slots")
    wanted = _named(named) if named is not None else _on_the_page(form) | set(raws)
    if wanted is None:
        return None
    answers = {
        no: Answer(
            client_seq=int(seq),
            raw=raws.get(no, {}),
            shown=None if named is not None else _shown(form.get(f"was-{no}")),
        )
        for no in wanted
    }
    return Given(key, answers)


def _named(text: str) -> set[int] | None:
    parts = [part for part in text.split(",") if part]
    if not all(part.isdigit() and len(part) <= 3 for part in parts):  # noqa: PLR2004 - three digits name any slot
        return None
    return {int(part) for part in parts}


def _on_the_page(form: MultiDict[str, str]) -> set[int]:
    """Return the slots that a plain form showed: an empty one may have been emptied."""
    return {int(match[1]) for name in form if (match := _WAS.fullmatch(name))}


def _raws(form: MultiDict[str, str]) -> dict[int, dict[str, list[str]]] | None:
    raws: dict[int, dict[str, list[str]]] = {}
    for name, values in form.lists():
        match = _FIELD.fullmatch(name)
        if match is None:
            continue
        no, part = int(match[1]), match[2] or ""
        too_much = len(values) > MOST_VALUES or any(len(text) > LONGEST_TEXT for text in values)
        if too_much:
            return None
        raws.setdefault(no, {})[part] = list(values)
    return raws


def _shown(text: str | None) -> dict[str, list[str]] | None:
    """Read back what the page had shown for a slot; None if it does not say."""
    if text is None:
        return None
    if text == "":
        return {}
    try:
        raw = json.loads(text)
    except ValueError:
        return None
    if not isinstance(raw, dict):
        return None
    return {
        str(part): [str(v) for v in values]
        for part, values in raw.items()
        if isinstance(values, list)
    }
