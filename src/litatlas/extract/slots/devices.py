"""Finds the devices that a number was measured on, as its sentence or an earlier one tells."""

import re
from collections.abc import Iterable

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Template, Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.misnomers import Misnomer, is_refused
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.offers import Place
from litatlas.extract.slots.relations import choose
from litatlas.extract.slots.slot import NOTHING, Slot
from litatlas.extract.slots.spots import HARD, find_run, is_stated

_PROCESSORS = ("GPU", "CPU", "TPU", "NPU")
_PHYSICAL = frozenset(("time", "rate", "energy", "power", "efficiency", "compute rate", "frequency", "area", "bandwidth"))
"""The kinds of unit of what depends on the device that it is measured on."""
_INDEPENDENT = frozenset(
    (
        "parameters",
        "tokens",
        "training data",
        "sampling steps",
        "compute",
        "compression ratio",
        "acceptance length",
        "context length",
        "model size",
        "training epochs",
    )
)
"""Metrics that change alike on every device; how many parameters or tokens it can take may depend on it."""
_RAN_ON = re.compile(
    r"\s(?:running\s|run\s|executed\s|implemented\s)?(?:on|using)\s(?:an?\s|the\s|one\s|its\s|\d+\s)?(?:[a-z-]+\s)?"
)
"""What stands between a rival and the device that it ran on."""
_OF_MEMORY = re.compile(r"\s(?:of\s)?(?:peak\s)?")
_REPLACED = Template(r"\b(?:than|over|against|{compare}|replacing)\s(?:an?\s|the\s)?\Z")
"""What stands before a device that something else is set against."""
_MEMORY = re.compile(r"s?[ -](?:memory|VRAM|RAM)\b")
_ATTRIBUTE = re.compile(r"s?[ -](?:utilization|kernels?|budgets?)\b")
_TIME = re.compile(r"s?[ -](?:hours?|days?|time)\b")
"""What makes of a processor a measure of work: `30% fewer GPU hours`."""
_KIND_OF = re.compile(r"-(?:based|only|class|friendly|aware|optimized|accelerated)\b")


def find_devices(parsed: Parsed, comparisons: tuple[Comparison, ...], vocabulary: Vocabulary) -> tuple[Place, ...]:
    """Find the devices that the numbers of a sentence may have been measured on: none that these are compared with."""
    places = [
        Place(n.start, n.end, n.id, "vocabulary")
        for n in parsed.hardware
        if is_tied(parsed, n) and not any(c.start <= n.start and n.end <= c.end for c in comparisons)
    ]
    return _drop_rivals(parsed, _drop_specified(parsed, places, vocabulary), comparisons)


def choose_devices(
    parsed: Parsed, index: int, places: tuple[Place, ...], frame: Frame, platform: tuple[str, ...], vocabulary: Vocabulary
) -> Slot:
    """Choose the devices that a quantity was measured on; those of the `platform` hold where the sentence names none."""
    if _is_free(frame, vocabulary):
        return Slot((), "independent")
    places = _drop_amounts(parsed, parsed.quantities[index], places)
    is_measured = _is_measured(parsed.quantities[index], frame, vocabulary)
    inherited = platform if is_measured else ()
    chosen = choose(parsed, index, places)
    if not chosen.values and chosen.flag is None:
        chosen = _find_last(parsed, index, places)
    if not chosen.values and chosen.flag is None and is_measured:
        chosen = _find_sole(parsed, index, places)
    return _take_over(chosen, places, inherited, vocabulary) if inherited and chosen.flag is None else chosen


def _find_sole(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Slot:
    """Return the one device of a sentence for what it tells later without another: `2 s on an A100, 5x faster than Foo`."""
    names = {place.name for place in places}
    start = parsed.quantities[index].start
    if len(names) != 1 or places[0].end > start or HARD.search(parsed.text, places[0].end, start):
        return NOTHING
    return Slot((places[0].name,), "sole")


def _take_over(chosen: Slot, named: tuple[Place, ...], inherited: tuple[str, ...], vocabulary: Vocabulary) -> Slot:
    """Let the devices of an earlier sentence stand for the kinds that this one names (`the GPU`), or where it names none."""
    is_own = bool(chosen.values) and set(chosen.values) <= set(inherited)
    if is_own or any(not vocabulary.devices[place.name].generic and place.name not in inherited for place in named):
        return chosen
    kinds = {vocabulary.devices[name].kind for name in chosen.values}
    same = tuple(name for name in inherited if not kinds or vocabulary.devices[name].kind in kinds)
    return Slot(same, "inherited") if kinds <= {vocabulary.devices[name].kind for name in same} else chosen


def _drop_amounts(parsed: Parsed, quantity: Quantity, places: tuple[Place, ...]) -> tuple[Place, ...]:
    """Drop the processors by which an amount of work is told, for other numbers: `with 5 GPU hours, accuracy grows by 9%`."""
    return tuple(
        place
        for place in places
        if place.name not in _PROCESSORS
        or _TIME.match(parsed.text, place.end) is None
        or quantity.start < place.start <= quantity.end + 1
    )


def _drop_rivals(parsed: Parsed, places: tuple[Place, ...], comparisons: tuple[Comparison, ...]) -> tuple[Place, ...]:
    """Drop the devices that only a rival ran on, where others are named: `on a TPU v4, 161x faster than Foo on a CPU`."""
    rivals = [
        p
        for p in places
        if any(c.end <= p.start and _RAN_ON.fullmatch(parsed.text, c.end, p.start) for c in comparisons if not c.equals)
    ]
    others = {place.name for place in places} - {place.name for place in rivals}
    return tuple(place for place in places if place not in rivals) if others else places


def _drop_specified(parsed: Parsed, places: list[Place], vocabulary: Vocabulary) -> tuple[Place, ...]:
    """Drop the kinds of device that a product names beside them (`an RTX 4090 GPU`)."""
    products: dict[str, list[Place]] = {}
    for place in places:
        if not vocabulary.devices[place.name].generic:
            products.setdefault(vocabulary.devices[place.name].kind, []).append(place)
    devices = ((place, vocabulary.devices[place.name]) for place in places)
    return tuple(
        place
        for place, device in devices
        if not device.generic or not _is_specified(parsed, place, products.get(device.kind, ()))
    )


def _is_specified(parsed: Parsed, place: Place, products: Iterable[Place]) -> bool:
    """Tell whether a product of its kind names a kind of device, with no number between them."""
    for product in products:
        low, high = sorted((place.start, product.start))
        if not any(low < quantity.start < high and is_stated(parsed, quantity) for quantity in parsed.quantities):
            return True
    return False


def _find_last(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Slot:
    """Return the devices that stand after a later number of coordinated clauses: they hold for the numbers of all of them."""
    end = parsed.quantities[index].end
    ending = find_run(parsed.text, [p for p in places if p.start >= end])
    if not ending or len(ending) < len(places) or HARD.search(parsed.text, end, ending[0].start):
        return NOTHING
    return Slot(tuple(dict.fromkeys(p.name for p in ending)), "ends-sentence")


def is_score(frame: Frame, vocabulary: Vocabulary) -> bool:
    """Tell whether a number is a score that does not depend on the device, as the accuracy of a model."""
    term = vocabulary.metrics.get(frame.metric or "")
    return frame.form in ("absolute", "difference") and term is not None and "score" in term.units


def _is_free(frame: Frame, vocabulary: Vocabulary) -> bool:
    """Tell whether what a number measures does not depend on the device: a score, an amount of tokens or parameters."""
    is_same = frame.metric in _INDEPENDENT and (frame.form != "absolute" or frame.metric == "sampling steps")
    return is_same or is_score(frame, vocabulary)


def _is_measured(quantity: Quantity, frame: Frame, vocabulary: Vocabulary) -> bool:
    """Tell whether a number depends on the device, so that one named elsewhere holds for it."""
    if quantity.kind == "ratio" or quantity.kind in _PHYSICAL:
        return True
    term = vocabulary.metrics.get(frame.metric or "")
    return quantity.kind == "percent" and term is not None and not _PHYSICAL.isdisjoint(term.units)


def is_tied(parsed: Parsed, name: Name) -> bool:
    """Tell whether a device is where something runs, not what is compared with or a part of a metric's name."""
    return not is_refused(NOT_RUN_ON, parsed, name)


def _is_memory(parsed: Parsed, name: Name) -> bool:
    if name.id not in _PROCESSORS or not _MEMORY.match(parsed.text, name.end):
        return False
    is_sole = all(other.id == name.id for other in parsed.hardware)
    return not is_sole or not any(
        q.kind == "bytes" and _OF_MEMORY.fullmatch(parsed.text, q.end, name.start) for q in parsed.quantities
    )


def _is_attribute(parsed: Parsed, name: Name) -> bool:
    if name.id not in _PROCESSORS:
        return False
    is_time = (
        _TIME.match(parsed.text, name.end) is not None and not parsed.text[max(0, name.start - 2) : name.start - 1].isdigit()
    )
    return is_time or _ATTRIBUTE.match(parsed.text, name.end) is not None


def _is_divisor(parsed: Parsed, name: Name) -> bool:
    if name.id in _PROCESSORS and parsed.text.endswith(" per ", 0, name.start):
        return True
    is_fraction = parsed.text.endswith("/", 0, name.start)
    return is_fraction and not any(other.end == name.start - 1 for other in parsed.hardware)


def _is_kind_of(parsed: Parsed, name: Name) -> bool:
    return _KIND_OF.match(parsed.text, name.end) is not None


def _is_replaced(parsed: Parsed, name: Name) -> bool:
    return parsed.cues.fill(_REPLACED).search(parsed.text, max(0, name.start - 30), name.start) is not None


NOT_RUN_ON = (
    Misnomer(
        "memory", "A processor's memory is the place of one only where it tells how much was needed there.", _is_memory,
        ("Ours halves GPU memory by 2x.",), ("Ours needs 3 GB of GPU memory.",),
    ),
    Misnomer(
        "attribute", "Utilization, kernels, budgets and hours are told of processors of any place.", _is_attribute,
        ("Ours has 30% higher GPU utilization.", "Ours takes 30% fewer GPU hours."),
        ("Ours is 30% faster on a GPU.", "Ours takes 30 GPU hours."),
    ),
    Misnomer(
        "divisor", "What something is told for each of is its unit.", _is_divisor,
        ("Ours has 3 users per GPU.", "Ours costs 3 W/FPGA."), ("Ours has 3 users on a GPU.", "Ours is 2x faster on a CPU/GPU."),
    ),
    Misnomer(
        "kind-of", "A device with a hyphen behind it tells of what kind something is.", _is_kind_of,
        ("Ours is 2x faster beside FPGA-based pumps.",), ("Ours is 2x faster on an FPGA.",),
    ),
    Misnomer(
        "replaced", "A device that something is set against, or takes the place of, is the other one.", _is_replaced,
        ("Ours is 2x faster than an A100.", "Ours, replacing an A100, is 3x cheaper."), ("Ours is 2x faster on an A100.",),
    ),
)  # fmt: skip
"""The rules by which a device that a sentence names is not where the work runs."""
