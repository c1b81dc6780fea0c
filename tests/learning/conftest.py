"""An open try of Ada's, and Ada at a lab."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from courseware.extensions import db
from tests.conftest import NOW, World, sign_in
from tests.labs.lab_examples import EXAMPLES
from tests.labs.publishing import publish_labs
from tests.learning.lab_bench import Bench
from tests.learning.quiz import Quiz


@pytest.fixture
def quiz(client_of: Callable[[str], FlaskClient]) -> Quiz:
    return Quiz(client_of("ada"))


@pytest.fixture
def bench(small_world: World) -> Callable[[str], Bench]:
    """Ada at the lab of a kind; all of them are in one module."""
    app = small_world.app
    with app.app_context():
        publish_labs(db.engine, EXAMPLES, now=NOW)
    client = sign_in(app, "ada")
    return lambda kind: Bench(client, small_world.cast.ada, kind)
