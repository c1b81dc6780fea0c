"""A module of a site's own is checked by what it needs; the shipped ones by the rules of the house."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from courseware.config import PROJECT
from courseware.content.catalog import read_catalog
from courseware.content.memory import Memory
from courseware.operations.versions import prepare
from courseware.problems import Severity, Strictness
from courseware.quizzes.drawing import draw_slots, offers_challenge
from courseware.quizzes.terms import Purpose
from tests.content.content_examples import LESSON, SENTENCE, sound, write
from tests.content.press_brake import FILES, SLUG
from tests.labs.shipped import shipped_catalog

HOUSE, SITE = Strictness.HOUSE, Strictness.SITE
PLACE = "flow/lessons/01-slowest-step.md"
HARD = "Administrative responsibilities necessitate organizational accountability evaluations. "

Change = Callable[[str], str]
HOUSE_RULES: list[tuple[str, str, Change, str]] = [
    ("section", PLACE, lambda text: text.replace("## The idea", "## Idea"), "Here stands “Idea”."),
    ("ninth section", PLACE, lambda text: f"{text}\n\n## More\n", "has eight sections"),
    ("words", PLACE, lambda text: text.replace(SENTENCE * 20, ""), "words."),
    ("figure", PLACE, lambda text: text.replace("![A line of three stations.](figures/line.svg)", ""), "no figure"),
    ("grade", PLACE, lambda text: text.replace(SENTENCE * 20, HARD * 40), "It reads at grade"),
    ("taught", PLACE, lambda text: text.replace("outcomes: [O1]", "outcomes: []"), "No lesson teaches O1."),
    ("teaches", PLACE, lambda text: text.replace("outcomes: [O1]", "outcomes: []"), "teaches no outcome"),
    ("asked", "flow/module.yaml", lambda text: text.replace("line.\n", "line.\n  O2: More.\n", 1), "never asks O2"),
]  # fmt: skip
EVERYWHERE: list[tuple[str, str, Change, str]] = [
    ("no section", PLACE, lambda text: text[: text.index("## From")], "has no section"),
    (
        "two sections of one name",
        PLACE,
        lambda text: text.replace("## In short", "## Try it"),
        "two sections “Try it”",
    ),
    ("text before", PLACE, lambda text: text.replace("## From", "Hello.\n\n## From"), "before the first"),
    ("alt text", PLACE, lambda text: text.replace("![A line of three stations.]", "![]"), "no alt text"),
    ("alt text in a question", "flow/quiz.yaml", lambda text: text.replace("What paces line q-3?", "![](figures/line.svg)"), "no alt text"),
    ("dead link", PLACE, lambda text: text.replace("glossary:takt-time", "glossary:tact"), "leads nowhere"),
    ("no outcome", "flow/module.yaml", lambda text: text.replace("  O1: Compute the rate of a line.\n", "  {}\n"), "has no outcome"),
]  # fmt: skip


@pytest.mark.parametrize("rule", HOUSE_RULES, ids=lambda rule: rule[0])
def test_a_rule_of_the_house_is_advice_on_a_site(
    tmp_path: Path, rule: tuple[str, str, Change, str]
) -> None:
    _, place, change, said = rule
    files = sound()
    assert change(files[place]) != files[place]
    root = write(tmp_path, {**files, place: change(files[place])})
    for strictness, severity in ((HOUSE, Severity.ERROR), (SITE, Severity.WARNING)):
        catalog, report = read_catalog(root, strictness=strictness)
        told = [one.severity for one in report.problems if said in one.message]
        assert told == [severity]
        assert ("flow" in catalog.modules) == (strictness is SITE)


@pytest.mark.parametrize("fault", EVERYWHERE, ids=lambda fault: fault[0])
def test_what_cannot_be_shown_is_an_error_on_a_site_too(
    tmp_path: Path, fault: tuple[str, str, Change, str]
) -> None:
    _, place, change, said = fault
    files = sound()
    root = write(tmp_path, {**files, place: change(files[place])})
    catalog, report = read_catalog(root, strictness=SITE)
    told = [one.severity for one in report.problems if said in one.message]
    assert told
    assert set(told) == {Severity.ERROR}
    assert catalog.modules == {}


def test_the_smallest_module_of_a_site_has_warnings_and_no_error(tmp_path: Path) -> None:
    root = write(tmp_path, FILES)
    catalog, report = read_catalog(root, strictness=SITE)
    assert {one.severity for one in report.problems} == {Severity.WARNING}
    assert list(catalog.modules) == [SLUG]
    assert list(catalog.pathways) == ["press-brake"]
    catalog, report = read_catalog(root, strictness=HOUSE)
    assert report.has_errors
    assert catalog.modules == {}


def test_its_draws_ask_what_there_is_and_it_has_no_challenge(tmp_path: Path) -> None:
    catalog, _ = read_catalog(write(tmp_path, FILES))
    bank = catalog.modules[SLUG].bank
    for purpose, count in ((Purpose.QUIZ, 3), (Purpose.PRACTICE, 1), (Purpose.CHALLENGE, 0)):
        assert len(draw_slots(bank, 7, set(), purpose)) == count
    assert not offers_challenge(bank)


def test_digests_and_compiled_forms_do_not_depend_on_the_rules() -> None:
    site, _ = read_catalog(PROJECT / "modules", strictness=SITE)
    assert prepare(site) == prepare(shipped_catalog())


def test_a_reading_by_other_rules_is_not_taken_from_memory(tmp_path: Path) -> None:
    root = write(tmp_path, {**sound(), PLACE: LESSON.replace("## The idea", "## Idea")})
    memory = Memory()
    assert "flow" in read_catalog(root, memory, SITE)[0].modules
    assert "flow" not in read_catalog(root, memory, HOUSE)[0].modules
    assert "flow" in read_catalog(root, memory, SITE)[0].modules
