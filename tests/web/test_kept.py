"""Parts of pages that are kept are shown to everybody, so they may say nothing about anybody."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2.nodes import Call, Macro, Name
from markupsafe import Markup

from courseware.records.people import Who
from courseware.web.language import kept, locale, speak_to, written

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
    found, loader = 0, app.jinja_env.loader
    assert loader is not None
    for file in app.jinja_env.list_templates():
        tree = app.jinja_env.parse(loader.get_source(app.jinja_env, file)[0])
        macros = {macro.name: macro for macro in tree.find_all(Macro)}
        for call in tree.find_all(Call):
            if isinstance(call.node, Name) and call.node.name == "kept":
                part = call.args[0]
                assert file.startswith("components/"), f"{file}: a page makes its macros anew"
                assert isinstance(part, Name), f"{file}: kept() takes a macro of its own file"
                macro = macros[part.name]
                names = list(macro.find_all(Name))  # the macro's values and its loops' are set here
                own = {one.name for one in names if one.ctx != "load"}
                used = {one.name for one in names if one.ctx == "load"}
                assert used <= PLAIN | own, f"{file} {part.name}"
                found += 1
    assert found > 3


def test_a_page_that_is_asked_again_writes_nothing_anew(
    client_of: Callable[[str], FlaskClient],
) -> None:
    fin, ada = client_of("fin"), client_of("ada")
    fin.get("/pathways")
    before = written.cache_info()
    for client in (fin, ada):  # they may do the same, so what one has seen is kept for the other
        client.get("/pathways")
    after = written.cache_info()
    assert after.misses == before.misses
    assert after.hits - before.hits == 2 * 2
