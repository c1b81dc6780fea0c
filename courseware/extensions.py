"""The Flask extensions, made once and bound to an application in app.py."""

from __future__ import annotations

from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect

from courseware.records.base import Base

db = SQLAlchemy(model_class=Base, disable_autonaming=True)
migrate = Migrate()  # type: ignore[no-untyped-call]  # the library has no types
csrf = CSRFProtect()  # type: ignore[no-untyped-call]  # the library has no types
