"""Ids in addresses: numbers that a database can hold."""

from __future__ import annotations

from werkzeug.routing import IntegerConverter


class Id(IntegerConverter):
    """Stands for `<int:…>` everywhere. A longer number is no address of ours: 404 and not an error."""

    regex = "[0-9]{1,18}"
