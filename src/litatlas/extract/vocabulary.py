"""Reads the vocabulary: the package's YAML files and the review's topics, checked as a whole and compiled once."""

import re
from collections.abc import Iterable, Mapping
from importlib.resources import files
from types import MappingProxyType
from typing import Literal, cast

import yaml

from litatlas.errors import ContentError
from litatlas.extract.cues import read_abbreviations, read_cues
from litatlas.extract.lexicon import Device, MetricTerm, TopicTerms, Unit, Vocabulary
from litatlas.extract.names import NameKind, build_trie, split_parts
from litatlas.extract.sources import Reader, Source

FILES = ("units.yml", "metrics.yml", "hardware.yml", "data.yml", "models.yml", "cues.yml", "abbreviations.yml")
"""The vocabulary's files, in the package's folder `extract/vocabulary`."""

KINDS = frozenset(
    (
        *("ratio", "percent", "score", "time", "device time", "rate", "bytes", "bandwidth", "decibel", "power", "energy", "area"),
        *("operations", "compute rate", "efficiency", "money", "count", "frequency", "length", "mass"),
    )
)
"""The kinds of unit; metrics and units name only these."""


def load_vocabulary(topics: tuple[TopicTerms, ...] = ()) -> Vocabulary:
    """Read the package's vocabulary, with the review's topics. Raises ContentError as `build_vocabulary` does."""
    return build_vocabulary(topics=topics)


def read_sources() -> tuple[Source, ...]:
    """Read the vocabulary files that the package brings, in the order of `FILES`."""
    folder = files("litatlas.extract") / "vocabulary"
    return tuple(Source(name, (folder / name).read_text(encoding="utf-8")) for name in FILES)


def build_vocabulary(sources: tuple[Source, ...] | None = None, *, topics: tuple[TopicTerms, ...] = ()) -> Vocabulary:
    """Build a vocabulary from its files, one for each name of `FILES`; by default from the package's own.

    Raises ContentError with all faults of all files: broken YAML, an unknown key, a name that two entries claim, a unit of a
    kind that is not listed.
    """
    readers = {source.file: Reader(source) for source in (read_sources() if sources is None else sources)}
    claims = _Claims()
    units = _read_units(readers["units.yml"])
    spellings = _read_spellings(readers["units.yml"])
    metrics = _read_metrics(readers["metrics.yml"], claims)
    devices = _read_devices(readers["hardware.yml"], claims)
    _read_names(readers["data.yml"], "datasets", "dataset", claims)
    _read_names(readers["models.yml"], "models", "model", claims)
    cues = read_cues(readers["cues.yml"])
    abbreviations = read_abbreviations(readers["abbreviations.yml"])
    faults = [fault for reader in readers.values() for fault in reader.faults]
    if faults or cues is None:
        raise ContentError(tuple(sorted(faults, key=lambda fault: (fault.file, fault.line))))
    names: list[tuple[NameKind, str, str]] = [
        *claims.names,
        *(("topic", topic.id, term) for topic in topics for term in topic.terms),
    ]
    by_id = {topic.id: topic for topic in topics}
    frozen = MappingProxyType
    return Vocabulary(
        frozen(devices), frozen(metrics), frozen(units), frozen(spellings), _compile_units(spellings),
        cues, abbreviations, frozen(by_id), build_trie(names),
    )  # fmt: skip


class _Claims:
    """Which entry has which name, so that no two claim the same."""

    def __init__(self) -> None:
        self.names: list[tuple[NameKind, str, str]] = []
        self._owners: dict[tuple[str, tuple[str, ...]], str] = {}

    def add(self, reader: Reader, kind: NameKind, id_: str, names: Iterable[tuple[str, yaml.Node]]) -> None:
        """Claim names for an entry; one that another entry of its kind has is a fault of the reader's file."""
        for name, node in names:
            parts = split_parts(name)
            key = (kind, tuple(parts.keys if name == name.lower() else parts.texts))
            owner = self._owners.get(key)
            if not parts.keys:
                reader.fault(node, f"the name `{name}` has no letter or digit", "remove it")
            elif owner is not None and owner != id_:
                reader.fault(node, f"`{name}` is claimed by `{owner}` and by `{id_}`", "leave it with one of them")
            elif owner is None:
                self._owners[key] = id_
                self.names.append((kind, id_, name))


def _read_units(reader: Reader) -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    for symbol, _, value in reader.items(reader.root()):
        fields = reader.fields(value, ("kind", "names", "metric"))
        kind = reader.optional(fields.get("kind"))
        if kind not in KINDS:
            reader.fault(value, f"`{symbol}` has the unknown kind `{kind}`", f"write one of {', '.join(sorted(KINDS))}")
        units[symbol] = Unit(symbol, kind or "", reader.optional(fields.get("metric")))
    return units


def _read_spellings(reader: Reader) -> dict[str, str]:
    spellings: dict[str, str] = {}
    quiet = Reader(reader.source)  # the faults of the entries themselves are `_read_units`' to tell
    for symbol, _, value in quiet.items(quiet.root()):
        for node in quiet.nodes(quiet.fields(value, ("kind", "names", "metric")).get("names")):
            owner = spellings.setdefault(quiet.text(node), symbol)
            if owner != symbol:
                reader.fault(node, f"`{quiet.text(node)}` is claimed by `{owner}` and by `{symbol}`", "leave it with one of them")
    return spellings


def _compile_units(spellings: Mapping[str, str]) -> re.Pattern[str]:
    ordered = sorted(spellings, key=lambda name: (-len(name), name))
    choices = "|".join(re.escape(name) if name != name.lower() else f"(?i:{re.escape(name)})" for name in ordered)
    return re.compile(rf"(?P<gap>\+?[ \u00a0\u202f-]?)(?P<unit>{choices})(?![^\W_])")


def _read_metrics(reader: Reader, claims: _Claims) -> dict[str, MetricTerm]:
    metrics: dict[str, MetricTerm] = {}
    for name, key_node, value in reader.items(reader.root()):
        fields = reader.fields(value, ("names", "units", "better"))
        claims.add(reader, "metric", name, [(name, key_node), *((reader.text(n), n) for n in reader.nodes(fields.get("names")))])
        kinds = reader.texts(fields.get("units"))
        for kind in kinds:
            if kind not in KINDS:
                reader.fault(fields["units"], f"`{name}` has the unknown kind of unit `{kind}`", "write a kind of units.yml")
        better = reader.optional(fields.get("better"))
        if better not in ("higher", "lower", None):
            reader.fault(fields["better"], f"`{name}`: better `{better}`", "write higher, lower or null")
        label = next((other for other in reader.texts(fields.get("names")) if other.lower() == name and other != name), name)
        metrics[name] = MetricTerm(name, label, frozenset(kinds), cast("Literal['higher', 'lower'] | None", better))
    return metrics


def _read_devices(reader: Reader, claims: _Claims) -> dict[str, Device]:
    devices: dict[str, Device] = {}
    for group in reader.nodes(reader.root()):
        fields = reader.fields(group, ("family", "vendor", "kind", "generic", "devices"))
        family, kind = reader.optional(fields.get("family")), reader.optional(fields.get("kind"))
        if not family or not kind:
            reader.fault(group, "a group of devices without family or kind", "write both")
            continue
        generic = reader.optional(fields.get("generic")) == "true"
        for name, node, names in reader.items(fields.get("devices")):
            devices[name] = Device(name, reader.optional(fields.get("vendor")), family, kind, generic)
            claims.add(reader, "hardware", name, [(name, node), *((reader.text(n), n) for n in reader.nodes(names))])
    return devices


def _read_names(reader: Reader, section: str, kind: NameKind, claims: _Claims) -> None:
    """Read a file with one section of names and their other spellings."""
    for key, node, value in reader.items(reader.root()):
        if key != section:
            reader.fault(node, f"unknown key `{key}`", f"write `{section}`")
            continue
        for name, key_node, names in reader.items(value):
            claims.add(reader, kind, name, [(name, key_node), *((reader.text(n), n) for n in reader.nodes(names))])
