"""Pages of arXiv copied as text: lists of new and recent papers, results of its search, and the mails of its daily digest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from litatlas.identity.identifiers import join_identifiers, parse_identifier
from litatlas.model import Identifier, Json, Record
from litatlas.read.arxiv.metadata import VENUE, split_categories, split_names
from litatlas.read.dates import parse_date
from litatlas.read.encoding import decode_head
from litatlas.read.format import Format
from litatlas.read.parsed import Item, Origin, Skipped
from litatlas.read.text_stream import iterate_lines

_CATEGORY = r"(?:[a-z-]{2,10}\.[A-Za-z-]{2,10}|(?:hep|nucl|math|quant)-[a-z]{2,3}|gr-qc)"
_START = re.compile(
    r"\s*(?:\[?\d{1,6}[\].]\s*)?ar[xX]iv:\s?(?P<number>\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})(?P<version>v\d+)?"
    rf"(?P<rest>(?:\s{{0,9}}(?:\([^()]{{0,80}}\)|\[[^\[\]]{{0,80}}\])|\s{{1,9}}{_CATEGORY})*)\s*"
)
"""Begins an entry: `[1] arXiv:2401.00001 [pdf, html, other]`, `3. arXiv:2401.00001`, `arXiv:2401.00001 (*cross-listing*)`."""
_LABEL = re.compile(
    r"\s*(?::\s+)?(?P<name>Title|Authors?|Comments?|Subjects|Journal[- ]ref|(?:Related )?DOI|Report(?:-no| number)"
    r"|(?:MSC|ACM)[- ][cC]lass|Categories|License|Abstract|Date(?: \([^)]*\))?|Submitted)\s*:?(?<=[:d])\s*(?P<text>.*)"
)
_SUBMITTED = re.compile(r"(\d{1,2} [A-Z][a-z]+,? \d{4})\s*[;,.]")
"""The days of the latest and of the first version: `Submitted 3 July, 2025; v1 submitted 1 June, 2024; originally ...`"""
_DAY = re.compile(
    r"\s*(?:(?:Showing (?:new|recent) (?:listings|submissions)|New submissions|Authors and titles) for )?"
    r"[A-Z][a-z]{2,8}, (?P<day>\d{1,2} [A-Z][a-z]{2,8} \d{2,4})\s*(?:\((?:showing|continued).*)?"
)
"""A heading with the day on which the papers below were announced."""
_FURNITURE = re.compile(
    r"\s*(?:(?:Total of|Showing|See today's|Authors and titles|(?:New|Replacement|Cross) submissions|Cross-lists|Replacements for"
    r"|About arXivLabs|Contact|Copyright|Privacy Policy|Web Accessibility|arXiv Operational Status|Search v\d|Sort results)\b.*"
    r"|\[ ?(?:total|showing).*|About|Help|Next|Previous|Go|\d{1,3}|[-=]{10,}|%[-%]+)\s*"
)
"""Lines of the page around the entries; an entry ends there."""
_CHIP = re.compile(r"\s*(?:[a-z-]+(?:\.[A-Za-z-]{2,})?(?:\s+|$))+|\s*doi\s*|\s*10\.\d{4,9}/\S+\s*")
"""A category or a DOI, set as a button above the title in results of the search."""
_MORE = re.compile(r"\s*[▽△]\s*(?:More|Less)\s*")
_KEPT = {
    "Comments": "comments",
    "Comment": "comments",
    "Journal-ref": "journal-ref",
    "Journal ref": "journal-ref",
    "Report-no": "report-no",
    "Report number": "report-no",
    "MSC-class": "msc-class",
    "MSC Class": "msc-class",
    "ACM-class": "acm-class",
    "ACM Class": "acm-class",
}
"""Facts that a record has no field for, by the names that arXiv's metadata give them."""
_REPLACED = re.compile(r"\s*replaced with revised version\b.*")
"""Stands below the number of a replacement in a mail."""
_ON = re.compile(r"\s*\[(?:v\d+\]\s*)?Submitted on (?P<day>\d{1,2} [A-Z][a-z]{2,8} \d{4})\b.*")
"""Stands below the number on the page of one paper: `[Submitted on 12 Mar 2025 (v1), last revised 3 Apr 2025]`."""
_AROUND = re.compile(
    r"\s*(?:View PDF|HTML \(experimental\)|Download(?: PDF)?:?|PDF|TeX Source|Other Formats|Access Paper:?|Full-text links:?"
    r"|Cite as:.*|\(or .*|Focus to learn more|Submission history|From: .*|\[v\d+\] .*|https?://\S+)\s*"
)
"""Lines around the parts of an entry on the page of one paper."""
_OTHERS = ("Upvote", "Submitted by", "· Submitted by", "View arXiv page")
"""Lines of the pages of daily papers, which name arXiv's numbers too."""
_MAIL_SPLIT = "\\\\"


@dataclass(slots=True)
class EntryReader:
    """An entry while its lines are read."""

    line: int
    identifier: Identifier | None
    announced: str
    texts: dict[str, list[str]] = field(default_factory=dict)
    """The lines of each field."""
    last: str = ""
    """The field of the line before, where a line may go on with it."""
    is_mail: bool = False

    def read(self, line: str) -> None:
        """Take in a line of the entry."""
        if not self.is_mail and (on := _ON.fullmatch(line)):
            self.texts.setdefault("Submitted", []).append(f"{on['day']}.")
            return
        if not self.is_mail and _AROUND.fullmatch(line):
            self.last = ""
            return
        label = _LABEL.match(line) if self.last != "Abstract" or not self.is_mail else None
        if "Title" not in self.texts and _REPLACED.fullmatch(line):
            self.is_mail = True
        elif line.strip().startswith(_MAIL_SPLIT):
            self.is_mail, self.last = True, "Abstract" if "Title" in self.texts else ""
        elif label and (label["name"] not in self.texts or label["name"] == "Submitted"):
            self.last = label["name"].partition(" (")[0]
            self.is_mail |= self.last == "Date"
            self.add(label["text"])
        elif not line.strip():
            self.last = self.last if self.is_mail else ""
        elif self.last and (self.is_mail or self.last == "Abstract"):
            self.add(line)
        elif "Title" not in self.texts:
            self.last = _tell_chip(line)
            self.add(line)
            self.last = ""
        elif not {"Authors", "Author"} & self.texts.keys() and "Subjects" not in self.texts:
            self.last = "Authors"
            self.add(line)
            self.last = ""
        else:
            self.last = "Abstract"
            self.add(line)

    def add(self, text: str) -> None:
        """Add a text to the field that is read now."""
        self.texts.setdefault(self.last, []).append(text.strip())

    def text(self, *names: str) -> str:
        """The text of the first field that has one, its lines joined."""
        return next((" ".join(" ".join(self.texts[name]).split()) for name in names if name in self.texts), "")

    def build(self, origin: Origin) -> Record | Skipped:
        """Build the record of the entry."""
        title = self.text("Title")
        if not title and self.identifier is None:
            return Skipped(origin.fault(self.line, "entry has no title", "add the title, or delete the entry"))
        extra: dict[str, Json] = {}
        for name, known in _KEPT.items():
            if text := self.text(name):
                extra[known] = text
        if categories := split_categories(self.text("Subjects", "Categories")):
            extra["categories"] = categories
        if self.announced:
            extra["announced"] = self.announced
        doi_text = self.text("DOI", "Related DOI")
        doi = parse_identifier(doi_text.removeprefix("doi").strip(), "doi") if doi_text else None
        if doi_text and doi is None:
            extra["doi"] = doi_text
        submitted = _SUBMITTED.findall(f"{self.text('Submitted')};")
        day = submitted[-1] if submitted else self.text("Date").partition("(")[0]
        return Record(
            title=title,
            source=origin.source(self.line),
            abstract=_join_abstract(self.texts.get("Abstract", [])),
            date=parse_date(day),
            authors=split_names(self.text("Authors", "Author")),
            identifiers=join_identifiers(filter(None, (self.identifier, doi))),
            kind="preprint",
            venue=VENUE,
            license=self.text("License"),
            extra=extra,
        )


def _tell_chip(line: str) -> str:
    """The field of a line above the authors in results of the search: a button, or the title."""
    if not _CHIP.fullmatch(line):
        return "Title"
    return "DOI" if "/" in line else "button" if line.strip() == "doi" else "Categories"


def _join_abstract(lines: list[str]) -> str:
    """The abstract: of a short and a long form that the search shows one after the other, the long one."""
    text = "\n".join(lines).strip()
    parts = [part.strip() for part in _MORE.split(text) if part.strip()]
    return max(parts, key=len, default="")


def _sniff(head: bytes, _name: str) -> float:
    lines = decode_head(head).splitlines()
    if any(line.strip() in _OTHERS for line in lines):
        return 0
    starts = sum(_START.fullmatch(line) is not None for line in lines)
    labels = sum(re.match(r"\s*(?::\s+)?(?:Title|Authors?|Subjects|Abstract):", line) is not None for line in lines)
    titles = sum(re.match(r"\s*Title:", line) is not None for line in lines)
    return 0.95 if starts and labels >= starts >= titles else 0


def _read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    entry: EntryReader | None = None
    announced = ""
    is_empty = True
    for number, line in iterate_lines(stream):
        if start := _START.fullmatch(line):
            if entry:
                yield entry.build(origin)
            identifier = parse_identifier(start["number"] + (start["version"] or ""), "arxiv")
            entry, is_empty = EntryReader(number, identifier, announced), False
            if categories := re.findall(rf"(?:(?<=\s)|^){_CATEGORY}(?=\s|$)", start["rest"]):
                entry.texts["Categories"] = [" ".join(categories)]
        elif (day := _DAY.fullmatch(line)) and (entry is None or "Title" in entry.texts):
            date = parse_date(day["day"])
            announced = date.iso if date else ""
            if entry:
                yield entry.build(origin)
            entry = None
        elif _FURNITURE.fullmatch(line) and (entry is None or "Title" in entry.texts):
            if entry:
                yield entry.build(origin)
            entry = None
        elif entry:
            entry.read(line)
    if entry:
        yield entry.build(origin)
    if is_empty:
        yield origin.fault(1, "holds no entry", "copy the page again, with the lines that begin with arXiv:")


FORMAT = Format("arxiv-listing", "arXiv listing as text", _sniff, _read)
"""Pages of arXiv copied as text."""
