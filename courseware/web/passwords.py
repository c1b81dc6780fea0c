"""Passwords: argon2id, never inside the gate, never inside a write."""

from __future__ import annotations

from threading import Semaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from courseware.records.transaction import refuse_inside_write
from courseware.web.gate import outside_gate

MIN_LENGTH = 12
MAX_LENGTH = 200
_SHORTEST_NAME = 4  # shorter names are inside too many good passwords
COMMON = frozenset(
    {
        "password1234", "123456789012", "qwertyuiop12", "courseware12", "letmein12345",
        "iloveyou1234", "administrator", "password12345", "qwerty123456", "welcome12345",
        "production12", "manufacturing", "changeme1234", "111111111111", "abcdefghijkl",
    }
)  # fmt: skip

# 19 MiB, two passes, one lane: OWASP's minimum for argon2id, about 30 ms here.
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_two_at_once = Semaphore(2)
_DUMMY = _hasher.hash("nobody has this password, it only costs the same time")


def hash_password(password: str) -> str:
    """Return what is stored of a password."""
    refuse_inside_write("Hashing a password")
    with outside_gate(), _two_at_once:
        return _hasher.hash(password)


def check_password(stored: str | None, password: str) -> bool:
    """Say whether `password` fits; for an unknown person (None) the same work is done."""
    refuse_inside_write("Checking a password")
    with outside_gate(), _two_at_once:
        try:
            fits = _hasher.verify(stored or _DUMMY, password)
        except (VerificationError, InvalidHashError):
            return False
    return fits and stored is not None


def is_common(password: str, user_name: str) -> bool:
    """Say whether a password is among those that are tried first."""
    folded = password.casefold()
    return folded in COMMON or (len(user_name) >= _SHORTEST_NAME and user_name.casefold() in folded)
