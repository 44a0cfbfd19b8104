"""`python -m tests.bench.bibliographies`: entries a second of one core's time, read and merged, for formats of bibliographies.

The entries are invented: six authors, an abstract of 120 words, accents, a DOI and an address. Of BibTeX also what its scan takes
and, where they are installed, what bibtexparser and pybtex take for the same file; LitAtlas needs neither.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import gc
import json
import random
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from time import process_time

from litatlas.cli.main import COLLECTED
from litatlas.read.bibtex.scanner import scan_bibtex
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.matching import merge_records

AIMS = {"bibtex": 3000, "csl-json": 20_000}
"""Entries a second that are to be read and merged."""
_WORDS = "heron pond reed otter quiet sparse kernels decoding attention wader marsh eddy heuristic bridge lattice".split()


def write_entries(form: str, count: int) -> str:
    """A file of a form with so many entries, the same on every run."""
    chance = random.Random(1)
    return _WRITERS[form]([_invent(chance, number) for number in range(count)])


def _invent(chance: random.Random, number: int) -> dict[str, str]:
    def words(count: int) -> str:
        return " ".join(chance.choice(_WORDS) for _ in range(count))

    names = [f"{words(1).title()}, {chance.choice('ABC')}." for _ in range(5)]
    fields = {"number": str(number), "title": words(8).title(), "abstract": f"{words(120)}.", "doi": f"10.1000/x{number}"}
    return fields | {"names": "|".join([*names, "Gödel, K."]), "url": f"https://pond.test/{number}", "venue": f"Proc. {words(2)}"}


def _write_bibtex(entries: list[dict[str, str]]) -> str:
    return "".join(
        f"@inproceedings{{key{one['number']},\n  title = {{{{{one['title']}}}}},\n"
        f"  author = {{{_escape(one['names'])}}},\n"
        f"  booktitle = {{{one['venue']}}},\n  year = {{2024}},\n  month = may,\n"
        f"  doi = {{{one['doi']}}},\n  url = {{{one['url']}}},\n"
        f"  pages = {{1--9}},\n  abstract = {{{one['abstract']} With 50\\% less.}}\n}}\n\n"
        for one in entries
    )


def _escape(names: str) -> str:
    return names.replace("|", " and ").replace("ö", '{\\"o}')


def _write_ris(entries: list[dict[str, str]]) -> str:
    return "".join(
        f"TY  - CONF\nTI  - {one['title']}\n"
        + "".join(f"AU  - {name}\n" for name in one["names"].split("|"))
        + f"T2  - {one['venue']}\nPY  - 2024\nDO  - {one['doi']}\nUR  - {one['url']}\nAB  - {one['abstract']}\nER  - \n\n"
        for one in entries
    )


def _write_csl(entries: list[dict[str, str]]) -> str:
    items = [
        {
            "id": f"key{one['number']}",
            "type": "paper-conference",
            "title": one["title"],
            "author": [dict(zip(("family", "given"), name.split(", "), strict=True)) for name in one["names"].split("|")],
            "container-title": one["venue"],
            "issued": {"date-parts": [[2024, 5]]},
            "DOI": one["doi"],
            "URL": one["url"],
            "abstract": one["abstract"],
        }
        for one in entries
    ]
    return json.dumps(items)


_WRITERS: dict[str, Callable[[list[dict[str, str]]], str]] = {"bibtex": _write_bibtex, "ris": _write_ris, "csl-json": _write_csl}


def _rate(count: int, work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return count / (process_time() - start)


def main() -> None:
    """Print entries a second for each form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--entries", type=int, default=3000, help="how many entries each file has (3000)")
    count = parser.parse_args().entries
    gc.set_threshold(COLLECTED)
    print(f"{'entries a second':18} {'read':>8} {'merged':>8} {'both':>8}  aim")
    for form in _WRITERS:
        data = write_entries(form, count).encode()
        records = parse_bytes(data, "list", ReadOptions(format=form)).records
        read = _rate(count, lambda data=data, form=form: parse_bytes(data, "list", ReadOptions(format=form)))  # type: ignore[misc]
        merged = _rate(count, lambda records=records: merge_records(records))  # type: ignore[misc]
        both = 1 / (1 / read + 1 / merged)
        print(f"{form:18} {read:8.0f} {merged:8.0f} {both:8.0f}  {AIMS.get(form, '')}")
    text = write_entries("bibtex", count)
    print(f"{'BibTeX, scan alone':18} {_rate(count, lambda: list(scan_bibtex(text))):8.0f}")
    if find_spec("bibtexparser"):
        print(f"{'bibtexparser':18} {_rate(count, lambda: import_module('bibtexparser').parse_string(text)):8.0f}")
    if find_spec("pybtex"):
        parse = import_module("pybtex.database").parse_string
        print(f"{'pybtex':18} {_rate(count, lambda: parse(text, 'bibtex')):8.0f}")


if __name__ == "__main__":
    main()
