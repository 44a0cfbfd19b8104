"""A new slot is an entry of `SLOTS` and a field of `Result`, and all that tells of results follows: tried on a copy of it all."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import expect

from litatlas.model import Result, Span
from litatlas.review.loading import load_papers
from litatlas.slots import SLOT_NAMES, SLOTS, Slot, read_slots, write_slots
from tests.conftest import REPOSITORY
from tests.invented import make_review, write_files
from tests.serving import serve_site
from tests.site.conftest import OpenPage
from tests.site.test_corrections import HERON, OTTER
from tests.site.test_tables import open_explorer, save

RESULT = Result(
    id="12345678", quote="2.3x", low=2.3, high=2.3, unit="×", form="ratio", metric="speed", effect="better", bound=None,
    baseline=(), hardware=(), dataset=(), model=(), subject=None,
    evidence=Span("abstract", 0, 4), context=Span("abstract", 0, 4), confidence="high", flags=(),
)  # fmt: skip
FIELD = '    weather: tuple[str, ...] = ()\n    """The weather that it holds in."""\n'
ENTRY = '    Slot("weather", "weather", "Weather", "in", "rank", "rank", filtered=True, recent=True),\n'


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with a slot more: two lines in two files."""
    root = tmp_path_factory.mktemp("package")
    for folder in ("src", "templates"):
        shutil.copytree(REPOSITORY / folder, root / folder, ignore=shutil.ignore_patterns("__pycache__"))
    model, slots = root / "src/litatlas/model.py", root / "src/litatlas/slots.py"
    result, others = model.read_text().split("\n\n\n@dataclass(frozen=True, slots=True)\nclass NonResult")
    model.write_text(f"{result}\n{FIELD}\n\n@dataclass(frozen=True, slots=True)\nclass NonResult{others}")
    slots.write_text(re.sub(r"(SLOTS: .*?\n)\)\n", rf"\1{ENTRY})\n", slots.read_text(), count=1, flags=re.DOTALL))
    return root


def run(package: Path, review: Path, *arguments: str) -> str:
    """What the copy prints; only the first run of it compiles the package."""
    environment = {**os.environ, "PYTHONPATH": str(package / "src"), "PYTHONDONTWRITEBYTECODE": ""}
    command = [sys.executable, "-m", "litatlas", "-C", str(review), *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def review(package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A review whose pages are older than the slot, but for one that fills it; of another people say what its weather is."""
    root = make_review(tmp_path_factory.mktemp("weather") / "review")
    corrected = load_papers(root)[OTTER].extraction.results[-1].id
    page = root / f"content/papers/{HERON}.md"
    page.write_text(page.read_text().replace('"subject": null', '"weather": ["drizzle"], "subject": null'))
    signed = 'why: "table 2", by: Ann, on: 2026-11-21'
    change = f'{{result: "{corrected}", action: change, was: {{weather: []}}, set: {{weather: [storm, cold]}}, {signed}}}'
    write_files(root, {"content/notes/otter.md": f"---\npaper: {OTTER}\ncorrections:\n- {change}\n---\n"})
    run(package, root, "build", "--base-url", "https://someone.github.io/review/")
    return root


def test_the_fields_of_a_result_that_are_slots_are_listed_once() -> None:
    assert set(SLOT_NAMES) < {field.name for field in fields(Result)}
    assert len(set(SLOT_NAMES)) == len({slot.key for slot in SLOTS}) == len({slot.head for slot in SLOTS}) == len(SLOTS)


def test_a_slot_of_one_value_is_a_text_or_nothing() -> None:
    slot = Slot("subject", "system", "System", "of", "rank", "rank", many=False)

    assert [slot.fill(value) for value in ("PondLM", None)] == ["PondLM", None]
    assert slot.read(RESULT) == ()
    assert slot.read(replace(RESULT, subject="PondLM")) == ("PondLM",)


@given(st.lists(st.lists(st.text()), min_size=len(SLOTS), max_size=len(SLOTS)))
def test_slots_that_are_written_are_read_as_they_were(values: list[list[str]]) -> None:
    written: dict[str, Any] = {slot.name: slot.fill(texts) for slot, texts in zip(SLOTS, values, strict=True)}
    filled = replace(RESULT, **written)

    assert replace(RESULT, **read_slots(write_slots(filled))) == filled


def test_a_new_slot_stands_in_the_pages_that_ingest_writes(package: Path, tmp_path: Path) -> None:
    review = make_review(tmp_path / "review")
    run(package, review, "ingest", "--abstracts", str(tmp_path / "review.txt"))

    assert '"setting": [], "weather": [], "subject": null' in (review / f"content/papers/{HERON}.md").read_text()


def test_a_new_slot_is_exported_and_corrected(package: Path, review: Path) -> None:
    rows = json.loads(run(package, review, "export", "results", "--format", "json"))
    lines = list(csv.DictReader(io.StringIO(run(package, review, "export", "results", "--format", "csv"))))

    assert {tuple(row["weather"]) for row in rows if row["paper"] == HERON} == {("drizzle",)}
    assert ["storm", "cold"] in [row["weather"] for row in rows if row["paper"] == OTTER]
    assert {"drizzle", ""} < {line["weather"] for line in lines}


def test_a_new_slot_stands_on_pages_in_tables_and_in_data(review: Path) -> None:
    site = review / "site"
    paper, table = (site / f"papers/{HERON}/index.html").read_text(), (site / "metrics/speed/index.html").read_text()
    lines = list(csv.DictReader(io.StringIO((site / "data/results.csv").read_text(), newline="")))

    assert "<th scope=col>Weather</th>" in paper
    assert '<td data-label="Weather"><span>drizzle</span></td>' in paper
    assert '<span data-label="Weather"><small>in</small> <span>drizzle</span></span>' in table
    assert "storm; cold" in [line["weather"] for line in lines]
    assert "read by machine: <span>not stated</span>" in (site / f"papers/{OTTER}/index.html").read_text()


@pytest.mark.browser
def test_a_new_slot_is_drawn_filtered_and_saved_by_scripts(open_page: OpenPage, review: Path) -> None:
    with serve_site(review / "site") as address:
        page = open_explorer(open_page, address).page
        expect(page.locator("main [data-label=Weather]")).to_have_text(["in drizzle"] * 2 + ["in storm, cold"])
        page.locator("summary", has_text="Weather").click()
        page.get_by_role("checkbox", name="storm").check()
        page.keyboard.press("Escape")
        expect(page.locator(".view [data-label=Weather]")).to_have_text(["in storm, cold"])
        rows = list(csv.DictReader(io.StringIO(save(page, "CSV"), newline="")))

        assert [row["weather"] for row in rows] == ["storm; cold"]
        assert "Weather" in save(page, "LaTeX")
