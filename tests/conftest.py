"""Databases, the application on each of them, and browsers signed in as the people of people.py.

One application a database for the whole run; before each test its database is put back to a
template that holds the shipped curriculum and the cast.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from playwright.sync_api import Browser, sync_playwright
from sqlalchemy import Engine, create_engine, make_url

from courseware.app import create_app
from courseware.config import PROJECT, Settings
from courseware.credentials.tokens import new_private_key
from courseware.extensions import db
from courseware.operations.site import Site
from courseware.operations.versions import Prepared, prepare, publish
from courseware.records.catalog import Shelves
from courseware.records.site_settings import KeptSettings
from courseware.records.transaction import writing
from tests.labs.shipped import shipped_catalog
from tests.people import PASSWORD, START, Cast, add_cast
from tests.postgres import postgres

NOW = START + timedelta(days=30)

# A slow machine is no fault of a rule: properties have no deadline, runs are repeatable.
hypothesis.settings.register_profile("courseware", deadline=None, derandomize=True)
hypothesis.settings.load_profile("courseware")


FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _push_request_context() -> None:
    """Keep each request on its own: pytest-flask's own fixture would share one among all."""


@dataclass
class Clock:
    """The server's clock in a test."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **how: float) -> None:
        """Let time pass."""
        self.now += timedelta(**how)


@dataclass
class World:
    """One application on one database, and how to put it back."""

    kind: str
    app: Flask
    cast: Cast
    reset: Callable[[], None]
    url: str

    def environment(self, folder: Path, **more: str) -> dict[str, str]:
        """Return what a process of its own needs to work on the same site."""
        settings = self.app.config["COURSEWARE"]
        return {
            "PATH": os.environ["PATH"],
            "COURSEWARE_DATABASE_URL": self.url,
            "COURSEWARE_SECRET_KEY": settings.secret_key,
            "COURSEWARE_BASE_URL": settings.base_url,
            "COURSEWARE_INSTANCE_DIR": str(folder),
            **more,
        }


def settings_for(url: str, folder: Path, **changes: Any) -> Settings:
    """Return settings for a test site."""
    settings = Settings(
        database_url=url,
        secret_key="a secret of the tests that is long enough",
        base_url="http://localhost",
        demo=False,
        modules_dir=PROJECT / "modules",
        instance_dir=folder,
        proxy_hops=0,
        max_body_mb=2,
        workers=1,
        smtp_url=None,
        mail_from="",
    )
    return replace(settings, **changes)


@pytest.fixture(scope="session")
def curriculum() -> Prepared:
    """The shipped curriculum, compiled once for the whole run."""
    return prepare(shipped_catalog())


@cache
def _password_hash() -> str:
    """Return a hash that is cheap to check: thousands of sign-ins of the tests need no expensive one."""
    return PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


def _fill(app: Flask, curriculum: Prepared) -> Cast:
    """Migrate, publish and add the cast."""
    with app.app_context():
        upgrade()
        site: Site = app.extensions["courseware.site"]
        with writing(db.engine) as conn:
            publish(conn, curriculum, now=START - timedelta(days=1), reason="shipped")
        password_hash = _password_hash()
        with writing(db.engine) as conn:
            return add_cast(conn, site, password_hash)


@cache
def _rsa_key() -> bytes:
    """Return one RSA key for the whole run: making one takes half a second."""
    return new_private_key()


def _make_app(url: str, folder: Path) -> Flask:
    app = create_app(settings_for(url, folder), overrides={"TESTING": True})
    site: Site = app.extensions["courseware.site"]
    app.extensions["courseware.site"] = replace(site, rsa_key=_rsa_key)
    return app


def _dispose(app: Flask) -> None:
    with app.app_context():
        db.engine.dispose()


@pytest.fixture(scope="session")
def _sqlite_world(
    tmp_path_factory: pytest.TempPathFactory, curriculum: Prepared
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("sqlite")
    file, template = folder / "courseware.db", folder / "template.db"
    app = _make_app(f"sqlite:///{file}", folder)
    cast = _fill(app, curriculum)
    with app.app_context(), db.engine.connect() as conn:
        conn.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    _dispose(app)
    shutil.copy(file, template)

    def reset() -> None:
        _dispose(app)
        for leftover in folder.glob("courseware.db-*"):
            leftover.unlink()
        shutil.copy(template, file)

    yield World("sqlite", app, cast, reset, f"sqlite:///{file}")
    _dispose(app)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The address of a PostgreSQL on which databases may be made."""
    given = os.environ.get("COURSEWARE_TEST_DATABASE_URL")
    if given:
        yield given
        return
    with postgres() as url:
        yield url


def _admin(url: str) -> Engine:
    return create_engine(url, isolation_level="AUTOCOMMIT")


def named(url: str, database: str) -> str:
    """Return the address of another database on the same server."""
    return make_url(url).set(database=database).render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def _postgresql_world(
    tmp_path_factory: pytest.TempPathFactory, postgres_url: str, curriculum: Prepared
) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("postgresql")
    name, template = f"courseware_{os.getpid()}", f"template_{os.getpid()}"
    url, admin = named(postgres_url, name), _admin(postgres_url)

    def run(*statements: str) -> None:
        with admin.connect() as conn:
            for statement in statements:
                conn.exec_driver_sql(statement)

    run(f"CREATE DATABASE {name}")
    app = _make_app(url, folder)
    cast = _fill(app, curriculum)
    _dispose(app)
    run(f"ALTER DATABASE {name} RENAME TO {template}")

    def reset() -> None:
        _dispose(app)
        run(
            f"DROP DATABASE IF EXISTS {name} WITH (FORCE)",
            f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY",
        )

    yield World("postgresql", app, cast, reset, url)
    _dispose(app)
    run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)", f"DROP DATABASE {template}")
    admin.dispose()


def _ready(world: World) -> World:
    """Put a world back: its database, what its process remembers, its clock."""
    world.reset()
    old: Site = world.app.extensions["courseware.site"]
    world.app.extensions["courseware.site"] = replace(
        old, shelves=Shelves(fresh_for=0.0), settings=KeptSettings(fresh_for=60.0)
    )
    world.app.extensions["courseware.clock"] = Clock()
    return world


@pytest.fixture(params=["sqlite", "postgresql"])
def world(request: pytest.FixtureRequest) -> World:
    """An application on each of the two databases, one after the other."""
    one: World = request.getfixturevalue(f"_{request.param}_world")
    return _ready(one)


@pytest.fixture
def engine(world: World) -> Engine:
    """The engine of each of the two databases."""
    with world.app.app_context():
        return db.engine


@pytest.fixture
def small_world(_sqlite_world: World) -> World:
    """An application on SQLite, for what does not depend on the database."""
    return _ready(_sqlite_world)


@pytest.fixture
def app(small_world: World) -> Flask:
    """The application on SQLite; tests of storage ask for `world` instead."""
    return small_world.app


@pytest.fixture
def cast(small_world: World) -> Cast:
    """The people's ids."""
    return small_world.cast


@pytest.fixture
def clock(app: Flask) -> Clock:
    """The server's clock."""
    one: Clock = app.extensions["courseware.clock"]
    return one


def sign_in(app: Flask, user_name: str) -> FlaskClient:
    """Return a browser in which somebody has signed in with their password."""
    from tests.steps import hidden_fields  # noqa: PLC0415 - steps needs the application first

    client = app.test_client()
    form = hidden_fields(client.get("/sign-in").text)
    reply = client.post("/sign-in", data={**form, "user_name": user_name, "password": PASSWORD})
    assert reply.status_code == 303, reply.text
    return client


@pytest.fixture
def client_of(app: Flask) -> Callable[[str], FlaskClient]:
    """A browser signed in as ada, ben, cleo, dov, eve or fin."""
    return lambda user_name: sign_in(app, user_name)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: the one that `make test` found."""
    path = os.environ.get("COURSEWARE_TEST_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=path or None, args=FLAGS)
        yield one
        one.close()


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """A browser in which nobody has signed in."""
    return app.test_client()


def utc(*parts: int) -> datetime:
    """Return a moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]
