"""What the components show in the gallery: invented people, parts and numbers."""

from __future__ import annotations

from itertools import chain
from types import SimpleNamespace as Thing

from courseware.content.model import Section
from courseware.credentials.printed import Field
from courseware.formulas.cards import CARDS
from courseware.gallery.lesson import LESSON
from courseware.markup.markdown import render
from courseware.markup.tex import mathml

EVERY_TRACK = ("cp", "mp", "ln", "ss", "lm", "ds")
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
COLUMNS = [("Start here", "1 Start"), ("Factory systems and flow", "2 Systems"), ("Lean", "3 Lean")]
PEOPLE = [
    Thing(name="Ada Marsh", url="#", cells=[
        Thing(state="done", text="90 %", title="Passed on 4 Mar 2026"),
        Thing(state="part", text="2 of 6", title=""),
        Thing(state="locked", text="Locked", title="It opens when Factory systems is passed."),
    ]),
    Thing(name="Bartholomew Featherstonehaugh-Wintringham", url=None, cells=[
        Thing(state="late", text="due 18 Nov", title="Overdue since 18 Nov 2026."),
        Thing(state="open", text="Open", title=""),
        Thing(state="none", text="Not started", title=""),
    ]),
]  # fmt: skip
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
CHECKS = [
    Thing(no=1, ask="How long is takt?", state="answered", text="88 s", url="#"),
    Thing(no=2, ask="Which of these are waste?", state="unclear", text="Two units fit. Which one?", url="#"),
    Thing(no=3, ask="Where is the bottleneck?", state="blank", text=None, url="#"),
]  # fmt: skip
FACTS = [
    ("Name", "Ada Marsh"),
    ("Time zone", "Europe/Dublin"),
    ("Digest", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
]


def _section(id_: str, title: str, text: str) -> Section:
    def stop(line: int, said: str, mend: str) -> None:
        raise ValueError(f"line {line} of the gallery's {id_}: {said} {mend}")

    html = render(
        text, link=lambda target: f"/glossary#{target}", figure=lambda path: f"/{path}",
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


_MODULES = ("Start here", "Factory systems and flow", "Lean foundations", "Safety and health")
_STATEMENT = (
    "This certificate records that the holder completed the named course level. It is issued by the "
    "site named above and is not endorsed by any professional body."
)


def certificate_fields(modules: int) -> tuple[Field, ...]:
    """Return what a certificate over so many modules prints."""
    stations = (
        (Field("module", _MODULES[no % 4], no + 1), Field("module.passed", f"{no + 1} March 2026", no + 1))
        for no in range(modules)
    )  # fmt: skip
    return (
        Field("demonstration", "DEMONSTRATION. It records nothing about a real person."),
        Field("title", "Certificate of completion"),
        Field("holder", "Ada Marsh" if modules < len(EVERY_TRACK) else "Bartholomew Featherstonehaugh"),
        Field("pathway", "First steps in production management"),
        Field("states", "Completed every module of this pathway and passed each quiz with 80 % or more."),
        *chain.from_iterable(stations),
        Field("issued", "4 March 2026"),
        Field("issuer", "Rivermill Components Ltd"),
        Field("issuer.relation", "Employer"),
        Field("issuer.country", "Ireland"),
        Field("study", "3 h 35 min"),
        Field("number", "9A7D-F8WD-PW5R-VW5Z-WBTX"),
        Field("address", "https://learn.rivermill.example/verify/9A7D-F8WD-PW5R-VW5Z-WBTX"),
        Field("statement", _STATEMENT),
    )  # fmt: skip
