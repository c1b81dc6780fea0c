"""The lessons of the shipped curriculum, as their authors wrote them and as they are read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from courseware.config import PROJECT
from courseware.content.model import Lesson, Module
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
