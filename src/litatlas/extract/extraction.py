"""The way from the text of a paper to what it yields."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain

from litatlas import __version__
from litatlas.extract.document import LONGEST, LONGEST_TITLE, TITLE, Document
from litatlas.extract.hardware import list_hardware
from litatlas.extract.judging.judge import WEIGHTS
from litatlas.extract.judging.opinion import FILE, Opinion, load_opinion
from litatlas.extract.language import find_unread
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.reader import Reader, finish, read_document
from litatlas.extract.rows.joining import join_readings
from litatlas.extract.rows.readings import Reading, read_numbers
from litatlas.extract.sentence.parsed import Parsed, find_own_names, parse_sentences
from litatlas.extract.sentence.short_forms import find_short_forms
from litatlas.extract.slots.antecedents import find_own_benchmark
from litatlas.extract.topics import Mentions, TopicScore, judge_topics, read_mentions
from litatlas.model import RULES_READER, Extraction, NonResult, ReadBy, span_in
from litatlas.text.readable import Text
from litatlas.text.repair import repair
from litatlas.text.sentences import split_sentences

RULES = ("litatlas.extract", "litatlas.text")
"""The packages whose code the rules are."""


@dataclass(frozen=True, slots=True)
class Trace:
    """All that the rules saw in a paper and decided on, for explanations."""

    readings: tuple[Reading, ...]
    """Every number, those of the title first, in the order in which they stand."""
    hardware: tuple[str, ...]
    topics: tuple[TopicScore, ...]
    """All topics that the paper mentions, the highest score first."""
    unread: str = ""
    """Why no number was read: `another language`; empty where they were."""


@dataclass(frozen=True, slots=True)
class RulesReader:
    """Reads by rules and a vocabulary: no text makes it fail or slow; what a text does not state stays empty."""

    vocabulary: Vocabulary
    opinion: Opinion | None = None
    """What decides anew what the rules make of numbers; None for what the package brings."""

    @property
    def by(self) -> ReadBy:
        """The rules of this version of the package, with the vocabulary and the rules' own code as what they read by."""
        digest = hashlib.sha256(f"{digest_code(*RULES)} {self.vocabulary.digest}".encode()).hexdigest()[:16]
        return ReadBy(RULES_READER, __version__, digest)

    def read(self, document: Document) -> Extraction:
        """Read a document; tables are passed over."""
        return conclude(trace(document, self.vocabulary, self.opinion))


def extract(document: Document, vocabulary: Vocabulary, opinion: Opinion | None = None) -> Extraction:
    """Extract results, hardware and topics by rules, with an opinion of their numbers: that of the package where none is given.

    Pure: the same document, vocabulary and opinion give the same extraction.
    """
    reader = RulesReader(vocabulary, opinion)
    return finish(reader.read(document), document, reader)


def read_or_keep(document: Document, reader: Reader, kept: Extraction | None) -> Extraction:
    """Read a document; what the reader cannot read stays as another one than the rules read it, else today's rules read it."""
    read = read_document(document, reader)
    if read is None and kept and kept.by and kept.by.reader != RULES_READER:
        return kept
    return read or extract(document, reader.vocabulary)


def mention(document: Document, vocabulary: Vocabulary) -> Mentions:
    """Read what topics are judged by, and nothing else."""
    title, body, own_names = _repair_texts(document)
    sentences = chain.from_iterable(_parse(text, own_names, vocabulary) for text in body.values())
    return read_mentions(_parse(title, ("",), vocabulary), sentences, document.headings, vocabulary)


def trace(document: Document, vocabulary: Vocabulary, opinion: Opinion | None = None) -> Trace:
    """Read a document as `extract` does, and keep every decision.

    What the rules make of numbers is decided anew by an opinion: that of the package where none is given.
    """
    title, body, own_names = _repair_texts(document)
    title_sentences = _parse(title, ("",), vocabulary)
    parsed = {id_: _parse(text, own_names, vocabulary) for id_, text in body.items()}
    sentences = tuple(chain.from_iterable(parsed.values()))
    hardware = list_hardware((*title_sentences, *sentences), vocabulary)
    topics = judge_topics(read_mentions(title_sentences, sentences, document.headings, vocabulary), vocabulary)
    if unread := find_unread("\n".join(text.readable for text in body.values())):
        return Trace((), hardware, topics, unread)
    own_benchmark = find_own_benchmark(title.readable)
    opinion = load_opinion() if opinion is None else opinion
    readings = join_readings(
        read_numbers(TITLE, title, title_sentences, vocabulary, opinion),
        chain.from_iterable(read_numbers(id_, body[id_], parsed[id_], vocabulary, opinion, own_benchmark) for id_ in body),
    )
    return Trace(readings, hardware, topics)


def parse_passages(document: Document, vocabulary: Vocabulary) -> dict[str, tuple[Parsed, ...]]:
    """Parse the sentences of the title and of each passage as `trace` does, by the passages' ids, the title's last."""
    title, body, own_names = _repair_texts(document)
    parsed = {id_: _parse(text, own_names, vocabulary) for id_, text in body.items()}
    return parsed | {TITLE: _parse(title, ("",), vocabulary)}


def conclude(found: Trace) -> Extraction:
    """Return what a trace comes to; rows are in the order of the text, those that only the title states last."""
    results = [reading.result for reading in found.readings if reading.result]
    assigned = [topic for topic in found.topics if topic.is_assigned]
    return Extraction(
        results=tuple(sorted(results, key=lambda result: span_in(result.evidence, TITLE) is not None)),
        non_results=tuple(
            NonResult(reading.quote, reading.role.reason, reading.evidence)
            for reading in found.readings
            if reading.role.reason and reading.quote.strip()
        ),
        hardware=found.hardware,
        topics=tuple(topic.id for topic in assigned),
        topic_terms={topic.id: topic.list_grounds() for topic in assigned},
        unread=found.unread,
    )


@cache
def digest_code(*packages: str) -> str:
    """Digest the code of packages by SHA-256: what changed there may read otherwise, whatever the package's version says."""
    folders = [files(package) for package in packages]
    code = sorted((path.name, path.read_bytes()) for folder in folders for path in _list_code(folder))
    return hashlib.sha256(repr(code).encode()).hexdigest()


def _list_code(folder: Traversable) -> Iterator[Traversable]:
    for path in folder.iterdir():
        if path.is_dir():
            yield from _list_code(path)
        elif path.name.endswith((".py", WEIGHTS, FILE)):
            yield path


def _repair_texts(document: Document) -> tuple[Text, dict[str, Text], tuple[str, ...]]:
    """The title, the passages by their ids, and what the authors call their work."""
    title = repair(document.title[:LONGEST_TITLE])
    body = {passage.id: repair(passage.text[:LONGEST]) for passage in document.body}
    return title, body, find_own_names(title.readable, "\n".join(text.readable for text in body.values()))


def _parse(text: Text, own_names: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Parsed, ...]:
    sentences = split_sentences(text.readable, vocabulary.abbreviations)
    return parse_sentences(sentences, own_names, find_short_forms(text.readable, vocabulary.cues), vocabulary)
