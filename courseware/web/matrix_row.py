"""The rows of the matrix component. A table has thousands of cells: a macro each would be slow.

So cells are written once for all who stand alike, and a row is only joined. The markup is that of
`components/table.html` and `components/state.html`; a test compares them.
"""

from __future__ import annotations

from markupsafe import Markup, escape


def cell_head(title: str) -> str:
    """Return how each cell of a column begins; on a phone the column's title is its label."""
    return f'<td role="cell" data-label="{escape(title)}"'


def cell_body(kind: str, text: str, title: str = "") -> str:
    """Return the rest of a cell: mark, word, and a sentence for who wants to know why."""
    said = escape(title)
    tip = f' title="{said}"' if title else ""
    why = f'<span class="cell-why">{said}</span>' if title else ""
    return f'{tip}><span class="state state-{kind}">{escape(text)}</span>{why}</td>'


def row(name: str, url: str, cells: str) -> Markup:
    """Return a row: `cells` are made of the two functions above; `url` is one of `url_for`."""
    head = f'<th scope="row" role="rowheader"><a href="{url}">{escape(name)}</a></th>'
    return Markup(f'<tr role="row">{head}{cells}</tr>')  # noqa: S704 - all parts are escaped here or above
