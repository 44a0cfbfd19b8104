"""`python -m tests.bench.reading`: how many records a second are read and merged on one core, and what a long file needs.

Invented entries are read in the formats of JSON that come in bulk, and merged; beside each stands the rate of `json.loads` alone
in the same run, as how busy a machine is changes. Then a snapshot of arXiv's metadata of a million lines is written and read in a
process of its own, whose peak memory is printed. `--records N` and `--lines N` take other numbers. The times are the CPU's.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import gc
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import process_time

from litatlas.cli.main import COLLECTED
from litatlas.model import Json
from litatlas.read.formats import iterate_capture, parse_bytes
from litatlas.read.matching import match_works
from litatlas.read.merge import work_from_record
from tests.bench.memory import Memory

WORDS = "snail robin kernel pond garden heron otter mole tensor cache memory fast slow deep sparse light model layer".split()
GIVEN = "Hanna Otto Max Dora Ida Jonas Lena Emil Rosa Anton".split()
FAMILIES = "van der Heron,Otter,Mole,Dormouse,Robin,Toad,Vole,Newt,Wagtail,Bittern".split(",")
AIMS = {"rate": "20,000 read and merged a second", "memory": "300 MB"}


def main() -> int:
    """Run the benchmark and print what it measured."""
    gc.set_threshold(COLLECTED)
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=20_000, help="entries of each format (20000)")
    parser.add_argument("--lines", type=int, default=1_000_000, help="lines of the snapshot (1000000); 0 leaves it out")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.read:
        print(sum(1 for _ in iterate_capture(options.read)))
        return 0
    print(f"{'':12} {'read/s':>8} {'merged/s':>9} {'both/s':>8} {'json.loads/s':>13}  aim: {AIMS['rate']}")
    for name, make in (("snapshot", make_snapshot_entry), ("daily papers", make_daily_entry), ("OpenAlex", make_openalex_entry)):
        measure_rate(name, make, options.records)
    if options.lines:
        with tempfile.TemporaryDirectory() as folder:
            measure_memory(Path(folder) / "snapshot.json", options.lines)
    return 0


def measure_rate(name: str, make: Callable[[int, random.Random], Json], number: int) -> None:
    """Read and merge entries, and print how many a second that are."""
    chance = random.Random(1)
    lines = [json.dumps(make(place, chance)) for place in range(number)]
    start = process_time()
    for line in lines:
        json.loads(line)
    plain = process_time() - start
    start = process_time()
    records = parse_bytes("\n".join(lines).encode(), "list.json").records
    read = process_time() - start
    start = process_time()
    clusters = list(match_works(map(work_from_record, records), {}))
    merged = process_time() - start
    if len(records) != number or len(clusters) != number:
        sys.exit(f"{name}: {len(records)} records and {len(clusters)} works of {number} entries")
    rates = [number / seconds for seconds in (read, merged, read + merged, plain)]
    print(f"{name:12} {rates[0]:8,.0f} {rates[1]:9,.0f} {rates[2]:8,.0f} {rates[3]:13,.0f}")


def measure_memory(path: Path, number: int) -> None:
    """Write a snapshot and print the peak memory of the process that reads it."""
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(f"{json.dumps(make_snapshot_entry(place, chance))}\n" for place in range(number))
    with subprocess.Popen(
        [sys.executable, "-m", "tests.bench.reading", "--read", str(path)], stdout=subprocess.PIPE, text=True
    ) as process:
        memory = Memory(process.pid)
        memory.start()
        read, _ = process.communicate()
        memory.done.set()
    if int(read) != number:
        sys.exit(f"{read.strip()} of {number} lines were read")
    size = path.stat().st_size / 2**20
    print(f"a snapshot of {number:,} lines, {size:,.0f} MB, takes {memory.own / 2**20:.0f} MB to read  aim: {AIMS['memory']}")


def make_snapshot_entry(place: int, chance: random.Random) -> Json:
    """An entry of arXiv's snapshot."""
    people = _people(chance)
    return {
        "id": _number(place),
        "submitter": people[0],
        "authors": ", ".join(people),
        "title": _title(place, chance),
        "comments": "12 pages",
        "journal-ref": None,
        "doi": None,
        "report-no": None,
        "categories": "cs.LG cs.PF",
        "license": "http://creativecommons.org/licenses/by/4.0/",
        "abstract": f"  {_text(chance)}\n",
        "versions": [{"version": "v1", "created": "Tue, 2 Jan 2024 18:59:59 GMT"}],
        "update_date": "2024-02-06",
        "authors_parsed": [[name.partition(". ")[2], f"{name.partition('. ')[0]}.", ""] for name in people],
    }


def make_daily_entry(place: int, chance: random.Random) -> Json:
    """An entry of the daily papers."""
    title = _title(place, chance)
    people: list[Json] = [{"_id": "x", "name": name, "hidden": False} for name in _people(chance)]
    paper: Json = {
        "id": _number(place),
        "authors": people,
        "publishedAt": "2024-01-02T18:59:59.000Z",
        "title": title,
        "summary": _text(chance),
        "upvotes": 3,
        "discussionId": "x",
    }
    return {"paper": paper, "title": title, "publishedAt": "2024-01-02T18:59:59.000Z", "numComments": 1}


def make_openalex_entry(place: int, chance: random.Random) -> Json:
    """A work of OpenAlex."""
    index: dict[str, Json] = {}
    for position, word in enumerate(_text(chance).split()):
        places = index.setdefault(word, [])
        if isinstance(places, list):
            places.append(position)
    people: list[Json] = [
        {"author": {"id": "x", "display_name": name}, "raw_author_name": name, "institutions": []} for name in _people(chance)
    ]
    return {
        "id": f"https://openalex.org/W{4_000_000_000 + place}",
        "doi": f"https://doi.org/10.1000/pond.{place}",
        "title": _title(place, chance),
        "publication_year": 2024,
        "publication_date": "2024-01-02",
        "primary_location": {
            "landing_page_url": f"https://doi.org/10.1000/pond.{place}",
            "source": {"display_name": "Journal of Ponds"},
        },
        "type": "article",
        "authorships": people,
        "abstract_inverted_index": index,
        "cited_by_count": 3,
    }


def _number(place: int) -> str:
    """An arXiv number: there are 90,000 in a month, as far as this goes."""
    year, month = divmod(place // 90_000, 12)
    return f"{15 + year:02}{month + 1:02}.{10_000 + place % 90_000}"


def _people(chance: random.Random) -> list[str]:
    """Four of 2,600 people."""
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return [f"{chance.choice(GIVEN)} {chance.choice(letters)}. {chance.choice(FAMILIES)}" for _ in range(4)]


def _title(place: int, chance: random.Random) -> str:
    return f"{' '.join(chance.choices(WORDS, k=9))} {place}"


def _text(chance: random.Random) -> str:
    return " ".join(chance.choices(WORDS, k=170))


if __name__ == "__main__":
    sys.exit(main())
