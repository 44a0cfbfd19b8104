"""Read hostile texts with each reader for some time: `python -m tests.fuzz --seconds 120 --share 1/8 --corpus FOLDER [NAME...]`.

Texts are made of a format's samples, of the cases that were found before (`tests/fuzz/cases`), and of those that showed something
new: a fault, a fact, a number of records that no other text had. FOLDER keeps these for the next run. A text that makes a reader
raise, take long, or drop an entry in silence is written into the cases, which tests read from then on, and the run fails.
"""

import argparse
import hashlib
import random
import re
import sys
from multiprocessing import Pool
from pathlib import Path
from time import monotonic

from litatlas.read.formats import FORMATS
from tests.fuzz.reading import CASES, read_case
from tests.fuzz.texts import mutate

SAMPLES = Path(__file__).parent.parent / "read" / "samples"
MOST_KEPT = 400
"""Texts of a reader that are kept for the next run."""


def list_share(share: str) -> list[str]:
    """The readers of a part of all: `2/8` is every eighth, from the second on."""
    number, of = map(int, share.split("/"))
    return [known.name for known in FORMATS][number - 1 :: of]


def fuzz(name: str, seconds: float, corpus: Path | None, seed: int) -> tuple[str, int, int, str]:
    """Read texts in a format; the reader, how many, how many showed something new, and the case that failed, or nothing."""
    chance = random.Random(seed)
    kept = sorted(corpus.glob(f"{name}-*")) if corpus else []
    paths = [*SAMPLES.glob(f"{name}[.+]*"), *CASES.glob(f"{name}-*"), *kept]
    texts = [path.read_bytes() for path in paths]
    seen: set[str] = set()
    count, found = 0, 0
    end = monotonic() + seconds
    while monotonic() < end:
        data = mutate(texts, chance)
        count += 1
        begin = monotonic()
        sign = read_case(name, data)
        if sign.startswith("!") or monotonic() - begin > 10:
            case = CASES / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}"
            case.write_bytes(data)
            return name, count, found, f"{case}: {sign}"
        if sign not in seen:
            seen.add(sign)
            found += 1
            texts.append(data)
            if corpus and len(kept) < MOST_KEPT:
                kept.append(corpus / f"{name}-{hashlib.sha256(data).hexdigest()[:12]}")
                kept[-1].write_bytes(data)
    return name, count, found, ""


def main() -> None:
    """Fuzz the readers that are named, or those of a share, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("readers", nargs="*", help="names of formats; all of the share where none is given")
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--share", default="1/1")
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--seed", type=int, default=None)
    given = parser.parse_args()
    names = given.readers or list_share(given.share)
    if wrong := set(names) - {known.name for known in FORMATS}:
        parser.error(f"no format is called {', '.join(sorted(wrong))}")
    if given.corpus:
        given.corpus.mkdir(parents=True, exist_ok=True)
    seed = random.SystemRandom().randrange(2**32) if given.seed is None else given.seed
    with Pool() as pool:
        runs = pool.starmap(fuzz, [(name, given.seconds, given.corpus, seed) for name in names], chunksize=1)
    for name, count, found, failure in runs:
        sys.stdout.write(f"{name}: {count:,} texts, {found} of them new, seed {seed}{f'; FAILED {failure}' if failure else ''}\n")
    sys.exit(any(re.search(r"\S", failure) for *_, failure in runs))


if __name__ == "__main__":
    main()
