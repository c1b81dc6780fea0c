"""A field whose text a certificate prints holds only what its font can print."""

from __future__ import annotations

from wtforms import StringField
from wtforms.validators import ValidationError

from courseware.credentials.glyphs import missing_characters
from courseware.web.language import say
from courseware.words import Reason


def check_printable(field: StringField) -> None:
    """Raise ValidationError with the characters that no certificate can print."""
    missing = missing_characters(field.data or "")
    if missing:
        raise ValidationError(say(Reason("certificate.glyphs", {"characters": " ".join(missing)})))
