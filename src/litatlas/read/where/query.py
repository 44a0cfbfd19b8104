"""A query as it was understood, and its text again: `parse_query(format_query(query))` is the query."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from litatlas.text.folding import fold_case

TextField = Literal["text", "title", "abstract", "author", "venue", "keyword"]
"""What words are looked for in; `text` is title, abstract and keywords together, which a word without a field means."""
NameField = Literal["cat", "id", "kind"]
"""What is compared as a whole."""
Field = TextField | NameField | Literal["date"]

KEYWORDS = frozenset(("and", "or", "not"))
_LETTERS = re.compile(r"[^\W_]+")
_PATTERN = re.compile(r"(?:[^\W_]|\*)+")
_PLAIN = re.compile(r"""[^\s()'"\\]+""")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Asks for words next to each other."""

    field: TextField
    words: tuple[str, ...]
    """Folded, in lower case, one at least; a `*` stands for any letters and digits of a word, or none: `cach*`."""


@dataclass(frozen=True, slots=True)
class Name:
    """Asks for a category, an identifier or a kind."""

    field: NameField
    pattern: str
    """Folded, in lower case; a `*` stands for anything: `cs.*`."""


@dataclass(frozen=True, slots=True)
class Days:
    """Asks for a date, from `first` to `last`, both of them included."""

    first: str
    """ISO 8601, cut to a day, a month or a year; empty where any earlier date will do."""
    last: str
    """The same; empty where any later date will do."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Asks that a field is stated at all: `abstract:*`."""

    field: Field


@dataclass(frozen=True, slots=True)
class Not:
    """Asks that a query does not match."""

    query: "Query"


@dataclass(frozen=True, slots=True)
class All:
    """Asks that all queries match; two at least, none of them an `All`, as `join_all` makes it."""

    queries: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Either:
    """Asks that one query of several matches; two at least, none of them an `Either`, as `join_either` makes it."""

    queries: tuple["Query", ...]


Query = Phrase | Name | Days | Stated | Not | All | Either


def join_all(queries: Iterable[Query]) -> Query:
    """One query for all of these, one at least."""
    flat = tuple(part for query in queries for part in (query.queries if isinstance(query, All) else (query,)))
    return flat[0] if len(flat) == 1 else All(flat)


def join_either(queries: Iterable[Query]) -> Query:
    """One query for any of these, one at least."""
    flat = tuple(part for query in queries for part in (query.queries if isinstance(query, Either) else (query,)))
    return flat[0] if len(flat) == 1 else Either(flat)


def split_words(text: str) -> list[str]:
    """The words of a text, folded: runs of letters and digits; `KV-cache` is two."""
    return _LETTERS.findall(fold_case(text))


def split_patterns(text: str) -> tuple[str, ...]:
    """The words of a query's text, folded, with their stars; those of stars alone say nothing and are left out."""
    found = (re.sub(r"\*+", "*", word) for word in _PATTERN.findall(fold_case(text)))
    return tuple(word for word in found if word != "*")


def format_query(query: Query) -> str:
    """The text of a query, as short as it can be written."""
    if isinstance(query, Phrase):
        is_word = len(query.words) == 1 and query.words[0] not in KEYWORDS
        text = query.words[0] if is_word else f'"{" ".join(query.words)}"'
        return text if query.field == "text" else f"{query.field}:{text}"
    if isinstance(query, Name):
        return f"{query.field}:{_quote(query.pattern)}"
    if isinstance(query, Days):
        return f"date:{query.first}" if query.first == query.last else f"date:{query.first}..{query.last}"
    if isinstance(query, Stated):
        return f"{query.field}:*"
    if isinstance(query, Not):
        return f"not {_group(query.query, (All, Either))}"
    if isinstance(query, All):
        return " and ".join(_group(part, (Either,)) for part in query.queries)
    return " or ".join(map(format_query, query.queries))


def _group(query: Query, looser: tuple[type, ...]) -> str:
    """A query's text, in parentheses where what stands around it binds more closely."""
    return f"({format_query(query)})" if isinstance(query, looser) else format_query(query)


def _quote(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
