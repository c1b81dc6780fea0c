"""A chart or a table belongs to the question, whatever its kind: no template may lose it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from courseware.gallery import questions
from courseware.quizzes.kinds.public import PublicQuestion
from courseware.quizzes.kinds.registry import KINDS

CHART = '<div class="exhibit">What was measured</div>'
FILE = "/attempts/7/data/3"


def rendered(app: Flask, kind: str, call: str, **values: Any) -> str:
    with app.test_request_context():
        text = f'{{% import "kinds/{kind}.html" as kind %}}{{{{ kind.{call} }}}}'
        return app.jinja_env.from_string(text).render(**values)


def asked(app: Flask, question: PublicQuestion) -> str:
    call = "ask(question=question, name='slot-3', raw={})"
    return rendered(app, question.kind, call, question=question)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_shows_the_chart_once_and_where_its_data_can_be_had(
    app: Flask, kind: str
) -> None:
    question = replace(questions.ASKED[kind][0], exhibit=CHART, data_url=FILE)
    html = asked(app, question)
    assert html.count(CHART) == 1
    assert html.count(f'href="{FILE}"') == 1
    assert html.index(question.ask) < html.index(CHART), "first what is asked"


def test_the_figure_of_a_part_is_there_when_it_is_answered_and_when_it_is_explained(
    app: Flask,
) -> None:
    question, _raw = questions.ASKED["parts"]
    first, *others = question.parts
    first = replace(first, question=replace(first.question, exhibit=CHART))
    assert asked(app, replace(question, parts=(first, *others))).count(CHART) == 1
    feedback = questions.EXPLAINED["parts"][0][2]
    told, *rest = feedback.solution.parts
    told = replace(told, question=replace(told.question, exhibit=CHART))
    feedback = replace(feedback, solution=replace(feedback.solution, parts=(told, *rest)))
    html = rendered(app, "parts", "explain(feedback=feedback, no=3)", feedback=feedback)
    assert html.count(CHART) == 1
