from __future__ import annotations

from datetime import date

import pytest

from courseware.joining.people_file import read_people
from courseware.joining.people_plan import Choices, Known, KnownPerson, Plan
from courseware.joining.people_planning import make_plan

TODAY = date(2026, 4, 1)
ADA = KnownPerson(1, "ada", "Ada Marsh", "ada@example.com", teams=frozenset({7}),
                  pathways=frozenset({"first-steps"}))  # fmt: skip
DOV = KnownPerson(2, "dov", "Dov Levin", "dov@example.com")
EVE = KnownPerson(3, "eve", "Eve Lindqvist", is_operator=True)
GONE = KnownPerson(4, "gil", "Gil Santos", left_on=date(2026, 1, 1))
OTTO = KnownPerson(6, "otto", "Otto Bell", is_operator=True)
ERASED = KnownPerson(5, "erased-5", "", is_erased=True)
KNOWN = Known(
    (ADA, DOV, EVE, OTTO, GONE, ERASED),
    {7: "Bracket cell", 8: "Paint line", 9: "Odd | team"},
    {"first-steps": "First steps in production"},
)


def plan(text: str, **choices: bool) -> Plan:
    return make_plan(read_people(text), KNOWN, Choices(**choices), today=TODAY, me=EVE.id)


def said(one: Plan) -> str:
    return "\n".join(str(problem) for problem in one.problems)


def changes(one: Plan) -> list[tuple[str, str, str]]:
    return [(c.column, c.before, c.after) for step in one.steps for c in step.changes]


def test_somebody_new_is_added_with_all_that_the_row_says() -> None:
    one = plan(
        "user_name,name,team,pathway,shift\nzoe,Zoe Quist,bracket CELL,First Steps in Production,Early"
    )
    (step,) = one.added
    assert (step.joins, step.starts) == (("Bracket cell",), ("first-steps",))
    assert dict(step.values) == {"name": "Zoe Quist", "shift": "Early"}


def test_only_what_differs_is_a_change_and_an_empty_cell_is_not() -> None:
    one = plan(
        "user_name,name,email,shift,team\nADA,Ada Marsh-Cole,,,\ndov,Dov Levin,DOV@example.com,,"
    )
    assert changes(one) == [("name", "Ada Marsh", "Ada Marsh-Cole")]
    assert one.unchanged == 1


def test_the_team_of_a_list_is_all_of_their_teams() -> None:
    one = plan("user_name,name,team\nada,Ada Marsh,Paint line")
    (step,) = one.steps
    assert (step.joins, step.quits) == (("Paint line",), (7,))
    assert changes(one) == [("team", "Bracket cell", "Paint line")]
    assert plan("user_name,name,team\nada,Ada Marsh,Odd | team | Bracket cell").errors == 2
    assert plan("user_name,name,team\nada,Ada Marsh,odd | team").steps[0].joins == ("Odd | team",)


def test_a_pathway_is_started_once_and_never_ended() -> None:
    assert plan("user_name,name,pathway\nada,Ada Marsh,first-steps").unchanged == 1
    assert changes(plan("user_name,name,pathway\ndov,Dov Levin,first-steps")) == [
        ("pathway", "", "first-steps")
    ]


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("zoe,Zoe,ada@example.com,,,", "row 2, email: error: “ada@example.com” belongs to the person "
         "with the user name “ada”."),
        ("ada@EXAMPLE.com,Zoe,,,,", "row 2, user_name: error: “ada@EXAMPLE.com” belongs to"),
        ("zoe,Zoe,eve,,,", "“eve” is not an e-mail address"),
        ("zoe,Zoe,,Braket cell,,", "There is no team “Braket cell” (row 2). Did you mean “Bracket cell”?"),
        ("zoe,Zoe,,,first-step,", "Did you mean “first-steps”?"),
        ("eve,Eve Lindqvist,,,,2026-03-01", "“eve” operates this site; a list cannot end that."),
        ("erased-5,Zoe,,,,", "were erased"),
    ],
)  # fmt: skip
def test_a_row_that_cannot_be_right_is_refused(rows: str, words: str) -> None:
    one = plan(f"user_name,name,email,team,pathway,left_on\n{rows}")
    assert one.errors == 1
    assert words in said(one)


def test_two_people_may_swap_their_addresses() -> None:
    rows = "ada,Ada Marsh,dov@example.com\ndov,Dov Levin,ada@example.com"
    one = plan(f"user_name,name,email\n{rows}")
    assert (one.errors, len(one.changed)) == (0, 2)


def test_an_unknown_team_of_many_rows_is_said_once() -> None:
    rows = "\n".join(f"n{n},N,Night" for n in range(40))
    one = plan(f"user_name,name,team\n{rows}")
    assert said(one).count("Night") == 1
    assert "(rows 2, 3, 4 and 37 more)" in said(one)
    made = plan(f"user_name,name,team\n{rows}\nx,X,NIGHT", make_teams=True)
    assert (made.errors, made.new_teams) == (0, ("Night",))


@pytest.mark.parametrize(
    ("left_on", "leaves"), [("2026-03-31", 1), ("2026-04-01", 1), ("2026-04-02", 0), ("", 0)]
)
def test_who_left_today_or_before_loses_access(left_on: str, leaves: int) -> None:
    one = plan(f"user_name,name,left_on\nada,Ada Marsh,{left_on}")
    assert len(one.leaving) == leaves
    assert ("still to come" in said(one)) == (left_on == "2026-04-02")


def test_an_empty_day_brings_back_and_no_column_says_nothing() -> None:
    assert len(plan("user_name,name,left_on\ngil,Gil Santos,").returning) == 1
    silent = plan("user_name,name\ngil,Gil Santos")
    assert (silent.steps, silent.unchanged) == ((), 1)
    assert "They stay away." in said(silent)
    later = plan("user_name,name,left_on\ngil,Gil Santos,2027-01-01")
    assert later.returning == [], "a day to come is not a way back"


def test_who_left_before_they_came_is_left_out() -> None:
    one = plan("user_name,name,left_on,team\nzoe,Zoe,2026-01-01,New team", make_teams=True)
    assert (one.steps, one.new_teams) == ((), ())
    assert "left before they were added here" in said(one)


def test_missing_people_leave_only_if_that_was_chosen_and_never_operators() -> None:
    text = "user_name,name\nada,Ada Marsh"
    assert plan(text).missing == []
    assert [one.user_name for one in plan(text, missing_left=True).missing] == ["dov"]


@pytest.mark.parametrize("text", ["", "user_name,name", "user_name,name\nada,Ada\nx,",
                                  "user_name,name,team\nada,Ada,No such"])  # fmt: skip
def test_a_list_with_errors_sees_nobody_off(text: str) -> None:
    one = plan(text, missing_left=True)
    assert one.errors
    assert one.missing == []


def test_the_digest_tells_one_plan_from_another() -> None:
    text = "user_name,name\nzoe,Zoe"
    assert plan(text).digest == plan(text).digest
    assert plan(text).digest != plan(text, missing_left=True).digest
