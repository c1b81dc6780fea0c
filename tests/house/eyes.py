"""A browser that looks at pages as different people do, and says what stands in their way."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from wsgiref.simple_server import make_server

import axe_playwright_python
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page
from werkzeug.wrappers import Request, Response

from courseware.web.headers import CSP
from tests.house.seen import Seen
from tests.web.attempt_site import Server, Silent

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Not in the tags, and still faults of ours: headings that skip a level, two h1, text outside landmarks.
MORE = [
    "heading-order", "page-has-heading-one", "landmark-one-main", "landmark-unique", "region",
    "empty-heading", "empty-table-header", "skip-link", "tabindex", "table-duplicate-name",
]  # fmt: skip
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
TABLET = {"width": 840, "height": 900}  # the narrowest window on which the bar shows all its links
MODES: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light", "forced_colors": "none"},
    "dark": {"color_scheme": "dark", "forced_colors": "none"},
    "forced colors": {"color_scheme": "light", "forced_colors": "active"},
    "narrow": {"color_scheme": "light", "forced_colors": "none"},
}

# What colors can break: the rest of a page is the same in the dark, so it is looked at once.
OF_COLOR = ["color-contrast", "link-in-text-block"]
# What a narrow window can break beside what `lost` measures.
OF_LAYOUT = [
    *OF_COLOR, "target-size", "scrollable-region-focusable", "aria-hidden-focus", "list", "listitem",
    "td-headers-attr", "th-has-data-cells", "aria-required-children", "aria-required-parent",
]  # fmt: skip
RULES = {"light": None, "dark": OF_COLOR, "forced colors": OF_COLOR, "narrow": OF_LAYOUT}
"""Mode → the rules that run in it; None for all."""

_RUN = """([where, only, more]) => axe.run(where, {
  runOnly: only,
  rules: Object.fromEntries(more.map((name) => [name, {enabled: true}])),
  resultTypes: ["violations"],
  preload: false,
  iframes: false,
  selectors: false,
}).then(({violations}) => violations.flatMap(({id, nodes}) =>
  nodes.map(({html, failureSummary}) => `${id}: ${html.slice(0, 160)} ${failureSummary}`)))"""
_UNFOLD = (
    """() => document.querySelectorAll("main details").forEach((one) => { one.open = true; })"""
)
# axe takes long, so of a long row of equal things it sees the first eight; _LOST has seen them all.
_SHORTEN = """() => {
  for (const parent of document.querySelectorAll("main, main *")) {
    const count = {};
    for (const one of [...parent.children]) {
      const kind = one.tagName + one.className;
      count[kind] = (count[kind] ?? 0) + 1;
      if (count[kind] > 8) one.remove();
    }
  }
}"""
_MENU = """() => {
  const menu = document.querySelector(".bar-menu");
  if (menu) menu.open = true;
  const bar = document.querySelector(".bar");
  return bar ? document.body.className + bar.outerHTML : "";
}"""
_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: .12em !important;
    word-spacing: .16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
_NO_SPACING = "() => { document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1); }"
_TWICE = "() => { document.documentElement.style.fontSize = '200%'; }"
_ONCE = "() => { document.documentElement.style.fontSize = ''; }"
_LOST = """() => {
  const lost = [];
  const wide = document.scrollingElement.scrollWidth - innerWidth;
  const say = (one, what) => lost.push(`${what}: ${one.outerHTML.slice(0, 160)}`);
  if (wide > 0) {
    const out = [...document.querySelectorAll("body *")].filter((one) =>
      one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".unseen, .skip"));
    say(out.at(-1) ?? document.body, `the page scrolls sideways by ${wide} px, such as for`);
  }
  for (const one of document.querySelectorAll("body *")) {
    const style = getComputedStyle(one);
    const box = one.getBoundingClientRect();
    if (!one.innerText?.trim() || box.width < 4 || one.closest("svg, .unseen")) continue;
    const cut = (axis) => ["hidden", "clip"].includes(style[axis]);
    if (cut("overflowX") && one.scrollWidth > one.clientWidth + 1) say(one, "text is cut off at a side");
    if (cut("overflowY") && style.overflowX === style.overflowY && one.scrollHeight > one.clientHeight + 1)
      say(one, "text is cut off below");
  }
  return lost;
}"""


@dataclass
class Findings:
    """What was found, each with page and mode: broken rules of axe, and text that is lost."""

    rules: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)


@contextmanager
def showing(pages: Sequence[Seen], client: FlaskClient) -> Iterator[str]:
    """Serve pages as they were, page n at /seen/n; drawings and style sheets come from `client`."""
    shown = {f"/seen/{number}": page.html for number, page in enumerate(pages)}
    scripts = {f"/seen/{page.name}": page.html for page in pages if page.name.endswith(".js")}
    turn = threading.Lock()

    @Request.application
    def serve(request: Request) -> Response:
        if request.path in scripts:
            return Response(scripts[request.path], mimetype="text/javascript")
        html = shown.get(request.path)
        if html is not None:
            headers = {"Content-Security-Policy": CSP}
            return Response(html, mimetype="text/html", headers=headers)
        with turn:
            reply = client.get(request.path)
        return Response(reply.data, status=reply.status_code, headers=list(reply.headers))

    with make_server("127.0.0.1", 0, serve, Server, Silent) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/seen"
        server.shutdown()


def look_at(browser: Browser, url: str, pages: Iterable[Seen]) -> Findings:
    """Load each page once and look at it in every mode."""
    context = browser.new_context(viewport=WIDE, reduced_motion="reduce")  # type: ignore[arg-type]  # a dict of the right shape
    context.add_init_script(AXE)
    found, page, bars = Findings(), context.new_page(), {""}
    for number, seen in enumerate(pages):
        page.goto(f"{url}/{number}", wait_until="load")
        page.evaluate(_UNFOLD)
        found.lost += [f"{seen.name}, text twice as large: {one}" for one in twice(page)]
        page.set_viewport_size(TABLET)  # type: ignore[arg-type]  # a dict of the right shape
        found.lost += [f"{seen.name}, on a tablet: {one}" for one in page.evaluate(_LOST)]
        switch(page, "narrow")
        found.lost += [f"{seen.name}, narrow: {one}" for one in lost(page)]
        page.evaluate(_SHORTEN)
        found.rules += [f"{seen.name}, narrow: {one}" for one in broken(page, rules=OF_LAYOUT)]
        bar = page.evaluate(_MENU)
        if bar not in bars:
            bars.add(bar)
            found.rules += [f"{seen.name}, menu open: {one}" for one in broken(page, ".bar")]
        for mode in ("light", "dark", "forced colors"):
            switch(page, mode)
            found.rules += [
                f"{seen.name}, {mode}: {one}" for one in broken(page, rules=RULES[mode])
            ]
    context.close()
    return found


def switch(page: Page, mode: str) -> None:
    """Look with other eyes at the page that is loaded."""
    page.set_viewport_size(NARROW if mode == "narrow" else WIDE)  # type: ignore[arg-type]  # a dict of the right shape
    page.emulate_media(**MODES[mode])


def broken(page: Page, where: str = "html", rules: list[str] | None = None) -> list[str]:
    """Return the rules that the page breaks as it is now, each with the element that does."""
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": TAGS}
    more = MORE if where == "html" and not rules else []
    found: list[str] = page.evaluate(_RUN, [where, only, more])
    return [" ".join(one.split()) for one in found]


def lost(page: Page) -> list[str]:
    """Return what goes out of sight on this window, with the page's own spacing and with wide spacing."""
    found: list[str] = page.evaluate(_LOST)
    page.evaluate(_SPACING)
    found += [f"with wide spacing, {one}" for one in page.evaluate(_LOST)]
    page.evaluate(_NO_SPACING)
    return found


def twice(page: Page) -> list[str]:
    """Return what goes out of sight when all text is twice as large."""
    page.evaluate(_TWICE)
    found: list[str] = page.evaluate(_LOST)
    page.evaluate(_ONCE)
    return found
