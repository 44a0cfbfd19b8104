"""Finds the devices that a text says its work runs on, for the sentences after the one that says so."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

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
_RUNS = re.compile(rf"\b(?:run|runs|[Rr]unning|[Dd]eployments?|[Ii]mplementations?|[Pp]rototypes?){_PLACE}")
"""What tells so only where a product is named: what could run on some kind of device need not have run there."""
_SIGNS_OF_RUNS = ("run", "unning", "eployment", "mplementation", "rototype")
"""What every sentence holds one of that tells so."""
_BUILDS = re.compile(
    r"(?:\b(?:[Pp]ropos|[Ii]ntroduc|[Pp]resent|[Dd]esign|[Dd]evelop|[Bb]uil[dt]|[Ii]mplement)\w*|\b[Oo]ur)\s"
    r"(?P<place>(?:[A-Z]\S*(?:\s\([^()]{1,60}\))?,\s(?:an?|the|our)\s)?"
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
_PRESENTS = re.compile(
    r"\b(?:[Ww]e\s(?:\w+\s){0,2}?(?:propose|present|introduce|develop|design|build)"
    r"|[Tt]his\s(?:paper|work)\s(?:\w+\s)?(?:proposes|presents|introduces|develops))\b"
)
_PLACED = re.compile(r"\b(?:on|for|in)\s(?:(?!of\b|to\b)[\w-]+\s){0,3}\Z")
_ENDS = re.compile(
    r"s?(?:\s(?:devices|hardware|platforms|clusters|architectures?|accelerators?))?(?:\Z|[,.;:)]|\s(?:and|with|by|via|using|through)\b)"
)
"""What stands before and behind a device for which the work is presented: `we propose a pump for the A100`."""
_USED = re.compile(r"\s(?:\w+\s){0,2}(?:is|are|was|were)\s(?:\w+\s)?(?:used|employed|adopted)\b")


@dataclass(frozen=True, slots=True)
class PlatformRule:
    """A rule by which a sentence says that the work runs on a device."""

    id: str
    says: str
    find: Callable[[Parsed, Vocabulary], Iterator[Name]]
    examples: tuple[tuple[str, str], ...]
    """Sentences, each with the devices that it finds in them, parted by `, `."""
    counterexamples: tuple[str, ...]
    """Sentences like them in which it finds none."""


def find_platform(parsed: Parsed, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find the devices that a sentence says the work or its experiments run on; a kind only where no product is named."""
    if not parsed.hardware:
        return ()
    found = {name for rule in PLATFORM_RULES for name in rule.find(parsed, vocabulary)}
    return _drop_kinds([name for name in parsed.hardware if name in found], vocabulary)


def _find_told(parsed: Parsed, _: Vocabulary) -> Iterator[Name]:
    return (name for name in _list_within(parsed, _TOLD) if is_tied(parsed, name))


def _find_running(parsed: Parsed, vocabulary: Vocabulary) -> Iterator[Name]:
    # In most sentences on devices nothing runs, and to find that out by the pattern takes long.
    is_asked = any(map(parsed.text.__contains__, _SIGNS_OF_RUNS))
    found = _list_within(parsed, _RUNS) if is_asked else iter(())
    return (n for n in found if not vocabulary.devices[n.id].generic and is_tied(parsed, n))


def _find_built(parsed: Parsed, vocabulary: Vocabulary) -> Iterator[Name]:
    engines = (n for n in _list_within(parsed, _BUILDS) if vocabulary.devices[n.id].kind in _ENGINES)
    # What is made of two (`a hybrid GPU-CPU framework`) runs on neither alone.
    return (name for name in engines if _WORK.match(parsed.text, name.end) and not parsed.text.endswith("PU-", 0, name.start))


def _find_presented(parsed: Parsed, vocabulary: Vocabulary) -> Iterator[Name]:
    if (presents := _PRESENTS.search(parsed.text)) is None:
        return
    for name in parsed.hardware:
        is_placed = _PLACED.search(parsed.text, max(presents.end(), name.start - 60), name.start) is not None
        if is_placed and not vocabulary.devices[name.id].generic and _ENDS.match(parsed.text, name.end):
            yield name


def _find_used(parsed: Parsed, _: Vocabulary) -> Iterator[Name]:
    return (name for name in parsed.hardware if _USED.match(parsed.text, name.end))


def _list_within(parsed: Parsed, pattern: re.Pattern[str]) -> Iterator[Name]:
    """List the devices that begin in the places that a pattern tells."""
    spans = [match.span("place") for match in pattern.finditer(parsed.text)]
    return (name for name in parsed.hardware if any(low <= name.start < high for low, high in spans))


def _drop_kinds(names: list[Name], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Drop the kinds (`GPU`) of which the names have a product."""
    devices = [vocabulary.devices[id_] for id_ in dict.fromkeys(name.id for name in names)]
    kinds = {device.kind for device in devices if not device.generic}
    return tuple(device.name for device in devices if not device.generic or device.kind not in kinds)


PLATFORM_RULES = (
    PlatformRule(
        "told", "The text says that the work was evaluated, implemented, measured on it.", _find_told,
        (
            ("We evaluate our pump on an A100.", "NVIDIA A100"),
            ("Implemented on an FPGA, our pump is fast.", "FPGA"),
            ("Experimental results on an A100 are good.", "NVIDIA A100"),
        ),
        ("We evaluate our pump against an A100.", "Lids are popular on GPUs."),
    ),
    PlatformRule(
        "runs", "The work runs or is deployed on it, and it is a product: what may run on a kind need not have.", _find_running,
        (("Our pump runs on an A100.", "NVIDIA A100"),), ("Our pump runs on GPUs.", "Our pump knows the A100."),
    ),
    PlatformRule(
        "built", "The work that the text presents is made of it or for it.", _find_built,
        (("We propose an FPGA accelerator for lids.", "FPGA"), ("We present Foo, a GPU-based solver.", "GPU")),
        ("We propose lids for an FPGA accelerator.", "We propose a smartphone library."),
    ),
    PlatformRule(
        "presented", "The text presents the work for it, and it is a product: many are made for a kind.", _find_presented,
        (
            ("This paper presents a pump on the A100, fast and light.", "NVIDIA A100"),
            ("We propose Foo, a pump for the A100 architecture.", "NVIDIA A100"),
        ),
        ("We propose a pump for mobile devices.", "We propose a pump for A100 users.", "Pumps on the A100 are fast."),
    ),
    PlatformRule(
        "used", "The text says that it is used.", _find_used,
        (("An A100 was used for all lids.", "NVIDIA A100"),), ("An A100 is costly.",),
    ),
)  # fmt: skip
"""The rules by which a sentence says what the work runs on; a device that any of them finds is one."""
