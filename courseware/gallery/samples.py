"""What the components show in the gallery: invented people, parts and numbers."""

from __future__ import annotations

from types import SimpleNamespace as Thing

from markupsafe import Markup

from courseware.content.model import Section
from courseware.formulas.cards import CARDS
from courseware.gallery.lesson import LESSON
from courseware.markup.markdown import render
from courseware.markup.tex import mathml
from courseware.web.matrix_row import cell_body, cell_head, row

STEP = {
    "over": "Module 3 of 28 · about 40 minutes in all",
    "title": "Takt, pace and the bottleneck",
    "text": "Lesson 2 of 6: What the customer’s pace asks of a line",
    "action_label": "Continue with lesson 2",
    "action_url": "#",
}
STATIONS = [
    Thing(number=1, title="Start here: what a production manager does", track="cp", state="passed",
          side="Passed with 90 % on 4 Mar 2026", lines=(), url="#"),
    Thing(number=2, title="Factory systems and flow", track="mp", state="now",
          side="2 of 6 steps", lines=(), url="#"),
    Thing(number=3, title="Lean foundations", track="ln", state="open",
          side="45 minutes", lines=(), url="#"),
    Thing(number=4, title="Safety that holds at three in the morning", track="ss", state="locked",
          side="Locked", url=None,
          lines=("It opens when you score 80 % in Lean foundations; your best is 72 %.",
                 "Your next try is possible on 3 Mar 2026, 15:40.")),
]  # fmt: skip
BESIDE = [
    Thing(number=0, title="Warm-up: numbers at work", track="cp", state="open", side="30 minutes", lines=(), url="#"),
]  # fmt: skip
CHALLENGE = Thing(questions=10, needed=9, days=30, mark="90 %", wait=None)
CHALLENGE_TAKEN = Thing(
    questions=10, needed=9, days=30, mark="90 %",
    wait="You tried the challenge on 4 Mar 2026; one try in 30 days, counted from the end of the last "
    "one. It opens again 3 Apr 2026, 15:40.",
)  # fmt: skip
TILES = [
    Thing(value="12", text="people on a pathway", kind=None, url="#"),
    Thing(value="3", text="certified", kind="good", url="#"),
    Thing(value="2", text="overdue", kind="bad", url="#"),
    Thing(value="1", text="waits for a sign-off", kind="warn", url=None),
]
EVENTS = [
    Thing(when="4 Mar 2026, 15:40", title="Quiz passed with 90 %", text="Factory systems, try 2", kind="good"),
    Thing(when="3 Mar 2026, 15:38", title="Quiz not passed: 70 %", text="Factory systems, try 1", kind="bad"),
    Thing(when="2 Mar 2026, 08:02", title="Lesson read", text="", kind="note"),
]  # fmt: skip
_STEPS = [
    Thing(kind="modules", title="Modules", is_met=True, next="", url="#", lines=[
        Thing(is_met=True, text="All 11 modules are passed.", percent=100)]),
    Thing(kind="practice", title="Practice", is_met=False, next="Log what you did at work", url="#", lines=[
        Thing(is_met=False, text="Verified hours that count: 21.5 of 40, 18.5 to go.", percent=53),
        Thing(is_met=True, text="Kinds of practice: 4 of 3.", percent=100)]),
]  # fmt: skip
LEVEL = Thing(steps=_STEPS)
COLUMNS = [("Start here", "1 Start"), ("Factory systems and flow", "2 Systems"), ("Lean", "3 Lean")]
_PEOPLE = {
    "Ada Marsh": (
        ("done", "90 %", "Passed on 4 Mar 2026"),
        ("part", "2 of 6", ""),
        ("locked", "Locked", "It opens when Factory systems is passed."),
    ),
    "Bartholomew Featherstonehaugh-Wintringham": (
        ("late", "due 18 Nov", "Overdue since 18 Nov 2026."),
        ("open", "Open", ""),
        ("none", "Not started", ""),
    ),
}


def matrix_rows() -> Markup:
    """Return the rows of a matrix with every state that a cell can have."""
    heads = [cell_head(title) for title, _short in COLUMNS]
    return Markup("").join(
        row(
            name,
            "#",
            "".join(head + cell_body(*cell) for head, cell in zip(heads, cells, strict=True)),
        )
        for name, cells in _PEOPLE.items()
    )


TABLE_COLUMNS = ["Module", "State", ("Tries", "number"), ("Best", "number")]
TABLE_ROWS = [
    ["Start here", "Published", 112, "98.5 %"],
    ["Factory systems and flow", "Draft differs from what is served", 9, "100 %"],
]
STEPS = [
    {"title": "The job in one day", "url": "#", "state": "done"},
    {"title": "Routes into the job", "url": "#", "state": "now"},
    {"title": "Three things to master", "url": "#", "state": "open"},
    {"title": "Quiz", "url": None, "state": "locked"},
]
DEMO_PEOPLE = [
    Thing(user_name="ada", name="Ada Marsh", story="learns: two lessons into the first module"),
    Thing(user_name="cleo", name="Cleo Ortiz", story="manages the Bracket cell"),
]
ROLL = [
    Thing(title="Ada Marsh", url="#", value="no movement since 2 Mar 2026"),
    Thing(title="Fin Haddow", url="#", value="certified on 4 Mar 2026"),
]
PREVIEWS = [
    Thing(published=None, seed=7, links=[
        Thing(label="Module", url="#", is_current=False), Thing(label="Quiz", url="#", is_current=True),
    ]),
    Thing(published=3, seed=None, links=[Thing(label="Leave the preview", url="#", is_current=False)]),
]  # fmt: skip
KEY_OPTIONS = [
    Thing(id="1", html="The bottleneck", feedback="A line is as fast as its slowest station.", is_right=True),
    Thing(id="2", html="The first station", feedback="It may wait for a place.", is_right=False),
]  # fmt: skip
LISTED = Thing(
    pathway=Thing(
        id="first-steps", title="First steps in production", summary="See how a factory works.",
        certificate_title="Certificate of completion", certificate_states="The holder completed two modules.",
    ),
    modules=[
        Thing(track="cp", title="Start here", minutes=60, summary="What a production manager does."),
        Thing(track="mp", title="How factories work", minutes=70, summary="Rates, waits and queues."),
    ],
    optional=[Thing(title="Warm-up: numbers at work")], time="about 130 minutes", is_open=True,
)  # fmt: skip
REQUESTS = [
    Thing(id=1, name="Bartholomew Featherstonehaugh-Wintringham", person_url="#", teams="Bracket cell",
          pathway="Safe shift", pathway_id="safe-shift", asked="2 Mar 2026, 08:02", is_own=False,
          about="3 modules, about 168 minutes: Find hazards and choose controls that hold."),
    Thing(id=2, name="Cleo Ortiz", person_url=None, teams="Bracket cell", pathway="Lean start",
          pathway_id="lean-start", asked="3 Mar 2026, 15:40", is_own=True, about="3 modules"),
]  # fmt: skip
DECIDED = [["Fin Haddow", "Lean start", "Yes, Cleo Ortiz, 4 Mar 2026"]]
ENROLLING = Thing(
    team_id=1, team="Bracket cell", pathway=Thing(id="safe-shift", title="Safe shift"), seal="",
    new=[Thing(name="Ada Marsh"), Thing(name="Gita Rao"), Thing(name="Hugo Brandt")],
    already=[Thing(name="Fin Haddow")], gone=1, is_too_many=False, most=500, named=2,
)  # fmt: skip
CHECKS = [
    Thing(no=1, ask="How long is takt?", state="answered", text=None, url="#"),
    Thing(no=2, ask="Which of these are waste?", state="unclear", text="Two units fit. Which one?", url="#"),
    Thing(no=3, ask="Where is the bottleneck?", state="blank", text=None, url="#"),
]  # fmt: skip
TWICE = [
    Thing(public=Thing(no=3), is_first_current=True),
    Thing(public=Thing(no=7), is_first_current=False),
]
FACTS = [
    ("Name", "Ada Marsh"),
    ("Time zone", "Europe/Dublin"),
    ("Digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
]


def _section(id_: str, title: str, text: str) -> Section:
    def stop(line: int, said: str, mend: str) -> None:
        raise ValueError(f"line {line} of the gallery's {id_}: {said} {mend}")

    html = render(
        text, link=lambda target: f"/glossary/{target}#{target}", figure=lambda path: f"/{path}",
        complain=stop, prefix=f"{id_}-",
    )  # fmt: skip
    return Section(id_, title, html, 2)


SECTIONS = [_section(*one) for one in LESSON]
_CARD = CARDS["F01"]
NOTES = [
    Thing(id="formula-F01", title=f"{_CARD.name} · F01", url=None,
          detail=mathml(_CARD.tex, display=True), html="Seconds for each part."),
    Thing(id=None, title="Takt time", url="#", detail=None,
          html="<p>The pace that demand asks for.</p>"),
]  # fmt: skip
TASKS = [
    Thing(title="Flow physics: the bottleneck and Little’s law", url="#", state="done", text="Read again"),
    Thing(title="Measuring a plant", url="#", state="open", text="To read again"),
    Thing(title="5 questions in practice", url="#", state="part", text="2 of 5 answered"),
]  # fmt: skip
