"""What the parts of a site asked for, in `.litatlas/`: by it the next build knows which of them an edit of facts touches.

The store says what stood for it (`PartWritten.facts`), so names that another build wrote fit no part.
"""

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from litatlas.running.sealed import read_sealed, write_sealed

ASKED = ".litatlas/asked"
"""The file, in the review's folder."""
_LEVEL = 1
"""How hard it is tried to make it small."""

Names = Mapping[str, Iterable[str]]
"""The names of the facts that parts asked for, by the names of the parts."""


@dataclass(frozen=True, slots=True)
class Asked:
    """The names of what is asked for while a part is made."""

    texts: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)


def read_asked(root: Path, code: str) -> Names:
    """What the last build of the review at `root` noted; nothing where nothing is there, or another LitAtlas wrote it."""
    data = read_sealed(root / ASKED)
    first, _, rest = (data or b"").partition(b"\n")
    if first != code.encode():
        return {}
    names, parts = json.loads(zlib.decompress(rest))
    return {part: [names[number] for number in numbers] for part, numbers in parts.items()}


def write_asked(root: Path, code: str, asked: Names) -> None:
    """Note it; where that is not possible, it costs time alone."""
    numbers: dict[str, int] = {}
    parts = {part: [numbers.setdefault(name, len(numbers)) for name in names] for part, names in asked.items()}
    text = json.dumps([[*numbers], parts], ensure_ascii=False, separators=(",", ":"))
    write_sealed(root / ASKED, code.encode() + b"\n" + zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL))
