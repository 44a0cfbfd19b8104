"""The seam for readers: what turns the document of a paper into rows, and what every reading goes through."""

from dataclasses import replace
from typing import Protocol

from litatlas.extract.document import Document
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.validation import drop_unfounded
from litatlas.model import Extraction, ReadBy


class Reader(Protocol):
    """Reads the results, hardware and topics of papers."""

    @property
    def by(self) -> ReadBy:
        """Who it is. Two readers with the same give the same extraction of the same document."""

    @property
    def vocabulary(self) -> Vocabulary:
        """What it knows of metrics, units, devices, data sets, models and topics."""

    def read(self, document: Document) -> Extraction:
        """Read a document. What is returned need not be right: `read_document` drops what has no ground in the text."""


def read_document(document: Document, reader: Reader) -> Extraction:
    """Read a document, drop the rows that have no ground in it, each with the reason, and name the reader.

    Raises nothing of its own; what the reader raises leads on.
    """
    return replace(drop_unfounded(reader.read(document), document, reader.vocabulary), by=reader.by)
