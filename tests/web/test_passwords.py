"""What is stored of a password, and what it costs to guess one."""

from __future__ import annotations

from courseware.web.passwords import check_password, hash_password


def test_what_is_stored_costs_a_guesser_at_least_what_owasp_asks_for() -> None:
    stored = hash_password("a line that starts on time")
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert stored != hash_password("a line that starts on time")
    assert check_password(stored, "a line that starts on time")
    assert not check_password(stored, "a line that starts late")


def test_for_somebody_unknown_no_password_fits() -> None:
    assert not check_password(None, "nobody has this password, it only costs the same time")
    assert not check_password("not a hash", "a line that starts on time")
