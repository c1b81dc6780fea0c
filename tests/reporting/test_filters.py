"""The address of the matrix: its filters work, survive paging, and nothing in it breaks the page."""

from __future__ import annotations

import html
import re
from urllib.parse import quote

import pytest

from courseware.operations import people as verbs
from courseware.operations.enrollments import enroll
from courseware.operations.people import NewPerson
from courseware.operations.site import Site
from courseware.reporting import matrix
from tests.conftest import NOW
from tests.people import OTHER_TEAM, PATHWAY, START, TEAM, Cast
from tests.reporting.editing import Edit
from tests.reporting.reading import (
    ADDRESS,
    FIRST,
    ClientOf,
    records_of,
    rows_of,
    text_of,
    tiles_of,
)
from tests.steps import do_all_tasks, pass_module, take_quiz

HOSTILE = "<script>alert(1)</script>'\"%s{{7*7}}"


@pytest.fixture
def team(edit: Edit, cast: Cast, site: Site) -> int:
    """Cleo's team, somebody in each state: Fin certified, Ada held up, Ben elsewhere …"""
    with edit() as conn:
        team = verbs.find_team(conn, TEAM)
        verbs.join_team(conn, cast.ben, team, now=START)
        take_quiz(conn, cast.ada, FIRST, now=NOW, site=site, right=7)
        for name, does in (("Émile Zola", "nothing"), ("Gita Rao", "reads"), ("Hugo Ray", "pass")):
            key = name.split()[1].lower()
            one = verbs.add_person(conn, NewPerson(key, name), now=START)
            verbs.join_team(conn, one, team, now=START)
            enroll(conn, person_id=one, pathway=PATHWAY, now=START, site=site)
            if does == "reads":
                do_all_tasks(conn, one, FIRST, now=NOW, site=site)
            if does == "pass":
                pass_module(conn, one, FIRST, now=NOW, site=site)
        return team


ALL = ["Ada Marsh", "Ben Okafor", "Fin Haddow", "Gita Rao", "Hugo Ray", "Émile Zola"]
STATES = {
    "certified": ["Fin Haddow"],
    "on-the-way": ["Gita Rao", "Hugo Ray"],
    "held-up": ["Ada Marsh"],
    "not-started": ["Émile Zola"],
    "elsewhere": ["Ben Okafor"],
}


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ALL),
        *((f"?state={state}", names) for state, names in STATES.items()),
        ("?name=RA", ["Gita Rao", "Hugo Ray"]), ("?name=%20ra%20", ["Gita Rao", "Hugo Ray"]),
        ("?name=%C3%89MILE", ["Émile Zola"]), ("?name=E%CC%81mile", ["Émile Zola"]),
        ("?name=ada%20%20marsh", ["Ada Marsh"]), ("?name=nobody", []),
        ("?name=%25", []), ("?name=_", []),
        ("?state=on-the-way&name=hugo", ["Hugo Ray"]), ("?state=certified&name=hugo", []),
        (f"?pathway={PATHWAY}&team={{team}}&state=held-up", ["Ada Marsh"]),
    ],
)  # fmt: skip
def test_the_address_chooses_people_on_the_page_and_in_the_file(
    client_of: ClientOf, team: int, query: str, names: list[str]
) -> None:
    cleo, query = client_of("cleo"), query.format(team=team)
    page = cleo.get(ADDRESS + query)
    assert page.status_code == 200
    assert sorted(rows_of(page.text)) == sorted(names)
    assert sorted(row[0] for row in records_of(cleo.get(f"{ADDRESS}.csv{query}"))[1:]) == sorted(
        names
    )
    if not names:
        assert "Nobody fits this filter" in page.text


def test_the_furthest_come_first(client_of: ClientOf, team: int) -> None:
    for address in (f"{ADDRESS}?sort=progress", f"{ADDRESS}?sort=progress&state=on-the-way"):
        names = [
            name
            for name in rows_of(client_of("cleo").get(address).text)
            if name in {"Fin Haddow", "Hugo Ray", "Gita Rao"}
        ]
        assert names == [one for one in ("Fin Haddow", "Hugo Ray", "Gita Rao") if one in names]
        assert len(names) >= 2


def test_every_number_leads_to_as_many_people(client_of: ClientOf, team: int) -> None:
    cleo = client_of("cleo")
    for start in (ADDRESS, "/reporting"):
        tiles = tiles_of(cleo.get(start).text)
        assert sum(number for number, _url in tiles.values()) == len(ALL)
        for number, url in tiles.values():
            assert len(rows_of(cleo.get(url).text)) == number


def test_the_filter_is_told_in_words_with_its_moment(client_of: ClientOf, team: int) -> None:
    page = text_of(client_of("cleo").get(f"{ADDRESS}?state=held-up&name=ada").text)
    assert (
        f"{TEAM} · First steps in production · held up · name with “ada” · 1 person"
        " · as of 1 Apr 2026, 08:00"
    ) in page


def test_filters_survive_paging(
    client_of: ClientOf, team: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(matrix, "SHOWN", 1)
    cleo, seen = client_of("cleo"), []
    url = f"{ADDRESS}?state=on-the-way&sort=progress&name=a"
    while url:
        page = cleo.get(url).text
        seen += list(rows_of(page))
        found = re.search(r'href="([^"]*)">People after these', page)
        url = html.unescape(found[1]) if found else ""
    assert seen == ["Hugo Ray", "Gita Rao"]
    assert len(records_of(cleo.get(f"{ADDRESS}.csv?state=on-the-way&page=2"))) == 3


VALUES = [
    HOSTILE, "-1", "0", "1.5", "1e9", "9" * 30, "9" * 5_000, "٣", "²", "a" * 5_000, "\r\nX: y",
    "\ud7ff\uffff", "' OR 1=1 --", "../../etc/passwd", "None", "%", "\u202e\u0301",
]  # fmt: skip


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}.csv", "/reporting"])
def test_no_value_breaks_a_page(client_of: ClientOf, path: str) -> None:
    cleo, wrong = client_of("cleo"), []
    for name in ("team", "pathway", "state", "name", "sort", "page"):
        for value in VALUES:
            reply = cleo.get(f"{path}?{name}={quote(value)}")
            if reply.status_code not in {200, 404} or "<script>alert" in reply.text:
                wrong.append((name, value, reply.status_code))
    assert wrong == []


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("state=nonsense", "The address asks for state “nonsense”; known: certified, on-the-way"),
        ("sort=shoe-size", "The address asks for sort “shoe-size”; known: name, progress."),
        ("team=words", "There is no team “words”."),
        ("page=last", "There is no page “last”."),
        (f"state={'x' * 80}", f"“{'x' * 40}…”"),
    ],
)
def test_what_is_not_there_is_left_out_and_told(client_of: ClientOf, query: str, told: str) -> None:
    page = client_of("cleo").get(f"{ADDRESS}?{query}").text
    assert "A part of the address was left out" in page
    assert told in text_of(page)
    assert list(rows_of(page)) == ["Ada Marsh", "Fin Haddow"]


def test_parts_that_nobody_knows_are_no_fault(client_of: ClientOf) -> None:
    page = client_of("cleo").get(f"{ADDRESS}?utm_source=mail&state=&team=&sort=&page=&name=").text
    assert "left out" not in page


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}.csv", "/reporting"])
def test_another_managers_team_does_not_exist(
    edit: Edit, client_of: ClientOf, cast: Cast, path: str
) -> None:
    with edit() as conn:
        mine, other = (verbs.find_team(conn, name) for name in (TEAM, OTHER_TEAM))
        verbs.join_team(conn, cast.ben, other, now=NOW)
    cleo, dov = client_of("cleo"), client_of("dov")
    for query in ("", "?name=ada", "?state=certified", "?sort=progress", f"?team={other}"):
        seen = dov.get(path + query)
        assert seen.status_code == 200
        # By surname: a first name can stand by chance in a token of the page.
        assert not re.search(r"\b(Marsh|Haddow)\b", seen.text)
        assert TEAM not in seen.text
    assert "Ben Okafor" in dov.get(ADDRESS).text
    assert "Ben Okafor" not in cleo.get(path).text
    assert dov.get(f"{path}?team={mine}").status_code == 404
    assert cleo.get(f"{path}?team={other}").status_code == 404
