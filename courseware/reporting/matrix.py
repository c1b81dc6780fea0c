"""People × modules: where each member of a manager's teams stands on one pathway."""

from __future__ import annotations

from collections.abc import Sequence

from flask import url_for
from markupsafe import Markup

from courseware.permissions import Permission
from courseware.progress.matrix import count
from courseware.records.reach import ReachedPerson
from courseware.reporting.board import Board, board_of, column_titles, reach_of_me
from courseware.reporting.cells import Rows
from courseware.reporting.face import blueprint
from courseware.reporting.filters import Filter, read_filter
from courseware.reporting.forms import FilterForm
from courseware.reporting.leavers import leavers
from courseware.reporting.tiles import tiles
from courseware.web.database import now, shelf
from courseware.web.guards import requires
from courseware.web.language import gettext as _
from courseware.web.pages import page

SHOWN = 200
"""How many people one page shows."""


@blueprint.get("/reporting/matrix")
@requires(Permission.READ_RECORDS)
def matrix() -> str:
    """Show the members of one team or of all on one pathway, as the address filters them."""
    reach = reach_of_me()
    if not reach.people or not shelf().pathways:
        return page("reporting/empty.html", reach=reach, left=leavers(reach))
    asked = read_filter(reach)
    board = board_of(reach, asked)
    people = board.chosen(asked)
    start = SHOWN * min(asked.page - 1, max(len(people) - 1, 0) // SHOWN)
    shown = people[start : start + SHOWN]
    titles = column_titles(asked.pathway)
    return page(
        "reporting/matrix.html",
        asked=asked,
        words=asked.words(len(people)),
        form=FilterForm.of_address(reach, shelf().pathways, asked),
        columns=[(title, title) for title in (*titles, _("Certificate"))],
        body=_body(shown, board, titles),
        numbers=tiles(count(board.lines), asked),
        is_team_empty=not board.people,
        first=start + 1,
        last=start + len(shown),
        number=len(people),
        pages=_pages(start, len(people), asked),
        as_of=now(),
    )


def _body(people: Sequence[ReachedPerson], board: Board, titles: Sequence[str]) -> Markup:
    """Write the rows. The address of a card is made once: it ends in the person's number."""
    rows, cards = Rows(titles), url_for("reporting.person", person_id=0).removesuffix("0")
    return Markup("").join(
        rows.row(one.name, f"{cards}{one.id}", board.known[one.id], board.lines[one.id])
        for one in people
    )


def _pages(start: int, number: int, asked: Filter) -> list[tuple[str, str]]:
    """Return (words, address) of the page before and the page after, where there is one."""
    current = start // SHOWN + 1
    links = []
    if start:
        links.append((_("People before these"), current - 1))
    if start + SHOWN < number:
        links.append((_("People after these"), current + 1))
    return [(text, url_for("reporting.matrix", **asked.address(page=to))) for text, to in links]
