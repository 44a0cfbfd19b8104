"""An answer about a paper made into what the paper yields: its names the vocabulary's, flags where the rules read otherwise."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from litatlas.extract.agreement import compare_readings, find_reading, tell_left_out
from litatlas.extract.document import TITLE, Document
from litatlas.extract.extraction import Trace, conclude, trace
from litatlas.extract.lexicon.names import NameKind, find_names, split_parts
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.proposals import name_known
from litatlas.extract.rows.ids import make_id
from litatlas.extract.validation import TWICE
from litatlas.model import Confidence, Extraction, NonResult, Place, Result, Span
from litatlas.readers.answers import Answer, AnsweredRow
from litatlas.slots import SLOTS
from litatlas.text.repair import repair
from litatlas.text.sentences import split_sentences

NOT_NAMED = "invalid: a device that the text does not name"
_NOWHERE = Span(TITLE, 0, 0)
_KINDS: Mapping[str, NameKind] = {"hardware": "hardware", "dataset": "dataset", "model": "model", "setting": "setting"}
"""The slots whose names the vocabulary has."""


def ground_answer(answer: Answer, document: Document, vocabulary: Vocabulary) -> Extraction:
    """Make the extraction of a document from what was answered of it; pure.

    Rows are in the order of the text, those of the title last. Topics are those of the rules. Numbers that are no row of the
    answer's are told as the rules take them. Where the rules read a row otherwise, it has a flag.
    """
    seen = trace(document, vocabulary)
    rules = conclude(seen)
    built = tuple(_build_rows(answer.rows, document, vocabulary, seen))
    rows = tuple({(row.evidence, row.low, row.high, row.metric, row.subject): row for row in reversed(built)}.values())
    flawed = [NonResult(_quote(row, document), row.flaw, row.place) for row in answer.rows if row.flaw]
    flawed += [NonResult(row.quote, TWICE, row.evidence) for row in built if not any(row is kept for kept in rows)]
    named = {name: name_known(name, "hardware", vocabulary) for name in answer.hardware}
    places = _place_devices(document, vocabulary)
    devices = sorted({device for device in named.values() if device in places}, key=lambda device: places[device])
    strange = [NonResult(name, NOT_NAMED, None) for name, device in named.items() if device not in places]
    others = [*flawed, *tell_left_out(rows, flawed, seen)]
    return replace(
        rules,
        results=tuple(sorted(rows, key=lambda row: _order(row.evidence, document, is_title_last=True))),
        non_results=(*sorted(others, key=lambda item: _order(item.evidence, document)), *strange),
        hardware=tuple(devices),
    )


def _build_rows(told: Iterable[AnsweredRow], document: Document, vocabulary: Vocabulary, seen: Trace) -> Iterator[Result]:
    """The rows of an answer, each with its id; `read_document` drops those that have no ground."""
    counts: Counter[tuple[object, ...]] = Counter()
    for row in told:
        if row.flaw:
            continue
        built = _build_row(row, document, vocabulary)
        built = replace(built, context=_find_sentence(built.evidence, document, vocabulary, seen))
        flags, confidence = compare_readings(built, seen)
        key = built.quote, built.low, built.high, built.unit
        counts[key] += 1
        yield replace(built, id=make_id(built, counts[key]), flags=flags, confidence=confidence)


def _build_row(row: AnsweredRow, document: Document, vocabulary: Vocabulary) -> Result:
    fields = row.fields
    slots: dict[str, Any] = {slot.name: slot.fill(_name_values(slot.name, fields[slot.name], vocabulary)) for slot in SLOTS}
    place = row.place or _NOWHERE
    confidence: Confidence = "low"
    return Result(
        id="",
        quote=_quote(row, document),
        low=fields["low"],
        high=fields["high"],
        unit=_name_unit(fields["unit"], vocabulary),
        form=fields["form"],
        metric=name_known(fields["metric"].lower(), "metric", vocabulary),
        effect=fields["effect"],
        bound=fields["bound"],
        subject=fields["subject"],
        evidence=place,
        context=place,
        confidence=confidence,
        flags=(),
        **slots,
    )


def _quote(row: AnsweredRow, document: Document) -> str:
    return (document.words_at(row.place) or "") if row.place else row.quote


def _name_values(slot: str, values: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    kind = _KINDS.get(slot)
    named = (name_known(value, kind, vocabulary) if kind else value for value in values)
    return tuple(dict.fromkeys(_name_setting(name, vocabulary) if kind == "setting" else name for name in named))


def _name_setting(text: str, vocabulary: Vocabulary) -> str:
    """A setting with a number in it as rows show it: `batch 8` is `batch size 8`; the text as it is where it is none."""
    whole = (name.id for name in vocabulary.numbered.find(text, split_parts(text)) if (name.start, name.end) == (0, len(text)))
    return next(whole, text)


def _name_unit(unit: str, vocabulary: Vocabulary) -> str:
    """The symbol of a unit as a model writes it."""
    return vocabulary.spellings.get(unit) or vocabulary.spellings.get(unit.lower()) or unit


def _find_sentence(place: Place, document: Document, vocabulary: Vocabulary, seen: Trace) -> Place:
    """The sentence that a row's evidence stands in; the evidence itself where it has none."""
    if not isinstance(place, Span) or place == _NOWHERE:
        return place
    if reading := find_reading(place, seen):
        return reading.context
    text = repair(document.text_of(place.passage))
    start, end = text.readable_span(place.start, place.end)
    for sentence in split_sentences(text.readable, vocabulary.abbreviations):
        if sentence.start <= start and end <= sentence.end:
            low, high = text.raw_span(sentence.start, sentence.end)
            return Span(place.passage, min(low, place.start), max(high, place.end))
    return place


def _place_devices(document: Document, vocabulary: Vocabulary) -> dict[str, tuple[int, int]]:
    """The devices that the texts name, by any spelling, and where each stands first."""
    places: dict[str, tuple[int, int]] = {}
    for number, passage in enumerate(document.passages):
        text = repair(passage.text).readable
        for name in find_names(text, split_parts(text), vocabulary.trie):
            if name.kind == "hardware":
                places.setdefault(name.id, (number, name.start))
    return places


def _order(place: Place | None, document: Document, *, is_title_last: bool = False) -> tuple[int, int]:
    """Where a place stands among all of a document; nowhere comes last."""
    ids = [passage.id for passage in document.passages]
    if not isinstance(place, Span) or place.passage not in ids:
        return len(ids) + 1, 0
    return len(ids) if is_title_last and place.passage == TITLE else ids.index(place.passage), place.start
