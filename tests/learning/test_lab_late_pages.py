"""Pages of labs that come too late: another page changed or passed the lab meanwhile; what was passed is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from courseware.extensions import db
from tests.conftest import NOW, World
from tests.labs.lab_examples import EXAMPLES, example
from tests.labs.publishing import SLUG, publish_labs
from tests.learning.lab_bench import Bench, runs
from tests.steps import hidden_fields

LATER = NOW + timedelta(days=1)


def test_a_passed_run_is_shown_with_the_lab_that_it_passed(
    small_world: World, bench: Callable[[str], Bench]
) -> None:
    there = bench("calculator")
    there.work_through()
    before = there.page
    title = example("calculator").title
    edited = (
        EXAMPLES["calculator"].replace(title, "Another lab").replace('right: "', 'right: "Newer. ')
    )
    with small_world.app.app_context():
        publish_labs(db.engine, {**EXAMPLES, "calculator": edited}, now=LATER)
    assert "Another lab" in there.client.get(f"/modules/{SLUG}").text
    after = there.page
    assert title in after
    assert "Newer." not in after
    assert after.count("finding-good") == before.count("finding-good") > 0


def test_what_was_set_while_another_page_passed_is_shown_back_and_can_be_kept(
    small_world: World, bench: Callable[[str], Bench]
) -> None:
    there = bench("calculator")
    there.post([("in.minutes", "400")])
    old = hidden_fields(there.page)
    there.work_through()
    form = {**old, "in.minutes": "333", "in.scrap": "7", "in.by": ""}
    url = f"{there.url}/work/{there.person_id}"
    live = there.client.post(url, data=form, headers={"X-Live": "1"})
    assert (live.status_code, live.text) == (409, "")
    shown = there.client.post(url, data={**form, "do": "check"})
    assert shown.status_code == 409
    assert "This lab was passed on another page" in shown.text
    assert 'value="333"' in shown.text
    kept = there.client.post(url, data={**form, **hidden_fields(shown.text), "do": "again"})
    assert kept.status_code == 303
    assert [run.passed_at is None for run in runs(small_world.app)] == [False, True]
    assert 'value="333"' in there.page


def test_it_is_not_put_over_a_run_that_was_begun_meanwhile(
    small_world: World, bench: Callable[[str], Bench]
) -> None:
    there = bench("calculator")
    old = hidden_fields(there.page)
    there.work_through()
    there.post([], "again")
    there.post([("in.minutes", "444")])
    form = {**old, "in.minutes": "333", "do": "again"}
    reply = there.client.post(f"{there.url}/work/{there.person_id}", data=form)
    assert reply.status_code == 409
    assert 'value="333"' in reply.text
    assert 'value="444"' in there.page
    assert len(runs(small_world.app)) == 2


def test_a_check_that_is_pressed_twice_is_one_pass(bench: Callable[[str], Bench]) -> None:
    there = bench("calculator")
    *posts_before, (purpose, fields) = there.posts()
    for do, sent in posts_before:
        there.post(sent, do)
    form = {**hidden_fields(there.page), **dict(fields), "do": purpose}
    url = f"{there.url}/work/{there.person_id}"
    assert [there.client.post(url, data=form).status_code for _press in range(2)] == [303, 303]
    assert "Card to keep" in there.page


def test_what_one_passed_with_can_be_seen_after_a_new_run_was_begun(
    bench: Callable[[str], Bench],
) -> None:
    there = bench("calculator")
    there.work_through()
    there.post([], "again")
    assert "Card to keep" not in there.page
    assert "?run=passed" in there.page
    passed = there.client.get(f"{there.url}?run=passed").text
    assert "Card to keep" in passed
    assert "Check my work" not in passed


@pytest.mark.parametrize("revision", ["1" * 5000, "-1", "٣", "", "1e3", "1.5", "NaN", "4294967296"])
def test_a_forged_revision_is_an_old_page(
    small_world: World, bench: Callable[[str], Bench], revision: str
) -> None:
    there = bench("calculator")
    there.post([("in.minutes", "480")])
    reply = there.post([("in.minutes", "500"), ("revision", revision)])
    assert reply.status_code == 409
    assert 'value="500"' in reply.text, "what was typed stays on the page"
    assert "changed on another page" in reply.text
    assert 'value="480"' in there.page


def test_a_script_on_an_old_page_gets_nothing_that_would_make_it_new(
    bench: Callable[[str], Bench],
) -> None:
    """Else its next change would overwrite what the other page stored."""
    there = bench("calculator")
    there.post([("in.minutes", "480")])
    reply = there.post([("in.minutes", "500"), ("revision", "0")], X_Live="1")
    assert (reply.status_code, reply.text) == (409, "")


def test_a_talk_cannot_be_answered_twice_from_an_old_page(
    small_world: World, bench: Callable[[str], Bench]
) -> None:
    there = bench("talk")
    old = hidden_fields(there.page)
    first = there.client.post(
        f"{there.url}/work/{there.person_id}", data={**old, "in.lin.pick": "2"}
    )
    assert first.status_code == 303
    for pick in ("1", "2"):
        form = {**old, "in.lin.pick": pick}
        there.client.post(f"{there.url}/work/{there.person_id}", data=form)
        form = {**form, "revision": "1"}
        there.client.post(f"{there.url}/work/{there.person_id}", data=form)
    assert '"way":["2"]' in runs(small_world.app)[0].state
