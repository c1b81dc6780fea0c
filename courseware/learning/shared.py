"""What people without an account see behind a link of a learner: a portfolio, or a mentor's page.

Unknown, ended and erased links answer alike. Looking changes nothing.
"""

from __future__ import annotations

from flask import Response

from courseware.learning.career_views import lines_of
from courseware.learning.mentor_views import guides_of, levels_for_mentor
from courseware.learning.place import blueprint
from courseware.learning.portfolio_views import portfolio_of
from courseware.operations.guests import GuestPurpose, find_guest
from courseware.operations.sharing import parts_of
from courseware.practice.career import Kind
from courseware.practice.sharing import FOR_MENTOR, IN_PORTFOLIO, Part
from courseware.records.career import read_items
from courseware.web.database import now, read, site
from courseware.web.guards import public
from courseware.web.pages import page
from courseware.web.unlisted import unlisted


@blueprint.get("/portfolio/<secret>")
@public
def shared_portfolio(secret: str) -> Response:
    """Show exactly the parts that the learner chose."""
    guest = find_guest(read(), GuestPurpose.PORTFOLIO, secret, now=now(), site=site())
    if guest is None:
        return _gone()
    parts = parts_of(read(), guest, IN_PORTFOLIO)
    shown = portfolio_of(read(), guest.person_id, parts)
    html = page(
        "learning/shared_portfolio.html",
        name=guest.learner,
        portfolio=shown.filled,
        check_address=f"{site().base_url}/verify",
    )
    return unlisted(html)


@blueprint.get("/mentor/<secret>")
@public
def mentor_page(secret: str) -> Response:
    """Show a mentor what the learner shares with them, and the guides for their talks."""
    guest = find_guest(read(), GuestPurpose.MENTOR, secret, now=now(), site=site())
    if guest is None:
        return _gone()
    parts = parts_of(read(), guest, FOR_MENTOR)
    items = read_items(read(), guest.person_id) if Part.PLAN in parts else []
    html = page(
        "learning/mentor_page.html",
        guest=guest,
        portfolio=portfolio_of(read(), guest.person_id, parts).filled,
        levels=levels_for_mentor(read(), guest.person_id) if Part.READINESS in parts else [],
        steps=lines_of(items, Kind.STEP),
        guides=guides_of(read(), guest.person_id, items),
        parts=parts,
    )
    return unlisted(html)


def _gone() -> Response:
    return unlisted(page("learning/link_gone.html"), 404)
