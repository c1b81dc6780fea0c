"""Is your line on pace? Anybody may ask: the answer, the card, and kind words for what gives none."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

LESSON = {"minutes": "450", "pieces": "225", "worked": "200"}


def text_of(client: FlaskClient, path: str, **query: str) -> str:
    reply = client.get(path, query_string=query)
    assert reply.status_code == 200
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", reply.text)))


def test_the_answer_says_what_is_due_and_what_to_do_with_it(visitor: FlaskClient) -> None:
    page = text_of(visitor, "/pace", **LESSON)
    assert "100 pieces are due by now" in page
    assert "if you have fewer than 100, the line is behind" in page
    assert "120 s a piece" in page
    assert "which is" not in page, "two minutes are still said in seconds"


@pytest.mark.parametrize(
    ("made", "said"),
    [
        ("94", "6 pieces behind That is 12 min at the customer’s pace"),
        ("99", "1 piece behind That is 120 s at the customer’s pace"),
        ("100", "On pace"),
        ("103", "3 pieces ahead That is 6 min in hand"),
    ],
)
def test_a_count_says_how_far_ahead_or_behind_the_line_is(
    visitor: FlaskClient, made: str, said: str
) -> None:
    assert said in text_of(visitor, "/pace", **LESSON, made=made)


def test_a_long_takt_is_said_in_minutes_too(visitor: FlaskClient) -> None:
    page = text_of(visitor, "/pace", minutes="450", pieces="100", worked="200")
    assert "270 s a piece which is 4.5 min" in page


def test_before_the_first_piece_is_due_there_is_nothing_to_count(visitor: FlaskClient) -> None:
    page = text_of(visitor, "/pace", minutes="450", pieces="9", worked="10")
    assert "0 pieces are due by now" in page
    assert "The first piece is due after 50 min of work" in page


def test_what_gives_no_pace_is_asked_again_and_nothing_is_lost(visitor: FlaskClient) -> None:
    typed = {"minutes": "450,5", "pieces": "0", "worked": "1e308", "made": "<b>abc</b>"}
    reply = visitor.get("/pace", query_string=typed)
    page = unescape(reply.text)
    assert reply.status_code == 200
    for value in typed.values():
        assert f'value="{value}"' in page
    for field in typed:
        assert f'id="{field}-error"' in page
    assert "Write 450.5 or 4505." in page
    assert "<b>abc" not in reply.text


def test_the_plain_page_asks_and_does_not_complain(visitor: FlaskClient) -> None:
    page = text_of(visitor, "/pace")
    assert "Is your line on pace?" in page
    assert "Please look at this again" not in page


def test_the_card_has_the_pieces_due_at_each_hour(visitor: FlaskClient) -> None:
    page = text_of(visitor, "/pace-card", **LESSON)
    for row in ("1 h 30", "7 h 210", "7 h 30 min 225", "Line", "Date"):
        assert row in page
    assert "http://localhost/pace-card?minutes=450&pieces=225&worked=200" in page


def test_a_card_of_a_whole_day_has_24_rows(visitor: FlaskClient) -> None:
    reply = visitor.get("/pace-card?minutes=1440&pieces=1000000&worked=0")
    assert reply.text.count('<th scope="row">') == 24


def test_a_card_that_cannot_be_made_leads_to_the_form_with_what_was_typed(
    visitor: FlaskClient,
) -> None:
    reply = visitor.get("/pace-card?minutes=450,5&pieces=&_external=1&_scheme=x&endpoint=y")
    assert reply.status_code == 303
    assert reply.headers["Location"] == "/pace?minutes=450,5&pieces="


def test_the_address_in_the_code_is_the_sites_own_and_not_what_a_request_says(
    visitor: FlaskClient,
) -> None:
    reply = visitor.get("/pace-card", query_string=LESSON, headers={"Host": "evil.example"})
    assert "evil.example" not in reply.text


@pytest.mark.parametrize("path", ["/", "/pace", "/pace-card", "/pathways", "/about"])
def test_a_visitor_gets_no_cookie(visitor: FlaskClient, path: str) -> None:
    for query in (LESSON, {}, {"minutes": "?"}):
        assert "Set-Cookie" not in visitor.get(path, query_string=query).headers


def test_whoever_is_signed_in_finds_it_from_home(
    client_of: Callable[[str], FlaskClient],
) -> None:
    ada = client_of("ada")
    home = ada.get("/home").text
    assert 'class="home-pace"><a href="/pace"' in home
    assert "100 pieces are due by now" in text_of(ada, "/pace", **LESSON)


NASTY = st.sampled_from(
    [
        "", " ", "0", "-0", "-1", "1e308", "1e-308", "1e30", "1e-30", "nan", "inf", "1,2", "1,2,3",
        "1.2.3", "50%", "9" * 5_000, "٣٫٤", "²", "½", "\r\nX: y", "{{ 7*7 }}", "%s%n", "%(due)s",
        "<script>", "'; DROP TABLE person; --", "\u202e", "\ufffe", "0.0000001", "1439.9999999",
        "450", "225", "1440", "1000000",
    ]
)  # fmt: skip
FIELDS = ("minutes", "pieces", "worked", "made")
QUERIES = st.dictionaries(
    st.sampled_from(FIELDS) | st.sampled_from(["_external", "_anchor", "endpoint", "csrf_token"]),
    NASTY | st.text(max_size=30),
)


@given(QUERIES)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
def test_whatever_stands_in_the_address_is_answered(
    visitor: FlaskClient, query: dict[str, str]
) -> None:
    has_nul = any("\0" in text for text in query.values())
    for path in ("/pace", "/pace-card"):
        reply = visitor.get(path, query_string=query)
        assert reply.status_code in ({400} if has_nul else {200, 303})
        assert "<script" not in reply.text
