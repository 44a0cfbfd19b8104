"""Labels of an entry's parts: `Title: …`, `**Authors:** …`, `Abstract` alone in its line, in the languages of tables' headers."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.links import parse_address
from litatlas.model import LinkKind, Scheme
from litatlas.read.columns import find_role
from litatlas.read.daily_papers.dates import parse_listing_date
from litatlas.read.daily_papers.segments import rate_abstract
from litatlas.read.lines import Line

Part = Literal["", "title", "abstract", "names", "date", "address", "keywords", "venue", "organization"]
"""What a label says of its line; empty where there is none."""

_LABEL = re.compile(r"[*_]{0,3}(?P<label>[^\W\d_][^:：*_]{0,24}?)[*_]{0,3}\s*[:：]\s*[*_]{0,3}\s*")
_DASHED = re.compile(
    r"[*_]{0,3}(?P<label>title|abstract|authors?|keywords|(?P<terms>index terms))[*_]{0,3}\s*[—–]\s*[*_]{0,3}"
    r"|[*_]{0,3}(?P<abstract>abstract)[*_]{0,3}\.[*_]{0,3}\s+(?-i:(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)
"""Labels as papers print them: `Abstract—We sort …`, `Index Terms—marshes`, `Abstract. We sort …`."""
_HEADING = re.compile(r"(?:abstract|zusammenfassung|résumé|resumen|摘要|要旨)", re.IGNORECASE)
"""A label that stands alone also without a colon."""
_PARTS: dict[str, Part] = {
    "title": "title",
    "abstract": "abstract",
    "authors": "names",
    "date": "date",
    "year": "date",
    "keywords": "keywords",
    "venue": "venue",
    "organization": "organization",
}
_NO_LABELS = frozenset(
    "name work works entry paper papers article publication by where when source description series type conf names".split()
)
"""Names of columns that begin titles and sentences as well; beside an address, `Paper` is a label."""
_RANKS = {"title": 0, "": 0, "abstract": 1}
"""Where the parts of an entry go by their labels: facts stand last; lines above all labels stay above."""
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Labelled:
    """A line, and what its label says of it; the label itself is cut."""

    line: Line
    part: Part
    link: LinkKind | None = None
    """What an address leads to by its label."""


def find_labels(lines: Iterable[Line]) -> dict[Part, int]:
    """How many lines have each label."""
    found: dict[Part, int] = {}
    for line in lines:
        label, _ = _split(line.text)
        part = _find_part(label) if label else None
        if part:
            found[part] = found.get(part, 0) + 1
    return found


def is_labelled(labels: dict[Part, int]) -> bool:
    """Whether a listing labels its entries' parts."""
    return are_titles_labelled(labels) or labels.get("abstract", 0) >= _FEWEST or ("abstract" in labels and "names" in labels)


def are_titles_labelled(labels: dict[Part, int]) -> bool:
    """Whether `Title:` is a label: a title may begin with such a word."""
    titles = labels.get("title", 0)
    return titles > 0 and ("abstract" in labels or (titles >= _FEWEST and _FEWEST * labels.get("names", 0) >= titles))


def cut_labels(lines: Iterable[Line], labels: dict[Part, int]) -> Iterator[Labelled]:
    """The lines without the labels that they begin with; one alone in its line is that of the next."""
    above: Part = ""
    for line in lines:
        if _HEADING.fullmatch(line.text):
            above = "abstract"
            continue
        found = _cut(line, labels) if not line.is_damaged else None
        if found is None:
            yield Labelled(line, above)
            above = ""
        elif not found.line.text:
            above = found.part
        else:
            yield found
            above = ""


def _cut(line: Line, labels: dict[Part, int]) -> Labelled | None:
    label, rest = _split(line.text)
    if not label:
        return None
    if found := _cut_address(line, label, rest):
        return found
    part = _find_part(label)
    if part is None or (part == "title" and not are_titles_labelled(labels)):
        return None
    if part == "date":
        return Labelled(replace(line, text=f"date: {rest}" if rest else ""), part) if _is_date(rest) else None
    is_sure = part in ("title", "names", "keywords") or are_titles_labelled(labels) or not rest
    if part == "abstract":
        is_sure = is_sure or is_labelled(labels) or rate_abstract(rest) > 0.5
    if part in ("venue", "organization"):
        is_sure = is_labelled(labels) and bool(rest)
    return Labelled(replace(line, text=rest), part) if is_sure else None


def _split(text: str) -> tuple[str, str]:
    """The label that a line begins with, empty where it has none, and the rest of the line."""
    if match := _DASHED.match(text):
        label = "keywords" if match["terms"] else match["label"] or match["abstract"]
        return label, text[match.end() :]
    match = _LABEL.match(text)
    return (match["label"], text[match.end() :]) if match else ("", text)


def _find_part(label: str) -> Part | None:
    name = " ".join(label.split())
    return None if name.casefold() in _NO_LABELS else _PARTS.get(find_role(name) or "")


def _is_date(rest: str) -> bool:
    return not rest or parse_listing_date(f"date: {rest}") is not None


def _cut_address(line: Line, label: str, rest: str) -> Labelled | None:
    """The address or identifier behind a label: `Code: https://…`, `arXiv: 2503.01234`."""
    role = find_role(label)
    rest = rest.strip("<> ")
    if not rest or role is None:
        return None
    if role in get_args(Scheme) and (one := parse_identifier(rest, cast("Scheme", role))):
        return Labelled(replace(line, text=str(one)), "address")
    if (address := parse_address(rest)) and " " not in rest:
        kind = role if role in get_args(LinkKind) else None
        return Labelled(replace(line, text=address), "address", cast("LinkKind | None", kind))
    return None


def order_labelled(labelled: Sequence[Labelled]) -> list[Labelled]:
    """The lines of each entry with its title first, then its abstract, then what else it states, in whichever order they came.

    An entry begins with the label that the listing begins with, and where a label comes again.
    """
    first = next((one.part for one in labelled if one.part), "")
    groups: list[list[tuple[Labelled, Part]]] = [[]]
    seen: set[Part] = set()
    kind: Part = ""
    for one in labelled:
        if one.part and (one.part == first or (one.part in seen and one.part != "address")):
            groups.append([])
            seen = set()
        seen |= {one.part} - {""}
        kind = one.part or kind
        groups[-1].append((one, kind))
    ordered: list[Labelled] = []
    for group in groups:
        told = [(_RANKS.get(part, 2), one) for one, part in group]
        top = next((one.line.number for rank, one in told if rank == 0), 0)
        # Names and addresses belong to the title above them: those that stood above it are given its place.
        moved = [
            (rank, replace(one, line=replace(one.line, number=max(one.line.number, top))) if rank > 1 else one)
            for rank, one in told
        ]
        ordered.extend(one for _, one in sorted(moved, key=lambda entry: entry[0]))
    return ordered
