"""How a test of these pages changes something: its type, for the fixture `edit`."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

from sqlalchemy import Connection

Edit = Callable[[], AbstractContextManager[Connection]]
