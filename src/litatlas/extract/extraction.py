"""The way from the text of a paper to what it yields."""

from dataclasses import dataclass

from litatlas.extract.hardware import list_hardware
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.rows.joining import join_readings
from litatlas.extract.rows.readings import Reading, read_numbers
from litatlas.extract.sentence.parsed import Parsed, find_own_names, parse_sentences
from litatlas.extract.sentence.short_forms import find_short_forms
from litatlas.extract.topics import TopicScore, score_topics
from litatlas.model import Extraction, NonResult, span_in
from litatlas.text.repair import Repaired, repair
from litatlas.text.sentences import split_sentences

LONGEST_TITLE = 1_000
"""Characters of a title that are read, a multiple of the longest real one; what follows is passed over."""
LONGEST = 10_000
"""Characters of a text that are read, several times the longest abstract of any archive; what follows is passed over."""


@dataclass(frozen=True, slots=True)
class Document:
    """The raw texts of a paper."""

    title: str
    abstract: str


@dataclass(frozen=True, slots=True)
class Trace:
    """All that the rules saw in a paper and decided on, for explanations."""

    readings: tuple[Reading, ...]
    """Every number, those of the title first, in the order in which they stand."""
    hardware: tuple[str, ...]
    topics: tuple[TopicScore, ...]
    """All topics that the paper mentions, the highest score first."""


def extract(document: Document, vocabulary: Vocabulary) -> Extraction:
    """Extract results, hardware and topics.

    Pure: the same document and vocabulary give the same extraction. No text makes it fail or slow; what a text does not state
    stays empty.
    """
    return conclude(trace(document, vocabulary))


def trace(document: Document, vocabulary: Vocabulary) -> Trace:
    """Read a document as `extract` does, and keep every decision."""
    title, abstract = repair(document.title[:LONGEST_TITLE]), repair(document.abstract[:LONGEST])
    own_names = find_own_names(title.text, abstract.text)
    title_sentences = _read(title, ("",), vocabulary)
    sentences = _read(abstract, own_names, vocabulary)
    readings = join_readings(
        read_numbers("title", title, title_sentences, vocabulary),
        read_numbers("abstract", abstract, sentences, vocabulary),
    )
    topics = score_topics(title_sentences, sentences, vocabulary)
    return Trace(readings, list_hardware((*title_sentences, *sentences), vocabulary), topics)


def conclude(found: Trace) -> Extraction:
    """Return what a trace comes to; rows are in the order of the abstract, those that only the title states last."""
    results = [reading.result for reading in found.readings if reading.result]
    assigned = [topic for topic in found.topics if topic.is_assigned]
    return Extraction(
        results=tuple(sorted(results, key=lambda result: span_in(result.evidence, "title") is not None)),
        non_results=tuple(
            NonResult(reading.quote, reading.role.reason, reading.evidence)
            for reading in found.readings
            if reading.role.reason and reading.quote.strip()
        ),
        hardware=found.hardware,
        topics=tuple(topic.id for topic in assigned),
        topic_terms={topic.id: tuple(term for term, weight in topic.terms if weight > 0) for topic in assigned},
    )


def _read(text: Repaired, own_names: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Parsed, ...]:
    sentences = split_sentences(text.text, vocabulary.abbreviations)
    return parse_sentences(sentences, own_names, find_short_forms(text.text), vocabulary)
