"""Whatever is posted as answers: it is stored, refused or asked back, and never an error of ours."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from courseware.quizzes.kinds.categorize import ITEMS
from courseware.quizzes.kinds.parts_reading import COUNTS
from courseware.web.answers import LONGEST_SLOT, MOST_PARTS, MOST_VALUES, read_answers
from tests.steps import hidden_fields

NAMES = st.sampled_from(
    [
        "key", "seq", "slots", "go", "was-1", "was-01", "was-١", "slot-1", "slot-2", "slot-10",
        "slot-99", "slot-0", "slot--1", "slot-²", "slot-1.unit", "slot-1.", "slot-1.key", "slot-",
        "slot-999999999999999999999", "csrf_token", "person_id", "",
    ]
)  # fmt: skip
DEEP = '{"":' + "[" * 990 + "]" * 990 + "}"
NASTY = st.sampled_from(
    [
        "", "1", "-1", "²", "١", "٣,٤", "9" * 5_000, str(2**63), "1e999", "nan", "1,,2", "1,2,3",
        "key-of-a-save", "\x00", "a\x00b", "\r\nX: y", "'; DROP TABLE attempt; --", "{{ 7*7 }}",
        "<script>", "%s%n", "../../etc/passwd", "[" * 3_000, DEEP, '{"":["\\ud800"]}', '{"":1}',
        '{"":[{"":[]}]}', "null", "[]", "NaN", "1" * 3_999, "x" * 5_000, "\u202e", "\ufffe", "é",
    ]
)  # fmt: skip
TEXTS = NASTY | st.text(max_size=30)
FORMS = st.lists(st.tuples(NAMES | st.text(max_size=12), TEXTS), max_size=12)


@given(FORMS, st.booleans())
def test_what_is_read_is_bounded(pairs: list[tuple[str, str]], has_key: bool) -> None:
    form = MultiDict([*pairs, *([("key", "key-of-a-save"), ("seq", "1")] if has_key else [])])
    given_answers = read_answers(form)
    if given_answers is None:
        return
    for no, answer in given_answers.answers.items():
        assert 1 <= no <= 999
        assert 0 <= answer.client_seq < 2**31
        assert len(answer.raw) <= MOST_PARTS
        assert all(len(values) <= MOST_VALUES for values in answer.raw.values())
        assert sum(len(text) for v in answer.raw.values() for text in v) <= LONGEST_SLOT
        answer.text.encode("utf-8", "strict")  # a lone surrogate could not be stored


@pytest.mark.parametrize(
    "pairs",
    [
        [("seq", "²")],
        [("seq", "9" * 5_000)],
        [("seq", str(2**63))],
        [("seq", "-1")],
        [("slots", "²")],
        [("slots", "1;2")],
        [("slots", "1000")],
        [("key", "another-key")],
        [("seq", "1"), ("seq", "2")],
        [("slots", "1"), ("slots", "2")],
        [("page", "one"), ("page", "two")],
        [("page", "")],
        [("page", "p" * 65)],
        [("page", "two words")],
        [("page", "é")],
        [("slot-1", "x" * (LONGEST_SLOT + 1))],
        [(f"slot-1.p{n}", "x") for n in range(1, MOST_PARTS + 1)] + [("slot-1", "x")],
        [(f"slot-1.{'a' * n}", "x" * (LONGEST_SLOT // 4)) for n in range(1, 6)],
        [("slot-1", "1")] * (MOST_VALUES + 1),
    ],
)
def test_what_no_page_of_ours_posts_is_refused_whole(pairs: list[tuple[str, str]]) -> None:
    assert read_answers(MultiDict([("key", "key-of-a-save"), *pairs])) is None


@pytest.mark.parametrize("shown", ["[" * 30_000, DEEP, "{" * 20_000, '{"":' * 5_000, "1" * 5_000])
def test_what_a_page_claims_to_have_shown_is_never_an_error(shown: str) -> None:
    form = MultiDict({"key": "key-of-a-save", "slot-1": "1", "was-1": shown})
    answers = read_answers(form)
    assert answers is not None
    assert answers.answers[1].raw == {"": ["1"]}


def test_the_largest_question_that_an_author_can_write_fits() -> None:
    certainty = 1
    assert COUNTS[-1] * ITEMS[-1] + certainty <= MOST_PARTS


def test_only_texts_can_have_been_shown() -> None:
    form = MultiDict({"key": "key-of-a-save", "was-1": '{"":["1",2,["3"],null],"unit":"h"}'})
    answers = read_answers(form)
    assert answers is not None
    assert answers.answers[1].was == {"": ["1"]}


@pytest.mark.parametrize("name", ["slot-01", "slot-١", "slot-1000", "slot-+1", "slot- 1", "SLOT-1"])
def test_a_question_has_one_name(name: str) -> None:
    answers = read_answers(MultiDict({"key": "key-of-a-save", name: "2", "slot-1": "1"}))
    assert answers is not None
    assert {no: answer.raw for no, answer in answers.answers.items()} == {1: {"": ["1"]}}


@pytest.fixture
def attempt(client_of: Callable[[str], FlaskClient]) -> tuple[FlaskClient, str, dict[str, str]]:
    """Ada's browser, the path of her open try, and the fields of its page."""
    client = client_of("ada")
    form = hidden_fields(client.get("/modules/cp1-start-here").text)
    url = client.post("/modules/cp1-start-here/attempts", data=form).headers["Location"]
    return client, url, hidden_fields(client.get(url).text)


ONE_ATTEMPT = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
Attempt = tuple[FlaskClient, str, dict[str, str]]


def is_well(client: FlaskClient, url: str) -> bool:
    """Say whether the try's pages can still be shown."""
    return client.get(url).status_code == 200 and client.get(f"{url}/check").status_code == 200


@ONE_ATTEMPT
@given(pairs=FORMS, key=st.integers(0, 10**9), is_script=st.booleans())
def test_no_form_is_an_error(
    attempt: Attempt, pairs: list[tuple[str, str]], key: int, is_script: bool
) -> None:
    client, url, fields = attempt
    own = {"csrf_token": fields["csrf_token"], "key": f"key-number-{key}", "seq": "1"}
    missing = [(name, text) for name, text in own.items() if name not in dict(pairs)]
    body = urlencode([*pairs, *missing], errors="surrogatepass")
    reply = client.post(
        f"{url}/answers",
        data=body,
        content_type="application/x-www-form-urlencoded",
        headers={"Accept": "application/json" if is_script else "text/html"},
    )
    assert reply.status_code in {200, 303, 400, 409}
    assert is_well(client, url)


KINDS = st.sampled_from(
    [
        "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain",
        "multipart/form-data", "multipart/form-data; boundary=" + "x" * 300, "application/json",
        "application/x-www-form-urlencoded; charset=utf-7", "", ";;;",
    ]
)  # fmt: skip


@ONE_ATTEMPT
@given(body=st.binary(max_size=300), kind=KINDS)
def test_no_body_is_an_error(attempt: Attempt, body: bytes, kind: str) -> None:
    client, url, fields = attempt
    headers = {"X-CSRFToken": fields["csrf_token"]}
    reply = client.post(f"{url}/answers", data=body, content_type=kind, headers=headers)
    assert reply.status_code in {200, 303, 400, 413}


def test_a_flood_of_fields_is_refused(attempt: Attempt) -> None:
    client, url, fields = attempt
    headers = {"X-CSRFToken": fields["csrf_token"]}
    flood = "&".join(f"x{n}=y" for n in range(80_000))
    assert len(flood) > 500_000
    reply = client.post(
        f"{url}/answers",
        data=flood,
        content_type="application/x-www-form-urlencoded",
        headers=headers,
    )
    assert reply.status_code == 413
    many = {f"x{n}": "y" for n in range(10_000)}
    reply = client.post(f"{url}/answers", data={**many, "slot-1": "1", "key": "key-of-a-save"},
                        headers=headers)  # fmt: skip
    assert reply.status_code == 200
    assert is_well(client, url)
