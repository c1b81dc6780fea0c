"""Numbers of people: reading what a learner typed, and showing a value as text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal

from courseware.calculation.values import ExpressionError, Value, exact, settled_number
from courseware.words import Reason

LIMIT = 40
MAX_EXPONENT = 30


@dataclass(frozen=True, slots=True)
class Typed:
    """A number as it was typed: its exact value and how many significant figures were written."""

    value: Decimal
    figures: int


# What people's keyboards and spreadsheets put for the same sign. Not NFKC for all of Unicode: it
# would read 10³ as 103.
_SAME = {
    **{0xFF01 + offset: 0x21 + offset for offset in range(94)},  # full-width ！ to ～
    **dict.fromkeys(map(ord, "\u2212\u2010\u2011\u2012\u2013\ufe63"), "-"),
    **dict.fromkeys(map(ord, "\u200b\u200e\u200f\u2060\ufeff")),  # invisible marks
}
_TYPED = re.compile(
    r"""(?P<sign>[+-]?)[ ]?
    (?P<whole>\d{1,3}(?:[ ]\d{3})+|\d{1,3}(?:,\d{3})+|\d*)
    (?:\.(?P<part>\d*))?
    (?:[eE](?P<exponent>[+-]?\d{1,3}))?
    [ ]?(?P<percent>%?)""",
    re.ASCII | re.VERBOSE,
)
_LEADING_ZEROS = re.compile(r"(?<![\d.])0+(?=\d)", re.ASCII)
_LONE_COMMA = re.compile(r"[^,.]*,\d[^,.]*", re.ASCII)
_SPEC = re.compile(r"(?P<comma>,?)(?:\.(?P<digits>\d{1,2})(?P<kind>[f%g]))?", re.ASCII)
_WIDE = Context(prec=500, rounding=ROUND_HALF_UP)


def read_number(typed: str, percent_unit: bool = False) -> Typed | Reason:
    """Return the number a learner typed, or the reason to ask again; never raises, never guesses.

    Read are 1234.5, 1 234.5, 1,234.5, 1.2e3, any common minus sign and spaces of every width. A lone
    comma could be either sign, so it is asked back. A trailing % is just the unit if the answer is
    asked in percent (`percent_unit`); otherwise it divides by 100.
    """
    text = " ".join(typed.translate(_SAME).split())
    if not text:
        return Reason("number.blank")
    if len(text) > LIMIT:
        return Reason("number.too_long", {"limit": LIMIT})
    if _LONE_COMMA.fullmatch(text):
        return _ask_about_comma(text)
    parts = _TYPED.fullmatch(text)
    return _typed(parts, percent_unit) if parts else Reason("number.unreadable")


def _ask_about_comma(text: str) -> Reason:
    point, plain = (text.replace(",", sign).replace(" ", "") for sign in (".", ""))
    if not _TYPED.fullmatch(point):
        return Reason("number.unreadable")
    shorter = _LEADING_ZEROS.sub("", plain, count=1)  # 0,75 could be 0.75 or 75, not 075
    return Reason("number.comma", {"typed": text, "point": point, "plain": shorter})


def _typed(parts: re.Match[str], percent_unit: bool) -> Typed | Reason:
    part = parts["part"] or ""
    digits = parts["whole"].replace(",", "").replace(" ", "") + part
    exponent = int(parts["exponent"] or 0)
    if not digits or abs(exponent) > MAX_EXPONENT:
        return Reason("number.unreadable")
    shift = exponent - len(part) - (2 if parts["percent"] and not percent_unit else 0)
    figures = max(1, len(digits.lstrip("0")))
    return Typed(Decimal(f"{parts['sign']}{digits}e{shift}"), figures)


def show(value: Value, spec: str = "") -> str:
    """Return a number as text for readers: at most 12 figures, no exponent, − for minus.

    `spec` is one of `,` `.1f` `,.1f` `.1%` `.3g` (any number of digits, up to 99); ties round away
    from zero, as people do by hand. Raises ExpressionError for another spec or what is no number.
    """
    form = _SPEC.fullmatch(spec)
    if form is None:
        raise ExpressionError(
            f"“{spec}” is not a format. Write one like .1f or , or ,.2f or .1% or .3g."
        )
    if isinstance(value, bool | list):
        kind = "A list" if isinstance(value, list) else "A yes-or-no value"
        raise ExpressionError(f"{kind} cannot be printed; print a number, such as {{rates[0]}}.")
    number = _rounded(settled_number(value), form)
    text = format(number or abs(number), ",f" if form["comma"] else "f")
    return text.replace("-", "−") + ("%" if form["kind"] == "%" else "")


def _rounded(value: float, form: re.Match[str]) -> Decimal:
    if form["kind"] is None:
        return exact(value, 12).normalize(_WIDE)
    number, digits = exact(value), int(form["digits"])
    if form["kind"] == "g":
        return Context(prec=max(1, digits), rounding=ROUND_HALF_UP).plus(number).normalize(_WIDE)
    if form["kind"] == "%":
        number = number.scaleb(2, _WIDE)
    return number.quantize(Decimal(1).scaleb(-digits), context=_WIDE)
