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

_ARCHITECTURES = ("NVIDIA architectures", "AMD architectures")
"""The families of what is no kind alone: a work made for Blackwell and measured on a B200 has both."""
_BESIDE = re.compile(r"s?(?:,?\s|\s?\(|/)(?:the\s)?")
"""What stands between an architecture and a device where one only tells more of the other: `B200 (Blackwell)`."""


def list_hardware(sentences: Iterable[Parsed], vocabulary: Vocabulary) -> tuple[str, ...]:
    """List the devices that the sentences about the work itself name, in the order of mention.

    A kind (`GPU`) is listed only where no product of that kind is, one that tells less than any product does (`mobile`) only
    where none is, a line (`Intel Gaudi`) only where none of its models is, and an architecture where it is told apart from them.
    """
    told = [(parsed, name) for parsed in sentences if not parsed.is_background for name in parsed.hardware]
    apart = {name.id for parsed, name in told if _is_told_apart(parsed, name, vocabulary)}
    devices = [vocabulary.devices[name] for name in dict.fromkeys(name.id for _, name in told)]
    products = [device for device in devices if not device.generic]
    kept = [d for d in devices if not d.generic or d.name in apart or not _is_implied(d, devices, products)]
    return tuple(d.name for d in kept if not any(other.name.startswith(d.name + " ") for other in kept))


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
    return kind.kind in kinds or is_of_vendor or (beside is not None and bool(beside & kinds if beside else kinds))
