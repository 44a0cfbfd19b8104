"""Where a review's `requirements.txt` leaves open which LitAtlas builds its site."""

import re
from pathlib import Path

from litatlas.content.files import read_text
from litatlas.errors import Fault

FILE = "requirements.txt"
_NAMED = re.compile(r"\s*litatlas(?![\w.-])(?P<rest>.*)", re.IGNORECASE)
_PINNED = re.compile(
    r"(?:\[[^\]]*\])?\s*(?:={2,3}\s*[^\s*,;]+(?:\s.*|;.*)?|@\s*\S+@[0-9a-f]{40}\b.*|@\s*https://\S+#sha256=[0-9a-f]{64}\b.*)"
)
"""A version, a commit or the hash of an archive (PEP 440, PEP 508)."""


def find_loose_pins(root: Path) -> tuple[Fault, ...]:
    """A warning where the file names LitAtlas, but not which one: whoever gets hold of the name would run code in each build."""
    text = read_text(root / FILE, root) if (root / FILE).is_file() else ""
    if isinstance(text, Fault):
        return (text,)
    lines = enumerate((line.partition(" #")[0] for line in text.splitlines()), 1)
    named = [(number, match["rest"].strip()) for number, line in lines if (match := _NAMED.match(line))]
    hint = "name a version (litatlas==1.2.3) or a commit (litatlas @ git+https://…@…)"
    return tuple(
        Fault(FILE, number, "leaves open which LitAtlas builds the site", hint, "warning")
        for number, rest in named
        if not _PINNED.fullmatch(rest)
    )
