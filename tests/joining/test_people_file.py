from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.config import PROJECT
from courseware.joining.people_columns import COLUMNS
from courseware.joining.people_file import (
    MOST_ROWS,
    PeopleFile,
    PersonLine,
    read_people,
    write_people,
)

GITA = PersonLine(
    row=2,
    user_name="4711",
    name="Gita Rao",
    email="gita@example.com",
    team="Bracket cell",
    job_role="Shift lead",
    site="Cork",
    shift="Early",
    line="Line 2",
    started_on=date(2026, 3, 31),
    time_zone="Europe/Dublin",
    pathway="first-steps",
    left_on=date(2027, 6, 30),
)
HEAD = "user_name,name"


def said(file: PeopleFile) -> str:
    return "\n".join(str(problem) for problem in file.problems)


def test_the_guide_has_the_columns_of_the_code() -> None:
    guide = (PROJECT / "docs" / "operating.md").read_text("utf-8")
    for column in COLUMNS:
        needed = " (needed)" if column.is_required else ""
        meaning = column.meaning.replace("|", "\\|")
        assert f"| `{column.name}`{needed} | {meaning} | {column.example} |" in guide


def test_every_column_is_read() -> None:
    heading = ",".join(column.name for column in COLUMNS)
    row = ("4711,Gita Rao,gita@example.com,Bracket cell,Shift lead,Cork,Early,Line 2,2026-03-31,"
           "Europe/Dublin,first-steps,2027-06-30")  # fmt: skip
    file = read_people(f"{heading}\n{row}\n".encode())
    assert (file.lines, said(file)) == ((GITA,), "")


@pytest.mark.parametrize(
    "text",
    [
        "name;user_name\r\nGita Rao;4711\r\n",
        "User Name\tNAME\n4711\tGita Rao",
        "\ufeffuser-name,Name\r4711,Gita Rao\r",
        'sep=;\r\nuser_name;name\r\n4711;"Gita\r\n Rao"\r\n',
        'user_name,name\n 4711 ,"Gita   Rao"',
    ],
)
def test_separator_order_case_and_line_ends_do_not_matter(text: str) -> None:
    file = read_people(text.encode())
    assert file.errors == 0
    assert [(one.user_name, one.name) for one in file.lines] == [("4711", "Gita Rao")]


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    text = f'{HEAD},started_on\n1,"Two\nlines",\n\n3,Three,31 March\n'
    assert said(read_people(text)).startswith("row 4, started_on: error: “31 March”")


@pytest.mark.parametrize("name", ["=1+1", "+a1", "-x", "@home", "=HYPERLINK(1)", ";=x"])
def test_a_cell_like_a_formula_is_text(name: str) -> None:
    line = PersonLine(2, "a", name)
    written = b"".join(write_people([line]))
    assert f'"{name}"'.encode() not in written, "a spreadsheet would run it"
    assert read_people(written).lines == (line,)
    assert read_people(f'{HEAD}\na,"{name}"').lines == (line,)


def test_windows_1252_is_read_and_said_aloud() -> None:
    file = read_people(f"{HEAD}\n1,Zoë Müller".encode("cp1252"))
    assert file.lines[0].name == "Zoë Müller"
    assert file.errors == 0
    assert "Windows-1252" in said(file)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The list is empty."),
        (b" \r\n \n", "The list is empty."),
        (b"user_name,name\r\n", "There is nobody in this list."),
        (b"user_name,name\n,\n,,\n", "There is nobody in this list."),
        (b"user_name,name\n1,a\0b", "not a text file"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        (b"PK\x03\x04rest", "a workbook (XLSX or ODS), not a CSV file"),
        ("user_name,name\n1,a".encode("utf-16"), "text in UTF-16"),
        (b"user_name,name\n1," + b"x" * 1_000_000, "1,000 KB"),
        (b"user_name,name\n1," + b"x" * 200_000, "row 2: error: From here on"),
        (b'user_name,name\n1,x\n2,"never closed\n3,y', "row 3: error: From here on"),
        (",".join(f"c{n}" for n in range(10_000)).encode(), "10,000 columns"),
        (b"name,email\na,b@c", "user_name: error: This column is missing."),
        (b"user_name,name,Name\n1,a,b", "This column is there twice."),
        (b"user_name,name\n1,a,b,c", "This row has 4 cells, and the heading has 2."),
        (b"user_name,name\n1,", "row 2, name: error: This cell is empty."),
        (b"user_name,name\n1,a\n1,b", "Rows 2 and 3 both have “1”."),
        ("user_name,name\nADA,a\nａｄａ,b".encode(), "Rows 2 and 3 both have"),
        (b"user_name,name,email\n1,a,x@y\n2,b,X@Y", "Rows 2 and 3 both have “X@Y”."),
        (b"user_name,name,email\nx@y,a,\n2,b,x@y", "Rows 2 and 3 both have “x@y”."),
        (b"user_name,name,email\n1,a,nobody", "“nobody” is not an e-mail address."),
        (b"user_name,name,time_zone\n1,a,Europe/Berln", "Did you mean “Europe/Berlin”?"),
        (b"user_name,name,time_zone\n1,a,../../etc/passwd", "is not known"),
        (b"user_name,name,left_on\n1,a,3/4/2026", "Write year, month and day: 2026-03-31."),
        (b"user_name,name,left_on\n1,a,2026-02-30", "There is no day"),
        (b"user_name,name,left_on\n1,a,0026-03-01", "cannot be right"),
        ("user_name,name\n1,\u202eevE".encode(), "turns the direction of writing"),
        ("user_name,name\na\u200bda,Ada".encode(), "row 2, user_name: error"),
        (b"user_name,name\n1,a\x07b" , "not a text file"),
        (b"user_name,name\n1," + b"x" * 121, "This has 121 characters. At most 120 fit."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_with_what_to_do(data: bytes, words: str) -> None:
    file = read_people(data)
    assert file.errors > 0
    assert words in said(file)
    assert all(one.mend for one in file.problems)


def test_a_column_that_is_not_known_is_a_warning() -> None:
    file = read_people("user_name,name,shfit,shoe size\n1,a,Early,43")
    assert file.errors == 0
    assert (
        "shfit: warning: This column is not known; it is left out. Did you mean “shift”?"
        in said(file)
    )


def test_a_list_has_an_end() -> None:
    rows = "\n".join(f"{n},x" for n in range(MOST_ROWS))
    assert read_people(f"{HEAD}\n{rows}").errors == 0
    assert f"more than {MOST_ROWS:,} people" in said(read_people(f"{HEAD}\n{rows}\nlast,x"))


def test_many_problems_are_counted_and_the_first_are_listed() -> None:
    file = read_people(f"{HEAD},email\n" + "\n".join(f"{n},x,none" for n in range(1_000)))
    assert (file.errors, len(file.problems)) == (1_000, 100)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_whatever_comes_nothing_is_raised(data: bytes | str) -> None:
    read_people(data)
    start = "user_name,name,email,left_on,time_zone\n"
    read_people(start + data if isinstance(data, str) else start.encode() + data)


# An apostrophe before a sign is taken for the one that guards a cell: what reading cannot know.
TEXT = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Cf"], codec="utf-8"), max_size=30
).map(lambda text: " ".join(text.replace("'", "").split()))
DAYS = st.none() | st.dates(date(1900, 1, 1), date(2199, 12, 31))
LINES = st.lists(
    st.builds(
        PersonLine,
        row=st.just(0),
        user_name=TEXT.filter(bool),
        name=TEXT.filter(bool),
        email=st.just("") | st.emails().map(lambda text: text.replace("'", "")),
        team=TEXT,
        job_role=TEXT,
        site=TEXT,
        shift=TEXT,
        line=TEXT,
        started_on=DAYS,
        time_zone=st.sampled_from(["", "UTC", "Europe/Dublin"]),
        pathway=TEXT,
        left_on=DAYS,
    ),
    min_size=1,
    max_size=3,
)


@given(LINES)
def test_a_list_that_is_written_is_read_back_the_same(lines: list[PersonLine]) -> None:
    numbered = tuple(replace(one, row=row) for row, one in enumerate(lines, start=2))
    file = read_people(b"".join(write_people(numbered)))
    if file.errors:
        assert all("both have" in str(one) for one in file.problems), "two people of one name"
    else:
        assert file.lines == numbered
