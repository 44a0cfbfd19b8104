"""Texts of untrusted origin stay texts: in the HTML of every page, in the feed, and in a real browser."""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from litatlas.commands.export import export
from litatlas.review.loading import load_papers
from litatlas.text.repair import repair
from tests.serving import serve_site
from tests.site.conftest import OpenPage
from tests.site.hostile import ALL, ATTACKS, SLUG
from tests.site.markup import parse_page, parse_site
from tests.site.tables import load_rows

OWN_TAGS = frozenset(
    "html head meta title link body a header nav ul ol li img form input button main footer p h1 h2 h3 div section aside article "
    "table caption thead tbody tr th td em b i q abbr small mark sup span time dl dt "
    "dd details summary figure figcaption svg rect code pre noscript script label select option".split()
)
"""What the templates use, and what Markdown makes."""


@pytest.fixture(scope="module")
def hostile_address(hostile_review: Path) -> Iterator[str]:
    with serve_site(hostile_review / "site") as address:
        yield address


def test_no_text_becomes_a_tag(hostile_review: Path) -> None:
    for path, page in parse_site(hostile_review / "site").items():
        assert {tag.name for tag in page.tags} - OWN_TAGS == set(), path
        scripts = [tag.attributes for tag in page.named("script")]
        assert all("assets/" in script.get("src", "") or script == {"type": "application/ld+json"} for script in scripts), path


def test_no_text_becomes_an_attribute(hostile_review: Path) -> None:
    for path, page in parse_site(hostile_review / "site").items():
        for tag in page.tags:
            assert [name for name in tag.attributes if name.startswith("on") or name in ("style", "srcdoc", "http")] == [], path


def test_no_link_runs_a_script(hostile_review: Path) -> None:
    for path, page in parse_site(hostile_review / "site").items():
        addresses = [tag.attributes[name] for tag in page.tags for name in ("href", "src", "action") if name in tag.attributes]
        schemes = {address.partition(":")[0].strip().lower() for address in addresses if ":" in address.partition("/")[0]}
        assert schemes <= {"https", "http", "mailto"}, path


def test_the_text_stands_there_as_it_was_written(hostile_review: Path) -> None:
    page = parse_page(hostile_review / "site/papers" / SLUG / "index.html")

    assert repair(ALL).readable in page.text_in("h1")
    assert repair(ALL).readable in "".join(text for parents, text in page.texts if "p" in parents)
    assert ALL in page.text_in("td")


def test_marks_do_not_end_before_their_evidence(hostile_review: Path) -> None:
    page = parse_page(hostile_review / "site/papers" / SLUG / "index.html")

    assert page.text_in("mark") == f"2.3x{ATTACKS[0]}40%"


def test_feed_and_sitemap_stay_xml_and_data_stays_json(hostile_review: Path) -> None:
    site = hostile_review / "site"
    feed = ElementTree.parse(site / "feed.xml").getroot()

    assert repair(ALL).readable in (feed.findtext("{*}entry/{*}title") or "")
    assert ElementTree.parse(site / "sitemap.xml").getroot().tag.endswith("urlset")
    (paper,) = load_rows(site, "papers")
    assert ALL in paper["title"]


def find_formulas(text: str) -> list[str]:
    """The cells of a table that a spreadsheet would run."""
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert any(cell.startswith("'=HYPERLINK") for cell in cells)
    return [cell for cell in cells if re.match(r"\s*[=+\-@\t\r＝]", cell) and not re.fullmatch(r"[+-]?[\d.,]+%?", cell)]


def test_no_cell_of_a_table_is_a_formula(hostile_review: Path) -> None:
    papers = tuple(load_papers(hostile_review).values())

    assert find_formulas("".join(export(papers, "results", "csv"))) == []
    assert find_formulas((hostile_review / "site/data/results.csv").read_text(encoding="utf-8")) == []


@pytest.mark.browser
def test_no_cell_of_what_a_browser_saves_is_a_formula(open_page: OpenPage, hostile_address: str) -> None:
    page = open_page(f"{hostile_address}results/").page
    page.locator("summary", has_text="Download").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()

    assert find_formulas(Path(waiting.value.path()).read_text(encoding="utf-8")) == []


@pytest.mark.browser
def test_no_page_runs_a_foreign_script(open_page: OpenPage, hostile_review: Path, hostile_address: str) -> None:
    watched = open_page(hostile_address)
    for path in sorted((hostile_review / "site").rglob("*.html")):
        name = path.relative_to(hostile_review / "site").as_posix()
        if name == "404.html" or "http-equiv=refresh" in path.read_text(encoding="utf-8"):  # which leads on at once
            continue
        watched.page.goto(f"{hostile_address}{name}")

        assert watched.page.evaluate("window.pwned") is None, name
    assert watched.problems == []


@pytest.mark.browser
def test_a_hit_shows_the_text_and_runs_nothing(open_page: OpenPage, hostile_address: str) -> None:
    watched = open_page(f"{hostile_address}search/?q=attacks")

    expect(watched.page.locator("#hits > li")).to_have_count(1)
    assert ATTACKS[0] in watched.page.locator("#hits h2").inner_text()
    assert watched.page.locator("#hits script, #hits img, #hits svg").count() == 0
    assert watched.page.evaluate("window.pwned") is None
    assert watched.problems == []


@pytest.mark.browser
def test_words_of_the_address_stay_text(open_page: OpenPage, hostile_address: str) -> None:
    watched = open_page(f"{hostile_address}search/?q=%3Cimg+src%3Dx+onerror%3Dwindow.pwned%3D9%3E&topic=%22%5D%3Cb%3E")

    expect(watched.page.locator("#status")).to_contain_text("No paper")
    assert watched.page.evaluate("window.pwned") is None
    assert watched.problems == []
