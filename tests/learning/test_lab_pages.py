"""Pages of labs, and attacks on them: other people's, old and forged forms, words that are code, keys."""

from __future__ import annotations

import re
import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from courseware.extensions import db
from courseware.labs.lab import Lab
from tests.accounts.test_waiting_words import again, forget
from tests.conftest import NOW, World
from tests.labs.lab_examples import EXAMPLES, example
from tests.labs.publishing import SLUG, publish_labs
from tests.learning.lab_bench import Bench, runs
from tests.steps import hidden_fields

SCRIPT = "<script>alert('canary')</script>"


@pytest.mark.parametrize("kind", EXAMPLES)
def test_every_kind_can_be_worked_through_without_scripts(
    bench: Callable[[str], Bench], kind: str
) -> None:
    there = bench(kind)
    there.work_through(passes=False)
    assert "Not yet:" in there.page or "Choose what follows" in there.page
    assert "Card to keep" not in there.page
    if kind == "talk":
        there.post([("in.lin.again", "1")])
    there.work_through()
    assert "Card to keep" in there.page
    assert there.post([], "again").status_code == 303
    assert "Card to keep" not in there.page


def test_an_empty_field_is_a_fault_only_once_the_lab_was_checked(
    bench: Callable[[str], Bench],
) -> None:
    there = bench("calculator")
    assert "Here you will see what it comes to" in there.page
    assert "aria-invalid" not in there.page
    there.post([("in.minutes", "5")])
    assert "Some fields need another look" in there.page, "what was typed is said at once"
    assert there.page.count("aria-invalid") == 1
    there.post([("in.minutes", "")], "check")
    assert there.page.count("aria-invalid") == 2, "both numbers are empty"
    assert "There is nothing to check yet" in there.page
    assert "–" not in there.page.partition("What the last check found")[2].partition("</ul>")[0]


def test_an_answer_in_a_talk_leads_to_what_is_said_next(bench: Callable[[str], Bench]) -> None:
    there = bench("talk")
    assert there.post([("in.lin.pick", "2"), ("in.lin.at", "0")]).location.endswith("#in.lin")
    assert bench("builder").post([("in.did", "x")]).location.endswith("#results")


def secrets(lab: Lab) -> set[str]:
    """Return the texts that would give a key away."""
    found = {text for check in lab.checks for text in (check.right, check.wrong)}
    if lab.so_what is not None:
        found |= {option.feedback for option in lab.so_what.options}
    if lab.predict is not None:
        found |= {lab.tell, *(option.feedback for option in lab.predict.options)}
    for one in lab.inputs:
        found |= {item["feedback"] for item in one.spec.get("items", {}).values()}
        for scene in one.spec.get("scenes", {}).values():
            found |= {option["because"] for option in scene["options"]}
    return {re.split(r"[{<]", text)[0].strip() for text in found} - {""}


def plain_page(page: str) -> str:
    return page.replace("&#39;", "'").replace("&#34;", '"')


@pytest.mark.parametrize("kind", EXAMPLES)
def test_no_page_gives_a_key_away_before_the_check(
    bench: Callable[[str], Bench], kind: str
) -> None:
    there, lab = bench(kind), example(kind)
    before = plain_page(there.page)
    assert not [text for text in secrets(lab) if len(text) > 9 and text in before]
    if lab.predict is not None:
        there.post([("predict", "1")], "predict")
    live = there.post([("so-what", "1")], X_Live="1")
    told = {lab.tell, *(one.feedback for one in lab.predict.options)} if lab.predict else set()
    kept = {text for text in secrets(lab) if not any(text in one for one in told)}
    for page in (plain_page(there.page), plain_page(live.text)):
        assert not [text for text in kept if len(text) > 9 and text in page]
        assert "is-right" not in page
        assert "points" not in page or kind != "talk"


def test_the_lab_of_somebody_else_is_not_there(
    small_world: World, bench: Callable[[str], Bench]
) -> None:
    there, app = bench("calculator"), small_world.app
    for person in (small_world.cast.fin, small_world.cast.eve, 0, 999_999):
        assert there.post([("in.minutes", "480")], person=person).status_code == 404
    assert runs(app) == []
    assert there.client.get(f"/modules/{SLUG}/labs/nothing").status_code == 404
    assert there.client.get(f"/modules/{SLUG}/labs/..%2Fquiz").status_code == 404


def test_a_locked_module_has_no_lab(
    small_world: World, client_of: Callable[[str], FlaskClient]
) -> None:
    ada = client_of("ada")
    url = "/modules/mp1-factory-systems/labs/flow-explorer"
    assert ada.get(url).status_code == 403
    token = hidden_fields(ada.get("/account").text)["csrf_token"]
    form = {"csrf_token": token, "do": "predict", "predict": "1"}
    assert ada.post(f"{url}/work/{small_world.cast.ada}", data=form).status_code == 403


def test_forged_options_choose_nothing(small_world: World, bench: Callable[[str], Bench]) -> None:
    there = bench("explorer")
    for forged in ("3", "0", "01", "true", "1,2", SCRIPT):
        there.post([("predict", forged)], "predict")
        assert "You said:" not in there.page
    there.post([("predict", "1")], "predict")
    for forged in ("3", "0", "right", SCRIPT):
        there.post([("so-what", forged)], "check")
        assert runs(small_world.app)[0].state.count('"so_what":""') == 1


@pytest.mark.parametrize("kind", EXAMPLES)
def test_words_that_are_code_stay_words(bench: Callable[[str], Bench], kind: str) -> None:
    there, lab = bench(kind), example(kind)
    if lab.predict is not None:
        there.post([("predict", "1")], "predict")
    names = set(re.findall(r'name="(in\.[^"]+)"', there.page))
    assert names
    for do in ("work", "check"):
        reply = there.post([(name, SCRIPT + '" onfocus="x') for name in sorted(names)], do)
        assert reply.status_code == 303
        page = there.page
        assert SCRIPT not in page
        assert '" onfocus="x' not in page
    live = there.post([(name, SCRIPT) for name in sorted(names)], X_Live="1")
    assert SCRIPT not in live.text
    old = there.post([*((name, SCRIPT * 2) for name in sorted(names)), ("revision", "0")])
    assert old.status_code == (303 if kind == "talk" else 409), "nothing was said in the talk"
    assert SCRIPT not in old.text
    if kind == "builder":
        assert str(escape(SCRIPT)) in there.page


def test_without_a_token_the_words_wait(bench: Callable[[str], Bench]) -> None:
    there = bench("builder")
    form = {"do": "work", "in.did": "canary: typed before the shift changed"}
    reply = there.client.post(f"{there.url}/work/{there.person_id}", data=form)
    assert reply.status_code == 400
    assert "canary: typed" in reply.text
    assert "What you typed is here" in reply.text


def test_whose_sign_in_was_lost_signs_in_and_sends_what_was_typed(
    small_world: World, bench: Callable[[str], Bench]
) -> None:
    there = bench("builder")
    form = {**hidden_fields(there.page), "do": "work", "in.did": "canary: typed before"}
    forget(there.client)
    url = f"{there.url}/work/{there.person_id}"
    waiting = there.client.post(url, data=form)
    assert waiting.status_code in {400, 401}
    page = again(there.client, waiting.text, "ada").text
    assert f'action="{url}"' in page
    assert there.client.post(url, data=hidden_fields(page)).status_code == 303
    assert "canary: typed before" in runs(small_world.app)[0].state


def test_to_somebody_else_the_words_are_not_offered(
    small_world: World, bench: Callable[[str], Bench]
) -> None:
    there = bench("builder")
    form = {**hidden_fields(there.page), "do": "work", "in.did": "canary: typed before"}
    forget(there.client)
    waiting = there.client.post(f"{there.url}/work/{there.person_id}", data=form)
    refused = again(there.client, waiting.text, "fin")
    assert refused.status_code == 422
    assert "typed by somebody else" in refused.text
    assert runs(small_world.app) == []


# ---------------------------------------------------------------- cost

GRIDS = "".join(
    f"      g{no}: {{type: grid, label: G, rows: {{{', '.join(f'r{n}: Row' for n in range(40))}}}, "
    "columns: {a: A, b: B}, min: 0, max: 1000}\n"
    for no in range(4)
)
TEXTS = "".join(f"      t{no}: {{type: text, lines: 9, label: T}}\n" for no in range(30))
LARGEST = EXAMPLES["sorter"].replace("      cards:\n", GRIDS + TEXTS + "      cards:\n")
LARGEST = LARGEST.replace("  - inputs: {cards", "  - inputs: {GRIDS cards")
CELLS = ", ".join(
    f"g{no}: {{{', '.join(f'r{n}: {{a: 1, b: 2}}' for n in range(40))}}}" for no in range(4)
)
LARGEST = LARGEST.replace("GRIDS", f"{CELLS},")


def test_the_largest_form_costs_little(small_world: World, client_of: Any) -> None:
    """353 fields, 30 of them texts of full length: what one form may cost at most."""
    app = small_world.app
    with app.app_context():
        publish_labs(db.engine, {"sorter": LARGEST}, now=NOW)
    there = Bench(client_of("ada"), small_world.cast.ada, "sorter")
    names = set(re.findall(r'name="(in\.[^"]+)"', there.page))
    assert len(names) == 353
    fields = [(name, "ж" * 2_200 if name.startswith("in.t") else "999") for name in sorted(names)]
    there.post([(name, value[:-1] or "1") for name, value in fields])
    tracemalloc.start()
    there.post(fields)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 20e6, "3 MB where this was written"
