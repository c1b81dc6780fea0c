from __future__ import annotations

import pytest
from markup_examples import html, judged


def test_a_figure_has_its_words_its_caption_and_waits_to_be_seen() -> None:
    assert html('![A *line*.](figures/line.svg "The line")') == (
        '<figure class="figure"><img src="/figures/0f.svg" alt="A line." loading="lazy">'
        "<figcaption>The line</figcaption></figure>\n"
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("![](figures/line.svg)", "has no alt text"),
        ("![ ](figures/line.svg)", "has no alt text"),
        ("![a](figures/lime.svg)", "There is no figure"),
        ("![a](https://example.org/a.png)", "There is no figure"),
        ("![a](figures/../../../etc/passwd)", "There is no figure"),
        ("Text ![a](figures/line.svg)", "stands alone"),
        ("![a](figures/line.svg)\nText", "stands alone"),
    ],
)
def test_a_figure_that_cannot_be_shown_is_complained_of(text: str, said: str) -> None:
    assert any(said in message for _, message, _ in judged(text)[1])


def test_a_figure_elsewhere_is_not_shown_even_if_the_caller_passes_it() -> None:
    shown, complaints = judged("![a](https://e.example/a.png)", figure=lambda path: path)
    assert "img" not in shown
    assert complaints
