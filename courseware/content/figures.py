"""SVG figures: only shapes, text and plain style rules; nothing that runs, loads or links."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from courseware.problems import Severity, Source

MOST_ELEMENTS = 5_000
DEEPEST = 30

_SVG = "http://www.w3.org/2000/svg"
_ELEMENTS = "circle desc ellipse g line path polygon polyline rect style svg text title tspan"
_ATTRIBUTES = (
    "aria-describedby aria-hidden aria-label aria-labelledby class cx cy d dominant-baseline dx dy "
    "fill fill-opacity fill-rule font-size font-style font-weight height id lang letter-spacing "
    "opacity paint-order pathLength points preserveAspectRatio r role rx ry stroke "
    "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin stroke-opacity stroke-width "
    "text-anchor transform viewBox width x x1 x2 y y1 y2"
)
_ALLOWED_ELEMENTS = frozenset(_ELEMENTS.split())
_ALLOWED_ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_PROSE = ("aria-label",)
"""Attributes that hold words."""
_WORDS = ("title", "desc")
"""What every figure says in words, as children of `<svg>`."""

_CALLS = (
    "and calc hsl hsla light-dark matrix media not oklch or rgb rgba rotate scale skewx skewy "
    "translate var"
)
"""What may stand before a bracket in a style or attribute: nothing that loads."""
_CALL = re.compile(r"(?<![\w-])([\w-]+)\s*\(")  # tried once a word, however long it is
_SIGN = re.compile(r"@(?!media\b)[\w-]*|\\|<")


def check_figure(text: str, source: Source) -> bool:
    """Say whether a figure may be published; what it must not hold is reported with its line."""
    reading = _Reading(source)
    try:
        reading.parser.Parse(text.encode(), True)
    except expat.ExpatError as error:
        said = expat.errors.messages[error.code]
        mend = "Close every element and quote; write &amp; for & and &lt; for <."
        line = min(error.lineno, text.count("\n") or 1)  # not the one after the last
        source.add(line, f"This is not well-formed XML: {said}.", mend, Severity.ERROR)
        return False
    except _StopError:
        return False
    for word in _WORDS:
        if not reading.words.get(word, "").strip():
            mend = f"Write <{word}>…</{word}> as a child of <svg>."
            reading.refuse(f"The figure has no {word}.", mend, line=1)
    return reading.is_sound


class _StopError(Exception):
    """The rest of the figure need not be read."""


@dataclass(slots=True)
class _Reading:
    """One figure under reading: where in it we are, and what its words and rules say."""

    source: Source
    is_sound: bool = True
    words: dict[str, str] = field(default_factory=dict)
    parser: expat.XMLParserType = field(init=False)
    _path: list[str] = field(default_factory=list)
    _style: list[str] = field(default_factory=list)
    _elements: int = 0
    _styles: int = 0

    def __post_init__(self) -> None:
        """Set the handlers. A namespace stands before a name, with a space."""
        parser = self.parser = expat.ParserCreate("UTF-8", " ")
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.ProcessingInstructionHandler = self._instruction
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters

    def refuse(self, message: str, mend: str = "", line: int = 0) -> None:
        """Report a fault on `line`, or where the parser is."""
        self.is_sound = False
        at = line or self.parser.CurrentLineNumber
        self.source.add(at, message, mend, Severity.ERROR)

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() != "utf-8":
            self.refuse(f"The figure says that it is {encoding}.", "Delete the line <?xml …?>.")

    def _doctype(self, *_: object) -> None:
        self.refuse("A figure has no DOCTYPE and no entities.", "Delete the line.")
        raise _StopError

    def _instruction(self, target: str, _data: str) -> None:
        self.refuse(f"A processing instruction <?{target} is not allowed.", "Delete it.")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        space, _, local = name.rpartition(" ")
        self._path.append(local)
        if self._elements > MOST_ELEMENTS or len(self._path) > DEEPEST:
            message = f"A figure holds at most {MOST_ELEMENTS:,} elements, {DEEPEST} deep."
            self.refuse(message, "Draw it more simply.")
            raise _StopError
        is_root = len(self._path) == 1
        if space != _SVG or local not in _ALLOWED_ELEMENTS or is_root != (local == "svg"):
            self.refuse(f"The element <{local}> is not allowed here.", _mend(local, space))
        if local == "style":
            self._styles += 1
            if self._styles > 1:
                self.refuse("A figure has one <style>.", "Join the two.")
        if is_root:
            self._check_root(attributes)
        for attribute, value in attributes.items():
            self._check_attribute(attribute, value)

    def _check_root(self, attributes: dict[str, str]) -> None:
        if "viewBox" not in attributes:
            self.refuse("The figure has no viewBox.", 'Write viewBox="0 0 680 320".')
        if attributes.keys() & {"width", "height"}:
            self.refuse("<svg> has no width or height: the page decides.", "Delete them.")

    def _check_attribute(self, name: str, value: str) -> None:
        if name not in _ALLOWED_ATTRIBUTES:
            shown = name.rpartition(" ")[2]
            self.refuse(f"The attribute {shown} is not allowed.", "Use class or plain attributes.")
        elif _foreign(value) and name not in _PROSE:
            self.refuse(f"The attribute {name} holds “{_foreign(value)}”.", "Use a plain value.")

    def _characters(self, text: str) -> None:
        where = self._path[-1]
        if where == "style":
            self._style.append(text)
        elif where in _WORDS and len(self._path) == len(("svg", where)):
            self.words[where] = self.words.get(where, "") + text

    def _end(self, _name: str) -> None:
        if self._path.pop() == "style":
            found = _foreign("".join(self._style))
            if found:
                self.refuse(f"The style holds “{found}”.", "Use plain rules and @media.")


def _foreign(text: str) -> str:
    """Return the first thing in a style or attribute that is not plain, or ""."""
    for name in _CALL.findall(text):
        if name.lower() not in _CALLS.split():
            return f"{name}("
    sign = _SIGN.search(text)
    return sign[0] if sign else ""


def _mend(local: str, space: str) -> str:
    if local == "svg" and space != _SVG:
        return f'Begin with <svg xmlns="{_SVG}" viewBox="…">.'
    return f"Allowed are {_ELEMENTS}."
