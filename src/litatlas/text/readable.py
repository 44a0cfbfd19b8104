"""The noun of all text that is read out of listings: as it was captured, as it reads, and the way from the one to the other."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

Edit = tuple[int, int, int, int]
"""A replaced piece: its start and end in the raw text, then in the readable one."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text as captured and as it reads; offsets count Unicode code points."""

    raw: str
    """As its source has it: evidence counts in it."""
    readable: str
    """The raw text without its debris; equal to it where there is none."""
    edits: tuple[Edit, ...]
    """The pieces that were replaced, from left to right; between them the two texts are the same."""

    def __bool__(self) -> bool:
        """Whether anything was captured."""
        return bool(self.raw)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of the raw text that `readable[start:end]` was made from."""
        return self._map(start, end, near=2, far=0)

    def readable_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the smallest span of `readable` that all of `raw[start:end]` went into; empty where all of it was dropped."""
        return self._map(start, end, near=0, far=2)

    def _map(self, start: int, end: int, *, near: int, far: int) -> tuple[int, int]:
        """Map a span from the side whose edits start at index `near` to the side at index `far`."""
        if not self.edits:
            return start, max(start, end)
        after = bisect_right(self.edits, start, key=lambda edit: edit[near])
        low = start
        if after:
            edit = self.edits[after - 1]
            low = edit[far] if start < edit[near + 1] else start + edit[far + 1] - edit[near + 1]
        if end <= start:
            return low, low
        before = bisect_left(self.edits, end, key=lambda edit: edit[near])
        high = end
        if before:
            edit = self.edits[before - 1]
            high = edit[far + 1] if end <= edit[near + 1] else end + edit[far + 1] - edit[near + 1]
        return low, max(low, high)
