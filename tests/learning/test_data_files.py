"""The data of a question can be taken to a spreadsheet, by the learner whose attempt it is."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from courseware.content.catalog import read_catalog
from courseware.extensions import db
from courseware.operations.versions import prepare, publish
from courseware.records.transaction import writing
from tests.conftest import NOW, World, sign_in
from tests.content.content_examples import SLUG, sound, write
from tests.steps import hidden_fields

DATA = """\
- id: {name}
  outcome: O1
  competency: C2
  use: quiz
  level: apply
  data: {{d: normal n=20 mean=50 sd=0.4 round=2}}
  let: {{key: mean(d)}}
  table: d
  columns: ["=Fill"]
  ask: "What is the mean?"
  value: key
  decimals: 2
  why: "Told later: {{key:.2f}}."
"""
SPOTS = """\
- id: {name}
  outcome: O1
  competency: C2
  use: quiz
  level: apply
  figure: figures/line.svg
  alt: "Three stations [in a row]"
  regions:
    A: {{name: Dock, at: "60 10 20 30", feedback: "Told later."}}
    B: {{name: Press, at: "10 10 20 30", feedback: "Told later."}}
  ask: "Where does the part leave?"
  spots: A
  choose: one
  why: "Told later."
"""


def catalog_files() -> dict[str, str]:
    files = sound()
    draw = "{single: 6, numeric: 2, hotspot: 2}"
    bank = files[f"{SLUG}/quiz.yaml"].replace("{single: 10}", draw)
    more = [
        text.format(name=f"{kind}-{no}")
        for kind, text in (("data", DATA), ("spots", SPOTS))
        for no in range(3)
    ]
    lesson = f"{SLUG}/lessons/01-slowest-step.md"
    second = files[lesson].replace("figures/line.svg", "figures/other.svg")
    figure = files[f"{SLUG}/lessons/figures/line.svg"].replace("A line", "Another")
    return {
        **files, f"{SLUG}/quiz.yaml": bank + "".join(more), lesson: second,
        f"{SLUG}/lessons/figures/other.svg": figure,
    }  # fmt: skip


def begin(world: World, folder: Path) -> tuple[FlaskClient, str]:
    """Publish the module and start its quiz as Ada; return her browser and the attempt's address."""
    catalog, report = read_catalog(write(folder, catalog_files()))
    assert report.problems == []  # the figure of a question counts as shown
    prepared = prepare(catalog)
    with world.app.app_context(), writing(db.engine) as conn:
        publish(conn, prepared, now=NOW, reason="with data")
    ada = sign_in(world.app, "ada")
    token = hidden_fields(ada.get(f"/modules/{SLUG}").text)
    return ada, ada.post(f"/modules/{SLUG}/attempts", data=token).headers["Location"]


def test_the_file_holds_what_the_table_shows_and_nothing_of_the_key(
    world: World, tmp_path: Path
) -> None:
    ada, attempt = begin(world, tmp_path)
    page = ada.get(attempt).text
    addresses = re.findall(rf'href="({attempt}/data/\d+\.csv)"', page)
    assert len(addresses) == 2
    reply = ada.get(addresses[0])
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Content-Type"].startswith("text/csv")
    assert reply.headers["Content-Disposition"].startswith("attachment; filename=")
    rows = list(csv.reader(io.StringIO(reply.text.removeprefix("\ufeff"))))
    assert rows[0] == ["No.", "'=Fill"]  # a title is no formula
    assert [row[0] for row in rows[1:]] == [str(no) for no in range(1, 21)]
    shown = page[: page.index(addresses[0])].rsplit('class="exhibit"', 1)[1]
    cells = re.findall(r"<td>([\d.]+)</td>", shown)
    assert [float(row[1]) for row in rows[1:]] == [float(cell) for cell in cells]


def test_others_and_slots_without_data_get_nothing(world: World, tmp_path: Path) -> None:
    ada, attempt = begin(world, tmp_path)
    address = re.findall(rf'href="({attempt}/data/\d+\.csv)"', ada.get(attempt).text)[0]
    for who in ("fin", "cleo", "ben", "eve"):
        assert sign_in(world.app, who).get(address).status_code == 404
    assert world.app.test_client().get(address).status_code == 303
    answers = [ada.get(f"{attempt}/data/{no}.csv").status_code for no in range(12)]
    assert sorted(answers) == [200, 200, *[404] * 10]


def test_a_figure_of_a_question_is_shown_with_its_numbers(world: World, tmp_path: Path) -> None:
    ada, attempt = begin(world, tmp_path)
    page = ada.get(attempt).text
    image = re.search(
        r'<img src="(/figures/[0-9a-f]{64}\.svg)" alt="Three stations \[in a row\]"', page
    )
    assert image is not None
    assert ada.get(image[1]).status_code == 200
    assert page.count('class="spot-map"') == 2
    assert page.index("<b>1</b> Press") < page.index("<b>2</b> Dock")  # from left to right
    assert "Told later" not in page
    assert 'type="radio"' in page


@pytest.mark.parametrize("path", ["/check", "/result"])
def test_the_other_pages_of_the_attempt_work_with_data(
    world: World, tmp_path: Path, path: str
) -> None:
    ada, attempt = begin(world, tmp_path)
    if path == "/result":
        ada.post(f"{attempt}/submission", data=hidden_fields(ada.get(attempt).text))
    page = ada.get(attempt + path)
    assert page.status_code == 200
    if path == "/result":
        assert page.text.count('class="exhibit"') == 2
        assert page.text.count('class="spot-map"') == 2
