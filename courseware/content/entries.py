"""Lists of entries with an id each, as the files of modules/practicum/ hold them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TypeVar

from courseware.problems import Source

MOST_ENTRIES = 60
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WHOLE = re.compile(r"\d{1,3}", re.ASCII)


class _Named(Protocol):
    """What an entry makes has an id."""

    @property
    def id(self) -> str: ...


Made = TypeVar("Made", bound=_Named)


def read_each(
    block: Mapping[str, Any],
    name: str,
    source: Source,
    make: Callable[[object, Source], Made | None],
) -> tuple[Made, ...]:
    """Return what the entries under a name make, each with an id of its own."""
    found, inside = [], source.at(name)
    entries: Sequence[Any] = block.get(name, [])
    seen: set[str] = set()
    for no, entry in enumerate(entries[:MOST_ENTRIES]):
        made = make(entry, inside.at(no))
        if made is None:
            continue
        check_id(made.id, seen, inside.at(no))
        seen.add(made.id)
        found.append(made)
    return tuple(found)


def check_id(typed: str, seen: set[str], source: Source) -> bool:
    """Say whether an entry's id can be used; report one that cannot, or that stood there before."""
    if _NAME.fullmatch(typed) and typed not in seen:
        return True
    mend = "Write lower-case words-with-hyphens, each once."
    source.error(f"The id “{typed}” cannot be used.", "id", mend=mend)
    return False


def read_whole(block: Mapping[str, Any], name: str, source: Source, most: int = 999) -> int:
    """Return a whole number that stands under a name; 0 after reporting why it is none."""
    text = block[name]
    if not _WHOLE.fullmatch(text) or int(text) > most:
        source.error(f"`{name}` is no whole number up to {most}.", name, mend="Write digits.")
        return 0
    return int(text)
