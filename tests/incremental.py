"""`python -m tests.incremental --edits 1000 --papers 2000`: random edits of a review, its site brought up to date after each.

After every edit, or every so many (`--each`), the site is compared, by the digests of its files, with the one that a build from
nothing writes: of a copy of the review, in a process that has built nothing before. Several of these go on beside the next edits
(`--jobs`); where a review is, byte by byte, one that was built so before, that site is taken. What differs is told with the edits
since the last comparison, and the run fails. `--seed` does the same edits again, `--minutes` ends it early, `--preview` lets a
preview write the site. The papers are invented. A folder in memory makes it quicker: `TMPDIR=/dev/shm`.
"""

# ruff: noqa: T201  (a program that prints what it found)

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections import Counter, deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

from litatlas.commands.ingest import ingest
from litatlas.errors import ContentError, UsageError
from litatlas.preview.preview import Preview
from litatlas.running.processes import count_cpus
from litatlas.site.build import build
from tests.afresh import Tree, build_copy
from tests.edits import EDITS, HARMS, Edit, copy_review
from tests.invented import make_review
from tests.trees import find_leftovers, read_tree

_BIRDS = ("Heron", "Otter", "Badger", "Mole", "Hare", "Stork", "Newt", "Toad", "Lynx", "Wren", "Crane", "Vole")
_THINGS = ("Kernels", "Caches", "Tunnels", "Nests", "Burrows", "Rivers", "Ponds", "Meadows")
_PLACES = ("camels", "gardens", "ponds")
_DAYS = ("02-29", "05-03", "07-14", "11-30")
_WAYS = ("Sparse", "Quiet", "Layered", "Nested", "Pruned", "Quantized", "Streaming", "Folded")
_DEVICES = ("NVIDIA A100 GPU", "NVIDIA H100", "RTX 4090", "Jetson Orin", "TPU v4", "Apple M2")
_BASELINES = ("PondLM", "RiverBase", "BurrowNet", "MoleNet", "vLLM", "FlashAttention")
_DATASETS = ("Reedbed", "SoilBench", "ImageNet", "MMLU")
_PEOPLE = tuple(f"{first} {last}" for first in ("Hanna", "Otto", "Berta", "Max", "Wei") for last in ("Heron", "Reed", "Pond"))
_VENUES = ("PondConf 2024", "RiverConf 2023", "Journal of Ponds")
_GAINS = (
    "reaches a {low:.2f}x speedup over {baseline} on an {device}",
    "reduces latency by {share}% compared with {baseline} on the {dataset} dataset",
    "cuts memory by {share}% over {baseline} on {device}",
    "attains an accuracy of {share}% on {dataset}",
    "raises throughput up to {low:.1f}-{high:.1f}x over {baseline}",
)


def invent_papers(number: int, chance: random.Random) -> Iterator[dict[str, object]]:
    """So many papers as lines of JSON have them, in groups that overlap as those of a review do."""
    for count in range(number):
        name = f"{chance.choice(_BIRDS)}{count}"
        told = {
            "baseline": chance.choice(_BASELINES),
            "device": chance.choice(_DEVICES),
            "dataset": chance.choice(_DATASETS),
            "low": chance.uniform(1.1, 3),
            "high": chance.uniform(3, 6),
            "share": chance.randint(5, 95),
        }
        gains = " It also ".join(f"{gain.format(**told)}." for gain in chance.sample(_GAINS, chance.randint(1, 3)))
        things = chance.sample(_THINGS, 2)
        yield {
            "title": f"{name}: {chance.choice(_WAYS)} {things[0]} for {things[1]} and {chance.choice(_PLACES)}",
            "abstract": f"Animals of kind {count} wade in ponds and rivers. {name} {gains}",
            "authors": chance.sample(_PEOPLE, chance.randint(1, 4)),
            "date": chance.choice([None, f"20{chance.randint(18, 25)}", f"2024-{chance.choice(_DAYS)}"]),
            "venue": chance.choice([None, *_VENUES]),
        }


def read_more(root: Path, chance: random.Random) -> None:
    """Ingest a list of some more papers, or of some again."""
    ingest_papers(root, 3, chance.randint(1, 30), abstracts=chance.choice([True, True, False]))


def ingest_papers(root: Path, number: int, seed: int, *, abstracts: bool = True) -> None:
    """Read invented papers into a review."""
    listing = root.with_name(f"invented-{seed}.jsonl")
    lines = (json.dumps(paper) + "\n" for paper in invent_papers(number, random.Random(seed)))
    listing.write_text("".join(lines), encoding="utf-8")
    ingest(root, [listing], abstracts=abstracts)


@dataclass(frozen=True, slots=True)
class Question:
    """Whether a site, as it stood after some edit, is that of a build from nothing."""

    number: int
    """How many edits came before."""
    since: tuple[str, ...]
    """Those since the last question."""
    made: Tree
    afresh: Future[Tree]
    left: tuple[str, ...]
    """What was left beside the site."""

    def find_differences(self) -> list[str]:
        """The files that a build from nothing writes otherwise, or not, or alone; and what was left beside the site."""
        afresh = self.afresh.result()
        return [*sorted(path for path in {*self.made, *afresh} if self.made.get(path) != afresh.get(path)), *self.left]


class Run:
    """A review that is edited, and its site."""

    def __init__(self, folder: Path, papers: int, seed: int, jobs: int, *, preview: bool) -> None:
        """`preview` has the site written by a preview, else by builds; `jobs` builds from nothing go on beside it."""
        # Each comparison has a process that imported all and built nothing: what this one remembers of builds is not there.
        context = get_context("forkserver")
        context.set_forkserver_preload(["tests.afresh"])
        self.builders = ProcessPoolExecutor(jobs, context, max_tasks_per_child=1)
        self.root = make_review(folder / "review")
        ingest_papers(self.root, papers, 0)
        self.chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.refused = self.known = 0
        self._folder = folder
        self._copies: dict[Path, Future[Tree] | None] = {}
        self._afresh: dict[str, Future[Tree]] = {}
        self._edits = (*EDITS, *(() if preview else HARMS), read_more)
        self._preview = Preview(self.root, None, lambda _: None) if preview else None
        self._bring_up()
        self._copy()

    def edit(self) -> str:
        """Do one edit and bring the site up to date; the edit's name. What a build refuses is taken back."""
        edit: Edit = self.chance.choice(self._edits)
        try:
            edit(self.root, self.chance)
            self._bring_up()
        except (ContentError, UsageError):
            self.refused += 1
            for name in ("content", "templates"):
                shutil.rmtree(self.root / name, ignore_errors=True)
                if (self._last / name).is_dir():
                    shutil.copytree(self._last / name, self.root / name)
            self._bring_up()
        self._copy()
        self.done[edit.__name__] += 1
        return edit.__name__

    def ask(self, number: int, since: list[str]) -> Question:
        """Have the review built from nothing as it is now; where one like it was, that site is known."""
        sign = sha256(repr(read_tree(self._last)).encode()).hexdigest()
        self.known += sign in self._afresh
        if sign not in self._afresh:
            self._copies[self._last] = self._afresh[sign] = self.builders.submit(build_copy, self._last)
        made, left = read_tree(self.root / "site"), find_leftovers(self.root)
        return Question(number, tuple(since), made, self._afresh[sign], tuple(left))

    def _copy(self) -> None:
        """Copy the review, for a build from nothing and to be taken back to; older copies go when nobody needs them any more."""
        for copy in [copy for copy, afresh in self._copies.items() if afresh is None or afresh.done()]:
            shutil.rmtree(copy)
            del self._copies[copy]
        self._last = self._folder / f"copy-{self.done.total()}"
        copy_review(self.root, self._last)
        self._copies[self._last] = None

    def _bring_up(self) -> None:
        if self._preview is None:
            build(self.root, processes=1)
        else:
            self._preview.update()
            if self._preview.state.faults:
                raise ContentError(self._preview.state.faults)
            if not self._preview.settle():
                raise ContentError(self._preview.state.faults)


def main() -> int:
    """Edit and compare; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=1000, help="how many edits (1000)")
    parser.add_argument("--papers", type=int, default=2000, help="how many papers the review begins with (2000)")
    parser.add_argument("--each", type=int, default=1, metavar="N", help="compare after every N edits (1)")
    parser.add_argument("--seed", type=int, default=0, help="which edits they are (0)")
    parser.add_argument("--minutes", type=float, default=float("inf"), help="begin no edit after so long")
    parser.add_argument("--jobs", type=int, default=count_cpus(), help="builds from nothing beside the edits (as many as CPUs)")
    parser.add_argument("--preview", action="store_true", help="let a preview write the site instead of builds")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), options.papers, options.seed, options.jobs, preview=options.preview)
        with run.builders:
            found = compare(run, options.edits, options.each, monotonic() + 60 * options.minutes, options.jobs)
            if found:
                run.builders.shutdown(cancel_futures=True)
                print(f"seed {options.seed}: {found}")
                return 1
    print(
        f"{run.done.total()} edits ({run.refused} refused and taken back), {run.known} of them to a review that was built before"
    )
    print(", ".join(f"{name} {count}" for name, count in run.done.most_common()))
    return 0


def compare(run: Run, edits: int, each: int, end: float, jobs: int) -> str:
    """Edit and compare; what differs, in words, empty where nothing does."""
    asked: deque[Question] = deque()
    since: list[str] = []
    start, number = monotonic(), 0
    while asked or number < edits:
        is_over = number >= edits or monotonic() > end
        if asked and (is_over or len(asked) > jobs or asked[0].afresh.done()):
            question = asked.popleft()
            if found := question.find_differences():
                names = f"after edit {question.number}, since the last comparison {', '.join(question.since)}; others:"
                return "\n".join([names, *found[:40], f"{len(found)} in all"])
            print(
                f"{question.number} edits: the same bytes; {60 * number / (monotonic() - start):.1f} edits a minute", flush=True
            )
        elif is_over:
            break
        else:
            since.append(run.edit())
            number += 1
            if number % each == 0 or number == edits or monotonic() > end:
                asked.append(run.ask(number, since))
                since = []
    return ""


if __name__ == "__main__":
    sys.exit(main())
