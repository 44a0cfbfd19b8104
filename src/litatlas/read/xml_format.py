"""What formats of XML have in common: told by the names in them, read entry by entry, elements as fields."""

from collections.abc import Callable, Collection, Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element

from litatlas.model import Json, Record, Source
from litatlas.read.fields import check_record
from litatlas.read.format import Format
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.xml_entries import XmlEntry, find_xml_names, format_text, iterate_xml

RateNames = Callable[[tuple[str, ...]], float]
"""Rates how sure it is that a file with these names of elements, the root's first, is in the format, from 0 to 1."""
ReadElement = Callable[[XmlEntry, Source], Record | str | None]
"""Makes a record of an entry; a text says why the entry is none: `is deleted`. None is for what is no entry of a list at all."""


def build_xml_format(name: str, label: str, entries: Collection[str], rate: RateNames, read_entry: ReadElement) -> Format:
    """Build the format of XML files whose entries have these names, and are read by `read_entry`."""

    def sniff(head: bytes, _name: str) -> float:
        names = find_xml_names(head)
        return rate(names) if names else 0

    def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
        for item in iterate_xml(stream, origin, entries):
            if not isinstance(item, XmlEntry):
                yield item
            elif (found := read_entry(item, origin.source(item.place))) is None:
                continue
            elif isinstance(found, str):
                yield Skipped(origin.fault(item.line, f"entry {item.number} {found}", "delete the entry"))
            else:
                yield check_record(found, origin, item.number, item.line)

    return Format(name, label, sniff, read)


def map_element(element: Element) -> dict[str, Json]:
    """The children and attributes of an element as fields of JSON: by their names, a list where one occurs more than once.

    A child without attributes and children is its text; others are objects again, with their attributes under `@name` and
    their text under `#text`.
    """
    fields: dict[str, Json] = {f"@{name}": text for name, text in element.attrib.items()}
    for child in element:
        value: Json = format_text(child)
        if child.attrib or len(child):
            text = " ".join(filter(None, [(child.text or "").strip(), *((inner.tail or "").strip() for inner in child)]))
            value = {**map_element(child), **({"#text": text} if text else {})}
        known = fields.get(child.tag)
        if child.tag not in fields:
            fields[child.tag] = value
        elif isinstance(known, list):
            known.append(value)
        else:
            fields[child.tag] = [known, value]
    return fields
