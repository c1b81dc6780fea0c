"""A module with labs, published in versions, and somebody who works in it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine

from courseware.content.catalog import read_catalog
from courseware.operations.labs import Bench, Saved, bench_of, change, first_seed
from courseware.operations.site import Site
from courseware.operations.versions import Prepared, prepare, publish
from courseware.progress.requirements import AppliesTo
from courseware.records.catalog import PublishedModule
from courseware.records.lab_runs import newest_run
from courseware.records.transaction import writing
from tests.content.content_examples import SLUG, sound, write
from tests.labs.lab_examples import EXAMPLES, posts

__all__ = ["SLUG"]
LAB = "two-stations"


@cache
def _prepared(labs: tuple[tuple[str, str], ...]) -> Prepared:
    files = {**sound(), **{f"{SLUG}/labs/{name}.yaml": text for name, text in labs}}
    with TemporaryDirectory() as folder:
        catalog, report = read_catalog(write(Path(folder), files))
    assert not report.has_errors, "\n".join(map(str, report.problems))
    return prepare(catalog)


def publish_labs(
    engine: Engine,
    labs: Mapping[str, str] | None = None,
    *,
    now: datetime,
    applies_to: AppliesTo = AppliesTo.NEW,
) -> None:
    """Publish the module with these labs (name → text); it is all of the pathway that Ada is on."""
    named = {LAB: EXAMPLES["explorer"]} if labs is None else labs
    prepared = _prepared(tuple(named.items()))
    with writing(engine) as conn:
        publish(conn, prepared, now=now, reason="a test", applies_to=applies_to)


class Page:
    """A page of a lab that lies open: it knows the revision it was rendered with."""

    def __init__(self, engine: Engine, site: Site, person_id: int, lab: str = LAB) -> None:
        self.engine, self.site, self.person_id, self.lab = engine, site, person_id, lab
        with engine.connect() as conn:
            self.revision = self.bench(conn).revision

    def published(self, conn: Connection) -> PublishedModule:
        return self.site.shelves.current(conn).modules[SLUG]

    def bench(self, conn: Connection) -> Bench:
        found = self.published(conn).module.lab(self.lab)
        assert found is not None
        run = newest_run(conn, self.person_id, SLUG, self.lab)
        return bench_of(found, run, first_seed(self.person_id, SLUG, self.lab))

    def post(self, purpose: str, *fields: tuple[str, str], now: datetime) -> Saved:
        """Send a form; a page that is taken knows the new revision, as its reply tells it."""
        with writing(self.engine) as conn:
            published = self.published(conn)
            found = published.module.lab(self.lab)
            assert found is not None
            saved = change(
                conn, person_id=self.person_id, published=published, lab=found, purpose=purpose,
                fields=fields, revision=self.revision, now=now, site=self.site,
            )  # fmt: skip
            if saved is Saved.STORED:
                self.revision = self.bench(conn).revision
        return saved

    def work_through(self, text: str, *, now: datetime, passes: bool = True) -> Saved:
        """Do what a key of the lab's file says, and check it; return what became of that."""
        with self.engine.connect() as conn:
            lab, seed = self.published(conn).module.lab(self.lab), self.bench(conn).seed
        assert lab is not None
        saved = Saved.CLOSED
        for purpose, fields in posts(lab, text, seed, passes=passes):
            saved = self.post(purpose, *fields, now=now)
        return saved
