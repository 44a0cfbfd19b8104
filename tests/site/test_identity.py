"""Papers that lead to their papers: authors, venues and links on pages and cards, and pages of those who wrote several."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from litatlas.commands.ingest import ingest
from litatlas.content.papers import format_paper
from litatlas.errors import ContentError
from litatlas.identity.names import parse_authors
from litatlas.model import Extraction, Identifier, Link, Paper, PartialDate, Publication, Source, Witness, Work
from litatlas.people import find_papers
from litatlas.review.loading import load_papers
from litatlas.site.build import build
from litatlas.text.repair import repair
from tests.invented import write_files
from tests.site.conftest import OpenPage
from tests.site.markup import ParsedPage, parse_page

FROGS = "herons-count-frogs"
TOADS = "herons-count-toads"


def make_paper(slug: str, title: str, **facts: object) -> str:
    witness = Witness(Source("ponds.bib", 1, "a" * 64, None), ("title",), {})
    given: dict[str, object] = {
        "abstract": None, "abstract_sha256": None, "author_count": None, "authors": (), "organization": None, "date": None,
        "comments": None, **facts,
    }  # fmt: skip
    work = Work(title=repair(title), witnesses=(witness,), **given)  # type: ignore[arg-type]
    return format_paper(Paper(slug, work, Extraction((), (), (), (), {})))


PAPERS = {
    FROGS: make_paper(
        FROGS, "Herons Count Frogs", authors=parse_authors(["Łucja Żuraw", "Otto Otter", "H. Heron"]),
        date=PartialDate("2024-01"),
        identifiers=(Identifier("arxiv", "2401.01234", "2"), Identifier("doi", "10.1000/frogs")),
        links=(Link("code", "https://github.com/someone/frogs"), Link("project", "https://frogs.github.io/")),
        publications=(Publication("preprint", "", "2024-01"), Publication("conference paper", "PondConf 2024", "2024-07")),
        license="CC-BY-4.0",
    ),
    TOADS: make_paper(
        TOADS, "Herons Count Toads", authors=parse_authors(["Lucja Zuraw", "Heron, Hanna"]), date=PartialDate("2025"),
        publications=(Publication("conference paper", "PondConf (2025)", "2025"),),
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("identity") / "review"
    people = "people:\n  - {name: Hanna Heron, names: [H. Heron]}\n"
    pages = {f"content/papers/{slug}.md": text for slug, text in PAPERS.items()}
    write_files(root, {"content/review.yml": "title: Ponds\nabstracts: false\n", "content/people.yml": people, **pages})
    build(root, base_url="https://someone.github.io/review/")
    return root / "site"


def read(site: Path, path: str) -> ParsedPage:
    return parse_page(site / path)


def links_of(page: ParsedPage) -> list[str]:
    return [tag.attributes["href"] for tag in page.named("a") if "href" in tag.attributes]


def test_a_paper_leads_to_its_paper_by_a_row_of_links(site: Path) -> None:
    links = links_of(read(site, f"papers/{FROGS}/index.html"))

    start = links.index("https://arxiv.org/pdf/2401.01234v2")
    assert links[start : start + 6] == [
        "https://arxiv.org/pdf/2401.01234v2", "https://arxiv.org/abs/2401.01234v2", "https://doi.org/10.1000/frogs",
        "https://github.com/someone/frogs", "https://frogs.github.io/", "#bibtex",
    ]  # fmt: skip


def test_the_link_to_a_citation_shows_it_with_scripts_and_without(open_page: OpenPage, site: Path) -> None:
    for scripted in (True, False):
        page = open_page((site / f"papers/{FROGS}/index.html").as_uri(), java_script_enabled=scripted).page
        page.locator(".links").get_by_text("BibTeX", exact=True).click()
        expect(page.locator("#bibtex")).to_be_visible()


def test_cards_lead_to_the_paper_and_its_code(site: Path) -> None:
    links = links_of(read(site, "papers/index.html"))

    assert {"https://arxiv.org/pdf/2401.01234v2", "https://doi.org/10.1000/frogs", "https://github.com/someone/frogs"} <= {*links}


def test_who_wrote_several_papers_has_a_page_whatever_the_accents_and_what_people_say_is_one(site: Path) -> None:
    for slug in ("lucja-zuraw", "hanna-heron"):
        links = links_of(read(site, f"authors/{slug}/index.html"))
        assert {f"../../papers/{paper}/index.html" for paper in PAPERS} <= {*links}
    assert not (site / "authors" / "otto-otter").exists()


def test_a_series_of_a_venue_has_one_page_for_all_of_its_years(site: Path) -> None:
    links = links_of(read(site, "venues/pondconf/index.html"))

    assert {f"../../papers/{paper}/index.html" for paper in PAPERS} <= {*links}
    assert "../../venues/pondconf/index.html" in links_of(read(site, f"papers/{FROGS}/index.html"))


def test_both_appearances_stand_on_the_page(site: Path) -> None:
    text = (site / "papers" / FROGS / "index.html").read_text(encoding="utf-8")

    assert "Preprint, Jan 2024" in text
    assert "PondConf 2024, Jul 2024" in text


def test_home_leads_to_the_indexes_that_there_are(site: Path) -> None:
    links = links_of(read(site, "index.html"))

    assert {"authors/index.html", "venues/index.html"} <= {*links}
    assert "organizations/index.html" not in links
    assert not (site / "organizations").exists()


def test_machines_are_told_authors_numbers_and_where_the_paper_is(site: Path) -> None:
    page = read(site, f"papers/{FROGS}/index.html")

    tags = {tag.attributes["name"]: tag.attributes["content"] for tag in page.named("meta") if "name" in tag.attributes}
    (data,) = [json.loads(text) for parents, text in page.texts if parents[-1:] == ("script",) and text.strip()]
    assert tags["citation_arxiv_id"] == "2401.01234"
    assert tags["citation_doi"] == "10.1000/frogs"
    assert tags["citation_pdf_url"] == "https://arxiv.org/pdf/2401.01234v2"
    assert tags["citation_conference_title"] == "PondConf 2024"
    assert data["sameAs"] == ["https://arxiv.org/abs/2401.01234v2", "https://doi.org/10.1000/frogs"]
    assert [person["name"] for person in data["author"]] == ["Łucja Żuraw", "Otto Otter", "H. Heron"]


def test_feeds_lead_to_the_papers_themselves(site: Path) -> None:
    feed = (site / "feed.xml").read_text(encoding="utf-8")

    assert '<link rel="related" title="arXiv" href="https://arxiv.org/abs/2401.01234v2"/>' in feed


@pytest.mark.parametrize("asked", ["2401.01234", "https://arxiv.org/abs/2401.01234v1", "doi:10.1000/FROGS"])
def test_a_paper_can_be_asked_for_by_its_number(site: Path, asked: str) -> None:
    assert [paper.slug for paper in find_papers(load_papers(site.parent), asked)] == [FROGS]


def test_the_number_of_a_review_of_facts_leads_to_the_very_words_in_the_abstract(tmp_path: Path) -> None:
    numbered = 'title,abstract,arxiv\nHerons Wade,"Herons wade. Heron is 2.3x faster than Pond, and 2.3x calmer.",2401.05678\n'
    listing = tmp_path / "list.csv"
    listing.write_text(numbered, encoding="utf-8")
    root = tmp_path / "review"
    write_files(root, {"content/review.yml": "title: Ponds\nabstracts: false\n"})

    ingest(root, [listing])
    build(root)

    page = (root / "content/papers/herons-wade.md").read_text(encoding="utf-8")
    links = links_of(read(root / "site", "papers/herons-wade/index.html"))
    assert "https://arxiv.org/abs/2401.05678#:~:text=is-,2.3x" in links
    assert "Heron is 2.3x faster" not in page
    data = json.loads((root / "site/data/explorer/rows/0.json").read_text(encoding="utf-8"))
    assert data["papers"]["address"] == ["https://arxiv.org/abs/2401.05678"]
    assert data["rows"]["words"]["0"] == "is-,2.3x"


def test_a_review_of_one_paper_has_no_page_of_names(tmp_path: Path) -> None:
    write_files(tmp_path, {"content/review.yml": "title: Ponds\n", f"content/papers/{FROGS}.md": PAPERS[FROGS]})

    build(tmp_path)

    assert not {"authors", "venues", "organizations"} & {path.name for path in (tmp_path / "site").iterdir()}


def test_a_page_of_names_is_mended_by_what_people_say(tmp_path: Path) -> None:
    people = "people:\n  - {name: Another Zuraw, names: [Łucja Żuraw], papers: [herons-count-toads]}\n"
    pages = {f"content/papers/{slug}.md": text for slug, text in PAPERS.items()}
    write_files(tmp_path, {"content/review.yml": "title: Ponds\n", "content/people.yml": people, **pages})

    build(tmp_path)

    assert not (tmp_path / "site" / "authors").exists()


def test_what_people_say_of_authors_numbers_links_and_venues_wins_and_the_machine_is_told_beside(tmp_path: Path) -> None:
    said = "why: the publisher says so, by: Ann, on: 2026-11-21}"
    note = f"""---
paper: {FROGS}
overrides:
  authors: {{was: ["Łucja Żuraw", "Otto Otter", "H. Heron"], set: [Hanna Heron], {said}
  identifiers: {{was: ["arxiv:2401.01234v2", "doi:10.1000/frogs"], set: ["doi:10.1000/mended"], {said}
  links: {{was: null, set: [{{kind: code, url: "https://gitlab.com/someone/frogs"}}], {said}
  publications: {{was: null, set: [{{kind: article, venue: Journal of Ponds, date: 2025-07}}], {said}
---
"""
    pages = {f"content/papers/{FROGS}.md": PAPERS[FROGS], "content/notes/frogs.md": note}
    write_files(tmp_path, {"content/review.yml": "title: Ponds\n", **pages})

    build(tmp_path)

    page = read(tmp_path / "site", f"papers/{FROGS}/index.html")
    text = (tmp_path / "site" / "papers" / FROGS / "index.html").read_text(encoding="utf-8")
    links = links_of(page)
    assert {"https://doi.org/10.1000/mended", "https://gitlab.com/someone/frogs"} <= {*links}
    assert "https://arxiv.org/abs/2401.01234v2" not in links
    assert "Journal of Ponds, Jul 2025" in text
    assert "Łucja Żuraw, Otto Otter, H. Heron" in text


@pytest.mark.parametrize("value", ["[arxiv]", "[arxiv:9999.99999]", "[DOI:10.1000/Upper]", "arxiv:2401.01234", "[]x"])
def test_an_override_that_is_no_identifier_is_a_fault_at_its_line(tmp_path: Path, value: str) -> None:
    note = f"---\npaper: {FROGS}\noverrides:\n  identifiers: {{was: null, set: {value}, why: x, by: Ann, on: 2026-11-21}}\n---\n"
    pages = {f"content/papers/{FROGS}.md": PAPERS[FROGS], "content/notes/frogs.md": note}
    write_files(tmp_path, {"content/review.yml": "title: Ponds\n", **pages})

    with pytest.raises(ContentError) as raised:
        build(tmp_path)

    assert [(fault.file, fault.line) for fault in raised.value.faults] == [("content/notes/frogs.md", 4)]
