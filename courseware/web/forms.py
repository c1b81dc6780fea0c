"""The base of all forms. Forms check shape; what is right is decided by the rules."""

from __future__ import annotations

from typing import Any

from flask import request
from wtforms import Form
from wtforms.fields.core import UnboundField
from wtforms.meta import DefaultMeta

from courseware.web.language import gettext, ngettext


class _Words:
    """WTForms' own messages through our catalog."""

    def gettext(self, string: str) -> str:
        """Return a message in the reader's language; ours where WTForms does not say what to do."""
        if string == "Not a valid choice.":
            return gettext("Choose one from the list.")
        return gettext(string)

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """Return a message in the reader's language."""
        return ngettext(singular, plural, n)


def strip(value: str | None) -> str | None:
    """Take the white space around a typed value away."""
    return value.strip() if isinstance(value, str) else value


class BaseForm(Form):
    """A form filled from this request; CSRFProtect checks the token before any view runs."""

    class Meta(DefaultMeta):
        """Words for the messages; plain text is stripped."""

        def get_translations(self, form: Form) -> _Words:  # type: ignore[override]  # noqa: ARG002 - the stub knows too little
            """Return our catalog in the shape that WTForms asks for."""
            return _Words()

        def bind_field(self, form: Form, unbound: UnboundField[Any], options: Any) -> Any:  # type: ignore[override]  # the stub names its own base
            """Strip typed text, but never a password."""
            if "Password" not in unbound.field_class.__name__:
                unbound.kwargs.setdefault("filters", [strip])
            return unbound.bind(form=form, **options)

    @classmethod
    def of_request(cls, **defaults: Any) -> BaseForm:
        """Return the form with what was posted, or with `defaults` when nothing was."""
        return cls(request.form if request.method == "POST" else None, data=defaults)
