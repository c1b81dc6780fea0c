"""Parts of pages that are kept are shown to everybody, so they may say nothing about anybody."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2.nodes import Call, Macro, Name
from markupsafe import Markup

from courseware.records.people import Who
from courseware.web import TEMPLATES
from courseware.web.language import kept, locale, speak_to

PLAIN = {"_", "icon", "state", "true", "false", "none"}
"""What a kept part may use besides its own values: words, drawings, the mark with a word."""


@pytest.fixture(autouse=True)
def _nobody_reads_afterwards() -> Iterator[None]:
    yield
    speak_to(None)


def reader(language: str) -> Who:
    return Who(1, "ada", "Ada Marsh", None, None, "UTC", language, frozenset())


def test_a_part_is_written_once_for_the_same_values_and_anew_for_others() -> None:
    written: list[object] = []

    def part(value: object) -> Markup:
        written.append(value)
        return Markup("<b>%r</b>") % value

    shown = [kept(part, value) for value in (1, "1", True, 1)]
    assert shown == ["<b>1</b>", "<b>&#39;1&#39;</b>", "<b>True</b>", "<b>1</b>"]
    assert written == [1, "1", True]


def test_nobody_gets_a_part_in_the_language_of_somebody_else() -> None:
    def part(no: int) -> Markup:
        return Markup("{} {}").format(locale(), no)

    shown = []
    for language in ("en", "de", "en"):
        speak_to(reader(language))
        shown.append(kept(part, 3))
    assert shown == ["en 3", "de 3", "en 3"]


def test_no_kept_part_uses_anything_but_its_own_values(app: Flask) -> None:
    """A form's token or a moment in somebody's zone would be shown to the next who asks."""
    found = 0
    for path in sorted(
        (TEMPLATES / "components").glob("*.html")
    ):  # macros of a page are new each time
        tree = app.jinja_env.parse(path.read_text("utf-8"))
        macros = {macro.name: macro for macro in tree.find_all(Macro)}
        for call in tree.find_all(Call):
            if isinstance(call.node, Name) and call.node.name == "kept":
                part = call.args[0]
                assert isinstance(part, Name), f"{path.name}: kept() takes a macro of its own file"
                macro = macros[part.name]
                names = list(macro.find_all(Name))  # the macro's values and its loops' are set here
                own = {one.name for one in names if one.ctx != "load"}
                used = {one.name for one in names if one.ctx == "load"}
                assert used <= PLAIN | own, f"{path.name} {part.name}"
                found += 1
    assert found > 3
