"""Reads results, hardware and topics from the title and abstract of a paper, by rules and a vocabulary; nothing is guessed."""

from litatlas.extract.extraction import Document, extract
from litatlas.extract.lexicon import Device, MetricTerm, TopicTerms, Unit, Vocabulary
from litatlas.extract.sources import Source
from litatlas.extract.vocabulary import build_vocabulary, load_vocabulary

__all__ = [
    "Device",
    "Document",
    "MetricTerm",
    "Source",
    "TopicTerms",
    "Unit",
    "Vocabulary",
    "build_vocabulary",
    "extract",
    "load_vocabulary",
]
