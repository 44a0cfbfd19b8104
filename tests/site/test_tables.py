"""Comparison tables in a real browser: sorting, filtering, comparing, evidence, downloads; and without scripts or a server."""

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from litatlas.review.loading import load_review
from litatlas.site.atlas import build_atlas
from litatlas.site.build import build
from litatlas.site.data.tables import build_column_files, cut_runs, write_rows
from litatlas.site.pages.words import find_sentence
from litatlas.slots import SLOT_NAMES
from tests.invented import Entry, make_review, write_files
from tests.serving import serve_site
from tests.site.conftest import OpenPage, Watched, follow
from tests.site.markup import parse_page
from tests.site.tables import load_rows

pytestmark = pytest.mark.browser

LINE = 40
"""The most pixels that a row takes on a wide screen."""
LIMIT = 100_000
"""The most bytes of script on a page."""
RIVALS = (
    Entry(
        "Heron Wades Again",
        "Heron reaches a 2.3x speedup over PondLM on an NVIDIA A100 GPU. It also reduces latency by 33.5% compared with PondLM.",
        "May 3, 2024",
    ),
    Entry("Otter Dives Deeper", "Otter reaches a 1.8x speedup over PondLM on an NVIDIA A100 GPU.", "Jul 14, 2023"),
    Entry("Badger Digs Faster", "Badger reaches a speedup of 10x over BurrowNet on an NVIDIA H100.", "Feb 29, 2024"),
    Entry('Mole & Sons: "Garden" Paths', "Mole digs with 7.5x higher speed than ever.", ""),
)  # fmt: skip


@pytest.fixture(scope="module")
def rivals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review of which two papers share baseline and device, and two share nothing."""
    root = make_review(tmp_path_factory.mktemp("rivals") / "review", RIVALS, files={}, topics={})
    build(root, base_url="https://someone.github.io/review/")
    return root


@pytest.fixture(scope="module")
def address(rivals: Path) -> Iterator[str]:
    with serve_site(rivals / "site") as served:
        yield served


COUNT_DRAWN = """() => {
  window.drawn = [];
  const count = (nodes) => [...nodes].reduce((sum, node) => sum + (node.querySelectorAll?.("tr[data-low]").length ?? 0)
    + Number(node.matches?.("tr[data-low]") ?? false), 0);
  const note = (records) => {
    const rows = records.reduce((sum, { addedNodes }) => sum + count(addedNodes), 0);
    if (rows) window.drawn.push(rows);
  };
  new MutationObserver(note).observe(document.querySelector("main"), { childList: true, subtree: true });
}"""
"""Counts the rows that come into the page with each piece of work."""


@pytest.fixture(scope="module")
def many_address(many_review: Path) -> Iterator[str]:
    with serve_site(many_review / "site") as served:
        yield served


def open_explorer(open_page: OpenPage, address: str, query: str = "") -> Watched:
    """The explorer, once its tools are there, and the table that an address asks for is drawn."""
    watched = open_page(f"{address}results/{query}")
    expect(watched.page.locator(".view" if query else ".tools")).to_be_visible()
    return watched


def find_values(page: Page, table: str = "main") -> Locator:
    """The values of a table, in its order."""
    return page.locator(f"{table} tbody td.v > a b")


def expect_values(page: Page, values: list[str], table: str = "main") -> None:
    """A table shows these values, as written and in this order, once it is drawn."""
    found = find_values(page, table)
    expect(found).to_have_text(values, use_inner_text=True)
    # Which takes any space for any other.
    assert found.all_inner_texts() == values


def choose(page: Page, facet: str, value: str) -> None:
    """Tick a value of a filter."""
    panel = page.locator(f'details[data-facet="{facet}"]')
    if panel.get_attribute("open") is None:
        panel.locator("summary").click()
    panel.get_by_role("checkbox", name=re.compile(f"^{re.escape(value)}")).check()


def sort_by(page: Page, column: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^{column}( \(.+\))?$")).first.click()


def save(page: Page, kind: str) -> str:
    """The text of a download."""
    page.locator("summary", has_text="Download").click()
    with page.expect_download() as waiting:
        page.get_by_role("button", name=kind).click()
    page.keyboard.press("Escape")
    return Path(waiting.value.path()).read_text(encoding="utf-8")


# Without scripts


def test_without_scripts_a_table_says_what_is_ranked_and_what_is_not(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}metrics/speed/", java_script_enabled=False).page

    near = "Over PondLM, on NVIDIA A100 Not ranked. Both share baseline and hardware, but neither names a data set"
    expect(page.locator(".band")).to_contain_text([near, "The other rows Not ranked"])
    expect(page.locator(".best")).to_have_count(0)
    expect(page.locator(".tools")).to_be_hidden()
    expect_values(page, ["2.3×", "1.8×", "10×", "7.5×"], "main")


def test_what_is_not_stated_reads_unlike_what_does_not_apply(open_page: OpenPage, tiny_address: str, address: str) -> None:
    page = open_page(f"{tiny_address}results/", java_script_enabled=False).page
    row = page.locator("tr[data-metric=accuracy]", has_text="81.2")

    expect(row.locator('[data-label="Compared with"]')).to_contain_text(re.compile("MoleNet|does not apply"))
    page = open_page(f"{address}results/", java_script_enabled=False).page
    expect(page.locator("tr", has_text="Mole & Sons").locator('[data-label="Hardware"]')).to_have_text("not stated")


def test_a_derived_factor_stands_beside_its_value_with_its_formula_on_focus(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}results/rare/", java_script_enabled=False).page
    row = page.locator("tr[data-low]")

    expect(row.locator(".derived")).to_have_text("≙ 1.50× derived")
    expect(row.locator(".evidence")).to_be_hidden()
    row.locator("a.v").focus()
    expect(row.locator(".evidence")).to_contain_text("1.50× = 1 ÷ (1 − 33.5 %)")


def test_the_evidence_shows_on_hover_and_on_focus_and_goes_away_with_escape(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}metrics/speed/").page
    row = page.locator("tr[data-low]", has_text="Heron")

    row.locator("a.v").hover()
    expect(row.locator(".evidence mark")).to_have_text("2.3x")
    page.mouse.move(0, 0)
    expect(row.locator(".evidence")).to_be_hidden()
    row.locator("a.v").focus()
    expect(row.locator(".evidence")).to_be_visible()
    expect(row.locator("a.v")).to_have_accessible_description(re.compile("reaches a 2.3x speedup over PondLM"))
    page.keyboard.press("Escape")
    expect(row.locator(".evidence")).to_be_hidden()


def test_topics_devices_and_families_have_their_tables(open_page: OpenPage, tiny_address: str) -> None:
    for folder, values in (
        ("topics/ponds", ["2.3×", "33.5\u202f%", "3.1×"]),
        ("hardware/nvidia-a100", ["2.3×", "4.5×"]),
        ("hardware/family/nvidia-hopper", ["1.8×", "40\u202f%"]),
    ):
        page = open_page(f"{tiny_address}{folder}/", java_script_enabled=False).page
        follow(page.get_by_role("link", name=re.compile("^Compare .* results?$")))

        assert set(find_values(page, "main").all_inner_texts()) & set(values), folder
        page.get_by_role("navigation", name="Views").get_by_role("link", name="Papers").click()
        expect(page).to_have_url(f"{tiny_address}{folder}/index.html")


def test_a_topics_introduction_stays_beside_its_table_and_opens(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/results/", java_script_enabled=False).page

    expect(page.locator(".title .intro .prose")).to_be_visible()
    page.get_by_text("The whole introduction").click()
    expect(page.locator(".title .intro .prose")).to_have_text("Ponds.")
    page.goto(f"{tiny_address}topics/rivers/results/")
    expect(page.locator(".title")).to_be_visible()
    expect(page.locator(".intro")).to_have_count(0)


def test_an_introduction_of_which_a_phone_shows_nothing_takes_no_focus(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}topics/ponds/results/", viewport={"width": 390, "height": 800}).page

    expect(page.locator(".title .intro .prose")).to_be_hidden()
    page.get_by_text("The whole introduction").click()
    expect(page.locator(".title .intro .prose")).to_be_visible()


def test_a_devices_table_has_no_column_of_hardware_where_all_rows_name_that_device_alone(
    open_page: OpenPage, address: str
) -> None:
    page = open_page(f"{address}hardware/nvidia-a100/results/").page

    expect(page.locator(".lead")).to_contain_text("each measured on NVIDIA A100")
    expect(page.locator(".served [data-column=hardware]").first).to_be_hidden()
    expect(page.locator(".served [data-column=baseline]").first).to_be_visible()
    sort_by(page, "Value")
    expect(page.locator(".view [data-column=baseline]")).to_be_visible()
    expect(page.locator(".view [data-column=hardware]")).to_be_hidden()
    expect(page.locator(".view [data-label=Hardware]").first).to_be_hidden()
    rows = csv.DictReader(io.StringIO(save(page, "CSV"), newline=""))
    assert {row["hardware"] for row in rows} == {"NVIDIA A100"}
    page.goto(f"{address}metrics/speed/")
    expect(page.locator(".served [data-column=hardware]").first).to_be_visible()


def test_a_devices_table_has_a_column_of_hardware_where_a_row_names_another_device_as_well(
    open_page: OpenPage, tmp_path: Path
) -> None:
    words = "Heron reaches a 2.3x speedup over PondLM on both an NVIDIA A100 GPU and an NVIDIA H100 GPU."
    make_review(tmp_path, (Entry("Heron Wades Twice", words, "May 3, 2024"), RIVALS[1]), files={}, topics={})
    build(tmp_path)
    with serve_site(tmp_path / "site") as served:
        page = open_page(f"{served}hardware/nvidia-a100/results/").page

        expect(page.locator(".served [data-column=hardware]")).to_be_visible()
        expect(page.locator(".served [data-label=Hardware]")).to_have_text(["NVIDIA A100, NVIDIA H100", "NVIDIA A100"])
        sort_by(page, "Value")
        expect(page.locator(".view [data-column=hardware]")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1024, 1280])
def test_a_table_stays_where_it_is_when_its_tools_come(open_page: OpenPage, many_address: str, width: int) -> None:
    page = open_page(many_address, viewport={"width": width, "height": 900}).page
    page.route("**/assets/tables.js", lambda route: route.abort())
    page.goto(f"{many_address}metrics/speed/")
    before = page.locator(".served").bounding_box()
    page.unroute("**/assets/tables.js")
    page.reload()
    expect(page.locator(".tools")).to_be_visible()
    after = page.locator(".served").bounding_box()

    assert before is not None
    assert after is not None
    assert abs(after["y"] - before["y"]) <= 2


def test_the_explorer_shows_the_newest_results_and_where_the_others_are(open_page: OpenPage, many_address: str) -> None:
    page = open_page(f"{many_address}results/", java_script_enabled=False).page

    expect(find_values(page, "main")).to_have_count(100)
    expect(page.locator(".position")).to_contain_text("The 100 newest of 250")
    page.locator("main").get_by_role("link", name="by metric").click()
    expect(page.locator("h1")).to_have_text("Results")


@pytest.mark.parametrize("scripted", [True, False])
def test_a_title_that_the_row_above_names_shows_where_its_row_is_pointed_at(
    open_page: OpenPage, address: str, scripted: bool
) -> None:
    query = "?sort=-date" if scripted else ""
    page = open_page(f"{address}results/{query}", java_script_enabled=scripted, viewport={"width": 1280, "height": 900}).page
    rows = page.locator(".view tbody tr" if scripted else ".served tbody tr")

    expect(rows.nth(1)).to_contain_text("33.5")
    title = rows.nth(1).get_by_role("link", name="Heron Wades Again")
    expect(rows.nth(0).get_by_role("link", name="Heron Wades Again")).to_have_css("opacity", "1")
    expect(title).to_have_css("opacity", "0")
    rows.nth(1).locator("a.v").hover()
    expect(title).to_have_css("opacity", "1")
    expect(page.locator("tr.again")).to_have_count(1)


@pytest.mark.captures
def test_a_printed_table_stays_on_the_page(open_page: OpenPage, captures_review: Path) -> None:
    with serve_site(captures_review / "site") as served:
        page = open_page(f"{served}topics/kv-cache/results/", viewport={"width": 720, "height": 1000}).page
        page.emulate_media(media="print")

        assert page.evaluate("document.documentElement.scrollWidth") == 720


# With scripts


def test_the_explorer_fetches_its_data_when_a_reader_pages_on(open_page: OpenPage, many_address: str) -> None:
    page = open_page(f"{many_address}results/").page
    expect(page.locator(".tools")).to_be_visible()
    first = find_values(page).all_inner_texts()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    expect(page.locator(".pager")).to_contain_text("Page 1 of 3")

    page.get_by_role("button", name="Next").click()
    expect(page.locator(".view .pager")).to_contain_text("Page 2 of 3")
    assert any("/data/" in address for address in fetched)
    assert find_values(page).all_inner_texts() != first
    page.get_by_role("button", name="Previous").click()
    expect_values(page, first, ".served")


def test_rows_are_drawn_a_few_at_a_time_so_that_a_click_is_answered_at_once(open_page: OpenPage, many_address: str) -> None:
    page = open_page(f"{many_address}results/?sort=date").page
    expect(page.locator(".view tr[data-low]")).to_have_count(100)
    expect(page.locator("[aria-busy]")).to_have_count(0)
    page.evaluate(COUNT_DRAWN)

    sort_by(page, "Value")
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Value")
    expect(page.locator("[aria-busy]")).to_have_count(0)

    drawn = page.evaluate("drawn")
    assert sum(drawn) == 100
    assert max(drawn) <= 20


def test_numbers_sort_as_numbers_within_their_groups_only(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address).page
    expect_values(page, ["2.3×", "33.5\u202f%", "10×", "1.8×", "7.5×"])

    sort_by(page, "Value")
    expect_values(page, ["10×", "7.5×", "2.3×", "1.8×", "33.5\u202f%"])
    expect(page.locator(".view .band")).to_contain_text(["speed: times", "latency: relative change"])
    expect(page.locator("th[aria-sort=descending]")).to_contain_text("Value")
    expect(page.locator(".view .best")).to_have_count(0)

    sort_by(page, "Value")
    expect_values(page, ["1.8×", "2.3×", "7.5×", "10×", "33.5\u202f%"])


def test_blanks_come_last_whichever_way_a_column_is_sorted(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address, "?sort=date").page
    expect_values(page, ["1.8×", "10×", "2.3×", "33.5\u202f%", "7.5×"])

    sort_by(page, "Year")
    expect_values(page, ["2.3×", "33.5\u202f%", "10×", "1.8×", "7.5×"])


def test_the_address_holds_the_view_and_back_goes_back(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address).page

    choose(page, "metric", "speed")
    choose(page, "baseline", "PondLM")
    page.keyboard.press("Escape")
    expect(page.locator(".status")).to_contain_text("2 of 5 results from 2 papers")
    sort_by(page, "Value")
    expect(page).to_have_url(re.compile(r"results/\?metric=speed&baseline=PondLM&sort=-value$"))

    again = open_explorer(open_page, address, "?metric=speed&baseline=PondLM&sort=-value").page
    expect_values(page, ["2.3×", "1.8×"])
    expect_values(again, ["2.3×", "1.8×"])
    page.go_back()
    page.go_back()
    expect(page.locator(".status")).to_contain_text("4 of 5 results")
    page.go_back()
    expect_values(page, ["2.3×", "33.5\u202f%", "10×", "1.8×", "7.5×"], ".served")


def test_each_filter_keeps_what_it_names(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address).page
    for query, values in (
        ("?hardware=NVIDIA+H100", ["10×"]),
        ("?hardware=not+stated&metric=speed", ["7.5×"]),
        ("?hardware=NVIDIA+A100", ["2.3×", "33.5\u202f%", "1.8×"]),
        ("?against=named+system&year=2024", ["2.3×", "33.5\u202f%", "10×"]),
        ("?against=not+stated", ["7.5×"]),
        ("?form=relative", ["33.5\u202f%"]),
        ("?year=2023", ["1.8×"]),
        ("?year=undated", ["7.5×"]),
        ("?year=2023&year=undated", ["1.8×", "7.5×"]),
        ("?q=otter", ["1.8×"]),
        ("?metric=nothing", []),
    ):
        page.goto(f"{address}results/{query}")
        expect(page.locator(".view")).to_be_visible()
        expect_values(page, values)
    expect(page.locator(".view")).to_contain_text("No result has all of these")


def test_columns_and_what_shares_one_can_be_left_out(open_page: OpenPage, tiny_address: str) -> None:
    page = open_explorer(open_page, tiny_address).page
    expect(page.locator("main [data-label=Conditions] [data-label='Data set or task']").first).to_be_attached()

    page.locator("summary", has_text="Columns").click()
    page.get_by_role("checkbox", name="Data set or task").uncheck()
    page.get_by_role("checkbox", name="Hardware").uncheck()

    expect(page.locator(".view [data-label=Hardware]")).to_have_count(0)
    expect(page.locator(".view [data-label='Data set or task']")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?hide=dataset&hide=hardware$"))


def test_rows_that_state_all_that_the_columns_say_can_be_kept_alone(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address).page
    page.locator("summary", has_text="Columns").click()
    complete = page.locator("label", has_text="Complete for these columns")
    expect(complete.locator(".n")).to_have_text("3")

    complete.get_by_role("checkbox").check()
    expect_values(page, ["2.3×", "10×", "1.8×"])
    expect(page).to_have_url(re.compile(r"\?complete=1$"))
    page.get_by_role("checkbox", name="Hardware", exact=True).uncheck()
    expect(complete.locator(".n")).to_have_text("4")
    expect_values(page, ["2.3×", "33.5\u202f%", "10×", "1.8×"])
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Remove the filter Complete for these columns").click()
    expect(page).to_have_url(re.compile(r"\?hide=hardware$"))
    page.goto(f"{address}results/?complete=1&form=relative")
    expect(page.locator(".view")).to_contain_text("No result has all of these")


def test_papers_stand_side_by_side(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address).page

    page.get_by_role("checkbox", name="Compare: Heron Wades Again").first.check()
    page.get_by_role("checkbox", name="Compare: Otter Dives Deeper").check()
    page.get_by_role("button", name="Compare 2 papers").click()

    expect(page.locator(".side thead th")).to_contain_text(["Metric", "Heron Wades Again", "Otter Dives Deeper"])
    expect(page.locator(".side tbody tr").first).to_contain_text("speed")
    expect(page.locator(".side tbody tr").nth(1).locator("td").nth(1)).to_have_text("not stated")
    expect(page).to_have_url(re.compile(r"\?.*view=compare$"))
    again = open_page(page.url).page
    expect(again.locator(".side tbody tr")).to_have_count(2)
    page.get_by_role("button", name="Back to the table").click()
    expect(page.locator(".served .compare")).to_be_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_eight_papers_side_by_side_scroll_within_their_box(open_page: OpenPage, many_address: str, width: int) -> None:
    page = open_page(f"{many_address}results/", viewport={"width": width, "height": 900}).page
    slugs = page.locator(".choose").evaluate_all("boxes => boxes.slice(0, 8).map(box => box.value)")
    page.goto(f"{many_address}results/?view=compare&" + "&".join(f"paper={slug}" for slug in slugs))

    expect(page.locator(".side thead th")).to_have_count(9)
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_metrics_table_is_filtered_over_all_its_pages(open_page: OpenPage, many_address: str) -> None:
    page = open_page(f"{many_address}metrics/speed/page/2/").page
    expect(page.locator(".served tbody tr:not(.band)")).to_have_count(150)

    sort_by(page, "Value")
    expect(page.locator(".status")).to_contain_text("250 results from 250 papers")
    expect(find_values(page).nth(0)).to_have_text("3.49×")
    expect(find_values(page).nth(1)).to_have_text("3.48×")
    page.get_by_role("button", name="Next").click()
    expect(find_values(page).first).to_have_text("2.49×")
    expect(page).to_have_url(re.compile(r"page/2/\?sort=-value&page=2$"))
    page.go_back()
    page.go_back()
    page.locator(".served tbody th").first.click(force=True)  # over it lies the link of its line
    expect(page.locator("mark:target")).to_be_visible()


def test_a_drawn_row_leads_to_its_evidence_and_shows_it(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address, "?hardware=NVIDIA+H100").page

    page.locator(".view a.v").focus()
    expect(page.locator(".view .evidence mark")).to_have_text("10x")
    page.keyboard.press("Enter")
    expect(page.locator("mark:target")).to_have_text("10x")


def test_evidence_that_did_not_come_is_asked_for_again(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address, "?hardware=NVIDIA+H100").page
    page.route("**/papers/badger-digs-faster/index.html", lambda route: route.abort(), times=1)
    value = page.locator(".view a.v")

    with page.expect_event("requestfailed"):
        value.focus()
    value.blur()
    value.focus()

    expect(page.locator(".view .evidence mark")).to_have_text("10x")


@pytest.mark.parametrize("review", ["rivals", "hostile_review", "tiny_review"])
def test_what_rows_were_read_from_is_cut_out_of_papers_pages_to_the_letter(
    review: str, request: pytest.FixtureRequest, open_page: OpenPage
) -> None:
    root: Path = request.getfixturevalue(review)
    atlas = build_atlas(load_review(root), None)
    expected = [words.cut() if (words := find_sentence(atlas, item)) else None for item in atlas.groups.reported]
    with serve_site(root / "site") as served:
        page = open_explorer(open_page, served).page
        found = page.evaluate("""async () => {
          await LitAtlas.parts.load("../", "tables-evidence.js");
          const source = await LitAtlas.data.open("../data/explorer.json");
          const rows = await source.list(Array.from({ length: source.size }, (_, row) => row));
          return Promise.all(rows.map((row) => LitAtlas.evidence.find(row, row.proof, "../")));
        }""")

    assert [tuple(one["context"]) if one.get("context") else None for one in found] == expected
    assert all(one.get("context") or one["source"] for one in found)


def test_what_is_shown_can_be_saved(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address, "?metric=speed&sort=-value").page

    rows = list(csv.DictReader(io.StringIO(save(page, "CSV"), newline="")))
    assert [row["low"] for row in rows] == ["10", "7.5", "2.3", "1.8"]
    assert rows[1]["title"] == 'Mole & Sons: "Garden" Paths'
    assert {row["source_page"] for row in rows} == {page.url}
    assert [row["baseline_class"] for row in rows] == ["named system", "", "named system", "named system"]
    assert [row["paper_device"] for row in rows] == [""] * 4
    assert rows[0]["evidence"].startswith(f"{address}papers/badger-digs-faster/")

    found = json.loads(save(page, "JSON"))
    assert found["source_page"] == page.url
    assert [row["low"] for row in found["results"]] == [10, 7.5, 2.3, 1.8]
    assert found["results"][0]["compared_with"] == ["BurrowNet"]

    bibliography = save(page, "BibTeX")
    assert bibliography.startswith(f"% From {page.url}\n")
    assert bibliography.count("@misc{") == 4
    whole = page.request.get(f"{address}data/papers.bib").text()
    assert all(entry.strip() in whole for entry in bibliography.split("\n\n")[1:])

    latex = save(page, "LaTeX")
    assert f"% From {page.url}\n" in latex
    assert "\\toprule" in latex
    assert "Mole \\& Sons" in latex
    assert "10\\ensuremath{\\times}" in latex


def test_a_row_that_names_no_hardware_shows_its_papers_one_device_as_the_papers(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}results/rare/", java_script_enabled=False).page
    cell = page.locator('tr[data-low] [data-label="Hardware"]')

    expect(cell).to_have_text("NVIDIA A100, the paper’s only device")
    expect(cell.get_by_role("link", name="NVIDIA A100")).to_have_attribute("href", "../../hardware/nvidia-a100/index.html")
    drawn = open_explorer(open_page, address, "?metric=latency").page
    expect(drawn.locator('.view [data-label="Hardware"]')).to_have_text("NVIDIA A100, the paper’s only device")
    (row,) = csv.DictReader(io.StringIO(save(drawn, "CSV"), newline=""))
    assert (row["hardware"], row["paper_device"]) == ("", "NVIDIA A100")


def test_from_the_disk_the_rows_of_the_page_sort_and_filter(open_page: OpenPage, rivals: Path) -> None:
    watched = open_page((rivals / "site/metrics/speed/index.html").as_uri())
    page = watched.page
    expect_values(page, ["2.3×", "1.8×", "10×", "7.5×"], ".served")

    sort_by(page, "Value")
    expect_values(page, ["10×", "7.5×", "2.3×", "1.8×"])
    expect(page.locator(".status")).to_contain_text("Opened from the disk")
    choose(page, "baseline", "PondLM")
    page.keyboard.press("Escape")
    choose(page, "against", "named system")
    expect_values(page, ["2.3×", "1.8×"])
    page.keyboard.press("Escape")
    page.locator(".view a.v").first.focus()
    expect(page.locator(".view .evidence mark").first).to_have_text("2.3x")
    page.keyboard.press("Enter")
    expect(page.locator("mark:target")).to_have_text("2.3x")
    assert watched.problems == []


def test_the_keyboard_alone_filters_sorts_and_reads(open_page: OpenPage, address: str) -> None:
    page = open_explorer(open_page, address).page

    page.locator('details[data-facet="metric"] summary').focus()
    page.keyboard.press("Enter")
    expect(page.locator('details[data-facet="metric"] label').first).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.locator(".status")).to_contain_text("4 of 5 results")
    page.keyboard.press("Escape")
    expect(page.locator('details[data-facet="metric"] summary')).to_be_focused()
    page.get_by_role("button", name="Value (×)", exact=True).focus()
    page.keyboard.press("Enter")
    expect(page.locator("th[aria-sort=descending]")).to_be_visible()
    expect(page.get_by_role("button", name="Value (×)", exact=True)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "query", ["?sort=-date", "?sort=-value", "?paper=heron-wades-again&paper=otter-dives-deeper&view=compare"]
)
def test_a_drawn_table_does_not_make_the_page_scroll_sideways(open_page: OpenPage, address: str, scheme: str, query: str) -> None:
    page = open_page(f"{address}results/{query}", viewport={"width": 390, "height": 844}, color_scheme=scheme).page
    expect(page.locator(".view")).to_be_visible()

    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_untrusted_texts_stay_texts_in_drawn_rows(open_page: OpenPage, hostile_review: Path) -> None:
    with serve_site(hostile_review / "site") as served:
        watched = open_explorer(open_page, served, "?sort=-value&metric=%3Cimg+src%3Dx+onerror%3Dwindow.pwned%3D1%3E")
        page = watched.page
        page.goto(f"{served}results/?sort=-value")
        expect(page.locator(".view tr .what").first).to_contain_text("<script>")
        page.locator(".view a.v").first.focus()
        expect(page.locator(".view .evidence mark").first).to_be_visible()
        page.locator("details[data-facet=baseline] summary").click()
        expect(page.locator("details[data-facet=baseline] label").first).to_be_visible()
        page.keyboard.press("Escape")
        assert "<script>" in save(page, "CSV")

        assert page.evaluate("window.pwned") is None
        assert page.locator(".view script, .view img, .view svg").count() == 0
        assert watched.problems == []


def test_a_page_loads_no_more_than_its_limit_of_script(rivals: Path) -> None:
    site = rivals / "site"
    later = {site / "assets/tables-save.js"}
    for path in ("metrics/speed/index.html", "results/index.html", "hardware/nvidia-a100/results/index.html"):
        scripts = [tag.attributes["src"] for tag in parse_page(site / path).named("script") if "src" in tag.attributes]
        files = {((site / path).parent / script).resolve() for script in scripts}

        assert site / "assets/tables.js" in files
        assert sum(file.stat().st_size for file in files | later) <= LIMIT, path


@pytest.mark.captures
def test_the_scripts_read_from_the_data_what_the_build_wrote(open_page: OpenPage, captures_review: Path) -> None:
    site = captures_review / "site"
    names = ("id", "low", "high", "form", "quote", *SLOT_NAMES)
    blank = ("unit", "effect", "subject", "bound")
    expected = [
        {**{name: result[name] for name in names}, "slug": result["paper"], **{name: result[name] or "" for name in blank}}
        for result in load_rows(site, "results")
    ]
    with serve_site(site) as served:
        page = open_explorer(open_page, served).page
        page.evaluate("""async () => {
          const source = await LitAtlas.data.open("../data/explorer.json");
          window.rows = await source.list(Array.from({ length: source.size }, (_, row) => row));
        }""")
        found = page.evaluate(
            "names => rows.map(row => Object.fromEntries(names.map(name => [name, row.slots[name] ?? row[name]])))",
            [*names, "slug", *blank],
        )
        pages = page.evaluate("rows.map(row => row.page)")

    assert found == expected
    assert {row.partition("#")[0] for row in pages} <= {
        path.relative_to(site).as_posix() for path in site.glob("papers/*/*.html")
    }


def test_results_in_many_small_files_are_filtered_sorted_counted_and_saved_as_those_in_few(
    open_page: OpenPage, many_review: Path, many_address: str, tmp_path: Path
) -> None:
    site = tmp_path / "site"
    shutil.copytree(many_review / "site", site)
    atlas = build_atlas(load_review(many_review), None)
    runs = cut_runs(atlas, part=7)
    files = {run.path: write_rows(atlas, run) for run in runs} | dict(build_column_files(atlas, runs, most=500))
    assert sum("/rows/" in path for path in files) > 30
    assert sum("/columns/" in path for path in files) > 20
    for path, data in files.items():
        write_files(site, {path: data.decode()})
    with serve_site(site) as served:
        pages = [
            open_page(f"{address}{path}").page
            for path in ("results/?sort=-value&page=2", "results/?q=1&sort=paper", "metrics/speed/?year=2024&sort=date")
            for address in (many_address, served)
        ]
        for few, many in zip(pages[::2], pages[1::2], strict=True):
            for page in (few, many):
                expect(page.locator(".view")).to_be_visible()
                expect(page.locator("[aria-busy]")).to_have_count(0)
                page.locator("summary", has_text="Year").click()
                expect(page.locator("details[data-facet=year] label").first).to_be_visible()
            for part in (".status", ".view .compare", "details[data-facet=year]"):
                assert many.locator(part).inner_text() == few.locator(part).inner_text()
            for page in (few, many):
                page.keyboard.press("Escape")
            assert [row["low"] for row in csv.DictReader(io.StringIO(save(many, "CSV"), newline=""))] == [
                row["low"] for row in csv.DictReader(io.StringIO(save(few, "CSV"), newline=""))
            ]


def test_the_data_of_all_results_say_what_the_tables_say(rivals: Path) -> None:
    data = json.loads((rivals / "site/data/explorer/rows/0.json").read_text())
    rows = list(csv.DictReader(io.StringIO((rivals / "site/data/results.csv").read_text(), newline="")))

    assert sum(data["papers"]["rows"]) == len(data["rows"]["low"]) == len(rows) == 5
    assert {row["derived_factor"]: row["derivation"] for row in rows} == {"": "", "1.50×": "1 ÷ (1 − 33.5 %)"}
    assert [formula for _, formula, *_ in data["rows"]["factor"].values()] == ["1 ÷ (1 − 33.5 %)"]


def test_on_a_wide_screen_a_row_is_one_line_and_shows_all_where_keys_lead_into_it(open_page: OpenPage, tiny_address: str) -> None:
    page = open_page(f"{tiny_address}results/", java_script_enabled=False).page
    rows = page.locator(".served tbody tr")

    heights = rows.evaluate_all("rows => rows.map(row => row.getBoundingClientRect().height)")
    assert max(heights) <= LINE
    value = rows.first.locator("a.v")
    value.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(value).to_be_focused()
    expect(rows.first.locator(".what")).to_have_css("white-space", "normal")


# On phones

CARD = 90
"""The most pixels that a row takes on a phone whose texts are of usual length."""


@pytest.mark.parametrize("scripted", [True, False])
def test_on_a_phone_a_row_is_a_card_of_what_it_states(open_page: OpenPage, address: str, scripted: bool) -> None:
    query = "?sort=-date" if scripted else ""
    page = open_page(f"{address}results/{query}", java_script_enabled=scripted, viewport={"width": 390, "height": 844}).page
    rows = page.locator(".view tbody tr" if scripted else ".served tbody tr")
    row = rows.filter(has_text="Otter Dives Deeper")

    shown = row.inner_text()
    for part in ("1.8×", "speed", "PondLM", "NVIDIA A100", "Otter Dives Deeper", "2023"):
        assert part in shown, part
    expect(row.get_by_text("not stated").first).to_be_hidden()
    for box in (each.bounding_box() for each in rows.all()):
        assert box is not None
        assert box["height"] <= CARD


def test_a_touch_shows_what_a_value_was_read_from_and_another_leads_there(open_page: OpenPage, address: str) -> None:
    options = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
    page = open_page(f"{address}metrics/speed/", **options).page
    expect(page.locator(".tools")).to_be_visible()
    row = page.locator("tr[data-low]", has_text="Heron")

    row.locator("a.v").tap()
    expect(row.locator(".evidence mark")).to_be_visible()
    row.locator("a.v").tap()
    expect(page.locator("mark:target")).to_have_text("2.3x")


def test_on_a_phone_filters_stand_behind_one_button_that_counts_them_and_stays_in_sight(
    open_page: OpenPage, many_address: str
) -> None:
    page = open_page(f"{many_address}results/?metric=speed", viewport={"width": 390, "height": 844}).page
    button = page.get_by_role("button", name="Filters")
    expect(button).to_have_text("Filters · 1")
    expect(page.locator("[data-facet=metric]")).to_be_hidden()

    page.locator(".view tbody tr").nth(30).scroll_into_view_if_needed()
    expect(button).to_be_in_viewport()
    button.click()
    choose(page, "year", "20")
    expect(button).to_have_text("Filters · 2")
    expect(button).to_have_attribute("aria-expanded", "true")
    button.click()
    expect(page.locator("[data-facet=metric]")).to_be_hidden()


def test_on_a_wide_screen_filters_stand_open(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}results/").page

    expect(page.locator("[data-facet=metric]")).to_be_visible()
    expect(page.locator(".fold")).to_be_hidden()
