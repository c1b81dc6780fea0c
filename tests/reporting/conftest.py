"""What the tests of the manager's pages share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine

from courseware.extensions import db
from courseware.operations.site import Site
from courseware.records.transaction import writing
from tests.reporting.editing import Edit


@pytest.fixture
def site(app: Flask) -> Site:
    one: Site = app.extensions["courseware.site"]
    return one


@pytest.fixture
def edit(app: Flask) -> Edit:
    """Open a write outside any request, so that no request shares its application context."""

    @contextmanager
    def write() -> Iterator[Connection]:
        with app.app_context(), writing(db.engine) as conn:
            yield conn

    return write


@pytest.fixture
def world_engine(app: Flask) -> Engine:
    """The engine behind the application, to count its statements."""
    with app.app_context():
        return db.engine
