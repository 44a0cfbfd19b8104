"""The seam for readers: what turns the document of a paper into rows, and what every reading goes through."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from litatlas.alike import flag_alike
from litatlas.errors import Fault
from litatlas.extract.document import Document
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.validation import drop_unfounded
from litatlas.model import Extraction, ReadBy
from litatlas.running.progress import Track


class Reader(Protocol):
    """Reads the results, hardware and topics of papers."""

    @property
    def by(self) -> ReadBy:
        """Who it is. Two readers with the same give the same extraction of the same document."""

    @property
    def vocabulary(self) -> Vocabulary:
        """What it knows of metrics, units, devices, data sets, models and topics."""

    def read(self, document: Document) -> Extraction | None:
        """Read a document; None where it cannot be read, as by a model that has not answered.

        What is returned need not be right: `read_document` drops what has no ground in the text.
        """


Prepare = Callable[[Iterable[Document], Track], tuple[Fault, ...] | None]
"""Does what must be done before documents are read, such as asking a server of them: faults for what could not be done; None
where whoever was asked does not want it done, and then nothing is to be read or written."""


def prepare_nothing(_documents: Iterable[Document], _track: Track) -> tuple[Fault, ...]:
    """Do nothing: what a reader needs that has all at hand."""
    return ()


@dataclass(frozen=True, slots=True)
class ChosenReader:
    """The reader of a run. Copies of it may be sent to other processes; what prepares its documents stays in this one."""

    reader: Reader
    prepare: Prepare = prepare_nothing


def read_document(document: Document, reader: Reader) -> Extraction | None:
    """Read a document, and finish what was read; None as `Reader.read` does.

    Raises nothing of its own; what the reader raises leads on.
    """
    found = reader.read(document)
    return finish(found, document, reader) if found else None


def finish(found: Extraction, document: Document, reader: Reader) -> Extraction:
    """Return what any reader read as pages hold it, with its name.

    Rows that have no ground are dropped, each with the reason, and rows that look alike are flagged.
    """
    grounded = drop_unfounded(found, document, reader.vocabulary)
    return replace(grounded, results=flag_alike(grounded.results), by=reader.by)
