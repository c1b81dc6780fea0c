"""A real server and a real Chromium for whole stories."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page
from sqlalchemy import Engine

from courseware.config import PROJECT
from courseware.operations.site import Site
from courseware.records.catalog import Shelves
from courseware.records.transaction import open_engine
from tests.conftest import World, _ready


@dataclass
class Server:
    """A running site: its address, and a way to look into its database."""

    url: str
    engine: Engine
    site: Site


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_for(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Wait until the server answers."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"The server ended with code {process.returncode}.")
        try:
            with urlopen(f"{url}/healthz", timeout=2):  # noqa: S310 - our own address
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("The server did not answer.")


@pytest.fixture
def server(small_world: World, tmp_path: Path) -> Iterator[Server]:
    """A site of the test's own."""
    with serving(small_world, tmp_path) as one:
        yield one


@pytest.fixture(scope="module")
def shared_server(
    _sqlite_world: World, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """One site for all tests of a file that change nothing: starting one takes longer than they do."""
    with serving(_ready(_sqlite_world), tmp_path_factory.mktemp("shared")) as one:
        yield one


@contextmanager
def serving(
    world: World,
    tmp_path: Path,
    ready: Callable[[Engine, Site], object] = lambda *_: None,
    settings: Mapping[str, str] | None = None,
) -> Iterator[Server]:
    """Run `flask serve` on a copy of the template database, with its web workers and its jobs process.

    `ready` writes what the site holds besides, before it starts: what is published later is
    served a second later. `settings`: more variables of its environment.
    """
    database = tmp_path / "courseware.db"
    shutil.copy(world.url.removeprefix("sqlite:///"), database)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "COURSEWARE_DATABASE_URL": f"sqlite:///{database}",
        "COURSEWARE_SECRET_KEY": "k" * 40,
        "COURSEWARE_BASE_URL": url,
        "COURSEWARE_INSTANCE_DIR": str(tmp_path),
        "COURSEWARE_WORKERS": "1",
        **(settings or {}),
    }
    engine, site = open_engine(f"sqlite:///{database}"), Site(url, False, Shelves(fresh_for=0.0))
    ready(engine, site)
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "flask", "serve", "--port", str(port)],
            cwd=PROJECT, env=environment, stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wait_for(url, process)
            yield Server(url, engine, site)
        finally:
            engine.dispose()
            process.terminate()
            process.wait(timeout=30)


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def page(request: pytest.FixtureRequest, browser: Browser, server: Server) -> Iterator[Page]:
    """A phone's window on the site; whatever the console complains about fails the test."""
    context = browser.new_context(
        base_url=server.url,
        java_script_enabled=request.param,
        viewport={"width": 360, "height": 740},
    )
    one = context.new_page()
    complaints: list[str] = []
    one.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    one.on("pageerror", lambda error: complaints.append(str(error)))
    one.set_default_timeout(15_000)
    yield one
    context.close()
    assert complaints == []
