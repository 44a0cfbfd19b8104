"""LitAtlas' own files: papers as it exports them in JSON, and the pages of a review. What they state of a work is kept."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO, get_args

import yaml

from litatlas.errors import quote_start
from litatlas.identity.facts import FACTS_BY_NAME
from litatlas.identity.identifiers import SCHEMES, parse_identifier
from litatlas.identity.links import parse_address
from litatlas.model import Json, Kind, LinkKind, PartialDate, Record
from litatlas.read.dates import parse_date
from litatlas.read.encoding import decode_head
from litatlas.read.format import Format
from litatlas.read.json_entries import JsonEntry, find_first_entry, iterate_json
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.text_stream import clean_text, iterate_text

_OF_MACHINE = frozenset(
    """
    slug readable_title date_precision date_reason abstract abstract_sha256 topics topic_terms hardware results non_results
    sources reading status tags note corrections
    """.split()
)
"""What is found or decided in a review, and follows from the work's facts or is people's there; sources are this file now."""
_LONGEST_PAGE = 1_000_000
_PAGE = re.compile(r"\s*---\n(.*?)\n---\n(.*)", re.DOTALL)
_KINDS, _LINK_KINDS = frozenset(get_args(Kind)), frozenset(get_args(LinkKind))


def _is_text(value: Json) -> bool:
    return isinstance(value, str) and bool(value)


def _is_count(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_texts(value: Json) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_identifiers(value: Json) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and _is_identifier(item) for item in value)


def _is_identifier(text: str) -> bool:
    scheme, _, value = text.partition(":")
    return scheme in SCHEMES and parse_identifier(value, scheme) is not None


def _is_date(value: Json) -> bool:
    date = parse_date(value) if isinstance(value, str) else None
    return date is not None and date.iso == value


def _is_authors(value: Json) -> bool:
    return isinstance(value, list) and all(_is_text(item) or _is_author(item) for item in value)


def _is_author(value: Json) -> bool:
    parts = {"written", "family", "given", "particle", "suffix"}
    return isinstance(value, dict) and {"written", "family"} <= {*value} <= parts and all(map(_is_text, value.values()))


def _is_links(value: Json) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict)
        and item.get("kind") in _LINK_KINDS
        and isinstance(url := item.get("url"), str)
        and parse_address(url) == url
        for item in value
    )


def _is_publications(value: Json) -> bool:
    return isinstance(value, list) and all(
        isinstance(item, dict)
        and (item.get("kind") is None or item["kind"] in _KINDS)
        and isinstance(item.get("venue", ""), str)
        and (not item.get("date") or _is_date(item["date"]))
        for item in value
    )


def _is_organization(value: Json) -> bool:
    return isinstance(value, dict) and _is_text(value.get("slug")) and _is_text(value.get("name"))


_RULES: Mapping[str, Callable[[Json], bool]] = {
    "title": _is_text,
    "date": _is_date,
    "author_count": _is_count,
    "authors": _is_authors,
    "organization": _is_organization,
    "comments": _is_count,
    "identifiers": _is_identifiers,
    "links": _is_links,
    "publications": _is_publications,
    "keywords": _is_texts,
    "license": _is_text,
    "key": _is_text,
    "extra": lambda value: isinstance(value, dict),
}
"""What each fact's value is in files; what is otherwise was written by hand, and is kept under `extra` with a warning."""


def _sniff_export(head: bytes, _name: str) -> float:
    entry = find_first_entry(head)
    sources = entry.get("sources")
    is_own = isinstance(sources, list) and all(isinstance(source, dict) and "line" in source for source in sources)
    return 1 if is_own and {"slug", "title"} <= entry.keys() else 0


def _read_export(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    for item in iterate_json(stream, origin):
        if not isinstance(item, JsonEntry):
            yield item
        elif not isinstance(item.value, dict):
            shown = quote_start(str(item.value))
            yield Skipped(origin.fault(item.line, f"entry {item.number} is {shown}, no object", "export the papers again"))
        else:
            abstract = item.value.get("abstract")
            yield from _read(
                item.value, abstract if isinstance(abstract, str) else "", origin, item.line, item.place, f"entry {item.number}"
            )


def _sniff_page(head: bytes, _name: str) -> float:
    text = decode_head(head)
    is_page = text.startswith("---\n") and all(re.search(f"^{name}:", text, re.MULTILINE) for name in ("title", "sources"))
    return 1 if is_page else 0


def _read_page(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    text = "".join(piece for piece, _ in iterate_text(stream))
    page = _PAGE.fullmatch(text + "\n") if len(text) <= _LONGEST_PAGE else None
    fields = _parse_yaml(page[1]) if page else "begins with no front matter between two lines of ---"
    if page is None or isinstance(fields, str):
        yield Skipped(origin.fault(1, f"{fields}; the page is not read", "restore the page, or leave it out"))
        return
    yield from _read(fields, page[2].strip("\n"), origin, 2, 2)


class _Loader(yaml.SafeLoader):
    """Reads days as the texts that they are."""


_Loader.yaml_implicit_resolvers = {
    sign: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for sign, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _parse_yaml(text: str) -> dict[str, Json] | str:
    """The fields of front matter, or what is wrong with it; a value that refers to another could be endless."""
    try:
        if any(isinstance(token, yaml.AliasToken) for token in yaml.scan(text)):
            return "has front matter that refers to itself"
        fields = yaml.load(text, _Loader)  # noqa: S506  (a safe loader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        return f"has front matter that is no YAML ({str(error).splitlines()[0]})"
    is_good = isinstance(fields, dict) and all(isinstance(name, str) for name in fields)
    return fields if is_good else "has front matter that is no mapping"


def _read(
    values: Mapping[str, Json], abstract: str, origin: Origin, line: int, place: int, what: str = "the page"
) -> Iterator[Item]:
    """Read the facts of a work in the form of files."""
    facts: dict[str, Any] = {}
    extra: dict[str, Json] = {}
    for name, item in values.items():
        value = _clean(item)
        if name in _OF_MACHINE or value in (None, "", [], {}):
            continue
        if name not in _RULES:
            extra[name] = value
        elif not _RULES[name](value):
            hint = "mend it, or export the papers again"
            yield origin.warning(
                line, f"the field {name!r} of {what} is not as LitAtlas writes it; it is kept under `extra`", hint
            )
            extra[name] = value
        else:
            fact = FACTS_BY_NAME[name]
            facts[fact.field] = value if name == "title" else fact.decode(value)  # a record is raw
    reason = values.get("date_reason")
    if "date" in facts and isinstance(reason, str) and reason:
        facts["date"] = PartialDate(facts["date"].iso, clean_text(reason))
    facts["extra"] = {**facts.get("extra", {}), **extra}
    if facts.get("title") or facts.get("identifiers"):
        yield Record(**{"title": "", **facts, "source": origin.source(place), "abstract": clean_text(abstract)})
    else:
        yield Skipped(origin.fault(line, f"{what} has no title", "add the title, or delete the entry"))


def _clean(value: Json) -> Json:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list):
        return [_clean(item) for item in value]
    return {clean_text(str(name)): _clean(item) for name, item in value.items()} if isinstance(value, dict) else value


EXPORT = Format("litatlas", "LitAtlas' export of papers (JSON)", _sniff_export, _read_export, is_of_lines=True)
PAGE = Format("litatlas-page", "a page of a review's content/papers", _sniff_page, _read_page)
