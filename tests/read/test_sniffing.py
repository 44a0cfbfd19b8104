"""What holds of every format: its samples are told from all others and read whole, and no bytes make a reader raise.

A sample is a file `samples/<format>[+<what is special>].<number of entries>.<ending>` with invented entries, all of which can be
read: `bibtex+zotero.3.bib`. Every format has one at least; what it must read of it is for the format's own tests.
"""

import codecs
import json
import os
import random
import re
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litatlas.model import Json
from litatlas.read.formats import FORMATS, HEAD, ReadOptions, find_format, parse_bytes
from litatlas.read.parsed import Parsed

SAMPLES = sorted(Path(__file__).with_name("samples").iterdir())
NAMES = [path.name for path in SAMPLES]
DAMAGES = int(os.environ.get("LITATLAS_DAMAGES", "25"))
"""Ways in which each sample is damaged; the weekly job tries many."""
FORMAT_NAMES = [known.name for known in FORMATS]


@cache
def read_sample(name: str) -> bytes:
    return Path(__file__).with_name("samples").joinpath(name).read_bytes()


def format_of(name: str) -> str:
    return re.split(r"[+.]", name, maxsplit=1)[0]


def count_of(name: str) -> int:
    return int(name.split(".")[-2])


def titles(parsed: Parsed) -> list[str]:
    return [record.title for record in parsed.records]


def test_every_format_has_a_sample_and_every_sample_a_format() -> None:
    assert {format_of(name) for name in NAMES} == set(FORMAT_NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_sample_is_told_whatever_its_file_is_called(name: str) -> None:
    data = read_sample(name)

    for called in (name, "list.txt", "download", "papers.json", "papers.csv"):
        found = find_format(data[:HEAD], called)
        scores = {known.name: score for known in FORMATS if (score := known.sniff(data[:HEAD], called))}
        assert found is not None, scores
        assert found.name == format_of(name), scores


@pytest.mark.parametrize("name", NAMES)
def test_every_entry_of_a_sample_is_read_without_a_fault(name: str) -> None:
    parsed = parse_bytes(read_sample(name), name)

    assert [str(fault) for fault in parsed.faults] == []
    assert (len(parsed.records), parsed.skipped) == (count_of(name), 0)
    assert all(record.title.strip() or record.identifiers for record in parsed.records)
    assert all(record.source.line >= 1 for record in parsed.records)


@pytest.mark.parametrize("name", NAMES)
def test_line_ends_and_a_byte_order_mark_change_nothing(name: str) -> None:
    data = read_sample(name)
    expected = titles(parse_bytes(data, name))

    for other in (data.replace(b"\n", b"\r\n"), codecs.BOM_UTF8 + data):
        assert titles(parse_bytes(other, name)) == expected


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le"])
def test_a_sample_in_utf_16_is_read_or_refused_with_a_reason(name: str, encoding: str) -> None:
    data = read_sample(name)
    parsed = parse_bytes(data.decode().encode(encoding), name)

    assert titles(parsed) == titles(parse_bytes(data, name)) or any(fault.severity == "error" for fault in parsed.faults)


@pytest.mark.parametrize("name", FORMAT_NAMES)
@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=300))
def test_no_bytes_make_a_reader_raise(name: str, data: bytes) -> None:
    parsed = parse_bytes(data, "list.txt", ReadOptions(format=name))

    assert parsed.records or parsed.faults


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=DAMAGES, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_damage_makes_a_reader_raise_or_drop_in_silence(name: str, seed: int) -> None:
    data = damage(read_sample(name), random.Random(seed))
    parsed = parse_bytes(data, name, ReadOptions(format=format_of(name)))

    assert parsed.records or parsed.faults
    assert parsed.entries == len(parsed.records) + parsed.skipped
    assert all(fault.message and fault.hint and fault.line >= 1 for fault in parsed.faults)


def damage(data: bytes, chance: random.Random) -> bytes:
    """Data that is cut, doubled in part, or has other bytes in places."""
    start, end = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    kind = chance.randrange(5)
    if kind == 0:
        return data[:start]
    if kind == 1:
        return data[:start] + data[end:]
    if kind == 2:
        return data[:end] + data[start:]
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        signs = b"\x00\xff\"'{}[]<>,;:\n\t|\\@%&=0" if kind == 3 else bytes(range(256))
        changed[chance.randrange(len(changed))] = chance.choice(signs)
    return bytes(changed)


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".json")])
@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_no_value_in_a_place_of_another_makes_a_reader_of_json_raise(name: str, seed: int) -> None:
    entries = [json.loads(line) for line in read_sample(name).splitlines()] if is_lines(name) else json.loads(read_sample(name))
    parsed = parse_bytes(json.dumps(exchange(entries, random.Random(seed))).encode(), name, ReadOptions(format=format_of(name)))

    assert parsed.records or parsed.faults
    assert len({record.source.line for record in parsed.records}) == len(parsed.records)
    assert all(record.title or record.identifiers for record in parsed.records)


def is_lines(name: str) -> bool:
    try:
        json.loads(read_sample(name))
    except ValueError:
        return True
    return False


def exchange(value: Json, chance: random.Random) -> Json:
    """The value with some parts left out, and some replaced by others of any kind."""
    if chance.random() < 0.08:
        others: list[Json] = [
            None,
            True,
            -1,
            1.5,
            10**30,
            "",
            "x",
            "http://[x",
            "10.1/x",
            [],
            [None],
            ["a", "b"],
            {},
            {"name": [1]},
        ]
        return chance.choice(others)
    if isinstance(value, dict):
        return {name: exchange(item, chance) for name, item in value.items() if chance.random() > 0.05}
    return [exchange(item, chance) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", FORMAT_NAMES)
def test_a_head_that_is_cut_anywhere_does_not_make_a_sniffer_raise(name: str) -> None:
    sniff = next(known.sniff for known in FORMATS if known.name == name)

    for sample in NAMES:
        data = read_sample(sample)
        for size in (0, 1, 2, 3, len(data) // 3, len(data) // 2, len(data) - 1):
            assert 0 <= sniff(data[:size], sample) <= 1
