"""What was found out about words, kept for those that were met: most words of a text are those of all others."""

from collections.abc import Callable
from typing import TypeVar

Key = TypeVar("Key")
Found = TypeVar("Found")


class Remembered(dict[Key, Found]):
    """A dictionary that asks a function for what it has not.

    Of a text's words a single step asks all: `map(remembered.__getitem__, words)`. `lru_cache` gives the same, and keeps account
    of what was used last, which costs several times as much as the look-up.
    """

    def __init__(self, find: Callable[[Key], Found], most: int = 1 << 16) -> None:
        """`find` is a pure function; all is forgotten once `most` words are kept."""
        super().__init__()
        self._find, self._most = find, most

    def __missing__(self, word: Key) -> Found:
        """Find out, and keep it."""
        if len(self) >= self._most:
            self.clear()
        found = self[word] = self._find(word)
        return found
