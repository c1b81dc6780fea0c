"""Assessing in the browser: the models first, the report beside the rubric, and the link of a guest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from courseware.content.practice_model import Practice
from courseware.extensions import db
from courseware.operations.a3_guests import ask_outside
from courseware.practice.rubric import IDS
from courseware.progress.facts import FactKind
from courseware.records.a3s import a3_calibration, a3_review
from courseware.records.transaction import writing
from tests.accounts.ways import change, letters, link_of
from tests.confirming.a3_forms import model_fields, review_fields, shelf_of
from tests.conftest import NOW, Clock, World, sign_in
from tests.operations.a3_story import GOOD, POOR, REPORT, Story
from tests.steps import hidden_fields

ClientOf = Callable[[str], FlaskClient]
CALIBRATION = "/confirming/calibration"


@pytest.fixture
def story(small_world: World) -> Story:
    app = small_world.app
    with app.app_context():
        return Story(small_world, db.engine, app.extensions["courseware.site"])


def post(client: FlaskClient, url: str, **fields: str) -> Any:
    """Send the form of a page as it stands."""
    form = hidden_fields(client.get(url, follow_redirects=True).text)
    return client.post(url, data={**form, **fields})


def page_of(story: Story, a3_id: int) -> str:
    return f"/confirming/a3/{story.versions(a3_id)[0].id}"


def test_an_assessor_scores_the_models_first_and_is_led_back(
    client_of: ClientOf, story: Story, app: Flask
) -> None:
    url, ben = page_of(story, story.hand_in()), client_of("ben")
    reply = ben.get(url)
    assert (reply.status_code, reply.location.split("?")[0]) == (303, CALIBRATION)
    there = reply.location
    reply = post(ben, there, **model_fields(app))
    assert reply.status_code == 303
    page = ben.get(reply.location).text
    assert "You may assess until" in page
    assert f'href="{url}"' in page
    assert ben.get(url).status_code == 200


def test_a_try_that_is_too_far_away_shows_why_and_comes_in_another_order(
    client_of: ClientOf, app: Flask
) -> None:
    ben, models = client_of("ben"), shelf_of(app).practice.models
    first = ben.get(CALIBRATION).text
    assert "too far" not in first
    assert str(models[0].because["result"])[:40] not in first, "no scores before the first try"
    assert post(ben, CALIBRATION, **model_fields(app, off=-2)).status_code == 303
    scored = ben.get(CALIBRATION).text
    assert "Not yet on one scale" in scored
    assert "too far" in scored
    again = ben.get(f"{CALIBRATION}?again=1").text
    places = [[page.index(f'id="model-{one.id}"') for one in models] for page in (first, again)]
    assert places[0] == sorted(places[0])
    assert places[1] != sorted(places[1])


def test_a_score_that_is_left_open_stores_no_try(
    client_of: ClientOf, story: Story, app: Flask
) -> None:
    fields = model_fields(app)
    del fields[next(iter(fields))]
    reply = post(client_of("ben"), CALIBRATION, **fields)
    assert (reply.status_code, "Choose a score from 0 to 4." in reply.text) == (422, True)
    assert story.rows(a3_calibration) == []
    forged = {**model_fields(app), next(iter(model_fields(app))): "5"}
    assert post(client_of("ben"), CALIBRATION, **forged).status_code == 422


def test_after_a_year_the_models_come_first_again(
    client_of: ClientOf, story: Story, clock: Clock
) -> None:
    story.assessors("ben")
    url = page_of(story, story.hand_in())
    assert client_of("ben").get(url).status_code == 200
    clock.forward(days=365)
    ben = client_of("ben")
    assert ben.get(url).status_code == 303
    assert "more than a year ago" in ben.get(CALIBRATION).text


def test_the_scores_decide_and_the_page_says_so(client_of: ClientOf, story: Story) -> None:
    story.assessors("ben")
    url, ben = page_of(story, story.hand_in()), client_of("ben")
    page = ben.get(url).text
    assert REPORT.sections["root_cause"] in page
    assert "4 · alternatives ruled out" in page
    assert 'name="decision"' not in page
    fields = review_fields(POOR, root_cause="Listed, none tested.\r\nGo on.", people="<b>x</b>")
    reply = post(ben, url, **fields, decision="accepted")
    assert (reply.status_code, reply.location) == (303, url)
    page = ben.get(url).text
    assert "Your scores add up to 24 of 32" in page
    assert "It is decided: returned." in page
    assert "Listed, none tested.\nGo on." in page
    assert "<b>x</b>" not in page


def test_a_review_that_lacks_a_score_comes_back_with_what_was_typed(
    client_of: ClientOf, story: Story
) -> None:
    story.assessors("ben")
    url, ben = page_of(story, story.hand_in()), client_of("ben")
    fields = review_fields(GOOD, target="Words to keep")
    del fields["score_result"]
    reply = post(ben, url, **fields)
    assert (reply.status_code, "Words to keep" in reply.text) == (422, True)
    assert reply.text.count("<input checked") == len(IDS) - 1
    assert story.rows(a3_review) == []


def test_a_review_that_comes_too_late_is_not_lost(client_of: ClientOf, story: Story) -> None:
    story.assessors("ben", "dov")
    a3_id = story.hand_in()
    url, ben = page_of(story, a3_id), client_of("ben")
    form = hidden_fields(ben.get(url).text)
    assert story.assess(a3_id, "dov") is None
    reply = ben.post(url, data={**form, **review_fields(GOOD, target="Words to keep")})
    assert (reply.status_code, "Words to keep" in reply.text) == (422, True)
    assert "Others have decided" in reply.text
    assert ben.get(url).status_code == 409


def test_assessors_see_each_others_scores_only_after_the_decision(
    client_of: ClientOf, story: Story
) -> None:
    story.assessors("ben", "dov")
    a3_id = story.hand_in("capstone")
    url = page_of(story, a3_id)
    assert story.assess(a3_id, "dov") is None
    ben = client_of("ben")
    assert "A word of dov" not in ben.get(url).text
    assert post(ben, url, **review_fields(GOOD, target="A word of ben")).status_code == 303
    for name in ("ben", "dov"):
        page = client_of(name).get(url).text
        assert "A word of ben" in page
        assert "A word of dov" in page
    assert story.report(a3_id).state == "accepted"


def test_the_author_is_refused_with_a_sentence(client_of: ClientOf, story: Story) -> None:
    story.assessors("ben", "ada")
    url, ada = page_of(story, story.hand_in()), client_of("ada")
    assert "This report is your own" in ada.get(url).text
    reply = post(ada, url, **review_fields(GOOD))
    assert reply.status_code in {400, 403}
    token = hidden_fields(ada.get("/account").text)["csrf_token"]
    assert ada.post(url, data={"csrf_token": token, **review_fields(GOOD)}).status_code == 403
    assert story.rows(a3_review) == []


def test_a_site_without_models_says_so(
    client_of: ClientOf, story: Story, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    url, shelf = page_of(story, story.hand_in()), shelf_of(app)
    shelves = app.extensions["courseware.site"].shelves
    bare = replace(shelf, practice=Practice())
    monkeypatch.setattr(type(shelves), "current", lambda _self, _conn: bare)
    ben = client_of("ben")
    for there in (url, CALIBRATION):
        reply = ben.get(there)
        assert (reply.status_code, "no model reports" in reply.text) == (409, True)


def ask(story: Story, a3_id: int, address: str = "yaw@example.org") -> str:
    """Ask somebody outside, and return their link."""
    with writing(story.engine) as conn:
        found = ask_outside(
            conn, person_id=story.world.cast.ada, a3_id=a3_id, name="Yaw Boateng",
            role="Instructor", address=address, now=NOW, site=story.site,
        )  # fmt: skip
    assert found == []
    return link_of(story.world.app, letters(story.world.app)[-1])


def test_a_guest_scores_the_models_assesses_once_and_is_thanked(story: Story, app: Flask) -> None:
    a3_id = story.hand_in()
    link, guest = ask(story, a3_id), app.test_client()
    reply = guest.get(link)
    assert (reply.status_code, reply.location) == (303, f"{link}/calibration")
    models = guest.get(reply.location)
    assert models.headers["X-Robots-Tag"].startswith("noindex")
    assert post(guest, f"{link}/calibration", **model_fields(app)).status_code == 303
    assert "You may assess until" in guest.get(f"{link}/calibration").text
    reply = post(guest, link, **review_fields(POOR, target="From outside"))
    assert reply.status_code == 200
    assert "Your scores add up to 24 of 32" in reply.text
    for path in ("", "/calibration"):
        gone = guest.get(link + path)
        assert (gone.status_code, "no longer works" in gone.text) == (404, True)
    assert [fact.body["by"] for fact in story.facts(FactKind.A3_ASSESSED)] == ["guest:1"]
    page = sign_in(app, "ada").get(f"/a3/{a3_id}/versions/1").text
    assert "Yaw Boateng, Instructor" in page
    assert "yaw@example.org" not in page
    assert story.verify() == []


def calibrated(story: Story, link: str, app: Flask) -> FlaskClient:
    guest = app.test_client()
    assert post(guest, f"{link}/calibration", **model_fields(app)).status_code == 303
    return guest


def test_the_link_is_refused_in_the_browser_of_the_author(story: Story, app: Flask) -> None:
    link, ada = ask(story, story.hand_in()), sign_in(app, "ada")
    for path in ("", "/calibration"):
        reply = ada.get(link + path)
        assert (reply.status_code, "You are signed in as Ada Marsh" in reply.text) == (403, True)
        token = hidden_fields(ada.get("/account").text)["csrf_token"]
        assert ada.post(link + path, data={"csrf_token": token}).status_code == 403


def test_a_guest_whose_address_became_the_authors_is_refused(story: Story, app: Flask) -> None:
    link = ask(story, story.hand_in())
    guest = calibrated(story, link, app)
    form = hidden_fields(guest.get(link).text)
    change(app, story.world.cast.ada, email="yaw@example.org", email_key="yaw@example.org")
    assert guest.get(link).status_code == 403
    reply = guest.post(link, data={**form, **review_fields(GOOD)})
    assert (reply.status_code, "your own" in reply.text) == (422, True)
    assert story.rows(a3_review) == []


def test_one_person_with_account_and_link_assesses_once(story: Story, app: Flask) -> None:
    story.assessors("dov")
    a3_id = story.hand_in("capstone")
    link = ask(story, a3_id, "dov@example.com")  # not confirmed there, so a link goes out
    guest = calibrated(story, link, app)
    form = hidden_fields(guest.get(link).text)
    assert story.assess(a3_id, "dov") is None
    reply = guest.post(link, data={**form, **review_fields(GOOD)})
    assert (reply.status_code, "assessed this version already" in reply.text) == (422, True)
    assert len(story.rows(a3_review)) == 1
    assert guest.get(link).status_code == 403


def test_a_guest_never_scores_a_version_that_they_have_not_seen(story: Story, app: Flask) -> None:
    a3_id = story.hand_in()
    link = ask(story, a3_id)
    guest = calibrated(story, link, app)
    form = hidden_fields(guest.get(link).text)
    token = hidden_fields((ada := sign_in(app, "ada")).get("/account").text)
    ada.post(f"/a3/{a3_id}/withdrawal", data=token)
    nothing = guest.get(link)
    assert "Nothing waits for you" in nothing.text
    assert guest.post(link, data={**form, **review_fields(GOOD)}).status_code == 409
    story.keep(a3_id, replace(REPORT, title="The new one"), hands_in=True)
    reply = guest.post(link, data={**form, **review_fields(GOOD, target="Words to keep")})
    assert reply.status_code == 409
    assert "The new one" in reply.text
    assert "Words to keep" in reply.text
    assert story.rows(a3_review) == []
    assert (
        guest.post(link, data={**hidden_fields(reply.text), **review_fields(GOOD)}).status_code
        == 200
    )


def test_a_guest_keeps_their_calibration_from_link_to_link(story: Story, app: Flask) -> None:
    first, second = story.hand_in(), story.hand_in("capstone")
    calibrated(story, ask(story, first), app)
    assert app.test_client().get(ask(story, second)).status_code == 200


def test_a_link_runs_out_and_ends_with_the_decision(story: Story, app: Flask, clock: Clock) -> None:
    story.assessors("ben")
    a3_id = story.hand_in()
    link, other = ask(story, a3_id), ask(story, story.hand_in("capstone"), "b@example.org")
    assert story.assess(a3_id, "ben") is None
    assert app.test_client().get(link).status_code == 404, "accepted: nobody is needed any more"
    assert app.test_client().get(other).status_code == 303
    clock.forward(days=30)
    assert app.test_client().get(other).status_code == 404
