"""What a page gets of a question before grading: nothing here has a field that could hold an answer."""

from __future__ import annotations

from dataclasses import dataclass

from courseware.words import Reason


@dataclass(frozen=True, slots=True)
class PublicOption:
    """A choice on the page: `token` is its place in the shown order ("1", "2", …), never its id.

    Without `html` it is the box "None of these", whose words are the page's own.
    """

    token: str
    html: str


@dataclass(frozen=True, slots=True)
class PublicField:
    """One control among several of a question: `part` is the name that it posts ("p1", "p2", …).

    `html` is its label, safe. Without `choices` it is a field to type in.
    """

    part: str
    html: str
    choices: tuple[PublicOption, ...] = ()


@dataclass(frozen=True, slots=True)
class PublicQuestion:
    """All that may leave the server before grading. It has no field that could hold an answer.

    `no` is the place in the quiz; `fields` are the part names that the form posts. `units` is empty
    (a plain number), one unit to print beside the field, or several to choose from.
    `hint` says how many digits are asked, or what to type. `exhibit` is a chart or table as safe
    HTML, between question and answer. `rows` are the controls of a question with several; `pieces`
    the text around them, one more than rows (cloze). `parts` are questions inside this one.
    `data_url` is where the data of the exhibit's table can be had as a file: a face knows it.
    """

    no: int
    kind: str
    ask: str
    fields: tuple[str, ...]
    options: tuple[PublicOption, ...] = ()
    units: tuple[str, ...] = ()
    hint: Reason | None = None
    exhibit: str = ""
    rows: tuple[PublicField, ...] = ()
    pieces: tuple[str, ...] = ()
    parts: tuple[PublicPart, ...] = ()
    data_url: str = ""


@dataclass(frozen=True, slots=True)
class PublicPart:
    """A question inside a question: its controls post as `name` and `name.unit`.

    `is_done`: it was answered for good, and is only shown (an earlier step of a case): `given` is
    what was chosen, `told` the author's words for that choice, both safe HTML. `weight`: how much
    it counts beside the other parts.
    """

    name: str
    question: PublicQuestion
    is_done: bool = False
    given: str = ""
    told: str = ""
    weight: int = 1
