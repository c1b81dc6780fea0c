"""Every kind of question, by name. A new kind is one file, one template and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courseware.quizzes.kinds.kind import Kind
from courseware.quizzes.kinds.multi import Multi
from courseware.quizzes.kinds.numeric import Numeric
from courseware.quizzes.kinds.single import Single

SIMPLE: Mapping[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        Single(),
        Multi(),
        Numeric(),
    )
}
"""Kinds that ask one thing; a part of a larger question is one of these."""

KINDS: Mapping[str, Kind[Any]] = {
    **SIMPLE,
}
"""All kinds; what is composed of others is made with SIMPLE."""

STEPWISE: frozenset[str] = frozenset()
"""Kinds whose steps are answered one after the other, each for good, whatever the quiz's behavior."""
