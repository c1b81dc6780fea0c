"""The two forms of a mail: plain text, and HTML that every mail program shows, light and dark."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from courseware.locales import catalog
from courseware.mailing.wording import Words, one_line

LINE = 72
"""Characters of a line of plain text."""
SIGNAL = "#b5490f"
"""The line above the text, where a site has no accent of its own."""


@dataclass(frozen=True, slots=True)
class Sender:
    """What a mail shows of the site: its name, its address, and its accent as `#rrggbb` or empty."""

    name: str
    base_url: str
    accent: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A mail to be read."""

    subject: str
    text: str
    html: str


def render(words: Words, sender: Sender, *, language: str) -> Rendered:
    """Write a letter as mail; the address of its action stands in it in plain too."""
    translate = catalog(language).gettext
    address = sender.base_url + words.path if words.path else ""
    footer = translate(_("{site} sent this mail by itself.")).format(site=one_line(sender.name))
    html = _template().render(
        words=words,
        sender=sender,
        accent=sender.accent or SIGNAL,
        address=address,
        footer=footer,
        otherwise=translate(_("If the button does not work, open this address:")),
        language=language,
    )
    return Rendered(words.subject, _plain(words, address, footer, sender), html)


def _(text: str) -> str:
    """Mark a sentence for the translators' catalog."""
    return text


def _plain(words: Words, address: str, footer: str, sender: Sender) -> str:
    """Write the plain text; an address stays whole on a line of its own."""
    parts = [_wrapped(paragraph) for paragraph in words.paragraphs]
    if address:
        parts.append(f"{words.action}:\n{address}")
    parts.append(f"-- \n{_wrapped(footer)}\n{sender.base_url}")
    return "\n\n".join(parts) + "\n"


def _wrapped(text: str) -> str:
    return textwrap.fill(text, LINE, break_long_words=False, break_on_hyphens=False)


@cache
def _template() -> Template:
    # Not one of the pages' templates: mail programs need styles on the elements, pages refuse them.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("letter.html")
