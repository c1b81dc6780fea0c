"""`flask serve`: the whole program in one command, which is the web workers and one jobs process."""

from __future__ import annotations

import errno
import os
import socket
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from time import monotonic

import click
from alembic.script import ScriptDirectory
from flask.cli import with_appcontext

from courseware.cli.children import Children
from courseware.cli.ending import Ending, ended_by_signal
from courseware.cli.terminal import Command, settings
from courseware.config import MIGRATIONS, PREFIX, PROJECT
from courseware.extensions import db
from courseware.records.health import read_heads
from courseware.records.transaction import reading

START_WITHIN = 60.0
"""Seconds until the web server must have answered."""
ENVIRONMENT = {"GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
"""For the web server, as only a new process reads it: large blocks come in large pages.

The 19 MiB of a password are 4,865 small pages, which took 14 of its 55 ms. Needs glibc 2.35; others
ignore it.
"""
_GLANCE = 0.2
# Eight threads a worker wait for stalled phones; the gate lets one request at a time run. Errors
# only: granian warns of the eight threads, because it does not know the gate.
_GRANIAN = (
    *("--interface", "wsgi", "--blocking-threads", "8", "--backlog", "1024", "--no-ws"),
    *("--workers-kill-timeout", "3", "--log-level", "error", "--no-access-log"),
)


@click.command("serve", cls=Command, epilog="Example: COURSEWARE_WORKERS=4 flask serve --port 8080")
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True)
@with_appcontext
def command(*, host: str, port: int) -> None:
    """Serve the site until SIGTERM or Ctrl+C. If a part of it dies, all ends with exit code 1."""
    _refuse_strangers(host)
    _refuse_used_port(host, port)
    _refuse_other_schema()
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    environment = {**ENVIRONMENT, **os.environ}
    if _is_loopback(host):
        environment.setdefault(f"{PREFIX}BASE_URL", address)
    with ended_by_signal() as ending, Children(PROJECT, environment) as children:
        workers = ("--workers", str(settings().workers))
        where = ("--host", host, "--port", str(port), "--working-dir", str(PROJECT))
        children.start(
            "web server", "courseware.cli.web_server", *_GRANIAN, *workers, *where, "wsgi:app"
        )
        children.start("jobs process", "flask", "--app", "wsgi", "jobs", "run", "--forever")
        _watch(children, ending, host, port, address)
    click.echo("Stopped.")


def _watch(children: Children, ending: Ending, host: str, port: int, address: str) -> None:
    """Say when the server answers, then wait for the end or a death."""
    has_answered, until = False, monotonic() + START_WITHIN
    while not ending.wait(_GLANCE):
        death = children.died()
        if death is not None:
            raise click.ClickException(f"{death}. Everything was stopped.")
        if has_answered:
            continue
        if _answers(host, port):
            click.echo(f"Courseware is on {address} (to stop it: Ctrl+C)")
            has_answered = True
        elif monotonic() > until:
            raise click.ClickException(
                f"The web server did not answer within {START_WITHIN:.0f} s. Everything was stopped."
            )


def _answers(host: str, port: int) -> bool:
    """Say whether the site replies to a request, whatever it replies."""
    everywhere = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - compared, not listened on
    connection = HTTPConnection(everywhere.get(host, host), port, timeout=2)
    try:
        connection.request("GET", "/healthz")
        connection.getresponse().read()
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
    return True


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _refuse_strangers(host: str) -> None:
    if settings().demo and not _is_loopback(host):
        raise click.ClickException(
            "A demonstration serves this machine only, because anybody may sign in. "
            "Use --host 127.0.0.1, or unset COURSEWARE_DEMO for a real site."
        )


def _refuse_used_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                raise click.ClickException(
                    f"Port {port} of {host} cannot be opened: {fault.strerror}."
                ) from fault
            raise click.ClickException(
                f"Port {port} is in use. Stop the other program or choose another: "
                f"flask serve --port {port + 1}"
            ) from fault


def _refuse_other_schema() -> None:
    """Refuse a database that the migrations have not brought to this program's version."""
    script = ScriptDirectory(str(MIGRATIONS))
    known = {one.revision for one in script.walk_revisions()}
    with reading(db.engine) as conn:
        there = read_heads(conn)
    db.engine.dispose()  # this process only watches from now on
    if not there <= known:
        raise click.ClickException(
            "The database belongs to a newer version of this program. Update the program first."
        )
    if there != set(script.get_heads()):
        raise click.ClickException(
            "The database is not at the version of this program. Run: flask db upgrade"
        )
