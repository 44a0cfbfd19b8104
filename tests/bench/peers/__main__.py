"""`python -m tests.bench.peers`: what the build of a review takes beside Hugo's of the same papers, in one run.

The review is made of papers by ../shared/bench/corpus.py. Hugo is the one of the path, else the package `hugo`, installed into
`--tools FOLDER`; where it cannot be had, that is said. Hugo builds a page for each paper, lists by topic and device, and feeds,
without search or tables; what LitAtlas builds beside these is in its time. The ratio goes into the history with `--record`.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from litatlas.commands.ingest import ingest
from litatlas.review.loading import load_papers
from tests.bench.history import build_run, describe_run, keep_run, read_runs
from tests.bench.peers.hugo import find_hugo, write_site
from tests.bench.reviews import MAKER, REPOSITORY, count_files, lay_out_review, make_listing
from tests.bench.worker import forget_build

TURNS = 3


def main() -> int:
    """Build both sites, the quickest of three turns each, and print the ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=2000, help="how many papers to make (2000)")
    parser.add_argument("--tools", type=Path, default=REPOSITORY / ".pytest_cache" / "d" / "hugo", help="where Hugo is installed")
    parser.add_argument("--record", action="store_true", help="keep what was measured in the history")
    options = parser.parse_args()
    if not MAKER.is_file():
        print(f"no {MAKER}: there are no papers to build pages of")
        return 0
    hugo = find_hugo(options.tools)
    if hugo is None:
        print("no Hugo: it is not installed, and its package cannot be had")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        ratios, counts = _measure(Path(folder), options.papers, hugo)
    run = build_run(f"peers {options.papers}", ratios, counts)
    print("\n".join(describe_run(run, read_runs())))
    if options.record:
        keep_run(run)
    return 0


def _measure(folder: Path, papers: int, hugo: str) -> tuple[dict[str, float], dict[str, int]]:
    corpus, root, other = folder / "corpus.txt", folder / "review", folder / "hugo"
    make_listing(papers, corpus)
    lay_out_review(root)
    ingest(root, [corpus], abstracts=True)
    write_site(load_papers(root).values(), other)
    build = [sys.executable, "-m", "litatlas", "-C", str(root), "build"]
    ours, our_work = _time(lambda: forget_build(root), lambda: _run(build))
    theirs, their_work = _time(lambda: None, lambda: _run([hugo, "--quiet", "--source", str(other), "--cleanDestinationDir"]))
    print(f"LitAtlas {ours:6.1f} s ({our_work:.1f} of the processors), Hugo {theirs:6.1f} s ({their_work:.1f})")
    counts = count_files(root / "site", "LitAtlas") | count_files(other / "public", "Hugo")
    return {"build / Hugo, wall": ours / theirs, "build / Hugo, processors": our_work / their_work}, counts


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=True)


def _time(forget: Callable[[], None], build: Callable[[], None]) -> tuple[float, float]:
    """Seconds by the clock and of the processors, of the quickest turn by each; what was built before is forgotten first."""
    clock, work = [], []
    for _ in range(TURNS):
        forget()
        start, before = perf_counter(), sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2])
        build()
        clock.append(perf_counter() - start)
        work.append(sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]) - before)
    return min(clock), min(work)


if __name__ == "__main__":
    sys.exit(main())
