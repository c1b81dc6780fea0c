"""Whose address is of the company: exactly its domain, however it is written, and no other."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courseware.joining.addresses import LONGEST, read_address, read_domain
from courseware.joining.registration import is_of_domains

ALLOWED = ("rivermill.example", "bücher.example")


def is_allowed(typed: str, domains: tuple[str, ...] = ALLOWED) -> bool:
    address = read_address(typed)
    return address is not None and is_of_domains(address, domains)


@pytest.mark.parametrize(
    "typed",
    [
        "gil@rivermill.example", "Gil@RIVERMILL.Example", " gil@rivermill.example ",
        "gil+learn@rivermill.example", "gil@ｒｉｖｅｒｍｉｌｌ.example",
        "gil@bücher.example", "gil@BÜCHER.example", "gil@xn--bcher-kva.example",
        "gil@bu\u0308cher.example", "gil@rivermill。example",
    ],
)  # fmt: skip
def test_the_domain_counts_however_it_is_written(typed: str) -> None:
    assert is_allowed(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "gil@sub.rivermill.example", "gil@rivermill.example.evil.com", "gil@evilrivermill.example",
        "gil@rivermill.example@evil.com", "gil@evil.com@rivermill.example", "gil@example",
        "gil@rivermill.example.", "gil@.rivermill.example", "gil@rivermill..example",
        '"gil@evil.com"@rivermill.example', "gil@rivermill.example>",
        "gil@rivermill.example\nBcc: all@rivermill.example", "gil@rivermill.example, x@evil.com",
        "Gil <gil@rivermill.example>", "gil@rivermill\u200b.exampl", "gil@[192.0.2.1]",
        "gil@rivermi11.example", "gil@rіvermill.example", "gil@rivermill.example%00.evil.com",
        "@rivermill.example", "rivermill.example", "gil@", "", "gil@bucher.example",
        "gil(x@rivermill.example)@evil.com", "gil@rivermill.example/evil.com",
        f"{'x' * LONGEST}@rivermill.example",
    ],
)  # fmt: skip
def test_no_trick_makes_another_domain_of_it(typed: str) -> None:
    assert not is_allowed(typed)


def test_a_line_break_at_the_end_is_only_trimmed() -> None:
    address = read_address("gil@rivermill.example\n")
    assert address is not None
    assert address.text == "gil@rivermill.example"


@pytest.mark.parametrize(
    "domain", ["rivermill.example", "@rivermill.example", " RIVERMILL.example "]
)
def test_an_operator_may_write_the_domain_in_several_ways(domain: str) -> None:
    assert read_domain(domain) == "rivermill.example"
    assert is_allowed("gil@rivermill.example", (domain,))


@pytest.mark.parametrize("domains", [(), ("",), ("*",), ("example",), ("*.example",), (" ",)])
def test_a_domain_that_is_none_lets_nobody_in(domains: tuple[str, ...]) -> None:
    assert not is_allowed("gil@rivermill.example", domains)


@given(st.text(max_size=30), st.text(max_size=30))
def test_whoever_is_let_in_gets_mail_at_that_very_domain(local: str, domain: str) -> None:
    address = read_address(f"{local}@{domain}rivermill.example")
    if address is not None and is_of_domains(address, ["rivermill.example"]):
        assert address.text.rpartition("@")[2] == "rivermill.example"
        assert not any(character in address.text for character in "\r\n \t<>,")


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_an_address(typed: str) -> None:
    address = read_address(typed)
    if address is not None:
        again = read_address(address.text)
        assert again == address, "what is stored reads as the same address"
