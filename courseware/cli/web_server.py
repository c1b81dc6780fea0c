"""The web server, with the application in memory before its workers are made of it.

On Linux the workers are forks: what they do not change, they share. So the application, its
templates and what is published are loaded once, before them. No connection crosses the fork.
"""

from __future__ import annotations

import ctypes
import gc
import logging
import sys
from datetime import UTC, datetime
from importlib import import_module

from flask import Flask
from granian.cli import entrypoint
from sqlalchemy.exc import SQLAlchemyError

from courseware.records.transaction import open_engine, reading
from courseware.web.language import moment

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_LARGE = 1024 * 1024
APPLICATION = "wsgi"
"""Named and not imported: what this process serves stands above the commands."""
log = logging.getLogger(__name__)


def return_large_memory() -> None:
    """Ask the C library to give large blocks back to the system when they are freed.

    A password takes 19 MiB for 30 ms. By default the library keeps such blocks for each thread:
    after a few sign-ins on eight threads two workers held 457 MB instead of 180.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none, and needs none
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_ARENA_MAX, 2)


def load(app: Flask) -> None:
    """Load what every worker of this application will need: its templates, and what is published."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)
    moment(datetime.now(UTC))  # how a language writes days takes four megabytes
    # An engine of its own, closed again: the application's is first used in a worker.
    engine = open_engine(app.config["SQLALCHEMY_DATABASE_URI"])
    try:
        with reading(engine) as conn:
            app.extensions["courseware.site"].shelves.current(conn)
    except SQLAlchemyError as fault:
        log.warning("What is published is loaded later: %s", fault)
    finally:
        engine.dispose()


if __name__ == "__main__":
    if sys.platform == "linux":
        return_large_memory()
        load(import_module(APPLICATION).app)
        gc.collect()
        gc.freeze()  # the collector would touch, and so copy, every shared page
    entrypoint()  # type: ignore[no-untyped-call]  # the library has no types here
