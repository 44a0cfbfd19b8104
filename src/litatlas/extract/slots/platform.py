"""Finds the devices that a text says its work runs on, for the sentences after the one that says so."""

import re

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.devices import is_tied

_DONE = (
    r"(?:evaluated|implemented|measured|conducted|tested|deployed|prototyped|performed|benchmarked|validated|synthesi[sz]ed|fabricated"
    r"|manufactured|mapped|designed)"
)
_PLACE = r"\b[^.;]{0,80}?\s(?:on|onto|using|in)\s(?=(?P<place>[^.;:]{1,90}))"
_TOLD = re.compile(
    r"(?:\b[Ww]e\s(?:\w+\s){0,2}?(?:evaluate|implement|measure|test|deploy|prototype|run|map|benchmark)"
    rf"|\b(?:is|are|was|were|been|and|has|have|we|We)\s(?:\w+\s)?{_DONE}|\A(?:When\s)?(?i:{_DONE})|\b(?:Implement|Evaluat)ing"
    rf"|\b(?:[Ee]xperiments?|(?:[Ee]xperimental\s)?[Rr]esults|[Ee]valuations?|[Mm]easurements)){_PLACE}"
)
"""What tells that something runs on a device: `we evaluate Foo on a Bar`, `Experimental results on a Bar`."""
_RUNS = re.compile(rf"\b(?:run|runs|running|deployments?|implementations?){_PLACE}")
"""What tells so only where a product is named: what could run on some kind of device need not have run there."""
_BUILDS = re.compile(
    r"(?:\b(?:[Pp]ropos|[Ii]ntroduc|[Pp]resent|[Dd]esign|[Dd]evelop|[Bb]uil[dt]|[Ii]mplement)\w*|\b[Oo]ur)\s"
    r"(?P<work>(?:[A-Z]\S*(?:\s\([^()]{1,60}\))?,\s(?:an?|the|our)\s)?"
    r"(?:(?!(?:that|which|for|on|to|with|by|from|over|and|in|of|using|where)\b)[^\s.;:,()]+\s){0,8})"
)
_WORK = re.compile(
    r"(?!-[CGNT]PU)(?:-based|-accelerated|-aware|-native)?[ -](?:[\w-]+\s){0,4}?"
    r"(?:accelerator|kernel|implementation|co-?processor|processor|core"
    r"|architecture|design|pipeline|prototype|engine|framework|chip|system|library|solver|simulator)s?\b"
)
"""What makes a device's name that of the work itself: `an FPGA accelerator`, `a GPU-based solver`."""
_ENGINES = ("GPU", "FPGA", "ASIC", "NPU", "PIM", "CPU")
"""The kinds of device that a work can be made of or for; what is made for phones was not measured on one."""
_USED = re.compile(r"\s(?:\w+\s){0,2}(?:is|are|was|were)\s(?:\w+\s)?(?:used|employed|adopted)\b")


def find_platform(parsed: Parsed, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find the devices that a sentence says the work or its experiments run on; a kind only where no product is named."""
    if not parsed.hardware:
        return ()
    text = parsed.text
    told = [match.span("place") for match in _TOLD.finditer(text)]
    runs = [match.span("place") for match in _RUNS.finditer(text)]
    built = [match.span("work") for match in _BUILDS.finditer(text)]
    names = [
        n
        for n in parsed.hardware
        if ((_is_in(n, told) or (_is_in(n, runs) and not vocabulary.devices[n.id].generic)) and is_tied(parsed, n))
        or (_is_in(n, built) and vocabulary.devices[n.id].kind in _ENGINES and _WORK.match(text, n.end))
        or _USED.match(text, n.end)
    ]
    return _drop_kinds(names, vocabulary)


def _is_in(name: Name, spans: list[tuple[int, int]]) -> bool:
    return any(low <= name.start < high for low, high in spans)


def _drop_kinds(names: list[Name], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Drop the kinds (`GPU`) of which the names have a product."""
    devices = [vocabulary.devices[id_] for id_ in dict.fromkeys(name.id for name in names)]
    kinds = {device.kind for device in devices if not device.generic}
    return tuple(device.name for device in devices if not device.generic or device.kind not in kinds)
