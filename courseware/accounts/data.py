"""A copy of all that the site holds about a person, as one file for them."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, request

from courseware.accounts.own import blueprint, count, knows_password, own
from courseware.accounts.own_forms import ProofForm
from courseware.extensions import db
from courseware.permissions import Permission
from courseware.records.base import iso
from courseware.records.own_data import Copied, copy_of
from courseware.records.own_data_parts import NOT_HERE
from courseware.records.transaction import snapshot
from courseware.records.work import note
from courseware.web.database import now, site, site_settings, write
from courseware.web.gate import outside_gate
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import moment
from courseware.web.pages import page

MOST_COPIES = 3
"""How many copies somebody may take in a quarter of an hour: each reads twenty tables."""


@blueprint.get("/account/data")
@requires(Permission.LEARN)
def data() -> str:
    """Say what the file holds, and offer it."""
    return page("accounts/data.html", form=ProofForm.asking(has_password=own().has_password))


@blueprint.post("/account/data")
@requires(Permission.LEARN)
def data_copy() -> Response | tuple[str, int]:
    """Send the file. That it was taken is noted; it is read as of one moment, outside any write."""
    form = ProofForm.asking(request.form, has_password=own().has_password)
    if not form.validate() or not knows_password(form):
        return page("accounts/data.html", form=form), 422
    who, at = me(), now()
    with write() as conn:
        count(conn, "data", MOST_COPIES)
        subject = f"person:{who.id}"
        note(conn, action="data.taken", subject=subject, details={}, by_person=who.id, now=at)
    with outside_gate():
        with snapshot(db.engine) as conn:
            parts = list(copy_of(conn, who.id))
        text = json.dumps(_document(parts), ensure_ascii=False, indent=2)
    response = Response(text + "\n", content_type="application/json; charset=utf-8")
    name = f"my-data-{moment(at, 'iso')}.json"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _document(parts: list[Copied]) -> dict[str, Any]:
    """Return the file: what it is, each table with its rows, and what is not in it."""
    return {
        "about": {
            "what": _("All that this site holds about you. Moments are in UTC."),
            "site": site_settings().name,
            "address": site().base_url,
            "as_of": iso(now()),
            "not_here": _(
                "Tries to sign in are counted for a day under a digest that names nobody."
            ),
        },
        "held": {one.part.table.name: _part(one) for one in parts},
        "held_elsewhere": {name: _(why) for name, why in NOT_HERE.items()},
    }


def _part(one: Copied) -> dict[str, Any]:
    left_out = {name: _(why) for name, why in one.part.left_out.items()}
    return {"what": _(one.part.what), "left_out": left_out, "rows": one.rows}
