"""What a list says beside its papers' facts, proposed as files of people's: its headings as topics, its remarks as notes.

Only for papers that are new to the review, and only where nothing is there: what someone deletes does not come back, and what
someone wrote is not touched.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from litatlas.content.files import write_words
from litatlas.content.front_matter import format_matter
from litatlas.content.ledger import start_note
from litatlas.content.links import Elsewhere, locate
from litatlas.content.prose import parse_prose
from litatlas.content.slugs import slugify
from litatlas.extract.lexicon.names import fold_heading
from litatlas.extract.lexicon.terms import TopicTerms
from litatlas.model import Json, Record, Work
from litatlas.people.holding import hold_notes
from litatlas.people.notes import NOTES, find_note_files

TOPICS = "content/topics"
TERM_WEIGHT = 4
"""The weight of a proposed topic's terms: as strong as a term that names a topic, since that is what a heading does."""
_NO_TOPIC = re.compile(
    r"(?:the |our |all |main )?(?:papers?(?: list)?|lists?|publications?|surveys?(?: papers?)?|reviews?|others?|misc\w*"
    r"|introduction|overview|resources?|general|background|related works?|uncategorized|(?:older|recent|new) papers?|arxiv"
    r"|preprints?|archived?|(?:19|20)\d\d|.*\b(?:19|20)\d\d|must[- ]read.*|awesome\b.*|full list.*|tools?|blogs?|tutorials?"
    r"|courses?|talks?|books?|codebases?|code|more\b.*|other\b.*|related\b.*|.*\bsurveys?\b.*|blogs?\b.*|workshops?|challenges?)",
    re.IGNORECASE,
)
"""Headings that say what kind of entries follow, or when they appeared, and not what they are about."""
_LONGEST_HEADING = 60
_PARTS = re.compile(r"\s*(?:/|,|;|&|\||\band\b)\s*", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)|<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Said:
    """What a list says of an entry beside its facts."""

    headings: tuple[str, ...]
    remark: str


Place = tuple[str, int]
"""The SHA-256 of a file and the line in it: what an entry is known by."""


def collect_said(records: Iterable[Record]) -> dict[Place, Said]:
    """What the entries say beside facts, by their places; those that say nothing are left out."""
    return {
        (record.source.sha256, record.source.line): Said(record.headings, record.remark)
        for record in records
        if record.headings or record.remark.strip()
    }


def propose(
    root: Path, new: Mapping[str, Sequence[Work]], said: Mapping[Place, Said], topics: Mapping[str, TopicTerms]
) -> tuple[str, ...]:
    """Write topics and notes for the works of new papers, by slug, where none is; returns the files, relative to `root`.

    `topics` are those that the review has.
    """
    if not said:
        return ()
    of_paper = {slug: [found for work in works if (found := said.get(_place(work)))] for slug, works in new.items()}
    files = dict(_propose_topics(root, (one for found in of_paper.values() for one in found), topics))
    noted = find_note_files(root)
    remarks = {slug: list(dict.fromkeys(one.remark.strip() for one in found)) for slug, found in of_paper.items()}
    for slug, texts in remarks.items():
        if any(texts) and slug not in noted:
            files[f"{NOTES}/{slug}.md"] = format_note(slug, filter(None, texts))
    with hold_notes(root):
        written = [file for file in files if not os.path.lexists(root / file)]
        for file in written:
            write_words(root / file, files[file])
    return tuple(written)


def _place(work: Work) -> Place:
    source = work.witnesses[0].source
    return source.sha256, source.line


def _propose_topics(root: Path, said: Iterable[Said], topics: Mapping[str, TopicTerms]) -> Iterator[tuple[str, str]]:
    """The files and texts of topics for the innermost headings that are about something."""
    known = {term.casefold() for topic in topics.values() for term in topic.terms} | {id_.casefold() for id_ in topics}
    headings = Counter(heading for one in said if (heading := find_topic(one.headings)))
    for heading in headings:
        id_ = slugify(heading)
        if any(fold_heading(heading) in topic.headings for topic in topics.values()):
            continue
        if id_ in known or heading.casefold() in known or os.path.lexists(root / TOPICS / f"{id_}.md"):
            continue
        known.add(id_)
        yield f"{TOPICS}/{id_}.md", format_matter({"title": heading, "terms": find_terms(heading)}, "")


def find_topic(headings: Sequence[str]) -> str | None:
    """The innermost heading that says what the entries below it are about; None where none does."""
    good = (heading for heading in reversed(headings) if len(heading) <= _LONGEST_HEADING and not _NO_TOPIC.fullmatch(heading))
    return next((heading for heading in good if any(map(str.isalpha, heading))), None)


def find_terms(heading: str) -> dict[str, Json]:
    """The terms that a heading gives a topic: itself, and its parts where it joins several of two words or more."""
    plain = re.sub(r"\s*\([^()]*\)", "", heading).strip() or heading
    parts = [part for part in _PARTS.split(plain) if len(part) > 3]
    terms = [plain] if len(parts) < 2 else [part for part in parts if " " in part or "-" in part] or parts
    return dict.fromkeys(terms, TERM_WEIGHT)


def format_note(slug: str, remarks: Iterable[str]) -> str:
    """The text of a proposed note; a remark whose links or formulas lead nowhere here loses them and keeps its words."""
    body = "\n\n".join(_adapt(remark) for remark in remarks)
    return start_note(slug, {"status": "to read", "tags": []}) + f"\n{body}\n"


def _adapt(remark: str) -> str:
    text = remark.replace("[[", r"\[\[")
    prose = parse_prose(text, 1, f"{NOTES}/note.md")
    if any(not isinstance(locate(reference, prose.file), Elsewhere) for reference in prose.references):
        text = _LINK.sub(lambda found: found[1] or "", text)
    return re.sub(r"(?<!\\)\$", r"\\$", text) if prose.broken else text
