"""The two names of a person: how the site addresses them, and what certificates print."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.accounts.addresses import own_path
from courseware.accounts.forms import CertificateNameForm
from courseware.accounts.own import back_to_hub, blueprint
from courseware.accounts.own_forms import NameForm
from courseware.operations.credentials import issue_waiting
from courseware.operations.people import confirm_certificate_name
from courseware.permissions import Permission
from courseware.records.own_account import change_person
from courseware.web.database import now, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


@blueprint.get("/account/name")
@requires(Permission.LEARN)
def name() -> str:
    """Ask how the site should address the person."""
    return page("accounts/name.html", form=NameForm(data={"name": me().name}))


@blueprint.post("/account/name")
@requires(Permission.LEARN)
def name_change() -> Response | tuple[str, int]:
    """Store the name; certificates have their own."""
    form = NameForm(request.form)
    if not form.validate():
        return page("accounts/name.html", form=form), 422
    with write() as conn:
        change_person(conn, me().id, name=form.name.data or "")
    return back_to_hub(_("Your name is changed."))


@blueprint.get("/account/certificate-name")
@requires(Permission.LEARN)
def certificate_name_form() -> str:
    """Ask for the name that certificates print."""
    who = me()
    form = CertificateNameForm(data={"certificate_name": who.certificate_name or who.name})
    return page("accounts/certificate_name.html", form=form)


@blueprint.post("/account/certificate-name")
@requires(Permission.LEARN)
def certificate_name() -> Response | tuple[str, int]:
    """Confirm the name for certificates; what waited for it is issued at once."""
    form = CertificateNameForm(request.form)
    if not form.validate():
        return page("accounts/certificate_name.html", form=form), 422
    who = me()
    with write() as conn:
        confirm_certificate_name(conn, who.id, form.certificate_name.data or "", now=now())
        issued = issue_waiting(conn, who.id, now=now(), site=site())
    if issued:
        say_once(_("Your name is confirmed and your certificate is issued."))
        return redirect(url_for("learning.certificates"), 303)
    say_once(_("Your name is confirmed."))
    return redirect(own_path(request.form.get("next")) or url_for("account.show"), 303)
