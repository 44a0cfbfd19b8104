"""A function that some numbers kill, and a reader that some papers do, in a module that a new process imports at once."""

import os
import signal
from pathlib import Path

from litatlas.extract.document import Document
from litatlas.extract.extraction import RulesReader
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.reader import ChosenReader
from litatlas.model import Extraction
from litatlas.running.mapping import Salvage

Range = tuple[int, int]
KILLERS = frozenset((5, 6))
END = 16
EXPECTED = [-number if number in KILLERS else number for number in range(END)]
"""What becomes of the numbers below `END`."""


def count_or_die(numbers: Range) -> list[int]:
    """The numbers of a range; some of them end the process."""
    found = list(range(*numbers))
    if KILLERS & set(found):
        os.kill(os.getpid(), signal.SIGKILL)
    return found


def halve(numbers: Range) -> list[Range]:
    """The halves of a range of several numbers."""
    first, end = numbers
    middle = (first + end) // 2
    return [(first, middle), (middle, end)] if end - first > 1 else []


RANGES = Salvage(halve, lambda numbers: [-numbers[0]])


class Deadly(RulesReader):
    """The rules, of which some papers end the process, and some an error that nobody thought of."""

    def read(self, document: Document) -> Extraction:
        if "Heron 12 " in document.title:
            os.kill(os.getpid(), signal.SIGKILL)
        if "Heron 21 " in document.title:
            raise KeyError("feathers")
        return super().read(document)


def choose_deadly(_root: Path, _settings: object, vocabulary: Vocabulary) -> ChosenReader:
    return ChosenReader(Deadly(vocabulary))
