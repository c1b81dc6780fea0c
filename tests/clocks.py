"""A quiz of the shipped curriculum on other terms, for tests of clocks and of certainty."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from sqlalchemy import Connection

from courseware.operations.versions import Prepared, publish
from courseware.records.journal import canonical
from tests.conftest import NOW


def publish_terms(conn: Connection, curriculum: Prepared, module: str, **terms: Any) -> None:
    """Publish a module once more, its quiz with these terms, such as `minutes=20`."""
    _digest, compiled, paths = curriculum.modules[module]
    changed = json.loads(compiled)
    changed["bank"]["quiz"] |= terms
    text = canonical(changed)
    digest = hashlib.sha256(text.encode()).hexdigest()
    made = Prepared({module: (digest, text, paths)}, {}, curriculum.blobs)
    publish(conn, made, now=NOW, reason="other terms")
