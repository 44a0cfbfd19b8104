"""What stands between an entry's lines and is none of its texts and facts: addresses, names, venues, what nobody can tell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.links import parse_address
from litatlas.model import LinkKind
from litatlas.read.daily_papers.details import DetailKind, find_details
from litatlas.read.daily_papers.facts import Dot, is_fact, parse_fact
from litatlas.read.daily_papers.furniture import HOST, LINKED_WORDS, is_furniture
from litatlas.read.daily_papers.labels import Labelled
from litatlas.read.daily_papers.saves import Saved
from litatlas.read.daily_papers.segments import ADDRESS, BARE_ADDRESS, rate_abstract
from litatlas.read.daily_papers.wrapping import are_categories
from litatlas.read.lines import Line

_LINK = re.compile(r"(?:#{1,6} )?\[(?P<text>[^\[\]]+)\]\((?P<address>https?://[^\s()]+)\)")
"""A line that readers write as one link: `[A Title](https://…)`."""
_PAGE = re.compile(r"/papers/[0-9]{4}\.[0-9]{4,5}(?=$|[?#])")
"""The address of a paper within the site of the daily papers, as a page has it that was saved without its own."""
_SITE = "https://huggingface.co"

AsideKind = Literal["title address", "names", "keywords", "organization", "year", DetailKind]


@dataclass(frozen=True, slots=True)
class Aside:
    """What belongs to the entry whose title stands in the nearest line above it."""

    line: Line
    kind: AsideKind
    values: tuple[str, ...]
    """One address, or the names. A `title address` belongs to the line that it stands in, if that is a title.

    A `year` is that beside a venue; a `stray` is told.
    """
    link: LinkKind | None = None
    """What an address leads to, where the page says so."""
    is_linked: bool = False
    """Whether it is the address of a link rather than a line of text."""


def set_aside(one: Labelled, before: Line | None, after: Line | None) -> tuple[list[Aside], list[Line]]:
    """What a line says beside the entry's texts and facts, and the line as far as it is of these.

    `before` and `after` are the lines around it.
    """
    line, text = one.line, one.line.text
    if one.part == "address":
        return [Aside(line, "address", (text,), one.link)], []
    if line.is_damaged or is_fact(text):
        return [], [line]
    if one.part == "keywords" or are_categories(text):
        words = tuple(part for word in re.split(r"[;,]" if one.part else r"[\s;,]", text) if (part := word.strip(" .")))
        return [Aside(line, "keywords", words)], []
    if one.part in ("names", "venue", "organization"):
        return [Aside(line, one.part, (text,))], []
    if (address := _find_address(text)) is not None:
        return [Aside(line, "address", (address,))], []
    if (link := _LINK.fullmatch(text)) and (address := parse_address(link["address"])) is not None:
        return [Aside(line, "address", (address,))], [replace(line, text=link["text"])]
    found = _set_details_aside(line, before, after) if not (one.part or _is_organization(line, before, after)) else []
    return (found, []) if found else ([], [line])


def _is_organization(line: Line, before: Line | None, after: Line | None) -> bool:
    """Whether a name between an abstract and the dot above a date is an organization's, though a site or a venue has it too."""
    is_name = HOST.fullmatch(line.text) is not None or line.text.isalpha()
    return is_name and before is not None and rate_abstract(before.text) > 0.5 and after is not None and _is_dot(after)


def _is_dot(line: Line) -> bool:
    return isinstance(parse_fact(line), Dot)


def _set_details_aside(line: Line, before: Line | None, after: Line | None) -> list[Aside]:
    """The details that a line without a label states; one that may as well be of the entry below is a stray."""
    if HOST.fullmatch(line.text) and (address := parse_address(f"https://{line.text}")):
        found = [Aside(line, "address", (address,))]
    else:
        found = []
        for detail in find_details(line.text):
            found.append(Aside(line, detail.kind, (detail.value,)))
            found += [Aside(line, "year", (detail.year,))] if detail.year else []
    is_above = before and after and line.number - before.number > 1 == after.number - line.number and not is_fact(after.text)
    return [Aside(line, "stray", (line.text,))] if found and is_above else found


def find_linked(saved: Saved) -> Iterator[Aside]:
    """The addresses of a page's links that are of papers: those of titles, and those whose words say what they lead to."""
    for line in saved.lines:
        for text, target in saved.links.get(line.number, ()):
            address = parse_address(f"{_SITE}{target}" if _PAGE.match(target) else target)
            if address is None:
                continue
            if match := LINKED_WORDS.fullmatch(text):
                kind: LinkKind | None = next((kind for kind in ("code", "pdf", "project") if match[kind]), None)
                yield Aside(line, "address", (address,), kind, is_linked=True)
            elif not is_furniture(text) and line.text.startswith(text[:20]):
                yield Aside(line, "title address", (address,), is_linked=True)


def leads_to_paper(saved: Saved, line: Line) -> bool:
    """Whether a line of words that pages print around entries is a title all the same: it is a link to a paper."""
    links = saved.links.get(line.number, ())
    return (
        len(links) == 1
        and links[0][0] == line.text
        and not LINKED_WORDS.fullmatch(line.text)
        and not line.text.isdigit()
        and (_PAGE.match(links[0][1]) is not None or parse_identifier(links[0][1]) is not None)
    )


def _find_address(text: str) -> str | None:
    if ADDRESS.fullmatch(text):
        return parse_address(text)
    return parse_address(f"https://{text}") if BARE_ADDRESS.fullmatch(text) else None
