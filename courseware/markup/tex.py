"""TeX → MathML without inline styles, which the pages' Content-Security-Policy would drop."""

from __future__ import annotations

import re
from difflib import get_close_matches

from math_core import LatexError, LatexToMathML

from courseware.markup.tex_commands import COMMANDS, ENVIRONMENTS

LONGEST = 2_000
"""Characters of one formula."""

_CONVERTER = LatexToMathML(fancy_error=False, max_expansions=100)

_CLASSES = {
    "text-align: right;justify-items: end;padding-right: 0;": "tex-right",
    "text-align: left;justify-items: start;padding-left: 0;": "tex-left",
    "text-align: left;justify-items: start;padding-right: 0;": "tex-case",
    "text-align: left;justify-items: start;padding-right: 0;padding-left:1em;": "tex-condition",
    "text-align: left;justify-items: start;": "tex-start",
    "text-align: right;justify-items: end;": "tex-end",
    "margin-left:-0.16666667em;": "tex-back",
}
"""Every style that may come out of the converter → the class that the style sheet gives its look."""

CLASSES = frozenset(_CLASSES.values())

_COMMAND = re.compile(r"\\([A-Za-z]+|.)", re.DOTALL)
_ENVIRONMENT = re.compile(r"\\(?:begin|end)\s*\{([^{}]*)\}")
_STYLE = re.compile(r'(<m[a-z]+\b[^<>]*?) style="([^"<>]*)"')
_OFFSET = re.compile(r"^\d+: ")
_INSTEAD = {
    "href": "Write the link in Markdown, outside the formula.",
    "ce": r"Write a chemical formula as \text{CO}_2.",
    "SI": r"Write number and unit as 5\ \text{kg}.",
    "si": r"Write the unit as \text{kg}.",
    **dict.fromkeys(("def", "let", "newcommand"), "A formula defines no commands: write it out."),
    **dict.fromkeys(("color", "textcolor"), "A formula has the color of its text."),
    "val": r"A value is \val{name} with a name that `given` or `let` defines.",
}
_ORDINARY = r"Use ordinary TeX such as \frac, \times, \div, \text, \sum, \sqrt, \le, aligned."


class TexError(ValueError):
    """A formula that cannot be shown: what is wrong, and in `mend` what to write instead."""

    def __init__(self, message: str, mend: str = _ORDINARY) -> None:
        super().__init__(message)
        self.mend = mend


def mathml(tex: str, *, display: bool = False) -> str:
    """Return a formula as a `<math>` element; raise TexError if it holds what we do not show."""
    if len(tex) > LONGEST:
        raise TexError(f"This formula is longer than {LONGEST:,} characters.", "Divide it.")
    _check_names(tex)
    try:
        markup = _CONVERTER.convert_with_local_state(tex, displaystyle=display)
    except LatexError as error:
        said = _OFFSET.sub("", str(error))
        raise TexError(f"This formula cannot be read: {said}") from None
    return _STYLE.sub(_with_class, markup)


def _check_names(tex: str) -> None:
    for name in _COMMAND.findall(tex):
        if name not in COMMANDS:
            raise TexError(f"The TeX command \\{name} is not known here.", _instead(name))
    for name in _ENVIRONMENT.findall(tex):
        if name not in ENVIRONMENTS:
            known = ", ".join(sorted(ENVIRONMENTS))
            raise TexError(f"The TeX environment “{name}” is not known here.", f"Use {known}.")


def _instead(name: str) -> str:
    if name in _INSTEAD:
        return _INSTEAD[name]
    near = get_close_matches(name, COMMANDS, 1)
    return f"Did you mean \\{near[0]}?" if near else _ORDINARY


def _with_class(found: re.Match[str]) -> str:
    name = _CLASSES.get(found[2])
    if name is None:
        raise TexError("This formula asks for a rule or a layout that pages do not have.")
    return f'{found[1]} class="{name}"'
