"""One form with each kind of field: as somebody filled it in, and as the site refused it."""

from __future__ import annotations

from wtforms import BooleanField, PasswordField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired, Length

from courseware.web.choices import choices
from courseware.web.forms import BaseForm

_SHIFTS = [("early", "Early"), ("late", "Late"), ("night", "Night")]
_LINES = [("", "Choose a line"), ("bracket", "Bracket cell"), ("paint", "Paint line")]


class SampleForm(BaseForm):
    """Fields of each kind that pages use."""

    name = StringField("Name", [DataRequired("Type the name.")])
    password = PasswordField("Password", [Length(min=12, message="Use at least 12 characters.")])
    line = SelectField("Line", [DataRequired("Choose a line.")], choices=choices(_LINES))
    shift = RadioField("Shift", [DataRequired("Choose a shift.")], choices=choices(_SHIFTS))
    report = TextAreaField("What happened", [DataRequired("Write what happened.")])
    agreed = BooleanField("My team leader has seen this", [DataRequired("Tick this box.")])

    @classmethod
    def filled(cls) -> SampleForm:
        """Return the form as somebody filled it in."""
        return cls(
            data={"name": "Ada Marsh", "line": "bracket", "shift": "late", "agreed": True,
                  "report": "The torque gun lost its setting at 14:20."},
        )  # fmt: skip

    @classmethod
    def refused(cls) -> SampleForm:
        """Return an empty form after the site looked at it; its ids differ from the other's."""
        form = cls(prefix="wrong-")
        form.validate()
        return form


class SamplePace(BaseForm):
    """The fields that the form of a line's pace asks for; the page itself lies in another face."""

    minutes = StringField("Work time of the shift, in minutes")
    pieces = StringField("Pieces the customer takes in that shift")
    worked = StringField("Minutes worked so far")
    made = StringField("Good pieces made so far (optional)")

    @classmethod
    def refused(cls) -> SamplePace:
        """Return the form with one number that is asked again."""
        form = cls(prefix="pace-", data={"minutes": "450", "pieces": "many", "worked": "200"})
        form.pieces.errors = ["Type a number."]
        return form
