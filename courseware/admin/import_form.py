"""The form of a list of people: a file or pasted text, two choices, and what was confirmed."""

from __future__ import annotations

from flask import request
from werkzeug.datastructures import CombinedMultiDict
from wtforms import BooleanField, FileField, HiddenField, TextAreaField

from courseware.joining.people_plan import Choices
from courseware.joining.table_text import LARGEST
from courseware.web.forms import BaseForm
from courseware.web.language import gettext as _


class ImportForm(BaseForm):
    """A list of people. Its text is kept as it is: spaces and line breaks count."""

    file = FileField(_("A CSV file"))
    text = TextAreaField(_("Or paste the rows, headings first"), filters=[])
    make_teams = BooleanField(_("Make the teams that are missing"))
    missing_left = BooleanField(_("People who are not in this list have left"))
    digest = HiddenField()

    @classmethod
    def of_list(cls) -> ImportForm:
        """Return the form with what was posted, files included."""
        return cls(CombinedMultiDict([request.files, request.form]))

    def data_sent(self) -> bytes | str:
        """Return the file if there is one, else the text; one byte more than is read at most."""
        upload = request.files.get("file")
        if upload is not None and upload.filename:
            return upload.stream.read(20 * LARGEST)
        return self.text.data or ""

    def choices_made(self) -> Choices:
        """Return the two choices."""
        return Choices(make_teams=self.make_teams.data, missing_left=self.missing_left.data)

    def validate(self, extra_validators: object = None) -> bool:  # noqa: ARG002 - the signature is WTForms' own
        """Ask for a file or text."""
        if not self.data_sent():
            self.form_errors.append(_("Choose a file, or paste the rows of your list."))
            return False
        upload = request.files.get("file")
        if upload is not None:
            upload.stream.seek(0)
        return True
