"""Charts as readers meet them: which rows are drawn and where they lead, in words too, in both themes and without scripts."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from litatlas.site.build import build
from tests.invented import Entry, make_review
from tests.serving import serve_site
from tests.site.conftest import OpenPage

SPECIES = (
    ("Heron", "reaches a 2.3x speedup over PondLM on an NVIDIA A100 GPU", "May 3, 2024"),
    ("Otter", "reaches up to a 40x speedup over PondLM on an NVIDIA H100 GPU", "Jul 14, 2022"),
    ("Badger", "attains at least a 4.5x speedup over PondLM on a Xilinx Alveo U280", "Feb 29, 2024"),
    ("Hare", "attains a 1.5-3.1x speedup over PondLM", "Jan 2, 2025"),
    ("Vole", "attains a 900x speedup over PondLM on an NVIDIA A100 GPU. It also reaches a 3x speedup over BurrowNet", ""),
    ("Mole", "attains a 7x speedup on an NVIDIA A100 GPU", ""),
)
"""Gains of every kind; the last one says not over what, and so proves nothing."""
READ_FILLS = "marks => marks.map(mark => getComputedStyle(mark).fill)"


@pytest.fixture(scope="module")
def chart_review(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review with a topic of speedups of every kind, four papers of them dated."""
    entries = [Entry(f"{name} over Quiet Ponds", f"{name}s wade. {name} {words}.", date) for name, words, date in SPECIES]
    root = make_review(tmp_path_factory.mktemp("charts") / "review", entries, files={})
    build(root, base_url="https://someone.github.io/review/")
    return root


@pytest.fixture
def chart(chart_review: Path, open_page: OpenPage) -> Page:
    """The page of the topic."""
    return open_page((chart_review / "site/topics/ponds/index.html").as_uri(), java_script_enabled=False).page


def test_a_topics_gains_are_lines_the_largest_first_one_a_paper_each_with_what_it_is_over_and_on(chart: Page) -> None:
    lines = chart.locator(".ranges li")

    expect(lines.locator(".gain")).to_have_text(["900×", "up to 40×", "at least 4.5×", "1.5–3.1×", "2.3×"])
    expect(lines.first).to_contain_text("speed over PondLM on NVIDIA A100 Vole over Quiet Ponds")
    expect(lines.first.get_by_role("link")).to_have_attribute(
        "href", re.compile(r"papers/vole-over-quiet-ponds/index.html#r-\w+$")
    )


def test_a_mark_stands_further_along_the_larger_its_gain(chart: Page) -> None:
    along = chart.locator(".ranges circle").evaluate_all("marks => marks.map(mark => mark.getBoundingClientRect().x)")

    assert along == sorted(along, reverse=True)
    assert len(set(along)) == len(along)


def test_a_summit_is_open_a_range_is_wide_and_the_caption_says_that_nothing_is_ranked(chart: Page) -> None:
    lines = chart.locator(".ranges li")

    expect(lines.filter(has=chart.locator(".open"))).to_contain_text(["up to 40×"])
    expect(lines.filter(has=chart.locator(".wide"))).to_contain_text(["1.5–3.1×"])
    expect(chart.locator(".ranges figcaption")).to_contain_text("no ranking. An open mark is an up to.")


def test_colours_tell_families_and_follow_light_and_dark(chart_review: Path, open_page: OpenPage) -> None:
    address = (chart_review / "site/topics/ponds/index.html").as_uri()
    light, dark = (
        open_page(address, color_scheme=scheme).page.locator(".ranges circle:not(.open)").evaluate_all(READ_FILLS)
        for scheme in ("light", "dark")
    )

    assert len(set(light)) == 3
    assert all(before != after for before, after in zip(light, dark, strict=True))


def test_two_gains_are_told_in_words(tiny_review: Path, open_page: OpenPage) -> None:
    page = open_page((tiny_review / "site/hardware/nvidia-a100/index.html").as_uri()).page

    expect(page.locator(".ranges")).to_have_count(0)
    assert page.locator(".gains li").count() in (1, 2)


def test_papers_by_month_are_bars_that_lead_to_their_months(chart_review: Path, open_page: OpenPage) -> None:
    with serve_site(chart_review / "site") as address:
        page = open_page(f"{address}dates/").page
        bars = page.locator(".plot a")

        assert bars.locator("title").all_text_contents() == [
            "July 2022: 1 paper", "February 2024: 1 paper", "May 2024: 1 paper", "January 2025: 1 paper",
        ]  # fmt: skip
        expect(page.locator(".chart")).to_contain_text("Not drawn: 2 undated.")
        bars.last.click()
        expect(page.locator("h1")).to_have_text("January 2025")
