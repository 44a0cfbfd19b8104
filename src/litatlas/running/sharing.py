"""Equal texts as one object: of the texts of ten thousand papers, more than half are copies of others."""

from sys import intern
from typing import Any

SHORT = 64
"""Letters of the longest text that is shared: names, reasons and digests are shorter, titles and abstracts hardly repeat."""


def share_text(value: Any) -> Any:
    """The value; of short texts that are equal always the same object."""
    return intern(value) if type(value) is str and len(value) <= SHORT else value
