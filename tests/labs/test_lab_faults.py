"""What an author can do wrong in a lab: each fault has its message, its line and a way to mend it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from courseware.labs.chart_words import KINDS as CHARTS
from courseware.labs.fitting import check_fit
from courseware.labs.given import Given, Model, Result
from courseware.labs.inputs.registry import TYPES
from courseware.labs.kinds import KINDS
from courseware.problems import Report
from tests.labs.lab_examples import EXAMPLES, example, read

# kind of the example; what is replaced; by what; what is said; the text that stands on its line
FAULTS = [
    # the whole
    ("explorer", "intro:", "introduction:", "`introduction` is not known here", "introduction:"),
    ("explorer", "kind: explorer", "kind: exploder", "The kind “exploder” is not known", "kind:"),
    ("explorer", "minutes: 10", "minutes: soon", "`minutes` is “soon”", "minutes:"),
    ("explorer", "minutes: 10", "minutes: 0012000", "`minutes` is “0012000”", "minutes:"),
    ("explorer", "[O1]", "[O1, O7]", "“O7” is not known", "outcomes:"),
    ("calculator", "[F01]", "[F99]", "“F99” is not known", "formulas:"),
    ("explorer", "card: ", "cards: ", "`card` is missing", ""),
    # names in expressions and texts
    ("explorer", "rate >= target", "speed >= target", "“speed” has no value here", "when:"),
    ("explorer", "rate >= target", "rate >= (target", "not a complete calculation", "when:"),
    ("explorer", "line_rate(rates)", "line_speed(rates)", "line_speed", "rate: line_speed"),
    ("explorer", "  rates: ", "  press: ", "“press” has a value already", "  press: "),
    ("explorer", "  rates: ", "  the rates: ", "“the rates” cannot name a value", "  the rates: "),
    ("explorer", "Make {target}", "Make {goal}", "“goal” is not known here", "text: "),
    ("explorer", "Make {target}", "Make {rate}", "“rate” is not known here", "text: "),
    ("explorer", "weld cell stand", "{rate} stand", "“rate” is not known here", "intro:"),
    ("explorer", "You take half", "You take {rate}", "“rate” is not known here", "ask: "),
    ("explorer", "It sets the pace: {rates[1]:.3g}", "{rate[1]}", "one number, not a list", "inputs"),
    ("explorer", "{rate:.3g}, {target}", "{rate:.3q}, {target}", "“.3q” is not a format", "wrong: "),
    ("explorer", "{rate:.3g}, {target}", "{rate.real}", "is not a place for a value", "wrong: "),
    ("explorer", "Make {target}", "Make {target", "is not a place for a value", "text: "),
    # inputs
    ("explorer", "type: number, label: Press", "type: knob, label: Press", "“knob” is no type", "press:"),
    ("explorer", "min: 20, max: 60, start: 40", "min: 60, max: 20", "`min` is not below `max`", "press:"),
    ("explorer", "min: 20, max: 60, start: 40", "min: 1_0, max: 20", "`min` is no number", "press:"),
    ("explorer", "min: 20, max: 60, start: 40", "min: 0, max: 1e13", "`max` is no number", "press:"),
    ("explorer", "min: 20, max: 60, start: 40", "min: 0, max: 9, step: 0", "`step` is not above 0", "press:"),
    ("explorer", "start: 40", "start: fast", "`start` is no value of the case", "press:"),
    ("explorer", "start: 40", "start: 99", "`start` cannot stand there in case 0", "press:"),
    ("explorer", "start: 40", "start: target, max: 33", "“max” stands twice", "press:"),
    ("explorer", "max: 60, start: 40", "max: 31, start: target", "`start` cannot stand there in case", "press:"),
    ("explorer", "      press:", "      target:", "“target” is taken", "      target:"),
    ("explorer", "      press:", "      my press:", "“my press” cannot name an input", "      my press:"),
    ("builder", "most: 2,", "most: 9,", "`most` is “9”", "tools:"),
    ("builder", "start: press", "start: paint", "`start` names no option", "area:"),
    ("builder", "{gauge: Gauge,", '{"": Gauge,', "cannot be an id", "tools:"),
    ("builder", "lines: 4", "lines: 40", "`lines` is “40”", "did:"),
    ("builder", "{now: Now,", '{"right now": Now,', "“right now” cannot be an id", "columns:"),
    ("builder", "start: 1\n", "start: 5\n", "`start` is no number within the bounds", "start: 5"),
    ("builder", "most: 3", "most: 13", "`most` is “13”", "most: 13"),
    ("builder", "type: date}", "type: day}", "A column cannot be “day”", "by:"),
    ("builder", "label: Who, type: choice, ", "label: Who, ", "`options` belong to a choice", "who:"),
    ("builder", 'what: "What"', "what: {title: What}", "`title` is not known here", "what:"),
    ("sorter", "right: waste,", "right: wast,", "“wast” is no place", "wait:"),
    ("sorter", "right: [waste, work]", "right: [{a: b}]", "is no place", "check:"),
    ("sorter", "right: waste,", "right: {a: b},", "is no place", "wait:"),
    ("sorter", 'feedback: "Nobody', 'feedbak: "Nobody', "`feedbak` is not known here", "wait:"),
    ("sorter", 'text: "Waiting for a truck"', 'texts: "Waiting"', "An item needs a text", "wait:"),
    ("sorter", "wait: {", '"a b": {', "“a b” cannot be an id", '"a b":'),
    # a talk
    ("talk", "to: why", "to: wy", "There is no scene “wy”", "to: wy"),
    ("talk", "to: plan", "to: door", "can go round in circles", "scenes:"),
    ("talk", "to: plan", "to: wall", "No option leads to “plan”", "plan:"),
    ("talk", "harms: yes", "harms: maybe", "The harms “maybe” is not known", "harms: maybe"),
    ("talk", "points: 3", "points: 11", "`points` is “11”", "points: 11"),
    # results
    ("explorer", "{name: flow,", "{name: flaw,", "There is no value “flaw”", "{name: flaw,"),
    ("explorer", 'form: ".2f"', 'form: "2f"', "“2f” is not a format", "{name: flow,"),
    ("board", 'near: "You have', 'nearly: "You have', "The model never says “nearly”", "nearly:"),
    ("board", 'near: "You have', 'nearly: "You have', "`notes` lacks “near”", "notes:"),
    ("board", "{share:.0%} of the best rate. More", "{part:.0%}. More", "“part” is not known", "near:"),
    ("board", "{share:.0%} of the best rate. More", "{share[0]}. More", "not a list", "near:"),
    ("board", "rows: compared", "rows: compare", "The model makes no table “compare”", "rows: compare"),
    ("board", "columns: [Line, Parts a minute]", "columns: [Line]", "has 2 columns; here are 1", "rows:"),
    ("explorer", "  - bars: rates", "  - bars: rate", "is no list of numbers", "inputs: {}"),
    ("explorer", "  - bars: rates", "  - bars: [rates]", "`bars` has the wrong form", "bars:"),
    ("explorer", "  - bars: rates", "  - bars: rats", "There is no value “rats”", "bars:"),
    ("explorer", "  - bars: rates", "  - pie: rates", "Each chart is one of its kinds", "pie:"),
    ("explorer", "    labels: [Press, Weld cell]\n", "", "A chart of bars needs `labels`", "bars:"),
    ("explorer", "[Press, Weld cell]", "[Press]", "2 bars need as many `labels`; here are 1", "inputs"),
    ("explorer", "[Press, Weld cell]", "stations", "no words named “stations”", "labels:"),
    ("explorer", "limit: [rate,", "limt: [rate,", "`limt` is not known in this chart", "limt:"),
    ("explorer", "limit: [rate,", "limit: [speed,", "There is no value “speed”", "limit:"),
    ("explorer", 'limit: [rate, "the line: {rate:.3g}"]', "limit: rate", "has the wrong form", "limit:"),
    ("explorer", "could make, {target}", "could make, {goal}", "“goal” is not known here", 'title: "What'),
    # questions
    ("explorer", 'slowest station", right: yes', 'slowest station"', "No option is right", "options:"),
    ("explorer", 'slowest station", right: yes', 'slowest station", right: maybe', "`right` is “maybe”", "maybe"),
    ("explorer", 'tell: "The line', 'tell: [a, b]\n  to: "The line', "`tell` has the wrong form", "tell:"),
    # keys
    ("explorer", "gives: {rate: 26,", "gives: {rate: 27,", "rate comes to 26, not 27", "gives:"),
    ("explorer", "gives: {rate: 26,", "gives: {rate: fast,", "rate comes to 26, not fast", "gives:"),
    ("explorer", "gives: {rate: 26,", "gives: {speed: 26,", "There is no result “speed”", "gives:"),
    ("explorer", 'flow: "3.46"', "flow: [3.46, 1]", "flow comes to", "gives:"),
    ("explorer", "{weld: target}", "{wield: target}", "There is no input “wield”", "inputs: {wield"),
    ("explorer", "{weld: target}", "{weld: 25}", "This key should pass in case 0", "passes: yes"),
    ("explorer", "{weld: target}", "{weld: {a: 2}}", "“weld” has no part “a”", "inputs: {weld"),
    ("explorer", "{weld: target}", "{weld: [{a: 2}]}", "This key cannot be computed", "inputs: {weld"),
    ("explorer", "{weld: target}", "{weld: fast}", "This key cannot be computed", "inputs: {weld"),
    ("explorer", "inputs: {}", "inputs: {weld: 60}", "should not pass", "passes: no"),
    ("explorer", "passes: no", "passes: never", "`passes` is “never”", "passes: never"),
    ("explorer", "passes: yes", "case: 1\n    passes: yes", "No key passes case 0", "keys:"),
    ("explorer", "passes: yes", "case: ²\n    passes: yes", "There is no case ²", "case:"),
    ("explorer", "passes: yes", "case: 2\n    passes: yes", "There is no case 2", "case:"),
    ("talk", 'way: "2,1"', 'path: "2,1"', "“lin” has no part “path”", "inputs:"),
    ("sorter", "check: work}}", "chek: work}}", "“cards” has no part “chek”", "inputs:"),
    ("board", "    inputs:\n      jobs:", "    inputs:\n      " + "j" * 41 + ": {type: date, label: D}\n      jobs:", "cannot name an input", "jjj"),
    ("board", 'feedback: "A card lets it in."', 'feedbak: "A card lets it in."', "`feedbak` is not known here", "feedbak:"),
    ("explorer", "when: rate >= target", "when: rates", "This key should pass in case 0", "passes: yes"),
    # the model
    ("board", "model: card_line", "model: card_lines", "There is no model “card_lines”", "model:"),
    ("board", "stations: 4", "machines: 4", "The model card_line needs “stations”", "model:"),
    ("simulation", "      cards: {type", "      tickets: {type", "needs an input “cards” of the type number", "steps:"),
    ("board", "stations: 4", "stations: 4\n  line_time: 7", "“line_time” has two meanings", "line_time:"),
    ("board", "stations: 4", "stations: 4\n  jobs_right: 7", "“jobs_right” has two meanings", "jobs:"),
    ("simulation", "stations: 4", "stations: [4, 4]", "cannot use what this file gives it", "inputs: {}"),
    ("simulation", "stations: 4", "stations: 0", "This key cannot be computed", "inputs: {}"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "old", "new", "said", "at"), FAULTS, ids=[f"{row[0]}: {row[2][:40]}" for row in FAULTS]
)
def test_a_fault_says_what_and_where(kind: str, old: str, new: str, said: str, at: str) -> None:
    assert EXAMPLES[kind].count(old) >= 1, "the example has changed"
    text = EXAMPLES[kind].replace(old, new, 1)
    lab, problems = read(text)
    assert lab is None
    found = [one for one in problems if said in str(one)]
    assert found, "\n".join(map(str, problems))
    lines = text.splitlines()
    assert any(at in lines[one.line - 1] for one in found), [str(one) for one in found]


def without(kind: str, word: str) -> str:
    """Return an example without one of its entries."""
    kept, drops = [], False
    for line in EXAMPLES[kind].splitlines(keepends=True):
        if not line.startswith((" ", "-")):
            drops = line.startswith(f"{word}:")
        kept += [] if drops else [line]
    return "".join(kept)


@pytest.mark.parametrize(
    ("kind", "word"), [(kind, word) for kind, known in KINDS.items() for word in known.needs]
)
def test_a_lab_has_what_its_kind_is_made_of(kind: str, word: str) -> None:
    lab, problems = read(without(kind, word))
    assert lab is None
    assert problems


def test_a_sorter_without_anything_to_sort_is_none() -> None:
    text = EXAMPLES["explorer"].replace("kind: explorer", "kind: sorter")
    said = "A sorter has an input of the type place."
    assert [one.message for one in read(text)[1]] == [said]


def test_another_file_with_an_error_does_not_spare_the_keys() -> None:
    """The report is one for a whole module: what is wrong elsewhere has no say here."""
    from courseware.content.labs import read_lab_file  # noqa: PLC0415 - only here
    from tests.labs.lab_examples import plain  # noqa: PLC0415 - only here

    report = Report()
    report.source("quiz.yaml").error("Something else is wrong.")
    text = EXAMPLES["explorer"].replace("{weld: target}\n    passes: yes", "{}\n    passes: no")
    lab = read_lab_file("x", "x.yaml", text, report, outcomes=("O1",), render=plain())
    assert lab is None
    assert any("No key passes" in one.message for one in report.problems)


# ---------------------------------------------------------------- a model and its lab


def nothing(_given: Given) -> Result:
    return Result()


def misfits(kind: str, model: Model) -> list[str]:
    report = Report()
    check_fit(replace(example(kind), model="a_model"), model, report.source("x.yaml"))
    return [f"{one.message} {one.mend}" for one in report.problems]


@pytest.mark.parametrize(
    ("model", "said"),
    [
        (Model(nothing, {"queue": "order"}, case=("stations",)), []),
        (Model(nothing, {"stations": "number"}), []),  # a number may be one of the case
        (
            Model(nothing, {"queue": "place"}),
            ["The model a_model needs “queue” to be of the type place, not order. Write `type: place`."],
        ),
        (
            Model(nothing, {"moves": "order"}),
            [
                "The model a_model needs an input “moves” of the type order. "
                "Write `moves: {type: order, …}` under the `inputs` of a step."
            ],
        ),
        (
            Model(nothing, {}, case=("takt",)),
            ["The model a_model needs “takt”. Write `takt: …` in `given` or `let`."],
        ),
        (
            Model(nothing, {"queue": "order"}, facts={"queue": ("seconds",)}),
            ["The model a_model needs “seconds” of each item. Write `seconds: …` beside its text."] * 3,
        ),
        (
            Model(nothing, {}, values=("stations",)),
            [
                "“stations” has two meanings: the case, an input or the model give it a value too. "
                "Rename one."
            ],
        ),
    ],
)  # fmt: skip
def test_a_model_finds_all_that_it_needs(model: Model, said: list[str]) -> None:
    assert misfits("board", model) == said


# ---------------------------------------------------------------- bounds


def counted(kind: str, old: str, new: str) -> str:
    return "\n".join(map(str, read(EXAMPLES[kind].replace(old, new, 1))[1]))


def test_a_lab_is_no_larger_than_a_page_can_send() -> None:
    rows = ", ".join(f"r{no}: Row" for no in range(40))
    grids = "".join(
        f"      g{no}: {{type: grid, label: G, rows: {{{rows}}}, columns: {{a: A, b: B}}, min: 0, max: 4}}\n"
        for no in range(5)
    )
    found = counted("sorter", "      cards:\n", grids + "      cards:\n")
    assert "The page of this lab has 403 fields; 390 can be sent together." in found


@pytest.mark.parametrize(
    ("kind", "old", "many", "said"),
    [
        ("explorer", "  rate: line", "".join(f"  c{n}: {n}\n" for n in range(61)) + "  rate: line", "at most 60"),
        ("explorer", "  - bars: rates", "  - run: rates\n" * 8 + "  - bars: rates", "at most 8 charts"),
        ("explorer", "  - {name: rate,", "  - {name: rate, label: x}\n" * 20 + "  - {name: rate,", "at most 20"),
        ("explorer", "  - when: rate", "  - {when: rate, right: x, wrong: y}\n" * 20 + "  - when: rate", "at most 20"),
        ("sorter", "  - title: ", "  - {title: x, inputs: {}}\n" * 12 + "  - title: ", "at most 12 steps"),
        ("explorer", "  - inputs: {}", "  - {inputs: {}, passes: no}\n" * 200 + "  - inputs: {}", "at most 400"),
    ],
)  # fmt: skip
def test_nothing_in_a_lab_is_without_end(kind: str, old: str, many: str, said: str) -> None:
    assert said in counted(kind, old, many)


def test_as_many_as_there_may_be_are_taken() -> None:
    more = "  - {name: rate, label: x}\n" * (20 - len(example("explorer").outputs))
    assert "at most" not in counted("explorer", "  - {name: rate,", more + "  - {name: rate,")


def test_many_keys_of_many_cases_are_worked_through() -> None:
    many = "  - {inputs: {}, passes: no}\n" * 18 + "  - inputs: {}"
    text = EXAMPLES["explorer"].replace("pick 30 34", "30..49").replace("  - inputs: {}", many, 1)
    text = text.replace("{weld: target}", "{weld: target, press: 60}")
    lab, problems = read(text)
    assert lab is not None, problems
    assert len(lab.cases) == 20


def test_numbers_without_end_in_a_file_cost_nothing() -> None:
    for huge in ("1e999999999", "9" * 140, "1e-999999999"):
        item = f'wait: {{weight: {huge}, text: "Waiting for a truck"'
        read(EXAMPLES["sorter"].replace('wait: {text: "Waiting for a truck"', item))
        read(EXAMPLES["explorer"].replace("max: 60, start: 40", f"max: {huge}"))
        read(EXAMPLES["explorer"].replace("gives: {rate: 26,", f"gives: {{rate: {huge},"))


def test_every_kind_has_its_example_and_every_type_is_in_one() -> None:
    assert EXAMPLES.keys() == KINDS.keys()
    used = {one.type for kind in EXAMPLES for one in example(kind).inputs}
    assert used == TYPES.keys()


def test_every_chart_has_its_words() -> None:
    from courseware.calculation import plots  # noqa: PLC0415 - only here

    assert set(plots.KINDS) <= CHARTS.keys()
