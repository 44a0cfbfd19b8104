"""Drops rows that have no ground in the text, whoever read them, and says why."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from litatlas.extract.document import Document
from litatlas.extract.lexicon.names import Parts, find_names, fold, split_parts
from litatlas.extract.lexicon.settings import WORDS
from litatlas.extract.lexicon.terms import MEASURED, Vocabulary
from litatlas.extract.numbers.quantities import NUMBER, find_quantities
from litatlas.extract.sentence.parsed import complete_codes, complete_vendors, find_processes
from litatlas.extract.slots.subjects import UNNAMED
from litatlas.model import Cell, Extraction, NonResult, Result
from litatlas.slots import list_stated
from litatlas.text.repair import repair

NOT_IN_TEXT = "invalid: what it quotes does not stand in the text"
OTHER_VALUE = "invalid: its value is not the number that it quotes"
OTHER_UNIT = "invalid: what it measures is not stated in its unit"
UNKNOWN_UNIT = "invalid: its unit stands neither in the text nor in the vocabulary"
UNKNOWN_METRIC = "invalid: its metric stands neither in the text nor in the vocabulary"
TWICE = "stated again"

COMPARED = frozenset(
    "size length width height weight cost thickness likelihood extent time efficiency rate error frequency significance".split()
)
"""What comparatives, adjectives and verbs tell without naming it: `2x smaller` is a size, `3 mm wide` a width."""
_STEM = 4
"""Letters that words of one stem share: `fixed` and `fixes`, `accuracy` and `accurate`."""
_LITTLE_WORDS = frozenset("a an the of and or on in for".split())
"""Words of a name that need not stand in a text that names it."""


def drop_unfounded(extraction: Extraction, document: Document, vocabulary: Vocabulary) -> Extraction:
    """Return an extraction without the rows that do not stand in the document; those become numbers that are no results.

    A row stands where its quote is what its evidence shows, its value is a number of the quote, its metric can be stated in its
    unit, its metric and its unit are words of the vocabulary or of the text, all that it holds for is named in the text, in any
    spelling that the vocabulary knows, and its id is its own. Where its context is no place of the document, its evidence takes
    the place of that.
    """
    rows: list[Result] = []
    dropped: list[NonResult] = []
    ids: set[str] = set()
    ground = _Ground(document, vocabulary)
    for row in extraction.results:
        reason = TWICE if row.id in ids else _find_flaw(row, ground)
        if reason is None:
            ids.add(row.id)
            rows.append(row if document.words_at(row.context) is not None else replace(row, context=row.evidence))
        else:
            quote = row.quote if row.quote.strip() else f"{row.low:g}{row.unit}"
            dropped.append(NonResult(quote, reason, row.evidence if _is_quoted(row, document) else None))
    if not dropped and all(row is old for row, old in zip(rows, extraction.results, strict=True)):
        return extraction
    return replace(extraction, results=tuple(rows), non_results=(*extraction.non_results, *dropped))


@dataclass(frozen=True)  # without slots, for what is worked out when it is first asked for
class _Ground:
    """A document as what rows are held against."""

    document: Document
    vocabulary: Vocabulary

    @cached_property
    def raw(self) -> tuple[str, ...]:
        """All texts of the document."""
        cells = (cell for table in self.document.tables for row in table.rows for cell in row)
        return (*(passage.text for passage in self.document.passages), *cells)

    @cached_property
    def repaired(self) -> tuple[str, ...]:
        """The texts without their debris, where they have any."""
        return tuple(text for raw in self.raw if (text := repair(raw).readable) != raw)

    @cached_property
    def cut(self) -> tuple[tuple[str, Parts], ...]:
        """The texts, as they are and repaired, each with its words, numbers and signs."""
        return tuple((text, split_parts(text)) for text in (*self.raw, *self.repaired))

    @cached_property
    def words(self) -> frozenset[str]:
        """The words and numbers of all texts, in lower case and in the singular."""
        return frozenset(chain.from_iterable(parts.keys for _, parts in self.cut))

    @cached_property
    def names(self) -> frozenset[str]:
        """What the texts name, by the vocabulary's own names."""
        vocabulary = self.vocabulary
        names: set[str] = set()
        for text, parts in self.cut:
            found = tuple(find_names(text, parts, vocabulary.trie))
            shared = (*complete_vendors(text, found, vocabulary), *complete_codes(text, found, vocabulary))
            names.update(name.id for name in (*found, *shared, *find_processes(text, vocabulary)))
        return frozenset(names)

    @cached_property
    def settings(self) -> frozenset[str]:
        """What the texts tell by spellings with numbers in them: `4 steps` of `four-step`."""
        return frozenset(name.id for text, parts in self.cut for name in self.vocabulary.numbered.find(text, parts))

    @cached_property
    def digits(self) -> frozenset[str]:
        """The numbers that the texts tell as words, in digits."""
        return frozenset(WORDS[word] for word in WORDS.keys() & self.words)

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of the devices that the texts name."""
        return frozenset(fold(self.vocabulary.devices[name].kind) for name in self.names if name in self.vocabulary.devices)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the texts' words."""
        return frozenset(word[:_STEM] for word in self.words)

    def has(self, name: str) -> bool:
        """Tell whether the texts have a name: as it is, all of its words, or another spelling of it."""
        return self._states(name) or name in self.names

    def _states(self, name: str) -> bool:
        if any(name in text for text in self.raw) or any(name in text for text in self.repaired):
            return True
        keys = [key for key in split_parts(name).keys if key.isalnum() and key not in _LITTLE_WORDS]
        return bool(keys) and self.words.issuperset(keys)

    def has_setting(self, name: str) -> bool:
        """Tell whether the texts tell a setting, which rows show in words of their own: `8 GPUs` of `on eight A100s`."""
        # What is most often true, and quickest to find out, is asked first.
        return self._states(name) or all(map(self._counts, split_parts(name).keys)) or name in self.settings or name in self.names

    def _counts(self, key: str) -> bool:
        """Tell whether the texts have a word: as it is, a number in words, a verb of a doing, or a device of the kind."""
        is_said = key in self.words or key in self.digits or (key.endswith("ing") and key.removesuffix("ing") in self.words)
        return is_said or key in self.kinds

    def has_stems(self, metric: str) -> bool:
        """Tell whether each word of a metric is of a word's stem in the texts, or one that comparatives tell: `proof length`."""
        return all(key in COMPARED or key[:_STEM] in self.stems for key in split_parts(metric).keys if key.isalnum())


def _find_flaw(row: Result, ground: _Ground) -> str | None:
    document, vocabulary = ground.document, ground.vocabulary
    if not _is_quoted(row, document):
        return NOT_IN_TEXT
    if not _has_values(row, vocabulary):
        return OTHER_VALUE
    if not _has_unit(row, vocabulary):
        return OTHER_UNIT
    if not _knows_unit(row, ground):
        return UNKNOWN_UNIT
    # Few metrics that the vocabulary has not are what one of its units measures, so that is asked last.
    if not (
        row.metric in vocabulary.metrics
        or ground.has(row.metric)
        or ground.has_stems(row.metric)
        or any(unit.metric == row.metric for unit in vocabulary.units.values())
    ):
        return UNKNOWN_METRIC
    return next((f"invalid: {name} {value!r} is not named in the text" for name, value in _list_unnamed(row, ground)), None)


def _list_unnamed(row: Result, ground: _Ground) -> Iterator[tuple[str, str]]:
    """The slots' values, and the subject, that the text does not name."""
    for slot, values in list_stated(row):
        has = ground.has_setting if slot.name == "setting" else ground.has
        yield from ((slot.noun, value) for value in values if not has(value))
    if row.subject and row.subject != UNNAMED and not ground.has(row.subject):
        yield "system", row.subject


def _is_quoted(row: Result, document: Document) -> bool:
    """Tell whether the evidence shows the quote; of a cell it may be a part, as whole numbers: `45.2` of `45.2 ± 0.1`."""
    words = document.words_at(row.evidence)
    if words is None or not row.quote.strip():
        return False
    if isinstance(row.evidence, Cell):
        return re.search(rf"(?<![\w.]){re.escape(row.quote)}(?![\w]|\.\d)", words) is not None
    return words == row.quote


def _has_values(row: Result, vocabulary: Vocabulary) -> bool:
    """Tell whether both ends of a row's range are numbers of its quote, scales and units counted in: `1.5 million`, `2e-3`."""
    values = {float(match[0].replace(",", "")) for match in NUMBER.finditer(row.quote)}
    # Most rows quote their numbers as they are: no need to look further.
    if values.issuperset((row.low, row.high)):
        return True
    quantities, _ = find_quantities(repair(row.quote).readable, vocabulary)
    values |= {value for quantity in quantities for value in (quantity.low, quantity.high)}
    return all(abs(value) in values or value in values for value in (row.low, row.high))


def _has_unit(row: Result, vocabulary: Vocabulary) -> bool:
    """Tell whether a metric that the vocabulary knows can be stated in the row's unit: no accuracy is in GB."""
    term, unit = vocabulary.metrics.get(row.metric), vocabulary.units.get(row.unit)
    return term is None or unit is None or unit.kind not in MEASURED or unit.kind in term.units


def _knows_unit(row: Result, ground: _Ground) -> bool:
    """Tell whether a unit is one of the vocabulary, or made of words of it and of the text: `tokens/s/GPU`, `frames`."""
    if not row.unit or row.unit in ground.vocabulary.units or ground.has(row.unit):
        return True
    if any(quantity.unit == row.unit for quantity in find_quantities(repair(row.quote).readable, ground.vocabulary)[0]):
        return True
    parts = [part for part in re.split(r"[/·*^\s-]", row.unit) if part and not part.isdigit()]
    known = ground.vocabulary.units, ground.vocabulary.spellings, ground.vocabulary.devices
    return all(any(part in names for names in known) or ground.has(part) for part in parts)
