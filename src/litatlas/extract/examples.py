"""Tries the examples that entries of the vocabulary carry: sentences in which extraction finds them, and others in which not."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import yaml

from litatlas.errors import Fault
from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.judging.opinion import NO_OPINION
from litatlas.extract.lexicon.files import EntryReader, VocabularyFile
from litatlas.extract.lexicon.layers import EXAMPLES, SECTIONS, Kind
from litatlas.extract.lexicon.names import find_names, split_parts
from litatlas.extract.lexicon.settings import find_entry
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Extraction

_FLAT: Mapping[str, Kind] = {"units.yml": "unit", "metrics.yml": "metric", "settings.yml": "setting"}
"""The files that are mappings of entries, and what those are."""
_SHOWN = 3
"""Names of what was found instead that a message lists."""


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence that an entry of the vocabulary is tried on, read as an abstract of its own."""

    file: str
    line: int
    kind: Kind
    id: str
    """The entry: a metric's standard name, a unit's symbol, the name of a device, data set, model or setting."""
    text: str
    is_found: bool
    """Whether the entry shall be found in it; a counterexample's shall not."""


def list_examples(sources: Iterable[VocabularyFile]) -> tuple[Example, ...]:
    """List the examples and counterexamples of vocabulary files, in the order of the files and lines."""
    return tuple(example for source in sources for example in _list_file(EntryReader(source, is_overlay=True)))


def check_examples(examples: Iterable[Example], vocabulary: Vocabulary) -> tuple[Fault, ...]:
    """Extract from each example alone; a fault at its line for each that does not show what it shall."""
    return tuple(fault for example in examples if (fault := _check(example, vocabulary)))


def _list_file(reader: EntryReader) -> Iterator[Example]:
    """List the examples of a file. What is wrong with its form is for building the vocabulary to tell, and passed over here."""
    for kind, id_, entry in _list_entries(reader):
        if not isinstance(entry, yaml.MappingNode):
            continue
        fields = {key: value for key, _, value in reader.items(entry)}
        for field in EXAMPLES:
            for text, node in reader.names(fields.get(field)):
                yield Example(reader.source.file, reader.line(node), kind, id_, text, is_found=field == "examples")


def _list_entries(reader: EntryReader) -> Iterator[tuple[Kind, str, yaml.Node]]:
    name = reader.source.name
    if name in _FLAT:
        kind: Kind = _FLAT[name]
        yield from ((kind, id_, entry) for id_, _, entry in reader.items(reader.root()))
    elif name == "hardware.yml":
        for group in reader.nodes(reader.root()):
            devices = {key: value for key, _, value in reader.items(group)}.get("devices")
            yield from (("hardware", id_, entry) for id_, _, entry in reader.items(devices))
    elif name in SECTIONS:
        section, kind = SECTIONS[name]
        names = {key: value for key, _, value in reader.items(reader.root())}.get(section)
        yield from ((kind, id_, entry) for id_, _, entry in reader.items(names))


def _check(example: Example, vocabulary: Vocabulary) -> Fault | None:
    found = _list_found(example.kind, extract(build_document("", example.text), vocabulary, NO_OPINION), vocabulary)
    if (example.id in found) == example.is_found:
        return None
    if example.is_found:
        others = ", ".join(f"`{name}`" for name in found[:_SHOWN])
        message = f"`{example.id}` is not found in its example" + (f", but {others}" if others else "")
        return Fault(example.file, example.line, message, "mend the example, or add to `names` the spelling that it uses")
    message = f"`{example.id}` is found in its counterexample"
    return Fault(example.file, example.line, message, "take the spelling that it uses out of `names`, or mend the counterexample")


def _list_found(kind: Kind, extraction: Extraction, vocabulary: Vocabulary) -> list[str]:
    """List the entries of a kind that an extraction shows: in its rows, or for devices in the paper's list."""
    rows = extraction.results
    if kind == "hardware":
        return list(extraction.hardware)
    if kind == "unit":
        return list(dict.fromkeys(row.unit for row in rows))
    if kind == "metric":
        return list(dict.fromkeys(row.metric for row in rows))
    if kind == "setting":
        entries = (find_entry(text, vocabulary.settings) for row in rows for text in row.setting)
        return list(dict.fromkeys(entry.name for entry in entries if entry))
    texts = [text for row in rows for text in (row.dataset if kind == "dataset" else row.model)]
    names = (name for text in texts for name in find_names(text, split_parts(text), vocabulary.trie))
    return list(dict.fromkeys(name.id for name in names if name.kind == kind))
