from __future__ import annotations

import re

import pytest
from markup_examples import html, judged

from courseware.markup.safety import clean
from courseware.markup.tex import CLASSES, LONGEST, TexError, mathml
from courseware.markup.tex_commands import COMMANDS, ENVIRONMENTS

ARGUMENTS = {
    **dict.fromkeys(
        ("frac", "dfrac", "tfrac", "binom", "overset", "underset", "stackrel"), "{a}{b}"
    ),
    **dict.fromkeys(("big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr"), "("),
}
PAIRS = {
    "left": r"\left(a\right)",
    "right": r"\left[a\right]",
    "middle": r"\left(a\middle|b\right)",
    "begin": r"\begin{aligned}a\end{aligned}",
    "end": r"\begin{cases}a\end{cases}",
    "limits": r"\sum\limits_i",
    "nolimits": r"\sum\nolimits_i",
}


def example(name: str) -> str:
    return PAIRS.get(name) or f"\\{name}{ARGUMENTS.get(name, '{a}' if name.isalpha() else '')}"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_allowed_command_becomes_mathml_that_the_gate_keeps_whole(name: str) -> None:
    shown = mathml(example(name))
    assert " style=" not in shown
    assert re.findall(r"<(\w+)", clean(shown)) == re.findall(r"<(\w+)", shown)
    assert set(re.findall(r'class="([^"]*)"', shown)) <= CLASSES


@pytest.mark.parametrize("name", sorted(ENVIRONMENTS))
def test_every_allowed_environment_lines_up_without_inline_styles(name: str) -> None:
    columns = "{lr}" if name == "array" else ""
    cell = "a" if name == "gathered" else "a & b"
    shown = mathml(rf"\begin{{{name}}}{columns} {cell} \\ {cell} \end{{{name}}}", display=True)
    assert "<mtable" in shown
    assert " style=" not in shown
    assert clean(shown) == shown


def test_aligned_lines_keep_their_sides_by_class() -> None:
    shown = mathml(r"\begin{aligned} a &= b \\ c &= d \end{aligned}")
    assert re.findall(r'mtd class="([^"]*)"', shown) == ["tex-right", "tex-left"] * 2


@pytest.mark.parametrize(
    ("tex", "mend"),
    [
        (r"\href{javascript:x}{y}", "Write the link in Markdown"),
        (r"\ce{CO2}", r"\text{CO}_2"),
        (r"\SI{5}{kg}", r"5\ \text{kg}"),
        (r"\def\a{b}\a", "write it out"),
        (r"\newcommand{\a}{b}", "write it out"),
        (r"\unknown", "Use ordinary TeX"),
        (r"\textcolor{red}{x}", "the color of its text"),
        (r"\fracc{a}{b}", r"Did you mean \frac?"),
        (r"\begin{align}a\end{align}", "Use aligned"),
        (r"\begin{array}{|c|}a\end{array}", "Use ordinary TeX"),
        (r"\frac{a}", "Use ordinary TeX"),
        (r"\val{rate}", "`given` or `let`"),
        ("x" * (LONGEST + 1), "Divide it"),
    ],
)
def test_other_tex_is_refused_with_a_mend(tex: str, mend: str) -> None:
    with pytest.raises(TexError) as refused:
        mathml(tex)
    assert mend in refused.value.mend


def test_text_in_a_formula_cannot_open_an_element() -> None:
    shown = html(r"$\text{<script>alert(1)</script>}$")
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_formula_stands_in_the_line_or_on_its_own() -> None:
    shown = html("So $a+b$:\n\n$$\na \\times b\n$$\n")
    assert "<p>So <math><mi>a</mi>" in shown
    formula = (
        '<div class="math" tabindex="0" role="group" aria-label="Formula"><math display="block">'
    )
    assert formula in shown, "a long formula scrolls, so the keyboard reaches it and hears a name"


@pytest.mark.parametrize("text", ["$5 and $6", "US$ 40", "$40–$60", "5$ or 6$", r"\$a\$"])
def test_money_is_not_a_formula(text: str) -> None:
    assert "<math" not in html(text)


def test_a_broken_formula_is_complained_of_on_its_line_and_left_out() -> None:
    shown, complaints = judged("One $a$\ntwo $\\ce{x}$ three")
    assert shown.count("<math>") == 1
    assert complaints[0][0] == 2


def test_two_dollars_inside_a_paragraph_are_complained_of() -> None:
    assert "inside a paragraph" in judged("So $$a$$ is")[1][0][1]


def test_only_so_many_formulas_are_converted_and_that_is_said_once() -> None:
    shown, complaints = judged("$a$ " * 600)
    assert shown.count("<math>") == 500
    assert len(complaints) == 1
