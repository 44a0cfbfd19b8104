"""Builds the vocabulary: the package's YAML files, the review's laid over them, and the review's topics; checked as a whole."""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from importlib.resources import files
from pathlib import PurePosixPath
from types import MappingProxyType

from litatlas.errors import ContentError, Fault
from litatlas.extract.lexicon.cues import read_abbreviations, read_cues
from litatlas.extract.lexicon.files import EntryReader, VocabularyFile
from litatlas.extract.lexicon.layers import SECTIONS, Claims, read_devices, read_metrics, read_names, read_settings, read_units
from litatlas.extract.lexicon.names import NameKind, build_trie
from litatlas.extract.lexicon.settings import HOLE, build_numbered
from litatlas.extract.lexicon.terms import HUNDREDTHS, Learned, TopicTerms, Vocabulary
from litatlas.extract.packing import pack

FILES = (
    *("units.yml", "metrics.yml", "hardware.yml", "data.yml", "models.yml", "settings.yml"),
    *("cues.yml", "abbreviations.yml"),
)
"""The vocabulary's files, in the package's folder `extract/vocabulary`; a review has any of them in `content/vocabulary`."""
_MOST_LEARNED = 1_000
"""A weight that is learned of a word beyond which it decides by itself: larger ones count as much, so that no sum of them is too
large for its place in a packed row."""
OTHER_FILES = ("baselines.yml",)
"""Files of that folder that extraction knows nothing of: `litatlas.baselines` reads them."""


@dataclass(frozen=True, slots=True)
class _Parts:
    """What the package's vocabulary is extended with; two that have the same digest are the same."""

    digest: str
    topics: tuple[TopicTerms, ...] = field(compare=False)
    overlay: tuple[VocabularyFile, ...] = field(compare=False)


def load_vocabulary(topics: tuple[TopicTerms, ...] = (), overlay: tuple[VocabularyFile, ...] = ()) -> Vocabulary:
    """Return the package's vocabulary with a review's topics and its own vocabulary files: the same again for the same ones.

    What it takes is plain data, from which another process builds the same. Raises ContentError as `build_vocabulary` does.
    """
    return _build_once(_Parts(_digest(overlay, topics), topics, overlay))


@lru_cache(maxsize=4)  # a command or a preview reads one review again and again; to build its vocabulary takes most of that time
def _build_once(parts: _Parts) -> Vocabulary:
    return build_vocabulary(topics=parts.topics, overlay=parts.overlay)


def read_package_files() -> tuple[VocabularyFile, ...]:
    """Read the vocabulary files that the package brings, in the order of `FILES`."""
    folder = files("litatlas.extract") / "vocabulary"
    return tuple(VocabularyFile(name, (folder / name).read_text(encoding="utf-8")) for name in FILES)


def build_vocabulary(
    sources: tuple[VocabularyFile, ...] | None = None,
    *,
    topics: tuple[TopicTerms, ...] = (),
    overlay: tuple[VocabularyFile, ...] = (),
) -> Vocabulary:
    """Build a vocabulary from its files, one for each name of `FILES`, by default the package's own, and those laid over them.

    Raises ContentError with all faults of all files: broken YAML, an unknown key, a name that two entries claim, a unit of a
    kind that is not listed, an overlay of a name that `FILES` does not have.
    """
    sources = read_package_files() if sources is None else sources
    shelf = {source.name: [EntryReader(source)] for source in sources}
    faults = [fault for source in overlay for fault in _check_name(source)]
    for source in overlay:
        shelf.get(source.name, []).append(EntryReader(source, is_overlay=True))
    claims = Claims()
    metrics = read_metrics(shelf["metrics.yml"], claims)
    units = read_units(shelf["units.yml"], metrics, claims)
    devices = read_devices(shelf["hardware.yml"], claims)
    for file, (section, kind) in SECTIONS.items():
        read_names(shelf[file], section, kind, claims)
    settings = read_settings(shelf["settings.yml"], claims)
    cues = read_cues(shelf["cues.yml"])
    abbreviations = read_abbreviations(shelf["abbreviations.yml"])
    faults += [fault for readers in shelf.values() for reader in readers for fault in reader.faults]
    if faults or cues is None:
        raise ContentError(tuple(sorted(faults, key=lambda fault: (fault.file, fault.line))))
    known = claims.list_names()
    numbered = [(id_, name) for kind, id_, name in known if kind == "setting" and HOLE in name]
    names: list[tuple[NameKind, str, str]] = [
        *(name for name in known if name[0] != "setting" or HOLE not in name[2]),
        *(("topic", topic.id, term) for topic in topics for term in topic.terms),
    ]
    by_id = {topic.id: topic for topic in topics}
    heaviest = max((max(topic.terms.values()) for topic in topics if topic.terms), default=None)
    spellings = claims.map_units()
    layers = sum(len(topic.learned) for topic in by_id.values())
    frozen = MappingProxyType
    return Vocabulary(
        frozen(devices), frozen(metrics), frozen(units), frozen(spellings), _compile_units(spellings),
        cues, abbreviations, frozen(settings), build_numbered(numbered, settings), frozen(by_id), heaviest,
        frozen(_index_words(by_id.values())), layers, build_trie(names), _digest((*sources, *overlay), topics),
    )  # fmt: skip


def _digest(sources: Iterable[VocabularyFile], topics: Iterable[TopicTerms]) -> str:
    """The start of the SHA-256 of all that a vocabulary is built of; the order of topics and of their terms counts."""
    parts: list[list[object]] = [[source.file, source.text] for source in sources]
    parts += [
        [topic.id, list(topic.terms.items()), sorted(topic.headings), *map(_list_learned, topic.learned)] for topic in topics
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()[:16]


def _list_learned(learned: Learned) -> list[object]:
    return [learned.keep, learned.start, list(learned.words.items())]


def _index_words(topics: Iterable[TopicTerms]) -> dict[str, int]:
    """What each learned word adds in each layer of all topics: a packed row of hundredths."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, learned in enumerate(layer for topic in topics for layer in topic.learned):
        for word, weight in learned.words.items():
            bounded = max(-_MOST_LEARNED, min(weight, _MOST_LEARNED))
            found.setdefault(word, []).append((number, round(HUNDREDTHS * bounded)))
    return {word: pack(row) for word, row in found.items()}


def _check_name(source: VocabularyFile) -> Iterable[Fault]:
    """A fault for a file of a review that is none of `FILES`."""
    if source.name in FILES:
        return ()
    known = (*FILES, *OTHER_FILES)
    near = get_close_matches(PurePosixPath(source.name.lower()).stem, [file.removesuffix(".yml") for file in known], 1)
    hint = f"rename it to {near[0]}.yml" if near else f"use only {', '.join(known)}"
    return (Fault(source.file, 1, f"no vocabulary is called `{source.name}`", hint),)


def _compile_units(spellings: Mapping[str, str]) -> re.Pattern[str]:
    # By the first letter, so that most are passed over at once; of those that begin alike the longest is tried first.
    by_letter: dict[str, list[str]] = {}
    for name in sorted(spellings, key=lambda name: (-len(name), name)):
        # In any case of ASCII only: of other letters some match (`ſ` an `s`) whose lower case is not the spelling.
        in_any_case = name == name.lower()
        rest = f"(?ai:{re.escape(name[1:])})" if in_any_case else re.escape(name[1:])
        for letter in dict.fromkeys((name[0], name[0].upper()) if in_any_case and name[0].isascii() else (name[0],)):
            by_letter.setdefault(letter, []).append(rest)
    choices = "|".join(f"{re.escape(letter)}(?:{'|'.join(rests)})" for letter, rests in by_letter.items()) or "(?!)"
    glued = r"(?<=[%×x])(?=(?:and|over|on|for|with|compared|faster)\s)"  # `9×over Foo`, whose space was lost with its dollar
    return re.compile(rf"(?P<gap>\+?[ \u00a0\u202f-]?)(?P<unit>{choices})(?:(?![^\W_])|{glued})")
