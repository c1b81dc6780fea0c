"""`valid:` and `renew:` of a certificate in a pathway's file → how long it is valid."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from courseware.credentials.validity import Validity
from courseware.problems import Source
from courseware.shapes import TEXT

SHAPES = {"valid": TEXT, "renew": TEXT}
MOST_MONTHS = 120
_TIME = re.compile(r"([1-9]\d{0,2}) (month|year)s?", re.ASCII)


def read_validity(block: Mapping[str, Any], source: Source) -> Validity | None:
    """Return the validity that a certificate's block states; None if it does not expire."""
    if "valid" not in block:
        if "renew" in block:
            mend = "Write how long it is valid, such as valid: 24 months, or take `renew` out."
            source.error("`renew` stands without `valid`.", "renew", mend=mend)
        return None
    months = _months(block, "valid", source)
    renew = _months(block, "renew", source) if "renew" in block else min(3, months or 3)
    if months is None or renew is None:
        return None
    if renew > months:
        mend = f"Write at most {months} months."
        source.error("It could be renewed before it is issued.", "renew", mend=mend)
        return None
    return Validity(months, renew)


def _months(block: Mapping[str, Any], name: str, source: Source) -> int | None:
    found = _TIME.fullmatch(str(block[name]))
    months = 0 if found is None else int(found[1]) * (12 if found[2] == "year" else 1)
    if not 0 < months <= MOST_MONTHS:
        mend = f"Write, for example, 24 months or 2 years; at most {MOST_MONTHS} months."
        source.error(f"`{name}` is no time that can be counted.", name, mend=mend)
        return None
    return months
