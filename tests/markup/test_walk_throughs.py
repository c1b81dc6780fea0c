from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st
from markup_examples import html, judged

THREE = "::: steps A queue grows\nOne.\n+++\nTwo.\n+++\n![a](figures/line.svg)\n\nThree.\n:::\n"


def test_each_step_is_an_item_that_links_to_its_neighbors() -> None:
    steps = html(THREE).split("<li ")
    assert re.findall(r'href="(#[^"]*)"[^>]*>(\w+)', steps[1]) == [("#a-queue-grows--2", "Next")]
    assert re.findall(r'href="(#[^"]*)"[^>]*>(\w+)', steps[2]) == [
        ("#a-queue-grows--1", "Back"),
        ("#a-queue-grows--3", "Next"),
    ]
    assert re.findall(r'href="(#[^"]*)"[^>]*>(\w+)', steps[3]) == [("#a-queue-grows--2", "Back")]


def test_a_link_to_a_step_says_where_it_leads_without_its_surroundings() -> None:
    second = html(THREE).split("<li ")[2]
    assert re.findall(r'aria-label="([^"]*)">', second) == [
        "Back: Step 1 of 3",
        "Next: Step 3 of 3",
    ]
    assert "<nav" not in second, "a landmark for each step drowns those of the page"


def test_a_walk_through_is_a_named_section_that_counts_its_steps() -> None:
    shown = html(THREE)
    assert '<section class="steps" aria-labelledby="a-queue-grows">' in shown
    assert '<h3 id="a-queue-grows">A queue grows</h3>' in shown
    assert '<p class="step-count">Step 2 of 3</p>' in shown
    assert shown.count("<figure") == 1


def test_a_walk_through_of_one_step_has_no_links() -> None:
    assert "<nav" not in html("::: steps Alone\nText.\n:::")


def test_two_walk_throughs_of_one_name_do_not_share_ids() -> None:
    ids = re.findall(r' id="([^"]*)"', html(THREE + "\n" + THREE))
    assert len(ids) == len(set(ids)) == 8


def test_a_line_inside_a_list_divides_nothing() -> None:
    shown, complaints = judged("::: steps T\n- a\n\n  +++\n\n  b\n:::")
    assert shown.count('class="step"') == 1
    assert len(complaints) == 1


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(["::: steps T", "::: note", "::: x", ":::", "+++", "a", ""]), max_size=25
    )
)
def test_boxes_in_any_disorder_give_whole_html(lines: list[str]) -> None:
    shown, _ = judged("\n".join(lines))
    for tag in ("section", "ol", "li", "div", "nav"):
        assert len(re.findall(f"<{tag}[ >]", shown)) == shown.count(f"</{tag}>")
    for anchor in re.findall(r'href="#([^"]*)"', shown):
        assert f'id="{anchor}"' in shown
