"""The blueprint of this face, and how an operation's refusal reaches the form."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Connection

from courseware.operations.people import NotPossible
from courseware.web.blueprints import blueprint as make
from courseware.web.database import write
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _

blueprint = make("admin", __name__, __file__)


@contextmanager
def writing_for(form: BaseForm) -> Iterator[Connection]:
    """Open the request's write; what is not possible becomes an error of `form`, and nothing stays."""
    try:
        with write() as conn:
            yield conn
    except NotPossible as refusal:
        form.form_errors.append(_(str(refusal)))
