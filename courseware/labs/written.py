"""What a text of a learner's own holds: words, numbers, hours, and signs of private data.

The rules are plain and see only what they look for: what they find is worth a second look, and what
they do not find may be private all the same. No text is judged by its language.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_APART = re.compile(r"[\r\n]+|[.!?؟।]+(?:\s+|$)|[。！？]+")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
LEAST_THOUGHT = 3
"""Words of a line that is more than a mark."""
_NUMBER_WORD = re.compile(
    r"zero|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half|"
    r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand"
)
_SIGNS = "%‰°$€£¥₹"
_FRACTIONS = str.maketrans({"½": ".5", "¼": ".25", "¾": ".75", ",": "."})
_HOURS = re.compile(r"(\d{0,3}(?:\.\d{1,2})?)\s*(?:h|hr|hrs|hour|hours|std)?\.?")
_MINUTES = re.compile(r"(\d{1,3})\s*(?:m|min|mins|minutes)\.?")
_BOTH = re.compile(r"(\d{1,2})\s*(?::|h|hr|hrs|hours?)\s*([0-5]?\d)\s*(?:m|min|mins|minutes)?\.?")
_NOBODY = re.compile(
    r"i|me|my|myself|self|and|nobody|no|one|noone|none|na|n|a|tbd|unknown|not|yet|nothing"
)
_PLANNED = re.compile(
    r"\b(?:i will|i['’]ll|i am going to|i['’]m going to|i plan to|we will|next (?:week|month|shift)|"
    r"tomorrow)\b",
    re.IGNORECASE,
)

SHORT = 3
"""Letters of what is more often a short form than a name: PO, ID, A3."""
_NAME = r"[^\W\d_][\w&’'-]{1,30}"
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_PHONE = re.compile(
    r"(?<![\w.,])(?:\+\d[\d ()./-]{6,20}\d"
    r"|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4}"
    r"|0\d{2,4}[ /-]\d[\d /-]{4,12}\d"
    r"|(?:phone|tel|telephone|mobile|cell|call|whatsapp)\W{1,3}\d[\d ()./-]{4,16}\d)(?![\w.,]\d)",
    re.IGNORECASE,
)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}|\d{1,2}[./]\d{1,2}[./]\d{2,4}")
_CUSTOMER = re.compile(
    rf"\b(?:customer|client|patient|guest|supplier)s?[ :,('“\"-]{{1,3}}"
    rf"(?:named |called |company |of |is |was )?({_NAME})",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"services?|support|orders?|number|complaints?|relations", re.IGNORECASE)
_COMPANY = re.compile(rf"({_NAME})[ ,]{{1,2}}(?:Inc|Ltd|LLC|GmbH|Corp|PLC|Pty|Limited)\b")
_PERSON = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\b\.? ({_NAME})")
_OF_A_PERSON = re.compile(
    r"\b(?:badge|employee|staff|personnel|passport|social security|payroll)"
    r"(?: (?:no|number|id))?\W{0,3}\d{3,}",
    re.IGNORECASE,
)


def count_words(text: str) -> int:
    """Return how many words a text has; where words are not parted, two letters count as one."""
    parted = sum(any(map(str.isalnum, one)) for one in text.split())
    unparted = sum(
        (unicodedata.east_asian_width(one) in "WF" and one.isalpha())
        or _WITHOUT_SPACES.match(one) is not None
        for one in text
    )
    return max(parted, unparted // 2)


def thoughts(text: str) -> list[str]:
    """Return the different lines or sentences of a text that have some words."""
    lines = (" ".join(one.casefold().split()) for one in _APART.split(text))
    return list(dict.fromkeys(one for one in lines if count_words(one) >= LEAST_THOUGHT))


def has_number(text: str) -> bool:
    """Say whether a number stands in a text: digits of any script, or an English word for one."""
    return any(map(str.isnumeric, text)) or any(map(_NUMBER_WORD.fullmatch, _letters(text)))


def has_what_was_counted(text: str) -> bool:
    """Say whether a text has more than a number: letters, or the sign of a unit."""
    others = (one for one in _letters(text) if not _NUMBER_WORD.fullmatch(one))
    return any(not one.isnumeric() for one in others) or any(one in _SIGNS for one in text)


def _letters(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", text.casefold())


def read_hours(text: str) -> float | None:
    """Return a duration in hours: 2.5, 2,5, 2½, 2 h 30, 2:30, 90 min; None for anything else."""
    typed = text.casefold().strip().translate(_FRACTIONS)
    if found := _BOTH.fullmatch(typed):
        return int(found[1]) + int(found[2]) / 60
    if found := _MINUTES.fullmatch(typed):
        return int(found[1]) / 60
    found = _HOURS.fullmatch(typed)
    return float(found[1]) if found and found[1] else None


def is_nobody_else(text: str) -> bool:
    """Say whether a text names the writer, or no one: “me”, “myself”, “nobody”, “n/a”."""
    words = re.findall(r"\w+", text.casefold())
    return all(map(_NOBODY.fullmatch, words))


def sounds_planned(text: str) -> bool:
    """Say whether a text speaks of work to come (in English)."""
    return _PLANNED.search(text) is not None


def private_signs(text: str) -> Iterator[tuple[str, str]]:
    """Return (code, what was found) for what looks private: one of each kind, the first.

    Codes: mail, phone, customer, company, person, number (of a badge, a passport …).
    """
    undated = _DATE.sub(" ", text)
    for code, found in (
        ("mail", _first(_MAIL, text)),
        ("phone", _first(_PHONE, _MAIL.sub(" ", undated))),
        ("customer", _named(_CUSTOMER, text)),
        ("company", _named(_COMPANY, text)),
        ("person", _named(_PERSON, text)),
        ("number", _first(_OF_A_PERSON, text)),
    ):
        if found:
            yield code, found


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0].strip() if found else ""


def _named(pattern: re.Pattern[str], text: str) -> str:
    """Return the first finding whose name begins as names do, with a capital, and is no usual word."""
    for found in pattern.finditer(text):
        name = found[1]
        is_short = name.isupper() and len(name) <= SHORT
        if name[0].isupper() and not is_short and not _NO_NAME.fullmatch(name):
            return " ".join(found[0].split())
    return ""
