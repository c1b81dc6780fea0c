"""Letters that nobody needs any more, and mail that waits in vain: looked for once an hour."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import Connection

from courseware.records.outbox import give_up_stranded, sweep_letters

EVERY = timedelta(hours=1)


@dataclass(slots=True)
class OldLetters:
    """The bin for letters of one process. `has_server`: this process can send mail."""

    is_demonstration: bool
    has_server: bool
    done_at: datetime | None = field(default=None, init=False)

    def are_due(self, now: datetime) -> bool:
        """Say whether it is time to look again."""
        return self.done_at is None or now - self.done_at >= EVERY

    def sweep(self, conn: Connection, now: datetime) -> int:
        """Delete what is old; without a mail server give up what waits in vain, and say how many."""
        self.done_at = now
        sweep_letters(conn, now=now, is_demonstration=self.is_demonstration)
        if self.has_server or self.is_demonstration:
            return 0
        return give_up_stranded(conn, now=now)
