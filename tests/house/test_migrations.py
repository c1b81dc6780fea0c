"""The migrations make exactly the tables of the models, one at a time, whoever calls."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from courseware.config import MIGRATIONS, PROJECT
from courseware.extensions import db
from courseware.records.everything import METADATA
from courseware.records.health import heads_of, read_heads
from courseware.records.transaction import open_engine
from tests.conftest import World, named


def test_models_equal_migrations(world: World) -> None:
    with world.app.app_context(), db.engine.connect() as conn:
        context = MigrationContext.configure(conn, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_what_the_probe_reads_is_what_alembic_says(world: World) -> None:
    assert heads_of(MIGRATIONS) == set(ScriptDirectory(str(MIGRATIONS)).get_heads())
    with world.app.app_context(), db.engine.connect() as conn:
        assert read_heads(conn) == set(MigrationContext.configure(conn).get_current_heads())


def test_a_migration_that_joins_two_is_the_only_head(tmp_path: Path) -> None:
    (tmp_path / "versions").mkdir()
    links = {"a": "None", "b": "'a'", "c": '"a"', "d": "('b', 'c')"}
    for name, after in links.items():
        text = f"revision: str = '{name}'\ndown_revision = {after}\n"
        (tmp_path / "versions" / f"{name}.py").write_text(text)
    assert heads_of(tmp_path) == {"d"}
    (tmp_path / "versions" / "d.py").unlink()
    assert heads_of(tmp_path) == {"b", "c"}


def _environment(url: str, folder: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "COURSEWARE_DATABASE_URL": url,
        "COURSEWARE_SECRET_KEY": "s" * 40,
        "COURSEWARE_INSTANCE_DIR": str(folder),
    }


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without any table."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: str = request.getfixturevalue("postgres_url")
    name = f"empty_{os.getpid()}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as conn:
        conn.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        conn.execute(text(f"CREATE DATABASE {name}"))
    admin.dispose()
    return named(server, name)


def test_four_upgrades_at_once_make_one_schema(empty_database: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "flask", "db", "upgrade"]
    environment = _environment(empty_database, tmp_path)
    running = [
        subprocess.Popen(
            command, cwd=PROJECT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for _n in range(4)
    ]
    outputs = [process.communicate(timeout=120)[0].decode() for process in running]
    assert [process.returncode for process in running] == [0] * 4, outputs
    engine = open_engine(empty_database)
    assert set(METADATA.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_a_migration_can_be_taken_back_and_done_again(empty_database: str, tmp_path: Path) -> None:
    environment = _environment(empty_database, tmp_path)
    for step in (["upgrade"], ["downgrade", "base"], ["upgrade"]):
        done = subprocess.run(
            [sys.executable, "-m", "flask", "db", *step],
            cwd=PROJECT, env=environment, capture_output=True, check=False, timeout=120,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()


BEFORE_BADGES = "26aba6e9a979"


def test_what_was_revoked_before_badges_stays_revoked(empty_database: str, tmp_path: Path) -> None:
    def flask(*words: str) -> None:
        command = [sys.executable, "-m", "flask", "db", *words]
        environment = _environment(empty_database, tmp_path)
        subprocess.run(command, cwd=PROJECT, env=environment, check=True, capture_output=True)

    def sql(*statements: str) -> list[tuple[object, ...]]:
        engine = create_engine(empty_database)
        with engine.begin() as conn:
            found = [conn.execute(text(one)) for one in statements]
            rows = [tuple(row) for row in found[-1]] if found[-1].returns_rows else []
        engine.dispose()
        return rows

    flask("upgrade", BEFORE_BADGES)
    day = "'2026-02-01 00:00:00'"
    sql(
        "INSERT INTO person (id, user_name, user_name_key, name, created_at, time_zone, locale, "
        "text_size, extra_time, job_role, site, shift, line) "
        f"VALUES (1, 'fin', 'fin', 'Fin', {day}, 'UTC', 'en', 'normal', 0, '', '', '', '')",
        "INSERT INTO learner (person_id, seq, head) VALUES (1, 0, '')",
        "INSERT INTO credential (id, public_id, person_id, pathway, level, cycle, issue, "
        "snapshot_digest, is_demonstration, issued_at) "
        f"VALUES (7, '7K2M', 1, 'p', '', 1, 1, 'd', FALSE, {day})",
        f"INSERT INTO revocation (credential_id, reason, revoked_at) VALUES (7, 'mistake', {day})",
    )
    flask("upgrade")
    assert sql("SELECT public_id, reason FROM revocation") == [("7K2M", "mistake")]
    assert sql("SELECT count(*) FROM credential WHERE shows_scores") == [(0,)]
    flask("downgrade", BEFORE_BADGES)
    assert sql("SELECT credential_id, reason FROM revocation") == [(7, "mistake")]
