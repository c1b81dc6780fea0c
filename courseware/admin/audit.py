"""What staff did: the audit, in sentences."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for

from courseware.admin.audit_words import ACTIONS, sentence_of
from courseware.admin.face import blueprint
from courseware.permissions import Permission
from courseware.records.audit_list import find_id, names_in, read_audit
from courseware.web.database import read
from courseware.web.guards import requires
from courseware.web.language import gettext as _
from courseware.web.pages import page

LONGEST_ID = 15
"""Digits; a longer number is no id of any database."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter: an action, a user name, and the id of the note after which the page begins."""

    action: str
    person: str
    before: int | None


def _asked() -> Asked:
    before = request.args.get("before", "")
    is_id = before.isascii() and before.isdigit() and len(before) <= LONGEST_ID
    return Asked(
        request.args.get("action", "").strip()[:60],
        request.args.get("person", "").strip()[:120],
        int(before) if is_id else None,
    )


@blueprint.get("/admin/audit")
@requires(Permission.MANAGE_SITE)
def audit() -> str:
    """List what was done, the newest first, all or what the filter asks for."""
    asked = _asked()
    person_id = find_id(read(), asked.person) if asked.person else None
    is_unknown = bool(asked.person) and person_id is None
    notes, are_more = ([], False) if is_unknown else read_audit(
        read(), action=asked.action, person_id=person_id, before=asked.before
    )  # fmt: skip
    names = names_in(read(), notes)
    return page(
        "admin/audit.html",
        rows=[(one.at, one.by, sentence_of(one, names)) for one in notes],
        asked=asked,
        is_unknown=is_unknown,
        actions=[
            ("", _("Everything")),
            *((code, _(words.short)) for code, words in ACTIONS.items()),
        ],
        older=_address(asked, notes[-1].id) if are_more else None,
        newest=_address(asked) if asked.before else None,
    )


def _address(asked: Asked, before: int | None = None) -> str:
    """Return the address of a page with the same filter."""
    person, action = asked.person or None, asked.action or None
    return url_for("admin.audit", action=action, person=person, before=before)
