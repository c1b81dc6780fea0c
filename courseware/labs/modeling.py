"""Models by name: imported when a lab that names one is first used."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from courseware.labs import models
from courseware.labs.given import Model


@cache
def known_models() -> tuple[str, ...]:
    """Return the names of all models."""
    return tuple(sorted(found.name for found in pkgutil.iter_modules(models.__path__)))


def model_named(name: str) -> Model | None:
    """Return the model of this name, imported when it is first asked for; None for another name."""
    if name not in known_models():
        return None
    found: Model = import_module(f"{models.__name__}.{name}").MODEL
    return found
