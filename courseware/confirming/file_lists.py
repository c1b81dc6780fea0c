"""Which files whoever confirms may see: those that were there when it was handed in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from courseware.records.evidence_files import FileRow, files_of
from courseware.web.database import read


def files_until(kind: str, owner_id: int, until: datetime | None) -> Sequence[FileRow]:
    """Return the files of a thing that were there when it was handed in."""
    found = files_of(read(), kind, [owner_id]).get(owner_id, ())
    return [one for one in found if until is None or one.added_at <= until]
