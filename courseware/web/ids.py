"""Ids in addresses: numbers that a database can hold."""

from __future__ import annotations

import re

from werkzeug.routing import IntegerConverter


class Id(IntegerConverter):
    """Stands for `<int:…>` everywhere. A longer number is no address of ours: 404 and not an error."""

    regex = "[0-9]{1,18}"


def read_id(typed: str | None) -> int | None:
    """Return an id that came in a query or a form; None for anything else."""
    return int(typed) if typed and re.fullmatch(Id.regex, typed) else None
