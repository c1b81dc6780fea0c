"""Many like things kept as one zipped text: each is read when it is asked for, and few stay read.

The questions of forty modules fill a web worker's memory if they are kept as objects; as text they
take a twentieth, and of them all an attempt needs ten variants.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypeVar, overload
from zlib import compress, decompress

Thing = TypeVar("Thing")
STORED = 512
"""How many things a process keeps read, whatever they belong to: about 2 KB each."""


class Packed(Sequence[Thing]):
    """A sequence of what `read` makes of each row; a row is plain data that JSON can say.

    Equal to a tuple of the same things. It never changes, and several threads may read it at once.
    """

    __slots__ = ("_length", "_read", "_zipped")

    def __init__(self, rows: Sequence[Any], read: Callable[[Any], Thing]) -> None:
        # JSON writes a line break as \n: so each row is one line.
        lines = (json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows)
        self._zipped = compress("\n".join(lines).encode(), 1)
        self._length = len(rows)
        self._read = read

    def rows(self) -> list[Any]:
        """Return the plain data again, just as it came."""
        return [json.loads(line) for line in _lines(self._zipped)] if self._length else []

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, place: int) -> Thing: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Thing, ...]: ...
    def __getitem__(self, place: int | slice) -> Thing | tuple[Thing, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        thing: Thing = _thing(self._zipped, range(self._length)[place], self._read)
        return thing

    def __iter__(self) -> Iterator[Thing]:
        # Past the store: who walks through all would push out what learners need.
        return map(self._read, self.rows())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, (Packed, tuple)):
            return NotImplemented
        return len(self) == len(other) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


def _lines(zipped: bytes) -> list[bytes]:
    return decompress(zipped).split(b"\n")


@lru_cache(maxsize=STORED)
def _thing(zipped: bytes, place: int, read: Callable[[Any], Any]) -> Any:
    """Read one row. Equal texts are one text here, so a version that changes little costs little."""
    return read(json.loads(_lines(zipped)[place]))
