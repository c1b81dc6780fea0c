"""Assets from memory: joined, compressed, named by their digest, and gone on to the app otherwise."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

from courseware.web import STATIC
from courseware.web.assets import Assets


def client_of(assets: Assets) -> Client:
    return Client(assets.around(Response("the application", status=404)))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "css/20-second.css": "b { color: red }\n",
        "css/10-first.css": "/* why */\na { color: blue }\n",
        "js/one.js": 'import "./two.js";\n',
        "js/two.js": "export const two = 2;\n",
        "sprite.svg": "<svg/>",
        "notes.md": "not served",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_style_sheets_are_joined_in_the_order_of_their_names(root: Path) -> None:
    assets = Assets(root)
    reply = client_of(assets).get(assets.url("app.css"))
    assert reply.text == "a {color:blue}\nb {color:red}\n"


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("app.css", "text/css; charset=utf-8"),
        ("js/two.js", "text/javascript; charset=utf-8"),
        ("sprite.svg", "image/svg+xml"),
    ],
)
def test_an_asset_is_kept_for_ever_under_the_right_type(
    root: Path, name: str, media_type: str
) -> None:
    assets = Assets(root)
    reply = client_of(assets).get(assets.url(name))
    assert reply.headers["Content-Type"] == media_type
    assert reply.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert reply.headers["Content-Length"] == str(len(reply.data))


@pytest.mark.parametrize(
    ("accepts", "zips"),
    [
        ("gzip, deflate, br", True), ("br;q=1, GZIP;q=0.5", True), ("gzip;q=0", False),
        ("gzip; q=0.0", False), ("br", False), ("", False),
    ],
)  # fmt: skip
def test_only_a_browser_that_takes_gzip_gets_it(root: Path, accepts: str, zips: bool) -> None:
    assets = Assets(root)
    reply = client_of(assets).get(assets.url("js/two.js"), headers={"Accept-Encoding": accepts})
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert ("Content-Encoding" in reply.headers) is zips
    body = gzip.decompress(reply.data) if zips else reply.data
    assert body == b"export const two = 2;\n"


def test_scripts_find_each_other_by_relative_paths(root: Path) -> None:
    assets = Assets(root)
    beside = assets.url("js/one.js").rsplit("/", 1)[0] + "/two.js"
    assert beside == assets.url("js/two.js")


def test_any_change_gives_all_assets_new_addresses(root: Path) -> None:
    before = Assets(root).url("sprite.svg")
    assert Assets(root).url("sprite.svg") == before
    (root / "js/two.js").write_text("export const two = 3;\n")
    assert Assets(root).url("sprite.svg") != before


def test_a_page_of_the_version_before_gets_what_there_is_and_does_not_keep_it(root: Path) -> None:
    reply = client_of(Assets(root)).get("/assets/000000000000/js/two.js")
    assert reply.status_code == 200
    assert reply.headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    "path", ["/", "/assets/", "/assets/x/none.css", "/assets/x/../../etc", "/assets/x/css/10-first.css"]
)  # fmt: skip
def test_what_is_no_asset_goes_on_to_the_application(root: Path, path: str) -> None:
    assert client_of(Assets(root)).get(path).text == "the application"


def test_only_reading_is_answered(root: Path) -> None:
    assets = Assets(root)
    url = assets.url("sprite.svg")
    assert client_of(assets).post(url).text == "the application"
    head = client_of(assets).head(url)
    assert (head.status_code, head.data) == (200, b"")


def test_a_name_that_does_not_exist_is_our_own_fault_and_says_what_there_is(root: Path) -> None:
    with pytest.raises(KeyError, match=r"no asset 'app\.js'.*js/one\.js"):
        Assets(root).url("app.js")


def test_style_sheets_and_scripts_stay_small() -> None:
    def zipped(*names: str) -> int:
        client = client_of(assets)
        accept = {"Accept-Encoding": "gzip"}
        return sum(len(client.get(assets.url(name), headers=accept).data) for name in names)

    assets = Assets(STATIC)
    of_labs = {"js/lab.js", "js/places.js"}
    of_checks = {"js/verify.js"}  # on the pages that strangers check a certificate with
    scripts = {f"js/{path.name}" for path in (STATIC / "js").glob("*.js")} - of_labs - of_checks
    assert zipped("app.css") <= 20 * 1024
    assert zipped("lab.css") <= 4 * 1024
    # no page loads all; test_attempt_budget.py has the largest
    assert zipped(*scripts) <= 16 * 1024
    assert zipped(*of_labs) <= 5 * 1024
    assert zipped(*of_checks) <= 1.5 * 1024
    assert zipped("sprite.svg") <= 6 * 1024
