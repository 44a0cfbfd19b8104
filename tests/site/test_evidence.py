"""The evidence map and the coverage page: what they count, where they lead, and which holes they show."""

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from litatlas.content.slugs import name_slug
from litatlas.review.loading import load_papers
from litatlas.site.build import build
from litatlas.site.pages.coverage import NO_ABSTRACT, NO_NUMBER, ONLY_OTHERS, explain_silence
from tests.invented import ENTRIES, Entry, make_review
from tests.serving import serve_site
from tests.site.conftest import BASE_PATH, OpenPage
from tests.site.markup import parse_page, resolve
from tests.site.tables import load_rows

MAP = "evidence-map/index.html"
READ_COVERAGE = """groups => groups.map(one => [...one.querySelectorAll("h2, li")].map(part => part.innerText.trim()))"""
SETTER = Entry("Stork Sets Up", "Storks wade in ponds. Stork was trained on 8 GPUs with a batch size of 256.", "May 9, 2024")
SWAN = Entry("Swan Names a Chip", "Swans wade in ponds. Swan runs on an NVIDIA H100 GPU.", "May 9, 2024")


@pytest.fixture(scope="module")
def evidence_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented review with a paper of set-up numbers alone, and one that names a device without a number."""
    root = make_review(tmp_path_factory.mktemp("evidence") / "review", [*ENTRIES, SETTER, SWAN], files={})
    build(root, base_url="https://someone.github.io/review/")
    return root


def test_each_cell_counts_the_results_of_its_topic_that_name_its_device(evidence_review: Path, open_page: OpenPage) -> None:
    site = evidence_review / "site"
    expected: Counter[tuple[str, str]] = Counter()
    topics = {paper["slug"]: paper["topics"] for paper in load_rows(site, "papers")}
    for result in load_rows(site, "results"):
        for topic in topics[result["paper"]]:
            expected.update((topic, name) for name in {*map(name_slug, result["hardware"])} or {"not stated"})
    page = open_page((site / MAP).as_uri()).page
    table = page.locator("section", has=page.locator("#by-device")).locator("table")
    columns = table.locator("thead th a").evaluate_all("links => links.map(link => link.innerText)")
    found = {}
    for row in table.locator("tbody tr").all():
        topic = (row.locator("th a").get_attribute("href") or "").split("/")[-2]
        texts = row.locator("td").all_inner_texts()
        for column, text in zip(columns, texts, strict=True):
            if text.strip().isdigit():
                found[topic, column if column == "not stated" else name_slug(column)] = int(text)

    assert found == dict(expected)


def test_a_cell_leads_to_the_results_that_it_counts(evidence_review: Path, open_page: OpenPage) -> None:
    with serve_site(evidence_review / "site") as address:
        page = open_page(f"{address}{MAP}").page
        cells = page.locator("td[class^=h]:not(.hole) a")
        counts = {cell.get_attribute("href"): int(cell.inner_text()) for cell in cells.all()}
        assert counts
        for href, count in counts.items():
            page.goto(f"{address}evidence-map/{href}")
            expect(page.locator("#table-status, [role=status]").first).to_contain_text(f"{count} ")


def test_a_hole_is_empty_and_papers_without_a_number_are_no_hole(evidence_review: Path, open_page: OpenPage) -> None:
    page = open_page((evidence_review / "site" / MAP).as_uri()).page
    table = page.locator("section", has=page.locator("#by-device")).locator("table")
    columns = table.locator("thead th a").evaluate_all("links => links.map(link => link.innerText)")
    ponds = table.locator("tbody tr", has_text="Ponds").locator("td")
    deserts = table.locator("tbody tr", has_text="Deserts").locator("td")

    expect(ponds.nth(columns.index("NVIDIA H100"))).to_have_class("mute")
    expect(ponds.nth(columns.index("NVIDIA H100"))).to_have_text("papers without a number")
    assert deserts.evaluate_all("cells => cells.map(cell => cell.className)") == ["hole"] * len(columns)


def test_the_map_scrolls_in_itself_on_a_phone_and_its_topics_stay_in_sight(captures_review: Path, open_page: OpenPage) -> None:
    page = open_page((captures_review / "site" / MAP).as_uri(), viewport={"width": 390, "height": 844}).page
    table = page.locator(".map").first
    head = table.locator("tbody th").first
    table.evaluate("box => { box.scrollLeft = 300 }")

    assert table.evaluate("box => box.scrollLeft") == 300
    boxes = [head.bounding_box(), table.bounding_box()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[0]["x"] == boxes[1]["x"]


def test_the_map_is_on_the_way_from_every_page(tiny_review: Path) -> None:
    for path in ("index.html", "papers/index.html", "metrics/speed/index.html"):
        targets = {resolve(path, link, BASE_PATH) for link in parse_page(tiny_review / "site" / path).links()}
        foot = ("coverage/index.html", "") if path == "index.html" else ("index.html", "data")
        assert {(MAP, ""), foot} <= targets


def test_every_paper_stands_on_the_coverage_pages_with_its_results(many_review: Path) -> None:
    site = many_review / "site"
    reported = Counter(result["paper"] for result in load_rows(site, "results"))
    papers = {paper["slug"]: reported[paper["slug"]] for paper in load_rows(site, "papers")}
    found: dict[str, int] = {}
    for path in ("coverage/index.html", "coverage/page/2/index.html"):
        page = parse_page(site / path)
        links = (tag for tag in page.named("a") if tag.parents[-2:] == ("ol", "li") and "nav" not in tag.parents)
        slugs = [tag.attributes["href"].split("/")[-2] for tag in links]
        lines = [text for parents, text in page.texts if parents[-3:] == ("ol", "li", "small")]
        found |= {slug: int((re.search(r"(\d+) results?", line) or "00")[1]) for slug, line in zip(slugs, lines, strict=True)}

    assert found == papers


def test_a_paper_without_results_stands_first_with_the_reason(evidence_review: Path, open_page: OpenPage) -> None:
    page = open_page((evidence_review / "site/coverage/index.html").as_uri()).page
    groups = page.locator(".group").evaluate_all(READ_COVERAGE)
    headings = [heading for heading, *_ in groups]
    silent, mute, found = (lines for _, *lines in groups)

    assert headings == [text.capitalize() for text in (ONLY_OTHERS, NO_NUMBER)] + ["With results"]
    assert any(line.startswith("Stork") and "set-up" in line for line in silent)
    assert [line.split(" ")[0] for line in mute] == ["What"]
    assert all(re.search(r"\d+ results?", line) for line in found)


def test_the_reasons_of_all_papers_without_results_add_up(evidence_review: Path, open_page: OpenPage) -> None:
    page = open_page((evidence_review / "site/coverage/index.html").as_uri()).page
    section = page.locator("section", has=page.get_by_role("heading", name="Why papers have no result"))
    counted = dict(
        zip(section.locator("li > span:first-child").all_inner_texts(), section.locator(".n").all_inner_texts(), strict=True)
    )

    assert counted == {ONLY_OTHERS: "2", NO_NUMBER: "1"}
    expect(page.locator(".lead")).to_contain_text("4 of 7 papers state a result")


def test_a_paper_that_no_source_has_an_abstract_of_is_silent_for_that(evidence_review: Path) -> None:
    (paper,) = (paper for paper in load_papers(evidence_review).values() if paper.slug.startswith("what-moles"))
    without = replace(paper, work=replace(paper.work, abstract=None, abstract_sha256=None))

    assert (explain_silence(paper), explain_silence(without)) == (NO_NUMBER, NO_ABSTRACT)


def test_a_paper_lists_the_numbers_that_are_no_result_and_the_terms_of_its_topics(
    evidence_review: Path, open_page: OpenPage
) -> None:
    page = open_page((evidence_review / "site/papers/stork-sets-up/index.html").as_uri(), java_script_enabled=False).page
    page.get_by_text("How it was read", exact=True).click()

    expect(page.locator("details p", has_text="Numbers that are no result:")).to_contain_text("set-up, batch size: 256")
    expect(page.locator("details p", has_text="Topics, by their terms:")).to_contain_text("Ponds and herons (pond")


def test_topics_tell_how_many_of_their_papers_have_a_result(evidence_review: Path, open_page: OpenPage) -> None:
    page = open_page((evidence_review / "site/coverage/index.html").as_uri()).page
    section = page.locator("section", has=page.get_by_role("heading", name="Papers with a result, by topic"))
    shares = {row[0]: row[-1] for row in (text.split("\n") for text in section.locator("li").all_inner_texts())}

    assert shares["Rivers & streams"] == "1 of 1"
    assert shares["Burrows"] == "1 of 2"
