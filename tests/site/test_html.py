"""The HTML of all pages of all reviews, without a browser: what each page must have, must not have, and where it links."""

from itertools import pairwise
from pathlib import Path

import pytest

from tests.site.conftest import BASE_PATH
from tests.site.markup import is_external, parse_page, parse_site, resolve
from tests.site.tables import load_rows

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def test_the_tags_of_every_page_nest(any_site: Path) -> None:
    assert {path: page.faults for path, page in parse_site(any_site).items() if page.faults} == {}


def test_every_id_stands_once_on_its_page(any_site: Path) -> None:
    twice = {(path, id_) for path, page in parse_site(any_site).items() for id_, count in page.ids().items() if count > 1}

    assert twice == set()


def test_every_link_leads_to_a_file_and_to_an_anchor_that_is_there(any_site: Path) -> None:
    pages = parse_site(any_site)
    ids = {path: page.ids() for path, page in pages.items()}
    files = {path.relative_to(any_site).as_posix() for path in any_site.rglob("*") if path.is_file()}

    broken = []
    for path, page in pages.items():
        forms = [tag.attributes["action"] for tag in page.named("form") if "action" in tag.attributes]
        for address in {*page.links(), *page.assets(), *forms}:
            if is_external(address):
                continue
            target, anchor = resolve(path, address, BASE_PATH)
            if target not in files or (anchor and anchor not in ids[target]):
                broken.append((path, address))
    assert broken == []


def test_every_page_names_its_language_its_title_and_one_heading(any_site: Path) -> None:
    for path, page in parse_site(any_site).items():
        (html,) = page.named("html")
        assert html.attributes.get("lang") == "en", path
        assert page.text_in("title").strip(), path
        assert len(page.named("h1")) == 1, path
        assert page.text_in("h1").strip(), path


def test_headings_never_skip_a_level(any_site: Path) -> None:
    for path, page in parse_site(any_site).items():
        levels = [int(tag.name[1]) for tag in page.tags if tag.name in HEADINGS]
        assert all(after - before <= 1 for before, after in pairwise(levels)), (path, levels)


def test_every_page_has_a_policy_that_allows_nothing_from_elsewhere(any_site: Path) -> None:
    for path, page in parse_site(any_site).items():
        named = [tag for tag in page.named("meta") if tag.attributes.get("http-equiv") == "Content-Security-Policy"]
        policies = [tag.attributes["content"] for tag in named]
        assert len(policies) == 1, path
        assert "default-src 'none'" in policies[0], path
        assert "unsafe-inline" not in policies[0], path
        assert "http" not in policies[0], path
        assert "unsafe-eval" not in policies[0], path


def test_no_page_has_scripts_or_styles_within_or_loads_from_a_host(any_site: Path) -> None:
    for path, page in parse_site(any_site).items():
        programs = [tag for tag in page.named("script") if tag.attributes.get("type") != "application/ld+json"]
        assert all(tag.attributes.get("src") for tag in programs), path
        assert page.named("style") == [], path
        assert [tag for tag in page.tags if "style" in tag.attributes] == [], path
        assert [tag for tag in page.tags if any(name.startswith("on") for name in tag.attributes)] == [], path
        assert [address for address in page.assets() if is_external(address)] == [], path


def test_every_picture_has_an_alternative_text_and_every_field_a_name(any_site: Path) -> None:
    for path, page in parse_site(any_site).items():
        assert all("alt" in tag.attributes for tag in page.named("img")), path
        fields = [tag for tag in page.named("input") if tag.attributes.get("type") != "hidden"]
        assert all("aria-label" in tag.attributes or "label" in tag.parents for tag in fields), path


def test_every_paper_stands_on_the_list_of_all_papers_once(any_site: Path) -> None:
    papers = {paper["slug"] for paper in load_rows(any_site, "papers")}
    listed: list[str] = []
    for path, page in parse_site(any_site).items():
        if path == "papers/index.html" or path.startswith("papers/page/"):
            titles = (tag for tag in page.named("a") if "h2" in tag.parents or tag.parents[-2:] == ("ol", "li"))
            addresses = [resolve(path, tag.attributes["href"], BASE_PATH)[0] for tag in titles]
            listed.extend(address.split("/")[1] for address in addresses if "/page/" not in address and address.count("/") > 1)

    assert sorted(listed) == sorted(papers)


def test_every_result_is_a_row_of_its_paper_and_of_its_metric(any_site: Path) -> None:
    results = load_rows(any_site, "results")
    expected = sorted((result["paper"], result["id"]) for result in results)
    own: list[tuple[str, str]] = []
    compared: list[tuple[str, str]] = []
    for path, page in parse_site(any_site).items():
        if path.startswith("papers/"):
            rows = [tag.attributes["id"] for tag in page.named("tr") if "id" in tag.attributes]
            own.extend((path.split("/")[1], row.removeprefix("r-")) for row in rows)
        if path.startswith(("metrics/", "results/rare/")):
            # On further pages a row is a line, whose value alone leads to it.
            cell = "td" if "/page/" in path else "th"
            links = (tag for tag in page.named("a") if tag.parents[-1] == cell and tag.attributes.get("class") != "note")
            targets = [resolve(path, tag.attributes["href"], BASE_PATH) for tag in links]
            compared.extend((target.split("/")[1], anchor[2:]) for target, anchor in targets)

    assert sorted(own) == expected
    assert sorted(compared) == expected


def test_lists_and_tables_are_split_at_a_hundred_cards_or_rows_and_at_two_hundred_lines(many_review: Path) -> None:
    site = many_review / "site"
    lists = ("papers", "topics/ponds", "hardware/nvidia-a100", "hardware/family/nvidia-ampere", "dates/2024", "dates/2024-05")
    for folder in lists:
        first, further = (parse_page(site / folder / page) for page in ("index.html", "page/2/index.html"))
        assert sum(tag.attributes.get("class") == "card" for tag in first.named("li")) == 100
        assert sum(tag.parents[-2:] == ("ol", "li") and "nav" not in tag.parents for tag in further.named("a")) == 150
        assert not (site / folder / "page/3").exists()
    for number, rows in ((1, 100), (2, 150)):
        page = site / "metrics/speed" / (f"page/{number}/index.html" if number > 1 else "index.html")
        assert len(parse_page(page).named("tr")) == rows + 1


def test_no_page_grows_with_the_number_of_papers(many_review: Path) -> None:
    sizes = {path.relative_to(many_review).as_posix(): path.stat().st_size for path in (many_review / "site").rglob("*.html")}

    assert {path: size for path, size in sizes.items() if size > 200_000} == {}


def test_an_empty_review_says_what_to_do(empty_review: Path) -> None:
    text = parse_page(empty_review / "site/index.html").text_in("main")

    assert "No papers yet" in text
    assert "litatlas ingest FILE" in text


def test_a_note_shows_its_table_its_footnote_its_code_and_its_links(tiny_review: Path) -> None:
    page = parse_page(tiny_review / "site/papers/heron-sparse-kernels-for-quiet-ponds/index.html")

    assert "def wade" in page.text_in("code")
    assert "For an hour." in page.text_in("main")
    assert "bird" in page.text_in("th")
    assert {
        "../../papers/otter-caches-for-long-rivers/index.html",
        "../../topics/ponds/index.html",
        "https://example.org/heron",
    } <= set(page.links())


@pytest.mark.parametrize("path", ["index.html", "papers/what-moles-know-of-gardens/index.html", "search/index.html"])
def test_no_page_holds_a_path_of_this_machine(tiny_review: Path, path: str) -> None:
    assert str(tiny_review) not in (tiny_review / "site" / path).read_text()
