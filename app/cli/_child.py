"""Runs a module as `python -m` would, and ends with the process that started it, however that one ends."""

import ctypes
import os
import runpy
import signal
import sys

_SET_DEATH_SIGNAL = 1


def main() -> None:
    """Ask the kernel for SIGTERM at the parent's death, then run the module named first."""
    parent = int(sys.argv[1])
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_DEATH_SIGNAL, signal.SIGTERM)
    if os.getppid() != parent:
        raise SystemExit(1)
    del sys.argv[:2]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
