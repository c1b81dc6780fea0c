"""A PDF from a stranger is opened in a short process with bounds; only what is attached comes back.

`python -m courseware.web.opening` is that process: a PDF on its input, the credential on its output.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import threading
from tempfile import TemporaryFile

from courseware.config import PROJECT
from courseware.credentials.carriers import LARGEST, Carried, Kind, attached_to
from courseware.credentials.strict_json import LONGEST, read_json
from courseware.words import Reason, Unfit

_SECONDS, _PATIENCE = 10, 2
_LIMITS = (
    (resource.RLIMIT_CORE, 0),
    (resource.RLIMIT_CPU, 5),  # seconds
    (resource.RLIMIT_AS, 600_000_000),
    (resource.RLIMIT_FSIZE, LONGEST),  # its output is a file, so this bounds it
    (resource.RLIMIT_NOFILE, 32),
)
_ONE = threading.Lock()
"""One such process for each worker at a time, so that a crowd of them cannot fill the machine."""


class Busy(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """Another PDF is being opened; this one can be tried again in a moment."""


def open_pdf(body: bytes) -> Carried:
    """Return the credential in a PDF. Raises Unfit if there is none, and Busy."""
    if not _ONE.acquire(timeout=_PATIENCE):
        raise Busy
    try:
        return Carried(Kind.PDF, read_json(_attached(body)))
    except (subprocess.SubprocessError, ValueError) as fault:
        raise Unfit(Reason("file.pdf")) from fault
    finally:
        _ONE.release()


def _attached(body: bytes) -> str:
    """Let the process read a PDF. What it complains about is told to nobody: it may quote the file."""
    with TemporaryFile() as answer:
        subprocess.run(
            [sys.executable, "-P", "-m", "courseware.web.opening"],
            input=body,
            env={"PYTHONPATH": str(PROJECT)},  # and no secret of this process
            stdout=answer,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS,
            check=True,
        )
        answer.seek(0)
        return answer.read(LONGEST + 1).decode()


def _main() -> int:
    """Bind itself, read, answer; whatever goes wrong is one answer."""
    for what, most in _LIMITS:
        resource.setrlimit(what, (most, most))
    try:
        text = attached_to(sys.stdin.buffer.read(LARGEST + 1))
    except (ValueError, MemoryError):
        return 1
    sys.stdout.buffer.write(text.encode())
    return 0


if __name__ == "__main__":
    sys.exit(_main())
