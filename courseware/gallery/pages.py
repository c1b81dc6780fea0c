"""The rooms of the gallery. They exist in a demonstration and under test; elsewhere they are 404."""

from __future__ import annotations

from flask import abort, current_app

from courseware.gallery import palette, papers, questions
from courseware.gallery.forms import SampleForm, SamplePace
from courseware.gallery.macros import calls
from courseware.web.blueprints import blueprint as make
from courseware.web.guards import public
from courseware.web.language import gettext as _
from courseware.web.pages import page

blueprint = make("gallery", __name__, __file__)
ROOMS = ("basics", "forms", "route", "lesson", "questions", "labs", "records")


def room_title(room: str) -> str:
    """Return the name of a room."""
    return {
        "basics": _("Type and color"),
        "forms": _("Forms and notices"),
        "route": _("Route and progress"),
        "lesson": _("Lesson"),
        "questions": _("Questions"),
        "labs": _("Labs"),
        "records": _("Tables and papers"),
    }[room]


@blueprint.get("/gallery")
@public
def index() -> str:
    """Show the first room."""
    return room(ROOMS[0])


@blueprint.get("/gallery/<room>")
@public
def room(room: str) -> str:
    """Show a room: components of one kind, each with its name and its call."""
    if room not in ROOMS or not (current_app.config["COURSEWARE_DEMO"] or current_app.testing):
        abort(404)
    # Not at the top: they bring the reader of Markdown, and a real site has no gallery.
    from courseware.gallery import labs, samples  # noqa: PLC0415 - see above

    return page(
        f"gallery/{room}.html",
        room=room,
        rooms=[(one, room_title(one)) for one in ROOMS],
        calls=calls(current_app.jinja_env),
        colors=palette.colors(),
        questions=questions,
        labs=labs,
        samples=samples,
        papers=papers,
        form=SampleForm.filled(),
        pace=SamplePace.refused(),
        wrong=SampleForm.refused(),
    )
