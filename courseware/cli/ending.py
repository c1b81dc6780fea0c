"""How a command that runs for long is ended: by SIGTERM, Ctrl+C or a closed terminal, in good order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from select import select
from types import FrameType

SIGNALS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)


class Ending:
    """Whether a signal came. A pipe and no lock: the signal may come while a lock is held."""

    def __init__(self) -> None:
        self._heard, self._told = os.pipe()

    def tell(self, _number: int, _frame: FrameType | None) -> None:
        """Take note of a signal."""
        os.write(self._told, b".")

    def wait(self, seconds: float) -> bool:
        """Wait this long, or until a signal comes; say whether one came."""
        return bool(select([self._heard], [], [], seconds)[0])

    def is_over(self) -> bool:
        """Say whether a signal came."""
        return self.wait(0)

    def close(self) -> None:
        """Close the pipe."""
        os.close(self._heard)
        os.close(self._told)


@contextmanager
def ended_by_signal() -> Iterator[Ending]:
    """Yield what knows whether a signal came; ignored signals (nohup) stay ignored."""
    ending = Ending()
    before = {which: signal.getsignal(which) for which in SIGNALS}
    for which, handler in before.items():
        if handler is not signal.SIG_IGN:
            signal.signal(which, ending.tell)
    try:
        yield ending
    finally:
        for which, handler in before.items():
            signal.signal(which, handler)
        ending.close()
