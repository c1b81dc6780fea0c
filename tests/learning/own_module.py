"""A site with modules of its own, and Ada on its pathway."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from flask import Flask

from courseware.content.catalog import read_catalog
from courseware.extensions import db
from courseware.operations.enrollments import enroll
from courseware.operations.site import Site
from courseware.operations.versions import prepare, publish
from courseware.records.transaction import writing
from tests.content.content_examples import write
from tests.content.press_brake import PATHWAY
from tests.people import Cast


def put_in_force(
    app: Flask, cast: Cast, files: Mapping[str, str], folder: Path, *, now: datetime
) -> Site:
    """Publish `files`, path → text, and put Ada on the pathway; return the site."""
    catalog, report = read_catalog(write(folder, files))
    assert not report.has_errors, report.problems
    prepared = prepare(catalog)
    site: Site = app.extensions["courseware.site"]
    with app.app_context():
        with writing(db.engine) as conn:
            publish(conn, prepared, now=now, reason="our own")
        with writing(db.engine) as conn:
            enroll(conn, person_id=cast.ada, pathway=PATHWAY, now=now, site=site)
    return site
