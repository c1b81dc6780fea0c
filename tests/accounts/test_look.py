"""Light, dark or as the device says: a choice without an account and without scripts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from courseware.web.look import COOKIE
from tests.conftest import World, sign_in
from tests.house.eyes import showing
from tests.house.seen import Seen
from tests.steps import hidden_fields


def choose(client: FlaskClient, look: str, **more: str) -> str:
    """Press a button of the page that the help page's foot leads to; return where that leads."""
    form = hidden_fields(client.get("/look?next=/help").text)
    reply = client.post("/look", data={**form, "look": look, **more})
    assert reply.status_code == 303
    return reply.headers["Location"]


def kept(client: FlaskClient) -> str | None:
    cookie = client.get_cookie(COOKIE)
    return None if cookie is None else cookie.value


def test_without_a_choice_the_device_decides(visitor: FlaskClient) -> None:
    page = visitor.get("/help").text
    assert 'content="light dark"' in page
    assert "look-" not in page.split("<head>")[0]


@pytest.mark.parametrize("look", ["light", "dark"])
def test_a_chosen_look_is_kept_and_leads_back(visitor: FlaskClient, look: str) -> None:
    assert choose(visitor, look) == "/help"
    assert kept(visitor) == look
    page = visitor.get("/glossary").text
    assert f'class="look-{look}"' in page
    assert f'<meta name="color-scheme" content="{look}">' in page
    offer = visitor.get("/look").text
    assert f'value="{look}" aria-pressed="true"' in offer
    assert offer.count('aria-pressed="true"') == 1


def test_as_the_device_forgets_the_choice(visitor: FlaskClient) -> None:
    choose(visitor, "dark")
    choose(visitor, "device")
    assert kept(visitor) is None


def test_the_cookie_holds_one_of_two_words_and_nothing_else(visitor: FlaskClient) -> None:
    choose(visitor, "dark; Domain=evil.example")
    assert kept(visitor) is None
    visitor.set_cookie(COOKIE, '"><script>')
    assert "script>" not in visitor.get("/help").text.split("<head>")[0]
    form = hidden_fields(visitor.get("/look").text)
    header = visitor.post("/look", data={**form, "look": "dark"}).headers["Set-Cookie"]
    assert header.startswith(f"{COOKIE}=dark; ")
    assert {"SameSite=Lax", "HttpOnly", "Path=/"} <= set(header.split("; "))


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example", "/nowhere", ""])
def test_it_leads_to_pages_of_ours_only(visitor: FlaskClient, next_page: str) -> None:
    assert choose(visitor, "dark", next=next_page) == "/"


def test_a_page_that_was_asked_with_a_query_is_come_back_to(visitor: FlaskClient) -> None:
    fields = hidden_fields(visitor.get("/sign-in?next=/account").text)
    assert fields["next"] in {"/sign-in?next=/account", "/account"}


DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><style>:root{color-scheme:light dark}
rect{fill:#ffffff}@media (prefers-color-scheme:dark){rect{fill:#000000}}</style><rect width="10" height="10"/></svg>"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    one = browser.new_page(viewport={"width": 400, "height": 400})
    yield one
    one.close()


_PIXEL = """async (png) => {
  const image = new Image();
  image.src = `data:image/png;base64,${png}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height).getContext("2d");
  canvas.drawImage(image, 0, 0);
  return [...canvas.getImageData(image.width / 2, image.height / 2, 1, 1).data.slice(0, 3)];
}"""


def pixel(page: Page) -> list[int]:
    """Return red, green and blue in the middle of the drawing, as it is on the screen."""
    png = b64encode(page.locator("img").screenshot()).decode()
    found: list[int] = page.evaluate(_PIXEL, png)
    return found


@pytest.mark.browser
@pytest.mark.parametrize("device", ["light", "dark"])
@pytest.mark.parametrize("look", ["light", "dark"])
def test_drawings_follow_the_chosen_look_and_not_the_device(
    small_world: World, page: Page, look: str, device: str
) -> None:
    """As in lessons: an <img> whose SVG asks prefers-color-scheme."""
    client = small_world.app.test_client()
    choose(client, look)
    html = client.get("/help").text
    drawing = "data:image/svg+xml," + DRAWING.replace("#", "%23").replace("\n", " ").replace(
        '"', "'"
    )
    figure = f'<figure class="figure"><img src="{drawing}" alt="A field"></figure>'
    html = html.replace('<div class="prose">', f'<div class="prose">{figure}', 1)
    page.emulate_media(color_scheme=device)  # type: ignore[arg-type]  # one of the two words
    with showing([Seen("help", "", html)], sign_in(small_world.app, "ada")) as url:
        page.goto(f"{url}/0")
        assert pixel(page) == ([255] * 3 if look == "light" else [0] * 3)
