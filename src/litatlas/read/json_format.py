"""What formats of JSON have in common: told by their first entry, read entry by entry, each entry an object."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from litatlas.errors import quote_start
from litatlas.model import Json, Record, Source
from litatlas.read.fields import Fields, check_record
from litatlas.read.format import Format
from litatlas.read.json_entries import JsonEntry, find_first_entry, iterate_json
from litatlas.read.parsed import Item, Origin, Skipped

Rate = Callable[[dict[str, Json]], float]
"""Rates how sure it is that an entry is in the format, from 0 to 1."""
ReadEntry = Callable[[Fields, Source], Record | str]
"""Makes a record of an entry; a text says why the entry is none: `is a review of 7GtUz`."""


def build_json_format(name: str, label: str, rate: Rate, read_entry: ReadEntry) -> Format:
    """Build the format of JSON files whose entries are rated and read by these."""

    def sniff(head: bytes, _name: str) -> float:
        entry = find_first_entry(head)
        return rate(entry) if entry else 0

    def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
        for item in iterate_json(stream, origin):
            yield _read(item, origin, read_entry) if isinstance(item, JsonEntry) else item

    return Format(name, label, sniff, read, is_of_lines=True)


def _read(entry: JsonEntry, origin: Origin, read_entry: ReadEntry) -> Record | Skipped:
    if not isinstance(entry.value, dict):
        shown = "null" if entry.value is None else quote_start(str(entry.value))
        hint = "ask the service for it again, or delete it"
        return Skipped(origin.fault(entry.line, f"entry {entry.number} is {shown}, no object", hint))
    found = read_entry(Fields(entry.value), origin.source(entry.place))
    if isinstance(found, str):
        return Skipped(origin.fault(entry.line, f"entry {entry.number} {found}", "delete the entry"))
    return check_record(found, origin, entry.number, entry.line)
