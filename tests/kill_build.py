"""Build a review and kill the whole process group at the given step: `python -m tests.kill_build ROOT STEP [--two-renames]`.

A step is one act on the file system: a file opened to be written, a folder made, renamed or removed. Step 0
kills nothing and prints how many there are.
"""

import os
import signal
import sys
from pathlib import Path

from litatlas.site import output
from litatlas.site.build import build
from tests.kill_command import is_writing

ACTS = frozenset({"os.rename", "os.mkdir", "shutil.rmtree", "os.utime", "ctypes.dlsym"})


def main() -> None:
    """Count acts, and end at the one that is asked for."""
    root, last, *options = sys.argv[1:]
    if options == ["--two-renames"]:
        # a system that cannot exchange two folders at one stroke
        output._exchange = lambda first, second: False
    steps = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and is_writing(*arguments[1:])
        if event in ACTS or writes:
            steps += 1
            if steps == int(last):
                os.killpg(0, signal.SIGKILL)

    sys.addaudithook(watch)
    build(Path(root))
    print(steps)  # noqa: T201  (what the test reads)


if __name__ == "__main__":
    main()
