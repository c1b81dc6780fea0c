"""What is asked of the floor and of the site in one round."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from queue import SimpleQueue

from flask import Flask

from courseware.extensions import db
from courseware.operations.site import Site
from tests.bench.load import Browser, Phases
from tests.bench.site import PASSWORD, Prepared
from tests.steps import answers_of, fields_of, hidden_fields

JSON = "application/json"
LIVE = {"X-Live": "1"}
PREDICTION = {"do": "predict", "predict": "1"}
LINE = {"do": "work", "in.press": "40", "in.weld": "32", "in.pack": "50", "in.wip": "60"}
FLOOR_FORM = {"csrf": "c" * 32, **{f"q{number}": "1" for number in range(10)}}
LOADS = {1: slice(0, 24), 8: slice(24, 152)}
"""How many learners take the quiz of a round on one connection and on eight."""


def on_floor(phases: Phases, port: int, *, size: int) -> None:
    """Ask the floor for lessons, submissions and a password."""
    for at_once in LOADS:
        browsers = [Browser(port) for _ in range(at_once)]
        for number, one in enumerate(browsers, start=5):
            one.get(f"/in/{number}")
            one.get("/l/3")
        turns = [browsers[number % at_once] for number in range(size)]
        if at_once > 1:  # a browser is one connection: each thread takes its own
            phases.run("floor lesson", at_once, _spread(browsers, size, lambda b: b.get("/l/3")))
            phases.run("floor submit", at_once, _spread(browsers, size, _submit_floor))
        else:
            phases.run("floor lesson", 1, [partial(one.get, "/l/3") for one in turns])
            phases.run("floor submit", 1, [partial(_submit_floor, one) for one in turns])
        some = [partial(browsers[0].post, "/password", {}, 200)] * 20
        if at_once == 1:
            phases.run("floor password", 1, some)


def _submit_floor(browser: Browser) -> object:
    return browser.post("/submit", FLOOR_FORM)


def _spread(
    browsers: list[Browser], size: int, ask: Callable[[Browser], object]
) -> list[Callable[[], object]]:
    """Return jobs of which no two at once use the same connection."""
    free: SimpleQueue[Browser] = SimpleQueue()
    for one in browsers:
        free.put(one)

    def job() -> None:
        browser = free.get()
        ask(browser)
        free.put(browser)

    return [job] * size


@dataclass
class Sitting:
    """One learner in one round."""

    person_id: int
    browser: Browser
    token: str = ""
    url: str = ""

    @property
    def attempt_id(self) -> int:
        return int(self.url.rsplit("/", 1)[1])


def on_site(
    phases: Phases, port: int, site: Prepared, app: Flask, *, number: int, size: int
) -> None:
    """Ask the site for everything that people do, one module a round."""
    module = site.modules[number]
    boss = Browser(port, {"courseware": site.manager})
    for at_once, who in LOADS.items():
        sittings = [
            Sitting(person, Browser(port, {"courseware": token}))
            for person, token in site.learners[who]
        ]
        for one in sittings:
            one.token = hidden_fields(one.browser.get(f"/modules/{module}").body)["csrf_token"]
        _pages(phases, at_once, sittings, site, size)
        _lab(phases, at_once, sittings, site)
        _quiz(phases, at_once, sittings, module, app)
        _sign_in(phases, at_once, port, number)
    boss.get("/reporting/matrix")
    phases.run("matrix", 1, [partial(boss.get, "/reporting/matrix")] * 12)


def _pages(
    phases: Phases, at_once: int, sittings: list[Sitting], site: Prepared, size: int
) -> None:
    browsers = [one.browser for one in sittings[:at_once]]
    for name, url in (("home", "/home"), ("lesson", site.lesson)):
        jobs = _spread(browsers, size, lambda browser, url=url: browser.get(url))  # type: ignore[misc]  # the default binds it
        phases.run(name, at_once, jobs)


def _lab(phases: Phases, at_once: int, sittings: list[Sitting], site: Prepared) -> None:
    """Open a lab and change one number in it, as its script does while somebody works."""
    forms = {}
    for one in sittings:
        page = one.browser.get(site.lab).body
        if hidden_fields(page)["revision"] == "0":
            one.browser.post(_work(one, site), {**_open_form(page), **PREDICTION})
            page = one.browser.get(site.lab).body
        forms[one.person_id] = {**_open_form(page), **LINE}
    phases.run("lab", at_once, [partial(one.browser.get, site.lab) for one in sittings])
    changes = [
        partial(one.browser.post, _work(one, site), forms[one.person_id], 200, headers=LIVE)
        for one in sittings
    ]
    phases.run("lab change", at_once, changes)


def _work(one: Sitting, site: Prepared) -> str:
    return f"{site.lab}/work/{one.person_id}"


def _open_form(page: str) -> dict[str, object]:
    fields = hidden_fields(page)
    return {name: fields[name] for name in ("csrf_token", "revision")}


def _quiz(phases: Phases, at_once: int, sittings: list[Sitting], module: str, app: Flask) -> None:
    def start(one: Sitting) -> None:
        form = {"csrf_token": one.token}
        one.url = one.browser.post(f"/modules/{module}/attempts", form).location

    phases.run("start", at_once, [partial(start, one) for one in sittings])
    phases.run("attempt", at_once, [partial(one.browser.get, one.url) for one in sittings])
    answers = {one.person_id: right_answers(app, one.attempt_id, module) for one in sittings}
    saves = [
        partial(_save, one, slot, raw)
        for one in sittings
        for slot, raw in answers[one.person_id].items()
    ]
    if at_once > 1:  # each learner's saves follow each other; different learners overlap
        saves = [saves[place] for start in range(10) for place in range(start, len(saves), 10)]
    phases.run("save", at_once, saves)
    phases.run(
        "save all, check",
        at_once,
        [partial(_post, one, answers[one.person_id]) for one in sittings],
    )
    submit = [
        partial(one.browser.post, f"{one.url}/submission", {"csrf_token": one.token})
        for one in sittings
    ]
    phases.run("submit", at_once, submit)
    phases.run(
        "result", at_once, [partial(one.browser.get, f"{one.url}/result") for one in sittings]
    )


def right_answers(app: Flask, attempt_id: int, module: str) -> dict[int, Mapping[str, list[str]]]:
    """Return what to post for each slot of an attempt."""
    site: Site = app.extensions["courseware.site"]
    with app.app_context(), db.engine.connect() as conn:
        return dict(answers_of(conn, attempt_id, module, site))


def _save(one: Sitting, slot: int, raw: Mapping[str, list[str]]) -> None:
    form = {
        "csrf_token": one.token, "key": f"key-{one.attempt_id}-{slot}", "seq": slot, "slots": slot,
        **fields_of(slot, raw),
    }  # fmt: skip
    one.browser.post(f"{one.url}/answers", form, 200, JSON)


def _post(one: Sitting, answers: Mapping[int, Mapping[str, list[str]]]) -> None:
    form: dict[str, object] = {
        "csrf_token": one.token,
        "key": f"all-of-{one.attempt_id}",
        "seq": 99,
    }
    for slot, raw in answers.items():
        form |= fields_of(slot, raw)
    one.browser.post(f"{one.url}/answers", {**form, "go": "check"}, 200)


def _sign_in(phases: Phases, at_once: int, port: int, number: int) -> None:
    def come(name: str) -> None:
        browser = Browser(port)
        token = hidden_fields(browser.get("/sign-in").body)["csrf_token"]
        browser.post("/sign-in", {"csrf_token": token, "user_name": name, "password": PASSWORD})

    names = [f"person-{160 + (number + place) % 40:03}" for place in range(16)]
    phases.run("sign-in", at_once, [partial(come, name) for name in names])
