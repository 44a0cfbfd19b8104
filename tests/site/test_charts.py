"""Charts as readers meet them: which rows are drawn and where they lead, in words too, in both themes and without scripts."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from litatlas.site.build import build
from tests.invented import Entry, make_review
from tests.serving import serve_site
from tests.site.conftest import OpenPage
from tests.site.markup import ParsedPage, Tag, parse_page, resolve

READ_FILLS = "marks => marks.map(mark => getComputedStyle(mark.querySelector('use:last-child')).fill)"
SPECIES = (
    ("Heron", "reaches a 2.3x speedup over PondLM on an NVIDIA A100 GPU", "May 3, 2024"),
    ("Otter", "reaches up to a 40x speedup over PondLM on an NVIDIA H100 GPU", "Jul 14, 2022"),
    ("Badger", "attains at least a 4.5x speedup over PondLM on a Xilinx Alveo U280", "Feb 29, 2024"),
    ("Hare", "attains a 1.5-3.1x speedup over PondLM", "Jan 2, 2025"),
    ("Vole", "attains a 900x speedup over PondLM on an NVIDIA A100 GPU", ""),
)


@pytest.fixture(scope="module")
def chart_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review with five speedups of every kind, four papers of them dated."""
    entries = [Entry(f"{name} over Quiet Ponds", f"{name}s wade. {name} {words}.", date) for name, words, date in SPECIES]
    root = make_review(tmp_path_factory.mktemp("charts") / "review", entries, files={})
    build(root, base_url="https://someone.github.io/review/")
    return root


@pytest.fixture
def chart(chart_review: Path, open_page: OpenPage) -> Page:
    """The page of the speedups."""
    return open_page((chart_review / "site/metrics/speed/index.html").as_uri()).page


def find_marks(page: ParsedPage) -> list[Tag]:
    return [tag for tag in page.named("a") if "svg" in tag.parents and "#r-" in tag.attributes["href"]]


def measure(locator: Locator) -> FloatRect:
    """Where an element stands."""
    box = locator.bounding_box()
    assert box is not None
    return box


def read_metric(root: Path, name: str = "speed") -> ParsedPage:
    return parse_page(root / f"site/metrics/{name}/index.html")


def test_every_row_has_a_mark_that_leads_to_its_row_on_its_paper(chart_review: Path) -> None:
    results = json.loads((chart_review / "site/data/results.json").read_text())
    marks = find_marks(read_metric(chart_review))
    targets = {resolve("metrics/speed/index.html", mark.attributes["href"], "/") for mark in marks}

    assert len(marks) == len(results) == 5
    assert targets == {(f"papers/{result['paper']}/index.html", f"r-{result['id']}") for result in results}


def test_a_mark_tells_its_row_in_words(chart: Page) -> None:
    titles = chart.locator(".marks a title").all_text_contents()

    assert "2.3×, over PondLM, NVIDIA A100: Heron over Quiet Ponds, 3 May 2024" in titles
    assert any(title.startswith("up to 40×") for title in titles)
    assert any(title.endswith("Vole over Quiet Ponds, undated") for title in titles)


def test_factors_stand_on_a_logarithmic_axis_higher_the_larger(chart: Page) -> None:
    ticks = chart.locator(".plot .up").all_text_contents()
    heights = {
        link.locator("title").text_content() or "": measure(link.locator("use").last)["y"]
        for link in chart.locator(".marks a").all()
    }
    ordered = [title.partition(":")[2].split()[0] for title in sorted(heights, key=lambda title: -heights[title])]

    assert ticks == ["1×", "2×", "5×", "10×", "20×", "50×", "100×", "200×", "500×", "1,000×"]
    assert ordered == ["Hare", "Heron", "Badger", "Otter", "Vole"]


def test_bounds_ranges_and_hardware_are_drawn_differently_and_the_legend_says_how(chart: Page) -> None:
    classes = {
        (link.locator("title").text_content() or "").partition(": ")[2].split()[0]: link.get_attribute("class") or ""
        for link in chart.locator(".marks a").all()
    }
    shapes = {link.locator("use").last.get_attribute("href") for link in chart.locator(".marks a").all()}

    assert "upper" in classes["Otter"]
    assert "lower" in classes["Badger"]
    assert classes["Heron"] == classes["Vole"]
    assert len({name.split()[0] for name in classes.values()}) == len(shapes) == 4
    assert chart.locator(".marks .reach").count() == 1
    legend = " ".join(" ".join(chart.locator(".legend li").all_inner_texts()).split())
    for words in ("NVIDIA Ampere 2", "NVIDIA Hopper 1", "Xilinx Alveo 1", "hardware not stated 1", "up to", "at least", "range"):
        assert words in legend


def test_an_undated_row_stands_in_a_strip_of_its_own_beside_the_dates(chart: Page) -> None:
    strip = measure(chart.locator(".strip"))
    vole = measure(chart.locator(".marks a", has_text="Vole").locator("use").last)

    assert strip["x"] <= vole["x"] <= vole["x"] + vole["width"] <= strip["x"] + strip["width"]


def test_a_chart_has_a_name_and_says_in_words_what_it_shows(chart: Page) -> None:
    figure = chart.locator("figure.chart").first

    expect(figure.get_by_role("group", name="Speed by date")).to_be_visible()
    expect(figure.locator("figcaption")).to_contain_text(
        "5 results from 5 papers, 14 Jul 2022 to 2 Jan 2025 and 1 undated, lie between 1.5× and 900×"
    )


def test_colours_follow_light_and_dark(chart_review: Path, open_page: OpenPage) -> None:
    address = (chart_review / "site/metrics/speed/index.html").as_uri()
    light, dark = (
        open_page(address, color_scheme=scheme).page.locator(".marks a").evaluate_all(READ_FILLS) for scheme in ("light", "dark")
    )

    assert len(set(light)) == 3
    assert all(before != after for before, after in zip(light, dark, strict=True))


def test_a_chart_is_drawn_without_javascript_and_its_marks_lead_by_click_and_by_key(
    chart_review: Path, open_page: OpenPage
) -> None:
    with serve_site(chart_review / "site") as address:
        page = open_page(f"{address}metrics/speed/", java_script_enabled=False).page
        expect(page.locator(".marks a")).to_have_count(5)
        page.locator(".marks a", has_text="Heron").locator("use").last.click()
        expect(page.locator("h1")).to_contain_text("Heron")
        page.go_back()
        page.locator(".marks a", has_text="Otter").focus()
        page.keyboard.press("Enter")
        expect(page.locator("h1")).to_contain_text("Otter")


def test_a_keyboard_can_skip_the_marks(chart: Page) -> None:
    skip = chart.locator("figure .skip").first
    skip.focus()
    chart.keyboard.press("Enter")

    expect(chart.locator("#chart-1-end")).to_be_focused()


def test_fewer_than_five_comparable_rows_make_no_chart(tiny_review: Path) -> None:
    assert not find_marks(read_metric(tiny_review, "latency"))


def test_rows_without_any_date_still_make_a_chart(tmp_path: Path, open_page: OpenPage) -> None:
    entries = [Entry(f"{name} over Quiet Ponds", f"{name}s wade. {name} {words}.") for name, words, _ in SPECIES]
    root = make_review(tmp_path / "review", entries, files={})
    build(root, base_url="https://someone.github.io/review/")
    page = open_page((root / "site/metrics/speed/index.html").as_uri()).page

    expect(page.locator(".marks a")).to_have_count(5)
    expect(page.locator(".plot .across")).to_have_text(["undated"])
    expect(page.locator("figcaption")).to_contain_text("5 results from 5 papers, 5 undated, lie between")


def test_of_very_many_rows_the_newest_have_marks_and_shades_count_them_all(many_review: Path) -> None:
    page = read_metric(many_review)
    shades = [
        cell for tag in page.named("path") if "d" in tag.attributes.get("class", "") for cell in tag.attributes["d"].split("z")
    ]

    assert len(find_marks(page)) == 200
    assert 0 < len(list(filter(None, shades))) <= 250
    assert "The newest 200 have a mark each; the shades behind them count all 250." in page.text_in("figure")


def test_papers_by_month_are_bars_that_lead_to_their_months(chart_review: Path, open_page: OpenPage) -> None:
    with serve_site(chart_review / "site") as address:
        page = open_page(f"{address}dates/").page
        bars = page.locator(".plot.low a")

        assert bars.locator("title").all_text_contents() == [
            "July 2022: 1 paper", "February 2024: 1 paper", "May 2024: 1 paper", "January 2025: 1 paper",
        ]  # fmt: skip
        expect(page.locator(".chart")).to_contain_text("Not drawn: 1 undated.")
        bars.last.click()
        expect(page.locator("h1")).to_have_text("January 2025")
