from __future__ import annotations

import gzip
from collections.abc import Iterable
from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from courseware.web import compression

TEXT = "Takt time is work time divided by demand. " * 40
ZIP = {"Accept-Encoding": "gzip, br"}


def client(reply: Response) -> Client:
    """Return a browser of a site that has one page."""
    return Client(compression.around(reply))


def page(text: str = TEXT, **headers: str) -> Response:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Response(text, mimetype="text/html", headers=named)


def test_a_page_goes_zipped_to_a_browser_that_takes_it() -> None:
    reply = client(page(Vary="Cookie")).get("/", headers=ZIP)
    assert reply.headers["Content-Encoding"] == "gzip"
    assert int(reply.headers["Content-Length"]) == len(reply.data) < len(TEXT) / 4
    assert gzip.decompress(reply.data).decode() == TEXT
    assert reply.headers["Vary"] == "Cookie, Accept-Encoding"


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Accept-Encoding": "br"},
        {"Accept-Encoding": "gzip;q=0"},
        {**ZIP, "Sec-Fetch-Site": "cross-site"},  # its length would tell what the page holds
    ],
)
def test_the_plain_page_goes_to_everybody_else(headers: dict[str, str]) -> None:
    reply = client(page()).get("/", headers=headers)
    assert "Content-Encoding" not in reply.headers
    assert reply.text == TEXT


@pytest.mark.parametrize(
    "reply",
    [
        page("short"),
        Response(TEXT, mimetype="application/pdf"),
        page(Content_Encoding="br"),
        Response(status=304, mimetype="text/html"),
    ],
)
def test_what_would_win_nothing_is_left_alone(reply: Response) -> None:
    got = client(reply).get("/", headers=ZIP)
    assert got.headers.get("Content-Encoding") == reply.headers.get("Content-Encoding")
    assert got.data == reply.data


def test_a_question_for_the_head_alone_is_not_zipped() -> None:
    assert "Content-Encoding" not in client(page()).head("/", headers=ZIP).headers


def test_a_reply_in_parts_is_closed_after_it_was_zipped() -> None:
    closed = []

    class Parts:
        def __iter__(self) -> Any:
            return iter([TEXT.encode(), b"end"])

        def close(self) -> None:
            closed.append(True)

    def app(_environ: Any, start_response: Any) -> Iterable[bytes]:
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return Parts()

    reply = Client(compression.around(app)).get("/", headers=ZIP)
    assert gzip.decompress(reply.data).endswith(b"end")
    assert closed
