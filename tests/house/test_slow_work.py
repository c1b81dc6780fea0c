"""Hashing, compiling, reading YAML, TeX, signing and printing never happen while a write holds its lock."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import argon2
import math_core
import pytest
import ruamel.yaml
import typst
from sqlalchemy import delete

from courseware.config import PROJECT
from courseware.extensions import db
from courseware.records.credentials import credential_file
from courseware.records.transaction import is_writing, writing
from tests.conftest import NOW, World, sign_in
from tests.steps import hidden_fields, pass_module

SLOW = [
    (argon2.PasswordHasher, "hash"),
    (argon2.PasswordHasher, "verify"),
    (math_core.LatexToMathML, "convert_with_local_state"),
    (ruamel.yaml.YAML, "parse"),
    (typst.Compiler, "compile"),
]


class Spy:
    """Counts slow calls and remembers those that came inside a write."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.inside: list[str] = []

    def around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def watched(*args: Any, **kwargs: Any) -> Any:
            self.calls.append(name)
            if is_writing():
                self.inside.append(name)
            return call(*args, **kwargs)

        return watched


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Iterator[Spy]:
    """Put a spy around every slow library."""
    one = Spy()
    for owner, name in SLOW:
        try:
            monkeypatch.setattr(
                owner, name, one.around(f"{owner.__name__}.{name}", getattr(owner, name))
            )
        except TypeError:  # a class of Rust cannot be changed: replace it where it is used
            continue
    return one


def test_no_slow_work_happens_inside_a_write(
    small_world: World, spy: Spy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app, ada = small_world.app, small_world.cast.ada
    site = app.extensions["courseware.site"]
    _watch_rust(spy, monkeypatch)
    client = sign_in(app, "ada")
    form = hidden_fields(client.get("/modules/cp1-start-here").text)
    client.post("/modules/cp1-start-here/attempts", data=form)
    runner = app.test_cli_runner()
    added = runner.invoke(args=["people", "add", "gus", "--name", "Gus Adeyemi"])
    link = next(word for word in added.output.split() if "/invitations/" in word)
    path = link.split("localhost")[-1]
    visitor = app.test_client()
    token = hidden_fields(visitor.get(path).text)["csrf_token"]
    words = "a long enough passphrase"
    visitor.post(path, data={"csrf_token": token, "password": words, "again": words})
    with app.app_context(), writing(db.engine) as conn:
        for module in ("cp1-start-here", "mp1-factory-systems"):
            pass_module(conn, ada, module, now=NOW + timedelta(days=1), site=site)
        conn.execute(delete(credential_file))
    _publish_a_change(app, tmp_path, monkeypatch)
    assert runner.invoke(args=["jobs", "run"]).exit_code == 0
    assert spy.inside == []
    wanted = {
        "PasswordHasher.hash",
        "PasswordHasher.verify",
        "mathml",
        "read_yaml",
        "render_pdf",
        "sign",
    }
    assert wanted <= set(spy.calls), "the spy was around everything that is slow"


def _users_of_mathml() -> list[tuple[Any, str]]:
    rooms = [one for name, one in sys.modules.items() if name.startswith("courseware.markup.")]
    return [(one, "mathml") for one in rooms if hasattr(one, "mathml")]


def _watch_rust(spy: Spy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Watch our own doors to the libraries whose classes cannot be changed."""
    from courseware.cli import rounds  # noqa: PLC0415 - to replace what it uses
    from courseware.content import modules  # noqa: PLC0415 - to replace what it uses
    from courseware.credentials import signing  # noqa: PLC0415 - to replace what others use

    for place, name in (
        (rounds, "render_pdf"),
        (signing, "sign"),
        (modules, "read_yaml"),
        *_users_of_mathml(),
    ):
        monkeypatch.setattr(place, name, spy.around(name, getattr(place, name)))


def _publish_a_change(app: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Publish the curriculum with one changed word."""
    copy = folder / "modules"
    shutil.copytree(PROJECT / "modules", copy)
    file = copy / "mp1-factory-systems" / "module.yaml"
    file.write_text(file.read_text("utf-8").replace("summary: ", "summary: Now ", 1), "utf-8")
    settings = app.config["COURSEWARE"]
    changed = type(settings)(**{**_fields(settings), "modules_dir": copy})
    monkeypatch.setitem(app.config, "COURSEWARE", changed)
    done = app.test_cli_runner().invoke(args=["content", "publish", "--reason", "one word"])
    assert done.exit_code == 0, done.output
    assert "version 2" in done.output


def _fields(settings: Any) -> dict[str, Any]:
    return {name: getattr(settings, name) for name in settings.__slots__}
