"""A pathway whose certificate ends: a shipped one, published once more with a validity."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, insert, select

from courseware.records.journal import canonical
from courseware.records.versions import pathway_version


def make_expiring(
    conn: Connection,
    pathway: str,
    *,
    level: str = "",
    months: int = 24,
    change: Callable[[dict[str, Any]], None] = lambda _compiled: None,
) -> None:
    """Publish a pathway whose certificate, or that of a level, is valid for so many months.

    `change` changes something else of its compiled form.
    """
    rows = select(pathway_version).where(pathway_version.c.pathway == pathway)
    row = dict(
        conn.execute(rows.order_by(pathway_version.c.number.desc())).mappings().first() or {}
    )
    compiled = json.loads(row.pop("compiled"))
    validity = {"months": months, "renew": 3}
    if level:
        for one in compiled["levels"]:
            if one["id"] == level:
                one["validity"] = validity
    else:
        compiled["validity"] = validity
    change(compiled)
    text = canonical(compiled)
    digest = hashlib.sha256(text.encode()).hexdigest()
    row |= {"number": row["number"] + 1, "digest": digest, "compiled": text}
    del row["id"]
    conn.execute(insert(pathway_version).values(**row))
