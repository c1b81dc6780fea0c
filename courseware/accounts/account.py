"""A person's own account: what it is now, and the way to each page that changes it."""

from __future__ import annotations

from courseware.accounts.own import blueprint, own
from courseware.locales import language_name
from courseware.permissions import Permission
from courseware.web.clock import extra_time_text
from courseware.web.database import now
from courseware.web.guards import me, requires
from courseware.web.pages import page

__all__ = ["blueprint"]


@blueprint.get("/account")
@requires(Permission.LEARN)
def show() -> str:
    """Show the account as a list."""
    return page(
        "accounts/account.html",
        account=own(),
        language=language_name(me().locale),
        extra_time=extra_time_text(me().extra_time),
        now=now(),
    )
