"""The tables of papers in a README, as awesome lists have them, kept in step with the review between two marks."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from litatlas.content.files import Outcome, read_words, write_if_changed
from litatlas.errors import ContentError, Fault, UsageError
from litatlas.identity.identifiers import format_address
from litatlas.model import Link, Paper, Scheme
from litatlas.review.groups import list_by_date
from litatlas.review.review import Review
from litatlas.running.replacing import remove_leftovers

START, END = "<!-- litatlas papers -->", "<!-- /litatlas papers -->"
"""What stands before and behind the table, each on a line of its own; all else in the file is people's."""
_SCHEMES: dict[Scheme, str] = {
    "arxiv": "arXiv",
    "doi": "DOI",
    "acl": "ACL",
    "openreview": "OpenReview",
    "pmid": "PubMed",
    "pmcid": "PMC",
}
"""The identifiers whose pages hold the paper, in the order in which a title is linked to one, and what lists call them."""
_KINDS = {"paper": "paper", "pdf": "PDF", "code": "code", "project": "project", "data": "data", "video": "video", "other": "link"}
_NO_TOPIC = "Other papers"
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|$~#])")


def update_readme(review: Review, path: Path) -> Outcome:
    """Write the review's papers between the marks of a README; a new README where there is none.

    What stands outside the marks is kept byte for byte. Raises `UsageError`, with nothing written, where the file has no marks
    or more than one pair of them, and `ContentError` where it cannot be read or written again as it is.
    """
    remove_leftovers(path.parent)
    section = "\n".join([START, "", *_list_sections(review), END])
    if not path.exists():
        head = [f"# {_escape(review.settings.title)}", "", _escape(review.settings.description)]
        address = [f"Search and compare them: {review.settings.base_url}", ""] if review.settings.base_url else []
        return write_if_changed(path, "\n".join([*head, "", *address, section, ""]), durable=True)
    text = read_words(path, path.parent)
    if isinstance(text, Fault):
        raise ContentError((text,))
    start, end = _find_marks(text, path)
    ends = "\r\n" if "\r\n" in text else "\n"
    return write_if_changed(path, text[:start] + section.replace("\n", ends) + text[end:], durable=True)


def _find_marks(text: str, path: Path) -> tuple[int, int]:
    """Where what is between the marks begins and ends, with the marks."""
    starts, ends = ([found.start() for found in re.finditer(rf"^{re.escape(mark)}", text, re.MULTILINE)] for mark in (START, END))
    if len(starts) == 1 and len(ends) == 1 and starts[0] < ends[0]:
        return starts[0], ends[0] + len(END)
    if not starts and not ends:
        raise UsageError(f"{path} has no place for the papers: put the lines {START} and {END} where they are to stand")
    raise UsageError(f"{path} must have {START} once, and behind it {END} once, each at the start of a line")


def _list_sections(review: Review) -> Iterator[str]:
    """The lines of a table for each topic that is some paper's first, and one for papers without a topic."""
    papers = list_by_date(review.papers.values())
    titles = {id_: topic.title for id_, topic in sorted(review.topics.items(), key=lambda pair: pair[1].title.casefold())}
    for id_, title in [*titles.items(), ("", _NO_TOPIC)]:
        own = [paper for paper in papers if next(iter(paper.extraction.topics), "") == id_]
        if own:
            yield from (f"## {_escape(title)}", "", *_format_table(own), "")


def _format_table(papers: Iterable[Paper]) -> Iterator[str]:
    yield "| Title | Venue | Date | Links |"
    yield "| --- | --- | --- | --- |"
    for paper in papers:
        work = paper.work
        named = next((one.venue for one in reversed(work.publications) if one.venue), "")
        addresses = list(_find_addresses(paper))
        title = _escape(work.title.readable)
        linked = f"[{title}]({addresses[0][1]})" if addresses else title
        links = " ".join(f"[{name}]({url})" for name, url in addresses)
        yield f"| {linked} | {_escape(named)} | {work.date.iso if work.date else ''} | {links} |"


def _find_addresses(paper: Paper) -> Iterator[tuple[str, str]]:
    """The addresses of a paper and what they are called; the first is the one that its title leads to."""
    identifiers = [one for scheme in _SCHEMES for one in paper.work.identifiers if one.scheme == scheme]
    yield from ((_SCHEMES[one.scheme], _quote(format_address(one))) for one in identifiers)
    order = list(_KINDS)
    links: list[Link] = sorted(paper.work.links, key=lambda link: order.index(link.kind))
    yield from ((_KINDS[link.kind], _quote(link.url)) for link in links)


def _quote(url: str) -> str:
    """An address as Markdown's links take it: brackets in it would end it."""
    return f"<{url}>" if set(url) & set("()") else url


def _escape(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
