"""Values under named columns to a record: of tables, and of mappings with the usual names."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast, get_args

from litatlas.errors import quote_start
from litatlas.identity.identifiers import join_identifiers, parse_identifier
from litatlas.identity.links import parse_address, sort_addresses
from litatlas.model import Author, Identifier, Json, Kind, Link, LinkKind, Organization, PartialDate, Record, Scheme
from litatlas.read.author_lists import read_author_list, split_authors
from litatlas.read.columns import Column, Role
from litatlas.read.dates import build_date, parse_date
from litatlas.read.kinds import find_kind
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.text_stream import clean_text

EMPTY = frozenset(
    ("", "-", "–", "—", "--", "n/a", "na", "none", "null", "nan", "n.a.", "[no abstract available]", "tbd", "?", "\\")
)
"""What people and programs write into a cell that holds nothing, in lower case."""
_SCHEMES: frozenset[Role] = frozenset(get_args(Scheme))
_ADDRESSES: dict[Role, LinkKind | None] = {"address": None, **{kind: kind for kind in get_args(LinkKind) if kind != "other"}}
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"|]+[^\s<>\"|.,;:!?)\]'’”]")
_ITEM_KEY = re.compile(r"[2-9A-NP-Z]{8}")
"""How Zotero numbers the items of one person's library: no citation key, and of no use elsewhere."""
_NOTE = re.compile(r"\s*([A-Za-z][A-Za-z ]*?)\s*:\s*(\S.*)")
_NOTES: dict[str, Role] = {"citation key": "key", "arxiv": "arxiv", "doi": "doi", "pmid": "pmid", "pmcid": "pmcid"}
"""Names of lines of Zotero's "Extra" that are facts; the other lines stay what they are."""


class _Draft:
    """An entry while its values are read."""

    def __init__(self, origin: Origin, line: int, place: int, what: str) -> None:
        self.origin = origin
        self.line = line
        self.what = what
        self.place = place
        self.by_role: defaultdict[Role, list[tuple[Column, Json]]] = defaultdict(list)
        self.extra: dict[str, Json] = {}
        self.warnings: list[Item] = []

    def keep(self, column: Column, value: Json) -> None:
        """Keep a value that is none of the record's facts, by the column's name."""
        name = column.name.strip() or "column"
        number = 2
        free = name
        while free in self.extra:
            if self.extra[free] == value:
                return
            free, number = f"{name} ({number})", number + 1
        self.extra[free] = value

    def warn(self, column: Column, value: Json, what: str) -> None:
        """Keep a value that is not what its column should hold, and say so."""
        # Entries may share a line: their number tells them apart.
        where = f" of {self.what}" if self.what[-1:].isdigit() else ""
        message = f"{column.name}{where} {quote_start(_text(value))} is {what}; it is kept as it is"
        self.warnings.append(self.origin.warning(self.line, message, "mend it in the file, or leave it"))
        self.keep(column, value)

    def take_text(self, role: Role) -> str:
        """The text of the surest column of a role that has one; what others say beside it is kept."""
        taken: tuple[Column, Json] | None = None
        for column, value in self.by_role[role]:
            if taken is None and not isinstance(value, list | dict):
                taken = column, value
            elif taken is None or _text(value) != _text(taken[1]):
                self.keep(column, value)
        return _text(taken[1]) if taken else ""


def read_entry(
    values: Iterable[tuple[Column, Json]], origin: Origin, line: int, what: str = "the entry", place: int | None = None
) -> Iterator[Item]:
    """Read an entry: warnings of what is doubtful in it, and then one record.

    One that has neither a title nor an identifier, by which it may join a known paper, is `Skipped`.
    `what` names the entry in messages: `row 7`; `place` is the line of its source, where that is not `line`.
    What is in no column that is known is the record's `extra`.
    """
    draft = _Draft(origin, line, place or line, what)
    for column, value in sorted(values, key=lambda pair: pair[0].rank):
        cleaned = _clean(value)
        if column.role == "left out" or _is_empty(cleaned) or (column.role == "key" and _ITEM_KEY.fullmatch(_text(cleaned))):
            continue
        if column.role is None:
            draft.keep(column, cleaned)
        elif column.role == "notes":
            _sort_notes(column, cleaned, draft)
        else:
            draft.by_role[column.role].append((column, cleaned))
    record = _build_record(" ".join(draft.take_text("title").split()), draft)
    if record.title or record.identifiers:
        yield from draft.warnings
        yield record
    else:
        yield Skipped(origin.fault(line, f"{what} has no title", "add the title, or delete the entry"))


def _build_record(title: str, draft: _Draft) -> Record:
    subtitle = draft.take_text("subtitle")
    authors, author_count = _read_authors(draft)
    kind = _read_kind(draft)
    identifiers, links = _read_addresses(draft, kind)
    remarks = list(dict.fromkeys(_text(value).strip() for _, value in draft.by_role["remark"]))
    keywords, headings = _read_keywords(draft)
    return Record(
        title=f"{title}: {subtitle}" if title and subtitle and subtitle.casefold() not in title.casefold() else title,
        source=draft.origin.source(draft.place),
        abstract=draft.take_text("abstract").strip(),
        date=_read_date(draft),
        author_count=author_count,
        authors=authors,
        organization=_read_organization(draft),
        identifiers=identifiers,
        links=links,
        kind=kind,
        venue=" ".join(draft.take_text("venue").split()),
        keywords=keywords,
        license=draft.take_text("license").strip(),
        key=draft.take_text("key").strip(),
        headings=headings,
        remark="\n\n".join(remarks),
        extra=draft.extra,
    )


def _clean(value: Json) -> Json:
    """A value without what no page can hold."""
    if isinstance(value, str):
        return clean_text(value).strip()
    if isinstance(value, list):
        return [_clean(item) for item in value]
    if isinstance(value, dict):
        return {clean_text(name): _clean(item) for name, item in value.items()}
    return value


def _is_empty(value: Json) -> bool:
    return value is None or value in ([], {}) or (isinstance(value, str) and value.lower() in EMPTY)


def _text(value: Json) -> str:
    return value if isinstance(value, str) else ", ".join(map(_text, value)) if isinstance(value, list) else str(value)


def _sort_notes(column: Column, value: Json, draft: _Draft) -> None:
    """Sort the lines of Zotero's "Extra": some are facts, the rest is kept."""
    rest = []
    for row in _text(value).splitlines():
        note = _NOTE.fullmatch(row)
        role = _NOTES.get(note[1].lower()) if note else None
        if note and role:
            text = note[2].partition(" [")[0] if role == "arxiv" else note[2]
            draft.by_role[role].append((Column(note[1], role, column.rank), text))
        else:
            rest.append(row)
    if any(row.strip() for row in rest):
        draft.keep(column, "\n".join(rest))


def _read_authors(draft: _Draft) -> tuple[tuple[Author, ...], int | None]:
    authors: tuple[Author, ...] = ()
    for column, value in draft.by_role["authors"]:
        found, is_all = read_author_list(value) if isinstance(value, list) else split_authors(_text(value))
        is_cut = not is_all and bool(found) and not isinstance(value, list)
        if is_cut:  # `et al.` says so, which is kept as BibTeX writes it
            draft.keep(replace(column, name="author"), "and others")
        if not (is_all or is_cut) or not found or len(found) < len(authors):
            draft.keep(column, value)
        authors = authors or found
    count = draft.take_text("author_count")
    if count and not (count.isascii() and count.isdigit() and len(count) < 7):
        draft.warn(draft.by_role["author_count"][0][0], count, "no number of authors")
        return authors, None
    return authors, int(count) if count and int(count) != len(authors) else None


def _read_kind(draft: _Draft) -> Kind | None:
    kind: Kind | None = None
    for column, value in draft.by_role["kind"]:
        found = find_kind(_text(value))
        if found is None or (kind and found != kind):
            draft.keep(column, value)
        kind = kind or found
    return kind


def _read_organization(draft: _Draft) -> Organization | None:
    name = " ".join(draft.take_text("organization").split())
    slug = "-".join(re.findall(r"[\w.]+", name))
    return Organization(slug, name) if slug else None


def _read_date(draft: _Draft) -> PartialDate | None:
    """The most precise date that the columns state; a year of its own says which of them to believe."""
    year_text, month, day = (draft.take_text(role) for role in cast("Sequence[Role]", ("year", "month", "day")))
    dates = []
    for column, value in draft.by_role["date"]:
        date = parse_date(_text(value), is_day_first=draft.origin.is_day_first)
        if date is None and year_text:
            date = parse_date(f"{_text(value)} {year_text}", is_day_first=draft.origin.is_day_first)
        if date is None:
            draft.warn(column, value, "no date that can be read")
        else:
            dates.append(date)
    year = re.sub(r"\.0+$", "", year_text)
    with_day = parse_date(f"{month} {year}") if month and not day else None  # `MAR 5` of the Web of Science
    stated = with_day or build_date(year, month or None, day or None)
    if stated is None and year:
        stated = parse_date(year, is_day_first=draft.origin.is_day_first)
    if year_text and stated is None:
        draft.warn(draft.by_role["year"][0][0], year_text, "no year that can be read")
    agreeing = [date for date in dates if stated is None or date.iso[:4] == stated.iso[:4]]
    best = max(agreeing, key=lambda date: len(date.iso), default=None)
    return best if best and (stated is None or len(best.iso) >= len(stated.iso)) else stated


def _read_keywords(draft: _Draft) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keywords, and the heading that a row is filed under; several of them are keywords as well."""
    values = [value for _, value in draft.by_role["keywords"]]
    headings: list[str] = []
    for _, value in draft.by_role["heading"]:
        if isinstance(value, list):
            values.append(value)
        else:
            headings.append(" ".join(_text(value).split()))
    words = [word for value in values for word in _split_keywords(value)]
    return tuple(dict.fromkeys(words)), tuple(dict.fromkeys(headings))


def _split_keywords(value: Json) -> list[str]:
    if isinstance(value, list):
        return [word for item in value for word in _split_keywords(_name_of(item))]
    text = _text(value)
    sign = next((sign for sign in (";", "|", "\n", ",") if sign in text), ";")
    return [" ".join(word.split()) for word in text.split(sign) if word.strip()]


def _name_of(item: Json) -> Json:
    """The word that a mapping in a list of keywords names."""
    if not isinstance(item, dict):
        return item
    names = (item.get(key) for key in ("tag", "name", "display_name", "term", "value"))
    return next((name for name in names if isinstance(name, str)), str(item))


def _read_addresses(draft: _Draft, kind: Kind | None) -> tuple[tuple[Identifier, ...], tuple[Link, ...]]:
    identifiers: list[Identifier] = []
    addresses: list[tuple[LinkKind | None, str]] = []
    for role in (role for role in draft.by_role if role in _SCHEMES):
        for column, value in draft.by_role[role]:
            found, others = _read_identifiers(value, cast("Scheme", role))
            if role == "isbn" and kind != "book":  # that of the volume which the work is a part of
                draft.keep(column, value)
                continue
            identifiers.extend(found)
            addresses.extend((None, address) for address in others)
            if not found and not others:
                draft.warn(column, value, f"no identifier of the kind {column.name!r}" if role != "doi" else "no DOI")
    for role, link_kind in _ADDRESSES.items():
        for column, value in draft.by_role[role]:
            found_in, is_all = _find_addresses(value)
            addresses.extend((kind or link_kind, address) for kind, address in found_in)
            if not is_all:
                draft.keep(column, value)
    named, links = sort_addresses(addresses)
    return join_identifiers((*identifiers, *named)), links


def _read_identifiers(value: Json, scheme: Scheme) -> tuple[list[Identifier], list[str]]:
    """The identifiers in a cell, and the addresses there that are of another kind."""
    texts = [_text(item) for item in value] if isinstance(value, list) else [_text(value)]
    found, others = [], []
    for text in texts:
        if scheme != "doi" and "://" not in text and (whole := parse_identifier(text, scheme)):
            found.append(whole)
            continue
        parts = [text] if parse_identifier(text, scheme) else [part for part in re.split(r"[\s;,]+", text) if part]
        for part in parts:
            general = parse_identifier(part) if scheme == "doi" or "://" in part else None  # a DOI may be one of arXiv's
            if identifier := general or parse_identifier(part, scheme):
                found.append(identifier)
            elif "://" in part and parse_address(part):
                others.append(part)
    return found, others


def _find_addresses(value: Json) -> tuple[list[tuple[LinkKind | None, str]], bool]:
    """The addresses and identifiers in a cell with the kinds that it gives them, and whether there is nothing else in it."""
    if isinstance(value, list):
        parts = [_find_addresses(item) for item in value]
        return [address for found, _ in parts for address in found], all(is_all for _, is_all in parts)
    if isinstance(value, dict):
        return _find_address(value)
    text = _text(value)
    if parse_address(text) or parse_identifier(text):
        return [(None, text)], True
    pieces = re.split(r"[;,\s]+", text.strip(";, "))
    if all(parse_identifier(part) or parse_address(part) for part in pieces):
        return [(None, part) for part in pieces], True
    pieces = re.split(r"[;,\s]+", text.strip(";, "))
    if all(parse_identifier(part) or parse_address(part) for part in pieces):
        return [(None, part) for part in pieces], True
    found = [address for address in _ADDRESS.findall(text) if parse_address(address)]
    is_all = bool(found) and not _ADDRESS.sub("", text).strip(" \n\t,;|()[]<>")
    return [(None, address) for address in found], is_all


def _find_address(value: dict[str, Json]) -> tuple[list[tuple[LinkKind | None, str]], bool]:
    """The address that a mapping holds: `{"kind": "code", "url": …}`, `{"href": …, "type": "pdf"}`."""
    place = next((name for name in ("url", "href", "link", "URL") if isinstance(value.get(name), str)), None)
    if place is None:
        return [], False
    said = next((str(value[name]).casefold() for name in ("kind", "type", "rel", "title", "name") if value.get(name)), "")
    kind = next((kind for kind in get_args(LinkKind) if kind != "other" and kind in re.split(r"[^a-z]+", said)), None)
    return [(kind, str(value[place]))], len(value) <= 2
