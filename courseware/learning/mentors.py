"""A learner's mentor: one person, invited by a letter, who sees what the learner chooses."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from sqlalchemy import Connection
from werkzeug.wrappers import Response
from wtforms import SelectMultipleField, StringField
from wtforms.widgets import CheckboxInput, ListWidget

from courseware.learning.mentor_views import guides_of
from courseware.learning.place import blueprint
from courseware.operations.guests import GuestPurpose, secret_of_guest
from courseware.operations.sharing import ask_mentor, change_parts, end_link, live_link, parts_of
from courseware.permissions import Permission
from courseware.practice.sharing import FOR_MENTOR, NAMES, Part, chosen
from courseware.records.career import read_items
from courseware.records.throttle import Limit, digest
from courseware.web.choices import choices
from courseware.web.database import now, read, site, write
from courseware.web.forms import BaseForm
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.pages import page, say_once
from courseware.web.qr import qr_once
from courseware.web.throttle import count_try_in
from courseware.web.waiting import keeps_words
from courseware.words import Reason

MOST_LETTERS = 3
"""How many people somebody may invite in a quarter of an hour."""
LONGEST = 120
AT_FIRST = (Part.READINESS, Part.PLAN)


class PartsForm(BaseForm):
    """What a mentor sees; nothing chosen is a choice, too: then there are the guides alone."""

    parts = SelectMultipleField(
        _("What your mentor sees"), option_widget=CheckboxInput(), widget=ListWidget()
    )

    def offer(self) -> PartsForm:
        """Fill the choices."""
        self.parts.choices = choices((one.value, _(NAMES[one])) for one in FOR_MENTOR)
        return self

    @property
    def chosen(self) -> tuple[Part, ...]:
        """Return what was chosen."""
        return chosen(self.parts.data or [], FOR_MENTOR)


class MentorForm(PartsForm):
    """Whom to invite. Whether the address can be used, the operation says."""

    name = StringField(_("Name"))
    role = StringField(_("What this person does"))
    address = StringField(_("E-mail address"))

    def read(self) -> bool:
        """Say whether all is there; else put the reason beside the field."""
        for name in ("name", "role"):
            typed = self[name].data or ""
            if not typed:
                self[name].errors = [say(Reason(f"mentor.{name}.blank"))]
            elif len(typed) > LONGEST:
                reason = Reason("entry.long", {"most": LONGEST, "count": len(typed)})
                self[name].errors = [say(reason)]
        return not self.errors


def _show(form: MentorForm | None = None) -> str:
    link = live_link(read(), me().id, GuestPurpose.MENTOR, now=now())
    shown = parts_of(read(), link, FOR_MENTOR) if link else AT_FIRST
    data = {"parts": [one.value for one in shown]}
    address = f"{site().base_url}/mentor/{secret_of_guest(link, site())}" if link else ""
    return page(
        "learning/mentors.html",
        form=(form or MentorForm(data=data)).offer(),
        parts=PartsForm(data=data).offer(),
        link=link,
        address=address,
        qr=qr_once(address) if link else "",
        guides=guides_of(read(), me().id, read_items(read(), me().id)),
        longest=LONGEST,
    )


@blueprint.get("/mentors")
@requires(Permission.LEARN)
def mentors() -> str:
    """Show the mentor with what they see, or the form to invite one; and which talk is due."""
    return _show()


def owns_form(person_id: int, *, person: int) -> bool:
    """Say whether a form is this person's: its address says whose page it was sent from."""
    return person_id == person


@blueprint.post("/mentors/of/<int:person>")
@requires(Permission.LEARN)
@keeps_words(owns_form)
def mentor_invitation(person: int) -> Response | tuple[str, int]:
    """Invite one person by a letter."""
    if person != me().id:
        abort(404)
    form = MentorForm(request.form)
    if not form.read():
        return _show(form), 422
    fault = _ask(form)
    if fault is not None:
        form.address.errors = [say(fault)]
        return _show(form), 422
    say_once(_("A letter is on its way to %(name)s.") % {"name": form.name.data})
    return redirect(url_for("learning.mentors"), 303)


def _ask(form: MentorForm) -> Reason | None:
    with write() as conn:
        _count(conn)
        return ask_mentor(
            conn,
            person_id=me().id,
            name=form.name.data or "",
            role=form.role.data or "",
            address=form.address.data or "",
            parts=form.chosen,
            now=now(),
            site=site(),
        )


def _count(conn: Connection) -> None:
    """Count a letter to somebody who did not ask for one; refuse too many."""
    count_try_in(conn, Limit(f"mentor:{digest(f'person {me().id}')}", MOST_LETTERS))


@blueprint.post("/mentors/<int:link_id>/parts")
@requires(Permission.LEARN)
def mentor_parts(link_id: int) -> Response:
    """Let the mentor see other parts from now on."""
    with write() as conn:
        is_kept = change_parts(
            conn, person_id=me().id, purpose=GuestPurpose.MENTOR, guest_id=link_id,
            parts=PartsForm(request.form).chosen, now=now(),
        )  # fmt: skip
    if not is_kept:
        abort(404)
    say_once(_("Your mentor sees exactly these parts now."))
    return redirect(url_for("learning.mentors"), 303)


@blueprint.post("/mentors/<int:link_id>/removal")
@requires(Permission.LEARN)
def mentor_removal(link_id: int) -> Response:
    """End a mentor's link at once."""
    with write() as conn:
        is_ended = end_link(
            conn, person_id=me().id, purpose=GuestPurpose.MENTOR, guest_id=link_id, now=now()
        )
    if not is_ended:
        abort(404)
    say_once(_("The link has ended. Whoever opens it now sees nothing of you."))
    return redirect(url_for("learning.mentors"), 303)
