"""What people corrected, as readers see it: marks on rows, rejected rows apart, tables and downloads, links to report a row."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Locator, expect

from litatlas.content.corrections import Correction, correction_fields, row_values
from litatlas.content.front_matter import format_matter
from litatlas.errors import ContentError
from litatlas.model import Json, Result
from litatlas.review.loading import load_papers, load_review
from litatlas.site.atlas import build_atlas
from litatlas.site.build import build
from litatlas.site.pages.corrections_links import link_report
from tests.conftest import REPOSITORY as CHECKOUT
from tests.invented import make_review, write_files
from tests.serving import serve_site
from tests.site.conftest import OpenPage
from tests.site.hostile import ALL
from tests.site.markup import parse_page
from tests.site.tables import load_rows

HERON, OTTER = "heron-sparse-kernels-for-quiet-ponds", "otter-caches-for-long-rivers"
BADGER, HARE = "badger-digs-tunnels-in-low-light", "hare-a-3-1x-speedup-over-tortoise-on-meadow-paths"
REPOSITORY = "https://github.com/ann/animals"
ADDED: dict[str, Json] = {"quote": "4.5 croaks", "low": 4.5, "unit": "", "form": "absolute", "metric": "throughput"}
LONGEST = 2_000
"""More letters than an address may have."""


def say(result: Result | None, action: Any, new: dict[str, Json] | None = None, why: str = "", **was: Json) -> dict[str, Json]:
    """A correction of Ann's; `was` is what the machine read otherwise when she wrote it."""
    values = {**row_values(result), **was} if result else {}
    return correction_fields(Correction(result.id if result else "", action, values, new or {}, why, "Ann", "2026-11-21", "", 0))


def correct(root: Path, slug: str, corrections: list[dict[str, Json]], body: str = "", **fields: Json) -> None:
    """Write corrections into a note."""
    matter: dict[str, Json] = {"paper": slug, "corrections": [*corrections], **fields}
    write_files(root, {f"content/notes/{slug[:5]}-ledger.md": format_matter(matter, body)})


def keep_in(root: Path, repository: str) -> None:
    """Say in the settings which repository the review is kept in."""
    settings = (root / "content/review.yml").read_text()
    write_files(root, {"content/review.yml": f"{settings}repository: {repository}\n"})


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of which rows and facts are corrected in every way, with the built site."""
    root = make_review(tmp_path_factory.mktemp("corrected") / "review")
    keep_in(root, REPOSITORY)
    papers = load_papers(root)
    speed, latency = papers[HERON].extraction.results
    change: dict[str, Json] = {"metric": "energy", "low": 35, "baseline": ["Bog"]}
    signed: dict[str, Json] = {"why": "the preprint", "by": "Bo", "on": "2026-11-20"}
    correct(
        root,
        HERON,
        [say(speed, "confirm", why="section 4"), say(latency, "change", change, "table 5"), say(None, "add", ADDED, "table 3")],
        overrides={
            "date": {"was": "2024-05-03", "set": "2024-04", **signed},
            "topics": {"was": ["ponds"], "set": ["rivers"], **signed},
        },
    )
    memory, faster = papers[OTTER].extraction.results
    gone = {**say(faster, "confirm"), "result": "12345678"}
    reject = say(memory, "reject", why="a number of RiverBase")
    correct(root, OTTER, [reject, say(faster, "confirm", metric="latency"), gone], status="reading", tags=["wet"])
    (only,) = papers[HARE].extraction.results
    correct(root, HARE, [say(only, "reject", why="a title is no result")])
    build(root, base_url="https://someone.github.io/review/")
    return root


@pytest.fixture(scope="module")
def address(corrected: Path) -> Iterator[str]:
    with serve_site(corrected / "site") as served:
        yield served


def find_row(open_page: OpenPage, address: str, slug: str, value: str) -> Locator:
    """A row of a paper's page, by its value, without scripts."""
    page = open_page(f"{address}papers/{slug}/", java_script_enabled=False).page
    return page.locator("tr[id]", has=page.locator("th b", has_text=value))


def read_said(row: Locator) -> Locator:
    """The line below a row that says why it was corrected, and who did so where not all rows of its paper say the same."""
    return row.locator("xpath=following-sibling::tr[1][@class='said']")


@pytest.mark.browser
def test_who_corrected_all_rows_of_a_paper_is_said_once(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}papers/{HERON}/", java_script_enabled=False).page

    expect(page.locator(".signed")).to_have_text("Confirmed, changed and added by Ann, 21 Nov 2026.")
    assert page.locator("#results ~ *").all_inner_texts()[0] == page.locator(".signed").inner_text()
    assert page.locator("main").inner_text().count("by Ann") == 1


@pytest.mark.browser
def test_what_several_people_say_of_rows_is_signed_at_each(tmp_path: Path) -> None:
    root = make_review(tmp_path)
    speed, latency = load_papers(root)[HERON].extraction.results
    correct(root, HERON, [say(speed, "confirm", why="section 4"), {**say(latency, "confirm"), "by": "Bo"}])
    build(root)
    page = (root / "site/papers" / HERON / "index.html").read_text()

    assert 'class="signed"' not in page
    assert "confirmed by Ann, 21 Nov 2026: section 4" in page
    assert "confirmed by Bo, 21 Nov 2026" in page


@pytest.mark.browser
def test_a_confirmed_row_has_a_check_mark_and_says_why(open_page: OpenPage, address: str) -> None:
    row = find_row(open_page, address, HERON, "2.3×")

    expect(row.locator(".by")).to_have_text("✓ confirmed")
    expect(row.locator(".by [aria-hidden]")).to_have_text("✓")
    expect(read_said(row)).to_have_text("section 4")
    expect(row.locator(".before")).to_have_count(0)


@pytest.mark.browser
def test_a_changed_row_shows_both_values_of_each_field_that_differs(open_page: OpenPage, address: str) -> None:
    row = find_row(open_page, address, HERON, "35")

    expect(row.locator("th b")).to_have_text("35\u202f%")
    expect(row.locator("th .before")).to_have_text("read by machine: 33.5\u202f%")
    expect(row.locator(".what .before")).to_have_text("read by machine: latency, relative change")
    expect(row.locator('[data-label="Compared with"]')).to_have_text("Bog read by machine: PondLM")
    expect(row.locator('[data-label="Data set"]')).to_have_text("Reedbed")
    expect(read_said(row)).to_have_text("table 5")
    below, beside = read_said(row).locator("td").bounding_box(), row.locator("td").first.bounding_box()
    assert below is not None
    assert beside is not None
    assert below["x"] == pytest.approx(beside["x"], abs=1), "a reason stands below the words of its row"


@pytest.mark.browser
def test_an_added_row_is_marked_and_leads_to_the_sources_where_its_words_are_not_kept(open_page: OpenPage, address: str) -> None:
    row = find_row(open_page, address, HERON, "4.5")

    expect(row.locator(".by")).to_have_text("+ added")
    expect(row.locator("a.v")).to_have_attribute("href", "#sources")
    expect(read_said(row)).to_have_text("table 3")


@pytest.mark.browser
def test_a_rejected_row_stands_apart_with_its_value_and_the_reason(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}papers/{OTTER}/", java_script_enabled=False).page

    expect(page.locator("tr[id]")).to_have_count(1)
    expect(page.get_by_role("list", name="Rejected by readers").locator("li")).to_have_text(
        "40\u202f% memory 40% rejected by Ann, 21 Nov 2026: a number of RiverBase"
    )


@pytest.mark.browser
def test_a_paper_whose_rows_are_all_rejected_says_so(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}papers/{HARE}/").page

    expect(page.locator("main")).to_contain_text("No result stands: readers rejected what the rules read.")
    expect(page.locator("main")).not_to_contain_text("states no result")


@pytest.mark.browser
def test_drift_is_said_at_its_row_and_of_a_row_that_is_no_more_below_them(open_page: OpenPage, address: str) -> None:
    row = find_row(open_page, address, OTTER, "1.8×")

    expect(row.locator(".by")).to_have_count(0)
    expect(read_said(row)).to_contain_text("when its metric was read as latency; now it is read as speed: it does not count")
    expect(row.page.locator("p.said")).to_contain_text("result 12345678 (1.8x) on 21 Nov 2026; the rules do not read it any more")


@pytest.mark.browser
def test_corrected_facts_say_what_the_machine_read(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}papers/{HERON}/").page

    expect(page.locator("header .said")).to_have_text(
        [
            "✎ date corrected by Bo, 20 Nov 2026: the preprint; read by machine: 3 May 2024",
            "✎ topics corrected by Bo, 20 Nov 2026: the preprint; read by machine: Ponds and herons",
        ]
    )
    expect(page.locator(".title .meta > a").first).to_have_text("Apr 2024")


@pytest.mark.browser
def test_a_note_shows_its_status_and_its_tags(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}papers/{OTTER}/").page

    expect(page.locator(".notes .meta")).to_have_text("Status: readingTags: wet")


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", [HERON, OTTER])
def test_a_corrected_paper_fits_a_phone(open_page: OpenPage, address: str, slug: str, scheme: str) -> None:
    watched = open_page(f"{address}papers/{slug}/", viewport={"width": 320, "height": 800}, color_scheme=scheme)

    assert watched.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert watched.problems == []


def test_a_page_without_corrections_carries_nothing_more(tiny_review: Path) -> None:
    page = tiny_review / "site/papers" / HERON / "index.html"

    assert "corrections.css" not in page.read_text()
    assert 'class="said"' not in page.read_text()
    assert "wrong?" not in page.read_text()


# Tables and downloads


@pytest.mark.browser
def test_served_and_drawn_tables_show_the_corrected_value_with_the_same_mark(open_page: OpenPage, address: str) -> None:
    for table, scripted in ((".view", True), (".served", False)):
        page = open_page(f"{address}results/?sort=-date", java_script_enabled=scripted).page
        expect(page.locator(table)).to_be_visible()
        marked = page.locator(f"{table} tbody tr", has=page.locator(".by"))
        shown = {row.locator("td.v > a b").inner_text(): row.locator(".by").text_content() for row in marked.all()}

        assert shown == {"2.3×": "✓ confirmed", "35\u202f%": "✎ changed", "4.5": "+ added"}, table


@pytest.mark.browser
def test_the_evidence_of_a_changed_row_says_what_the_machine_read(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}results/?sort=-date").page
    row = page.locator(".view tr", has_text="35\u202f%")
    row.locator("a.v").focus()

    expect(row.locator(".evidence")).to_contain_text("Changed by Ann, 21 Nov 2026: table 5")
    expect(row.locator(".evidence")).to_contain_text("Read by machine: value 33.5\u202f%; metric latency")


@pytest.mark.browser
def test_a_download_of_a_table_says_what_was_corrected(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}results/").page
    page.locator("summary", has_text="Download").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(waiting.value.path()).read_text(encoding="utf-8"), newline="")))

    assert {row["low"]: row["correction"] for row in rows if row["paper"] == HERON} == {
        "2.3": "confirmed", "35": "changed", "4.5": "added",
    }  # fmt: skip
    assert {row["correction"] for row in rows if row["paper"] != HERON} == {""}


@pytest.mark.browser
def test_a_table_from_the_disk_knows_what_was_corrected(open_page: OpenPage, corrected: Path) -> None:
    page = open_page((corrected / "site/results/index.html").as_uri()).page
    page.get_by_role("button", name="Year").click()

    expect(page.locator(".view .by")).to_have_count(3)


def test_the_files_of_results_have_a_column_of_corrections(corrected: Path) -> None:
    text = (corrected / "site/data/results.csv").read_text()
    table = {row["id"].removeprefix("r-"): row for row in csv.DictReader(io.StringIO(text, newline=""))}
    results = {row["id"]: row for row in load_rows(corrected / "site", "results")}

    assert {id_: row["correction"] or None for id_, row in table.items()} == {
        id_: row["correction"] for id_, row in results.items()
    }
    assert [row["correction"] for row in results.values() if row["paper"] == HERON] == ["confirmed", "changed", "added"]
    assert all(row["quote"] != "40%" for row in results.values())


# Links to report a row


def read_fields(href: str) -> dict[str, str]:
    """The fields that an address fills in."""
    return {name: values[0] for name, values in parse_qs(urlsplit(href).query).items()}


def test_each_row_leads_to_an_issue_that_names_it_its_value_and_its_evidence(corrected: Path) -> None:
    rows = [row for row in load_rows(corrected / "site", "results") if row["paper"] == BADGER]
    page = parse_page(corrected / "site/papers" / BADGER / "index.html")
    links = [tag.attributes for tag in page.named("a") if tag.attributes.get("class") == "wrong"]

    assert [link["href"].partition("?")[0] for link in links] == [f"{REPOSITORY}/issues/new"] * len(rows)
    assert {link["rel"] for link in links} == {"external"}
    assert read_fields(links[0]["href"]) == {
        "template": "correction.yml",
        "title": "Correction: Badger Digs Tunnels in Low Light",
        "paper": BADGER,
        "row": rows[0]["id"],
        "value": "4.5× speed (times), over BurrowNet, on NVIDIA A100",
        "evidence": "4.5x",
    }


@pytest.mark.parametrize("folder", [".github", "src/litatlas/scaffold/files/github"])
def test_the_form_of_an_issue_asks_for_all_that_a_row_fills_in(corrected: Path, folder: str) -> None:
    form = yaml.safe_load((CHECKOUT / folder / "ISSUE_TEMPLATE/correction.yml").read_text(encoding="utf-8"))
    page = parse_page(corrected / "site/papers" / BADGER / "index.html")
    href = next(tag.attributes["href"] for tag in page.named("a") if tag.attributes.get("class") == "wrong")

    # The title of an issue is no field of its form.
    assert {*read_fields(href)} - {"template", "title"} <= {part.get("id") for part in form["body"]}


@pytest.mark.browser
@pytest.mark.parametrize("place", ["served", "disk"])
def test_rows_of_tables_lead_to_the_same_issues(open_page: OpenPage, corrected: Path, address: str, place: str) -> None:
    top = f"{address}" if place == "served" else f"{(corrected / 'site').as_uri()}/"
    list_links = "found => found.map(link => link.href)"
    plain = open_page(f"{top}results/index.html", java_script_enabled=False).page
    served = plain.locator(".served a.wrong").evaluate_all(list_links)
    page = open_page(f"{top}results/index.html").page
    page.get_by_role("button", name="Year").click()
    expect(page.locator(".view")).to_be_visible()
    for line in page.locator(".view tr[data-low]").all():
        line.locator("a.v").focus()
        expect(line.locator(".evidence:empty")).to_have_count(0)
    drawn = page.locator(".view a.wrong").evaluate_all(list_links)

    assert len(served) == 6
    assert sorted(drawn) == sorted(served)
    assert {href.partition("?")[0] for href in served} == {f"{REPOSITORY}/issues/new"}


@pytest.mark.browser
def test_scripts_keep_an_address_short_whatever_the_texts(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}results/").page
    expect(page.locator(".tools")).to_be_visible()
    draw = """text => LitAtlas.report.format({
      title: text, slug: "x", id: "12345678", bound: "", value: "1", label: text, form: "ratio", subject: text, quote: text,
      slots: Object.fromEntries(LitAtlasLayout.slots.map(({ name }) => [name, [text]])),
    }, "https://github.com/a/b")"""

    for text in ("x" * 10_000, "狐" * 10_000, "& #?=%" * 5_000, "<b>'\"" * 2_000):
        href = page.evaluate(draw, text)
        assert len(href) < LONGEST
        assert read_fields(href)["evidence"].startswith(text[:20])


def test_a_paper_leads_to_its_notes_or_to_a_new_one(corrected: Path) -> None:
    noted = parse_page(corrected / "site/papers" / OTTER / "index.html").links()
    bare = [link for link in parse_page(corrected / "site/papers" / BADGER / "index.html").links() if "/new/main/" in link]

    assert f"{REPOSITORY}/edit/main/content/notes/otter-ledger.md" in noted
    assert read_fields(bare[0]) == {"filename": f"{BADGER}.md", "value": f"---\npaper: {BADGER}\n---\n\n"}


@pytest.mark.parametrize("text", ["x" * 10_000, "狐" * 10_000, "& #?=%" * 5_000, "\udc80" * 3_000, ALL * 20])
def test_an_address_stays_short_and_whole_whatever_the_texts(corrected: Path, text: str) -> None:
    atlas = build_atlas(load_review(corrected), None)
    known = atlas.review.papers[BADGER]
    paper = replace(known, work=replace(known.work, title=replace(known.work.title, readable=text)))
    row = replace(paper.extraction.results[0], quote=text, baseline=(text,), metric=text)

    href = link_report(atlas, paper, row)

    assert len(href) < LONGEST
    assert href.isascii()
    fields = read_fields(href)
    assert set(fields) == {"template", "title", "paper", "row", "value", "evidence"}
    assert fields["row"] == row.id
    assert fields["evidence"].rstrip("…").startswith(text[:20].encode(errors="replace").decode())


@pytest.mark.parametrize(
    ("written", "known"),
    [
        (REPOSITORY, REPOSITORY),
        (f"{REPOSITORY}/", REPOSITORY),
        (f"{REPOSITORY}.git", REPOSITORY),
        ("https://git.example.org:8443/a_b/c.d", "https://git.example.org:8443/a_b/c.d"),
    ],
)
def test_a_repository_is_named_by_its_address(tmp_path: Path, written: str, known: str) -> None:
    root = make_review(tmp_path / "review", ())
    keep_in(root, written)
    (root / "content/notes/heron.md").unlink()
    (root / "content/hardware/a100.md").unlink()
    (root / "content/pages/reading-order.md").unlink()
    (root / "content/pages/index.md").unlink()

    assert load_review(root).settings.repository == known


@pytest.mark.parametrize(
    "written",
    ["http://github.com/a/b", "git@github.com:a/b", "https://github.com/a", "https://github.com/a/b/issues", "'javascript:a/b'",
     "https://u:p@github.com/a/b", "7", "'https://github.com/a/b?x'", "''"],
)  # fmt: skip
def test_what_is_no_address_of_a_repository_is_a_fault_with_a_hint(tmp_path: Path, written: str) -> None:
    root = make_review(tmp_path / "review", ())
    keep_in(root, written)

    with pytest.raises(ContentError) as caught:
        load_review(root)

    fault = caught.value.faults[-1]
    assert "'repository' is not the address of a repository" in fault.message
    assert "https://github.com/owner/name" in fault.hint
    assert fault.file == "content/review.yml"
