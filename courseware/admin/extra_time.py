"""A person's extra time where a clock runs: given on their page."""

from __future__ import annotations

from flask import request
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint, writing_for
from courseware.admin.forms import ExtraTimeForm
from courseware.admin.person import card_of, done
from courseware.operations.extra_time import give_extra_time
from courseware.permissions import Permission
from courseware.web.database import now, site
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _


@blueprint.post("/admin/people/<int:person_id>/extra-time")
@requires(Permission.MANAGE_PEOPLE)
def extra_time(person_id: int) -> Response | tuple[str, int]:
    """Give it, or take it back; a clock that is running never ends sooner by it."""
    card_of(person_id)
    form = ExtraTimeForm(request.form).offer()
    if form.validate():
        with writing_for(form) as conn:
            give_extra_time(
                conn, person_id, form.percent, now=now(), site=site(), by_person=me().id
            )
    return done(person_id, form, _("The extra time is stored."))
