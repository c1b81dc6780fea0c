"""What a browser calls itself, in words: "Firefox on Android"."""

from __future__ import annotations

import re

from courseware.web.language import gettext as _

# The first that fits counts: browsers name their ancestors too. What is stored of the text is
# shortened, so that the end may be missing: Safari is known by "Version/" as well.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("FxiOS/", "Firefox"),
    ("Firefox/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
    ("Safari/", "Safari"),
)
_SYSTEMS = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Macintosh", "macOS"),
    ("Linux", "Linux"),
)
_PLAIN = re.compile(r"[A-Za-z0-9 ._-]{1,30}")


def device_words(user_agent: str) -> str:
    """Return browser and system in words; of one that is not known its own first word, if it is plain."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), None)
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), None)
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    if system:
        return _("A browser on %(system)s") % {"system": system}
    if browser:
        return browser
    first = user_agent.split("/", 1)[0].strip()
    return first if _PLAIN.fullmatch(first) else _("An unknown browser")
