"""The guide for authors lists every function that an expression may call, with its arguments."""

from __future__ import annotations

import re
from inspect import Signature, signature

from courseware.calculation.formula_functions import CONSTANTS, FORMULA_FUNCTIONS, TOPICS
from courseware.calculation.functions import FUNCTIONS
from courseware.config import PROJECT
from courseware.quizzes.kinds.points import RULES

GUIDE = (PROJECT / "docs" / "authoring.md").read_text(encoding="utf-8")


def written(formula, name):
    """Return a call as the guide writes it: the arguments by name, with the values they have if left out."""
    bare = [one.replace(annotation=one.empty) for one in signature(formula).parameters.values()]
    return f"{name}{Signature(bare)}"


def test_the_formulas_are_those_of_the_authors_guide():
    listed = GUIDE.partition("### Formulas by topic")[2].partition("\n## ")[0]
    titles = re.findall(r"^- \*\*(.+?)\.\*\*", listed, re.MULTILINE)
    assert titles == list(TOPICS)
    for title, text in zip(titles, listed.split("\n- **")[1:], strict=True):
        calls = [written(one, one.__name__) for one in TOPICS[title]]
        of_charts = [written(one, name) for name, one in CONSTANTS.items()]
        wanted = calls + of_charts * (title == "Control charts")
        assert sorted(re.findall(r"`(\w+\(.*?\))`", text)) == sorted(wanted)


def test_the_plain_functions_are_those_of_the_authors_guide():
    assert set(FUNCTIONS) - set(FORMULA_FUNCTIONS) == {
        *re.search(r"^- `(min [a-z ]+)` \(of a sample\)", GUIDE, re.MULTILINE)[1].split()
    }


def test_the_rules_for_points_of_a_chart_are_those_of_the_authors_guide():
    assert {*RULES} == {*re.findall(r"^\| `(\w+)\(d\)` \|", GUIDE, re.MULTILINE)}
    assert RULES.keys() <= FUNCTIONS.keys()
