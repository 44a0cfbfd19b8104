"""`python -m tests.bench`: what ingest and build cost, in seconds and memory, for the captures and for 10,000 papers of them.

Then how many abstracts a second one core reads, and what several processes save. The children of a use are its processes. Each
use runs in a process of its own, so that its peak is its own. Needs the captures (LITATLAS_CAPTURES or ../shared/seeds) and, for
the 10,000, ../shared/bench/corpus.py; what is missing is said and left out. `--papers N` takes another number of papers.
First how long the command takes to start.

At the end come ratios, each between two measures of this run, and counts of files and bytes, beside those of the run before;
they go into `history.jsonl` with `--record`. `--check` fails where a count has grown by more than a twentieth, never for time; it
runs no more than these counts and the first ratios need.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from tests.bench.history import build_run, describe_run, find_growth, keep_run, read_runs
from tests.bench.memory import Memory
from tests.bench.reviews import MAKER, REPOSITORY, SHARED, make_listing

AIMS = {"litatlas --version": "0.15 s", "captures ingest": "2 s", "captures build": "4 s", "corpus build": "30 s, 1024 MB"}
"""What each is to cost at most on two cores."""
USES = ("ingest", "ingest:1", "build", "build:1", "copy", "rebuild:1", "note:1", "template:1", "more:1", "yardstick")
"""What is run of a list of many papers; see the worker."""
SHORT = ("ingest:1", "build:1", "rebuild:1", "yardstick")
"""What is run of a list to check the counts."""
RATIOS = (
    ("ingest, in several processes / in one", "ingest", "ingest:1", "seconds"),
    ("build, in several processes / in one", "build", "build:1", "seconds"),
    ("build / copy of its site", "build", "copy", "seconds"),
    ("ingest / yardstick, processors", "ingest:1", "yardstick", "cpu"),
    ("build / yardstick, processors", "build:1", "yardstick", "cpu"),
    ("rebuild / build, processors", "rebuild:1", "build:1", "cpu"),
    ("build after a note's edit / build, processors", "note:1", "build:1", "cpu"),
    ("build after a template's edit / build, processors", "template:1", "build:1", "cpu"),
    ("ingest of 50 more / ingest, processors", "more:1", "ingest:1", "cpu"),
)
"""Names, the two uses that are set beside each other, and by what."""
WEEK = 50
"""The papers of a week's list."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a benchmark is run on."""

    name: str
    files: Sequence[Path]


def main() -> int:
    """Run all benchmarks and print their table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--papers", type=int, default=10_000, help="how many papers to make of the captures (10000)")
    parser.add_argument(
        "--profile", metavar="FOLDER", type=Path, help="write profiles of each use there, and print the top costs"
    )
    parser.add_argument("--record", action="store_true", help="keep the ratios and counts in the history")
    parser.add_argument("--check", action="store_true", help="fail where a count has grown by more than a twentieth")
    options = parser.parse_args()
    print(f"{platform.python_implementation()} {platform.python_version()}, {os.cpu_count()} cores")
    if not options.check:
        _tell_start()
    print(f"{'':27} {'CPU seconds':^14} {'peak MB':^21}")
    print(f"{'':18} {'seconds':>8} {'own':>5} {'children':>8} {'own':>6} {'children':>8} {'both':>5}  aim")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for listing in _find_listings(folder, options):
            if listing.name == "captures":
                _measure_captures(listing, folder / listing.name, options.profile)
                continue
            return _conclude(f"papers {options.papers}", _measure_corpus(listing, folder, options), options)
    return 0


def _measure_captures(listing: Listing, root: Path, profile: Path | None) -> None:
    _run(listing, root, "ingest", profile)
    _tell_rate(_run(listing, root, "extract", None))
    _run(listing, root, "build", profile)
    _run(listing, root, "rebuild", None)


def _measure_corpus(listing: Listing, folder: Path, options: argparse.Namespace) -> dict[str, dict[str, Any]]:
    """What each use of the listing measured, one at once after the other, as how busy a machine is changes."""
    week = Listing("week", [folder / "week.txt"])
    make_listing(WEEK, folder / "week.txt", seed=8)
    measured: dict[str, dict[str, Any]] = {}
    for use in SHORT if options.check else USES:
        is_again = use == "ingest:1" and "ingest" in measured
        root = folder / ("alone" if is_again else listing.name)
        measured[use] = _run(week if use == "more:1" else listing, root, use, options.profile)
    return measured


def _conclude(bench: str, measured: Mapping[str, Mapping[str, Any]], options: argparse.Namespace) -> int:
    """Print ratios and counts, keep them or hold them against those that were kept; the exit status."""

    def divide(one: str, other: str, what: str) -> float:
        first, second = (measured[name][what] for name in (one, other))
        return float(sum(first) / sum(second) if what == "cpu" else first / second)

    ratios = {name: divide(one, other, what) for name, one, other, what in RATIOS if measured.keys() >= {one, other}}
    counts = {name: count for use in measured.values() for name, count in use["counts"].items()}
    run = build_run(bench, ratios, counts)
    runs = read_runs()
    print(f"ratios and counts on {run.machine}")
    print("\n".join(describe_run(run, runs)), flush=True)
    if options.record:
        keep_run(run)
    grown = find_growth(run, runs) if options.check else []
    if grown:
        print("\n".join(("grown by more than a twentieth:", *grown)))
        print(f"if that is meant, keep it: python -m tests.bench --papers {options.papers} --record")
    return 1 if grown else 0


def _tell_start() -> None:
    """Say how long the command takes to tell its version and its help, in the fastest of ten turns, beside Python alone."""
    for arguments in (("-m", "litatlas", "--version"), ("-m", "litatlas", "--help"), ("-c", "pass")):
        seconds = []
        for _ in range(10):
            start = perf_counter()
            subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, stdout=subprocess.DEVNULL, check=True)
            seconds.append(perf_counter() - start)
        name = " ".join(arguments[1:]) if arguments[0] == "-m" else "Python alone"
        print(f"{name:18} {min(seconds):8.2f}  {AIMS.get(name, '')}", flush=True)


def _tell_rate(measured: Mapping[str, Any]) -> None:
    """Say how fast the texts were read in the fastest turn."""
    number, seconds = min(
        ((int(stage.split()[0]), seconds) for stage, seconds in measured["stages"] if " abstracts, turn" in stage),
        key=lambda turn: turn[1],
    )
    print(f"extraction alone: {number / seconds:,.0f} abstracts a second on one core")


def _find_listings(folder: Path, options: argparse.Namespace) -> list[Listing]:
    captures = sorted(Path(os.environ.get("LITATLAS_CAPTURES", SHARED / "seeds")).glob("*.txt"))
    if not captures:
        print("no captures: name their folder in LITATLAS_CAPTURES")
        return []
    listings = [] if options.check else [Listing("captures", captures)]
    if MAKER.is_file():
        made = folder / "corpus.txt"
        make_listing(options.papers, made)
        listings.append(Listing("corpus", [made]))
    else:
        print(f"no {MAKER}: the {options.papers:,} papers are left out")
    return listings


def _run(listing: Listing, root: Path, use: str, profile: Path | None) -> dict[str, Any]:
    name = f"{listing.name} {use}"
    command = [sys.executable, "-m", "tests.bench.worker", use, str(root), *map(str, listing.files)]
    environment = {**os.environ, "LITATLAS_BENCH_PROFILE": str(profile / name.replace(" ", "-")) if profile else ""}
    with subprocess.Popen(command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, text=True) as process:
        memory = Memory(process.pid)
        memory.start()
        output, _ = process.communicate()
        memory.done.set()
    if process.returncode:
        sys.exit(f"{name} ended with {process.returncode}")
    *said, last = output.splitlines()
    measured: dict[str, Any] = json.loads(last)
    own, child, both = (part / 2**20 for part in (memory.own, memory.child, memory.both))
    cost = f"{measured['seconds']:8.2f} {measured['cpu'][0]:5.1f} {measured['cpu'][1]:8.1f}"
    print(f"{name:18} {cost} {own:6.0f} {child:8.0f} {both:5.0f}  {AIMS.get(name, '')}")
    for stage, seconds in measured["stages"]:
        print(f"  {stage:32} {seconds:8.2f}")
    print("\n".join(said), end="\n" if said else "", flush=True)
    return measured


if __name__ == "__main__":
    sys.exit(main())
