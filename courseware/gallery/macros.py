"""How each component is called, read from the components themselves."""

from __future__ import annotations

from jinja2 import Environment
from jinja2.nodes import Const, Macro, Node

from courseware.web import TEMPLATES


def calls(jinja: Environment) -> dict[str, tuple[str, str]]:
    """Return macro → (its file, its call): "button" → ("components/form.html", "button(label, …)").

    `ask` and `explain` of every kind of question and `put` of every input stand under their own names.
    """
    files = sorted(path for path in TEMPLATES.glob("*/*.html") if path.parent.name != "errors")
    found = {}
    for path in files:
        name = path.relative_to(TEMPLATES).as_posix()
        for macro in jinja.parse(path.read_text("utf-8")).find_all(Macro):
            if not macro.name.startswith("_"):
                of_many = name.startswith(("kinds/", "labs/"))
                shown = name.replace(path.name, "‹name›.html") if of_many else name
                found[macro.name] = (shown, _call(macro))
    return found


def _call(macro: Macro) -> str:
    plain = len(macro.args) - len(macro.defaults)
    defaults: list[Node | None] = [None] * plain + list(macro.defaults)
    shown = [
        arg.name if default is None else f"{arg.name}={_shown(default)}"
        for arg, default in zip(macro.args, defaults, strict=True)
    ]
    return f"{macro.name}({', '.join(shown)})"


def _shown(default: Node) -> str:
    if not isinstance(default, Const):
        return "…"
    return "none" if default.value is None else repr(default.value).lower()
