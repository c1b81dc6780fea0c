"""Dataclasses that are kept as JSON: read and written by one adapter a class."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import PlainSerializer, PlainValidator, TypeAdapter

_ADAPTERS: dict[type[Any], TypeAdapter[Any]] = {}


def _adapter(stored: type[Any]) -> TypeAdapter[Any]:
    """Return what reads and writes this class; building one takes milliseconds, so it is kept."""
    if stored not in _ADAPTERS:
        _ADAPTERS[stored] = TypeAdapter(stored)
    return _ADAPTERS[stored]


class Stored:
    """Gives a dataclass its JSON form.

    A field added later needs a default: old JSON lacks it, and what equals its default is not
    written, so that digests of old questions stay.
    """

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """Return plain dicts, lists, strings and numbers; a fraction becomes "4/5"."""
        write = _adapter(type(self)).dump_python
        plain: dict[str, Any] = write(self, mode="json", exclude_defaults=True)
        return plain

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Return what `to_json` wrote. Other data raises pydantic's ValidationError.

        The variants of a question stay packed, and raise it when they are read.
        """
        stored: Self = _adapter(cls).validate_python(data)
        return stored


def _write(mapping: Mapping[str, Any]) -> str:
    return json.dumps(mapping, ensure_ascii=False, separators=(",", ":"))


def _read(text: object) -> dict[str, Any]:
    if not isinstance(text, str):
        raise ValueError("an ordered mapping is kept as text")  # noqa: TRY004 - pydantic asks for it
    found: dict[str, Any] = json.loads(text)
    return found


Ordered = Annotated[Mapping[str, Any], PlainValidator(_read), PlainSerializer(_write)]
"""Plain JSON whose order means something: kept as a text, because stored forms sort their names."""
