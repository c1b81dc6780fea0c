"""Addresses of pages, worked out once: a lesson names twenty, and each differs only with its values."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from flask import Flask, has_request_context, request

KEPT = 4_096
"""Addresses kept by a process: at most 2 MB, because none of them holds a long text."""
LONGEST = 80
"""Characters of a value. What people type into a filter may be longer, and is worked out each time."""


class Courseware(Flask):
    """The application. What `url_for` answers for an address on this site is kept."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.addresses = lru_cache(maxsize=KEPT)(self._work_out)

    def url_for(self, /, endpoint: str, **values: Any) -> str:
        """Return the address of an endpoint, as Flask does."""
        given = tuple((name, value) for name, value in values.items() if value is not None)
        if endpoint[0] == "." or not has_request_context() or not _is_plain(given):
            return super().url_for(endpoint, **values)
        return self.addresses(request.environ.get("SCRIPT_NAME", ""), endpoint, given)

    def _work_out(self, _root: str, endpoint: str, given: Iterable[tuple[str, Any]]) -> str:
        return super().url_for(endpoint, **dict(given))


def _is_plain(given: Iterable[tuple[str, Any]]) -> bool:
    """Say whether an address depends on nothing else, as with `_external`, and is short."""
    return all(
        (type(value) is int or (type(value) is str and len(value) <= LONGEST)) and name[0] != "_"
        for name, value in given
    )
