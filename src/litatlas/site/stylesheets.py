"""Style sheets as the site carries them: without the comments and line breaks that are for people."""

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

_PIECE = re.compile(r"""(?P<text>"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))|/\*.*?\*/|\s+""", re.DOTALL)
"""What white space may be cut around, and what must stay as it is."""
_AROUND = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\))|(?:\s*;)*\s*(\})\s*|\s*([{;,])\s*|(:)\s+""", re.DOTALL
)


@lru_cache(maxsize=64)  # for every build, and every look of a preview
def squeeze(sheet: str) -> str:
    """The same rules in fewer letters; texts and addresses stay as they are."""
    joined = _PIECE.sub(lambda match: match["text"] or " ", sheet)
    return _AROUND.sub(lambda match: match[match.lastindex or 0], joined).strip() + "\n"


def format_source(rules: str) -> str:
    """What a Content-Security-Policy calls the rules that stand in a page: `'sha256-…'`, by these very letters (CSP level 2)."""
    return f"'sha256-{b64encode(sha256(rules.encode()).digest()).decode()}'"
