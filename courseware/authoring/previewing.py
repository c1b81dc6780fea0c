"""A module as its files are now, ready to be looked at; links and figures stay inside the preview."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import abort, request, url_for

from courseware.content.model import Module, Shared
from courseware.web.curriculum import curriculum
from courseware.web.database import shelf
from courseware.web.language import gettext as _
from courseware.web.module_pages import Ways
from courseware.web.pages import Link, page

_LINK = re.compile(r'(?<= href=")/modules/([a-z0-9-]+)(?:/(lessons|labs)/([a-z0-9-]+))?(?=[#"])')
_FIGURE = re.compile(r'(?<= src=")/figures/([0-9a-f]{64})\.svg(?=")')


@dataclass(frozen=True, slots=True)
class Preview:
    """What every page of a preview knows. `published` is the version that these files are, if any.

    `seed` is that of the quiz being looked at, `answers` what the form of its check page carries on.
    """

    module: Module
    digest: str
    shared: Shared
    published: int | None
    seed: str | None = None
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def ways(self) -> Ways:
        """Return where the links of the module lead: inside the preview."""
        return Ways(self.module.slug, "authoring.preview_")

    @property
    def quiz_url(self) -> str:
        """Return the address of the quiz: of this draw, or of a new one."""
        return url_for("authoring.preview_quiz", slug=self.module.slug, seed=self.seed)

    @property
    def draw_url(self) -> str:
        """Return the address that draws anew."""
        return url_for("authoring.preview_quiz", slug=self.module.slug)

    @property
    def links(self) -> list[Link]:
        """Return the parts of a preview, and the way out of it."""
        parts = [
            (_("Module"), "authoring.preview_module"),
            (_("Quiz"), "authoring.preview_quiz"),
            (_("Questions"), "authoring.preview_questions"),
            (_("Leave the preview"), "authoring.module"),
        ]
        links = [
            Link(label, url_for(endpoint, slug=self.module.slug), request.endpoint == endpoint)
            for label, endpoint in parts
        ]
        draw = [Link(_("Another draw"), self.draw_url, is_current=False)] if self.seed else []
        return [*links[:2], *draw, *links[2:]]


def preview_of(slug: str) -> Preview | None:
    """Return a module as its files are now, None if they have errors; 404 if there are none."""
    files, published = curriculum(), shelf().modules.get(slug)
    if slug not in files.folders:
        abort(404)
    found = files.modules.get(slug)
    if found is None:
        return None
    is_same = published is not None and published.digest == found.digest
    number = published.number if published is not None and is_same else None
    return Preview(found.module, found.digest, files.shared, number)


def problems_page(slug: str) -> str:
    """Return the page that stands where a module with errors cannot be shown."""
    return page("authoring/broken.html", slug=slug, problems=curriculum().problems_of(slug))


def show(preview: Preview, template: str, **values: object) -> str:
    """Render a page that learners get, too, as a part of the preview.

    The compiled texts hold the addresses of what is published. They are turned here, in the page
    as a whole: in a text that somebody typed the quotes around an address would be escaped.
    """
    return stay_inside(page(template, preview=preview, **values), preview.module.slug)


def stay_inside(html: str, slug: str) -> str:
    """Return a page whose links to modules and whose figures are those of the files."""

    def link(match: re.Match[str]) -> str:
        ways = Ways(match[1], "authoring.preview_")
        if not match[2]:
            return ways.module
        return ways.lesson(match[3]) if match[2] == "lessons" else ways.lab(match[3])

    def figure(match: re.Match[str]) -> str:
        return url_for("authoring.preview_figure", slug=slug, digest=match[1])

    return _FIGURE.sub(figure, _LINK.sub(link, html))
