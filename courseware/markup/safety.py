"""The last gate: an allow-list of elements, attributes, classes and URLs. Nothing else leaves."""

from __future__ import annotations

import nh3

from courseware.markup.tex import CLASSES

_PROSE = (
    "a b blockquote br code details div em figcaption figure h2 h3 h4 h5 h6 hr i img li ol p pre "
    "section strong summary table tbody td th thead tr ul"
)
_MATHML = (
    "math mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup "
    "mtable mtd mtext mtr munder munderover"
)
_TAGS = frozenset(f"{_PROSE} {_MATHML}".split())

_MATH_ATTRIBUTES = (
    "accent accentunder columnspan depth display displaystyle form height largeop linethickness "
    "lspace mathvariant maxsize minsize movablelimits rspace scriptlevel stretchy symmetric "
    "voffset width"
)
_ATTRIBUTES = {
    **{tag: set(_MATH_ATTRIBUTES.split()) for tag in _MATHML.split()},
    **{tag: {"id"} for tag in ("h2", "h3", "h4", "h5", "h6", "li")},
    "a": {"aria-label", "href", "rel"},
    "div": {"aria-label"},
    "img": {"alt", "loading", "src"},
    "ol": {"start"},
    "section": {"aria-labelledby"},
}
_VALUES = {
    "div": {"role": {"group", "note", "region"}, "tabindex": {"0"}},
    "th": {"scope": {"col"}},
}
_ALIGNED = {"left", "center", "right"}
_CLASSES = {
    **{tag: set(CLASSES) for tag in _MATHML.split()},
    "code": {"code"},
    "details": {"answer"},
    "div": {"math", "note", "scroll"},
    "figure": {"figure"},
    "li": {"step"},
    "p": {"step-count", "step-nav"},
    "section": {"steps"},
    "td": _ALIGNED,
    "th": _ALIGNED,
}


def is_safe_url(url: str) -> bool:
    """Say whether a URL may stand in a page: https, a place on this site, or one on this page."""
    on_site = url.startswith("/") and not url.startswith(("//", "/\\"))
    return (on_site or url.startswith(("https://", "#"))) and url.isprintable() and " " not in url


def clean(html: str) -> str:
    """Return `html` with only what the lists above allow; whatever else it holds is dropped."""
    return _CLEANER.clean(html)


def _checked(_tag: str, attribute: str, value: str) -> str | None:
    if attribute not in {"href", "src"}:
        return value
    if attribute == "src" and not value.startswith("/"):
        return None
    return value if is_safe_url(value) else None


_CLEANER = nh3.Cleaner(
    tags=set(_TAGS),
    attributes=_ATTRIBUTES,
    attribute_filter=_checked,
    tag_attribute_values=_VALUES,
    allowed_classes=_CLASSES,
    url_schemes={"https"},
    link_rel=None,
    clean_content_tags={"script", "style", "svg", "template", "iframe", "noscript"},
)
