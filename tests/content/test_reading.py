from __future__ import annotations

import pytest

from courseware.content.reading import count_syllables, count_words, read


@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("line", 1), ("made", 1), ("table", 2), ("station", 2), ("utilization", 5), ("manager", 3),
        ("bottleneck", 3), ("worked", 1), ("needed", 2), ("planned", 1), ("makes", 1), ("pieces", 2),
        ("changes", 2), ("people", 2), ("continuous", 4), ("quiet", 2), ("experience", 4), ("being", 2),
        ("the", 1), ("whole", 1), ("whose", 1), ("special", 2), ("region", 2), ("capacity", 4),
        ("period", 3), ("Mei-Ling", 2), ("Little's", 2), ("A", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_they_are_spoken(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_short_words_in_short_sentences_read_at_a_low_grade() -> None:
    easy = read(["<p>The cat sat. The dog ran. We all ran too.</p>"])
    hard = read(["<p>Organizational accountability necessitates continuous evaluation.</p>"])
    assert easy.grade < 1
    assert hard.grade > 20


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    reading = read(["<p>The manager made a table. It is fine.</p>"])
    assert (reading.sentences, reading.words) == (2, 8)
    assert reading.grade == pytest.approx(0.39 * 4 + 11.8 * 11 / 8 - 15.59)
    assert reading.longest == "The manager made a table"


def test_only_prose_is_measured() -> None:
    html = (
        "<h3>Organizational accountability</h3><p>The cat sat.</p>"
        "<table><tr><td>Organizational accountability</td></tr></table>"
        "<figure><figcaption>Organizational accountability</figcaption></figure>"
        "<p>Utilization = 30 ÷ 40.</p><p>See <math><mtext>Organizational</mtext></math> it.</p>"
        '<details class="answer"><summary>Show the answer</summary></details>'
    )
    reading = read([html])
    assert reading.sentences == 2
    assert reading.words == 5


def test_a_list_item_ends_a_sentence_and_a_decimal_point_does_not() -> None:
    reading = read(["<ul><li>Take 3.5 parts</li><li>Count them</li></ul>"])
    assert reading.sentences == 2


def test_words_are_those_that_a_learner_reads() -> None:
    html = (
        '<p class="step-count">Step 1 of 3</p><p>It\'s 1,234.5 parts: <b>well-kept</b>.</p>'
        "<table><tr><td>Weld</td><td>55 s</td></tr></table><math><mi>x</mi></math>"
        '<nav class="step-nav"><a href="#b">Next</a></nav>'
    )
    assert count_words(html) == 7


def test_nothing_to_read_has_no_grade() -> None:
    assert read([]).grade == 0
    assert read(["<table></table>"]).average == 0
