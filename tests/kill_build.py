"""Build a review again and again, each time killed at another step: `python -m tests.kill_build ROOT [--two-renames]`.

A step is one act on the file system: a file opened to be written, a folder made, renamed or removed. Each build is a child of
this process, in a group of its own that is killed as a whole. After each, a line of JSON tells how it ended and what it left: the
file trees of `site` and `.site.old`, null where there is none.
"""

import json
import os
import signal
import sys
from pathlib import Path
from shutil import copytree, rmtree
from tempfile import TemporaryDirectory

from litatlas.site import output
from litatlas.site.build import build
from tests.kill_command import is_writing
from tests.trees import read_tree

BUILT = (".litatlas", "site")
"""What a build leaves: what it keeps for the next one, and the site."""
ACTS = frozenset({"os.rename", "os.mkdir", "shutil.rmtree", "os.utime", "ctypes.dlsym"})


def build_until(root: Path, last: int, counted: Path | None = None) -> int:
    """Build in a child that is killed at a step, or writes how many there were; how it ended, as `os.waitstatus_to_exitcode`."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    os.setpgid(0, 0)
    steps = 0

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal steps
        writes = event == "open" and is_writing(*arguments[1:])
        if event in ACTS or writes:
            steps += 1
            if steps == last:
                os.killpg(0, signal.SIGKILL)

    sys.addaudithook(watch)
    build(root)
    if counted:
        counted.write_text(str(steps), encoding="utf-8")
    os._exit(0)


def warm_up(root: Path) -> None:
    """Build a copy in this process, so that its children know vocabulary and templates already."""
    with TemporaryDirectory() as folder:
        copytree(root, Path(folder) / "warm")
        build(Path(folder) / "warm")


def count_steps(root: Path) -> int:
    """The steps of a build of a copy."""
    with TemporaryDirectory() as folder:
        copytree(root, Path(folder) / "probe")
        build_until(Path(folder) / "probe", 0, Path(folder) / "steps")
        return int((Path(folder) / "steps").read_text(encoding="utf-8"))


def restore_built(root: Path, before: Path) -> None:
    """Let a review be as the last whole build left it: where a killed one came to its end, the next one has little to do."""
    for name in BUILT:
        rmtree(root / name, ignore_errors=True)
        if (before / name).is_dir():
            copytree(before / name, root / name)


def main() -> None:
    """Kill at the first steps, some between and the last ones, and tell what is left."""
    root, *options = Path(sys.argv[1]), *sys.argv[2:]
    if options == ["--two-renames"]:
        # a system that cannot exchange two folders at one stroke
        output._exchange = lambda first, second: False
    warm_up(root)
    steps = count_steps(root)
    with TemporaryDirectory() as folder:
        before = Path(folder) / "before"
        restore_built(before, root)
        for step in (1, 2, 3, 5, steps // 3, steps // 2, *range(steps - 5, steps + 1)):
            restore_built(root, before)
            status = build_until(root, step)
            left = {name: read_tree(root / name) if (root / name).is_dir() else None for name in ("site", ".site.old")}
            print(json.dumps({"step": step, "status": status, **left}))  # noqa: T201  (what the test reads)


if __name__ == "__main__":
    main()
