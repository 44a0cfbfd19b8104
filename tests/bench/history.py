"""What benchmarks measured, a line each in `history.jsonl`, so that a slow creep shows; a machine is told in general terms alone.

Ratios are between two measures of one run, as how busy a machine is changes; counts (files, bytes) are the same on every machine.
"""

import json
import os
import platform
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

HISTORY = Path(__file__).with_name("history.jsonl")
NOTED = 0.15
"""A ratio that differs by so much of itself from the last one is noted."""
ALLOWED = 0.05
"""A count may grow by so much of itself until CI fails."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of a benchmark measured."""

    bench: str
    """What was measured: `papers 500`."""
    day: str
    commit: str
    """The start of the commit's name, with a `+` where files differed from it."""
    machine: str
    ratios: Mapping[str, float]
    counts: Mapping[str, int]


def describe_machine() -> str:
    """The machine in general terms: `Linux x86_64, 2 cores, 24 GB, CPython 3.11`."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30 if hasattr(os, "sysconf") else 0
    python = f"{platform.python_implementation()} {'.'.join(platform.python_version_tuple()[:2])}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GB, {python}"


def build_run(bench: str, ratios: Mapping[str, float], counts: Mapping[str, int]) -> Run:
    """What was measured today, at the commit that is checked out."""
    rounded = {name: float(f"{ratio:.3g}") for name, ratio in ratios.items()}
    return Run(bench, datetime.now(UTC).date().isoformat(), _find_commit(), describe_machine(), rounded, counts)


def _find_commit() -> str:
    found = [
        subprocess.run(["git", *words], cwd=HISTORY.parent, capture_output=True, text=True, check=False).stdout.strip()
        for words in (("rev-parse", "--short=10", "HEAD"), ("status", "--porcelain", "--untracked-files=no"))
    ]
    return found[0] + ("+" if found[1] else "")


def read_runs(path: Path = HISTORY) -> list[Run]:
    """All runs that were kept, the oldest first."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    return [Run(**json.loads(line)) for line in lines if line.strip()]


def keep_run(run: Run, path: Path = HISTORY) -> None:
    """Add a run to those that are kept."""
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(run), ensure_ascii=False) + "\n")


def describe_run(run: Run, runs: list[Run]) -> Iterator[str]:
    """Lines that tell ratios and counts, each beside that of the last run which has it: of ratios, on such a machine."""
    for name, ratio in run.ratios.items():
        before = next((one.ratios[name] for one in reversed(_list_like(run, runs)) if name in one.ratios), None)
        yield f"  {name:44} {ratio:8.3g}{_describe_change(ratio, before, NOTED)}"
    for name, count in run.counts.items():
        yield f"  {name:44} {count:12,}{_describe_change(count, _find_count(name, run, runs), 0)}"


def find_growth(run: Run, runs: list[Run]) -> list[str]:
    """The counts that have grown beyond what is allowed since the last run of the same benchmark that was kept, in words."""
    grown = []
    for name, count in run.counts.items():
        before = _find_count(name, run, runs)
        if before is not None and count > before * (1 + ALLOWED):
            grown.append(f"{name}: {count:,}, and {before:,} before")
    return grown


def _list_like(run: Run, runs: list[Run]) -> list[Run]:
    return [one for one in runs if (one.bench, one.machine) == (run.bench, run.machine)]


def _find_count(name: str, run: Run, runs: list[Run]) -> int | None:
    return next((one.counts[name] for one in reversed(runs) if one.bench == run.bench and name in one.counts), None)


def _describe_change(value: float, before: float | None, noted: float) -> str:
    if before is None:
        return "  (first)"
    change = value / before - 1 if before else 0.0
    return f"  (was {before:,.3g}, {change:+.0%})" if abs(change) > noted else ""
