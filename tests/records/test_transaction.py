"""Writes take the lock at once and commit once; slow work never runs inside them."""

from __future__ import annotations

import threading
import time

import pytest
from sqlalchemy import Engine, func, insert, select, text

from courseware.records import transaction
from courseware.records.throttle import throttle
from courseware.records.transaction import (
    is_writing,
    open_engine,
    refuse_inside_write,
    snapshot,
    writing,
)
from courseware.web.passwords import check_password, hash_password
from tests.conftest import NOW


def count(engine: Engine) -> int:
    with engine.connect() as conn:
        return int(conn.execute(select(func.count()).select_from(throttle)).scalar_one())


def test_a_write_that_fails_leaves_nothing(engine: Engine) -> None:
    def fail() -> None:
        with writing(engine) as conn:
            conn.execute(insert(throttle).values(key="x", at=NOW))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(engine) == 0
    assert not is_writing()


def test_a_write_is_seen_by_others_only_when_it_is_committed(engine: Engine) -> None:
    with writing(engine) as conn:
        conn.execute(insert(throttle).values(key="x", at=NOW))
        assert count(engine) == 0
    assert count(engine) == 1


def test_a_snapshot_sees_one_moment(engine: Engine) -> None:
    with snapshot(engine) as conn:
        before = conn.execute(select(func.count()).select_from(throttle)).scalar_one()
        with writing(engine) as other:
            other.execute(insert(throttle).values(key="x", at=NOW))
        after = conn.execute(select(func.count()).select_from(throttle)).scalar_one()
    assert (before, after) == (0, 0)
    assert count(engine) == 1


def test_a_second_writer_waits_and_does_not_fail(engine: Engine) -> None:
    begun = threading.Event()

    def slow() -> None:
        with writing(engine) as conn:
            conn.execute(insert(throttle).values(key="slow", at=NOW))
            begun.set()
            time.sleep(0.3)

    thread = threading.Thread(target=slow)
    thread.start()
    assert begun.wait(5)
    with writing(engine) as conn:
        conn.execute(insert(throttle).values(key="quick", at=NOW))
    thread.join()
    assert count(engine) == 2


@pytest.mark.parametrize(
    "slow_work",
    [
        lambda: hash_password("correct horse battery"),
        lambda: check_password(None, "correct horse battery"),
        lambda: refuse_inside_write("Anything slow"),
    ],
)
def test_slow_work_inside_a_write_is_refused(engine: Engine, slow_work: object) -> None:
    def run() -> None:
        with writing(engine):
            slow_work()  # type: ignore[operator]

    with pytest.raises(RuntimeError, match="inside a write"):
        run()


def test_a_connection_that_was_cut_off_while_idle_is_replaced(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transaction, "IDLE", 0.0)
    engine, other = open_engine(postgres_url), open_engine(postgres_url)
    with engine.connect() as conn:
        cut = conn.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with other.connect() as conn:
        conn.execute(text("SELECT pg_terminate_backend(:cut)"), {"cut": cut})
    with engine.connect() as conn:
        assert conn.execute(text("SELECT pg_backend_pid()")).scalar_one() != cut
    engine.dispose()
    other.dispose()
