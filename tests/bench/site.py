"""The site that is measured: ten modules, 200 learners in one team, a manager, through the same operations."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Connection

from courseware.app import create_app
from courseware.config import PROJECT, Settings
from courseware.content.catalog import read_catalog
from courseware.content.model import Catalog, Stop
from courseware.extensions import db
from courseware.operations import people as verbs
from courseware.operations.enrollments import enroll
from courseware.operations.people import NewPerson
from courseware.operations.site import Site
from courseware.operations.versions import prepare, publish
from courseware.permissions import Role
from courseware.records.credentials import Issuer, add_issuer
from courseware.records.sign_ins import create_sign_in
from courseware.records.transaction import writing
from courseware.web.passwords import hash_password
from tests.steps import do_all_tasks, pass_module

LEARNERS, MODULES = 200, 10
PATHWAY, TEMPLATE, LAB = "bench", "mp1-factory-systems", "flow-explorer"
PASSWORD = "correct horse battery staple"
SECRET = "a secret of the bench that is long enough"


@dataclass(frozen=True)
class Prepared:
    """Who there is: tokens of sign-ins by person, and what they open."""

    learners: tuple[tuple[int, str], ...]  # (person, token)
    manager: str  # token
    modules: tuple[str, ...]
    lesson: str
    lab: str  # of a module that nobody has begun


def environment(url: str, folder: Path, port: int) -> dict[str, str]:
    """Return the settings of the served site."""
    return {
        "COURSEWARE_DATABASE_URL": url,
        "COURSEWARE_SECRET_KEY": SECRET,
        "COURSEWARE_BASE_URL": f"http://127.0.0.1:{port}",
        "COURSEWARE_INSTANCE_DIR": str(folder),
    }


def make_app(url: str, folder: Path) -> Flask:
    """Return the application on this database, for preparing and for counting statements."""
    settings = Settings(
        database_url=url, secret_key=SECRET, base_url="http://127.0.0.1", demo=False,
        modules_dir=PROJECT / "modules", instance_dir=folder, proxy_hops=0, max_body_mb=2, workers=2,
    )  # fmt: skip
    return create_app(settings)


def fill(app: Flask) -> Prepared:
    """Publish, add everybody, and let each learner pass some modules."""
    now = datetime.now(UTC) - timedelta(days=60)
    site: Site = app.extensions["courseware.site"]
    with app.app_context():
        upgrade()
        catalog = _ten_modules()
        prepared = prepare(catalog)
        with writing(db.engine) as conn:
            publish(conn, prepared, now=now, reason="bench")
        password = hash_password(PASSWORD)
        learners, manager = _people(site, password, now)
        slugs = tuple(stop.module for stop in catalog.pathways[PATHWAY].stops)
        for number, (person_id, _token) in enumerate(learners):
            with writing(db.engine) as conn:
                _learn(conn, person_id, slugs, number % 5, site)
    first = catalog.modules[slugs[0]].lessons[2]
    lab = f"/modules/{slugs[MODULES // 2]}/labs/{LAB}"
    return Prepared(learners, manager, slugs, f"/modules/{slugs[0]}/lessons/{first.id}", lab)


def _ten_modules() -> Catalog:
    """Return a catalog of ten modules, all of the weight of a shipped one, open from the start."""
    shipped, report = read_catalog(PROJECT / "modules")
    if report.has_errors:
        raise SystemExit("The shipped modules have errors: run `flask content check`.")
    slugs = [f"bench-{number:02}" for number in range(1, MODULES + 1)]
    one, files = shipped.modules[TEMPLATE], shipped.files[TEMPLATE]
    pathway = next(iter(shipped.pathways.values()))
    return replace(
        shipped,
        modules={slug: replace(one, slug=slug, title=f"{one.title} {slug[-2:]}") for slug in slugs},
        files={slug: {**files, "bench.md": slug.encode()} for slug in slugs},
        pathways={
            PATHWAY: replace(
                pathway, id=PATHWAY, title="Bench", stops=tuple(Stop(slug, ()) for slug in slugs)
            )
        },
    )


def _people(site: Site, password: str, now: datetime) -> tuple[tuple[tuple[int, str], ...], str]:
    with writing(db.engine) as conn:
        boss = verbs.add_person(
            conn, NewPerson("boss", "Cleo Ortiz"), now=now, password_hash=password
        )
        team = verbs.add_team(conn, "Bench", parent=None, now=now)
        verbs.grant_role(conn, boss, Role.MANAGER, team_id=team, now=now)
        issuer = Issuer("Rivermill Components", "Ireland", "academy@example.com", "employer", False)
        add_issuer(conn, issuer, now=now, by_person=boss)
        people = []
        for number in range(LEARNERS):
            new = NewPerson(f"person-{number:03}", f"Learner {number:03}")
            one = verbs.add_person(conn, new, now=now, password_hash=password)
            verbs.join_team(conn, one, team, now=now)
            verbs.confirm_certificate_name(conn, one, f"Learner {number:03}", now=now)
            enroll(conn, person_id=one, pathway=PATHWAY, now=now, site=site)
            people.append((one, _signed_in(conn, one)))
        return tuple(people), _signed_in(conn, boss)


def _signed_in(conn: Connection, person_id: int) -> str:
    token = f"token-of-the-bench-{person_id:06}"
    now = datetime.now(UTC)
    create_sign_in(conn, person_id=person_id, token=token, device="bench", now=now)
    return token


def _learn(
    conn: Connection, person_id: int, slugs: tuple[str, ...], passed: int, site: Site
) -> None:
    """Pass the last `passed` modules; read the first half, whose quizzes the rounds take."""
    now = datetime.now(UTC) - timedelta(days=59)
    for place, module in enumerate(slugs):
        if place >= len(slugs) - passed:
            pass_module(conn, person_id, module, now=now, site=site)
        elif place < len(slugs) // 2:
            do_all_tasks(conn, person_id, module, now=now, site=site)
