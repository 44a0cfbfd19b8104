"""The way from the text of a paper to what it yields."""

from dataclasses import dataclass

from litatlas.extract.hardware import list_hardware
from litatlas.extract.lexicon import Vocabulary
from litatlas.extract.rows import build_rows, join_rows
from litatlas.extract.scenes import Scene, build_scenes, find_own_names
from litatlas.extract.sentences import split_sentences
from litatlas.extract.topics import assign_topics
from litatlas.model import Extraction
from litatlas.read.repair import Repaired, repair

LONGEST_TITLE = 1_000
"""Characters of a title that are read, a multiple of the longest real one; what follows is passed over."""
LONGEST = 10_000
"""Characters of a text that are read, several times the longest abstract of any archive; what follows is passed over."""


@dataclass(frozen=True, slots=True)
class Document:
    """The raw texts of a paper."""

    title: str
    abstract: str


def extract(document: Document, vocabulary: Vocabulary) -> Extraction:
    """Extract results, hardware and topics.

    Pure: the same document and vocabulary give the same extraction. No text makes it fail or slow; what a text does not state
    stays empty.
    """
    title, abstract = repair(document.title[:LONGEST_TITLE]), repair(document.abstract[:LONGEST])
    own_names = find_own_names(title.text, abstract.text)
    title_scenes = _read(title, ("",), vocabulary)
    scenes = _read(abstract, own_names, vocabulary)
    results = join_rows(
        build_rows("title", title, title_scenes, vocabulary),
        build_rows("abstract", abstract, scenes, vocabulary),
    )
    topics = assign_topics(title_scenes, scenes, vocabulary.topics)
    return Extraction(results, list_hardware((*title_scenes, *scenes), vocabulary), topics)


def _read(text: Repaired, own_names: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Scene, ...]:
    return build_scenes(split_sentences(text.text, vocabulary.abbreviations), own_names, vocabulary)
