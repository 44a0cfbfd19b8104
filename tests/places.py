"""Reads what stands at a place of a text."""

from litatlas.model import Place, Span


def span_of(place: Place | None) -> Span:
    """The place, which is to be a span of a text."""
    assert isinstance(place, Span)
    return place


def words_at(text: str, place: Place | None) -> str:
    """What stands at a place of the text."""
    span = span_of(place)
    assert 0 <= span.start <= span.end <= len(text)
    return text[span.start : span.end]
