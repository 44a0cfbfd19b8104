"""Reads the entries of the vocabulary's files, the review's laid over the package's.

Files come lowest first. An entry of a new name is added; one of a name that is there gives it more names and examples, and its
other fields take the place of those that were there; null takes the entry away. A spelling belongs to one entry of its kind: the
review's claim goes before the package's, and two claims within one layer are a fault.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Literal, NamedTuple, TypeVar, cast

import yaml

from litatlas.extract.lexicon.files import EntryReader
from litatlas.extract.lexicon.names import NameKind, split_parts
from litatlas.extract.lexicon.settings import HOLE, SETTING_KINDS, SettingTerm
from litatlas.extract.lexicon.terms import Device, MetricTerm, Unit
from litatlas.slots import SLOT_NAMES

EXAMPLES = ("examples", "counterexamples")
"""The fields of an entry that say in which sentences it is found, and in which it is not."""
UNIT_FIELDS = ("kind", "names", "metric", *EXAMPLES)
METRIC_FIELDS = ("names", "units", "better", "unaffected_by", *EXAMPLES)
FAMILY_FIELDS = ("family", "vendor", "kind", "generic", "devices")
NAME_FIELDS = ("names", *EXAMPLES)
SETTING_FIELDS = ("kind", "names", *EXAMPLES)
SECTIONS: Mapping[str, tuple[str, Literal["dataset", "model"]]] = {
    "data.yml": ("datasets", "dataset"),
    "models.yml": ("models", "model"),
}
"""The files of names alone: the one section that each has, and what it names."""

KINDS = frozenset(
    (
        *("ratio", "percent", "score", "time", "device time", "rate", "bytes", "bandwidth", "decibel", "power", "energy", "area"),
        *("operations", "compute rate", "efficiency", "money", "count", "frequency", "length", "mass", "physical"),
    )
)
"""The kinds of unit; metrics and units name only these."""

Kind = NameKind | Literal["unit"]
Term = TypeVar("Term")


class _Claim(NamedTuple):
    kind: Kind
    id: str
    name: str
    is_overlay: bool


class Claims:
    """Which entry has which spelling, so that no two of a kind have the same."""

    def __init__(self) -> None:
        self._claims: dict[tuple[Kind, tuple[str, ...]], _Claim] = {}

    def add(self, reader: EntryReader, kind: Kind, id_: str, names: Iterable[tuple[str, yaml.Node]]) -> None:
        """Claim names for an entry; one that another entry of its kind and layer has is a fault of the reader's file."""
        for name, node in names:
            key = _unit_key(name) if kind == "unit" else _name_key(name)
            owner = self._claims.get((kind, key))
            if not key:
                reader.fault(node, f"the name `{name}` has no letter or digit", "remove it")
            elif owner is None or owner.is_overlay < reader.is_overlay:
                self._claims[kind, key] = _Claim(kind, id_, name, reader.is_overlay)
            elif owner.id != id_:
                reader.fault(node, f"`{name}` is claimed by `{owner.id}` and by `{id_}`", "leave it with one of them")

    def drop(self, kind: Kind, id_: str) -> None:
        """Give up all claims of an entry."""
        self._claims = {key: claim for key, claim in self._claims.items() if (claim.kind, claim.id) != (kind, id_)}

    def list_names(self) -> list[tuple[NameKind, str, str]]:
        """List kind, entry and spelling of all names but units'; the review's first, for the first of two counts."""
        ordered = sorted(self._claims.values(), key=lambda claim: not claim.is_overlay)
        return [(claim.kind, claim.id, claim.name) for claim in ordered if claim.kind != "unit"]

    def map_units(self) -> dict[str, str]:
        """Map each spelling of a unit to the unit's symbol."""
        return {claim.name: claim.id for claim in self._claims.values() if claim.kind == "unit"}


def _name_key(name: str) -> tuple[str, ...]:
    """Return what two names have in common where they are one: their parts, as written where the name has capitals."""
    parts = split_parts(name)
    return tuple(parts.keys if name == name.lower() else parts.texts)


def _unit_key(name: str) -> tuple[str, ...]:
    """Return a unit's spelling, which differs from others by a space alone."""
    return (name,) if name.strip() else ()


def _list_entries(
    readers: Iterable[EntryReader], kind: Kind, known: dict[str, Term], fields: tuple[str, ...], claims: Claims
) -> Iterator[tuple[EntryReader, str, yaml.Node, dict[str, yaml.Node]]]:
    """List the entries of a file's layers with their fields; what a layer removes leaves `known` and the claims."""
    for reader in readers:
        for name, key_node, value in reader.items(reader.root()):
            if reader.removes(name, key_node, value, known):
                known.pop(name, None)
                claims.drop(kind, name)
            else:
                yield reader, name, key_node, _read_fields(reader, value, fields)


def read_units(readers: Iterable[EntryReader], metrics: Collection[str], claims: Claims) -> dict[str, Unit]:
    """Read units.yml: units by symbol. What a review's unit measures is one of `metrics`."""
    units: dict[str, Unit] = {}
    for reader, symbol, key_node, fields in _list_entries(readers, "unit", units, UNIT_FIELDS, claims):
        old = units.get(symbol, Unit(symbol, "", None))
        kind = reader.optional(fields.get("kind")) if "kind" in fields else old.kind or None
        if kind not in KINDS:
            place = fields.get("kind", key_node)
            reader.fault(place, f"`{symbol}` has the unknown kind `{kind}`", f"write one of {', '.join(sorted(KINDS))}")
        metric = reader.optional(fields["metric"]) if "metric" in fields else old.metric
        if reader.is_overlay and "metric" in fields and metric is not None and metric not in metrics:
            near = get_close_matches(metric, metrics, 1)
            hint = f"write `{near[0]}`" if near else "write a name of metrics.yml, or add it there"
            reader.fault(fields["metric"], f"`{symbol}` has the unknown metric `{metric}`", hint)
        units[symbol] = Unit(symbol, kind or "", metric)
        claims.add(reader, "unit", symbol, reader.names(fields.get("names")))
    return units


def read_metrics(readers: Iterable[EntryReader], claims: Claims) -> dict[str, MetricTerm]:
    """Read metrics.yml: metrics by standard name."""
    metrics: dict[str, MetricTerm] = {}
    for reader, name, key_node, fields in _list_entries(readers, "metric", metrics, METRIC_FIELDS, claims):
        names = reader.names(fields.get("names"))
        claims.add(reader, "metric", name, [(name, key_node), *names])
        old = metrics.get(name, MetricTerm(name, name, frozenset(), None))
        acronym = next((other for other, _ in names if other.lower() == name and other != name), name)
        metrics[name] = MetricTerm(
            name,
            acronym if old.label == name else old.label,
            _read_kinds(reader, name, fields["units"]) if "units" in fields else old.units,
            _read_better(reader, name, fields["better"]) if "better" in fields else old.better,
            _read_conditions(reader, name, fields["unaffected_by"]) if "unaffected_by" in fields else old.unaffected_by,
        )
    return metrics


def _read_kinds(reader: EntryReader, name: str, node: yaml.Node) -> frozenset[str]:
    kinds = reader.names(node)
    for kind, place in kinds:
        if kind not in KINDS:
            hint = f"write one of {', '.join(sorted(KINDS))}"
            reader.fault(place, f"`{name}` has the unknown kind of unit `{kind}`", hint)
    return frozenset(kind for kind, _ in kinds)


def _read_better(reader: EntryReader, name: str, node: yaml.Node) -> Literal["higher", "lower"] | None:
    better = reader.optional(node)
    if better not in ("higher", "lower", None):
        reader.fault(node, f"`{name}`: better `{better}`", "write higher, lower or null")
    return cast("Literal['higher', 'lower'] | None", better)


def _read_conditions(reader: EntryReader, name: str, node: yaml.Node) -> frozenset[str]:
    """Read names of slots; a baseline is none of them, for what a value is compared with always counts."""
    told = reader.names(node)
    known = [slot for slot in SLOT_NAMES if slot != "baseline"]
    for slot, place in told:
        if slot not in known:
            near = get_close_matches(slot, known, 1)
            hint = f"write `{near[0]}`" if near else f"use only {', '.join(known)}"
            reader.fault(place, f"`{name}` has the unknown condition `{slot}`", hint)
    return frozenset(slot for slot, _ in told)


@dataclass(frozen=True, slots=True)
class _Family:
    vendor: str | None
    kind: str
    generic: bool


def read_devices(readers: Iterable[EntryReader], claims: Claims) -> dict[str, Device]:
    """Read hardware.yml: devices by canonical name. A device that a review names under another family moves there."""
    families: dict[str, _Family] = {}
    homes: dict[str, str] = {}
    for reader in readers:
        told: set[tuple[str, str]] = set()
        for group in reader.nodes(reader.root()):
            fields = reader.fields(group, FAMILY_FIELDS)
            name = reader.optional(fields.get("family")) or ""
            family = _read_family(reader, group, fields, families.get(name))
            if family is None:
                continue
            _tell_twice(reader, "family", name, fields["family"], told)
            families[name] = family
            for device, key_node, value in reader.items(fields.get("devices")):
                if reader.removes(device, key_node, value, homes):
                    homes.pop(device, None)
                    claims.drop("hardware", device)
                    continue
                _tell_twice(reader, "device", device, key_node, told)
                homes[device] = name
                claims.add(reader, "hardware", device, [(device, key_node), *read_spellings(reader, value)])
    return {name: Device(name, f.vendor, home, f.kind, f.generic) for name, home in homes.items() for f in (families[home],)}


def _tell_twice(reader: EntryReader, what: str, name: str, node: yaml.Node, told: set[tuple[str, str]]) -> None:
    if (what, name) in told:
        reader.fault(node, f"the {what} `{name}` stands twice", "join its two entries")
    told.add((what, name))


def _read_family(reader: EntryReader, group: yaml.Node, fields: Mapping[str, yaml.Node], old: _Family | None) -> _Family | None:
    """Read a group's own fields; a family that is there need not say again what it is. None, with a fault, where one lacks."""
    kind = reader.optional(fields.get("kind")) or (old.kind if old else None)
    if not reader.optional(fields.get("family")) or not kind:
        reader.fault(group, "a group of devices without family or kind", "write both")
        return None
    generic = reader.optional(fields.get("generic"))
    if generic not in ("true", "false", None):
        reader.fault(fields["generic"], f"generic `{generic}`", "write true or false")
    return _Family(
        reader.optional(fields.get("vendor")) if "vendor" in fields or not old else old.vendor,
        kind,
        generic == "true" if generic is not None or not old else old.generic,
    )


def read_names(readers: Iterable[EntryReader], section: str, kind: Literal["dataset", "model"], claims: Claims) -> None:
    """Read a file with one section of names and their other spellings."""
    known: set[str] = set()
    for reader in readers:
        for key, node, value in reader.items(reader.root()):
            if key != section:
                reader.fault(node, f"unknown key `{key}`", f"write `{section}`")
                continue
            for name, key_node, spellings in reader.items(value):
                if reader.removes(name, key_node, spellings, known):
                    claims.drop(kind, name)
                    continue
                known.add(name)
                claims.add(reader, kind, name, [(name, key_node), *read_spellings(reader, spellings)])


def read_settings(readers: Iterable[EntryReader], claims: Claims) -> dict[str, SettingTerm]:
    """Read settings.yml: settings by the name that rows show."""
    settings: dict[str, SettingTerm] = {}
    for reader, name, key_node, fields in _list_entries(readers, "setting", settings, SETTING_FIELDS, claims):
        old = settings.get(name)
        kind = reader.optional(fields.get("kind")) or (old.kind if old else None)
        if kind not in SETTING_KINDS:
            hint = f"write one of {', '.join(sorted(SETTING_KINDS))}"
            reader.fault(fields.get("kind", key_node), f"`{name}` has the unknown kind of setting `{kind}`", hint)
        names = reader.names(fields.get("names"))
        for spelling, node in names:
            if spelling.count(HOLE) != name.count(HOLE):
                reader.fault(node, f"`{spelling}` has not as many `{HOLE}` as `{name}`", "write one for each number")
        settings[name] = SettingTerm(name, kind or "")
        claims.add(reader, "setting", name, [(name, key_node), *names])
    return settings


def read_spellings(reader: EntryReader, value: yaml.Node) -> tuple[tuple[str, yaml.Node], ...]:
    """Read the other spellings of a device, data set or model: a list of them, or an entry with `names` and examples."""
    if isinstance(value, yaml.MappingNode):
        return reader.names(_read_fields(reader, value, NAME_FIELDS).get("names"))
    return reader.names(value)


def _read_fields(reader: EntryReader, value: yaml.Node, known: tuple[str, ...]) -> dict[str, yaml.Node]:
    """Read an entry's fields; its examples are looked at here only for being texts."""
    fields = reader.fields(value, known)
    for name in EXAMPLES:
        reader.texts(fields.get(name))
    return fields
