"""Pages as browsers got them: what a walk through the site showed, once for each shape."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask import Flask, Response, g, request, request_finished, template_rendered


@dataclass(frozen=True)
class Seen:
    """One page: whose it was, where, and what it is made of."""

    name: str
    template: str
    html: str


class Shape(HTMLParser):
    """What a page is made of: elements with class and role in its middle, and the links around it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.middle: set[str] = set()
        self.around: set[str] = set()
        self._is_middle = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self._is_middle = self._is_middle or tag == "main"
        if self._is_middle:
            marks = (values.get(name) or "" for name in ("class", "role", "type", "aria-invalid"))
            self.middle.add("|".join((tag, *marks)))
        elif tag == "a":
            self.around.add(values.get("href") or "")

    def handle_endtag(self, tag: str) -> None:
        self._is_middle = self._is_middle and tag != "main"


@dataclass
class Walk:
    """The pages of a walk. A page that is made of what earlier ones showed is left out."""

    pages: list[Seen] = field(default_factory=list)
    _middles: dict[str, set[str]] = field(default_factory=dict)
    _arounds: set[frozenset[str]] = field(default_factory=set)

    def note(self, name: str, template: str, html: str) -> None:
        """Keep a page if its middle or what stands around it is new."""
        shape = Shape(html)
        known = self._middles.setdefault(template, set())
        around = frozenset(shape.around)
        if not shape.middle <= known or around not in self._arounds:
            self.pages.append(Seen(name, template, html))
        known |= shape.middle
        self._arounds.add(around)


@contextmanager
def walking(app: Flask, walk: Walk) -> Iterator[None]:
    """Note every HTML page that the application sends."""

    def name_template(_sender: Flask, template: Any, **_context: Any) -> None:
        g.template = template.name

    def note(_sender: Flask, response: Response, **_more: Any) -> None:
        template = g.pop("template", None)
        if template and response.mimetype == "text/html":
            who = g.get("who")
            name = f"{request.method} {request.path} as {who.user_name if who else 'visitor'}"
            walk.note(f"{name}: {response.status_code}", template, response.get_data(as_text=True))

    with (
        template_rendered.connected_to(name_template, app),
        request_finished.connected_to(note, app),
    ):
        yield
