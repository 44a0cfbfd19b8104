"""Rows as people have them: with values that they changed, or added and placed in the paper's text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from litatlas.content.corrections import row_values
from litatlas.model import Json, Paper, Place, Result, Span
from litatlas.slots import read_slots
from litatlas.text.sentences import split_sentences

NOWHERE = Span("abstract", 0, 0)
"""Where the evidence of a row stands whose quote is in no text that the review keeps."""


def change_row(result: Result, new: Mapping[str, Json]) -> Result:
    """A row with other values. Where a single number is replaced by another one, it stays single."""
    values: dict[str, Any] = {**row_values(result), **new}
    if "low" in new and "high" not in new and result.low == result.high:
        values["high"] = new["low"]
    flags = tuple(flag for flag in result.flags if flag.partition(":")[0] not in new)
    return replace(_build_row(values, result.evidence, result.context), id=result.id, flags=flags)


def place_row(paper: Paper, values: Mapping[str, Json]) -> Result:
    """A row of people's, with the first place of its quote in the paper's text as evidence, else `NOWHERE`; it has no id."""
    quote = str(values["quote"])
    for passage, text in (("abstract", paper.work.abstract), ("title", paper.work.title.raw)):
        start = _find_words(text, quote) if text else -1
        if text and start >= 0:
            span = Span(passage, start, start + len(quote))
            sentences = (Span(passage, found.start, found.end) for found in split_sentences(text, frozenset()))
            around = next((found for found in sentences if found.start <= start and span.end <= found.end), span)
            return _build_row(values, span, around)
    return _build_row(values, NOWHERE, NOWHERE)


def find_same_words(row: Result, others: Iterable[Result]) -> tuple[Result, ...]:
    """Those rows that have the value of a row from the same words: what one of them quotes is part of what the other does."""
    words = " ".join(row.quote.split()).casefold()
    quotes = ((other, " ".join(other.quote.split()).casefold()) for other in others)
    return tuple(
        other
        for other, quote in quotes
        if (other.low, other.high, other.unit) == (row.low, row.high, row.unit) and (quote in words or words in quote)
    )


def _find_words(text: str, words: str) -> int:
    """Where words stand first, if they can not as a part of a number or a word (`3x` in `2.3x`); -1 where they do not."""
    whole = re.search(rf"(?<![\w.]){re.escape(words)}(?!\w)", text)
    return whole.start() if whole else text.find(words)


def _build_row(values: Mapping[str, Any], evidence: Place, context: Place) -> Result:
    low, high = float(values["low"]), float(values.get("high", values["low"]))
    return Result(
        id="",
        quote=values["quote"],
        low=min(low, high),
        high=max(low, high),
        unit=values["unit"],
        form=values["form"],
        metric=values["metric"],
        effect=values.get("effect"),
        bound=values.get("bound"),
        **read_slots(values),
        subject=values.get("subject"),
        evidence=evidence,
        context=context,
        confidence="high",
        flags=(),
    )
