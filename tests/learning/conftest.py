"""An open try of Ada's."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from tests.learning.quiz import Quiz


@pytest.fixture
def quiz(client_of: Callable[[str], FlaskClient]) -> Quiz:
    return Quiz(client_of("ada"))
