"""Faults for programs: as JSON, and as the commands by which GitHub shows them beside the lines of a pull request."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from litatlas.errors import Fault

_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def format_json(counts: Mapping[str, int], faults: Iterable[Fault]) -> str:
    """An object with the counts of a review and its faults, in the order given."""
    return json.dumps({**counts, "faults": [asdict(fault) for fault in faults]}, ensure_ascii=False, indent=2) + "\n"


def format_github(faults: Iterable[Fault], prefix: str = "") -> Iterator[str]:
    """A workflow command for each fault, a line each; `prefix` is the review's folder as seen from the repository's root.

    It is empty or ends in a slash.
    """
    for fault in faults:
        place = f"file={(prefix + fault.file).translate(_PROPERTY)},line={fault.line}"
        yield f"::{fault.severity} {place}::{f'{fault.message}; {fault.hint}'.translate(_DATA)}\n"
