"""Papers and results for other programs: everything that the pages hold, in three forms of text."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from litatlas.commands.export import Kind, TextFormat, export
from litatlas.errors import UsageError
from litatlas.export.cells import disarm_cell, disarm_name
from litatlas.export.columns import PAPER_COLUMNS, list_names
from litatlas.model import Paper
from litatlas.review.groups import list_by_date
from litatlas.review.loading import load_papers

HERON = "heron-patient-kernels-3-1x-faster-than-tortoise"
PAPER_FIELDS = {
    "slug", "title", "date", "date_precision", "author_count", "authors", "organization", "comments", "abstract", "topics",
    "hardware", "sources", "results",
}  # fmt: skip
RESULT_FIELDS = {
    "id", "quote", "low", "high", "unit", "form", "metric", "effect", "bound", "baseline", "hardware", "dataset", "model",
    "subject", "evidence",
}  # fmt: skip


@pytest.fixture(scope="module")
def papers() -> tuple[Paper, ...]:
    """The papers of the tiny review, newest first."""
    return list_by_date(load_papers(Path(__file__).parents[1] / "reviews" / "tiny").values())


def write(papers: tuple[Paper, ...], kind: Kind, text_format: TextFormat) -> str:
    return "".join(export(papers, kind, text_format))


def read_lines(papers: tuple[Paper, ...], kind: Kind) -> list[dict[str, Any]]:
    return [json.loads(line) for line in write(papers, kind, "jsonl").splitlines()]


def read_table(papers: tuple[Paper, ...], kind: Kind) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write(papers, kind, "csv"))))


def test_a_paper_is_a_line_with_all_that_is_known(papers: tuple[Paper, ...]) -> None:
    heron, otter = read_lines(papers, "papers")

    assert heron.keys() >= PAPER_FIELDS
    assert heron.keys() == otter.keys()
    assert (heron["slug"], heron["date"], heron["date_precision"], heron["author_count"]) == (HERON, "2024-05-03", "day", 3)
    assert (heron["authors"], heron["comments"]) == (["Ada Wader", "Grus Heron", "李鹭"], 7)
    assert heron["organization"] == {"slug": "pond-lab", "name": "Pond Lab"}
    assert (heron["topics"], heron["hardware"]) == (["ponds", "kernels"], ["NVIDIA A100", "Xilinx Reed 2"])
    assert [source["file"] for source in heron["sources"]] == ["june.txt", "may.txt", "old.txt"]


def test_what_is_not_known_is_null_or_empty(papers: tuple[Paper, ...]) -> None:
    otter = read_lines(papers, "papers")[1]

    assert [otter[name] for name in ("date", "date_precision", "author_count", "organization", "comments", "abstract")] == [
        None
    ] * 6
    assert [otter[name] for name in ("authors", "topics", "hardware", "results")] == [[]] * 4


def test_the_evidence_of_a_result_leads_to_its_quote(papers: tuple[Paper, ...]) -> None:
    heron = read_lines(papers, "papers")[0]

    assert len(heron["results"]) == 6
    for result in heron["results"]:
        field, start, end = result["evidence"]
        assert result.keys() >= RESULT_FIELDS
        assert heron[field][start:end] == result["quote"]


def test_a_result_is_a_line_with_its_paper(papers: tuple[Paper, ...]) -> None:
    results = read_lines(papers, "results")

    assert {result["paper"] for result in results} == {HERON}
    assert all(result.keys() >= RESULT_FIELDS for result in results)
    assert [result["quote"] for result in results] == ["3.1x", "2.3x", "33.5%", "12%", "81.2 to 83.0 points", "79.9"]


@pytest.mark.parametrize("kind", ["papers", "results"])
def test_json_holds_what_the_lines_hold(papers: tuple[Paper, ...], kind: Kind) -> None:
    assert json.loads(write(papers, kind, "json")) == read_lines(papers, kind)


@pytest.mark.parametrize("kind", ["papers", "results"])
def test_csv_has_a_row_for_each_line_and_a_column_for_each_field(papers: tuple[Paper, ...], kind: Kind) -> None:
    lines, rows = read_lines(papers, kind), read_table(papers, kind)

    assert [list(row) for row in rows] == [list(line) for line in lines]


@pytest.mark.parametrize("text", ["=1+1", "@x", "+1-1", "-1+1", "\t=1", "\r=1", " =1", "＝1+1", "－x", "- a list", "+x"])
def test_a_text_that_a_spreadsheet_would_run_is_told_as_text(text: str) -> None:
    assert disarm_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "x", "-33.5%", "+2.3x", "-1,024", "2-3", "a=b", "'quoted'", "heron@pond"])
def test_other_texts_stay_as_they_are_in_cells(text: str) -> None:
    assert disarm_cell(text) == text


@pytest.mark.parametrize("name", ["2048", "1e5", "638782e6", "1-2", "2024-05-03", "sept1", "march-2", "2-mar", "true", "1.5"])
def test_a_name_that_a_spreadsheet_would_take_for_a_number_or_a_day_is_told_as_text(name: str) -> None:
    assert disarm_name(name) == f"'{name}"


@pytest.mark.parametrize("name", ["heron-2", "marching-7-herons", "h100", "2048-ponds", "x1e5", "mayfly"])
def test_other_names_stay_as_they_are_in_cells(name: str) -> None:
    assert disarm_name(name) == name


def test_a_result_says_the_classes_of_its_baselines_and_its_papers_only_device(papers: tuple[Paper, ...]) -> None:
    heron = papers[0]
    alone = replace(heron, extraction=replace(heron.extraction, hardware=("NVIDIA A100",)))
    first, *rest = read_lines((alone,), "results")

    assert (first["baseline"], first["baseline_class"]) == (["Tortoise"], ["named system"])
    assert {row["paper_device"] for row in rest if row["hardware"]} == {None}
    assert {row["paper_device"] for row in (first, *rest) if not row["hardware"]} == {"NVIDIA A100"}


def test_csv_begins_with_the_mark_of_utf8_where_it_is_wanted(papers: tuple[Paper, ...]) -> None:
    marked = "".join(export(papers, "results", "csv", has_mark=True))

    assert marked == "\ufeff" + write(papers, "results", "csv")


def test_csv_joins_lists_and_counts_what_is_nested(papers: tuple[Paper, ...]) -> None:
    heron, otter = read_table(papers, "papers")

    assert (heron["authors"], heron["organization"]) == ("Ada Wader; Grus Heron; 李鹭", "Pond Lab")
    assert (heron["results"], heron["sources"], otter["results"], otter["date"]) == ("6", "3", "0", "")


@pytest.mark.parametrize(
    ("text_format", "text"), [("jsonl", ""), ("json", "[]\n"), ("csv", ",".join(list_names(PAPER_COLUMNS)) + "\n")]
)
def test_nothing_to_export_is_well_formed_too(text_format: TextFormat, text: str) -> None:
    assert write((), "papers", text_format) == text


def test_a_text_is_written_as_it_is_and_not_in_escapes(papers: tuple[Paper, ...]) -> None:
    assert "李鹭" in write(papers, "papers", "jsonl")


def test_papers_are_exported_for_bibliographies(papers: tuple[Paper, ...]) -> None:
    entries = write(papers, "papers", "bibtex")
    items = json.loads(write(papers, "papers", "csl-json"))

    assert [line for line in entries.splitlines() if line.startswith("@misc")] == ["@misc{wader2024heron,", "@misc{ottershold,"]
    assert r"author = {Wader, Ada and Heron, Grus and {\relax 李鹭}}" in entries
    assert [item["id"] for item in items] == ["wader2024heron", "ottershold"]


@pytest.mark.parametrize("text_format", ["bibtex", "csl-json"])
def test_results_have_no_form_for_bibliographies(papers: tuple[Paper, ...], text_format: TextFormat) -> None:
    with pytest.raises(UsageError, match="form of papers"):
        write(papers, "results", text_format)


def test_no_papers_make_an_empty_bibliography() -> None:
    assert (write((), "papers", "bibtex"), write((), "papers", "csl-json")) == ("", "[]\n")
