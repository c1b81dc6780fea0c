from __future__ import annotations

import pytest
from markup_examples import html, judged, lines_of

from courseware.markup.labels import Labels
from courseware.markup.markdown import LARGEST, MOST_BRACKETS, Heading, outline, render_inline
from courseware.markup.safety import is_safe_url


def test_prose_becomes_paragraphs_emphasis_and_lists() -> None:
    assert html("A *b* **c**.\n\n- one\n- two") == (
        "<p>A <em>b</em> <strong>c</strong>.</p>\n<ul>\n<li>one</li>\n<li>two</li>\n</ul>\n"
    )


def test_a_link_leads_where_the_caller_says() -> None:
    assert html("[takt](glossary:takt-time)") == '<p><a href="/glossary#takt-time">takt</a></p>\n'


def test_a_link_to_another_site_gives_it_no_hold_on_ours() -> None:
    assert 'rel="noopener noreferrer"' in html("[source](https://example.org/a)")


def test_a_dead_link_keeps_its_text_and_is_complained_of_on_its_line() -> None:
    shown, complaints = judged("One.\n\nTwo\n[*takt*](glossary:tact), [takt](glossary:takt-time)")
    assert "<em>takt</em>, <a" in shown
    assert complaints[0][0] == 4
    assert "glossary:tact" in complaints[0][1]


def test_what_the_caller_suggests_is_the_mend_of_a_dead_link() -> None:
    _, complaints = judged("[a](glossary:tact)", suggest=lambda target: f"Not {target}?")
    assert complaints[0][2] == "Not glossary:tact?"


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example",
        "http://x.y",
        "mailto:a@b.c",
    ],
)
def test_a_target_outside_of_the_list_is_no_link_even_if_the_caller_passes_it(target: str) -> None:
    shown, complaints = judged(f"[x](<{target}>)", link=lambda target: target)
    assert shown == "<p>x</p>\n"
    assert len(complaints) == 1


@pytest.mark.parametrize("url", ["//x", "/\\x", "http://x.y", "javascript:x", "/a b", "/a\nb", ""])
def test_only_https_and_places_on_this_site_are_safe_to_go_to(url: str) -> None:
    assert not is_safe_url(url)


def test_a_link_without_text_is_complained_of() -> None:
    assert judged("[](glossary:takt-time)")[1][0][1] == "This link has no text."


def test_a_heading_has_an_id_from_its_words_and_a_second_one_its_own() -> None:
    shown = html("### Is it on time?\n\n### Is it *on* time?\n", prefix="the-idea-")
    assert '<h3 id="the-idea-is-it-on-time">' in shown
    assert '<h3 id="the-idea-is-it-on-time-2">' in shown


def test_a_heading_of_level_one_is_complained_of() -> None:
    assert lines_of("text\n\n# Title") == [3]


def test_three_dashes_under_a_line_are_a_rule_and_no_heading() -> None:
    assert html("text\n---") == "<p>text</p>\n<hr>\n"


def test_four_spaces_do_not_make_program_text() -> None:
    assert html("    text") == "<p>text</p>\n"


def test_a_table_scrolls_in_a_region_that_says_what_it_holds() -> None:
    shown = html("| Step | **Time** |\n|---|---:|\n| Weld | 55 s |")
    assert shown.startswith(
        '<div class="scroll" tabindex="0" role="region" aria-label="Table: Step, Time"><table>'
    )
    assert '<th scope="col" class="right"><strong>Time</strong></th>' in shown
    assert '<td class="right">55&nbsp;s</td>' in shown
    assert shown.endswith("</table></div>\n")


def test_an_answer_is_hidden_behind_a_word_that_can_be_translated() -> None:
    shown = html("::: answer\nIt is **8**.\n:::", labels=Labels(answer="Antwort zeigen"))
    assert shown == (
        '<details class="answer"><summary>Antwort zeigen</summary>\n'
        "<p>It is <strong>8</strong>.</p>\n</details>\n"
    )


def test_a_note_says_that_it_is_one() -> None:
    assert html("::: note\nText.\n:::") == '<div class="note" role="note">\n<p>Text.</p>\n</div>\n'


def test_a_longer_fence_holds_another_box() -> None:
    shown = html(":::: note\n::: answer\nEight.\n:::\n::::")
    assert shown.index('"note"') < shown.index('"answer"') < shown.index("</details>")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("::: anser\nText.\n:::", "There is no box “anser”."),
        ("::: answer\nText.", "is not closed"),
        ("> ::: answer\n> ", "is not closed"),
        ("::: answer Aha\nText.\n:::", "has no title"),
        ("::: steps\nText.\n:::", "needs a title"),
        ("Text.\n\n+++\n", "divides steps"),
        ("::: note\n+++\n:::", "divides steps"),
    ],
)
def test_a_box_that_is_not_as_it_should_be_is_complained_of(text: str, said: str) -> None:
    assert any(said in message for _, message, _ in judged(text)[1])


@pytest.mark.parametrize(
    "text", ["a <b>c</b>", "<div>\n", "<!-- x -->", "<script>", "a <br/> b", "<?php"]
)
def test_html_is_shown_as_typed_and_complained_of(text: str) -> None:
    shown, complaints = judged(text)
    assert "&lt;" in shown
    assert "HTML is not allowed" in complaints[0][1]


@pytest.mark.parametrize(
    "text", ["a < b", "1<2", "a <= b > c", "`<b>`", "x<5 and y>3", "&lt;b&gt;"]
)
def test_a_smaller_sign_is_not_taken_for_html(text: str) -> None:
    assert judged(text)[1] == []


def test_complaints_know_the_line_within_paragraphs_lists_tables_and_boxes() -> None:
    text = "a\n<i>\n\n- x\n- <i>\n\n| a |\n|---|\n| b |\n| <i> |\n\n::: note\n<i>\n:::\n"
    assert lines_of(text) == [2, 5, 10, 13]


def test_a_reference_is_left_as_text_because_it_could_grow_without_end() -> None:
    assert "<a" not in html("[a]\n\n[a]: /somewhere\n")


def test_a_text_that_is_too_large_or_too_entangled_is_not_read() -> None:
    assert judged("a" * (LARGEST + 1))[0] == ""
    shown, complaints = judged("One.\n\n" + "[" * (MOST_BRACKETS + 1))
    assert shown == ""
    assert complaints[0][0] == 3


def test_many_links_are_fine_when_empty_lines_divide_them() -> None:
    line = "[a](glossary:takt-time) " * 150
    assert html(f"{line}\n\n{line}").count("<a ") == 300


def test_inline_text_has_no_paragraph_around_it() -> None:
    shown = render_inline("A *b*.", link=lambda _: None, figure=lambda _: None, complain=print)
    assert shown == "A <em>b</em>."


def no_complaint(line: int, message: str, mend: str) -> None:
    raise AssertionError((line, message, mend))


def test_the_outline_names_headings_that_stand_on_their_own() -> None:
    text = "## The *idea*\n\n### Part\n\n> ## Quoted\n\n```\n## Code\n```\n\n## End\n"
    assert outline(text, no_complaint) == (
        Heading(2, "The idea", 1),
        Heading(3, "Part", 3),
        Heading(2, "End", 11),
    )
