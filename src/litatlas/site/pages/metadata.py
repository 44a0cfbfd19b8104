"""What pages say of themselves to machines: Highwire's `citation_*` tags, Open Graph and schema.org's JSON-LD."""

import json
from collections.abc import Sequence

from markupsafe import Markup

from litatlas.content.imprint import Imprint
from litatlas.export.croissant import describe_maker
from litatlas.identity.identifiers import format_address
from litatlas.model import Json, Kind, Paper, Scheme
from litatlas.site.atlas import Atlas
from litatlas.site.pages.identity import find_pdf
from litatlas.site.places import HOME, Place, absolute, paper_path, place_page

_CONTEXT = "https://schema.org"
STRUCTURED_AUTHORS = 30
"""The most authors that a paper's JSON-LD names, so that no page grows heavy by a hundred; the citation tags name all."""
_VENUE_TAGS: dict[Kind | None, str] = {
    "conference paper": "citation_conference_title",
    "thesis": "citation_dissertation_institution",
}
_NUMBER_TAGS: dict[Scheme, str] = {
    "arxiv": "citation_arxiv_id",
    "doi": "citation_doi",
    "pmid": "citation_pmid",
    "isbn": "citation_isbn",
}
"""The tags that Highwire's scheme has for identifiers."""


def list_citation_tags(paper: Paper) -> tuple[tuple[str, str], ...]:
    """The tags by which Zotero and Google Scholar know a paper: names and contents, only of what is known.

    Its title is told by a tag that link previews read as well (`paper.html`), its page by the canonical address, its language by
    that of the page. The review's topics are no keywords of the paper's own.
    """
    work = paper.work
    tags = [("citation_author", author.name) for author in work.authors]
    if work.organization:
        tags.append(("citation_publisher", work.organization.name))
    if work.date:
        tags.append(("citation_publication_date", work.date.iso.replace("-", "/")))
    tags += [(_VENUE_TAGS.get(one.kind, "citation_journal_title"), one.venue) for one in work.publications if one.venue]
    tags += [(_NUMBER_TAGS[one.scheme], one.value) for one in work.identifiers if one.scheme in _NUMBER_TAGS]
    if pdf := find_pdf(work):
        tags.append(("citation_pdf_url", pdf))
    return tuple(tags)


def describe_paper(paper: Paper) -> Markup:
    """A paper as schema.org's `ScholarlyArticle`, on its own page; empty where only the title and the date are known.

    Those the page's tags tell as well, and no search engine takes an article of nobody. Addresses are relative to the page
    (JSON-LD 1.1, 7.1).
    """
    work = paper.work
    if not (work.authors or work.organization or work.identifiers or work.links or work.license):
        return Markup("")
    data: dict[str, Json] = {"@context": _CONTEXT, "@type": "ScholarlyArticle", "url": "./", "name": work.title.readable}
    if work.authors:
        data["author"] = [{"@type": "Person", "name": author.name} for author in work.authors[:STRUCTURED_AUTHORS]]
    if work.organization:
        data["publisher"] = {"@type": "Organization", "name": work.organization.name}
    if work.date:
        data["datePublished"] = work.date.iso
    if work.identifiers:
        data["sameAs"] = [format_address(one) for one in work.identifiers]
    if work.license.startswith(("https://", "http://")):
        data["license"] = work.license
    if code := [link.url for link in work.links if link.kind == "code"]:
        data["subjectOf"] = [{"@type": "SoftwareSourceCode", "codeRepository": url} for url in code]
    data["isPartOf"] = {"@id": place_page(paper_path(paper.slug)).root}
    return embed(data)


def describe_dataset(atlas: Atlas, path: str, name: str, description: str, measured: Sequence[str] = ()) -> Markup:
    """The results on the page at `path`, or of the whole review, as schema.org's `Dataset` with its downloads."""
    whole = absolute(atlas.base_url, HOME)
    files: tuple[tuple[str, str], ...] = (
        ("data/results.json", "application/json"),
        ("data/papers.json", "application/json"),
        ("data/papers.bib", "application/x-bibtex"),
        ("data/results.csv", "text/csv"),
    )
    data: dict[str, Json] = {
        "@context": _CONTEXT,
        "@type": "Dataset",
        "@id": absolute(atlas.base_url, path),
        "name": name,
        "description": description,
        "url": absolute(atlas.base_url, path),
        "isAccessibleForFree": True,
        "inLanguage": atlas.review.settings.language,
    }
    data |= _describe_imprint(atlas.review.settings.imprint)
    if measured:
        data["variableMeasured"] = list(measured)
    if path != HOME:
        data["isPartOf"] = {"@type": "Dataset", "@id": whole, "name": atlas.review.settings.title}
    files = files if path == HOME else files[:1]
    data["distribution"] = [
        {"@type": "DataDownload", "encodingFormat": form, "contentUrl": absolute(atlas.base_url, file)} for file, form in files
    ]
    return embed(data)


def _describe_imprint(imprint: Imprint) -> dict[str, Json]:
    """Who made the review, when, and under which licence, as far as that is stated."""
    stated: dict[str, Json] = {
        "creator": [describe_maker(maker) for maker in imprint.authors],
        "license": imprint.license.url if imprint.license else "",
        "datePublished": imprint.published,
        "version": imprint.version,
        "identifier": imprint.doi_address,
    }
    return {name: value for name, value in stated.items() if value}


def embed(data: Json) -> Markup:
    """JSON that may stand in a `<script>`: no letter of it can end the element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return Markup(text)  # noqa: S704  (nothing is left that HTML reads)


def describe_metric(atlas: Atlas, place: Place, label: str, description: str) -> Markup:
    """A metric's table, on any of its pages, as a `Dataset`."""
    return describe_dataset(atlas, place.path, f"{label}: {atlas.review.settings.title}", description, (label,))
