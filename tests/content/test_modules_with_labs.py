"""What a module with labs asks and offers."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.labs.lab_examples import EXAMPLES, example
from tests.labs.shipped import shipped_catalog

FIRST = "cp1-start-here"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_only_a_talk_keeps_a_module_from_being_passed_by_assessment(kind: str) -> None:
    module = shipped_catalog().modules[FIRST]
    assert replace(module, labs=()).offers_challenge
    assert replace(module, labs=(example(kind),)).offers_challenge == (kind != "talk")


def test_labs_are_tasks_after_the_lessons() -> None:
    module = shipped_catalog().modules[FIRST]
    lessons = [lesson.id for lesson in module.lessons]
    assert [task for task, _title in module.tasks] == [*lessons, "labs/skills-plan"]
