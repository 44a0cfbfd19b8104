"""Lists the devices of a paper."""

import re
from collections.abc import Iterable, Mapping

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Device, Vocabulary
from litatlas.extract.sentence.parsed import Parsed

_NOT_BESIDE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("mobile", "edge device", "SSD", "DSP"), frozenset()),
    "NPU": frozenset(("SoC", "MCU")),
}
"""Kinds that say nothing beside a product: of any kind where none is told, else of these, which have one of that kind in them."""
_HAVE_ARM = frozenset(("edge device", "mobile", "SoC"))
"""Kinds of products that have an Arm CPU in them, which says nothing beside them: `on ARM CPUs of a Raspberry Pi 5`."""
_PROCESSORS = ("GPU", "CPU")
_ARCHITECTURES = ("NVIDIA architectures", "AMD architectures")
"""The families of what is no kind alone: a work made for Blackwell and measured on a B200 has both."""
_BESIDE = re.compile(r"s?(?:,?\s|\s?\(|/)(?:the\s)?")
"""What stands between an architecture and a device where one only tells more of the other: `B200 (Blackwell)`."""
_MEMORY = re.compile(r"s?[ -](?:peak )?(?:memory|VRAM)(?P<measure>\s(?:footprints?|reductions?|requirements?|budgets?)\b)?")
_LESS = re.compile(
    r"(?:\b(?:less|lower|smaller|reductions?\sin)\s(?:[a-z]+\s){0,2}|\d\s?×\s(?:[a-z]+\s)?|\d%\s|\d/\d\s"
    r"|(?:\d%|\d/\d|half|third|quarter|fifth|eighth|tenth|fraction)\sof\s(?:the\s)?)\Z"
)
"""What stands before a processor's memory that is only compared: `3x lower GPU memory`, `a fifth of the GPU memory`."""
_KIND_OF_FIELD = re.compile(r"\b(?i:modern|commodity|consumer(?:-grade)?|high-end|current|shared|same|multi)[ -]\Z")
"""What stands before a processor that a whole field works on: `a pump is slow on modern GPUs`, `Modern GPUs wait for it`."""
_CHIPS = frozenset(("FPGA", "NPU", "TPU", "PIM", "ASIC", "neuromorphic"))
"""Kinds of products that do a processor's work in its place."""
_OF_BASELINE = re.compile(
    r"\b(?:than|over|against|versus|vs\.?|(?:[Cc]ompared|[Cc]omparable|[Cc]lose|[Ss]imilar)\s(?:[a-z]+\s)?(?:to|with))\s"
    r"(?:(?!(?:on|in|for|with|while)\b)[^\s.;]+\s){0,6}(?P<kind>[CG]PU)s?(?:-based\b|\s(?:baseline|counterpart)s?\b)"
)
"""What tells on which kind of processor a rival runs: `close to the first GPU-based pump`, `over a CPU baseline`."""
_EDGE = re.compile(r"\b(?:[Oo]n|[Aa]t)\s(?:the\s)?[Ee]dge(?=[.,;:)]|\Z|\s(?:and|with|by|while)\b)|\bedge\sdeployments?\b")
"""What says of no device by its name that the work is for small ones: `lids on the edge`."""
_SMALL = re.compile(
    r"\b(?:[Oo]n-[Dd]evice|[Ee]dge(?:-constrained|\s(?:[Aa]ccelerators?|[Ii]ntelligence|[Vv]ision|AI|[Mm]odels?))"
    r"|[Rr]esource[ -](?:limited|constrained))\b"
)
"""What says again of a work that it is for the small devices of its field: `slow on edge devices. Our on-device pump ...`."""


def list_hardware(sentences: Iterable[Parsed], vocabulary: Vocabulary) -> tuple[str, ...]:
    """List the devices that the sentences about the work itself name, in the order of mention.

    A kind (`GPU`) is listed only where no product of that kind is, one that tells less than any product does (`mobile`) only
    where none is, a line (`Intel Gaudi`) only where none of its models is, and an architecture where it is told apart from them.
    Where these sentences name none, it is what the field works on (`slow on modern GPUs`), or that the work is for the edge.
    """
    sentences = tuple(sentences)
    told = [(p, name) for p in sentences if not p.is_background for name in p.hardware if not _is_compared_memory(p, name)]
    told = told or _list_of_field(sentences)
    apart = {name.id for parsed, name in told if _is_told_apart(parsed, name, vocabulary)}
    if not told:
        near = [parsed for parsed in sentences if "dge" in parsed.text]  # few are: the pattern takes ten times as long to look
        return ("edge device",) if "edge device" in vocabulary.devices and _is_told(_EDGE, near) else ()
    devices = [vocabulary.devices[name] for name in dict.fromkeys(name.id for _, name in told)]
    products = [device for device in devices if not device.generic]
    if any(product.kind in _CHIPS for product in products):
        devices = [device for device in devices if device.name not in _PROCESSORS or not _is_of_baselines(told, device.name)]
    kept = [d for d in devices if not d.generic or d.name in apart or not _is_implied(d, devices, products)]
    return tuple(d.name for d in kept if not any(other.name.startswith(d.name + " ") for other in kept))


def _is_compared_memory(parsed: Parsed, name: Name) -> bool:
    """Tell whether of a processor only its memory is told, and that less of it is needed than elsewhere."""
    memory = _MEMORY.match(parsed.text, name.end) if name.id in _PROCESSORS else None
    return memory is not None and (memory["measure"] is not None or _is_behind(_LESS, parsed, name))


def _list_of_field(sentences: tuple[Parsed, ...]) -> list[tuple[Parsed, Name]]:
    """List what background sentences say the whole field works on: some kind of processor, or devices as small as the work's."""
    named = [(parsed, name) for parsed in sentences if parsed.is_background for name in parsed.hardware]
    is_small = any(name.id == "edge device" for _, name in named) and _is_told(_SMALL, sentences)
    return [
        (parsed, name)
        for parsed, name in named
        if (is_small and name.id == "edge device") or (name.id in _PROCESSORS and _is_behind(_KIND_OF_FIELD, parsed, name))
    ]


def _is_of_baselines(told: list[tuple[Parsed, Name]], kind: str) -> bool:
    """Tell whether a kind of processor is named by nothing but rivals that run on it."""
    places = [(parsed, name.start) for parsed, name in told if name.id == kind]
    return all(start in (match.start("kind") for match in _OF_BASELINE.finditer(parsed.text)) for parsed, start in places)


def _is_behind(pattern: re.Pattern[str], parsed: Parsed, name: Name) -> bool:
    return pattern.search(parsed.text, max(0, name.start - 40), name.start) is not None


def _is_told(pattern: re.Pattern[str], sentences: Iterable[Parsed]) -> bool:
    """Tell whether a sentence about the work itself says something."""
    return any(pattern.search(parsed.text) is not None for parsed in sentences if not parsed.is_background)


def _is_told_apart(parsed: Parsed, name: Name, vocabulary: Vocabulary) -> bool:
    """Tell whether an architecture is named by itself, not with a device that is of it."""
    if vocabulary.devices[name.id].family not in _ARCHITECTURES:
        return False
    others = (n for n in parsed.hardware if vocabulary.devices[n.id].family not in _ARCHITECTURES)  # `RDNA 2, RDNA 3` are two
    between = [parsed.text[min(n.end, name.end) : max(n.start, name.start)] for n in others]
    return not any(_BESIDE.fullmatch(gap) for gap in between)


def _is_implied(kind: Device, devices: Iterable[Device], products: Iterable[Device]) -> bool:
    """Tell whether a kind says nothing beside the other devices: products, or a vendor's devices of that kind."""
    kinds = {product.kind for product in products}
    beside = _NOT_BESIDE.get(kind.kind)
    is_of_vendor = kind.vendor is None and any(d.vendor is not None and d.kind == kind.kind for d in devices)
    is_in_product = kind.name == "Arm CPU" and bool(_HAVE_ARM & kinds)
    return (
        kind.kind in kinds or is_of_vendor or is_in_product or (beside is not None and bool(beside & kinds if beside else kinds))
    )
