"""Where a model and the rules differ: told by `diff --readers`, and walked through by `review --disagreeing`."""

import json
from pathlib import Path

import pytest

from litatlas.review.loading import load_review
from litatlas.site.build import build
from tests.invented import Entry, format_listing, write_files
from tests.readers.answering import build_row, play_rows, serve
from tests.readers.asking import MODEL, ingest_with, list_readings
from tests.running_litatlas import run

OWL = Entry(
    "Owls wait",
    "We present Owl. It cuts latency by 33.5% over WindLM. It reaches a 2.3x speedup over WindLM. "
    "It runs 7.1x faster than RainLM.",
    "May 4, 2024",
)
GULL = Entry("Gulls cry", "We present Gull. It cuts memory by 40% over WindLM.", "May 3, 2024")
WREN = Entry("Wrens sing", "We present Wren. It is 4.5x faster than WindLM on an NVIDIA A100.", "May 2, 2024")
ROWS = {
    OWL.title: [
        build_row("33.5%", 33.5, unit="%", form="relative", metric="memory", baseline=["WindLM"]),
        build_row("2.3x", 2.3, baseline=["WindLM"]),
        build_row("99x", 99),
    ],
    WREN.title: [build_row("4.5x", 4.5, baseline=["WindLM"], hardware=["A100"])],
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A review that a model has read, but for one paper of which it told nothing."""
    write_files(tmp_path, {"review/content/review.yml": f"title: Birds\nreader: model\nmodel: {MODEL}\n"})
    write_files(tmp_path, {"list.txt": format_listing([OWL, GULL, WREN])})
    with serve(play_rows(ROWS, {WREN.title: ["A100"]})) as server:
        ingest_with(tmp_path / "review", server.url)
    return tmp_path / "review"


def test_two_readers_are_compared_over_a_review(root: Path) -> None:
    told = run(root, "diff", "--readers", "rules", "model")

    assert told.returncode == 0
    assert "~ 33.5%  metric: latency → memory" in told.stdout
    assert "- 7.1x" in told.stdout
    assert "- 40%" in told.stdout
    assert "wrens-sing" not in told.stdout
    assert told.stderr == ""


def test_readers_are_compared_in_one_field_and_for_programs(root: Path) -> None:
    told = run(root, "diff", "--readers", MODEL, "rules", "--field", "metric", "--format", "jsonl")
    events = [json.loads(line) for line in told.stdout.splitlines()]

    assert [event["changes"] for event in events if event.get("changes")] == [{"metric": {"old": "memory", "new": "latency"}}]


def test_papers_that_a_reader_has_not_read_are_left_out_and_told(root: Path) -> None:
    list_readings(root)[0].unlink()

    told = run(root, "diff", "--readers", "rules", "model")

    assert "1 of 3 papers are left out: no usable answer of model is kept" in told.stderr
    assert "papers compared" in told.stdout


def test_readers_of_a_review_of_facts_have_nothing_to_read(root: Path) -> None:
    run(root, "ingest", str(root.parent / "list.txt"), "--no-abstracts")

    told = run(root, "diff", "--readers", "rules", "model")

    assert told.returncode == 2
    assert "this review keeps facts only, and so no texts to read" in told.stderr


def test_a_walk_through_what_readers_differ_about_asks_of_nothing_else(root: Path) -> None:
    told = run(root, "review", "--disagreeing", "--by", "Ann", "--on", "2026-11-29", typed="s\ns\ns\ns\n")

    assert "[1/3]" in told.stdout
    assert "readers differ: the rules read metric latency" in told.stdout
    assert told.stdout.count("readers differ: who read the page has no such row") == 2
    assert "4.5x" not in told.stdout
    assert "»2.3x«" not in told.stdout


def test_what_the_rules_alone_read_is_added_by_a_key_and_not_asked_for_again(root: Path) -> None:
    told = run(root, "review", "--disagreeing", "--by", "Ann", "--on", "2026-11-29", typed="y\ny\ns\n")
    shown = [row.quote for row in load_review(root).papers["owls-wait"].extraction.results]
    again = run(root, "review", "--disagreeing", "--unconfirmed", "--by", "Ann", typed="q\n")

    assert "1 confirmed, 0 changed, 0 rejected of 3 results; 1 added." in told.stdout
    assert shown == ["33.5%", "2.3x", "7.1x"]
    assert "[1/1]" in again.stdout
    assert "»40%«" in again.stdout
    assert run(root, "check").returncode == 0


def test_an_explanation_says_that_a_model_read_the_page(root: Path) -> None:
    assert run(root, "explain", "owls-wait").stdout.startswith(f"Read by model {MODEL}; below is what the rules see\n")


def test_where_readers_agree_there_is_nothing_to_walk_through(tmp_path: Path) -> None:
    write_files(tmp_path, {"review/content/review.yml": "title: Birds\n", "list.txt": format_listing([OWL])})
    run(tmp_path / "review", "ingest", str(tmp_path / "list.txt"))

    assert run(tmp_path / "review", "review", "--disagreeing").stdout == "There is no such result.\n"


def test_the_site_tells_who_read_a_paper_what_was_dropped_and_what_only_the_rules_read(root: Path) -> None:
    build(root)
    assert f"<summary>How it was read</summary><p>By the model {MODEL}.</p>" in (
        root / "site/papers/owls-wait/index.html"
    ).read_text("utf-8")
    page = (root / "site/coverage/index.html").read_text("utf-8")

    assert "1 invalid" in page
    assert "1 readers differ" in page


def test_check_tells_of_answers_that_are_none(root: Path) -> None:
    assert run(root, "check", "--strict").stderr == ""
    first, second, third = list_readings(root)
    first.write_text("[]", "utf-8")
    second.rename(second.with_name("elsewhere.json"))
    third.write_text("{", "utf-8")

    told = run(root, "check").stderr

    assert told.count("is no answer of a model to what its name stands for") == 2
    assert told.count("is no JSON") == 1
