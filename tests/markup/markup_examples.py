"""Ways to render a text in tests, and what no rendered text may ever hold."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from courseware.markup.markdown import render

URLS = {
    "glossary:takt-time": "/glossary#takt-time",
    "https://example.org/a": "https://example.org/a",
}
FIGURES = {"figures/line.svg": "/figures/0f.svg"}
Complaint = tuple[int, str, str]


def html(text: str, **settings: Any) -> str:
    """Return the HTML of a text that nothing is wrong with."""
    shown, complaints = judged(text, **settings)
    assert complaints == []
    return shown


def judged(text: str, **settings: Any) -> tuple[str, list[Complaint]]:
    """Return HTML and complaints, where only the links and figures above lead anywhere."""
    complaints: list[Complaint] = []
    shown = render(
        text,
        link=settings.pop("link", URLS.get),
        figure=settings.pop("figure", FIGURES.get),
        complain=lambda *said: complaints.append(said),
        **settings,
    )
    return shown, complaints


def lines_of(text: str) -> list[int]:
    """Return the lines that were complained of."""
    return [line for line, _, _ in judged(text)[1]]


TAGS = """
    a b blockquote br code details div em figcaption figure h2 h3 h4 h5 h6 hr i img li nav ol p pre
    section strong summary table tbody td th thead tr ul
    math mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup
    mtable mtd mtext mtr munder munderover
"""


class _Judge(HTMLParser):
    """Walks HTML as a browser would, and refuses whatever could run, load, restyle or leave."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS.split(), tag
        for name, value in attrs:
            assert not name.startswith("on"), name
            assert name not in {"style", "srcset", "xlink:href", "formaction", "action"}, name
            if name == "href":
                assert str(value).startswith(("https://", "/", "#")), value
                assert not str(value).startswith("//"), value
            if name == "src":
                assert str(value).startswith("/"), value
                assert not str(value).startswith("//"), value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def assert_harmless(shown: str) -> None:
    """Fail if HTML holds an element, attribute or URL that is not meant for readers."""
    judge = _Judge()
    judge.feed(shown)
    judge.close()
