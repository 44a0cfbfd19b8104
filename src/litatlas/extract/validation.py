"""Drops rows that have no ground in the text, whoever read them, and says why."""

import re
from collections.abc import Iterator
from dataclasses import replace

from litatlas.extract.document import Document
from litatlas.extract.lexicon.terms import MEASURED, Vocabulary
from litatlas.extract.numbers.quantities import NUMBER, find_quantities
from litatlas.model import Cell, Extraction, NonResult, Result
from litatlas.text.repair import repair

NOT_IN_TEXT = "invalid: what it quotes does not stand in the text"
OTHER_VALUE = "invalid: its value is not the number that it quotes"
OTHER_UNIT = "invalid: what it measures is not stated in its unit"
TWICE = "stated again"


def drop_unfounded(extraction: Extraction, document: Document, vocabulary: Vocabulary) -> Extraction:
    """Return an extraction without the rows that do not stand in the document; those become numbers that are no results.

    A row stands where its quote is what its evidence shows, its value is a number of the quote, its metric can be stated in its
    unit, and its id is its own. Where its context is no place of the document, its evidence takes the place of that.
    """
    rows: list[Result] = []
    dropped: list[NonResult] = []
    ids: set[str] = set()
    for row in extraction.results:
        reason = TWICE if row.id in ids else _find_flaw(row, document, vocabulary)
        if reason is None:
            ids.add(row.id)
            rows.append(row if document.words_at(row.context) is not None else replace(row, context=row.evidence))
        else:
            quote = row.quote if row.quote.strip() else f"{row.low:g}{row.unit}"
            dropped.append(NonResult(quote, reason, row.evidence if _is_quoted(row, document) else None))
    if not dropped and all(row is old for row, old in zip(rows, extraction.results, strict=True)):
        return extraction
    return replace(extraction, results=tuple(rows), non_results=(*extraction.non_results, *dropped))


def _find_flaw(row: Result, document: Document, vocabulary: Vocabulary) -> str | None:
    if not _is_quoted(row, document):
        return NOT_IN_TEXT
    if not _has_values(row, vocabulary):
        return OTHER_VALUE
    return None if _has_unit(row, vocabulary) else OTHER_UNIT


def _is_quoted(row: Result, document: Document) -> bool:
    """Tell whether the evidence shows the quote; of a cell it may be a part, as whole numbers: `45.2` of `45.2 ± 0.1`."""
    words = document.words_at(row.evidence)
    if words is None or not row.quote.strip():
        return False
    if isinstance(row.evidence, Cell):
        return re.search(rf"(?<![\w.]){re.escape(row.quote)}(?![\w]|\.\d)", words) is not None
    return words == row.quote


def _has_values(row: Result, vocabulary: Vocabulary) -> bool:
    """Tell whether both ends of a row's range are numbers of its quote."""
    # Most rows quote one number as it is: no need to look further.
    first = NUMBER.search(row.quote)
    if first and row.low == row.high == float(first[0].replace(",", "")):
        return True
    digits = set(_list_digits(row.quote))
    if _digits_of(row.low) in digits and _digits_of(row.high) in digits:
        return True
    readable = repair(row.quote).readable
    digits.update(_list_digits(readable))
    quantities, _ = find_quantities(readable, vocabulary)
    values = {value for quantity in quantities for value in (quantity.low, quantity.high)}
    return all(value in values or _digits_of(value) in digits for value in (row.low, row.high))


def _list_digits(text: str) -> Iterator[str]:
    """List the significant digits of all numbers of a text; a value is known by them at any scale: `1.5 million`, `2e-3`."""
    return (_strip(match[0]) for match in NUMBER.finditer(text))


def _digits_of(value: float) -> str:
    return _strip(f"{abs(value):.15g}".partition("e")[0])


def _strip(number: str) -> str:
    whole, point, fraction = number.replace(",", "").partition(".")
    return (whole + fraction).strip("0") if point else whole.strip("0")


def _has_unit(row: Result, vocabulary: Vocabulary) -> bool:
    """Tell whether a metric that the vocabulary knows can be stated in the row's unit: no accuracy is in GB."""
    term, unit = vocabulary.metrics.get(row.metric), vocabulary.units.get(row.unit)
    return term is None or unit is None or unit.kind not in MEASURED or unit.kind in term.units
