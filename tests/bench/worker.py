"""One use of LitAtlas in this process, measured: `python -m tests.bench.worker USE ROOT FILE...` prints JSON at the end.

USE is `ingest`, `more` (an ingest into a review that is there), `build` (of everything), `rebuild` (where nothing changed),
`note` or `template` (where one is another one), each also with `:N` (in N processes), or `extract` (all texts, thrice, writing
nothing), `copy` (of the built site) or `yardstick` (work of Python alone, for comparison).
"""

# ruff: noqa: T201  (a program that prints what it measured)

import cProfile
import gc
import json
import os
import pstats
import re
import resource
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from litatlas.cli.main import COLLECTED
from litatlas.commands.ingest import ingest
from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.read.formats import read_capture
from litatlas.read.matching import merge_records
from litatlas.review.loading import load_standing
from litatlas.site.build import build
from tests.bench.reviews import REPOSITORY, count_files, lay_out_review

T = TypeVar("T")

ADDRESS = "https://someone.github.io/review/"
YARDS = 10_000
"""Turns of the fixed work: about a second."""


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


def forget_build(root: Path) -> None:
    """Remove the site of a review, and what earlier builds left to build it faster."""
    for folder in ("site", ".litatlas"):
        shutil.rmtree(root / folder, ignore_errors=True)


def _choose(use: str, root: Path, files: list[Path], stages: Stages) -> Callable[[], object]:
    use, _, given = use.partition(":")
    processes = int(given) if given else None
    if use == "ingest":
        lay_out_review(root)
        return lambda: ingest(root, files, abstracts=True, processes=processes, track=stages.track)
    if use == "copy":
        return lambda: shutil.copytree(root / "site", root.with_name("copy"))
    if use == "yardstick":
        return _work_fixedly
    if use == "extract":
        return _prepare_extraction(root, files, stages)
    if use == "more":
        return lambda: ingest(root, files, abstracts=True, processes=processes, track=stages.track)
    if use == "build":
        forget_build(root)
    # Trusted templates run as those that come with LitAtlas do.
    run = partial(build, root, base_url=ADDRESS, processes=processes, track=stages.track, trusted=True)
    if use in EDITS:
        EDITS[use](root, "once")
        run()
        EDITS[use](root, "twice")
    return run


def edit_note(root: Path, said: str) -> None:
    """Write a note on the first paper."""
    slug = min(path.stem for path in (root / "content" / "papers").glob("*.md"))
    (root / "content" / "notes").mkdir(exist_ok=True)
    (root / "content" / "notes" / "bench.md").write_text(f"---\npaper: {slug}\n---\n\nRead {said}.\n", encoding="utf-8")


def edit_template(root: Path, said: str) -> None:
    """Give the review a template of papers of its own."""
    begin = "{% block main %}\n"
    text = (REPOSITORY / "templates" / "paper.html").read_text(encoding="utf-8")
    (root / "templates").mkdir(exist_ok=True)
    (root / "templates" / "paper.html").write_text(text.replace(begin, f"{begin}<p>{said}</p>\n"), encoding="utf-8")


EDITS: Mapping[str, Callable[[Path, str], None]] = {"note": edit_note, "template": edit_template}
"""What is done to a review before it is built again."""


def _work_fixedly() -> None:
    """Do what Python does in most of a run: parse, match, join and write texts, the same on every machine."""
    text = json.dumps({"title": "Heron wades", "words": ["reed", "pond"] * 100, "numbers": list(range(200))})
    pattern = re.compile(r"[a-z]+")
    for _ in range(YARDS):
        entry = json.loads(text)
        entry["words"] = " ".join(word.upper() for word in pattern.findall(" ".join(entry["words"])))
        json.dumps(entry)


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


def _read_cpu() -> list[float]:
    """The processors' seconds so far, of this process and of those that it started and that have ended."""
    return [sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]


def main() -> None:
    """Run the use and print what it cost."""
    gc.set_threshold(COLLECTED)  # as the command does
    use, root, *files = sys.argv[1:]
    profile = cProfile.Profile() if os.environ.get("LITATLAS_BENCH_PROFILE") else None
    stages = Stages()
    run = _choose(use, Path(root), [Path(file) for file in files], stages)
    before = _read_cpu()
    start = perf_counter()
    stages.marks[0] = ("loading", start)
    if profile:
        profile.runcall(run)
    else:
        run()
    end = perf_counter()
    if profile:
        _report(profile)
    cpu = [after - then for after, then in zip(_read_cpu(), before, strict=True)]
    place = {"ingest": "content/papers", "build": "site"}.get(use.partition(":")[0])
    measured = {
        "counts": count_files(Path(root) / place, place) if place else {},
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
