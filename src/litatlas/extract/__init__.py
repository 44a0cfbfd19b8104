"""Reads results, hardware and topics from the title and abstract of a paper, by rules and a vocabulary; nothing is guessed."""

from litatlas.extract.document import Document, Passage, Table, build_document, build_work_document
from litatlas.extract.examples import Example, check_examples, list_examples
from litatlas.extract.extraction import RulesReader, Trace, extract, mention, read_or_keep, trace
from litatlas.extract.judging.judge import load_judge
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.terms import Device, Learned, MetricTerm, TopicTerms, Unit, Vocabulary
from litatlas.extract.lexicon.vocabulary import build_vocabulary, load_vocabulary, read_package_files
from litatlas.extract.proposals import name_known, propose_row, read_value
from litatlas.extract.reader import ChosenReader, Reader, read_document
from litatlas.extract.rows.readings import Reading
from litatlas.extract.topics import TopicScore

__all__ = [
    "ChosenReader",
    "Device",
    "Document",
    "Example",
    "Learned",
    "MetricTerm",
    "Passage",
    "Reader",
    "Reading",
    "RulesReader",
    "Table",
    "TopicScore",
    "TopicTerms",
    "Trace",
    "Unit",
    "Vocabulary",
    "VocabularyFile",
    "build_document",
    "build_vocabulary",
    "build_work_document",
    "check_examples",
    "extract",
    "list_examples",
    "load_judge",
    "load_vocabulary",
    "mention",
    "name_known",
    "propose_row",
    "read_document",
    "read_or_keep",
    "read_package_files",
    "read_value",
    "trace",
]
