from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.joining.folding import fold_name
from courseware.joining.names import LONGEST, fault_of_user_name, has_unseen, written

GOOD = ("ada", "Ada.Marsh", "00417", "a_b-c", "žofie", "Ада", "山田太郎", "ＡＤＡ", "नीता")


@pytest.mark.parametrize("name", GOOD)
def test_names_and_employee_numbers_will_do(name: str) -> None:
    assert fault_of_user_name(name) is None


REFUSED = [
    ("", "length"), ("a", "length"), ("x" * (LONGEST + 1), "length"),
    ("ada marsh", "characters"), ("ada@example.com", "characters"), (".ada", "characters"),
    ("a/b", "characters"), ("<b>", "characters"), ("a\\b", "characters"), ("ada😀", "characters"),
    ("ada\u200b", "unseen"), ("a\u202eda", "unseen"), ("a\x00da", "unseen"), ("a\nda", "unseen"),
    ("ad\u00ada", "unseen"), ("ada\u3164", "unseen"), ("ada\ufe0f", "unseen"), ("a\u034fda", "unseen"),
    ("\ufeffada", "unseen"), ("ada\ue000", "unseen"), ("ada\U000e0041", "unseen"),
    ("аda", "alike"), ("adα", "alike"), ("a\u0323\u0331\u0324\u0330", "alike"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "why"), REFUSED)
def test_what_nobody_sees_or_could_be_another_name_is_refused(name: str, why: str) -> None:
    fault = fault_of_user_name(name)
    assert fault is not None
    assert fault.code == f"user_name.{why}"


@pytest.mark.parametrize("name", ["ADA", "ａｄａ", " ada ", "𝐚𝐝𝐚", "ⓐⓓⓐ"])
def test_spellings_that_look_alike_are_one_name(name: str) -> None:
    assert fold_name(name) == "ada"


LETTERS = st.text(st.characters(categories=["L", "M", "N"]), min_size=2, max_size=8)


@given(LETTERS | st.text(st.sampled_from("aA\u0323\u0307ıİßſẞΣςǅ1.-"), min_size=2, max_size=8))
def test_an_accepted_name_is_one_name_in_every_form(name: str) -> None:
    if fault_of_user_name(name) is None:
        forms = {name, written(name), fold_name(name), fold_name(fold_name(name))}
        forms |= {unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC", "NFKD")}
        assert len({fold_name(one) for one in forms}) == 1


@given(st.text(alphabet=st.characters(categories=["Cc", "Cf", "Co", "Zl", "Zp"]), min_size=1))
def test_no_control_or_format_character_passes(hidden: str) -> None:
    assert has_unseen(f"ada{hidden}x")
    assert fault_of_user_name(f"ada{hidden}x") is not None
