"""A lab file that was damaged anywhere is read to the end: it gets messages, never an exception."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.markup.safety import clean
from courseware.problems import Problem
from tests.labs.lab_examples import EXAMPLES, read


def assert_kind(text: str, problems: list[Problem], lab: object) -> None:
    lines = text.replace("\r", "\n").count("\n") + 1
    assert (lab is None) == any(one.severity == "error" for one in problems)
    for one in problems:
        assert 1 <= one.line <= lines + 1
        assert one.message


@st.composite
def _damaged(draw: st.DrawFn) -> str:
    """An example with lines deleted, doubled, swapped or moved, and signs put anywhere."""
    lines = EXAMPLES[draw(st.sampled_from(sorted(EXAMPLES)))].split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at, to = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
        what = draw(st.sampled_from(["delete", "double", "swap", "indent", "value", "put"]))
        if what == "delete" and len(lines) > 1:
            del lines[at]
        elif what == "double":
            lines.insert(at, lines[at])
        elif what == "swap":
            lines[at], lines[to] = lines[to], lines[at]
        elif what == "indent":
            lines[at] = draw(st.sampled_from(["  ", "    "])) + lines[at].lstrip()
        elif what == "value" and ":" in lines[at]:
            head, _, tail = lines[at].rpartition(":")
            rest = "}" * (tail.count("}") - tail.count("{")) if "}" in tail else ""
            value = draw(
                st.sampled_from(
                    ["", "[]", "{}", "[[a]]", "{a: {b: c}}", "[{a: b}]", "1e999", "²", "nan", "x" * 200,
                     "~", "'{rate}'", "'{a[99]}'", "'<b onclick=x>'", "- a", "[a, b, c]", "-1", "0"]
                )
            )  # fmt: skip
            lines[at] = f"{head}: {value}{rest}"
        else:
            spot = draw(st.integers(0, len(lines[at])))
            put = draw(
                st.sampled_from(["{", "[", '"', ": ", "$", "<b>", "#", "---", "\x85", "²", "}"])
            )
            lines[at] = lines[at][:spot] + put + lines[at][spot:]
    return "\n".join(lines)


@settings(max_examples=150)
@given(_damaged())
def test_no_damage_raises(text: str) -> None:
    lab, problems = read(text)
    assert_kind(text, problems, lab)
    if lab is not None:
        for html in (lab.html, lab.tell, lab.card, *(one.right for one in lab.checks)):
            assert clean(html) == html
