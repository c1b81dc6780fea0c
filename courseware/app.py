"""The factory: settings, extensions, faces, errors. The one file that knows every room."""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from dotenv import load_dotenv
from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from courseware import (
    accounts,
    admin,
    authoring,
    cli,
    confirming,
    gallery,
    learning,
    reporting,
    verifying,
    web,
)
from courseware.config import MIGRATIONS, PROJECT, Settings, read_settings
from courseware.extensions import LateMigrate, csrf, db
from courseware.operations.site import Site
from courseware.records import everything as _everything
from courseware.records.catalog import Shelves
from courseware.records.site_settings import KeptSettings
from courseware.records.transaction import engine_options, prepare_engine
from courseware.web import (
    compression,
    database,
    demo,
    errors,
    guards,
    headers,
    idling,
    language,
    pages,
)
from courseware.web.addresses import Courseware
from courseware.web.assets import Assets
from courseware.web.environment import SiteEnvironment
from courseware.web.gate import LONGEST_FORM, Gate
from courseware.web.ids import Id

FACES = (learning, accounts, verifying, reporting, confirming, authoring, admin, gallery)


def create_app(
    settings: Settings | None = None, *, overrides: Mapping[str, Any] | None = None
) -> Flask:
    """Build the application. `settings` default to the environment; `overrides` are for tests."""
    if settings is None:
        load_dotenv(PROJECT / ".env")
        settings = read_settings(os.environ)
    app = Courseware("courseware", static_folder=None, template_folder=str(web.TEMPLATES))
    app.jinja_environment = SiteEnvironment
    app.url_map.converters["int"] = Id
    app.url_map.merge_slashes = False  # it redirects to whatever Host a request names
    app.config.update(_flask_config(settings), **(overrides or {}))
    _connect(app, settings)
    for part in (language, guards, headers, errors, pages, idling):
        part.init_app(app)
    if settings.demo:
        demo.init_app(app)
    for face in FACES:
        for blueprint in face.blueprints():
            app.register_blueprint(blueprint)
    cli.init_app(app)
    guards.refuse_silent_views(app)
    _wrap(app, settings)
    return app


def _flask_config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "COURSEWARE": settings,
        "COURSEWARE_DEMO": settings.demo,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "SESSION_COOKIE_NAME": "__Host-form" if settings.is_https else "form",
        "SESSION_COOKIE_SECURE": settings.is_https,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        # Bound to the sign-in, never to a clock: a form may stay open as long as a shift.
        "WTF_CSRF_TIME_LIMIT": None,
        "MAX_FORM_MEMORY_SIZE": LONGEST_FORM,
        "MAX_FORM_PARTS": 2_000,
    }


def _connect(app: Flask, settings: Settings) -> None:
    if settings.database_url.startswith("sqlite"):
        settings.instance_dir.mkdir(parents=True, exist_ok=True)
    db.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)
    LateMigrate(app, MIGRATIONS)
    csrf.init_app(app)  # type: ignore[no-untyped-call]  # the library has no types
    shelves = Shelves(fresh_for=0.0 if app.testing else 1.0)
    kept = KeptSettings()
    site = Site(
        settings.base_url, settings.demo, shelves, secret=settings.secret_key, settings=kept
    )
    database.init_app(app, site)


def _wrap(app: Flask, settings: Settings) -> None:
    """Put the layers around the application: headers, assets, the gate, then who the visitor is."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("alembic").setLevel(logging.WARNING)  # it says nothing a person needs
    assets = Assets(web.STATIC)
    pages.use_assets(app.jinja_env, assets.url)
    inner = app.wsgi_app
    if settings.proxy_hops:
        hops = settings.proxy_hops
        inner = ProxyFix(inner, x_for=hops, x_proto=hops, x_host=hops)
    gated = Gate(inner, max_body=settings.max_body_mb * 1024 * 1024, refuse=errors.outside(app))
    zipped = compression.around(gated)  # outside the gate, so that zipping takes nobody's turn
    outermost = headers.around(assets.around(zipped), is_https=settings.is_https)
    app.wsgi_app = outermost  # type: ignore[method-assign,assignment]  # Flask's documented place


assert _everything  # noqa: S101 - all tables are known to the migrations
