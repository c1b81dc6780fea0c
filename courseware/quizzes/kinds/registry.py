"""Every kind of question, by name. A new kind is one file, one template and one line here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courseware.quizzes.kinds.case import Case
from courseware.quizzes.kinds.categorize import Categorize
from courseware.quizzes.kinds.cloze import Cloze
from courseware.quizzes.kinds.hotspot import Hotspot
from courseware.quizzes.kinds.kind import Kind
from courseware.quizzes.kinds.matching import Matching
from courseware.quizzes.kinds.multi import Multi
from courseware.quizzes.kinds.numeric import Numeric
from courseware.quizzes.kinds.ordering import Ordering
from courseware.quizzes.kinds.parts import Parts
from courseware.quizzes.kinds.reflection import Reflection
from courseware.quizzes.kinds.single import Single

SIMPLE: Mapping[str, Kind[Any]] = {
    kind.name: kind
    for kind in (
        Single(),
        Multi(),
        Numeric(),
        Ordering(),
        Matching(),
        Categorize(),
        Cloze(),
        Hotspot(),
    )
}
"""Kinds that ask one thing; a part of a larger question is one of these."""

KINDS: Mapping[str, Kind[Any]] = {
    **SIMPLE,
    Parts.name: Parts(SIMPLE),
    Case.name: Case(),
    Reflection.name: Reflection(),  # a person may have to mark it, which is done by the question
}
"""All kinds; what is composed of others is made with SIMPLE."""

STEPWISE = frozenset({Case.name})
"""Kinds that are answered step by step: a step handed in is for good, and shows the next one."""
JUDGED_BY_PEOPLE = frozenset({Reflection.name})
"""Kinds that a person may have to mark: nobody is asked how sure they are of them."""
