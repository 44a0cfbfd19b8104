"""Lists the devices of a paper."""

from collections.abc import Iterable

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.sentence.parsed import Parsed


def list_hardware(sentences: Iterable[Parsed], vocabulary: Vocabulary) -> tuple[str, ...]:
    """List the devices that the sentences about the work itself name, in the order of mention.

    A kind (`GPU`) is listed only where no product of that kind is, and a line (`Intel Gaudi`) only where none of its models is.
    """
    names = dict.fromkeys(name.id for parsed in sentences if not parsed.is_background for name in parsed.hardware)
    devices = [vocabulary.devices[name] for name in names]
    kinds = {device.kind for device in devices if not device.generic}
    vendors = {(device.kind, device.vendor) for device in devices if not device.generic or device.vendor}
    kept = [
        d
        for d in devices
        if not d.generic or (d.kind not in kinds and not (d.vendor is None and any(k == d.kind for k, _ in vendors)))
    ]
    return tuple(d.name for d in kept if not any(other.name.startswith(d.name + " ") for other in kept))
