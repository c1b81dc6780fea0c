"""The web server, with the application's code in memory before its workers are made of it.

On Linux the workers are forks, so they share that code instead of holding it once each: two of them
took 117 MB after learners' pages instead of 161 MB.
"""

from __future__ import annotations

import ctypes
import gc
import sys
from importlib import import_module

from granian.cli import entrypoint

_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_LARGE = 1024 * 1024
APPLICATION = "courseware.app"
"""Named and not imported: what this process serves stands above the commands."""


def return_large_memory() -> None:
    """Ask the C library to give large blocks back to the system when they are freed.

    A password takes 19 MiB for 30 ms. By default the library keeps such blocks for each thread:
    after a few sign-ins on eight threads two workers held 457 MB instead of 180.
    """
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)  # musl has none, and needs none
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_ARENA_MAX, 2)


if __name__ == "__main__":
    if sys.platform == "linux":
        return_large_memory()
        import_module(APPLICATION)
        gc.freeze()  # the collector would touch, and so copy, every shared page
    entrypoint()  # type: ignore[no-untyped-call]  # the library has no types here
