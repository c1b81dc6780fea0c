"""One entry of a practicum, read as the person who is to confirm it would read it.

The rules are those of an entry (curriculum, 2 and 6.5): done on a day, 0.25 to 12 hours, one
category, an action, a number observed, a reflection, and somebody else who saw it.
"""

from __future__ import annotations

from courseware.labs.given import Given, Model, Note, Result
from courseware.labs.inputs.text import read_date
from courseware.labs.texts import NOTHING
from courseware.labs.written import (
    count_words,
    has_number,
    has_what_was_counted,
    is_nobody_else,
    private_signs,
    read_hours,
    sounds_planned,
    thoughts,
)

LEAST_HOURS, MOST_HOURS = 0.25, 12.0
LEAST_ACTION = 5
LEAST_REFLECTION, LEAST_THOUGHTS = 40, 3
"""Words of a reflection, or thoughts of a line each: either is enough."""
_YEARS = range(2000, 2101)
PARTS = ("day", "hours", "category", "did", "observed", "learned", "verifier")


def run(given: Given) -> Result:
    """Judge the seven parts; say what a part that was begun still lacks, and what looks private.

    No clock is asked here: whether the day is past is for the learner and the log.
    """
    texts = {name: given.text(name) for name in PARTS if name != "category"}
    hours = read_hours(texts["hours"])
    did, learned = count_words(texts["did"]), count_words(texts["learned"])
    distinct = thoughts(texts["learned"])
    is_copy = bool(learned) and _bare(texts["learned"]) == _bare(texts["did"])
    day = read_date(texts["day"])
    met = {
        "day": day is not None and day.year in _YEARS,
        "hours": hours is not None and LEAST_HOURS <= hours <= MOST_HOURS,
        "category": bool(given.chosen("category")),
        "did": did >= LEAST_ACTION,
        "observed": has_number(texts["observed"]) and has_what_was_counted(texts["observed"]),
        "learned": not is_copy and (learned >= LEAST_REFLECTION or len(distinct) >= LEAST_THOUGHTS),
        "verifier": bool(count_words(texts["verifier"])) and not is_nobody_else(texts["verifier"]),
    }
    category = "".join(given.titles["category"][one] for one in given.chosen("category"))
    said = {**texts, "category": category, "learned": " / ".join(texts["learned"].split("\n"))}
    if hours is not None:
        said["hours"] = f"{hours:.4g} h"
    counts = {"did_count": did, "learned_count": learned, "learned_lines": len(distinct)}
    return Result(
        values={
            **{f"{name}_ok": int(one) for name, one in met.items()},
            "met": sum(met.values()),
            **counts,
        },
        words={f"{name}_said": [" ".join(said[name].split()) or NOTHING] for name in PARTS},
        notes=[
            *_on_hours(texts["hours"], hours),
            *_on_writing(texts, did, learned, len(distinct), is_copy=is_copy),
            *_on_people(texts),
        ],
    )


def _bare(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".!")


def _on_hours(typed: str, hours: float | None) -> list[Note]:
    if typed and hours is None:
        return [Note("hours_unread", {"typed": typed[:40]})]
    if hours is not None and not LEAST_HOURS <= hours <= MOST_HOURS:
        return [Note("hours_range", {"hours": hours})]
    return []


def _on_writing(
    texts: dict[str, str], did: int, learned: int, lines: int, *, is_copy: bool
) -> list[Note]:
    notes = []
    if 0 < did < LEAST_ACTION:
        notes.append(Note("did_thin", {"count": did}))
    if sounds_planned(texts["did"]):
        notes.append(Note("planned"))
    if texts["observed"] and not has_number(texts["observed"]):
        notes.append(Note("no_number"))
    elif texts["observed"] and not has_what_was_counted(texts["observed"]):
        notes.append(Note("bare_number", {"typed": texts["observed"][:40]}))
    if is_copy:
        notes.append(Note("learned_copied"))
    elif 0 < learned < LEAST_REFLECTION and lines < LEAST_THOUGHTS:
        notes.append(Note("learned_thin", {"count": learned, "lines": lines}))
    return notes


def _on_people(texts: dict[str, str]) -> list[Note]:
    """Return what looks like private data; in `verifier` only what belongs into a field of its own."""
    notes = []
    if texts["verifier"] and is_nobody_else(texts["verifier"]):
        notes.append(Note("nobody_else"))
    told = "\n".join(texts[name] for name in ("did", "observed", "learned"))
    signs = private_signs(told)
    notes += [Note(f"private_{code}", {"found": found}) for code, found in signs]
    contact = [code for code, _found in private_signs(texts["verifier"]) if code in CONTACT]
    return [*notes, *([Note("contact")] if contact else [])]


CONTACT = ("mail", "phone")

MODEL = Model(
    run=run,
    inputs={
        "day": "date", "hours": "text", "category": "choice", "did": "text",
        "observed": "text", "learned": "text", "verifier": "text",
    },
    values=(*(f"{name}_ok" for name in PARTS), "met", "did_count", "learned_count", "learned_lines"),
    words=tuple(f"{name}_said" for name in PARTS),
    notes={
        "hours_unread": ("typed",),
        "hours_range": ("hours",),
        "did_thin": ("count",),
        "planned": (),
        "no_number": (),
        "bare_number": ("typed",),
        "learned_copied": (),
        "learned_thin": ("count", "lines"),
        "nobody_else": (),
        "contact": (),
        "private_mail": ("found",),
        "private_phone": ("found",),
        "private_customer": ("found",),
        "private_company": ("found",),
        "private_person": ("found",),
        "private_number": ("found",),
    },
)  # fmt: skip
