"""What differs between two blocks as their authors typed them: texts, lists, `given` and `let`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from courseware.content.yaml_text import read_yaml
from courseware.problems import Report
from courseware.words import Reason

LONGEST = 160
"""How much of a text is quoted; the rest stands in the lines below."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, and in what: each a sentence."""

    what: Reason
    details: tuple[Reason, ...] = ()


def read_typed(text: str) -> dict[str, Any] | None:
    """Return a YAML block as typed; None if it cannot be read. An empty text is an empty block."""
    if not text.strip():
        return {}
    document = read_yaml(text, "", Report())
    value = None if document is None else document.value
    return value if isinstance(value, dict) else None


def block_of(typed: Mapping[str, Any] | None, name: str) -> dict[str, Any]:
    """Return the block under `name`, empty if there is none."""
    block = (typed or {}).get(name)
    return block if isinstance(block, dict) else {}


def compare_entries(
    old: Mapping[str, Any], new: Mapping[str, Any], names: Collection[str]
) -> Iterator[Reason]:
    """Say which of the entries `names` are new, gone or different."""
    for name in names:
        if old.get(name) != new.get(name):
            yield _entry(name, old.get(name), new.get(name))


def compare_names(key: str, old: object, new: object) -> Iterator[Reason]:
    """Say what a list lost and got."""
    before, after = (one if isinstance(one, list) else [] for one in (old, new))
    for code, names in (
        ("change.names.added", [one for one in after if one not in before]),
        ("change.names.removed", [one for one in before if one not in after]),
    ):
        if names:
            yield Reason(code, {"name": key, "names": ", ".join(map(shortened, names))})


def compare_values(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Reason]:
    """Say which values of `given` and `let` differ, and whether `require` does."""
    for part in ("given", "let"):
        before, after = block_of(old, part), block_of(new, part)
        for name in dict.fromkeys([*before, *after]):
            if before.get(name) != after.get(name):
                yield _entry(f"value {name} ({part})", before.get(name), after.get(name))
    yield from compare_entries(old, new, ("require",))


def _entry(name: str, old: object, new: object) -> Reason:
    values = {"name": name, "before": shortened(old), "after": shortened(new)}
    if old is None:
        return Reason("change.entry.added", values)
    return Reason("change.entry.removed" if new is None else "change.entry.changed", values)


def _as_text(value: object) -> str:
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_as_text(entry)}" for name, entry in value.items())
    if isinstance(value, list):
        inner = (f"[{_as_text(one)}]" if isinstance(one, list) else _as_text(one) for one in value)
        return ", ".join(inner)
    return str(value or "")


def shortened(value: object) -> str:
    """Return a typed value as one short text."""
    text = " ".join(_as_text(value).split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()} …"
