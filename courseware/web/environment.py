"""The Jinja environment of the site."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from flask.templating import Environment


class SiteEnvironment(Environment):
    """Jinja as Flask sets it up, with one dictionary of globals for all templates.

    By default each template gets a ChainMap over them, and every import compares the two key by
    key: a page with twenty imports spent a quarter of its time on that. No template here has
    globals of its own.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals of the site."""
        return super().make_globals(d) if d else self.globals
