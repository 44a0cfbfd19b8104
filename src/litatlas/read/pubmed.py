"""PubMed's XML: articles and books as E-utilities and the yearly files give them."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from litatlas.model import Author, Json, PartialDate, Record, Source
from litatlas.read.claims import Claim, build_record
from litatlas.read.dates import build_date, parse_date
from litatlas.read.fields import Fields, build_author, choose_date
from litatlas.read.medline import TYPES, clean_title
from litatlas.read.xml_entries import XmlEntry, format_markup, format_text
from litatlas.read.xml_format import build_xml_format, map_element

_ENTRIES = ("PubmedArticle", "PubmedBookArticle", "DeleteCitation")
_READ = (
    *("@PubModel", "ArticleTitle", "BookTitle", "VernacularTitle", "Abstract", "AuthorList", "PublicationTypeList"),
    *("PublicationType", "ELocationID", "ArticleDate", "ArticleIdList", "PMID", "ContributionDate", "Isbn"),
)
_FURNITURE = frozenset(
    """
    @Status @Owner @IndexingMethod DateCompleted DateRevised DateCreated MedlineJournalInfo CitationSubset NumberOfReferences
    PublicationStatus DataBankList CommentsCorrectionsList
    """.split()
)
"""When and by whom PubMed worked on the entry, its own numbers of journals, and lists of other works."""


def _rate(names: tuple[str, ...]) -> float:
    return 1 if {"PubmedArticle", "PubmedBookArticle", "PubmedArticleSet", "PubmedBookArticleSet"} & set(names[:6]) else 0


def _read(entry: XmlEntry, source: Source) -> Record | str | None:
    element = entry.element
    if element.tag == "DeleteCitation":
        return None
    citation = element.find("MedlineCitation")
    outer = element.find("BookDocument") if citation is None else citation
    if outer is None:
        return "has neither an article nor a book in it"
    inner = outer.find("Article") if citation is not None else outer
    if inner is None:
        return "has no article in it"
    return _build(element, outer, inner, source)


def _build(element: Element, outer: Element, inner: Element, source: Source) -> Record:
    types = [format_text(one) for one in inner.iter("PublicationType")]
    book = inner.find("Book")
    kind = next((found for name, found in TYPES.items() if name in types), "article" if book is None else "chapter")
    title_element = next(
        (found for name in ("ArticleTitle", "VernacularTitle") if (found := inner.find(name)) is not None and format_text(found)),
        None,
    )
    if title_element is None and book is not None:
        title_element, kind = book.find("BookTitle"), "book"
    title = clean_title(" ".join(format_markup(title_element).split()))
    claims = [*_claim(element, outer, inner, book if kind != "book" else None)]
    claims += [Claim("extra", "PublicationType", name) for name in types if TYPES.get(name) != kind]
    author_lists = inner.findall("AuthorList") or (book.findall("AuthorList") if book is not None else [])
    of_authors = [one for one in author_lists if one.get("Type", "authors") == "authors"] or author_lists
    authors = tuple(author for people in of_authors[:1] for one in people.findall("Author") if (author := _read_author(one)))
    if any(people.get("CompleteYN") == "N" for people in of_authors[:1]):
        claims.append(Claim("extra", "AuthorList", "incomplete"))
    date = _read_date(inner, book)
    return build_record(source, title, claims, kind=kind, authors=authors, date=date, unclaimed=_find_others(outer, inner))


def _claim(element: Element, outer: Element, inner: Element, book: Element | None) -> Iterator[Claim]:
    yield Claim("pmid", "PMID", format_text(outer.find("PMID")))
    for one in inner.findall("ELocationID"):
        yield Claim("doi" if one.get("EIdType") == "doi" else "extra", "ELocationID", format_text(one))
    # Those of the entry itself: its list of references has identifiers too.
    for data in (*element.findall("PubmedData"), *element.findall("PubmedBookData"), outer):
        for one in data.findall("ArticleIdList/ArticleId"):
            kind = one.get("IdType", "")
            if kind in ("doi", "pmc"):
                yield Claim("doi" if kind == "doi" else "pmcid", "ArticleId", format_text(one))
    yield Claim("venue", "Title", format_text(inner.find("Journal/Title")) or format_text(inner.find("Journal/ISOAbbreviation")))
    if book is not None:
        yield Claim("venue", "BookTitle", format_text(book.find("BookTitle")))
    yield Claim("abstract", "Abstract", _format_abstract(inner.find("Abstract")))
    for word in outer.iterfind("KeywordList/Keyword"):
        yield Claim("keyword", "Keyword", format_text(word))
    for word in outer.iterfind("MeshHeadingList/MeshHeading/DescriptorName"):
        yield Claim("keyword", "MeshHeading", format_text(word))
    for name in ("Volume", "Issue"):
        yield Claim("extra", name, format_text(inner.find(f"Journal/JournalIssue/{name}")))
    yield Claim("extra", "ISSN", format_text(inner.find("Journal/ISSN")))


def _format_abstract(abstract: Element | None) -> str:
    """The parts of an abstract, each after its label, in lines of their own; a copyright line is no part of it."""
    parts = []
    for part in abstract.findall("AbstractText") if abstract is not None else ():
        label = part.get("Label", "")
        text = " ".join(format_markup(part).split())
        parts.append(f"{label}: {text}" if label and label != "UNLABELLED" else text)
    return "\n".join(filter(None, parts))


def _read_author(one: Element) -> Author | None:
    if group := format_text(one.find("CollectiveName")):
        return Author(group, group)
    given = format_text(one.find("ForeName")) or format_text(one.find("Initials"))
    return build_author(given, format_text(one.find("LastName")), format_text(one.find("Suffix")))


def _read_date(inner: Element, book: Element | None) -> PartialDate | None:
    """The printed date; the day of an electronic one of the same month or year, where the printed one has none."""
    printed = inner.find("Journal/JournalIssue/PubDate")
    if printed is None and book is not None:
        printed = book.find("PubDate")
    return choose_date(
        (_read_parts(printed), *map(_read_parts, inner.findall("ArticleDate")), _read_parts(inner.find("ContributionDate")))
    )


def _read_parts(date: Element | None) -> PartialDate | None:
    if date is None:
        return None
    year, month, day = (format_text(date.find(name)) or None for name in ("Year", "Month", "Day"))
    return build_date(year, month, day) if year else parse_date(format_text(date.find("MedlineDate")))


def _find_others(outer: Element, inner: Element) -> dict[str, Json]:
    """What the entry states beyond that."""
    fields = Fields(map_element(inner))
    fields.drop(*_READ, "Journal")
    found = fields.rest
    if inner is not outer:
        around = Fields(map_element(outer))
        around.drop("Article", "PMID", "KeywordList", "MeshHeadingList")
        found |= around.rest
    return {name: value for name, value in found.items() if name not in _FURNITURE}


FORMAT = build_xml_format("pubmed", "PubMed XML", _ENTRIES, _rate, _read)
