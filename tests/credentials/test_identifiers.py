from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.credentials.identifiers import RANDOM_BYTES, new_public_id, read_public_id

random_bytes = st.binary(min_size=RANDOM_BYTES, max_size=RANDOM_BYTES)
NUMBER = "7K2M-9QXT-0C4D-V8RB-3HNE"


@given(random_bytes)
def test_a_number_has_twenty_characters_in_fours_and_reads_back(chance: bytes):
    number = new_public_id(chance)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){4}", number)
    assert read_public_id(number) == number


@given(random_bytes, st.integers(0, 99))
def test_each_of_the_hundred_bits_counts(chance: bytes, bit: int):
    flipped = int.from_bytes(chance) ^ 1 << (bit + 4)
    assert new_public_id(flipped.to_bytes(RANDOM_BYTES)) != new_public_id(chance)


def test_the_first_and_the_last_number_are_written_in_full():
    assert new_public_id(bytes(13)) == "0000-0000-0000-0000-0000"
    assert new_public_id(b"\xff" * 13) == "ZZZZ-ZZZZ-ZZZZ-ZZZZ-ZZZZ"


@pytest.mark.parametrize("length", [0, 12, 14])
def test_another_amount_of_chance_is_refused(length: int):
    with pytest.raises(ValueError, match="13 random bytes"):
        new_public_id(bytes(length))


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER,
        "7k2m-9qxt-0c4d-v8rb-3hne",
        "7K2M9QXT0C4DV8RB3HNE",
        " 7K2M 9QXT\t0C4D V8RB 3HNE\n",
        "7K2M–9QXT—0C4D‑V8RB−3HNE",  # the dashes of word processors and phones
        "7K2M-9QXT-oC4D-V8RB-3HNE",
        "7K-2M9-QXTO-C4DV8-RB3HNE",
    ],
)
def test_what_a_person_types_is_forgiven(typed: str):
    assert read_public_id(typed) == NUMBER


def test_letters_that_look_like_one_are_read_as_one():
    assert read_public_id("iIlL-0000-0000-0000-000O") == "1111-0000-0000-0000-0000"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "7K2M-9QXT-0C4D-V8RB-3HN",
        f"{NUMBER}0",
        "7K2M-9QXT-0C4D-V8RB-3HNU",  # U is no digit
        "7K2M-9QXT-0C4D-V8RB-3HNß",  # would be two letters in upper case
        "٧K2M-9QXT-0C4D-V8RB-3HNE",  # an Arabic seven
        "7K2M/9QXT/0C4D/V8RB/3HNE",
        "-" * 500 + NUMBER,
    ],
)
def test_what_cannot_be_a_number_is_none(typed: str):
    assert read_public_id(typed) is None


@given(st.text(st.sampled_from("0OoIlL1ZzU- \n–ßıİ٧７🎓"), max_size=30))
def test_reading_never_fails_and_always_gives_the_written_form(typed: str):
    number = read_public_id(typed)
    assert number is None or read_public_id(number) == number
