"""How tests read the manager's pages."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask.testing import FlaskClient
from sqlalchemy import Engine, event
from werkzeug.test import TestResponse

ClientOf = Callable[[str], FlaskClient]
FIRST, SECOND = "cp1-start-here", "mp1-factory-systems"
ADDRESS = "/reporting/matrix"


_TAGS = re.compile(r'<span class="cell-why">.*?</span>|<[^>]+>')  # the title stands there once more


def rows_of(page: str) -> dict[str, list[tuple[str, str]]]:
    """Return name → (words, title) of each cell of the matrix."""
    body = page.partition("<tbody")[2].partition("</tbody>")[0]
    rows = {}
    for row in body.split("</tr>")[:-1]:
        name = re.search(r'<th scope="row".*?>(?:<a[^>]*>)?([^<]+)<', row, re.DOTALL)
        cells = re.findall(r"<td([^>]*)>(.*?)</td>", row, re.DOTALL)
        assert name is not None
        rows[html.unescape(name[1])] = [
            (html.unescape(_TAGS.sub("", cell)).strip(), _title(attributes))
            for attributes, cell in cells
        ]
    return rows


def _title(attributes: str) -> str:
    found = re.search(r' title="([^"]*)"', attributes)
    return html.unescape(found[1]) if found else ""


def text_of(page: str) -> str:
    """Return what a reader sees of the main part, with single spaces."""
    main = page.partition('<main id="main"')[2].partition("</main>")[0].partition(">")[2]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def tiles_of(page: str) -> dict[str, tuple[int, str]]:
    """Return words → (number, address) of the numbers above a report."""
    found = re.findall(
        r'tile-value">(\d+)</b>\s*<(?:a class="tile-text" href="([^"]*)"|span[^>]*)>([^<]*)<', page
    )
    return {words: (int(number), html.unescape(url)) for number, url, words in found}


def section(page: str, name: str) -> str:
    """Return what a reader sees of one section of a page, by the id of its heading."""
    part = page.partition(f'aria-labelledby="{name}"')[2].partition("</section>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", part.partition(">")[2])).split())


def records_of(reply: TestResponse) -> list[list[str]]:
    """Return the rows of a CSV reply, its head first."""
    assert reply.status_code == 200
    return list(csv.reader(io.StringIO(reply.data.decode("utf-8-sig"), newline="")))


@contextmanager
def counted_statements(engine: Engine) -> Iterator[list[str]]:
    """Collect the statements that are run."""
    statements: list[str] = []

    def count(_conn: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(engine, "before_cursor_execute", count)
    try:
        yield statements
    finally:
        event.remove(engine, "before_cursor_execute", count)
