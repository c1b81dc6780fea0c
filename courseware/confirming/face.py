"""The blueprint of this face."""

from __future__ import annotations

from courseware.web.blueprints import blueprint as make

blueprint = make("confirming", __name__, __file__)
