"""The Flask extensions, made once and bound to an application in app.py."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from courseware.records.base import Base

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
csrf = CSRFProtect()  # type: ignore[no-untyped-call]  # the library has no types


class LateMigrate:
    """Stands for Flask-Migrate until `flask db` or a test asks something of it, then makes way.

    It brings Alembic, Mako, Pygments and every dialect of SQLAlchemy, which a web worker never needs.
    """

    def __init__(self, app: Flask, folder: Path) -> None:
        self._app, self._folder = app, folder
        app.extensions["migrate"] = self

    def __getattr__(self, name: str) -> Any:
        from flask_migrate import Migrate  # noqa: PLC0415 - large, see above

        Migrate(self._app, db, directory=str(self._folder))  # type: ignore[no-untyped-call]  # no types
        return getattr(self._app.extensions["migrate"], name)
