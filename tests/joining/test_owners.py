"""Tags and keys of what a device keeps for one person."""

from __future__ import annotations

from base64 import b64decode

from hypothesis import given
from hypothesis import strategies as st

from courseware.joining.owners import TAG_LENGTH, owner_key, owner_tag

IDS = st.integers(1, 2**62)
SECRETS = st.text(min_size=1, max_size=60)


@given(IDS, SECRETS)
def test_the_same_person_has_the_same_tag_and_key(person_id: int, secret: str) -> None:
    tag, key = (owner_tag(person_id, "unsent", site_secret=secret) for _n in range(2))
    assert tag == key
    assert len(tag) == TAG_LENGTH
    assert len(b64decode(owner_key(person_id, site_secret=secret))) == 32


@given(IDS, IDS, SECRETS)
def test_others_have_others(one: int, other: int, secret: str) -> None:
    is_same = one == other
    assert (owner_key(one, site_secret=secret) == owner_key(other, site_secret=secret)) is is_same
    tags = {owner_tag(person_id, "unsent", site_secret=secret) for person_id in (one, other)}
    assert (len(tags) == 1) is is_same


def test_a_tag_tells_nothing_of_key_person_or_another_use() -> None:
    tag = owner_tag(7, "unsent", site_secret="one")
    assert tag != owner_tag(7, "next", site_secret="one")
    assert tag != owner_tag(7, "unsent", site_secret="two")
    assert owner_key(7, site_secret="one") != owner_key(7, site_secret="two")
    assert tag not in b64decode(owner_key(7, site_secret="one")).hex()
