"""What the faces share: gate, sign-in, guards, errors, assets, components, style sheets, scripts."""

from pathlib import Path

STATIC = Path(__file__).parent / "static"
TEMPLATES = Path(__file__).parent / "templates"
