"""Rows of tables, as the build serves them and as scripts draw them: the same markup, and one table of cases for both."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Page, expect

from litatlas.content.papers import format_paper
from litatlas.content.slugs import spell
from litatlas.model import Json, Paper, PartialDate, Result
from litatlas.review.loading import load_papers
from litatlas.site.build import build
from litatlas.site.pages.corrections_links import fit
from litatlas.site.wording import format_data_number, format_date
from tests.invented import Entry, make_review, write_files
from tests.serving import serve_site
from tests.site.conftest import OpenPage
from tests.site.test_corrections import ADDED, HERON, OTTER, correct, keep_in, say

CASES: dict[str, Any] = json.loads(Path(__file__).with_name("rows.json").read_text(encoding="utf-8"))
ABSOLUTE: dict[str, Any] = {"form": "absolute", "effect": None, "baseline": ()}
KINDS: tuple[dict[str, Any], ...] = (
    {"low": 2.46e15, "high": 2.46e15, "unit": ""},
    {**ABSOLUTE, "low": 1_900_000.0, "high": 2_000_000.0, "unit": "tokens/s", "bound": "about"},
    {"low": 1.39, "high": 1.79, "bound": "up to", "baseline": ("PondLM", "Otter & Sons"), "hardware": ("NVIDIA A100", "CPU")},
    {"low": 33.5, "high": 33.5, "unit": "%", "form": "relative", "metric": "latency", "baseline": ()},
    {"low": 25.0, "high": 50.0, "unit": "%", "form": "relative", "metric": "latency", "bound": "at least"},
    {**ABSOLUTE, "low": 5e-12, "high": 5e-12, "unit": "$", "metric": "cost"},
    {**ABSOLUTE, "low": 81.2, "high": 81.2, "unit": "%", "form": "fraction", "dataset": ("Pond <b>Bench</b>",)},
    {**ABSOLUTE, "low": 1e21, "high": 1e22, "unit": "°", "effect": "worse", "model": ("HeronLM", "OtterLM-7B", "Hare")},
    {"baseline": ("BF16 model", "Heron", "Badger Digs"), "hardware": ()},
    {"baseline": ("full attention", "state of the art")},
    {"subject": "Tortoise {title}", "low": 3.0, "high": 3.0, "flags": ("hardware: 3 values", "data set"), "confidence": "low"},
)
"""What rows can have, each beside what a row has without it."""
READ = """async () => {
  const text = await (await fetch(location.pathname)).text();
  const plain = line => {
    for (const added of line.querySelectorAll("input, .remark")) added.remove();
    for (const part of [line, ...line.querySelectorAll("td, th")]) part.removeAttribute("role");
    return line.outerHTML;
  };
  const list = page => [...page.querySelectorAll("tbody tr")].map(line => plain(line.cloneNode(true)));
  const served = new DOMParser().parseFromString(text, "text/html").querySelector(".served");
  return [list(served), list(document.querySelector(".view"))];
}"""
"""The rows as they were served and as they are drawn, without what scripts add to both."""


CAPTIONS = """async () => {
  const text = await (await fetch(location.pathname)).text();
  const served = new DOMParser().parseFromString(text, "text/html");
  return [served, document].map(page => page.querySelector(".compare caption").textContent);
}"""
"""What is said above the table as it was served and as it is drawn."""


def change_paper(root: Path, paper: Paper, results: tuple[Result, ...], date: PartialDate | None) -> None:
    """Write a paper's page anew, with other results and another date."""
    changed = replace(paper, work=replace(paper.work, date=date), extraction=replace(paper.extraction, results=results))
    write_files(root, {f"content/papers/{paper.slug}.md": format_paper(changed)})


@pytest.fixture(scope="module")
def rows_of_every_kind(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review with a row of every kind, dated to the day, the month and the year and not at all, people's rows too."""
    root = make_review(tmp_path_factory.mktemp("rows") / "review")
    keep_in(root, "https://github.com/ann/animals")
    papers = load_papers(root)
    speed, *_ = papers[HERON].extraction.results
    kinds = tuple(replace(speed, **{"id": f"{number:08x}", **kind}) for number, kind in enumerate(KINDS, 1))
    change_paper(root, papers[HERON], (*papers[HERON].extraction.results, *kinds), PartialDate("2024-05-03"))
    change_paper(root, papers[OTTER], papers[OTTER].extraction.results, None)
    others = [paper for slug, paper in papers.items() if slug not in (HERON, OTTER)]
    for paper, iso in zip(others, ("2024-02", "2023"), strict=False):
        change_paper(root, paper, paper.extraction.results, PartialDate(iso))
    changed: dict[str, Json] = {"metric": "energy", "baseline": ["Bog"]}
    said = say(kinds[0], "confirm", why="section 4"), say(kinds[3], "change", changed, "table 5")
    correct(root, HERON, [*said, say(None, "add", ADDED, "table 3")])
    build(root, base_url="https://someone.github.io/review/")
    return root


@pytest.fixture(scope="module")
def address(rows_of_every_kind: Path) -> Iterator[str]:
    with serve_site(rows_of_every_kind / "site") as served:
        yield f"{served}results/?sort=-date"


@pytest.fixture(scope="module")
def rivals_of_few_words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The explorer of a review whose rows state what they compare with, which is the same, and no more."""
    words = (
        "Heron reaches a 2.3x speedup over PondLM.",
        "Otter reaches a 1.8x speedup over PondLM.",
        "Hare reaches a 1.2x speedup over PondLM.",
    )
    entries = tuple(Entry(f"{text.split()[0]} Dives", text, "May 3, 2024") for text in words)
    root = make_review(tmp_path_factory.mktemp("few") / "review", entries, files={}, topics={})
    build(root, base_url="https://someone.github.io/review/")
    with serve_site(root / "site") as served:
        yield f"{served}results/?sort=-date"


@pytest.fixture
def page(open_page: OpenPage, address: str) -> Page:
    """The explorer, with its table drawn."""
    page = open_page(address).page
    expect(page.locator(".view tbody tr").first).to_be_visible()
    return page


def fetch_evidence(page: Page) -> None:
    """Stay with each row that is drawn, as a reader does, until it says what it was read from."""
    for line in page.locator(".view tbody tr").all():
        line.locator("a.v").first.focus()
        expect(line.locator(".evidence:empty")).to_have_count(0)


@pytest.mark.browser
def test_a_drawn_row_is_the_served_one_to_the_letter(page: Page) -> None:
    fetch_evidence(page)

    served, drawn = page.evaluate(READ)

    assert len(served) > len(KINDS)
    assert drawn == served


@pytest.mark.browser
def test_a_drawn_table_folds_the_columns_that_the_served_one_folds(open_page: OpenPage, rivals_of_few_words: str) -> None:
    page = open_page(rivals_of_few_words).page
    expect(page.locator(".view tbody tr").first).to_be_visible()
    fetch_evidence(page)

    served, drawn = page.evaluate(READ)
    heads = page.locator(".view thead th:visible").all_inner_texts()

    assert drawn == served
    assert [head.strip(" ↕\u00a0") for head in heads] == ["Value (×)", "Metric", "Paper", "Year"]
    captions = page.evaluate(CAPTIONS)
    said = "All results. All rows: over PondLM. Stated by no row: hardware, data set, model, setting."
    assert captions[0] == captions[1] == said


@pytest.mark.browser
def test_the_rows_that_are_compared_are_of_every_kind(page: Page) -> None:
    fetch_evidence(page)
    for kind in (
        *("tr.again", "tr[data-high]", "tr:not([data-high])", ".worse", "small.bound", ".derived", ".derived .bound", ".quoted"),
        *(
            ".unsaid",
            "td > i",
            "td > i a",
            "[data-label=Conditions] > i",
            "[data-label=Conditions] > [data-label=Model] span + span",
            '[data-against="1 5 0"]',
            ".flag",
            ".undated[title]",
            "time",
            ".by",
            ".evidence a.wrong",
            "td a + a",
            "td span + span",
        ),
    ):
        assert page.locator(f".view {kind}").count(), kind
    values = page.locator(".view a.v b").all_text_contents()
    assert {"2.46e+15", "1.9\u202fM–2\u202fM\u202ftokens/s", "1.39–1.79×", "$5e-12", "1e+21–1e+22°", "33.5\u202f%"} <= set(values)


def test_the_build_writes_what_the_cases_say() -> None:
    assert [format_data_number(float(value)) for value, _ in CASES["numbers"]] == [text for _, text in CASES["numbers"]]
    assert [format_date(PartialDate(iso) if iso else None) for iso, _ in CASES["dates"]] == [text for _, text in CASES["dates"]]
    assert [spell(title) for title, _ in CASES["titles"]] == [text for _, text in CASES["titles"]]
    assert [fit(text, room) for text, room, _ in CASES["fits"]] == [shown for *_, shown in CASES["fits"]]


@pytest.mark.browser
@pytest.mark.parametrize(
    ("name", "function"),
    [
        ("numbers", "String"),
        ("dates", "LitAtlas.data.formatDate"),
        ("titles", "LitAtlas.data.spell"),
        ("fits", "LitAtlas.report.fit"),
    ],
)
def test_scripts_write_what_the_cases_say(page: Page, name: str, function: str) -> None:
    given = [case[:-1] for case in CASES[name]]

    assert page.evaluate(f"cases => cases.map(case_ => {function}(...case_))", given) == [case[-1] for case in CASES[name]]


@pytest.mark.browser
def test_the_search_spells_the_addresses_of_pages_as_tables_do(page: Page) -> None:
    spell_all = """async titles => {
      const { spell } = await import(new URL("../assets/search-data.js", document.baseURI));
      return titles.map((title) => spell(title));
    }"""

    assert page.evaluate(spell_all, [title for title, _ in CASES["titles"]]) == [slug for _, slug in CASES["titles"]]


@pytest.mark.browser
def test_scripts_put_units_that_measure_one_thing_into_one_group_in_the_order_of_what_they_measure(page: Page) -> None:
    order = page.evaluate("""async () => {
      Object.assign(LitAtlasLayout.converted, { ms: ["s", 0.001], s: ["s", 1] });
      const kind = [["latency", "latency"], "absolute"];
      const columns = {
        paper: { values: [], numbers: [0, 0, 0] },
        kind: { values: [[...kind, "ms", "high"], [...kind, "s", "high"]], numbers: [0, 1, 0] },
        low: { values: [], numbers: [850, 0.9, 800] },
      };
      const known = await LitAtlas.rows.prepare({ size: 3, complete: true, read: async (name) => columns[name] }, "");
      const state = { ...LitAtlas.address.empty(), sort: { id: "value", desc: false } };
      await LitAtlas.rows.loadFor(known, state);
      const { rows } = LitAtlas.order.arrange(known, state, true);
      return [LitAtlas.rows.countGroups(known, rows).size, rows.map((row) => columns.low.numbers[row])];
    }""")

    assert order == [1, [800, 850, 0.9]]


@pytest.mark.browser
def test_scripts_write_any_number_as_the_build_does(page: Page) -> None:
    @given(st.lists(st.floats(allow_nan=False, allow_infinity=False)))
    def check(values: list[float]) -> None:
        assert page.evaluate("values => values.map(String)", values) == list(map(format_data_number, values))

    check()


@pytest.mark.browser
def test_scripts_shorten_any_text_as_the_build_does(page: Page) -> None:
    texts = st.text(st.characters(codec="utf-8"), max_size=80)

    @given(texts, st.integers(12, 80))
    def check(text: str, room: int) -> None:
        assert page.evaluate("([text, room]) => LitAtlas.report.fit(text, room)", [text, room]) == fit(text, room)

    check()
