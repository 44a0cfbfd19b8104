"""The facts that a source can state of a work, each in the form that files and exports hold it in: one table for all of them."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import eq, itemgetter
from typing import Any, cast

from litatlas.identity.identifiers import SCHEMES, join_identifiers, parse_identifier
from litatlas.identity.names import parse_author
from litatlas.model import Author, Identifier, Json, Link, Organization, PartialDate, Publication, Work
from litatlas.text.repair import repair


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact of a work, and its form in files."""

    name: str
    field: str
    """The field of `Work` that holds it."""
    encode: Callable[[Any], Json]
    """The field's value in the form of files; None where nothing is stated."""
    decode: Callable[[Any], Any]
    """The field's value from the form of files, which fits its rule; of None the value that states nothing."""
    settle: Callable[[Sequence[Any]], Any] = itemgetter(0)
    """What holds of what several sources state, in the form of files, the leading one first; else that one is followed."""
    agrees: Callable[[Any, Any], bool] = eq
    """Whether what holds and what a source says are no contradiction, in the form of files."""

    @property
    def contradicts(self) -> bool:
        """Whether sources can contradict each other in it; what they add to each other never does."""
        return self.agrees is not _agree


def encode_author(author: Author) -> Json:
    """A name as it is written, where its parts follow from that; else a mapping with the parts that are there."""
    if parse_author(author.written) == author:
        return author.written
    parts = {name: getattr(author, name) for name in ("written", "family", "given", "particle", "suffix")}
    return {name: part for name, part in parts.items() if part}


def decode_author(value: Json) -> Author:
    """The author of a name as it is written, or of a mapping with `written` and `family`."""
    if isinstance(value, dict):
        return Author(**{name: str(part) for name, part in value.items()})
    return parse_author(str(value))


def _agree(kept: Any, said: Any) -> bool:  # noqa: ARG001  (the form of `Fact.agrees`)
    """What sources add to each other never contradicts."""
    return True


def _titles_agree(kept: str, said: str) -> bool:
    """Whether two titles are the same but for case, the signs between their letters, and how letters are put together."""
    return _list_letters(kept) == _list_letters(said)


def _list_letters(text: str) -> list[str]:
    return [letter for letter in unicodedata.normalize("NFKC", text).casefold() if letter.isalnum()]


def _settle_date(dates: Sequence[str]) -> str:
    """The leading source's date, as precisely as any other source that agrees with it has it."""
    return max((date for date in dates if str(date).startswith(str(dates[0]))), key=lambda date: len(str(date)))


def _dates_agree(kept: str, said: str) -> bool:
    """Whether a date is the other less precisely, or the day beside it, as another zone's clock has it."""
    if len(kept) == len(said) == len("2024-05-03"):
        return abs((date.fromisoformat(kept) - date.fromisoformat(said)).days) <= 1
    return kept.startswith(said)


def _settle_authors(lists: Sequence[list[Json]]) -> list[Json]:
    """The leading source's names, spelled out as far as another source spells out the same people's."""
    families = _list_families(lists[0])
    same = [names for names in lists if _list_families(names) == families]
    return max(same, key=lambda names: sum(len(decode_author(name).given) for name in names))


def _list_families(names: Iterable[Json]) -> list[str]:
    return [decode_author(name).family.casefold() for name in names]


def _join_lists(values: Iterable[list[Json]]) -> list[Json]:
    joined: list[Json] = []
    for value in values:
        joined.extend(item for item in value if item not in joined)
    return joined


def _join_identifiers(values: Iterable[list[str]]) -> list[Json]:
    return [str(one) for one in join_identifiers(_decode_identifiers([text for value in values for text in value]))]


def _join_links(values: Iterable[list[dict[str, Json]]]) -> list[Json]:
    by_url: dict[Json, Json] = {}
    for link in (link for value in values for link in value):
        by_url.setdefault(link["url"], link)
    return list(by_url.values())


def _join_publications(values: Iterable[list[Json]]) -> list[Json]:
    """All appearances, the earliest first; one that another tells with more of its date or venue is part of that other."""
    joined = [cast("dict[str, str]", one) for one in _join_lists(values)]
    whole = [one for one in joined if not any(one != other and _is_part(one, other) for other in joined)]
    whole.sort(key=lambda one: (one.get("date", "9"), one.get("venue", ""), one.get("kind", "")))
    return [cast("Json", one) for one in whole]


def _is_part(one: Mapping[str, str], other: Mapping[str, str]) -> bool:
    same = all(other.get(name) == value for name, value in one.items() if name != "date")
    return same and other.get("date", "").startswith(one.get("date", ""))


def _join_mappings(values: Iterable[dict[str, Json]]) -> dict[str, Json]:
    joined: dict[str, Json] = {}
    for value in values:
        for name, item in value.items():
            joined.setdefault(name, item)
    return joined


def _decode_identifiers(value: Iterable[str] | None) -> tuple[Identifier, ...]:
    split = (text.partition(":") for text in value or ())
    found = (parse_identifier(number, scheme) for scheme, _, number in split if scheme in SCHEMES)
    return tuple(filter(None, found))


def _encode_publication(one: Publication) -> Json:
    fields: dict[str, Json] = {"kind": one.kind, "venue": one.venue, "date": one.date}
    return {name: value for name, value in fields.items() if value}


def _decode_publication(value: Mapping[str, Any]) -> Publication:
    return Publication(value.get("kind"), value.get("venue", ""), str(value.get("date", "")))


def _or_none(value: Any) -> Json:
    return value or None


_TABLE: tuple[Fact, ...] = (
    Fact("title", "title", lambda title: title.raw or None, lambda value: repair(value or ""), agrees=_titles_agree),
    # The text itself is handed on beside the facts: files hold it in their body, or not at all.
    Fact("abstract", "abstract_sha256", _or_none, lambda value: value),
    Fact(
        "date",
        "date",
        lambda date: date.iso if date else None,
        lambda iso: PartialDate(str(iso)) if iso else None,
        _settle_date,
        _dates_agree,
    ),
    Fact("author_count", "author_count", lambda count: count, lambda value: value),
    Fact(
        "authors",
        "authors",
        lambda authors: [encode_author(author) for author in authors] or None,
        lambda value: tuple(map(decode_author, value or ())),
        _settle_authors,
        lambda kept, said: _list_families(kept) == _list_families(said),
    ),
    Fact(
        "organization",
        "organization",
        lambda one: one.as_mapping() if one else None,
        lambda value: Organization(str(value["slug"]), str(value["name"])) if value else None,
    ),
    Fact("comments", "comments", lambda count: count, lambda value: value),
    Fact(
        "identifiers",
        "identifiers",
        lambda ids: [str(one) for one in ids] or None,
        _decode_identifiers,
        _join_identifiers,
        _agree,
    ),
    Fact(
        "links",
        "links",
        lambda links: [{"kind": link.kind, "url": link.url} for link in links] or None,
        lambda value: tuple(Link(item["kind"], item["url"]) for item in value or ()),
        _join_links,
        _agree,
    ),
    Fact(
        "publications",
        "publications",
        lambda publications: [_encode_publication(one) for one in publications] or None,
        lambda value: tuple(map(_decode_publication, value or ())),
        _join_publications,
        _agree,
    ),
    Fact("keywords", "keywords", lambda words: list(words) or None, lambda value: tuple(value or ()), _join_lists, _agree),
    Fact("license", "license", _or_none, lambda value: value or "", agrees=_agree),
    Fact("key", "key", _or_none, lambda value: value or "", agrees=_agree),
    Fact("extra", "extra", lambda extra: dict(extra) or None, lambda value: dict(value or {}), _join_mappings, _agree),
)
FACTS_BY_NAME: Mapping[str, Fact] = {fact.name: fact for fact in _TABLE}
"""All facts by their names, in the order of `FACTS`."""


def describe_item(value: Json) -> str:
    """An item of a fact that is a list, in words: a name, an identifier, an address, a venue with its date."""
    if not isinstance(value, dict):
        return str(value)
    if "written" in value:
        return decode_author(value).name
    named = (str(value[name]) for name in ("venue", "date", "url") if value.get(name))
    return ", ".join(named) or str(value.get("kind", ""))


def encode_facts(work: Work) -> dict[str, Json]:
    """All facts of a work in the form of files, by name in the order of `FACTS`; None where no source states one."""
    return {fact.name: fact.encode(getattr(work, fact.field)) for fact in _TABLE}


def find_stated(fields: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts that fields of `Work` state, by name in the order of `FACTS`; a count of 0 is stated as well."""
    return tuple(fact.name for fact in _TABLE if fields[fact.field] or fields[fact.field] == 0)


def decode_facts(values: Mapping[str, Json]) -> dict[str, Any]:
    """The fields of `Work` that hold facts, from the form of files; what is not in `values` states nothing."""
    return {fact.field: fact.decode(values.get(fact.name)) for fact in _TABLE}
