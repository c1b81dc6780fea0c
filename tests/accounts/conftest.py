"""A terminal that people share, for the tests of this folder."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.accounts.signing import enter


@pytest.fixture
def terminal(app: Flask) -> FlaskClient:
    """A shared terminal at which Ada has signed in."""
    client = app.test_client()
    enter(client, "ada")
    return client
