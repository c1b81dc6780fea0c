"""A person's own account: the name on certificates, and signing out everywhere."""

from __future__ import annotations

from flask import make_response, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.accounts.addresses import own_path
from courseware.accounts.forms import CertificateNameForm
from courseware.operations.credentials import issue_waiting
from courseware.operations.people import confirm_certificate_name
from courseware.permissions import Permission
from courseware.records.sign_ins import end_all_sign_ins
from courseware.web import sign_in as signing
from courseware.web.blueprints import blueprint as make
from courseware.web.database import now, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once

blueprint = make("account", __name__, __file__)


@blueprint.get("/account")
@requires(Permission.LEARN)
def show() -> str:
    """Show the account."""
    who = me()
    form = CertificateNameForm(data={"certificate_name": who.certificate_name or who.name})
    return page("accounts/account.html", form=form)


@blueprint.post("/account/certificate-name")
@requires(Permission.LEARN)
def certificate_name() -> Response | tuple[str, int]:
    """Confirm the name for certificates; what waited for it is issued at once."""
    form = CertificateNameForm(request.form)
    if not form.validate():
        return page("accounts/account.html", form=form), 422
    who = me()
    with write() as conn:
        confirm_certificate_name(conn, who.id, form.certificate_name.data or "", now=now())
        issued = issue_waiting(conn, who.id, now=now(), site=site())
    if issued:
        say_once(_("Your name is confirmed and your certificate is issued."))
        return redirect(url_for("learning.certificates"), 303)
    say_once(_("Your name is confirmed."))
    return redirect(own_path(request.form.get("next")) or url_for("account.show"), 303)


@blueprint.post("/account/sign-ins/end")
@requires(Permission.LEARN)
def end_sign_ins() -> Response:
    """Sign out on every device, this one included."""
    with write() as conn:
        end_all_sign_ins(conn, person_id=me().id, now=now())
    response = make_response(redirect(url_for("accounts.sign_in"), 303))
    signing.end(response)
    return response
