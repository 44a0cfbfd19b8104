"""Entries that are mappings with the usual names, as scripts and services write them in JSON: names are columns."""

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import BinaryIO

from litatlas.errors import quote_start
from litatlas.model import Json
from litatlas.read.columns import Column, assign_columns, find_wrong_columns, normalize_name
from litatlas.read.entry import read_entry
from litatlas.read.format import Format
from litatlas.read.json_entries import JsonEntry, find_first_entry, iterate_json
from litatlas.read.parsed import Item, Origin, Skipped

Entry = dict[str, Json]
Rename = Callable[[Entry, Origin], Entry | str]
"""Gives an entry's values the usual names; a text says why the entry is none: `is an attachment`."""

_AROUND = frozenset(("fields", "attributes", "content", "metadata", "paper", "data", "properties", "item"))
"""Names of a mapping within an entry that holds its values: `{"id": 7, "fields": {"Title": …}}` of Airtable."""
_OF_IDENTIFIERS = frozenset(("externalids", "ids", "identifiers", "identifier"))
_NAMES = ("name", "title", "display_name", "text", "raw")


def build_mapping_format(name: str, label: str, rate: Callable[[Entry], float], rename: Rename) -> Format:
    """Build the format of JSON files whose entries are rated, and given the usual names, by these."""

    def sniff(head: bytes, _name: str) -> float:
        entry = find_first_entry(head)
        return rate(entry) if entry else 0

    def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
        has_checked = not origin.columns or origin.first_line > 1
        for item in iterate_json(stream, origin):
            if not isinstance(item, JsonEntry):
                yield item
                continue
            if not has_checked and isinstance(item.value, dict):
                has_checked = True
                names = list(flatten(item.value))
                yield from (origin.fault(item.line, *wrong) for wrong in find_wrong_columns(names, origin.columns))
            yield from read_mapping(item, origin, rename)

    return Format(name, label, sniff, read, is_of_lines=True)


def read_mapping(entry: JsonEntry, origin: Origin, rename: Rename) -> Iterator[Item]:
    """Read an entry by the names of its values."""
    what = f"entry {entry.number}"
    if not isinstance(entry.value, dict):
        shown = "null" if entry.value is None else quote_start(str(entry.value))
        yield Skipped(origin.fault(entry.line, f"{what} is {shown}, no object", "delete it, or write it as an object"))
        return
    values = rename(entry.value, origin)
    if isinstance(values, str):
        yield Skipped(origin.fault(entry.line, f"{what} {values}", "delete it, or leave it out of the export"))
        return
    values = flatten(values)
    columns = _assign(tuple(values), tuple(origin.columns.items()))
    yield from read_entry(zip(columns, values.values(), strict=True), origin, entry.line, what, entry.place)


@lru_cache(maxsize=64)
def _assign(names: tuple[str, ...], given: tuple[tuple[str, str], ...]) -> tuple[Column, ...]:
    return assign_columns(names, dict(given))


def flatten(entry: Mapping[str, Json]) -> Entry:
    """An entry's values by name, those that stand in a mapping around them or in one of identifiers by their own names."""
    flat: Entry = {}
    for name, item in entry.items():
        value = _unwrap(item)
        if not isinstance(value, dict):
            flat[name] = value
        elif name.casefold() in _AROUND or normalize_name(name) in _OF_IDENTIFIERS:
            for inner, part in flatten(value).items():
                flat.setdefault(inner if inner not in entry else f"{name}.{inner}", part)
        else:
            flat.update(_name_mapping(name, value))
    return flat


def _unwrap(value: Json) -> Json:
    """The value of OpenReview's `{"value": …}`."""
    return value["value"] if isinstance(value, dict) and set(value) == {"value"} else value


def _name_mapping(name: str, value: Entry) -> Entry:
    """A mapping that names a thing, `{"name": "ICML", "id": 7}`, as that name, with the rest beside it."""
    named = next((key for key in _NAMES if isinstance(value.get(key), str) and value[key]), None)
    if named is None:
        return {name: value}
    rest = {f"{name}.{key}": item for key, item in value.items() if key != named and item not in (None, "", [], {})}
    return {name: value[named], **rest}
