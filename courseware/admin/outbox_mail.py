"""A mail to be read as it would have been sent: in a demonstration only, where none leaves."""

from __future__ import annotations

from flask import abort, make_response
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint
from courseware.admin.outbox import mail_settings
from courseware.mailing.rendering import Rendered
from courseware.mailing.writing import Desk, NotWritten
from courseware.permissions import Permission
from courseware.records.outbox import Due, read_mail
from courseware.web.database import now, read, site, site_settings
from courseware.web.guards import requires
from courseware.web.pages import page

POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"
"""A mail brings its styles along; nothing else in it may do anything."""


def _open(mail_id: int) -> tuple[Due, Rendered, bool]:
    """Return a mail of a demonstration; outside one its words and its link are nobody's but the reader's."""
    mail = read_mail(read(), mail_id) if mail_settings().demo else None
    if mail is None:
        abort(404)
    try:
        rendered, works = Desk(site(), site_settings(), "").show(read(), mail, now=now())
    except NotWritten:
        abort(404)
    return mail, rendered, works


@blueprint.get("/admin/outbox/<int:mail_id>")
@requires(Permission.MANAGE_SITE)
def outbox_mail(mail_id: int) -> str:
    """Show a mail as plain text, with a way to its other form."""
    mail, rendered, works = _open(mail_id)
    return page("admin/outbox_mail.html", mail=mail, rendered=rendered, works=works)


@blueprint.get("/admin/outbox/<int:mail_id>/page")
@requires(Permission.MANAGE_SITE)
def outbox_page(mail_id: int) -> Response:
    """Show the HTML of a mail alone, as a mail program would."""
    _mail, rendered, _works = _open(mail_id)
    response = make_response(rendered.html)
    response.headers["Content-Security-Policy"] = POLICY
    return response
