"""A lab with every type of input, begun and checked, for the room of labs."""

from __future__ import annotations

from dataclasses import replace

from courseware.labs import runs
from courseware.labs.lab import Asked, Check, Input, Lab, Option, Output, Step
from courseware.web.lab_pages import lab_view
from courseware.web.lab_views import InputView, LabView

_ITEMS = {
    "A": {"html": "Fetch the die", "right": ["out"], "feedback": "The press can run meanwhile.", "facts": {}},
    "B": {"html": "Unbolt the die", "right": ["in"], "feedback": "The press has to stand.", "facts": {}},
    "C": {"html": "Inspect the first piece", "right": ["in"], "feedback": "", "facts": {}},
}  # fmt: skip
_RATINGS = {
    "min": 0.0, "max": 4.0, "step": 1.0, "start": "2", "choices": ["0", "1", "2", "3", "4"],
    "rows": {"C1": "Safety", "C2": "Flow"}, "columns": {"now": "Now", "target": "Target"},
}  # fmt: skip
_SCENES = {
    "start": {
        "who": "Kaia Tamm, press operator",
        "html": "You again. What have I done wrong this time?",
        "options": [
            {"id": "1", "html": "Nothing. I want to learn how you set the die.", "to": "end",
             "points": 2, "because": "You ask for what she knows."},
            {"id": "2", "html": "Your last shift was slow.", "to": "end", "points": 0, "because": ""},
        ],
    },
    "end": {"who": "Kaia Tamm, press operator", "html": "Come, I will show you.", "options": []},
}  # fmt: skip
_INPUTS = (
    Input("wip", "number", "Work in process", "All parts that were begun",
          {"min": 3.0, "max": 150.0, "step": 1.0, "unit": "parts", "start": "90"}),
    Input("rate", "number", "Line rate", "", {"min": 1.0, "max": 60.0, "step": 1.0, "unit": "parts/h", "start": "30"}),
    Input("way", "choice", "Which way?", "", {"options": {"pull": "Pull", "push": "Push"}, "start": ""}),
    Input("focus", "several", "Your focus", "At most two",
          {"options": {"C1": "Safety", "C2": "Flow", "C3": "Planning"}, "most": 2}),
    Input("skills", "grid", "Rate yourself", "0: never seen, 4: teaches others", _RATINGS),
    Input("did", "text", "What I did", "One or two sentences", {"lines": 3}),
    Input("on", "date", "Date", "", {}),
    Input("plan", "rows", "Your plan", "",
          {"most": 2, "columns": {"what": {"label": "What", "type": "text", "options": {}},
                                  "by": {"label": "By", "type": "date", "options": {}}}}),
    Input("steps", "place", "Inside or outside?", "",
          {"items": _ITEMS, "places": {"in": "Press stands", "out": "Press runs"}}),
    Input("jobs", "order", "In which order?", "", {"items": _ITEMS}),
    Input("talk", "talk", "The talk", "", {"scenes": _SCENES, "best": 2}),
)  # fmt: skip
LAB = Lab(
    id="sample",
    title="A lab with everything",
    kind="explorer",
    minutes=10,
    outcomes=("O1",),
    html="<p>Each type of input once.</p>",
    steps=(Step("Workbench", "<p><strong>Goal:</strong> 2 h or less.</p>", _INPUTS),),
    checks=(
        Check("flow <= 2", "A part spends {flow:.2f} h in the line.",
              "A part spends {flow:.2f} h in the line, and 2 h are allowed."),
        Check("steps_right == 3", "Each step lies where it belongs.", "Look at the steps again."),
    ),
    card="<p><strong>Flow time = WIP ÷ throughput.</strong> Here {wip} ÷ {rate} = {flow:.2f} h.</p>",
    formulas=("F05",),
    compute={"flow": "flow_time(wip, rate)", "both": "[wip, rate]"},
    outputs=(Output("flow", "Flow time", ".2f", "h"),),
    charts=({"bars": "both", "labels": ["WIP", "Rate"], "title": "What stands against what leaves"},),
    so_what=Asked(
        "What would you change first?",
        (Option("1", "The parts that wait", "Yes: it costs nothing.", is_right=True),
         Option("2", "The machine", "First take out what waits.")),
    ),
)  # fmt: skip
_FIELDS = (
    ("in.wip", "90"), ("in.rate", "30"), ("in.steps.A", "out"), ("in.steps.B", "out"),
    ("in.skills.C1.now", "1"), ("in.skills.C2.now", "2"), ("in.skills.C1.target", "3"),
    ("in.skills.C2.target", "3"), ("in.jobs.A", "1"), ("in.jobs.B", "2"), ("in.jobs.C", "3"),
    ("in.talk.pick", "1"), ("in.talk.at", "0"), ("so-what", "2"),
)  # fmt: skip


def begun() -> LabView:
    """Return the lab as it is opened."""
    return lab_view(LAB, runs.begin(LAB, 0), 0)


def checked() -> LabView:
    """Return the lab after a check that found something."""
    return lab_view(LAB, runs.take(LAB, runs.begin(LAB, 0), runs.CHECK, _FIELDS), 0)


def refused() -> LabView:
    """Return the lab with a number that is asked for again."""
    fields = [(name, "900" if name == "in.wip" else value) for name, value in _FIELDS]
    return lab_view(LAB, runs.take(LAB, runs.begin(LAB, 0), runs.WORK, fields), 0)


def wrong_field(name: str) -> InputView:
    """Return the number that is asked for again, under a name of its own."""
    view = refused().steps[0].inputs[0]
    return replace(view, input=replace(view.input, name=name))


def impossible() -> LabView:
    """Return the lab with numbers that no formula can use."""
    lab = replace(LAB, compute={**LAB.compute, "flow": "flow_time(wip, 0 * rate)"})
    return lab_view(lab, runs.begin(lab, 0), 0)
