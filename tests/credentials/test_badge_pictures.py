"""The badge and the preview of a link: sizes, the same bytes, what they show and what they do not."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace

import pytest
from PIL import Image, ImageChops

from courseware.credentials.pictures import Picture, draw_badge, draw_preview

PLAIN = Picture(
    kind="pathway",
    title="Certificate of completion",
    of="First steps in production",
    issuer="Rivermill Components Ltd",
    demonstration=False,
    holder="Łukasz Żółć-Wiśniewski",
    host="academy.rivermill.example",
    day="22 November 2026",
)
LONG = replace(
    PLAIN,
    of="Supervising a production line in the food industry: safety, flow, people, cost, quality",
    issuer="Technological University of the Midlands, Department of Industrial Engineering",
    holder="W" + "abcdefghi" * 9 + "jklmnopq",
    host="learning.academy.of-a-very-long-organization-name.example.org",
)
SIGNAL = (184, 70, 11)
TOLD = {"kind": "module", "title": "Record", "of": "Lean", "issuer": "Dunn Ltd",
        "demonstration": True}  # fmt: skip
ON_THE_PREVIEW_ALONE = {"holder": "王小明", "host": "b.example", "day": "1 May 2026"}


def opened(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png))


def test_both_are_png_of_the_size_that_others_ask_for():
    badge, preview = opened(draw_badge(PLAIN)), opened(draw_preview(PLAIN))
    assert (badge.format, badge.size) == ("PNG", (600, 600))
    assert (preview.format, preview.size) == ("PNG", (1200, 630))


def test_the_same_achievement_gives_the_same_bytes_in_another_process():
    script = (
        "import sys; from tests.credentials.test_badge_pictures import *; "
        "sys.stdout.buffer.write(draw_badge(PLAIN) + draw_preview(PLAIN))"
    )
    elsewhere = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert elsewhere.stdout == draw_badge(PLAIN) + draw_preview(PLAIN)


@pytest.mark.parametrize("changed", TOLD)
def test_what_was_achieved_is_on_both(changed: str):
    other = replace(PLAIN, **{changed: TOLD[changed]})
    assert draw_badge(other) != draw_badge(PLAIN)
    assert draw_preview(other) != draw_preview(PLAIN)


@pytest.mark.parametrize("changed", ON_THE_PREVIEW_ALONE)
def test_a_badge_is_the_same_for_everybody_and_a_preview_is_not(changed: str):
    other = replace(PLAIN, **{changed: ON_THE_PREVIEW_ALONE[changed]})
    assert draw_badge(other) == draw_badge(PLAIN)
    assert draw_preview(other) != draw_preview(PLAIN)


def test_a_badge_needs_no_holder():
    assert draw_badge(replace(PLAIN, holder="", host="", day="")) == draw_badge(PLAIN)


@pytest.mark.parametrize("draw", [draw_badge, draw_preview])
def test_a_demonstration_has_its_band_from_edge_to_edge(draw):
    for shown, banded in ((True, True), (False, False)):
        picture = opened(draw(replace(PLAIN, demonstration=shown))).convert("RGB")
        # just above the word, in the middle of the row
        row = [picture.getpixel((x, picture.height - 70)) for x in range(20, picture.width - 20)]
        assert (set(row) == {SIGNAL}) is banded


@pytest.mark.parametrize("demonstration", [False, True])
@pytest.mark.parametrize("kind", ["module", "level", "pathway"])
@pytest.mark.parametrize("texts", [PLAIN, LONG], ids=["plain", "long"])
def test_long_texts_leave_edges_line_and_arrival_alone(
    texts: Picture, kind: str, demonstration: bool
):
    """What differs from the picture with hardly any text lies in the column of the texts."""
    shown = replace(texts, kind=kind, demonstration=demonstration)
    bare = replace(shown, title="-", of="-", issuer="-", holder="-", host="-", day="")
    columns = {draw_badge: (55, 490, 84, 552), draw_preview: (66, 1012, 36, 585)}
    for draw, (left, right, top, bottom) in columns.items():
        pictures = [opened(draw(each)).convert("RGB") for each in (shown, bare)]
        box = ImageChops.difference(*pictures).getbbox()
        assert box is not None
        assert left < box[0] < box[2] < right
        assert top < box[1] < box[3] < bottom


@pytest.mark.parametrize("demonstration", [False, True])
@pytest.mark.parametrize("texts", [PLAIN, LONG], ids=["plain", "long"])
def test_what_was_achieved_ends_above_who_says_so(texts: Picture, demonstration: bool):
    """Of "production" in three lines the letter p hung into the issuer's name."""
    shown = replace(texts, issuer=f"{texts.issuer} (demonstration)", demonstration=demonstration)

    def rows_of(part: str) -> tuple[int, int]:
        pictures = [
            opened(draw_badge(each)).convert("RGB")
            for each in (shown, replace(shown, **{part: " "}))
        ]
        box = ImageChops.difference(*pictures).getbbox()
        assert box is not None
        return box[1], box[3]

    assert rows_of("of")[1] + 8 <= rows_of("issuer")[0]


@pytest.mark.parametrize("draw", [draw_badge, draw_preview])
def test_a_character_without_a_glyph_is_refused(draw):
    with pytest.raises(ValueError, match="🎓"):
        draw(replace(PLAIN, of="Ada 🎓"))
