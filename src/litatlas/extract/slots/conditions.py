"""Finds what a number holds for: the devices, the data sets and the models that its sentence ties to it."""

import re
from collections.abc import Iterable

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Template, Vocabulary
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.lists import ends_respectively
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.slot import NOTHING, Slot, refuse
from litatlas.extract.slots.workloads import Place

_LISTED = re.compile(
    r"(?:[^,;.()\w]|(?:and|or|on|the|as|well|with|&|both|an?|single|s|GPUs?|datasets?|benchmarks?|models?|one|two|eight|four)\b|,"
    r"|\([\w\s-]{1,20}\)|[\w-]{1,12}\s(?=\Z)){0,12}"
)
_PARTED = re.compile(r",|\band\b")
_PROCESSORS = ("GPU", "CPU", "TPU", "NPU")
_FAR = 400
"""Characters from a number within which a name can hold for it."""
_GOVERNS = re.compile(
    r"\b(?:on|for|with|in|of|across|using|when|including|than|to|accelerat\w+|compress\w+|quantiz\w+)\b|\A(?:the|our|this)\s(?:[\w-]+\s){0,2}\Z",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:\A|[,;:]\s(?:and\s|while\s|but\s|whereas\s)?|\b(?:that|while)\s)(?:on|for|in|across|with|using|under)\s(?:[\w-]+\s){0,4}\Z",
    re.IGNORECASE,
)
"""What stands before a name that leads its clause: `On CIFAR-10, ...`, `..., and on ImageNet, ...`."""
_CLAUSE = re.compile(r"[;:]|,?\s(?:while|whereas|but)\s|,\s(?:and|with|as well as)\s(?=\w+(?:s|ing|ed)\b)|,\s(?=\w+ing\b)")
_HARD = re.compile(r";|\b(?:while|whereas|but)\b")
_REPLACED = Template(r"\b(?:than|over|against|{compare}|replacing)\s(?:an?\s|the\s)?\Z")
"""What stands before a device that something else is set against."""
_OTHERS = Template(
    r";|,\s(?:while|whereas|but)\s|\bwhile (?:also )?{reach}\b"
    r"|,\s(?:and\s)?(?:also\s)?{reach}(?<=s)\s|,\sand\s(?:on|for|in|with)\s(?=[A-Z])"
)
"""What another result begins with, whose names do not hold for the number before it."""
_VERSUS = re.compile(r"\s?(?:vs\.?|versus|→)\s?")
_CONTINUES = re.compile(r"(?:\s[\w-]{1,16})?,\s(?:thus\s|thereby\s|hence\s)?(?!while\b|including\b)\w+ing\s(?:[^,;]{0,60})\Z")
_IN_BRACKETS = re.compile(r"\s\([+~]?")
"""What stands between a name and its value in brackets: `FooEval (93.7%)`."""
_ANAPHOR = re.compile(
    r"\((?:down |up )?(?:from|vs\.?)\s\Z"
    r"|,\s(?:which|that)\s(?:is|are|was|represents)\s[^,]{0,20}\Z|,\s(?:only|just|about|nearly)\s\Z"
)


def find_devices(
    parsed: Parsed, index: int, vocabulary: Vocabulary, *, inherited: tuple[str, ...], comparisons: tuple[Comparison, ...]
) -> Slot:
    """Find the devices that a quantity was measured on; `inherited` ones hold where the sentence names none.

    A device that stands for what the numbers are compared with is none of them.
    """
    places = [
        (n.start, n.end, n.id)
        for n in parsed.hardware
        if is_tied(parsed, n) and not any(c.start <= n.start and n.end <= c.end for c in comparisons)
    ]
    kept = _drop_specified(parsed, places, vocabulary)
    chosen = choose(parsed, index, kept)
    if not chosen.values and chosen.flag is None:
        chosen = _find_last(parsed, index, kept)
    return _take_over(chosen, kept, inherited, vocabulary) if inherited and chosen.flag is None else chosen


def _take_over(chosen: Slot, named: tuple[Place, ...], inherited: tuple[str, ...], vocabulary: Vocabulary) -> Slot:
    """Let the devices of an earlier sentence stand for the kinds that this one names (`the GPU`), or where it names none."""
    is_own = bool(chosen.values) and set(chosen.values) <= set(inherited)
    if is_own or any(not vocabulary.devices[place[2]].generic and place[2] not in inherited for place in named):
        return chosen
    kinds = {vocabulary.devices[name].kind for name in chosen.values}
    same = tuple(name for name in inherited if not kinds or vocabulary.devices[name].kind in kinds)
    return Slot(same, "inherited") if kinds <= {vocabulary.devices[name].kind for name in same} else chosen


def _drop_specified(parsed: Parsed, places: list[Place], vocabulary: Vocabulary) -> tuple[Place, ...]:
    """Drop the kinds of device that a product names beside them (`an RTX 4090 GPU`)."""
    products: dict[str, list[Place]] = {}
    for place in places:
        if not vocabulary.devices[place[2]].generic:
            products.setdefault(vocabulary.devices[place[2]].kind, []).append(place)
    devices = ((place, vocabulary.devices[place[2]]) for place in places)
    return tuple(
        place
        for place, device in devices
        if not device.generic or not _is_specified(parsed, place, products.get(device.kind, ()))
    )


def _is_specified(parsed: Parsed, place: Place, products: Iterable[Place]) -> bool:
    """Tell whether a product of its kind names a kind of device, with no number between them."""
    for product in products:
        low, high = sorted((place[0], product[0]))
        if not any(low < quantity.start < high and _is_stated(parsed, quantity) for quantity in parsed.quantities):
            return True
    return False


def _find_last(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Slot:
    """Return the devices that stand after a later number of coordinated clauses: they hold for the numbers of all of them."""
    end = parsed.quantities[index].end
    ending = _run(parsed.text, [p for p in places if p[0] >= end])
    if not ending or len(ending) < len(places) or _HARD.search(parsed.text, end, ending[0][0]):
        return NOTHING
    return Slot(tuple(dict.fromkeys(p[2] for p in ending)), "ends-sentence")


def is_tied(parsed: Parsed, name: Name) -> bool:
    """Tell whether a device is where something runs, not what is compared with or a part of a metric's name."""
    before, after = parsed.text[max(0, name.start - 30) : name.start], parsed.text[name.end : name.end + 16]
    if name.id in _PROCESSORS:
        if re.match(r"s?[ -](?:memory|utilization|kernels?)\b", after) or before.endswith(" per "):
            return False
        if re.match(r"s?[ -](?:days?|hours?)\b", after):
            return after[0] != "s"
    is_per = before.endswith("/") and not any(other.end == name.start - 1 for other in parsed.hardware)
    if is_per or re.match(r"-(?:based|only|class|friendly|aware|optimized|accelerated)\b", after):
        return False
    return not parsed.cues.fill(_REPLACED).search(before)


def choose(parsed: Parsed, index: int, places: tuple[Place, ...]) -> Slot:
    """Choose among the names of a sentence those that hold for the quantity at `index`.

    One of as many as there are numbers in its list; else those beside it, else those that lead its clause or the sentence,
    else those after it.
    """
    if not places:
        return NOTHING
    first, last = parsed.groups[index]
    size = last - first + 1
    own = parsed.quantities[index].start
    if beside := [p for p in places if p[1] <= own and _IN_BRACKETS.fullmatch(parsed.text, p[1], own)]:
        return Slot((beside[-1][2],), "beside")
    ahead = [p for p in places if parsed.quantities[last].end <= p[0] < parsed.quantities[last].end + _FAR]
    if size > 1 and (aligned := _align(parsed, index, places, ahead)):
        return aligned
    start, end = parsed.quantities[first].start, parsed.quantities[last].end
    inside = [p for p in places if p[0] < end and p[1] > start]
    chosen, rule = (inside, "inside") if inside else _choose_beside(parsed, index, places, ahead)
    return Slot(tuple(dict.fromkeys(p[2] for p in chosen)), rule) if chosen else NOTHING


def _align(parsed: Parsed, index: int, places: tuple[Place, ...], ahead: list[Place]) -> Slot | None:
    """Return the name at the number's own place in a list of names as long as its own, or as a part of it (`respectively`)."""
    first, last = parsed.groups[index]
    size = last - first + 1
    is_told = "respectively" in parsed.text
    if ahead and not is_told:
        clause = _HARD.search(parsed.text, parsed.quantities[last].end)
        following = next((q.start for q in parsed.quantities[last + 1 :] if _is_stated(parsed, q)), len(parsed.text))
        ahead = [p for p in ahead if p[0] < min(following, clause.start() if clause else following)]
    start = parsed.quantities[first].start
    listed = ahead or [p for p in places if start - _FAR < p[0] < start]
    names = list(dict.fromkeys(p[2] for p in listed))
    if len(names) == size:
        return Slot((names[index - first],), "respectively" if is_told else "listed")
    if not is_told or len(names) < 2:
        is_one_of_more = is_told and len(names) == 1 and parsed.text[: listed[0][0]].endswith(" and ")
        if not is_one_of_more or not ends_respectively(parsed.text, listed[0][1]):
            return None
        return Slot((names[0],), "respectively") if index == last else refuse(size, 1)
    if size % len(names) == 0:
        return Slot((names[(index - first) % len(names)],), "respectively")
    return refuse(size, len(names)) if ends_respectively(parsed.text, listed[-1][1]) else None


def _choose_beside(parsed: Parsed, index: int, places: tuple[Place, ...], ahead: list[Place]) -> tuple[list[Place], str]:
    """Choose the names between the neighbouring numbers, else those before the sentence's first, else those after a later one."""
    first, last = parsed.groups[index]
    start, end = parsed.quantities[first].start, parsed.quantities[last].end
    text = parsed.text
    previous = parsed.quantities[first - 1].end if first else 0
    if first and _ANAPHOR.search(text, previous, start):
        return [p for p in places if p[2] in choose(parsed, first - 1, places).values], "anaphor"
    following = _find_following(parsed, last)
    other = parsed.cues.fill(_OTHERS).search(text, end, following)
    if after := _run(text, [p for p in ahead if p[0] < (other.start() if other else following) and not _opens(text, p)]):
        return after, "after"
    if nearby := [p for p in places if previous <= p[0] and p[1] <= start and not _PARTED.search(text, p[1], start)]:
        return _extend_back(text, places, nearby), "before"
    if continued := [p for p in places if previous <= p[0] and p[1] <= start and _CONTINUES.match(text, p[1], start)]:
        return _extend_back(text, places, continued), "continued"
    if openers := [p for p in places if p[1] <= start and _opens(text, p)]:
        return _extend_back(text, places, _run(text, [p for p in places if openers[-1][0] <= p[0] < start])), "leads-clause"
    head = next((q.start for q in parsed.quantities if _is_stated(parsed, q)), start)
    if leading := [p for p in places if p[1] <= min(head, start) and _GOVERNS.search(text, max(0, p[0] - 60), p[0])]:
        return leading, "leads-sentence"
    clause = _CLAUSE.search(text, end, end + _FAR)
    return _run(text, [p for p in ahead if clause is None or p[0] < clause.end()]), "ends-clause"


def _extend_back(text: str, places: tuple[Place, ...], kept: list[Place]) -> list[Place]:
    """Add the names before those kept that stand in one list with them."""
    earlier = [p for p in places if p[1] <= kept[0][0]]
    while earlier and _LISTED.fullmatch(text[earlier[-1][1] : kept[0][0]][:60]):
        kept = [earlier.pop(), *kept]
    return kept


def _find_following(parsed: Parsed, last: int) -> int:
    """Return where the next number after the one at `last` stands that it is not set against (`3.2 vs. 4.5`)."""
    quantities = parsed.quantities
    if last + 1 < len(quantities) and _VERSUS.match(parsed.text, quantities[last].end):
        last += 1
    return quantities[last + 1].start if last + 1 < len(quantities) else len(parsed.text)


def _is_stated(parsed: Parsed, quantity: Quantity) -> bool:
    """Tell whether a number looks like a value that is reported, not a size or the memory of a device."""
    if quantity.kind == "bytes":
        return not any(0 <= quantity.start - name.end <= 8 or 0 <= name.start - quantity.end <= 2 for name in parsed.hardware)
    return quantity.kind != "count" and (quantity.kind != "bare" or "." in parsed.text[quantity.start : quantity.end])


def _opens(text: str, place: Place) -> bool:
    """Tell whether a name leads the clause after it."""
    return _OPENS.search(text[max(0, place[0] - 60) : place[0]]) is not None


def _run(text: str, places: list[Place]) -> list[Place]:
    """Keep the places that form one list with the first."""
    kept = places[:1]
    for place in places[1:]:
        if not _LISTED.fullmatch(text[kept[-1][1] : place[0]][:60]):
            break
        kept.append(place)
    return kept
