from __future__ import annotations

import json
from pathlib import Path

from content_examples import read, sound

from courseware.content.model import Module, Pathway, Shared


def test_what_was_read_goes_to_json_and_back_unchanged(tmp_path: Path) -> None:
    catalog, _ = read(tmp_path, sound())
    module = catalog.modules["flow"]
    pathway = catalog.pathways["first-steps"]
    assert Module.from_json(json.loads(json.dumps(module.to_json()))) == module
    assert Pathway.from_json(json.loads(json.dumps(pathway.to_json()))) == pathway
    assert Shared.from_json(json.loads(json.dumps(catalog.shared.to_json()))) == catalog.shared


def test_reading_the_same_files_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    first, _ = read(tmp_path / "a", sound())
    second, _ = read(tmp_path / "b", sound())
    assert json.dumps(first.modules["flow"].to_json()) == json.dumps(
        second.modules["flow"].to_json()
    )


def test_a_lesson_is_found_by_its_id(tmp_path: Path) -> None:
    module = read(tmp_path, sound())[0].modules["flow"]
    assert module.lesson("slowest-step") is module.lessons[0]
    assert module.lesson("fastest-step") is None
