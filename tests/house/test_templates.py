"""Promises about the templates: each compiles, has a title, and holds no word outside gettext."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask

from courseware.config import PROJECT

TEMPLATES = sorted((PROJECT / "courseware").rglob("templates/**/*.html"))
SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "summary"}
_JINJA = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TRANS = re.compile(r"\{%\s*trans\b.*?%\}.*?\{%\s*endtrans\s*%\}", re.DOTALL)


def name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


class Words(HTMLParser):
    """Collects text that a reader would see and that no translator ever would."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        if re.search(r"[^\W\d_]{2,}", data):
            self.found.append(data.strip())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for attribute, value in attrs:
            if attribute in SPOKEN and re.search(r"[^\W\d_]{2,}", value or ""):
                self.found.append(f"{tag} {attribute}={value}")


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_word_outside_gettext(path: Path) -> None:
    words = Words()
    words.feed(_JINJA.sub("", _TRANS.sub("", path.read_text("utf-8"))))
    assert words.found == []


def test_the_check_for_bare_text_finds_some() -> None:
    words = Words()
    words.feed(_JINJA.sub("", '<p title="Hint">{{ _("Fine") }} Bare text</p>'))
    assert words.found == ["p title=Hint", "Bare text"]


def test_every_template_compiles(app: Flask) -> None:
    environment = app.jinja_env
    names = [one for one in environment.list_templates() if one.endswith(".html")]
    assert len(names) == len(TEMPLATES)
    for one in names:
        environment.get_template(one)


@pytest.mark.parametrize(
    "path", [one for one in TEMPLATES if "extends" in one.read_text("utf-8")[:200]], ids=name
)
def test_every_page_names_itself(path: Path) -> None:
    assert "{% block title %}" in path.read_text("utf-8")


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_has_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\sstyle=|\son[a-z]+=|<style|<script(?![^>]*\ssrc=)", text)
