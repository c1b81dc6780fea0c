from __future__ import annotations

import importlib
import inspect
import pkgutil
import re

import pytest

import courseware.formulas

WITHOUT_FORMULAS = ("guards", "rounding", "card")
TOPICS = [
    importlib.import_module(f"courseware.formulas.{found.name}")
    for found in pkgutil.iter_modules(courseware.formulas.__path__)
    if not found.name.startswith(WITHOUT_FORMULAS)
]
FORMULAS = {
    f"{topic.__name__.rsplit('.', 1)[1]}.{name}": value
    for topic in TOPICS
    for name, value in vars(topic).items()
    if inspect.isfunction(value) and value.__module__ == topic.__name__ and not name.startswith("_")
}


def ids_of(formula):
    """Return the ids of formulas that a docstring names in its first sentence."""
    return re.findall(r"F\d\d", inspect.getdoc(formula).split("\n\n")[0])


@pytest.mark.parametrize("formula", FORMULAS.values(), ids=FORMULAS)
def test_each_formula_tells_its_id_its_errors_and_its_source(formula):
    doc = inspect.getdoc(formula)
    assert re.search(r"\(F\d\d", doc)
    assert "Source: " in doc
    assert "Raises ValueError" in doc
