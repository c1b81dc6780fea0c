"""The choices of a select field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import wtforms

_Choice: Any = wtforms.SelectChoice  # type: ignore[attr-defined]  # newer than the type stubs


def choices(pairs: Iterable[tuple[str, str]]) -> list[Any]:
    """Return choices from (value that is posted, words); plain tuples are on their way out."""
    return [_Choice(value, words) for value, words in pairs]
