"""Finds what a number holds for beside data set, model and hardware: phase, component, bits, steps and the like."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from litatlas.extract.lexicon.names import Name, fold, pick_longest, split_parts
from litatlas.extract.lexicon.settings import HOLE, WORDS
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.parsed import Parsed, group_quantities
from litatlas.extract.slots.offers import Place
from litatlas.extract.slots.relations import choose
from litatlas.extract.slots.settings_rules import TELLING, WORDINGS
from litatlas.extract.slots.slot import NOTHING, Slot

_COUNTS = "|".join(word for word in WORDS if word != "single")
_COUNTED = re.compile(rf"(?:\A|[\s(])(?P<number>\d{{1,5}}|(?i:{_COUNTS}))(?:\s?[x×]\s?|[\s-])\Z")
"""What stands before the device that it counts: `8x`, `eight `."""
_PRODUCT = re.compile(r"[A-Z][A-Z\d]\S*\s\S{1,6}\s?\Z")
"""A product whose number reads as a count: `RTX 5090 ` before `GPUs`."""
_BEFORE, _AFTER = 48, 64
"""Characters around a name that the rules look at."""
_NEAR = 24
"""Characters between a word and the metric that it is said of: `end-to-end serving latency`."""
_PARTED = re.compile("[.,;]")
_OF_COSTS = frozenset(("phase", "devices"))
"""The kinds that no score and no size depends on."""
_SIZES = ("parameters", "model size", "context length")
_CHANGED = frozenset(("steps", "bits", "sparsity", "budget"))
"""The kinds that a change is made in, so that the value before the change has another one than the value after it."""
_LETTERS = re.compile("[A-Za-z]{2,}")


class Stated(NamedTuple):
    """A setting that a sentence tells of."""

    kind: str
    """One of `SETTING_KINDS`."""
    place: Place
    measured: Name | None
    """The metric that it is a part of: `decoding` in `decoding latency` holds for latencies; None where it stands by itself."""


class Settings(NamedTuple):
    """The settings of a sentence."""

    parsed: Parsed
    """The sentence without the quantities that are parts of its settings, which part no other number from its own."""
    indices: tuple[int | None, ...]
    """For each quantity of the whole sentence its index there; None for one that is a part of a setting."""
    stated: tuple[Stated, ...]
    """In the order in which they stand."""


def find_settings(parsed: Parsed, comparisons: tuple[Comparison, ...], vocabulary: Vocabulary) -> Settings:
    """Find the settings that a sentence tells of: not those of what is compared with."""
    found: list[Stated] = []
    known = pick_longest([*parsed.settings, *vocabulary.numbered.find(parsed.text, parsed.parts)])
    others = [*parsed.models, *parsed.datasets, *parsed.hardware]
    for name in known:
        kind = _term_of(name, vocabulary)
        if _is_part(name, others) or _is_compared(parsed.text, name.start, comparisons):
            continue
        if ground := _find_ground(parsed, name, kind):
            found.append(Stated(kind, Place(name.start, name.end, name.id, ground), _find_measured(parsed, name, ground)))
    found += (Stated("devices", place, None) for place in _count_devices(parsed, comparisons, vocabulary))
    found += (Stated(kind, place, None) for kind, place in _find_conditions(parsed, comparisons, known))
    return _leave_out(parsed, tuple(sorted(found, key=lambda stated: stated.place.start)), known)


def fill_setting(settings: Settings, index: int, frame: Frame, devices: Slot, *, is_score: bool, is_before: bool) -> Slot:
    """Choose the settings that the quantity at `index` holds for, of each kind those that are tied to it, in the text's order.

    What the metric's own name tells is none (`training` of a training time). `devices` are those of the number, which are
    counted only where it has some; `is_before` tells that it is the value before a change.
    """
    at = settings.indices[index]
    if not settings.stated or at is None:
        return NOTHING
    is_size = is_score or (frame.metric or "").endswith(_SIZES)
    said = set(split_parts(frame.metric or "").keys)
    kinds: dict[str, list[Place]] = {}
    for stated in settings.stated:
        is_apart = (
            (is_size and stated.kind in _OF_COSTS)
            or (is_before and stated.kind in _CHANGED)
            or (stated.kind == "devices" and not devices.values)
            or (stated.measured is not None and not _is_measured(settings.parsed, at, stated.measured, frame))
            or (stated.place.ground == "doing" and settings.parsed.quantities[at].start < stated.place.start)
            or (stated.kind != "condition" and said.issuperset(_list_words(stated.place.name)))
        )
        if not is_apart:
            kinds.setdefault(stated.kind, []).append(stated.place)
    chosen = [(places, _choose(settings.parsed, at, frame, places)) for places in kinds.values()]
    kept = sorted((place.start, place.name) for places, slot in chosen for place in places if place.name in slot.values)
    flag = next((slot.flag for _, slot in chosen if slot.flag), None)
    rule = next((slot.rule for _, slot in chosen if slot.values), "none")
    return Slot(tuple(dict.fromkeys(name for _, name in kept)), rule, flag)


def _choose(parsed: Parsed, at: int, frame: Frame, places: Iterable[Place]) -> Slot:
    """Choose among the settings of one kind; a value that goes on with another one's metric goes on with its settings."""
    start, end = parsed.quantities[at].start, parsed.quantities[at].end
    own = tuple(p for p in places if p.end <= start or (end <= p.start and not _is_bracketed(parsed, end, p.start)))
    slot = choose(parsed, at, own)
    if slot is not NOTHING:
        return slot
    if frame.ground == "carried" and at:
        return choose(parsed, at - 1, own)
    leading = tuple(place.name for place in own if not place.start)
    return Slot(leading, "leads-sentence") if leading else NOTHING


def _is_bracketed(parsed: Parsed, end: int, start: int) -> bool:
    """Tell whether brackets with a number of their own open between the end of a number and a setting: `94 (97 with Foo)`."""
    between = parsed.text[end:start]
    return between.count("(") > between.count(")") and any(end <= q.start < start for q in parsed.quantities)


def _term_of(name: Name, vocabulary: Vocabulary) -> str:
    return vocabulary.settings[name.term if HOLE in name.term else name.id].kind


def _leave_out(parsed: Parsed, stated: tuple[Stated, ...], known: Iterable[Name]) -> Settings:
    """Put the settings together with the sentence's quantities that are no part of one."""
    spans = [(name.start, name.end) for name in known if HOLE in name.term]
    kept = [q for q in parsed.quantities if not any(low <= q.start < high for low, high in spans)]
    if not stated or len(kept) == len(parsed.quantities):
        return Settings(parsed, tuple(range(len(parsed.quantities))), stated)
    quantities = tuple(kept)
    reduced = replace(parsed, quantities=quantities, groups=group_quantities(parsed.text, quantities, parsed.cues))
    places = {q.start: at for at, q in enumerate(quantities)}
    return Settings(reduced, tuple(places.get(q.start) for q in parsed.quantities), stated)


def _list_words(name: str) -> list[str]:
    """The words of a setting by which a metric's name would tell it."""
    return [fold(word) for word in _LETTERS.findall(name)] or [name]


def _is_measured(parsed: Parsed, at: int, measured: Name, frame: Frame) -> bool:
    """Tell whether a number is of the metric at its place, where no other mention of that stands nearer before it."""
    metric, start = frame.metric or "", parsed.quantities[at].start
    is_other = any(measured.end <= m.start and m.end <= start and m.id == measured.id for m in parsed.metrics)
    return bool(metric) and (measured.id in metric or metric in measured.id) and not is_other


def _is_compared(text: str, start: int, comparisons: tuple[Comparison, ...]) -> bool:
    """Tell whether words are said of what is compared with; that which leads a sentence goes on to its comma."""
    return any(c.start <= start < (text.find(",", c.end) if c.leads else c.end) for c in comparisons)


def _is_part(name: Name, others: Iterable[Name]) -> bool:
    return any(o.start < name.end and name.start < o.end for o in others)


def _find_ground(parsed: Parsed, name: Name, kind: str) -> str | None:
    """Return the id of the first rule by which a name tells a setting; None where it is a part of other words."""
    before = parsed.text[max(0, name.start - _BEFORE) : name.start]
    after = parsed.text[name.end : name.end + _AFTER]
    for rule in TELLING:
        # What stands after a word is matched in a step, what stands before it is searched through.
        if kind in rule.kinds and rule.after.match(after) and rule.before.search(before):
            return rule.id
    return None


def _find_measured(parsed: Parsed, name: Name, ground: str) -> Name | None:
    """Return the metric whose name a setting is a part of, or stands right before."""
    if ground != "of-measure":
        return None
    near = (m for m in parsed.metrics if m.start <= name.start < m.end or 0 < m.start - name.end < _NEAR)
    return next((m for m in near if not _PARTED.search(parsed.text, name.end, max(name.end, m.start))), None)


def _count_devices(parsed: Parsed, comparisons: tuple[Comparison, ...], vocabulary: Vocabulary) -> Iterator[Place]:
    """Find how many devices of a kind something runs on, where it is several: `8 GPUs` of `on 8x A100`."""
    for device in parsed.hardware:
        before = parsed.text[max(0, device.start - 24) : device.start]
        counted = _COUNTED.search(before)
        if counted is None or _PRODUCT.search(before) or _is_compared(parsed.text, device.start, comparisons):
            continue
        number = WORDS.get(counted["number"].lower(), counted["number"])
        kind = vocabulary.devices[device.id].kind
        if number != "1" and kind.isupper():
            yield Place(device.start, device.end, f"{number} {kind}s", "counted")


def _find_conditions(parsed: Parsed, comparisons: tuple[Comparison, ...], known: Iterable[Name]) -> Iterator[tuple[str, Place]]:
    """Find settings that no vocabulary knows, by the noun for what they are: `in noisy scenarios`."""
    taken = [(name.start, name.end) for name in known]
    for rule in WORDINGS:
        if rule.words.isdisjoint(parsed.parts.keys):
            continue
        for match in rule.pattern.finditer(parsed.text):
            start, end = match.span("name")
            is_known = any(low < end and start < high for low, high in taken)
            if not is_known and not _is_compared(parsed.text, start, comparisons):
                yield rule.kind, Place(start, end, rule.shows or match["name"], rule.id)
                taken.append((start, end))
