"""The public front: the start page and what stands in the footer of every page."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as BaseResponse

from courseware.content.model import Term
from courseware.learning.pace import PaceForm
from courseware.learning.pathways import listed_pathways
from courseware.learning.place import blueprint
from courseware.permissions import Permission
from courseware.records.credentials import find_issuer
from courseware.records.versions import find_figure
from courseware.web.database import read, shelf
from courseware.web.figures import figure_reply
from courseware.web.guards import public, requires
from courseware.web.pages import page
from courseware.web.sign_in import current_who


@blueprint.get("/")
@public
def front() -> str | BaseResponse:
    """Offer the pace of a line, then say what this is; who is signed in goes on to their home page."""
    if current_who() is not None:
        return redirect(url_for("learning.home"), 303)
    return page("learning/front.html", form=PaceForm(), pathways=listed_pathways())


@blueprint.get("/about")
@public
def about() -> str:
    """Say who runs this site and what the program is."""
    return page("learning/about.html", issuer=find_issuer(read()))


@blueprint.get("/glossary")
@public
def glossary() -> str:
    """List the terms of the field by name; what they mean stands with those of one letter."""
    return page("learning/glossary.html", letters=_by_letter(shelf().shared.terms))


@blueprint.get("/glossary/<term>")
@public
def glossary_term(term: str) -> str:
    """Say what a term means, among all of its letter: the whole glossary is much for a phone."""
    terms = shelf().shared.terms
    found = next((one for one in terms if one.id == term), None)
    if found is None:
        abort(404)
    return page("learning/glossary_letter.html", letters=_by_letter(terms), letter=found.letter)


def _by_letter(terms: Iterable[Term]) -> dict[str, list[Term]]:
    """Return letter → its terms, both in the order of a dictionary."""
    letters: dict[str, list[Term]] = {}
    for term in sorted(terms, key=lambda term: (term.letter, term.term.casefold())):
        letters.setdefault(term.letter, []).append(term)
    return letters


@blueprint.get("/help")
@public
def help_page() -> str:
    """Answer what people ask first."""
    return page("learning/help.html")


@blueprint.get("/privacy")
@public
def privacy() -> str:
    """Say what is kept about people and who sees it."""
    return page("learning/privacy.html")


@blueprint.get("/credits")
@public
def credits_page() -> str:
    """Name the sources and marks of others."""
    return page("learning/credits.html")


@blueprint.get("/accessibility")
@public
def accessibility() -> str:
    """Say what is tested so that everybody can use the site, what is not, and whom to tell."""
    return page("learning/accessibility.html")


@blueprint.get("/figures/<digest>.svg")
@requires(Permission.LEARN)
def figure(digest: str) -> Response:
    """Send a figure of a published version; its address is its content, so it never changes."""
    body = find_figure(read(), digest)
    if body is None:
        abort(404)
    return figure_reply(body)
