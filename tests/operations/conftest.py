"""What the tests of operations share."""

from __future__ import annotations

import pytest

from courseware.operations.site import Site
from tests.conftest import World


@pytest.fixture
def site(world: World) -> Site:
    """The site of each of the two databases."""
    one: Site = world.app.extensions["courseware.site"]
    return one
