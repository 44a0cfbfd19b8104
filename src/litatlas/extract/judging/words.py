"""Cuts a sentence with numbers into the words by which judges go."""

import re
from bisect import bisect_right
from sys import intern

from litatlas.extract.lexicon.remembered import Remembered
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.record import record
from litatlas.extract.sentence.parsed import Parsed

NOTHING = "<>"
"""What stands before the first and after the last word of a sentence."""
_WORD = re.compile(r"[A-Za-z][\w'/^*+.&-]*[\w+]|[A-Za-z]|\d[\d.,]*|[^\s\w]")
"""A word with what joins its parts (`top-1`, `J&F`), a number that is no quantity, or a sign."""
_KINDS = {"percent": "#%", "ratio": "#x", "bare": "#", "score": "#", "count": "#n"}
"""What a quantity is in place of its digits; all with a unit of measure are one."""


@record
class Words:
    """The words of a sentence, as columns: in lower case, each quantity as one word that tells its kind."""

    texts: list[str]
    starts: list[int]
    ends: list[int]
    places: list[int]
    """Where among the words each quantity of the sentence is."""


def cut_words(parsed: Parsed) -> Words:
    """Cut a sentence into words; linear in its length."""
    text, position = parsed.text, 0
    texts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    places: list[int] = []
    for quantity in parsed.quantities:
        _add(text, position, quantity.start, texts, starts, ends)
        places.append(len(texts))
        texts.append(_KINDS.get(quantity.kind, "#u"))
        starts.append(quantity.start)
        ends.append(quantity.end)
        position = quantity.end
    _add(text, position, len(text), texts, starts, ends)
    return Words(texts, starts, ends, places)


def _add(text: str, start: int, end: int, texts: list[str], starts: list[int], ends: list[int]) -> None:
    found = list(_WORD.finditer(text, start, end))
    texts += map(_TOLD.__getitem__, map(re.Match.group, found))
    starts += map(re.Match.start, found)
    ends += map(re.Match.end, found)


_TOLD: Remembered[str, str] = Remembered(lambda word: "#" if "0" <= word[0] <= "9" else intern(word.lower()))


def measure_size(quantity: Quantity) -> str:
    """Return how large a number is, in a few steps: of a ratio, a percentage, or anything else."""
    kind, value = quantity.kind, quantity.high
    steps = _STEPS.get(kind, _OTHER_STEPS)
    place = bisect_right(steps, value)
    step = str(steps[place]) if 0 < place < len(steps) else "more"
    return f"{step} whole" if value == int(value) else step


_STEPS: dict[str, tuple[float, ...]] = {
    "ratio": (0, 1, 2, 5, 20),
    "percent": (0, 2, 5, 10, 30, 60, 100.001),
}
_OTHER_STEPS: tuple[float, ...] = (0, 1, 10, 100.001, 1000)
