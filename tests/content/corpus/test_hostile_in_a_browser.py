from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Route

from courseware.content.figures import check_figure
from courseware.problems import Report
from courseware.web.headers import FIXED
from tests.content.content_examples import FIGURE
from tests.content.corpus.text_cases import MARKDOWN, REFUSED, TEX, WHOLE
from tests.markup.hostile_texts import MARKDOWN as HOSTILE
from tests.markup.hostile_texts import SCRIPTS
from tests.markup.markup_examples import judged

SITE = "https://courseware.test"
HARMLESS = [
    FIGURE,
    FIGURE.replace("</svg>", '<path d="M1e999,-1e999 9999999999"/></svg>'),
    FIGURE.replace("</svg>", "<text>&lt;script>alert(1)&lt;/script></text></svg>"),
]


def surviving_texts() -> str:
    """Return the hostile texts as the most careless caller would show them: any target exists."""
    texts = [*SCRIPTS, *HOSTILE, *(text[:2_000] for _, text, _ in (*MARKDOWN, *TEX))]
    shown = [judged(text, link=lambda to: to, figure=lambda to: to)[0] for text in texts]
    return "".join(f"<section>{one}</section>" for one in shown)


def surviving_figures() -> list[str]:
    """Return the figures among the hostile ones that the check lets pass."""
    hostile = [FIGURE.replace("</svg>", f"{markup}</svg>") for _, markup, _ in REFUSED]
    all_of_them = [*HARMLESS, *hostile, *(text for _, text, _, _ in WHOLE)]
    return [one for one in all_of_them if check_figure(one, Report().source("a.svg"))]


@pytest.mark.browser
def test_a_browser_runs_and_loads_nothing_of_what_survives(browser: Browser) -> None:
    figures = surviving_figures()
    assert figures == HARMLESS
    images = "".join(f'<img src="/figures/{n}.svg" alt="x">' for n in range(len(figures)))
    page_html = f"<!doctype html><title>x</title><main>{surviving_texts()}{images}</main>"
    asked: list[str] = []
    told: list[str] = []

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(SITE)
        asked.append(route.request.url)
        number = path.removeprefix("/figures/").removesuffix(".svg")
        if path == "/":
            route.fulfill(body=page_html, content_type="text/html; charset=utf-8", headers=FIXED)
        elif number.isdecimal():
            route.fulfill(body=figures[int(number)], content_type="image/svg+xml", headers=FIXED)
        else:
            route.fulfill(status=404, body="", headers=FIXED)

    context = browser.new_context()
    context.route("**/*", serve)
    page = context.new_page()
    page.on("dialog", lambda dialog: (told.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("console", lambda one: "404" in one.text or told.append(one.text))
    page.goto(f"{SITE}/")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.mouse.wheel(0, 100_000)
    page.wait_for_timeout(300)
    sections = page.locator("main > section")
    assert sections.count() > 100
    assert page.locator("script, style, iframe, svg, object, form").count() == 0
    assert page.evaluate("document.images.length") >= len(figures)
    widths = page.evaluate(
        f"[...document.images].slice(-{len(figures)}).map(one => one.naturalWidth)"
    )
    assert all(widths)
    context.close()
    assert told == []
    assert [url for url in asked if not url.startswith(f"{SITE}/")] == []
