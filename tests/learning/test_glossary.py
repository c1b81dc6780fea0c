"""The glossary: names on one page, meanings with those of their letter, so that neither is heavy."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.labs.shipped import shipped_catalog


def test_every_term_is_listed_and_leads_to_what_it_means(visitor: FlaskClient) -> None:
    index = visitor.get("/glossary").text
    linked = re.findall(r'href="/glossary/([a-z0-9-]+)#\1"', index)
    terms = shipped_catalog().shared.terms
    assert sorted(linked) == sorted(term.id for term in terms)
    for term in terms[::40]:
        page = visitor.get(f"/glossary/{term.id}").text
        meaning = page.partition(f'<div id="{term.id}">')[2].partition("</dd>")[0]
        assert term.means_html in meaning
        assert f"Glossary: {term.letter}" in page


def test_a_letter_shows_its_own_terms_only(visitor: FlaskClient) -> None:
    page = visitor.get("/glossary/takt-time").text
    shown = re.findall(r'<div id="([a-z0-9-]+)">', page)
    assert "takt-time" in shown
    assert set(shown) == {term.id for term in shipped_catalog().shared.terms if term.letter == "T"}
    assert 'aria-current="page">T</a>' in page


def test_terms_that_begin_with_a_digit_stand_together(visitor: FlaskClient) -> None:
    assert "Glossary: 0–9" in visitor.get("/glossary/five-s").text


def test_an_unknown_term_is_not_found(visitor: FlaskClient) -> None:
    assert visitor.get("/glossary/no-such-term").status_code == 404
