"""Promises about the words of the shipped curriculum, beyond what `flask content check` refuses.

Length, sections, reading grade, dead links, missing alt text, outcomes without a lesson or a question
and right options that give themselves away are its own rules: test_modules.py holds that none is broken.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from courseware.config import PROJECT
from courseware.content.model import Lesson, Module
from courseware.content.reading import read
from courseware.quizzes.kinds.choice_reading import plain
from tests.labs.shipped import shipped_catalog

MODULES = PROJECT / "modules"
CATALOG = shipped_catalog()


@dataclass(frozen=True)
class Text:
    """A lesson, as its author wrote it and as it is read."""

    module: Module
    lesson: Lesson
    file: Path

    def __str__(self) -> str:
        return f"{self.module.slug}/{self.lesson.id}"

    @property
    def body(self) -> str:
        """Return the Markdown below the head."""
        return self.file.read_text("utf-8").split("\n---\n", 1)[1]

    @property
    def sections(self) -> dict[str, str]:
        """Return title → Markdown of each section."""
        parts = re.split(r"^## (.+)\n", self.body, flags=re.MULTILINE)
        return dict(zip(parts[1::2], parts[2::2], strict=True))


def _texts() -> Iterator[Text]:
    for module in CATALOG.modules.values():
        for file in sorted((MODULES / module.slug / "lessons").glob("*.md")):
            lesson = module.lesson(file.stem.partition("-")[2])
            assert lesson is not None, file
            yield Text(module, lesson, file)


TEXTS = list(_texts())
each_lesson = pytest.mark.parametrize("text", TEXTS, ids=str)
each_module = pytest.mark.parametrize(
    "module", CATALOG.modules.values(), ids=lambda module: module.slug
)

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


RESULT = re.compile(r"[=≈]\s*(?:\*\*)?\\?\$?(\d[\d,.]*)(?!\s*[-+−×÷·*/]|[\d,.])")
"""A number that ends a line of arithmetic; what a sum begins with is given, not worked out."""


@each_lesson
@pytest.mark.parametrize("title", ["Worked example", "Try it"])
def test_no_result_is_typed_it_is_computed(text: Text, title: str) -> None:
    typed = [
        hit[0]
        for line in text.sections[title].splitlines()
        for hit in RESULT.finditer(line)
        if "{" in line  # a line without values is a story, a unit or a date
    ]
    assert typed == []


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
    words = re.findall(
        r"[a-z0-9']+", " ".join(plain(one.html) for one in text.lesson.sections).lower()
    )
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


# -------------------------------------------------------------------------------------- banks


@each_module
def test_each_outcome_can_be_practiced_and_reviewed(module: Module) -> None:
    outcomes = {outcome.id for outcome in module.outcomes}
    for use in ("quiz", "practice", "review"):
        asked = {one.outcome for one in module.bank.questions if one.use == use}
        assert asked == outcomes, use


@each_module
def test_most_questions_ask_for_more_than_remembering(module: Module) -> None:
    graded = [question for question in module.bank.questions if question.use == "quiz"]
    asking = [one for one in graded if one.level in {"apply", "analyze", "evaluate"}]
    assert Fraction(len(asking), len(graded)) >= Fraction(60, 100)


@each_module
def test_a_challenge_has_enough_to_ask(module: Module) -> None:
    hard = [
        question
        for question in module.bank.questions
        if question.use == "review" and question.level in {"apply", "analyze", "evaluate"}
    ]
    assert len(hard) >= 8


@each_module
def test_the_questions_name_what_the_module_is_for(module: Module) -> None:
    named = {question.competency for question in module.bank.questions}
    assert named <= set(module.competencies)


# -------------------------------------------------------------------------------- what is taught

SEEDS = {
    "S1": ["cp1-start-here/the-job-in-one-day", "cp1-start-here/routes-into-the-job"],
    "S2": ["cp1-start-here/routes-into-the-job", "cp1-start-here/three-things-to-master"],
    "S3": [
        "cp1-start-here/three-things-to-master",
        "mp1-factory-systems/flow-physics",
        "mp1-factory-systems/management-theory-on-the-floor",
        "mp3-work-and-capacity/bottlenecks",
        "ln1-lean-thinking/five-principles",
        "ss1-define-and-metrics/variation-and-dmaic",
        "num-warm-up/rates-and-percent",
    ],
    "S4": ["cp2-learning-on-the-job/getting-experience"],
    "S5": ["cp2-learning-on-the-job/practicum-log", "mp2-safety-first/safety-before-output"],
    "S6": [
        "cp2-learning-on-the-job/updating-the-board",
        "cp2-learning-on-the-job/quality-checks",
        "cp2-learning-on-the-job/equipment-log",
        "mp4-planning-and-scheduling/one-machine",
        "mp6-equipment-effectiveness/monitoring-rounds",
    ],
    "S7": ["cp2-learning-on-the-job/three-mondays", "lm0-first-weeks-in-charge/leading-former-peers"],
}  # fmt: skip
"""What the curriculum promises to teach at this level, and the lessons that do.

S1: the educational foundation of a career. S2: the degrees that lead there. S3: manufacturing
principles, process optimization, management theory. S4: internships, co-ops, entry-level roles.
S5: hands-on exposure. S6: scheduling, quality checks, equipment monitoring as early duties. S7: first
roles: production supervisor, manufacturing engineer, operations analyst.
"""
WORDS = {
    "S1": ["school|college|degree|course"],
    "S2": ["bachelor|degree"],
    "S3": ["line|process|manage"],
    "S4": ["internship", "co-op", "apprenticeship", "entry-level"],
    "S5": ["shift|floor|hands"],
    "S6": ["schedul|board|order|sample|check|reading|machine"],
    "S7": ["supervisor|team leader"],
}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_promise_of_the_level_is_kept_by_lessons_that_say_so(seed: str) -> None:
    known = {str(text): text for text in TEXTS}
    for name in SEEDS[seed]:
        text = known[name]
        assert seed in text.module.seeds, name
        for words in WORDS[seed]:
            assert re.search(words, text.body, re.IGNORECASE), (name, words)


@each_module
def test_a_module_that_names_a_promise_has_a_lesson_for_it(module: Module) -> None:
    for seed in set(module.seeds) & SEEDS.keys():
        assert any(name.startswith(f"{module.slug}/") for name in SEEDS[seed]), seed


def test_the_foundation_level_is_a_pathway_and_stands_complete() -> None:
    pathway = CATALOG.pathways["production-manager"]
    route = [stop.module for stop in pathway.stops]
    shipped = {slug for slug, module in CATALOG.modules.items() if module.level == "foundation"}
    assert set(route) | set(pathway.optional) == shipped
    assert pathway.optional == ("num-warm-up",)
    assert CATALOG.waiting == {}, "each lab stands in its module"
    named = {name for slug in route for name in CATALOG.modules[slug].competencies}
    assert named == {f"C{number}" for number in range(1, 11)}
