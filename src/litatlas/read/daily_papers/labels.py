"""Labels of an entry's parts: `Title: …`, `- **Authors:** …`, `Abstract` alone in a line, in the languages of tables' headers."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, cast, get_args

from litatlas.identity.identifiers import parse_identifier
from litatlas.identity.links import parse_address
from litatlas.model import LinkKind, Scheme
from litatlas.read.columns import find_role
from litatlas.read.daily_papers.dates import parse_listing_date
from litatlas.read.daily_papers.segments import is_title_case, rate_abstract
from litatlas.read.lines import Line

Part = Literal["", "title", "abstract", "names", "date", "address", "keywords", "venue", "organization"]
"""What a label says of its line; empty where there is none."""

_BULLET = r"(?:[-*+•‣–]\s+)?"
_NAME = r"[*_]{0,3}(?P<label>[^\W\d_][^:：*_]{0,24}?)[*_]{0,3}"
_LABEL = re.compile(rf"{_BULLET}{_NAME}\s*[:：]\s*[*_]{{0,3}}\s*")
_DASHED = re.compile(
    rf"{_BULLET}[*_]{{0,3}}(?P<label>title|abstract|authors?|keywords|(?P<terms>index terms))[*_]{{0,3}}\s*[—–]\s*[*_]{{0,3}}"
    rf"|{_BULLET}[*_]{{0,3}}(?P<abstract>abstract)[*_]{{0,3}}\.[*_]{{0,3}}\s+(?-i:(?=[^\W\d_a-z]))",
    re.IGNORECASE,
)
"""Labels as papers print them: `Abstract—We sort …`, `Index Terms—marshes`, `Abstract. We sort …`."""
_BULLETED = re.compile(r"[-*+•‣–]\s")
_UNMARKED = re.compile(
    r"(?P<label>title|authors?|abstract|date|year|venue|keywords)(?:\s+[=-]\s+|\s*=\s*|\s+)(?=\S)", re.IGNORECASE
)
_ALONE = re.compile(rf"(?:#{{1,6}}\s+)?{_BULLET}{_NAME}")
"""A label that has its line for itself, and no colon: `Title`, `## Abstract`."""
_HEADING = re.compile(r"(?:abstract|zusammenfassung|résumé|resumen|摘要|要旨)", re.IGNORECASE)
"""A label that stands alone without a colon also where the others do not."""
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
_ADDRESSES = (*get_args(Scheme), *get_args(LinkKind))
"""Roles of columns that hold an identifier or an address."""
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


def are_labels_listed(lines: Sequence[Line]) -> bool:
    """Whether entries are items of a list, with their labelled parts in items below them: `- A Title`, `  - Authors: …`."""
    items = sum(_BULLETED.match(line.text) is not None and _find_part(_split(line.text)[0]) is not None for line in lines)
    return items >= _FEWEST and find_labels(lines).are_of_entries


def mark_labels(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines with a colon behind labels that have another sign or a blank behind them: `Title = …`, `Title  A Study`.

    They are labels where as many lines begin so with `Title` as with `Abstract`, and others as well.
    """
    found = [(line, _UNMARKED.match(line.text)) for line in lines]
    counts = Counter(match["label"].casefold() for _, match in found if match)
    titles, abstracts = counts["title"], counts["abstract"]
    if not titles or titles != abstracts or (titles < _FEWEST and counts.total() == titles + abstracts):
        return lines
    return [replace(line, text=f"{match['label']}: {line.text[match.end() :]}") if match else line for line, match in found]


@dataclass(frozen=True, slots=True)
class Labels:
    """Which labels the lines of a listing have."""

    counts: Mapping[Part, int]
    """How many lines have each."""
    are_alone: bool
    """Whether each has its line for itself, without a colon: `Title`, and the title on the next line."""

    @property
    def are_on_titles(self) -> bool:
        """Whether `Title:` is a label: a title may begin with such a word."""
        titles = self.counts.get("title", 0)
        told = "abstract" in self.counts or (titles >= _FEWEST and _FEWEST * self.counts.get("names", 0) >= titles)
        return self.are_alone or (titles > 0 and told)

    @property
    def are_of_entries(self) -> bool:
        """Whether a listing labels its entries' parts."""
        abstracts = self.counts.get("abstract", 0)
        return self.are_on_titles or abstracts >= _FEWEST or (abstracts > 0 and "names" in self.counts)


def find_labels(lines: Sequence[Line]) -> Labels:
    """The labels of lines: those with a colon, and those that are alone in theirs, where a title and another part have such."""
    alone: Counter[Part] = Counter(part for line in lines if (part := _find_part_alone(line)))
    if alone["title"] and (alone["abstract"] or alone["names"]):
        return Labels(alone, are_alone=True)
    found = (_find_part(label) for line in lines if (label := _split(line.text)[0]))
    counts: Counter[Part] = Counter(part for part in found if part)
    if counts["title"] and alone["abstract"]:
        counts["abstract"] += alone["abstract"]
    return Labels(counts, are_alone=False)


def find_alone(lines: Sequence[Line]) -> frozenset[int]:
    """The numbers of labels that are alone in their lines, and of the lines below them: whatever stands there is of an entry."""
    if not find_labels(lines).are_alone:
        return frozenset()
    places = [place for place, line in enumerate(lines) if _find_part_alone(line)]
    return frozenset(line.number for place in places for line in lines[place : place + 2])


def _find_part_alone(line: Line) -> Part | None:
    match = _ALONE.fullmatch(line.text) if not line.is_damaged else None
    if match is None:
        return None
    return "address" if find_role(match["label"]) in _ADDRESSES else _find_part(match["label"])


def cut_labels(lines: Iterable[Line], labels: Labels) -> Iterator[Labelled]:
    """The lines without the labels that they begin with; one alone in its line is that of the next."""
    above: Part = ""
    label = ""
    for line in lines:
        if labels.are_alone and (part := _find_part_alone(line)):
            above, label = part, line.text
            continue
        if above == "address":
            above = ""
            if not line.is_damaged and (address := _cut_address(line, label, line.text)):
                yield address
                continue
        if _HEADING.fullmatch(line.text):
            above = "abstract"
            continue
        found = _cut(line, labels) if not line.is_damaged else None
        if found is None:
            yield Labelled(_tell_date(line) if above == "date" else line, above)
            above = ""
        elif not found.line.text:
            above = found.part
        else:
            yield found
            above = ""


def _tell_date(line: Line) -> Line:
    """A line below the label of a date, as one that says what it is: a year alone is none."""
    return replace(line, text=f"date: {line.text}") if _is_date(line.text) else line


def _cut(line: Line, labels: Labels) -> Labelled | None:
    label, rest = _split(line.text)
    if not label:
        return None
    if found := _cut_address(line, label, rest):
        return found
    part = _find_part(label)
    if part is None or (part == "title" and not labels.are_on_titles):
        return None
    if part == "date":
        return Labelled(replace(line, text=f"date: {rest}" if rest else ""), part) if _is_date(rest) else None
    is_sure = part in ("title", "names", "keywords") or labels.are_on_titles or not rest
    if part == "abstract":  # `Abstract. A Study of Marshes` is a title
        is_sure = is_sure or rate_abstract(rest) > 0.5 or (labels.are_of_entries and not is_title_case(rest))
    if part in ("venue", "organization"):
        is_sure = labels.are_of_entries and bool(rest)
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
        above = groups[-1][-1][0] if groups[-1] else None
        if (
            above
            and kind == "abstract"
            and not one.part
            and min(rate_abstract(above.line.text), rate_abstract(one.line.text)) > 0.5
        ):
            groups[-1][-1] = replace(above, line=replace(above.line, text=f"{above.line.text} {one.line.text}")), kind
            continue
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
