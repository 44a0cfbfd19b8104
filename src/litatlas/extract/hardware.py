"""Lists the devices of a paper."""

from collections.abc import Iterable, Mapping

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.sentence.parsed import Parsed

_NOT_BESIDE: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("mobile", "edge device", "SSD", "DSP"), frozenset()),
    "NPU": frozenset(("SoC", "MCU")),
}
"""Kinds that say nothing beside a product: of any kind where none is told, else of these, which have one of that kind in them."""


def list_hardware(sentences: Iterable[Parsed], vocabulary: Vocabulary) -> tuple[str, ...]:
    """List the devices that the sentences about the work itself name, in the order of mention.

    A kind (`GPU`) is listed only where no product of that kind is, one that tells less than any product does (`mobile`) only
    where none is, and a line (`Intel Gaudi`) only where none of its models is.
    """
    names = dict.fromkeys(name.id for parsed in sentences if not parsed.is_background for name in parsed.hardware)
    devices = [vocabulary.devices[name] for name in names]
    kinds = {device.kind for device in devices if not device.generic}
    told = {kind for kind, beside in _NOT_BESIDE.items() if (beside & kinds if beside else kinds)}
    vendors = {(device.kind, device.vendor) for device in devices if not device.generic or device.vendor}
    kept = [
        d
        for d in devices
        if not d.generic or (d.kind not in kinds | told and not (d.vendor is None and any(k == d.kind for k, _ in vendors)))
    ]
    return tuple(d.name for d in kept if not any(other.name.startswith(d.name + " ") for other in kept))
