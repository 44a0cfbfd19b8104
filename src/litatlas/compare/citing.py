"""Papers as entries of bibliographies: BibTeX and CSL-JSON. Only what the sources state; nothing is looked up or made up."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from litatlas.model import Json, Paper
from litatlas.text.repair import Repaired, repair

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
"""BibTeX's own names of the months."""
_SMALL_WORDS = frozenset(
    """
    a an and are as at be by do does for from how in into is it its of on or over than the to toward towards via what when with
    """.split()
)
"""Words of a title that tell no paper from another."""
_LATEX = str.maketrans(
    {
        "\\": r"{\textbackslash}",
        "{": r"{\textbraceleft}",
        "}": r"{\textbraceright}",
        "~": r"{\textasciitilde}",
        "^": r"{\textasciicircum}",
        **{letter: f"\\{letter}" for letter in "&%$#_"},
    }
)
"""LaTeX's letters of command as text; braces by name, since BibTeX counts those that stand as themselves."""
_CONTROLS = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """What a bibliography says of a paper: what its sources state, in readable text of one line each."""

    key: str
    """Unique in the review, ASCII letters, digits and hyphens: `heron2024sparse`."""
    title: str
    authors: tuple[str, ...]
    organization: str
    """Empty where it is not known."""
    date: str
    """ISO 8601, cut to what is known; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Name:
    """An author's name in parts, as BibTeX tells them apart."""

    given: str
    particle: str
    """The words in lower case before the family's name: `van der`."""
    family: str


def cite(papers: Iterable[Paper], titles: Mapping[str, Repaired] | None = None) -> dict[str, Citation]:
    """The citations of papers by their slugs, in the order given; `titles` are theirs, where they have been repaired already.

    A key changes only with its paper, or where an older paper claims the same one: of several the oldest has it as it is, the
    others with some digits of their slugs' hashes.
    """
    known = titles or {}
    drafts = {paper.slug: _draft(paper, known.get(paper.slug) or repair(paper.work.title)) for paper in papers}
    claims: dict[str, list[str]] = defaultdict(list)
    for slug, draft in drafts.items():
        claims[draft.key].append(slug)
    for slugs in claims.values():
        taken: set[str] = set()
        for slug in sorted(slugs, key=lambda slug: (drafts[slug].date or "9999", slug))[1:]:
            digest = hashlib.sha256(slug.encode()).hexdigest()
            mark = next(digest[:length] for length in range(4, 65) if digest[:length] not in taken)
            taken.add(mark)
            drafts[slug] = replace(drafts[slug], key=f"{drafts[slug].key}-{mark}")
    return drafts


def format_bibtex(citation: Citation) -> str:
    """The entry, ending in a line break; text in UTF-8, LaTeX's letters of command escaped."""
    fields = [("title", f"{{{{{_escape(citation.title)}}}}}")]
    if citation.authors:
        fields.append(("author", f"{{{' and '.join(map(_format_author, citation.authors))}}}"))
    if citation.organization:
        fields.append(("organization", f"{{{_escape(citation.organization)}}}"))
    if citation.date:
        year, *rest = citation.date.split("-")
        fields.append(("year", f"{{{year}}}"))
        fields += [("month", _MONTHS[int(month) - 1]) for month in rest[:1]]
    lines = "".join(f"  {name} = {value},\n" for name, value in fields)
    return f"@misc{{{citation.key},\n{lines}}}\n"


def build_csl_item(citation: Citation) -> dict[str, Json]:
    """The citation as an item of CSL-JSON."""
    item: dict[str, Json] = {"id": citation.key, "type": "article", "title": citation.title}
    if citation.authors:
        item["author"] = [_format_csl_name(name) for name in citation.authors]
    if citation.date:
        item["issued"] = {"date-parts": [[int(part) for part in citation.date.split("-")]]}
    if citation.organization:
        item["publisher"] = citation.organization
    return item


def write_bibtex(citations: Iterable[Citation]) -> Iterator[str]:
    """All entries, an empty line between them."""
    for number, citation in enumerate(citations):
        yield ("\n" if number else "") + format_bibtex(citation)


def split_name(name: str) -> Name:
    """A name in parts: `Last, First`, or `First von Last`; of a name in one word, that is the family's."""
    family, comma, given = (part.strip() for part in name.partition(","))
    words = family.split()
    if not comma:
        start = next((number for number, word in enumerate(words[:-1]) if number and word[0].islower()), len(words) - 1)
        given, words = " ".join(words[:start]), words[start:]
    particles = 0
    while particles < len(words) - 1 and words[particles][0].islower():
        particles += 1
    return Name(given, " ".join(words[:particles]), " ".join(words[particles:]))


def _draft(paper: Paper, repaired: Repaired) -> Citation:
    """The citation with the key that it would have if it were alone."""
    work = paper.work
    title = _clean(repaired.text)
    authors = tuple(filter(None, (_clean(author.written) for author in work.authors)))
    date = work.date.iso if work.date else ""
    organization = _clean(work.organization.name) if work.organization else ""
    return Citation(_propose_key(title, authors, date), title, authors, organization, date)


def _propose_key(title: str, authors: Sequence[str], date: str) -> str:
    """First author's family or the title's first word, the year, and the first word of the title that says something."""
    words = _words(title)
    telling = [word for word in words if word not in _SMALL_WORDS] or words or ["paper"]
    family = "".join(_words(split_name(authors[0]).family)) if authors else ""
    first, rest = (family, telling) if family else (telling[0], telling[1:])
    return first + date[:4] + next((word for word in rest if word.isalpha()), "")


def _words(text: str) -> list[str]:
    """The words of a text in plain ASCII letters and digits, in lower case: `eclair` of `Éclair`."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.findall("[a-z0-9]+", plain.replace("'", ""))


def _format_author(name: str) -> str:
    """A name that BibTeX splits itself; in braces where it would be taken apart wrongly."""
    whole = name.count(",") > 1 or re.search(r"\band\b", name, re.IGNORECASE) or not name.replace(",", "").strip()
    return f"{{{_escape(name)}}}" if whole else _escape(name)


def _format_csl_name(name: str) -> Json:
    parts = split_name(name)
    if not parts.given:
        return {"literal": name}
    particle: dict[str, Json] = {"non-dropping-particle": parts.particle} if parts.particle else {}
    return {"family": parts.family, "given": parts.given, **particle}


def _escape(text: str) -> str:
    return text.translate(_LATEX)


def _clean(text: str) -> str:
    """The text in one line, without letters that no file in UTF-8 can hold."""
    return _CONTROLS.sub(" ", text).strip()
