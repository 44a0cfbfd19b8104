"""One use of LitAtlas in this process, measured: `python -m tests.bench.worker USE ROOT FILE...` prints JSON at the end.

USE is `ingest`, `build` or `rebuild`, each also with `:N` (in N processes), or `extract` (all texts, thrice, writing nothing).
"""

# ruff: noqa: T201  (a program that prints what it measured)

import cProfile
import json
import os
import pstats
import resource
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from litatlas.commands.ingest import ingest
from litatlas.extract import build_document, extract
from litatlas.read.formats import read_capture
from litatlas.read.matching import merge_records
from litatlas.review.loading import load_standing
from litatlas.site.build import build
from tests.bench.topics import copy_topics

T = TypeVar("T")


class Stages:
    """Notes when each tracked loop begins and ends; what lies between is named after its neighbours."""

    def __init__(self) -> None:
        self.marks: list[tuple[str, float]] = [("loading", perf_counter())]

    def track(self, items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
        """Pass the items on and note the time."""
        self.marks.append((doing, perf_counter()))
        yield from items
        self.marks.append((f"after {doing}", perf_counter()))

    def list_seconds(self, end: float) -> list[tuple[str, float]]:
        """The stages that took a hundredth of a second or more."""
        times = [*(time for _, time in self.marks[1:]), end]
        spent = [(name, after - before) for (name, before), after in zip(self.marks, times, strict=True)]
        return [(name, seconds) for name, seconds in spent if seconds >= 0.01]


def _prepare(root: Path) -> None:
    (root / "content").mkdir(parents=True)
    (root / "content" / "review.yml").write_text("title: Benchmark\n", encoding="utf-8")
    copy_topics(root)


def _choose(use: str, root: Path, files: list[Path], stages: Stages) -> Callable[[], object]:
    use, _, given = use.partition(":")
    processes = int(given) if given else None
    if use == "ingest":
        _prepare(root)
        return lambda: ingest(root, files, abstracts=True, processes=processes, track=stages.track)
    if use == "extract":
        return _prepare_extraction(root, files, stages)
    return lambda: build(root, base_url="https://someone.github.io/review/", processes=processes, track=stages.track)


def _prepare_extraction(root: Path, files: list[Path], stages: Stages) -> Callable[[], object]:
    """What reads the papers' texts three times, a stage for each, with the topics of the review at `root`."""
    vocabulary = load_standing(root).vocabulary
    works = merge_records([record for file in files for record in read_capture(file).records])
    documents = [build_document(work.title.raw, work.abstract or "") for work in works.values()]

    def read() -> None:
        for turn in range(3):
            for document in stages.track(documents, f"{len(documents)} abstracts, turn {turn + 1}"):
                extract(document, vocabulary)

    return read


def main() -> None:
    """Run the use and print what it cost."""
    use, root, *files = sys.argv[1:]
    profile = cProfile.Profile() if os.environ.get("LITATLAS_BENCH_PROFILE") else None
    stages = Stages()
    run = _choose(use, Path(root), [Path(file) for file in files], stages)
    start = perf_counter()
    stages.marks[0] = ("loading", start)
    if profile:
        profile.runcall(run)
    else:
        run()
    end = perf_counter()
    if profile:
        _report(profile)
    cpu = [sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    measured = {
        "cpu": cpu,
        "seconds": end - start,
        "stages": stages.list_seconds(end),
    }
    print(json.dumps(measured))


def _report(profile: cProfile.Profile) -> None:
    target = Path(f"{os.environ['LITATLAS_BENCH_PROFILE']}.prof")
    target.parent.mkdir(parents=True, exist_ok=True)
    profile.dump_stats(target)
    pstats.Stats(profile, stream=sys.stdout).sort_stats("tottime").print_stats(25)


if __name__ == "__main__":
    main()
