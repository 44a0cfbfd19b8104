"""What tests of formats share: a sample or invented entries, read through the door that every file goes through."""

import json
from pathlib import Path

from litatlas.model import Json, Record
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed

SAMPLES = Path(__file__).with_name("samples")


def read_sample(name: str) -> list[Record]:
    """The records of a sample, which has no faults."""
    parsed = parse_bytes(SAMPLES.joinpath(name).read_bytes(), name)
    assert parsed.faults == ()
    return list(parsed.records)


def read_text(text: str, format_name: str | None = None) -> Parsed:
    """What is read of a text, in a format or whichever it is told to be."""
    return parse_bytes(text.encode(), "some/list", ReadOptions(format=format_name))


def read_json(format_name: str | None, *entries: Json) -> Parsed:
    """What is read of entries of JSON."""
    return read_text(json.dumps(entries), format_name)


def names(record: Record) -> list[str]:
    """The authors as people read them."""
    return [author.name for author in record.authors]


def identifiers(record: Record) -> list[str]:
    """The identifiers in the form that they have in files."""
    return list(map(str, record.identifiers))


def links(record: Record) -> list[tuple[str, str]]:
    """The links with their kinds."""
    return [(link.kind, link.url) for link in record.links]


def said(parsed: Parsed) -> list[str]:
    """The faults' messages."""
    return [fault.message for fault in parsed.faults]
