"""The issuer: who answers for the certificates of this site."""

from __future__ import annotations

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.admin.face import blueprint, writing_for
from courseware.admin.forms import IssuerForm
from courseware.operations.staff import name_issuer
from courseware.permissions import Permission
from courseware.records.credentials import Issuer, find_issuer
from courseware.web.database import now, read, site
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.pages import page, say_once


@blueprint.get("/admin/issuer")
@requires(Permission.MANAGE_SITE)
def issuer() -> str:
    """Show who issues now, ready to be changed."""
    current = find_issuer(read())
    return page("admin/issuer.html", form=IssuerForm(obj=current), current=current)


@blueprint.post("/admin/issuer")
@requires(Permission.MANAGE_SITE)
def issuer_create() -> Response | tuple[str, int]:
    """Put an issuer in force. In a demonstration it stays marked as one."""
    form = IssuerForm(request.form)
    if form.validate():
        named = Issuer(
            legal_name=form.legal_name.data or "",
            country=form.country.data or "",
            contact=form.contact.data or "",
            relation=form.relation.data,
            is_demonstration=site().is_demonstration,
        )
        with writing_for(form) as conn:
            name_issuer(conn, named, now=now(), by_person=me().id)
    if form.errors:
        return page("admin/issuer.html", form=form, current=find_issuer(read())), 422
    say_once(_("Certificates that are issued from now on name this issuer."))
    return redirect(url_for("admin.issuer"), 303)
