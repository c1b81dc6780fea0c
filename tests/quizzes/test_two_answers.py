"""Which of two answers counts: within a page the newer one, between pages the one whose page knew the other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.quizzes.answers import Answer, Current, Placed, Placing, place
from courseware.quizzes.posts import Raw, is_same

COUNTS, ASIDE = Placing.COUNTS, Placing.ASIDE
PHONE, LAPTOP = "phone", "laptop"


def raw(text: str | None) -> Raw | None:
    return None if text is None else {"": [text]} if text else {}


def current(text: str, page: str | None, seq: int, asked: str | None = None) -> Current:
    return Current({"": [text]}, page, seq, asked)


def answer(seq: int, text: str, was: str | None, page: str | None) -> Answer:
    return Answer(seq, raw(text) or {}, raw(was), page)


LAPTOPS = current("a", LAPTOP, 5)


@pytest.mark.parametrize(
    ("sent", "stored", "becomes"),
    [
        # what this page sends: counter, answer, what it knew, page       what counts now
        pytest.param(answer(3, "a", "", PHONE), None, (COUNTS, 3), id="the first answer"),
        pytest.param(answer(3, "", "", PHONE), None, None, id="nothing, and it was nothing"),
        pytest.param(answer(6, "b", "a", LAPTOP), LAPTOPS, (COUNTS, 6), id="typed on"),
        pytest.param(answer(4, "o", "x", LAPTOP), LAPTOPS, (COUNTS, 4), id="own older one: stored, lower"),
        pytest.param(answer(6, "a", "b", LAPTOP), LAPTOPS, (COUNTS, 6), id="own, equal: its counter is known"),
        pytest.param(answer(4, "b", "a", LAPTOP), LAPTOPS, (COUNTS, 6), id="own, behind a raised counter"),
        pytest.param(answer(9, "a", "a", PHONE), LAPTOPS, None, id="other page, unchanged"),
        pytest.param(answer(9, "x", "x", PHONE), LAPTOPS, None, id="other page, unchanged and old"),
        pytest.param(answer(9, "a", "x", PHONE), LAPTOPS, None, id="both changed it to the same"),
        pytest.param(answer(9, "b", "a", PHONE), LAPTOPS, (COUNTS, 9), id="other page, it knew the newest"),
        pytest.param(answer(2, "b", "a", PHONE), LAPTOPS, (COUNTS, 6), id="it knew, with a low counter"),
        pytest.param(answer(9, "b", "x", PHONE), LAPTOPS, (ASIDE, 9), id="both changed it"),
        pytest.param(answer(9, "b", "", PHONE), LAPTOPS, (ASIDE, 9), id="both answered it first"),
        pytest.param(answer(9, "", "x", PHONE), LAPTOPS, (ASIDE, 9), id="one changed it, one emptied it"),
        pytest.param(answer(9, "b", None, PHONE), LAPTOPS, (ASIDE, 9), id="it does not say what it knew"),
        pytest.param(answer(9, "b", "x", None), LAPTOPS, (ASIDE, 9), id="an old form says what it showed"),
        pytest.param(answer(9, "b", None, None), LAPTOPS, (COUNTS, 9), id="an old script: the counter"),
        pytest.param(answer(4, "b", None, None), LAPTOPS, (COUNTS, 4), id="an old script, arrived late"),
        pytest.param(answer(9, "b", "x", PHONE), current("a", None, 5), (ASIDE, 9), id="chosen on a third page"),
        pytest.param(answer(9, "a", "b", PHONE), current("a", LAPTOP, 5, PHONE), (COUNTS, 9), id="asked, and agrees by now"),
        pytest.param(answer(9, "a", "b", PHONE), current("a", LAPTOP, 5, "tablet"), None, id="another page is asked"),
    ],
)  # fmt: skip
def test_the_table(
    sent: Answer, stored: Current | None, becomes: tuple[Placing, int] | None
) -> None:
    assert place(sent, stored) == (None if becomes is None else Placed(*becomes))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"": ["a"]}, {"": ["a"]}, True),
        ({"": ["a"]}, {"": ["b"]}, False),
        ({}, {"": [""], "unit": [""]}, True),
        ({"": [""], "unit": ["h"]}, {"unit": ["h"]}, True),
        ({"": ["1"], "unit": ["h"]}, {"": ["1"], "unit": ["min"]}, False),
        ({"": ["one\r\ntwo"]}, {"": ["one\ntwo"]}, True),
        ({"": [" 60 "]}, {"": ["60"]}, True),
        ({"": ["takt time"]}, {"": ["takttime"]}, False),
        ({"": ["1", "2"]}, {"": ["2", "1"]}, False),
    ],
)
def test_what_is_the_same_answer(one: Raw, other: Raw, same: bool) -> None:
    assert is_same(one, other) is same
    assert is_same(other, one) is same


@pytest.mark.parametrize(
    ("posted", "text"),
    [
        ({}, "{}"),
        ({"": ["60"], "unit": ["h"]}, '{"":["60"],"unit":["h"]}'),
        ({"unit": ["h"], "": ["60"]}, '{"":["60"],"unit":["h"]}'),  # one text, whatever the order
        ({"": ["2", "1"], "unit": []}, '{"":["2","1"]}'),  # what has no values was not posted
        ({"": [""]}, '{"":[""]}'),  # an emptied field was
        ({"p1": ["Füllgrad µ"]}, '{"p1":["Füllgrad µ"]}'),
    ],
)
def test_equal_posts_are_stored_as_one_text(posted: Raw, text: str) -> None:
    assert Answer(1, posted).text == text


TEXTS, PAGES = st.sampled_from(["", "a", "b", "c"]), st.sampled_from([PHONE, LAPTOP, None])
ANSWERS = st.builds(answer, st.integers(0, 9), TEXTS, st.none() | TEXTS, PAGES)
STORED = st.builds(current, TEXTS, PAGES, st.integers(0, 9), PAGES)


@given(ANSWERS, STORED)
def test_nothing_is_replaced_that_its_page_has_not_seen(sent: Answer, stored: Current) -> None:
    becomes = place(sent, stored)
    if sent.page is None and sent.was is None:
        return  # opened before pages said what they knew
    is_replaced = (
        becomes is not None
        and becomes.placing is COUNTS
        and becomes.client_seq >= stored.client_seq
        and not is_same(sent.raw, stored.raw)
    )
    if is_replaced:
        knew = sent.was is not None and is_same(sent.was, stored.raw)
        assert knew or sent.page == stored.page


@given(ANSWERS, st.none() | STORED)
def test_what_is_not_stored_was_there_before(sent: Answer, stored: Current | None) -> None:
    if place(sent, stored) is None:
        known = [one for one in (sent.was, stored and stored.raw) if one is not None]
        assert any(is_same(sent.raw, one) for one in known)
