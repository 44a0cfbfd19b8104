"""`python -m tests.incremental --edits 1000 --papers 2000`: random edits of a review, its site brought up to date after each.

After every edit, or every so many (`--each`), the site is compared, byte by byte, with the one that a build from nothing writes.
What differs is told with the edits since the last comparison, and the run fails. `--seed` does the same edits again, `--minutes`
ends it early, and `--preview` lets a preview write the site. The papers are invented.
"""

# ruff: noqa: T201  (a program that prints what it found)

import argparse
import json
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

from litatlas.commands.ingest import ingest
from litatlas.errors import ContentError, UsageError
from litatlas.preview.preview import Preview
from litatlas.site.build import build
from tests.edits import EDITS, Edit, build_afresh
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


class Run:
    """A review that is edited, and its site."""

    def __init__(self, folder: Path, papers: int, seed: int, *, preview: bool) -> None:
        """`preview` has the site written by a preview, else by builds."""
        self.root = make_review(folder / "review")
        ingest_papers(self.root, papers, 0)
        self.chance = random.Random(seed)
        self.done: Counter[str] = Counter()
        self.refused = 0
        self._backup = folder / "backup"
        self._preview = Preview(self.root, None, lambda _: None) if preview else None
        self._bring_up()

    def edit(self) -> str:
        """Do one edit and bring the site up to date; the edit's name. What a build refuses is taken back."""
        edit: Edit = self.chance.choice((*EDITS, read_more))
        self._back_up()
        try:
            edit(self.root, self.chance)
            self._bring_up()
        except (ContentError, UsageError):
            self.refused += 1
            shutil.rmtree(self.root / "content")
            shutil.copytree(self._backup, self.root / "content")
            self._bring_up()
        self.done[edit.__name__] += 1
        return edit.__name__

    def find_differences(self) -> list[str]:
        """The files that a build from nothing writes otherwise, or not, or alone; and what was left beside the site."""
        made, afresh = read_tree(self.root / "site"), read_tree(build_afresh(self.root))
        differing = sorted(path for path in {*made, *afresh} if made.get(path) != afresh.get(path))
        return [*differing, *find_leftovers(self.root)]

    def _back_up(self) -> None:
        shutil.rmtree(self._backup, ignore_errors=True)
        shutil.copytree(self.root / "content", self._backup)

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
    parser.add_argument("--preview", action="store_true", help="let a preview write the site instead of builds")
    options = parser.parse_args()
    end = monotonic() + 60 * options.minutes
    with tempfile.TemporaryDirectory() as folder:
        run = Run(Path(folder), options.papers, options.seed, preview=options.preview)
        since: list[str] = []
        compared = number = 0
        for number in range(1, options.edits + 1):
            since.append(run.edit())
            is_last = number == options.edits or monotonic() > end
            if number % options.each == 0 or is_last:
                compared += 1
                if found := run.find_differences():
                    print(f"after edit {number} (seed {options.seed}), since the last comparison {', '.join(since)}; others:")
                    print("\n".join(found[:40]), f"{len(found)} in all", sep="\n")
                    return 1
                print(f"{number} edits, {compared} comparisons: the same bytes", flush=True)
                since = []
            if is_last:
                break
        print(f"{number} edits ({run.refused} refused and taken back), {compared} comparisons")
        print(", ".join(f"{name} {count}" for name, count in run.done.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
