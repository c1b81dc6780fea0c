"""How a face makes a blueprint: its templates lie beside its routes."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint


def blueprint(name: str, package: str, file: str) -> Blueprint:
    """Return a blueprint whose templates lie in the face's own folder."""
    return Blueprint(name, package, template_folder=str(Path(file).parent / "templates"))
