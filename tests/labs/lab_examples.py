"""One small, sound lab of every kind, as an author writes it; and ways to read and to spoil one."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from courseware.content.labs import read_lab_file
from courseware.content.modules import renderer
from courseware.content.places import Known, Places
from courseware.content.yaml_text import read_yaml
from courseware.labs import models
from courseware.labs.lab import Lab
from courseware.labs.modeling import known_models
from courseware.labs.proving import key_inputs
from courseware.labs.reading import read_lab
from courseware.labs.runs import Post, posts_of
from courseware.problems import Problem, Report

HERE = Path(__file__).parent
EXAMPLES: Mapping[str, str] = {
    path.stem: path.read_text() for path in sorted((HERE / "examples").glob("*"))
}
"""Kind → the file of a lab of it."""

# their model is found beside those that are shipped
models.__path__.append(str(HERE / "models"))
known_models.cache_clear()
OUTCOMES = ("O1",)


@cache
def plain() -> Any:
    """Return what turns Markdown into HTML where a text links to nothing."""
    return renderer(Places(Known((), (), (), {})))


def read(text: str, name: str = "example") -> tuple[Lab | None, list[Problem]]:
    """Read a lab file as a module's is read; return it and all its problems."""
    report = Report()
    lab = read_lab_file(name, "x.yaml", text, report, outcomes=OUTCOMES, render=plain())
    return lab, report.problems


@cache
def example(kind: str) -> Lab:
    """Return the sound example of a kind."""
    lab, problems = read(EXAMPLES[kind], f"an-example-{kind}")
    assert lab is not None, "\n".join(map(str, problems))
    assert not problems, "\n".join(map(str, problems))
    return lab


def typed(kind: str) -> Any:
    """Return the plain values of an example, to be changed."""
    document = read_yaml(EXAMPLES[kind], "x.yaml", Report())
    assert document is not None
    return copy.deepcopy(document.value)


def compiled(value: Any) -> tuple[Lab | None, list[Problem]]:
    """Read a lab from plain values, all of them on line 1."""
    report = Report()
    lab = read_lab(
        "x", value, report.source("x.yaml"), outcomes=OUTCOMES, formulas=("F01",), render=plain()
    )
    return lab, report.problems


def keys_of(text: str, *, passes: bool = True) -> list[dict[str, Any]]:
    """Return the keys of a lab file that pass, or that do not."""
    wanted = "yes" if passes else "no"
    return [key for key in _typed_keys(text) if key["passes"] == wanted]


@cache
def _typed_keys(text: str) -> Any:
    """Return the keys as typed. Kept: nobody reads YAML while a database waits."""
    document: Any = read_yaml(text, "x.yaml", Report())
    return document.value["keys"]


def posts(lab: Lab, text: str, seed: int, *, passes: bool = True) -> list[Post]:
    """Return the posts by which somebody works through a key of this case."""
    case_no = seed % len(lab.cases)
    key = next(
        one for one in keys_of(text, passes=passes) if one.get("case", str(case_no)) == str(case_no)
    )
    return posts_of(lab, key_inputs(lab, key["inputs"], case_no, Report().source("x.yaml")))
