"""Slips to print, for operators: for everybody who waits for a password, or for one person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import abort, request, url_for
from sqlalchemy import Connection

from courseware.admin.face import blueprint, writing_for
from courseware.admin.forms import SlipsForm
from courseware.operations.slips import MOST, Slip, make_slips
from courseware.operations.tokens import Purpose
from courseware.permissions import Permission
from courseware.records.people_imports import last_import_id, people_of_import
from courseware.records.slips import (
    Holder,
    read_holders,
    waiting_among,
    waiting_by_team,
    waiting_people,
)
from courseware.web.database import now, read, site
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import ngettext
from courseware.web.pages import page
from courseware.web.slips import slips_page


@dataclass(frozen=True, slots=True)
class Group:
    """People to print slips for, at most as many as one print holds."""

    value: str
    label: str
    ids: Sequence[int]


def _groups(conn: Connection) -> list[Group]:
    last = last_import_id(conn)
    groups = [("all", _("Everybody without a password"), waiting_people(conn))]
    if last is not None:
        ids = waiting_among(conn, people_of_import(conn, last))
        groups.append((f"import-{last}", _("New people of the last import"), ids))
    groups += [
        (f"team-{team_id}", _("Team %(name)s") % {"name": name}, ids)
        for team_id, name, ids in waiting_by_team(conn)
    ]
    return [part for value, label, ids in groups for part in _parts(value, label, ids)]


def _parts(value: str, label: str, ids: Sequence[int]) -> Iterator[Group]:
    """Cut a group into what one print holds."""
    for start in range(0, len(ids), MOST):
        part = ids[start : start + MOST]
        number = ngettext("%(num)s person", "%(num)s people", len(part)) % {"num": len(part)}
        if len(ids) > MOST:
            span = _("%(first)s to %(last)s of %(all)s, by name") % {
                "first": start + 1,
                "last": start + len(part),
                "all": len(ids),
            }
            number = f"{number}, {span}"
        yield Group(f"{value}-{start}", f"{label}: {number}", part)


def _one() -> Holder | None:
    """Return the one person whom the address or the form names."""
    text = request.values.get("person", "")
    if not text:
        return None
    ids = [int(text)] if text.isascii() and text.isdigit() and len(text) < 19 else []  # noqa: PLR2004 - what a database can hold
    found = read_holders(read(), ids, purpose=Purpose.INVITATION, now=now())
    return found[0] if found else abort(404)


def _page(form: SlipsForm, one: Holder | None, groups: Sequence[Group]) -> str:
    return page("admin/slips.html", form=form, one=one, has_groups=bool(groups))


@blueprint.get("/admin/people/slips")
@requires(Permission.MANAGE_PEOPLE)
def slips() -> str:
    """Ask for whom, and say what stops working."""
    one = _one()
    groups = [] if one else _groups(read())
    asked = request.args.get("whom", "")
    chosen = next((each.value for each in groups if each.value.startswith(asked)), "")
    form = SlipsForm(data={"whom": chosen}).offer((each.value, each.label) for each in groups)
    return _page(form, one, groups)


@blueprint.post("/admin/people/slips")
@requires(Permission.MANAGE_PEOPLE)
def slips_create() -> str | tuple[str, int]:
    """Make the codes and show the slips, once: nothing but this reply holds them."""
    one = _one()
    groups = [] if one else _groups(read())
    form = SlipsForm(request.form).offer((each.value, each.label) for each in groups)
    if one is None and not form.validate():
        return _page(form, one, groups), 422
    ids = [one.id] if one else next(each.ids for each in groups if each.value == form.whom.data)
    made: list[Slip] = []
    with writing_for(form) as conn:
        made = make_slips(conn, ids, now=now(), site=site(), by_person=me().id)
    if form.errors:
        return _page(form, one, groups), 422
    if one is not None:
        url = url_for("admin.person", person_id=one.id)
        return slips_page(made, back_label=one.name, back_url=url)
    return slips_page(made, back_label=_("All people"), back_url=url_for("admin.people"))
