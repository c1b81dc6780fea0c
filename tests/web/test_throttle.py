"""Two hundred tries in four processes never pass a limit by one."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine, func, select

from courseware.config import PROJECT
from courseware.records.throttle import Limit, add_tries, forget_tries, is_over, throttle
from courseware.records.transaction import writing
from courseware.web import throttle as web_throttle
from courseware.web.throttle import WINDOW, TooManyTries, count_try
from tests.conftest import NOW, Clock, World

PROCESSES, TRIES, THREADS = 4, 50, 5
# Each process is a site of its own with five threads; every try names its keys in another order.
WORK = """
import json, sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from courseware.app import create_app
from courseware.records.throttle import Limit
from courseware.web.throttle import TooManyTries, count_try
from tests.conftest import Clock, settings_for

url, folder, tries, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
app = create_app(settings_for(url, Path(folder)), overrides={"TESTING": True})
app.extensions["courseware.clock"] = Clock()
limits = [Limit("account", 60), Limit("network", 37), Limit("here", 1000)]

def one(number):
    turned = limits[number % 3:] + limits[:number % 3]
    with app.app_context():
        try:
            count_try(*turned)
        except TooManyTries:
            return False
        return True

print("ready", flush=True)
sys.stdin.readline()
with ThreadPoolExecutor(threads) as pool:
    print(json.dumps(sum(pool.map(one, range(tries)))))
"""


def start(world: World, folder: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WORK, world.url, str(folder), str(TRIES), str(THREADS)]
    return subprocess.Popen(
        command, cwd=PROJECT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )


def test_two_hundred_tries_in_four_processes_never_pass_the_limit(
    world: World, engine: Engine, tmp_path: object
) -> None:
    processes = [start(world, tmp_path) for _n in range(PROCESSES)]
    for one in processes:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    replies = [one.communicate("go\n", timeout=60)[0] for one in processes]
    assert sum(json.loads(one) for one in replies) == 37, "the narrowest limit, exactly"
    with engine.connect() as conn:
        counted = select(throttle.c.key, func.count().label("tries")).group_by(throttle.c.key)
        tries = {row.key: row.tries for row in conn.execute(counted)}
    assert tries == {"account": 37, "network": 37, "here": 37}


def test_tries_count_for_a_quarter_of_an_hour(world: World) -> None:
    clock: Clock = world.app.extensions["courseware.clock"]
    with world.app.app_context():
        count_try(Limit("door", 2))
        count_try(Limit("door", 2))
        with pytest.raises(TooManyTries):
            count_try(Limit("door", 2))
        clock.now += WINDOW - timedelta(microseconds=1)
        with pytest.raises(TooManyTries):
            count_try(Limit("door", 2))
        clock.forward(microseconds=1)
        count_try(Limit("door", 2))


def test_a_refused_try_counts_against_no_other_limit(world: World, engine: Engine) -> None:
    with world.app.app_context():
        count_try(Limit("narrow", 1), Limit("wide", 9))
        for _n in range(3):
            with pytest.raises(TooManyTries):
                count_try(Limit("wide", 9), Limit("narrow", 1))
    with engine.connect() as conn:
        assert len(conn.scalars(select(throttle.c.id)).all()) == 2


def test_two_writes_that_name_their_keys_in_other_orders_do_not_block_each_other(
    world: World,
) -> None:
    limits = [Limit(f"key {number}", 1000) for number in range(8)]

    def many(turn: int) -> None:
        with world.app.app_context():
            for number in range(20):
                at = (number * 3 + turn) % 8
                count_try(*limits[at:], *limits[:at])

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(many, range(6)))  # a deadlock would raise


def test_what_was_no_guess_is_forgotten(world: World, engine: Engine) -> None:
    with writing(engine) as conn:
        ids = add_tries(conn, [Limit("a", 1), Limit("b", 1)], now=NOW)
        add_tries(conn, [Limit("a", 1)], now=NOW)
        forget_tries(conn, ids=ids, key="a")
    with engine.connect() as conn:
        assert not is_over(conn, [Limit("a", 1), Limit("b", 1)], since=NOW - WINDOW)


def test_the_wait_that_is_named_is_the_window() -> None:
    assert TooManyTries().retry_after == WINDOW.total_seconds() == 900
    assert web_throttle.TooManyTries.code == 429
