"""Faults that a rule found, put at the fields of the form that they are about."""

from __future__ import annotations

from collections.abc import Iterable

from courseware.web.forms import BaseForm
from courseware.web.language import say
from courseware.words import Reason


def put_faults(form: BaseForm, faults: Iterable[tuple[str, Reason]]) -> None:
    """Show each fault at its field, in the order in which the rule says them."""
    for name, reason in faults:
        form[name].errors = [*form[name].errors, say(reason)]
