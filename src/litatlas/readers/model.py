"""The reader that goes by what a model answered: it asks nobody, reads what is kept, and holds it against the text."""

import hashlib
from dataclasses import dataclass

from litatlas.errors import Fault
from litatlas.extract.document import Document
from litatlas.extract.extraction import RULES, RulesReader, digest_code
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.model import Extraction, ReadBy
from litatlas.readers.grounding import ground_answer
from litatlas.readers.prompt import build_question, digest_prompt, is_worth_asking
from litatlas.readers.store import Readings

NAME = "model"
"""What pages call a model that reads; its own name stands beside it as the version."""


@dataclass(frozen=True, slots=True)
class ModelReader:
    """Reads by the answers of a model that are kept; the same answers give the same, here and on any other machine."""

    vocabulary: Vocabulary
    model: str
    """The model's name, as its server knows it."""
    readings: Readings

    @property
    def by(self) -> ReadBy:
        """The model, with the prompt, the vocabulary and the code that its answers are read by."""
        parts = digest_prompt(), digest_code("litatlas.readers", *RULES), self.vocabulary.digest
        return ReadBy(NAME, self.model, hashlib.sha256(" ".join(parts).encode()).hexdigest()[:16])

    def read(self, document: Document) -> Extraction | None:
        """Read a document; None where no usable answer is kept. A text without a digit needs none."""
        if not is_worth_asking(document):
            return RulesReader(self.vocabulary).read(document)
        kept = self.readings.read(build_question(document, self.model))
        if kept is None or isinstance(kept, Fault) or kept.state != "answered":
            return None
        return ground_answer(kept, document, self.vocabulary)
