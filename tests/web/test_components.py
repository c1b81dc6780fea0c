"""Components as pages use them: what they say, what they escape, and what they promise to pages."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.nodes import Macro
from wtforms import Form, StringField, validators

from courseware.credentials.printed import LABELS, Field
from courseware.quizzes.kinds.feedback import Feedback, OptionFeedback, Solution
from courseware.quizzes.kinds.public import PublicOption, PublicQuestion
from courseware.quizzes.kinds.registry import KINDS
from courseware.web import TEMPLATES
from courseware.web.language import kept
from courseware.web.matrix_row import cell_body, cell_head, row
from courseware.web.pages import use_assets
from courseware.words import Reason

HOSTILE = "<b>x</b>\"'"
ESCAPED = "&lt;b&gt;x&lt;/b&gt;&#34;&#39;"
_MACRO = re.compile(r"`([a-z][a-z_]*)\(([^)]*)\)`")


@pytest.fixture(scope="module")
def jinja() -> Environment:
    one = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(), undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    one.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    use_assets(one, lambda path: f"/assets/{path}")
    one.globals["csrf_token"] = lambda: "t0ken"
    one.globals["kept"] = kept
    one.globals["say"] = Reason.sentence
    return one


def show(jinja: Environment, file: str, call: str, **values: Any) -> str:
    macro = call.split("(", 1)[0]
    text = f'{{% from "{file}" import {macro} %}}{{{{ {call} }}}}'
    return jinja.from_string(text).render(**values)


class NameForm(Form):
    name = StringField("Name", [validators.InputRequired("Type the name.")])


def test_the_list_of_macros_is_what_the_files_define(jinja: Environment) -> None:
    """Pages are written against README.md, so it may not say anything else than the macros."""
    readme = (TEMPLATES / "components/README.md").read_text("utf-8")
    lines = re.findall(r"^\| `([a-z_]+\.html)` \| (.*) \|$", readme, re.MULTILINE)
    assert {file for file, _ in lines} == {
        p.name for p in (TEMPLATES / "components").glob("*.html")
    }
    for file, text in lines:
        told = dict(_MACRO.findall(text))
        tree = jinja.parse((TEMPLATES / "components" / file).read_text("utf-8"))
        defined = {
            macro.name: [arg.name for arg in macro.args]
            for macro in tree.find_all(Macro)
            if not macro.name.startswith("_")
        }
        listed = {
            name: [re.split(r"\s*=", arg)[0].strip() for arg in args.split(",") if arg.strip()]
            for name, args in told.items()
        }
        listed = {name: [a for a in args if a != "**attributes"] for name, args in listed.items()}
        assert listed == defined, file


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_each_kind_of_question_has_a_template_that_asks_and_explains(
    jinja: Environment, kind: str
) -> None:
    module = jinja.get_template(f"kinds/{kind}.html").make_module()
    assert callable(module.ask)  # type: ignore[attr-defined]  # a macro
    assert callable(module.explain)  # type: ignore[attr-defined]  # a macro


@pytest.mark.parametrize(("kind", "control"), [("single", "radio"), ("multi", "checkbox")])
def test_a_saved_choice_is_checked_and_no_other(
    jinja: Environment, kind: str, control: str
) -> None:
    options = (PublicOption("1", "One"), PublicOption("2", "Two"))
    question = PublicQuestion(3, kind, "<p>Which?</p>", ("",), options)
    html = show(
        jinja, f"kinds/{kind}.html", "ask(question=q, name='slot-3', raw=raw)",
        q=question, raw={"": ["2"]},
    )  # fmt: skip
    fields = re.findall(rf'<input type="{control}" name="slot-3" value="(\d)" (checked)?>', html)
    assert fields == [("1", ""), ("2", "checked")]
    assert "<p>Which?</p>" in html


def test_what_a_learner_typed_stays_text(jinja: Environment) -> None:
    question = PublicQuestion(1, "numeric", "How many?", ("", "unit"), (), ("h", "min"))
    html = show(
        jinja, "kinds/numeric.html", "ask(question=q, name='slot-1', raw=raw)",
        q=question, raw={"": [HOSTILE], "unit": ["min"]},
    )  # fmt: skip
    assert f'value="{ESCAPED}"' in html
    assert '<option value="min" selected>' in html
    told = Feedback(Solution(right="3.3 h"), HOSTILE, (), Reason("number.blank"), "Because.")
    html = show(jinja, "kinds/numeric.html", "explain(feedback=f, no=1)", f=told)
    assert ESCAPED in html
    assert "Type a number." in html


def test_every_option_is_explained_in_words_not_by_color_alone(jinja: Environment) -> None:
    cases = {
        (True, True): "Right, and you chose it",
        (True, False): "Right, but not chosen",
        (False, True): "Not right, and you chose it",
        (False, False): "Not right, and not chosen",
    }
    options = (
        *(OptionFeedback("Option", "Why", *case) for case in cases),
        OptionFeedback("Option", "Why", is_right=False, is_chosen=True, is_part=True),
    )
    html = show(
        jinja, "kinds/multi.html", "explain(feedback=f, no=1)",
        f=Feedback(Solution(options), "", (), None, "The rule."),
    )  # fmt: skip
    wanted = [*cases.values(), "Partly right, and you chose it"]
    assert re.findall(r'explained-words">([^<]+)<', html) == wanted


def test_an_error_is_tied_to_its_field_and_linked_from_the_summary(jinja: Environment) -> None:
    form = NameForm()
    form.validate()
    html = show(jinja, "components/form.html", "field(field=f.name, hint='As printed.')", f=form)
    assert 'aria-describedby="name-hint name-error"' in html
    assert 'aria-invalid="true"' in html
    summary = show(jinja, "components/form.html", "errors(form=f)", f=form)
    assert 'role="alert"' in summary
    assert '<a href="#name">Name: Type the name.</a>' in summary
    assert show(jinja, "components/form.html", "errors(form=f)", f=NameForm(name="Ada")) == ""


def test_a_one_button_form_carries_the_token_and_its_fields(jinja: Environment) -> None:
    html = show(
        jinja, "components/form.html", "post_button(url='/go', label='Go', fields={'a': v})",
        v=HOSTILE,
    )  # fmt: skip
    assert 'name="csrf_token" value="t0ken"' in html
    assert f'name="a" value="{ESCAPED}"' in html


def test_each_station_says_its_state_in_words(jinja: Environment) -> None:
    states = {"passed": "passed", "now": "you are here", "open": "open", "locked": "locked"}
    stations = [
        {"number": n, "title": HOSTILE, "track": "mp", "state": state, "side": "", "lines": [], "url": None}
        for n, state in enumerate(states, 1)
    ]  # fmt: skip
    html = show(jinja, "components/route.html", "route(stations=s)", s=stations)
    assert re.findall(r'unseen">([^<]+)<', html) == list(states.values())
    assert HOSTILE not in html


def test_a_certificate_shows_every_printed_field_once_or_more(jinja: Environment) -> None:
    codes = [code for code in LABELS if not code.startswith("module")]
    fields = [Field(code, f"value of {code}") for code in codes]
    for number in (1, 2):
        fields += [Field("module", f"Module {number}", number), Field("module.passed", f"Day {number}", number)]  # fmt: skip
    html = show(
        jinja, "components/certificate.html", "certificate(fields=f, tracks=['cp'])", f=fields
    )
    assert [one.value for one in fields if one.value not in html] == []
    assert html.index("Day 1") < html.index("Module 2") < html.index("Day 2")


def test_a_matrix_is_a_table_with_heads_for_rows_and_columns(jinja: Environment) -> None:
    cells = cell_head(HOSTILE) + cell_body("late", HOSTILE, HOSTILE)
    html = show(
        jinja, "components/table.html", "matrix(caption='C', columns=c, body=b)",
        c=[(HOSTILE, "1 Start")], b=row(HOSTILE, "/people/1", cells),
    )  # fmt: skip
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1
    assert f'data-label="{ESCAPED}" title="{ESCAPED}"' in html
    assert f'<a href="/people/1">{ESCAPED}</a>' in html
    assert HOSTILE not in html


@pytest.mark.parametrize("kind", ["done", "part", "open", "locked", "late", "none"])
def test_a_cell_shows_a_state_as_the_component_does(jinja: Environment, kind: str) -> None:
    state = show(jinja, "components/state.html", "state(kind=k, text=t)", k=kind, t=HOSTILE)
    assert cell_body(kind, HOSTILE) == f">{state.strip()}</td>"


def test_the_reason_of_a_cell_is_text_because_a_tip_is_for_mice_only() -> None:
    assert f'<span class="cell-why">{ESCAPED}</span></td>' in cell_body("late", "due", HOSTILE)


def test_a_roll_escapes_people_and_what_is_said_of_them(jinja: Environment) -> None:
    entries = [{"title": HOSTILE, "url": "/people/1", "value": HOSTILE}]
    html = show(jinja, "components/people.html", "roll(entries=e)", e=entries)
    assert html.count(ESCAPED) == 2
    assert HOSTILE not in html
