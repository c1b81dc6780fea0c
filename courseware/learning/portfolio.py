"""A learner's portfolio: what they choose of it, on paper or behind a link that they hand over."""

from __future__ import annotations

from flask import abort, redirect, request, url_for
from werkzeug.wrappers import Response

from courseware.learning.place import blueprint
from courseware.learning.portfolio_views import portfolio_of
from courseware.operations.guests import GuestPurpose, secret_of_guest
from courseware.operations.sharing import end_link, live_link, parts_of, share_portfolio
from courseware.permissions import Permission
from courseware.practice.sharing import AT_FIRST, IN_PORTFOLIO, NAMES, chosen
from courseware.web.database import now, read, site, write
from courseware.web.guards import me, requires
from courseware.web.language import gettext as _
from courseware.web.language import say
from courseware.web.pages import page, say_once
from courseware.web.qr import qr_once
from courseware.words import Reason


def portfolio_address(secret: str) -> str:
    """Return the address of a portfolio. It is a secret, so it is not kept among other addresses."""
    return f"{site().base_url}/portfolio/{secret}"


def _page(typed: list[str] | None, fault: str = "") -> str:
    """Show the parts that were asked for; without a question those of the link, or most of them."""
    link = live_link(read(), me().id, GuestPurpose.PORTFOLIO, now=now())
    linked = parts_of(read(), link, IN_PORTFOLIO) if link else None
    asked = chosen(typed, IN_PORTFOLIO) if typed is not None else linked or AT_FIRST
    address = portfolio_address(secret_of_guest(link, site())) if link else ""
    return page(
        "learning/portfolio.html",
        portfolio=portfolio_of(read(), me().id, asked),
        name=me().name,
        check_address=f"{site().base_url}/verify",
        offered=[(one.value, NAMES[one], one in asked) for one in IN_PORTFOLIO],
        asked=[one.value for one in asked],
        linked=None if linked is None else [NAMES[one] for one in linked],
        is_other=linked is not None and set(linked) != set(asked),
        link_id=link.id if link else 0,
        address=address,
        qr=qr_once(address) if link else "",
        fault=fault,
    )


@blueprint.get("/portfolio")
@requires(Permission.LEARN)
def portfolio() -> str:
    """Show the portfolio; ?part= chooses what stands in it."""
    return _page(request.args.getlist("part") if "choose" in request.args else None)


@blueprint.post("/portfolio/link")
@requires(Permission.LEARN)
def portfolio_share() -> Response | tuple[str, int]:
    """Make the link, or let it show these parts."""
    typed = request.form.getlist("part")
    parts = chosen(typed, IN_PORTFOLIO)
    if not parts:
        return _page(typed, say(Reason("share.blank"))), 422
    with write() as conn:
        share_portfolio(conn, person_id=me().id, parts=parts, now=now(), site=site())
    say_once(_("The link shows exactly these parts now."))
    return redirect(url_for("learning.portfolio") + "#share", 303)


@blueprint.post("/portfolio/links/<int:link_id>/removal")
@requires(Permission.LEARN)
def portfolio_unshare(link_id: int) -> Response:
    """End the link at once."""
    with write() as conn:
        is_ended = end_link(
            conn, person_id=me().id, purpose=GuestPurpose.PORTFOLIO, guest_id=link_id, now=now()
        )
    if not is_ended:
        abort(404)
    say_once(_("The link has ended. Whoever opens it now sees nothing of you."))
    return redirect(url_for("learning.portfolio") + "#share", 303)
