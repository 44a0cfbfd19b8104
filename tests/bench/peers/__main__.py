"""`python -m tests.bench.peers`: what the build of a review costs beside Hugo's of the same papers, without and with Pagefind.

The review is made of papers by ../shared/bench/corpus.py. Hugo and Pagefind are those of the path, else their packages,
installed into `--tools FOLDER`; where they cannot be had, that is said. Hugo's site says much of what LitAtlas's says (see
hugo.py): pages of papers with metadata, results and BibTeX, cards and tables by topic, device, metric and month, feeds, JSON;
Pagefind adds the search. What LitAtlas builds beside these (bands, charts, marks in sentences, related papers) is in its cost.
Turns alternate, as how busy a machine is changes; of each the cheapest counts. The ratios go into the history with `--record`.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from litatlas.commands.ingest import ingest
from litatlas.review.loading import load_papers
from tests.bench.history import build_run, describe_run, keep_run, read_runs
from tests.bench.memory import Memory
from tests.bench.peers.hugo import RELATED, write_site
from tests.bench.peers.tools import find_hugo, find_pagefind
from tests.bench.reviews import MAKER, REPOSITORY, count_files, lay_out_review, make_listing
from tests.bench.worker import forget_build

HUGO = "Hugo"
TOOLS = REPOSITORY / ".pytest_cache" / "d" / "hugo"


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command cost."""

    wall: float
    """Seconds by the clock."""
    work: float
    """Seconds of the processors."""
    memory: int
    """The most bytes that it and its processes held, what they share counted for each."""

    def __add__(self, other: "Cost") -> "Cost":
        """One after the other."""
        return Cost(self.wall + other.wall, self.work + other.work, max(self.memory, other.memory))


def main() -> int:
    """Build the sites, in turns, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=2000, help="how many papers to make (2000)")
    parser.add_argument("--turns", type=int, default=3, help="how often each site is built (3)")
    parser.add_argument("--tools", type=Path, default=TOOLS, help="where Hugo and Pagefind are installed")
    parser.add_argument("--related", action="store_true", help="measure Hugo with related papers too (slow)")
    parser.add_argument("--record", action="store_true", help="keep what was measured in the history")
    options = parser.parse_args()
    if not MAKER.is_file():
        print(f"no {MAKER}: there are no papers to build pages of")
        return 0
    hugo, pagefind = find_hugo(options.tools), find_pagefind(options.tools)
    if hugo is None:
        print("no Hugo: it is not installed, and its package cannot be had")
        return 0
    if pagefind is None:
        print("no Pagefind: it is not installed, and its package cannot be had; Hugo is measured alone")
    with tempfile.TemporaryDirectory() as folder:
        ratios, counts = _measure(Path(folder), options, hugo, pagefind)
    run = build_run(f"peers {options.papers}", ratios, counts)
    print("\n".join(describe_run(run, read_runs())))
    if options.record:
        keep_run(run)
    return 0


def _measure(
    folder: Path, options: argparse.Namespace, hugo: str, pagefind: Sequence[str] | None
) -> tuple[dict[str, float], dict[str, int]]:
    corpus, root, other = folder / "corpus.txt", folder / "review", folder / "hugo"
    make_listing(options.papers, corpus)
    lay_out_review(root)
    ingest(root, [corpus], abstracts=True)
    write_site(load_papers(root).values(), other)
    costs: dict[str, list[Cost]] = {"LitAtlas": [], HUGO: [], f"{HUGO} with related papers": [], f"{HUGO} with Pagefind": []}
    own, plain, related, searched = costs.values()
    counts: dict[str, int] = {}
    for _ in range(options.turns):
        forget_build(root)
        own.append(_run([sys.executable, "-m", "litatlas", "-C", str(root), "build"]))
        if options.related:
            related.append(_build_with_hugo(hugo, other, RELATED))
        plain.append(_build_with_hugo(hugo, other, {}))
        counts = count_files(root / "site", "LitAtlas") | count_files(other / "public", HUGO)
        if pagefind:
            searched.append(plain[-1] + _run([*pagefind, "--site", str(other / "public")]))
    for name, turns in costs.items():
        if turns:
            wall, work, memory = (min(getattr(cost, what) for cost in turns) for what in ("wall", "work", "memory"))
            print(f"{name:25} {wall:7.1f} s by the clock, {work:7.1f} s of the processors, {memory / 2**20:6.0f} MB")
    ratios = {f"build / {name}, {what}": ratio for name, turns in costs.items() if turns is not own
              for what, ratio in _divide(own, turns).items()}  # fmt: skip
    return ratios, counts


def _build_with_hugo(hugo: str, root: Path, environment: Mapping[str, str]) -> Cost:
    shutil.rmtree(root / "public", ignore_errors=True)
    return _run([hugo, "--quiet", "--source", str(root)], environment)


def _divide(own: Sequence[Cost], theirs: Sequence[Cost]) -> dict[str, float]:
    """The cheapest turn by each beside theirs; nothing where they have none."""
    if not theirs:
        return {}
    return {
        "wall": min(cost.wall for cost in own) / min(cost.wall for cost in theirs),
        "processors": min(cost.work for cost in own) / min(cost.work for cost in theirs),
    }


def _run(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Cost:
    start, before = perf_counter(), sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
    with subprocess.Popen(command, cwd=REPOSITORY, env=os.environ | (environment or {}), stdout=subprocess.DEVNULL) as process:
        memory = Memory(process.pid)
        memory.start()
        process.wait()
        memory.done.set()
    if process.returncode:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    work = sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before
    return Cost(perf_counter() - start, work, memory.both)


if __name__ == "__main__":
    sys.exit(main())
