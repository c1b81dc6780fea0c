"""The web server, with the application's code in memory before its workers are made of it.

On Linux the workers are forks, so they share that code instead of holding it once each: two of them
took 117 MB after learners' pages instead of 161 MB.
"""

from __future__ import annotations

import gc
import sys
from importlib import import_module

from granian.cli import entrypoint

APPLICATION = "courseware.app"
"""Named and not imported: what this process serves stands above the commands."""

if __name__ == "__main__":
    if sys.platform == "linux":
        import_module(APPLICATION)
        gc.freeze()  # the collector would touch, and so copy, every shared page
    entrypoint()  # type: ignore[no-untyped-call]  # the library has no types here
