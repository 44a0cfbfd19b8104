"""Charts as readers meet them: which rows are drawn and where they lead, in words too, in both themes and without scripts."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from litatlas.model import Result, Span
from litatlas.review.loading import load_papers
from litatlas.site.build import build
from tests.invented import ENTRIES, Entry, make_review
from tests.serving import serve_site
from tests.site.conftest import OpenPage
from tests.site.test_rows import change_paper

SPECIES = (
    ("Heron", "reaches a 2.3x speedup over PondLM on an NVIDIA A100 GPU", "May 3, 2024"),
    ("Otter", "reaches up to a 40x speedup over PondLM on an NVIDIA H100 GPU", "Jul 14, 2022"),
    ("Badger", "attains at least a 4.5x speedup over PondLM on a Xilinx Alveo U280", "Feb 29, 2024"),
    ("Hare", "attains a 1.5-3.1x speedup over PondLM", "Jan 2, 2025"),
    ("Vole", "attains a 900x speedup over PondLM on an NVIDIA A100 GPU. It also reaches a 3x speedup over BurrowNet", ""),
    ("Mole", "attains a 7x speedup on an NVIDIA A100 GPU", ""),
)
"""Gains of every kind; the last one says not over what, and so proves nothing."""
READ_OUTSIDE = """figure => {
  const { left, right } = figure.getBoundingClientRect();
  const boxes = [...figure.querySelectorAll("circle")].map((mark) => mark.getBoundingClientRect());
  return boxes.filter((box) => box.left < left || box.right > right).length;
}"""
"""How many marks stand outside of their chart."""
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


@pytest.mark.parametrize("width", [390, 1280])
def test_what_a_gain_is_over_stands_whole_and_every_mark_within_the_chart(
    open_page: OpenPage, tmp_path: Path, width: int
) -> None:
    rival = "existing state-of-the-art long-handled river-and-pond reed-cutting methods"
    words = [
        f"{name} wades. {name} attains a {gain}x speedup over {rival}."
        for name, gain in (("Coot", 3), ("Rail", 8), ("Teal", 900))
    ]
    entries = [Entry(f"Notes on Pond {number}", text) for number, text in enumerate(words)]
    root = make_review(tmp_path / "review", entries, files={})
    build(root)
    page = open_page((root / "site/topics/ponds/index.html").as_uri(), viewport={"width": width, "height": 900}).page
    chart = page.locator(".ranges")

    expect(chart.locator("li p")).to_contain_text([rival] * 3)
    assert chart.locator("li p span:first-child").evaluate_all("all => all.every(each => each.scrollWidth <= each.clientWidth)")
    assert chart.evaluate(READ_OUTSIDE) == 0


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


def test_quality_against_speed_is_drawn_and_told_where_a_paper_states_both_of_several_things(
    open_page: OpenPage, tmp_path: Path
) -> None:
    text = "Herons wade through ponds with a 2.3x speedup. Of PondBench it solves 94%, 95% and 93% in 3 ms, 10 ms and 12 ms."
    root = make_review(tmp_path / "review", (Entry("Heron over Quiet Ponds", text, "May 3, 2024"), ENTRIES[1]), files={})
    heron = load_papers(root)["heron-over-quiet-ponds"]
    first = replace(heron.extraction.results[0], form="absolute", bound=None, baseline=(), effect=None, hardware=(), flags=())
    values = [(94.0, 3.0), (95.0, 10.0), (93.0, 12.0)]

    def report(id_: str, value: float, **fields: Any) -> Result:
        start = text.index(fields["quote"])
        evidence = Span("abstract", start, start + len(fields["quote"]))
        return replace(first, id=id_, low=value, high=value, evidence=evidence, **fields)

    rows = []
    for number, (accuracy, latency) in enumerate(values):
        score, time = f"{accuracy:g}%", f"{latency:g} ms"
        quality = {"metric": "accuracy", "unit": "%", "quote": score, "setting": (time,), "dataset": ("PondBench",)}
        cost = {"metric": "latency", "unit": "ms", "quote": time, "setting": (f"{score} accuracy",), "hardware": ("NVIDIA A100",)}
        rows += [report(f"a{number:07}", accuracy, **quality), report(f"b{number:07}", latency, **cost)]
    change_paper(root, heron, tuple(rows), heron.work.date)
    build(root)
    page = open_page((root / "site/topics/ponds/results/index.html").as_uri(), java_script_enabled=False).page

    page.locator(".jump").get_by_role("link", name="Quality against speed and memory").click()
    chart = page.locator(".tradeoff")
    expect(chart).to_be_in_viewport()
    expect(chart.locator("figcaption")).to_contain_text("Accuracy against latency")
    expect(chart.locator("figcaption")).to_contain_text("On NVIDIA A100, for PondBench. One paper’s own values: Heron")
    expect(chart.locator(".axis")).to_have_text(["Accuracy (%), more is better", "Latency (ms), less is better"])
    expect(chart.locator("li")).to_have_text(["94 % at 3 ms", "95 % at 10 ms", "93 % at 12 ms another is better"])
    expect(chart.locator("circle.best")).to_have_count(2)
    spots = chart.locator("circle").evaluate_all("all => all.map(({cx, cy}) => [cx, cy].map(at => at.animVal.value))")
    assert spots == sorted(spots)
    assert spots[2][1] > spots[0][1] > spots[1][1]
    page.goto((root / "site/topics/rivers/results/index.html").as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#trade-offs")).to_have_count(0)


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
