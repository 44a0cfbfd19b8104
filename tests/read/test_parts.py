"""Captures in parts: the same entries as in one, whatever the parts; compressed files; entries that no reader survives."""

import bz2
import gzip
import json
import lzma
import os
import random
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from litatlas.errors import Fault
from litatlas.read.formats import ReadOptions, read_capture
from litatlas.read.json_lines import PIECE
from litatlas.read.parsed import Parsed
from litatlas.read.parts import Part, collect_parts, list_parts, lose_part, read_part, split_part
from litatlas.read.where.parsing import parse_query
from tests.conftest import give_up

ASKED = parse_query("cat:cs.* and 'kv cache'")


def make_entry(number: int) -> dict[str, object]:
    """An entry of arXiv's snapshot; each third one is of a category that is asked for, each seventh has the words."""
    return {
        "id": f"2401.{10000 + number}",
        "authors_parsed": [["Heron", "Hanna", ""], ["Müller" if number % 5 else "Otter", "M.", ""]],
        "title": f"Heron {number} in the Pond",
        "categories": "cs.LG" if number % 3 == 0 else "math.AG",
        "abstract": f"Of {'KV-caches and a KV cache' if number % 7 == 0 else 'reeds'}, in pond {number}.\n",
        "versions": [{"version": "v1", "created": "Tue, 2 Jan 2024 18:59:59 GMT"}],
    }


def write_lines(path: Path, number: int, padding: str = "") -> Path:
    """A file of lines, of which the 5th is broken, the 8th has no title and no identifier, and the last but one is blank."""
    lines = [json.dumps({**make_entry(place), "comments": padding}, ensure_ascii=place % 2 == 0) for place in range(number)]
    lines[4] = lines[4][:-30]
    lines[-2] = ""
    lines[7] = json.dumps({**make_entry(7), "id": "", "title": ""})
    path.write_bytes("\n".join(lines).encode() + b"\n")
    return path


def read_parts(path: Path, asked: str = "", options: ReadOptions = ReadOptions()) -> Parsed:  # noqa: B008  (it is frozen)
    read = partial(read_part, query=parse_query(asked) if asked else None)
    return collect_parts(map(read, list_parts(path, options, {})))


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of more than two pieces."""
    return write_lines(tmp_path_factory.mktemp("large") / "snapshot.json", 300, "water " * (PIECE // 800))


def test_pieces_read_together_are_the_file_read_at_once(large: Path) -> None:
    parts = list(list_parts(large, ReadOptions(), {}))

    assert len(parts) == 3
    assert read_parts(large) == read_capture(large)


def test_a_query_keeps_what_it_matches_and_counts_the_others(large: Path) -> None:
    whole, some = read_capture(large), read_parts(large, "cat:cs.* and 'kv cache'")

    kept = [f"Heron {number} in the Pond" for number in range(0, 300, 21)]
    assert [record.title for record in some.records] == kept
    assert some.records == tuple(record for record in whole.records if record.title in kept)
    assert (some.entries, some.skipped) == (whole.entries, whole.skipped) == (299, 2)
    assert some.faults == whole.faults


def test_parts_say_the_same_in_any_order(large: Path) -> None:
    parts = list(list_parts(large, ReadOptions(), {}))
    shuffled = random.Random(1).sample(parts, len(parts))

    found = {id(part): read_part(part, query=ASKED) for part in shuffled}
    assert collect_parts(found[id(part)] for part in parts) == read_parts(large, "cat:cs.* and 'kv cache'")


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("list.bib", "@article{a, title={Heron of the kv cache}, year=2024}\n@article{b, title={Otter}}\n@article{c"),
        ("list.json", '[{"title": "A KV cache", "year": 2024},\n{"title": "Otter", "year": 2023}, {"year": 2024}]'),
        ("list.csv", "title,year\nA KV-cache,2024\nOtter,2023\n"),
        ("wrapped.json", '{"items": [\n{"title": "A kv cache"},\n{"title": "Otter"}\n]}'),
    ],
)
def test_a_query_holds_for_every_format(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")

    whole, some = read_capture(path), read_parts(path, "'kv cache'")

    assert read_parts(path) == whole
    assert (len(some.records), some.left_out, some.entries) == (1, len(whole.records) - 1, whole.entries)
    assert some.faults == whole.faults


def compress_zstd(data: bytes) -> bytes:
    try:
        from backports import zstd  # noqa: PLC0415  (an extra)
    except ImportError:
        give_up("no Zstandard: pip install 'litatlas[zstd]'")
    found: bytes = zstd.compress(data)
    return found


@pytest.mark.parametrize("compress", [gzip.compress, bz2.compress, lzma.compress, compress_zstd])
@pytest.mark.parametrize("name", ["list.jsonl", "list.bib"])
def test_a_compressed_file_reads_as_the_file_in_it(tmp_path: Path, compress: Callable[[bytes], bytes], name: str) -> None:
    plain = write_lines(tmp_path / name, 30)
    if name == "list.bib":
        plain.write_text("@article{a, title={Heron}}\n@article{b, title={Otter}}\n", encoding="utf-8")
    packed = tmp_path / f"{name}.gz"
    packed.write_bytes(compress(plain.read_bytes()))

    expected, found = read_capture(plain), read_parts(packed)

    assert [record.title for record in found.records] == [record.title for record in expected.records]
    assert [record.source.line for record in found.records] == [record.source.line for record in expected.records]
    assert [(fault.line, fault.message) for fault in found.faults] == [(fault.line, fault.message) for fault in expected.faults]
    assert {record.source.file for record in found.records} == {packed.name}
    assert [record.title for record in read_capture(packed).records] == [record.title for record in expected.records]


@pytest.mark.parametrize("cut", [20, 400])
def test_of_a_damaged_compressed_file_what_comes_before_is_read_and_the_damage_told(tmp_path: Path, cut: int) -> None:
    lines = write_lines(tmp_path / "list.jsonl", 2000).read_bytes()
    packed = tmp_path / "list.jsonl.gz"
    data = gzip.compress(lines)
    packed.write_bytes(data[: len(data) // 2] if cut == 400 else data[:cut])

    found = read_parts(packed)

    assert "damaged in its compressed bytes (gzip: " in found.faults[-1].message
    assert (len(found.records) > 500) is (cut == 400)


def test_a_pipe_is_read_once(tmp_path: Path) -> None:
    data = write_lines(tmp_path / "list.jsonl", 20).read_bytes()
    pipe = tmp_path / "pipe.jsonl"
    os.mkfifo(pipe)
    writer = threading.Thread(target=pipe.write_bytes, args=(data,))
    writer.start()

    found = read_parts(pipe)
    writer.join()

    assert (found.entries, found.skipped) == (19, 2)


def test_what_is_told_of_a_file_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    entry = json.dumps({"title": "Heron", "year": 2024, "note": "x" * (PIECE // 2)}).encode()
    path.write_bytes(b"\n".join([entry.replace(b"Heron", f"Her\xf6n {number}".encode("latin-1")) for number in range(5)]))

    found = read_parts(path, options=ReadOptions(columns={"date": "when"}))

    assert [record.title for record in found.records] == [f"Herön {number}" for number in range(5)]
    assert [fault.line for fault in found.faults if "UTF-8" in fault.message] == [1]
    assert len([fault for fault in found.faults if "when" in fault.message]) == 1


def test_a_file_that_changes_while_it_is_read_is_told(large: Path, tmp_path: Path) -> None:
    path = tmp_path / "list.json"
    path.write_bytes(large.read_bytes())
    *_, last = list_parts(path, ReadOptions(), {})

    path.write_bytes(large.read_bytes()[:-1000])

    assert [fault.message for fault in read_part(last, query=None).faults] == ["cannot be read: has changed while it was read"]


def find_single(part: Part | Fault, is_poison: Callable[[Part | Fault], bool]) -> Part | Fault:
    """The smallest part that is poison."""
    while halves := split_part(part):
        part = next(half for half in halves if is_poison(half))
    return part


@pytest.mark.parametrize("poison", [0, 17, 29])
def test_a_part_is_halved_down_to_the_entry_that_kills_its_reader(tmp_path: Path, poison: int) -> None:
    path = write_lines(tmp_path / "list.jsonl", 30)
    (part,) = list_parts(path, ReadOptions(), {})
    title = f"Heron {poison} in the Pond"

    single = find_single(part, lambda half: title in [record.title for record in read_part(half, query=None).records])
    (fault,) = lose_part(single).faults

    assert (fault.file, fault.line) == (str(path), poison + 1)
    assert fault.message == f"entry {poison + 1} cannot be read: the process that reads it dies of it"
    assert lose_part(single).entries == 1


def test_halves_together_are_the_part(large: Path) -> None:
    parts = list(list_parts(large, ReadOptions(), {}))

    halves = [half for part in parts for half in split_part(part)]
    assert len(halves) == 2 * len(parts)
    assert collect_parts(read_part(half, query=None) for half in halves) == read_parts(large)


def test_a_file_that_is_read_whole_cannot_be_halved(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("title,year\nHeron,2024\n", encoding="utf-8")
    (part,) = list_parts(path, ReadOptions(), {})

    assert split_part(part) == ()
    assert [fault.message for fault in lose_part(part).faults] == ["cannot be read: the process that reads it dies of it"]
