"""YAML as its author typed it: every scalar stays text, every value knows its line, bombs stay out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from courseware.content.yaml_words import in_plain_words
from courseware.problems import Path, Report, Severity

LARGEST = 256 * 1024
DEEPEST = 20
MOST_VALUES = 20_000

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
"""Controls and halves of characters, which an escape such as "\\0" can make."""

Plain = dict[str, Any] | list[Any] | str
"""A value as typed: mappings, lists and texts, nothing else."""


@dataclass(frozen=True, slots=True)
class Document:
    """One YAML document and, for the path of each value, the 1-based line where it stands."""

    value: Plain
    lines: Mapping[Path, int]


class _RefusedError(Exception):
    """What this reader does not take, with its line; caught in `read_yaml`."""

    def __init__(self, line: int, message: str, mend: str = "") -> None:
        super().__init__(message)
        self.line = line
        self.mend = mend


def read_yaml(text: str, file: str, report: Report, first_line: int = 1) -> Document | None:
    """Return the document in `text`, or None after reporting why there is none.

    `first_line` is the line of `file` on which `text` begins. A key that stands twice is reported
    and keeps its first value.
    """
    source = report.source(file)
    if len(text.encode(errors="surrogatepass")) > LARGEST:
        message = f"A file may hold at most {LARGEST // 1024} KB of YAML."
        source.add(first_line, message, "Divide it.", Severity.ERROR)
        return None
    composer = _Composer(_checked(text, first_line), first_line)
    try:
        value = composer.document()
    except _RefusedError as refused:
        source.add(refused.line, str(refused), refused.mend, Severity.ERROR)
        return None
    except (YAMLError, ValueError, OverflowError) as error:  # the last two: "\\UFFFFFFFF"
        line, message, mend = in_plain_words(error, text)
        source.add(line + first_line, message, mend, Severity.ERROR)
        return None
    for line, message in composer.doubles:
        source.add(line, message, "Keep one of the two.", Severity.ERROR)
    return Document(value, composer.lines)


def _checked(text: str, first_line: int) -> Iterator[Event]:
    """Yield the parser's events one by one, and stop at the first that passes a limit.

    Events come before anything is built from them, so neither aliases nor depth can do harm.
    """
    values = depth = documents = 0
    for event in YAML(typ="safe", pure=True).parse(text):
        line = event.start_mark.line + first_line
        if isinstance(event, NodeEvent):
            _refuse_decoration(event, line)
            values += 1
        depth += isinstance(event, MappingStartEvent | SequenceStartEvent)
        depth -= isinstance(event, MappingEndEvent | SequenceEndEvent)
        documents += isinstance(event, DocumentStartEvent)
        if depth > DEEPEST:
            said = f"Values may be nested at most {DEEPEST} deep."
            raise _RefusedError(line, said, "Put a text that holds brackets in quotes.")
        if values > MOST_VALUES:
            said = f"A file may hold at most {MOST_VALUES:,} values."
            raise _RefusedError(line, said, "Divide it.")
        if documents > 1:
            raise _RefusedError(line, "A second document begins here.", "Remove the line `---`.")
        yield event


def _refuse_decoration(event: NodeEvent, line: int) -> None:
    quote = "For a text that begins with this sign, put it in quotes."
    if isinstance(event, AliasEvent):
        raise _RefusedError(line, "An alias (*) is not allowed.", quote)
    if event.anchor is not None:
        raise _RefusedError(line, "An anchor (&) is not allowed.", quote)
    if getattr(event, "tag", None) is not None:
        raise _RefusedError(line, "A tag (!) is not allowed.", quote)
    if isinstance(event, ScalarEvent) and _UNWRITABLE.search(event.value):
        raise _RefusedError(line, "A sign stands here that no text may hold.", "Delete it.")


@dataclass(slots=True)
class _Composer:
    """Builds the document from checked events; the checks bound its recursion."""

    events: Iterator[Event]
    first_line: int
    lines: dict[Path, int] = field(default_factory=dict)
    doubles: list[tuple[int, str]] = field(default_factory=list)

    def document(self) -> Plain:
        """Return the value of the whole text."""
        for event in self.events:
            if isinstance(event, DocumentStartEvent):
                if event.version or event.tags:
                    raise _RefusedError(self.first_line, "A line begins with %.", "Delete it.")
                value = self.value(next(self.events), ())
                list(self.events)  # what follows is read, too, so that a fault in it is found
                return value
        raise _RefusedError(self.first_line, "Nothing is written here.", "Write `name: value`.")

    def value(self, event: Event, path: Path) -> Plain:
        """Return the value that begins with `event`, and note the lines of all in it."""
        self.lines.setdefault(path, self._line(event))
        if isinstance(event, MappingStartEvent):
            return self._mapping(path)
        if isinstance(event, SequenceStartEvent):
            return self._list(path)
        text = str(event.value) if isinstance(event, ScalarEvent) else ""
        if text:  # where nothing is written, the parser is already on a later line
            self.lines[path] = self._line(event)
        return text

    def _list(self, path: Path) -> list[Any]:
        values: list[Any] = []
        for event in self.events:
            if isinstance(event, SequenceEndEvent):
                break
            values.append(self.value(event, (*path, len(values))))
        return values

    def _mapping(self, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        first: dict[str, int] = {}
        for event in self.events:
            if isinstance(event, MappingEndEvent):
                break
            line = self._line(event)
            if not isinstance(event, ScalarEvent):
                raise _RefusedError(line, "A key is one text.", "Put the text in quotes.")
            key: str = event.value
            if key in first:
                self.doubles.append(
                    (line, f"“{key}” stands twice, on lines {first[key]} and {line}.")
                )
                _Composer(self.events, self.first_line).value(next(self.events), ())
                continue
            first[key] = self.lines[*path, key] = line
            values[key] = self.value(next(self.events), (*path, key))
        return values

    def _line(self, event: Event) -> int:
        line: int = event.start_mark.line
        return line + self.first_line
