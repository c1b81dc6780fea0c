"""A PDF from a stranger is opened in a short process with bounds; only what is attached comes back.

`python -m courseware.web.opening` is that process: a PDF on its input, the credential on its output.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import threading

from courseware.config import PROJECT
from courseware.credentials.carriers import LARGEST, Carried, Kind, attached_to
from courseware.credentials.strict_json import LONGEST, read_json
from courseware.words import Reason, Unfit

_MEMORY = 700_000_000
_CPU_SECONDS, _SECONDS = 5, 10
_ONE = threading.Lock()
"""One such process for each worker at a time, so that a crowd of them cannot fill the machine."""


class Busy(Exception):  # noqa: N818 - it is an answer, not a fault of ours
    """Another PDF is being opened; this one can be tried again in a moment."""


def open_pdf(body: bytes) -> Carried:
    """Return the credential in a PDF. Raises Unfit if there is none, and Busy."""
    if not _ONE.acquire(timeout=2):
        raise Busy
    try:
        done = subprocess.run(
            [sys.executable, "-m", "courseware.web.opening"],
            input=body,
            env={"PYTHONPATH": str(PROJECT)},  # and no secret of this process
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        text = done.stdout.decode() if done.returncode == 0 else ""
        return Carried(Kind.PDF, read_json(text))
    except (subprocess.TimeoutExpired, ValueError) as fault:
        raise Unfit(Reason("file.pdf")) from fault
    finally:
        _ONE.release()


def _main() -> int:
    """Bind itself, read, answer; whatever goes wrong is one answer."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (LONGEST * 4, LONGEST * 4))
    try:
        text = attached_to(sys.stdin.buffer.read(LARGEST + 1))
    except (ValueError, MemoryError):
        return 1
    sys.stdout.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(_main())
