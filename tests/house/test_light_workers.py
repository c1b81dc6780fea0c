"""A web worker loads what is heavy only when somebody really needs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from courseware.config import PROJECT
from courseware.extensions import db
from courseware.records.module_records import records_of
from tests.conftest import NOW, World
from tests.steps import sign_records

HEAVY = (
    "cryptography", "segno", "typst", "ruamel.yaml", "scipy", "alembic", "mako", "pygments",
    "markdown_it", "nh3", "PIL", "email_validator", "pikepdf", "lxml", "pyld", "joserfc",
)  # fmt: skip
VISIT = """
import sys
from courseware.app import create_app

client = create_app().test_client()
heavy, paths = sys.argv[1].split(","), sys.argv[2:]
for path in paths:
    assert client.get(path).status_code in {200, 303, 404}, path
print(*(name for name in heavy if name in sys.modules))
"""


def loaded(world: World, folder: Path, *paths: str) -> set[str]:
    """Return what of the heavy libraries a fresh process has loaded after these pages."""
    environment = {
        "PATH": os.environ["PATH"],
        "COURSEWARE_DATABASE_URL": world.url,
        "COURSEWARE_SECRET_KEY": "s" * 40,
        "COURSEWARE_INSTANCE_DIR": str(folder),
    }
    command = [sys.executable, "-c", VISIT, ",".join(HEAVY), *paths]
    done = subprocess.run(
        command, cwd=PROJECT, env=environment, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr.decode()
    return set(done.stdout.decode().split())


def test_no_page_but_a_record_loads_a_heavy_library(small_world: World, tmp_path: Path) -> None:
    app = small_world.app
    with app.app_context():
        sign_records(db.engine, app.extensions["courseware.site"], now=NOW)
        with db.engine.connect() as conn:
            number = records_of(conn, small_world.cast.fin)[0].public_id
    plain = (
        "/",
        "/sign-in",
        "/readyz",
        "/gallery",
        "/verify",
        "/verify/0000-0000-0000-0000-0000",
        "/certificates",
    )
    assert loaded(small_world, tmp_path, *plain) == set()
    assert loaded(small_world, tmp_path, f"/records/{number}.json") == {"cryptography"}
    assert loaded(small_world, tmp_path, f"/verify/{number}") == {"cryptography", "segno"}
