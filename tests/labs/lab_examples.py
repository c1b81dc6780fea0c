"""One small, sound lab of every kind, as an author writes it; and ways to read and to spoil one."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from functools import cache
from typing import Any

from courseware.content.labs import read_lab_file
from courseware.content.modules import renderer
from courseware.content.places import Known, Places
from courseware.content.yaml_text import read_yaml
from courseware.labs.inputs.kind import Raw
from courseware.labs.inputs.registry import TYPES
from courseware.labs.lab import Lab
from courseware.labs.proving import key_inputs
from courseware.labs.reading import read_lab
from courseware.labs.runs import CHECK, PREDICT, WORK
from courseware.problems import Problem, Report

CALCULATOR = """\
title: "Takt time of one shift"
kind: calculator
minutes: 8
outcomes: [O1]
formulas: [F01]
intro: |
  Ada plans one shift of the bracket cell. How often must one part be ready?
given:
  demand: pick 400 450 500
steps:
  - title: "Your shift"
    text: "**Your goal:** a pace at which {demand} parts are ready in time."
    inputs:
      minutes: {type: number, label: "Work time", unit: min, min: 60, max: 720}
      scrap: {type: number, label: "Scrap", unit: "%", min: 0, max: 50, start: 0}
      by: {type: date, label: "The day of the shift"}
compute:
  pace: takt_time(minutes * 60, demand / (1 - scrap / 100))
outputs:
  - {name: pace, label: "Takt time", form: ".1f", unit: s}
checks:
  - when: pace > 55 and by_given
    right: "One part every {pace:.1f} s is a pace that people can keep."
    wrong: "One part every {pace:.1f} s: is there more time, or less scrap? And on which day?"
card: "Takt = time ÷ demand: here {pace:.1f} s."
keys:
  - inputs: {minutes: 480, by: "2026-03-09"}
    gives: {minutes: 480, by_given: 1}
    passes: yes
  - inputs: {minutes: 720, by: "2026-03-09"}
    passes: yes
  - inputs: {minutes: 240, by: "2026-03-09"}
    passes: no
"""

EXPLORER = """\
title: "Two stations and the parts between them"
kind: explorer
minutes: 10
outcomes: [O1]
intro: "A press and a weld cell stand in a row."
predict:
  ask: "You take half of the parts away. What happens?"
  options:
    - {text: "Half as many come out", because: "Most people say so."}
    - {text: "As many come out, in half the time", right: yes, because: "Yes: Little's law."}
  tell: "The line makes {rate:.3g} an hour either way."
given:
  target: pick 30 34
steps:
  - title: "Set the line"
    text: "Make {target} an hour."
    inputs:
      press: {type: number, label: Press, min: 20, max: 60, start: 40}
      weld: {type: number, label: "Weld cell", min: 20, max: 60, start: 26}
      wip: {type: number, label: "Parts between", min: 1, max: 150, start: 90}
compute:
  rates: "[press, weld]"
  rate: line_rate(rates)
  flow: flow_time(wip, rate)
outputs:
  - {name: rate, label: Throughput, form: ".3g", unit: "parts/h"}
  - {name: flow, label: "Flow time", form: ".2f", unit: h}
charts:
  - bars: rates
    labels: [Press, Weld cell]
    limit: [rate, "the line: {rate:.3g}"]
    title: "What each could make, {target} are wanted"
checks:
  - when: rate >= target
    right: "The line makes {rate:.3g}."
    wrong: "The line makes {rate:.3g}, {target} are wanted. Which station holds it back?"
so_what:
  ask: "Where does one faster machine help?"
  options:
    - {text: "At the slowest station", right: yes, because: "It sets the pace: {rates[1]:.3g} now."}
    - {text: "At the first one", because: "Then more parts wait before the slowest."}
card: "The slowest station sets the pace: {rate:.3g}."
keys:
  - inputs: {}
    gives: {rate: 26, flow: "3.46", rates: [40, 26]}
    passes: no
  - inputs: {weld: target}
    passes: yes
"""

BOARD = """\
title: "Release board"
kind: board
minutes: 10
outcomes: [O1]
intro: "Four stations work one minute each, and cards hold the line closed."
given:
  stations: 4
steps:
  - title: "The board"
    inputs:
      jobs:
        type: place
        label: "Where does each job wait?"
        places: {line: "On the line", office: "In the office"}
        items:
          first: {text: "The job with a card", right: line, feedback: "A card lets it in."}
          second: {text: "The job without one", right: [office], feedback: "It waits for a card."}
          third: "A job for next month"
      queue:
        type: order
        label: "Which job is next?"
        items: {long: "Long job", short: "Short job", rush: "Rush job"}
      cards: {type: number, label: Cards, min: 1, max: 60}
model: card_line
notes:
  near: "You have {share:.0%} of the best rate. More cards add waiting only."
  lost: "You have {share:.0%} of the best rate. What would more cards do?"
outputs:
  - {name: line_rate_now, label: "Parts a minute", form: ".2f"}
tables:
  - {rows: compared, caption: "Two lines", columns: [Line, Parts a minute]}
checks:
  - when: jobs_right == 2 and line_rate_now >= 0.9
    right: "All jobs lie where they wait best, and {line_rate_now:.2f} a minute come out."
    wrong: "{jobs_right} of 2 jobs lie well, and {line_rate_now:.2f} a minute come out."
card: "{cards} cards hold the time at {line_time:.0f} min."
keys:
  - inputs: {jobs: {first: line, second: office}, cards: 27, queue: {long: 3, short: 1, rush: 2}}
    gives: {line_rate_now: "0.90", line_time: 30}
    passes: yes
  - inputs: {jobs: {first: office}, cards: 27}
    passes: no
"""

SORTER = """\
title: "Waste or work?"
kind: sorter
minutes: 5
outcomes: [O1]
intro: "Ada walks along the line."
steps:
  - title: "Sort what she sees"
    inputs:
      cards:
        type: place
        label: "What is it?"
        places: {waste: Waste, work: Work}
        items:
          wait: {text: "Waiting for a truck", right: waste, feedback: "Nobody pays for waiting."}
          weld: {text: "Welding a seam", right: work, feedback: "The customer pays for it."}
          check: {text: "Checking a seam", right: [waste, work], feedback: "It depends."}
checks:
  - when: cards_right == cards_all
    right: "All {cards_all} are sorted."
    wrong: "{cards_right} of {cards_all} lie where they belong; {cards_placed} lie anywhere."
card: "Ask who pays for it."
keys:
  - inputs: {cards: {wait: waste, weld: work, check: work}}
    passes: yes
  - inputs: {cards: {wait: waste, weld: waste, check: waste}}
    passes: no
"""

TALK = """\
title: "The late start"
kind: talk
minutes: 8
outcomes: [O1]
intro: "Lin comes late for the third time."
steps:
  - title: "Talk with Lin"
    inputs:
      lin:
        type: talk
        label: "What do you say?"
        scenes:
          door:
            who: Lin
            says: "Sorry, the bus."
            options:
              - {text: "You are always late!", to: wall, points: 0, because: "Always is never true."}
              - {text: "At 6:10 the press stood still.", to: why, points: 3, because: "A fact."}
          wall: {who: Lin, says: "Fine."}
          why:
            who: Lin
            says: "My daughter is ill."
            options:
              - {text: "What would help?", to: plan, points: 2, because: "You ask."}
              - {text: "Not my problem.", to: wall, because: "It is now."}
          plan: {who: Lin, says: "A later shift this week."}
checks:
  - when: lin_done and lin_points >= 4
    right: "You said what you saw, and asked: {lin_points} of {lin_best} points."
    wrong: "{lin_points} of {lin_best} points. Did you begin with a fact?"
card: "Say what you saw, then ask."
keys:
  - inputs: {lin: {way: "2,1"}}
    gives: {lin_points: 5, lin_best: 5, lin_done: 1}
    passes: yes
  - inputs: {lin: {way: "1"}}
    passes: no
"""

BUILDER = """\
title: "An entry for the log"
kind: builder
minutes: 12
outcomes: [O1]
intro: "Write down what you did on your last shift."
steps:
  - title: "What happened"
    inputs:
      did: {type: text, lines: 4, label: "What did you do?", hint: "What, where, how many."}
      area: {type: choice, label: "Where?", options: {press: Press, weld: "Weld cell"}, start: press}
      tools: {type: several, label: "With what?", most: 2, options: {gauge: Gauge, log: Log, eyes: Eyes}}
      skills:
        type: grid
        label: "How well can each do it?"
        rows: {ada: Ada, fin: Fin}
        columns: {now: Now, soon: "In a month"}
        min: 0
        max: 4
        start: 1
  - title: "What comes next"
    inputs:
      plan:
        type: rows
        label: Actions
        most: 3
        columns:
          what: "What"
          who: {label: Who, type: choice, options: {ada: Ada, fin: Fin}}
          by: {label: "By when", type: date}
compute:
  gap: sum(skills_soon) - sum(skills_now)
charts:
  - bars: skills_soon
    labels: [Ada, Fin]
    title: "What they can in a month"
checks:
  - when: did_words >= 5 and plan_complete >= 1 and tools_count >= 1
    right: "{did_words} words and {plan_complete} actions: that can be read in a year."
    wrong: "{did_words} words, {plan_complete} complete actions of {plan_begun}, {tools_count} tools."
card: "What, where, how many, and what comes next. Gap: {gap}, area {area}."
keys:
  - inputs:
      did: "I checked 20 brackets at the press."
      tools: [gauge, log]
      skills: {ada: {now: 2, soon: 3}}
      plan: {1: {what: "Check again", who: ada, by: "2026-03-09"}}
    gives: {did_words: 7, plan_complete: 1, gap: 1, area: 1}
    passes: yes
  - inputs: {did: "I worked."}
    passes: no
"""

SIMULATION = """\
title: "How many cards?"
kind: simulation
minutes: 12
outcomes: [O1]
intro: "Stations in a row work one minute each, and cards hold the line closed."
predict:
  ask: "What will 27 cards do at {stations} stations?"
  options:
    - {text: "The line runs at its best rate"}
    - {text: "It runs at nine tenths of it", right: yes}
  tell: "{line_rate_now:.2f} parts a minute come out."
given:
  stations: 4
steps:
  - title: "Set the cards"
    inputs:
      cards: {type: number, label: Cards, min: 1, max: 60, start: 4}
model: card_line
compute:
  both: "[line_rate_now, line_rate_best]"
notes:
  near: "You have {share:.0%} of the best rate."
  lost: "You have {share:.0%} of the best rate."
outputs:
  - {name: line_rate_now, label: "Parts a minute", form: ".2f"}
  - {name: line_time, label: "Time in the line", form: ".0f", unit: min}
charts:
  - bars: both
    labels: [Times vary, Times never vary]
checks:
  - when: line_rate_now >= 0.85 and line_time <= 30
    right: "{line_rate_now:.2f} a minute, {line_time:.0f} min in the line."
    wrong: "{line_rate_now:.2f} a minute, {line_time:.0f} min in the line. More cards, or fewer?"
so_what:
  ask: "What do more cards do?"
  options:
    - {text: "They add waiting", right: yes, because: "The rate has a ceiling."}
    - {text: "They add parts", because: "Only up to the ceiling."}
card: "Cards cap the time: {line_time:.0f} min."
keys:
  - inputs: {}
    gives: {line_rate_now: "0.57", line_time: 7}
    passes: no
  - inputs: {cards: 27}
    gives: {line_rate_now: "0.90", line_time: 30}
    passes: yes
"""

EXAMPLES: Mapping[str, str] = {
    "calculator": CALCULATOR,
    "explorer": EXPLORER,
    "board": BOARD,
    "sorter": SORTER,
    "talk": TALK,
    "builder": BUILDER,
    "simulation": SIMULATION,
}
OUTCOMES = ("O1",)


@cache
def plain() -> Any:
    """Return what turns Markdown into HTML where a text links to nothing."""
    return renderer(Places(Known((), (), (), {})))


def read(text: str, name: str = "example") -> tuple[Lab | None, list[Problem]]:
    """Read a lab file as a module's is read; return it and all its problems."""
    report = Report()
    lab = read_lab_file(name, "x.yaml", text, report, outcomes=OUTCOMES, render=plain())
    return lab, report.problems


@cache
def example(kind: str) -> Lab:
    """Return the sound example of a kind."""
    lab, problems = read(EXAMPLES[kind], f"an-example-{kind}")
    assert lab is not None, "\n".join(map(str, problems))
    assert not problems, "\n".join(map(str, problems))
    return lab


def typed(kind: str) -> Any:
    """Return the plain values of an example, to be changed."""
    document = read_yaml(EXAMPLES[kind], "x.yaml", Report())
    assert document is not None
    return copy.deepcopy(document.value)


def compiled(value: Any) -> tuple[Lab | None, list[Problem]]:
    """Read a lab from plain values, all of them on line 1."""
    report = Report()
    lab = read_lab(
        "x", value, report.source("x.yaml"), outcomes=OUTCOMES, formulas=("F01",), render=plain()
    )
    return lab, report.problems


def keys_of(text: str, *, passes: bool = True) -> list[dict[str, Any]]:
    """Return the keys of a lab file that pass, or that do not."""
    wanted = "yes" if passes else "no"
    return [key for key in _typed_keys(text) if key["passes"] == wanted]


@cache
def _typed_keys(text: str) -> Any:
    """Return the keys as typed. Kept: nobody reads YAML while a database waits."""
    document: Any = read_yaml(text, "x.yaml", Report())
    return document.value["keys"]


Fields = list[tuple[str, str]]


def fields_of(name: str, raw: Raw) -> Fields:
    """Return what a page posts for an input in which this stands."""
    return [
        (f"in.{name}.{part}" if part else f"in.{name}", value)
        for part, values in raw.items()
        for value in values
    ]


def posts(lab: Lab, text: str, seed: int, *, passes: bool = True) -> list[tuple[str, Fields]]:
    """Return the posts, (purpose, fields) each, by which somebody works through a key of this case."""
    key = next(
        one
        for one in keys_of(text, passes=passes)
        if one.get("case", str(seed % len(lab.cases))) == str(seed % len(lab.cases))
    )
    case_no = seed % len(lab.cases)
    raws = key_inputs(lab, key["inputs"], case_no, Report().source("x.yaml"))
    sent: list[tuple[str, Fields]] = []
    if lab.predict is not None:
        sent.append((PREDICT, [("predict", lab.predict.options[0].id)]))
    fields: Fields = []
    talks: list[tuple[str, Fields]] = []
    for one in lab.inputs:
        if TYPES[one.type].name == "talk":
            way = "".join(raws[one.name].get("way", ())).split(",")
            talks += [
                (WORK, [(f"in.{one.name}.pick", pick), (f"in.{one.name}.at", str(at))])
                for at, pick in enumerate(way)
            ]
        else:
            fields += fields_of(one.name, raws[one.name])
    if lab.so_what is not None:
        right = next(option.id for option in lab.so_what.options if option.is_right)
        fields.append(("so-what", right))
    return [*sent, *((do, [*fields, *more]) for do, more in talks), (CHECK, fields)]
