"""What the site says to machines: citations, structured data, feeds, bibliographies, llms.txt; and how much its pages weigh."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

from litatlas.site.build import build
from tests.export.editions import lay_out
from tests.serving import serve_site
from tests.site.conftest import BASE_PATH, OpenPage
from tests.site.markup import ParsedPage, parse_page, parse_site, resolve
from tests.site.tables import load_rows

BASE = "https://someone.github.io/review/"
HERON = "papers/heron-sparse-kernels-for-quiet-ponds/index.html"
NAMED = "papers/heron-patient-kernels-3-1x-faster-than-tortoise/index.html"
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def named_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small review whose first paper names its authors and organization, with an imprint."""
    root = lay_out(tmp_path_factory.mktemp("named"))
    build(root, base_url=BASE)
    return root


def read_tags(page: ParsedPage, prefix: str) -> list[tuple[str, str]]:
    """The tags whose names or properties begin so; one tag may have both."""
    tags = [tag.attributes for tag in page.named("meta")]
    found = [(tag.get(key) or "", tag.get("content", "")) for key in ("name", "property") for tag in tags]
    return [(name, content) for name, content in found if name.startswith(prefix)]


def read_structured(page: ParsedPage) -> list[dict[str, Any]]:
    return [json.loads(text) for parents, text in page.texts if parents[-1:] == ("script",) and text.strip()]


def test_a_paper_tells_reference_managers_what_is_known_of_it(named_review: Path) -> None:
    tags = read_tags(parse_page(named_review / "site" / NAMED), "citation_")

    assert [content for name, content in tags if name == "citation_author"] == ["Ada Wader", "Grus Heron", "李鹭"]
    assert ("citation_publication_date", "2024/05/03") in tags
    assert ("citation_publisher", "Pond Lab") in tags
    assert ("citation_title", "Heron: Patient Kernels 3.1x Faster than Tortoise") in tags
    assert not [name for name, _ in tags if "doi" in name or "arxiv" in name]


def test_a_paper_of_which_little_is_known_says_little(named_review: Path) -> None:
    tags = dict(read_tags(parse_page(named_review / "site/papers/otters-hold-hands/index.html"), "citation_"))

    assert tags.keys() <= {"citation_title"}


def test_every_page_has_what_previews_of_links_show(any_site: Path) -> None:
    for path, page in parse_site(any_site).items():
        tags = dict(read_tags(page, "og:"))
        assert tags.keys() == {"og:title", "og:description"}, path
        (address,) = (tag.attributes["href"] for tag in page.named("link") if tag.attributes.get("rel") == "canonical")
        is_moved = any(tag.attributes.get("http-equiv") == "refresh" for tag in page.named("meta"))
        assert is_moved or address == f"{BASE}{path.removesuffix('index.html')}", path


def test_structured_data_is_json_that_names_an_article_on_papers_and_a_data_set_on_tables(any_site: Path) -> None:
    papers = {paper["slug"]: paper for paper in load_rows(any_site, "papers")}
    for path, page in parse_site(any_site).items():
        kinds = [data["@type"] for data in read_structured(page)]
        is_moved = any(tag.attributes.get("http-equiv") == "refresh" for tag in page.named("meta"))
        folder, _, name = path.partition("/")
        if folder == "papers" and (paper := papers.get(name.partition("/")[0])):
            # of title and date alone, the other tags say as much
            more = any(paper.get(fact) for fact in ("authors", "organization", "identifiers", "links", "license"))
            assert kinds == ["ScholarlyArticle"] * more, path
        elif path == "index.html" or (folder == "metrics" and not is_moved and not re.match(r"index|page/", name)):
            assert kinds == ["Dataset"], path


def test_an_article_and_a_data_set_say_where_they_are_and_what_is_in_them(named_review: Path) -> None:
    (article,) = read_structured(parse_page(named_review / "site" / NAMED))
    (data_set,) = read_structured(parse_page(named_review / "site/index.html"))

    assert [author["name"] for author in article["author"]] == ["Ada Wader", "Grus Heron", "李鹭"]
    address = f"{BASE}{NAMED.removesuffix('index.html')}"
    assert (article["datePublished"], urljoin(address, article["url"])) == ("2024-05-03", address)
    assert urljoin(address, article["isPartOf"]["@id"]) == data_set["@id"] == BASE
    assert [(maker["@type"], maker["name"]) for maker in data_set["creator"]] == [
        ("Person", "Hanna van der Heron"), ("Person", "Otto Otter"), ("Organization", "Pond Lab")
    ]  # fmt: skip
    assert (data_set["license"], data_set["datePublished"]) == ("https://spdx.org/licenses/CC-BY-4.0", "2026-11-29")
    assert {f"{BASE}data/results.json", f"{BASE}data/results.csv"} <= {part["contentUrl"] for part in data_set["distribution"]}
    assert all((named_review / "site" / part["contentUrl"].removeprefix(BASE)).is_file() for part in data_set["distribution"])


def test_no_text_ends_the_structured_data(hostile_review: Path) -> None:
    for path in (hostile_review / "site").rglob("*.html"):
        for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', path.read_text(), re.DOTALL):
            assert not set("<>&") & set(block), path
            assert json.loads(block)["@context"] == "https://schema.org"


def test_structured_data_breaks_no_policy(open_page: OpenPage, tiny_address: str, named_review: Path) -> None:
    with serve_site(named_review / "site") as named_address:
        for address in (tiny_address, f"{tiny_address}metrics/speed/", f"{named_address}{NAMED}"):
            watched = open_page(address)
            assert watched.page.locator("script[type='application/ld+json']").count() == 1
            assert watched.problems == []


def test_topics_and_devices_have_feeds_that_their_pages_name(tiny_review: Path) -> None:
    site = tiny_review / "site"
    expected = (
        ("topics/ponds", "Ponds and herons", 2),
        ("hardware/nvidia-a100", "NVIDIA A100", 2),
        ("topics/deserts", "Deserts", 0),
    )
    for folder, title, papers in expected:
        feed = ElementTree.fromstring((site / folder / "feed.xml").read_text())
        page = parse_page(site / folder / "index.html")
        assert feed.findtext(f"{ATOM}title") == f"{title}: Animals, measured"
        assert len(feed.findall(f"{ATOM}entry")) == papers
        assert feed.findtext(f"{ATOM}id") == f"{BASE}{folder}/"
        assert "feed.xml" in {link.split("/")[-1] for link in page.links()}
        assert [tag.attributes["href"] for tag in page.named("link") if tag.attributes.get("rel") == "alternate"] == [
            "../../feed.xml", f"../../{folder}/feed.xml",
        ]  # fmt: skip


def test_a_feed_of_a_large_topic_holds_the_newest_twenty(many_review: Path) -> None:
    feed = ElementTree.fromstring((many_review / "site/topics/ponds/feed.xml").read_text())
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.findall(f"{ATOM}entry")]

    assert len(updated) == 20
    assert updated == sorted(updated, reverse=True)
    assert updated[0].startswith("2024-05-28")


def test_the_bibliographies_hold_every_paper_under_the_same_key(any_site: Path) -> None:
    papers = load_rows(any_site, "papers")
    keys = re.findall(r"^@misc\{(.+),$", (any_site / "data/papers.bib").read_text(), re.MULTILINE)
    items = json.loads((any_site / "data/papers.csl.json").read_text())

    assert len(set(keys)) == len(keys) == len(papers)
    assert [item["id"] for item in items] == keys


def test_the_index_of_the_data_tells_each_file_with_its_rows_and_bytes(any_site: Path) -> None:
    index = json.loads((any_site / "data/index.json").read_text())
    papers, results = (json.loads((any_site / f"data/{name}.json").read_text()) for name in ("papers", "results"))

    assert {
        form: sum(part["rows"] for part in index["papers"]["files"][form]) for form in ("json", "bibtex", "csl-json")
    } == dict.fromkeys(("json", "bibtex", "csl-json"), len(papers))
    assert {sum(part["rows"] for part in index["results"]["files"][form]) for form in ("json", "csv")} == {len(results)}
    for table in index.values():
        for part in (part for parts in table["files"].values() for part in parts):
            assert (any_site / "data" / part["path"]).stat().st_size == part["bytes"] <= 5_000_000
    assert {result["paper"] for result in results} <= {paper["slug"] for paper in papers}


def test_the_scripts_that_save_latex_are_told_how_it_writes_every_letter_of_the_results(any_site: Path) -> None:
    letters = json.loads((any_site / "data/letters.json").read_text())
    told = "".join(letters["definitions"])
    titles = {paper["slug"]: paper["readable_title"] for paper in load_rows(any_site, "papers")}
    results = load_rows(any_site, "results")
    used = {
        letter
        for result in results
        for text in (titles[result["paper"]], result["quote"], *result["baseline"])
        for letter in text
    }

    for letter in used:
        octets = "".join(rf"\string^^{octet:02x}" for octet in letter.encode())
        assert letter.isascii() or letter in letters["escapes"] or octets in told or "À" <= letter <= "ſ", letter


def test_bibtex_is_copied_by_a_button_and_read_without_one(open_page: OpenPage, tiny_review: Path, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}{HERON}", permissions=["clipboard-read", "clipboard-write"]).page
    page.get_by_text("Cite this paper").click()
    page.get_by_role("button", name="Copy BibTeX").click()
    expect(page.locator("#copy")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("@misc{heron2024sparse,")
    assert copied in (tiny_review / "site/data/papers.bib").read_text()

    plain = open_page((tiny_review / "site" / HERON).as_uri(), java_script_enabled=False).page
    plain.get_by_text("Cite this paper").click()
    expect(plain.locator("#bibtex")).to_contain_text("heron2024sparse")
    expect(plain.get_by_role("button", name="Copy BibTeX")).to_be_hidden()


def test_the_foot_of_the_home_page_leads_to_all_results_as_a_table(any_site: Path) -> None:
    foot = (any_site / "index.html").read_text().partition("<footer")[2]
    assert '<a href="data/results.csv">All results as CSV</a>' in foot


def test_llms_txt_is_a_title_a_summary_and_lists_of_links_to_files_that_are_there(any_site: Path) -> None:
    text = (any_site / "llms.txt").read_text()
    lines = text.splitlines()
    links = re.findall(r"^- \[[^\[\]]+\]\(https://someone\.github\.io/review/([^()\s]*)\)", text, re.MULTILINE)

    assert lines[0].startswith("# ")
    assert Counter(line[:2] for line in lines)["# "] == 1
    assert lines[2].startswith("> ")
    assert len(links) == sum(line.startswith("- ") for line in lines)
    for link in links:
        assert (any_site / link / "index.html" if link.endswith("/") or not link else any_site / link).is_file(), link
    assert len(text.encode()) < 40_000


def weigh(site: Path, path: str) -> tuple[int, int]:
    """The bytes of a page with its style and scripts, plain and compressed."""
    page = parse_page(site / path)
    assets = {resolve(path, address, BASE_PATH)[0] for address in page.assets() if address.endswith((".css", ".js"))}
    parts = [(site / name).read_bytes() for name in (path, *sorted(assets))]
    return sum(map(len, parts)), sum(len(gzip.compress(part, mtime=0)) for part in parts)


@pytest.mark.captures
def test_no_paper_of_the_captures_weighs_more_than_40_kb_nor_the_home_page_more_than_100(captures_review: Path) -> None:
    site = captures_review / "site"
    papers = [path.relative_to(site).as_posix() for path in (site / "papers").glob("*/index.html") if path.parent.name != "page"]
    weights = {path: weigh(site, path) for path in papers}

    assert {path: weight for path, weight in weights.items() if weight[0] > 40_000 or weight[1] > 15_000} == {}
    assert weigh(site, "index.html")[0] <= 100_000


@pytest.mark.parametrize(("slug", "most"), [("what-moles-know-of-gardens", 2_600), ("otter-caches-for-long-rivers", 3_700)])
def test_a_paper_of_few_words_has_a_page_of_few_bytes_beyond_them(tiny_review: Path, slug: str, most: int) -> None:
    path = tiny_review / f"site/papers/{slug}/index.html"
    words = " ".join(parse_page(path).text_in("main").split())

    assert path.stat().st_size - len(words.encode()) <= most  # ten thousand papers have each of these bytes as often


def test_no_page_loads_more_than_100_kb_of_script(any_site: Path) -> None:
    for path, page in parse_site(any_site).items():
        sources = {tag.attributes["src"] for tag in page.named("script") if "src" in tag.attributes}
        names = {resolve(path, source, BASE_PATH)[0] for source in sources}
        assert sum((any_site / name).stat().st_size for name in names) <= 100_000, path
