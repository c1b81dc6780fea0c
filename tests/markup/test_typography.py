"""What the pipeline sets as a typesetter would, and what it must leave as it was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markup_examples import html

from courseware.markup.markdown import outline
from courseware.markup.preparing import slug
from courseware.markup.typography import bind


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ('"It catches up," says he.', "“It catches up,” says he."),
        ("Ada's line isn't late.", "Ada’s line isn’t late."),
        ("(c) 5 -- 6 +- 1 ...", "(c) 5 -- 6 +- 1 ..."),
        ("A 5\" pipe and 6' of it", 'A 5" pipe and 6’ of it'),
        (r"Type \"yes\" and \'no\'.", "Type \"yes\" and 'no'."),
    ],
)
def test_quotes_in_text_are_curly_and_nothing_else_changes(typed: str, shown: str) -> None:
    assert html(typed).replace("&quot;", '"') == f"<p>{shown}</p>\n"


def test_code_and_formulas_keep_what_was_typed() -> None:
    shown = html('`x = "8 h"` $x = \\text{"8 h"}$')
    assert 'x = "8 h"</code>' in shown
    assert "“" not in shown
    assert "8\u00a0h" not in shown.replace("&nbsp;", "\u00a0").split("<math>")[0]


@pytest.mark.parametrize(
    ("typed", "bound"),
    [
        ("30 parts/h", "30_parts/h"),
        ("1,440 s, 8 h and 5.5 kWh", "1,440_s, 8_h and 5.5_kWh"),
        ("80 % of 14 kg at −5 °C", "80_% of 14_kg at −5_°C"),
        ("8 h 30 min", "8_h 30_min"),
        ("12,000 m³ a week.", "12,000_m³ a week."),
        ("14 parts wait", "14 parts wait"),  # a word: the line may end there
        ("2024 A study of 3 men", "2024 A study of 3 men"),
        ("step 3 set", "step 3 set"),
        ("Line 2 min. 4", "Line 2_min. 4"),
        ("F05 h", "F05 h"),
        ("v1.2 s", "v1.2 s"),
    ],
)
def test_a_number_stays_with_its_unit(typed: str, bound: str) -> None:
    assert bind(typed) == bound.replace("_", "\u00a0")


@given(st.text(alphabet="0123456789., hsmkg%/parts−-\u00a0", max_size=60))
def test_binding_changes_spaces_only_and_is_done_at_once(text: str) -> None:
    done = bind(text)
    assert done.replace("\u00a0", " ") == text.replace("\u00a0", " ")
    assert bind(done) == done


def test_ids_stay_what_they_were_with_straight_quotes() -> None:
    assert slug("Ada’s “pace”") == slug('Ada\'s "pace"') == "ada-s-pace"
    titles = [one.title for one in outline("## Ada's pace\n", lambda *_: None)]
    assert titles == ["Ada’s pace"]
    assert '<h2 id="ada-s-pace">' in html("## Ada's pace\n")
