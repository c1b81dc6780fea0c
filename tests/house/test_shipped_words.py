"""Promises about the words of the shipped curriculum, beyond what `flask content check` refuses.

Length, sections, reading grade, dead links, missing alt text, outcomes without a lesson or a question
and right options that give themselves away are its own rules: test_modules.py holds that none is broken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

from courseware.content.model import Module
from courseware.content.reading import read
from courseware.quizzes.kinds.choice_reading import plain
from tests.house.shipped_lessons import CATALOG, MODULES, TEXTS, Text, each_lesson, each_module

# ------------------------------------------------------------------------------------- lessons


@each_lesson
def test_a_lesson_can_be_read_by_everybody_it_is_for(text: Text) -> None:
    reading = read(section.html for section in text.lesson.sections)
    assert reading.grade <= (8 if text.module.level == "foundation" else 10)
    assert reading.average <= 18
    assert 600 <= text.lesson.words <= 1_200


BULLETS = {"Common mistakes": (3, 6), "In short": (3, 5), "Go further": (2, 4)}


@each_lesson
def test_a_lesson_opens_with_a_scene_and_ends_with_few_lines_to_keep(text: Text) -> None:
    html = {section.title: section.html for section in text.lesson.sections}
    assert 50 <= len(plain(html["From the floor"]).split()) <= 140
    for title, (least, most) in BULLETS.items():
        assert least <= html[title].count("<li>") <= most, title


RESULT = re.compile(r"[÷×·+−*/][^=≈\n]*[=≈]\s*(?:\*\*)?\\?\$?(\d[\d,.]*)(?!\s*[-+−×÷·*/]|[\d,.])")
"""A typed number at the end of a sum; what a sum begins with is given, not worked out."""


@each_lesson
@pytest.mark.parametrize("title", ["Worked example", "Try it"])
def test_no_result_is_typed_it_is_computed(text: Text, title: str) -> None:
    assert [hit[0] for hit in RESULT.finditer(text.sections[title])] == []


def test_a_typed_result_would_be_found() -> None:
    assert RESULT.search("Takt = 27,600 s ÷ 460 = **60 s**")
    assert RESULT.search("Takt = {work:,} s ÷ {demand} = 60 s")
    assert not RESULT.search("Takt = {work:,} s ÷ {demand} = **{takt:.0f} s**")
    assert not RESULT.search("Kaia = 2 + 1 + 2 = {total}")


UNITED_KINGDOM = re.compile(
    r"\b(?:colour|labour|behaviour|favour|neighbour)\w*|\b(?:organis|realis|recognis|minimis|maximis"
    r"|utilis|standardis|prioritis|summaris)\w+|\b(?:centre|metre|litre|programme|catalogue)s?\b"
    r"|\banalys(?:ed|ing)\b|\b(?:labell|travell|modell|cancell)(?:ed|ing)\b|\bwhilst\b|\bmould"
    r"|\bjudgement|\bdefence\b",
    re.IGNORECASE,
)
NAMES = ("International Labour", "Labelling of Chemicals")


@each_lesson
def test_it_is_spelled_as_in_the_united_states(text: Text) -> None:
    prose = text.body
    for name in NAMES:
        prose = prose.replace(name, "")
    assert UNITED_KINGDOM.findall(prose) == []


CLAIMS = re.compile(
    r"\b(?:accredited by|approved by|endorsed by|prepares you to pass|officially recognized)\b|"
    r"in today's|let's dive|it is important to note|needless to say",
    re.IGNORECASE,
)


@each_lesson
def test_nothing_is_promised_that_we_cannot_keep_and_nothing_is_filled(text: Text) -> None:
    assert CLAIMS.findall(text.body) == []


def _phrases(text: Text, length: int = 9) -> set[str]:
    """Return every run of words; two lessons may share sources, formulas and tables of symbols."""
    said = " ".join(one.html for one in text.lesson.sections if one.title != "Go further")
    prose = re.sub(r"<(math|table)\b.*?</\1>", " ", said, flags=re.DOTALL)
    words = re.findall(r"[a-z0-9']+", plain(prose))
    return {" ".join(words[at : at + length]) for at in range(len(words) - length + 1)}


def test_no_phrase_is_used_in_two_lessons() -> None:
    found = defaultdict(list)
    for text in TEXTS:
        for phrase in _phrases(text):
            found[phrase].append(str(text))
    assert {phrase: where for phrase, where in found.items() if len(where) > 1} == {}


# ------------------------------------------------------------------------------------ glossary


def _before(prose: str) -> str:
    """Return running text in small letters: no figures, addresses, headings and tables."""
    return re.sub(
        r"!\[[^\]]*\]\([^)]*\)|\]\([^)]*\)|^#.*$|^\|.*$|\$[^$]*\$|\{[^}]*\}",
        " ",
        prose,
        flags=re.MULTILINE,
    ).lower()


@each_lesson
def test_a_term_is_linked_where_it_first_appears_and_once(text: Text) -> None:
    names = {term.id: term.term.lower() for term in CATALOG.shared.terms}
    links = list(re.finditer(r"\[([^\]]+)\]\(glossary:([a-z0-9-]+)\)", text.body))
    assert len(links) >= 4
    linked = Counter(link[2] for link in links)
    assert [name for name, count in linked.items() if count > 1] == []
    late = []
    for link in links:
        before = _before(text.body[: link.start()])
        words = {link[1].lower(), names[link[2]]}
        late += [word for word in words if re.search(rf"\b{re.escape(word)}\b", before)]
    assert late == []


def test_the_glossary_is_large_enough_and_each_term_is_explained_in_few_words() -> None:
    assert len(CATALOG.shared.terms) >= 180
    long = [term.id for term in CATALOG.shared.terms if len(plain(term.means_html).split()) > 45]
    assert long == []


# ------------------------------------------------------------------------------------- figures

SHOWN = re.compile(r"!\[([^\]]*)\]\(figures/([a-z0-9-]+)\.svg")


@each_lesson
def test_a_figure_says_its_message_to_those_who_do_not_see_it(text: Text) -> None:
    shown = SHOWN.findall(text.body)
    assert shown
    short = [name for alt, name in shown if len(alt.split()) < 6]
    assert short == []


@pytest.mark.parametrize("file", sorted(MODULES.rglob("*.svg")), ids=lambda file: file.stem)
def test_a_figure_can_be_read_in_the_dark_and_on_a_phone(file: Path) -> None:
    svg = file.read_text("utf-8")
    assert "<title>" in svg
    assert "<desc>" in svg
    assert "prefers-color-scheme:dark" in svg.replace(" ", "")
    sizes = [float(size) for size in re.findall(r"font(?:-size)?:(?:\d+ )?([\d.]+)px", svg)]
    assert min(sizes) >= 13
    (width,) = re.findall(r'viewBox="0 0 (\d+) ', svg)
    scale = float((re.findall(r'<g transform="scale\(([\d.]+)\)"', svg) or ["1"])[0])
    assert min(sizes) * scale * 320 / int(width) >= 8, "too small on a phone"


@each_module
def test_a_module_walks_through_something_step_by_step(module: Module) -> None:
    assert any("::: steps" in text.body for text in TEXTS if text.module is module)
