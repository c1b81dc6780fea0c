"""What the reports of a team know of a person: standings in short, as the database writes them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

Mark = tuple[str, str]
"""A standing in short: the best share as "9/10" (or ""), and when the module was passed (or "").

Of a module that was passed by assessment the first is ASSESSED: the best try of its quiz says nothing.

Moments are text here, in UTC and as databases write them: "2026-03-03 09:09:00", with or without
a fraction and a zone behind. They sort as they are; `read_moment` reads them.
"""


ASSESSED = "assessed"


def read_moment(text: str) -> datetime:
    """Read a moment of a mark."""
    at = datetime.fromisoformat(text)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


@dataclass(slots=True, eq=False)
class Known:
    """What the record says of one person about one pathway; not changed once it is read.

    `done` and `started` leave out what is passed: nothing of a route depends on it any more.
    """

    marks: dict[str, Mark] = field(default_factory=dict)
    done: dict[str, frozenset[str]] = field(default_factory=dict)
    started: dict[str, datetime] = field(default_factory=dict)
    last_at: str = ""  # of the facts about modules of the pathway
    enrolled_at: str = ""
    certified_at: str = ""

    @property
    def moved_at(self) -> datetime:
        """Return when something was last added to the record of somebody on the pathway."""
        return read_moment(max(self.last_at, self.enrolled_at))
