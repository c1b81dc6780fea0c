"""Work that is done in every case, so that neither its words nor its time tell one case from another."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

NOBODY = "nobody@invalid"
"""The address of a letter that is written and thrown away; no mail can go to it (RFC 2606)."""


@contextmanager
def kept_if(conn: Connection, is_kept: bool) -> Iterator[None]:
    """Do the same statements whether or not their effect stays."""
    with conn.begin_nested() as savepoint:
        yield
        if not is_kept:
            savepoint.rollback()
