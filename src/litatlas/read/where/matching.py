"""What a query matches: the words, names and dates of a record, folded, each made when it is first asked for."""

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from litatlas.identity.identifiers import find_month
from litatlas.model import Json, Record
from litatlas.read.where.query import (
    All,
    Days,
    Name,
    NameField,
    Not,
    Phrase,
    Query,
    Stated,
    TextField,
    split_words,
)
from litatlas.text.folding import fold_case
from litatlas.text.repair import repair

Matches = Callable[[Record], bool]
_CATEGORIES = ("categories", "category", "primary_category", "primary_area", "fieldsOfStudy")
"""The names under which formats keep a work's categories."""
_Test = Callable[["_Described"], bool]


def build_matcher(query: Query) -> Matches:
    """A function that tells whether a record matches the query."""
    test = _build_test(query)
    return lambda record: test(_Described(record))


class _Described:
    """A record as queries see it; its texts are named as the fields that queries give."""

    def __init__(self, record: Record) -> None:
        self.record = record

    @cached_property
    def title(self) -> str:
        return _list_words(repair(self.record.title).readable)

    @cached_property
    def abstract(self) -> str:
        return _list_words(repair(self.record.abstract).readable)

    @cached_property
    def keyword(self) -> str:
        return _list_parts(self.record.keywords)

    @cached_property
    def author(self) -> str:
        """The names, each as people read it and as the source writes it."""
        return _list_parts(name for author in self.record.authors for name in {author.name: 0, author.written: 0})

    @cached_property
    def venue(self) -> str:
        return _list_parts(
            repair(name).readable for name in (self.record.venue, *(one.venue for one in self.record.publications))
        )

    def find_text(self, field: TextField) -> tuple[str, ...]:
        """The texts of a field, each with a space before, between and behind its words."""
        if field == "text":
            return self.title, self.abstract, self.keyword
        return (getattr(self, field),)

    def find_names(self, field: NameField) -> tuple[str, ...]:
        """The names of a field."""
        record = self.record
        if field == "cat":
            return tuple(map(fold_case, (*record.headings, *_list_texts(record.extra.get(name) for name in _CATEGORIES))))
        if field == "kind":
            return tuple(kind for kind in (record.kind, *(one.kind for one in record.publications)) if kind)
        return tuple(fold_case(form) for one in record.identifiers for form in {str(one), one.value, f"{one.scheme}:{one.value}"})

    def find_dates(self) -> tuple[str, ...]:
        """The dates of the work's appearances; of an undated one the month that its number tells."""
        record = self.record
        stated = [record.date.iso if record.date else "", *(one.date for one in record.publications)]
        dates = tuple(filter(None, stated))
        return dates or tuple(filter(None, map(find_month, record.identifiers)))


def _build_test(query: Query) -> _Test:
    if isinstance(query, Phrase):
        return _build_phrase_test(query)
    if isinstance(query, Name):
        field, pattern = query.field, _compile(query.pattern, ".*")
        return lambda one: any(map(pattern.fullmatch, one.find_names(field)))
    if isinstance(query, Days):
        first, last = query.first, query.last
        return lambda one: any(_is_within(day, first, last) for day in one.find_dates())
    if isinstance(query, Stated):
        return _build_stated_test(query)
    if isinstance(query, Not):
        inner = _build_test(query.query)
        return lambda one: not inner(one)
    tests = tuple(map(_build_test, query.queries))
    if isinstance(query, All):
        return lambda one: all(test(one) for test in tests)
    return lambda one: any(test(one) for test in tests)


def _build_phrase_test(query: Phrase) -> _Test:
    field = query.field
    words = f" {' '.join(query.words)} "
    if "*" not in words:
        return lambda one: any(words in text for text in one.find_text(field))
    pattern = _compile(words, "[^ ]*")
    return lambda one: any(map(pattern.search, one.find_text(field)))


def _compile(text: str, any_letters: str) -> re.Pattern[str]:
    """The pattern of a text with stars, each of which stands for any letters."""
    return re.compile(any_letters.join(map(re.escape, text.split("*"))), re.DOTALL)


def _build_stated_test(query: Stated) -> _Test:
    field = query.field
    if field == "date":
        return lambda one: bool(one.find_dates())
    if field == "cat" or field == "id" or field == "kind":  # noqa: PLR1714  (by which mypy knows what is left)
        return lambda one: bool(one.find_names(field))
    return lambda one: any(map(str.strip, one.find_text(field)))


def _is_within(day: str, first: str, last: str) -> bool:
    """Whether any day that a date stands for, which may be a month or a year, lies within two others."""
    begins, ends = min(len(day), len(first)), min(len(day), len(last))
    return day[:begins] >= first[:begins] and (not last or day[:ends] <= last[:ends])


def _list_words(text: str) -> str:
    return f" {' '.join(split_words(text))} "


def _list_parts(texts: Iterable[str]) -> str:
    """Several texts in one, parted by what no phrase of words goes over."""
    return "|".join(map(_list_words, texts))


def _list_texts(values: Iterable[Json]) -> list[str]:
    """The texts among values and in lists of them."""
    flat = [item for value in values for item in (value if isinstance(value, list) else [value])]
    return [item for item in flat if isinstance(item, str)]
