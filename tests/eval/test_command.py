"""`python -m eval`: what it prints, and when it fails."""

import json
import subprocess
import sys
from functools import partial
from pathlib import Path
from typing import Any

from eval.__main__ import main
from eval.labels import hash_title
from tests.conftest import REPOSITORY
from tests.eval.rows import write_paper, write_row
from tests.invented import ENTRIES, format_listing
from tests.readers.answering import build_row, play_rows, serve
from tests.running_litatlas import Run, run_here

ABSTRACT = "We reach 3.0x higher throughput than Newt."
TITLES = tuple(f"Heron {number}" for number in range(12))
HELD_BACK = tuple(title for title in TITLES if hash_title(title) % 3 == 2)


def run_eval(*arguments: str | Path, captures: Path, labelled: Path, strict: bool = False) -> Run:
    """Run the program in this process, which is there already and has read the vocabulary."""
    variables = {"LITATLAS_CAPTURES": str(captures), "LITATLAS_LABELLED": str(labelled), "LITATLAS_CI_STRICT": str(int(strict))}
    return run_here(REPOSITORY, partial(main, [str(argument) for argument in arguments]), **variables)


def write_lines(path: Path, papers: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps(paper) + "\n" for paper in papers), encoding="utf-8")
    return path


def test_texts_that_are_not_there_are_told_and_fail_only_where_nothing_may_be_skipped(tmp_path: Path) -> None:
    seeds, labelled = tmp_path / "seeds", tmp_path / "papers.jsonl"

    done, strict = (run_eval(captures=seeds, labelled=labelled, strict=told) for told in (False, True))

    measured = [line.split(":")[0] for line in done.stdout.splitlines() if "rows labelled" in line]
    assert (done.returncode, strict.returncode, measured) == (0, 1, ["invented"])
    assert f"not measured: there are no captures in {seeds}" in done.stderr
    assert f"not measured: there are no labelled papers in {labelled}" in done.stderr


def test_scores_that_are_too_low_fail_and_are_told(tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(format_listing(ENTRIES))  # of none of the labelled papers

    done = run_eval(captures=tmp_path, labelled=tmp_path / "papers.jsonl")

    assert done.returncode == 1
    assert "captures: value is 0.000, below 0.95" in done.stderr


def test_labelled_papers_are_read_from_their_texts_and_the_part_that_is_held_back_is_never_shown(tmp_path: Path) -> None:
    wrong = write_row(low=4, high=4, quote="4.0x")
    papers = [write_paper(title, write_row(), wrong, abstract=ABSTRACT, topics=[]) for title in TITLES]
    labelled = write_lines(tmp_path / "papers.jsonl", papers)

    done = run_eval("--misses", captures=tmp_path, labelled=labelled)

    shown = {title for title in TITLES if f"| {title} |" in done.stdout}
    assert HELD_BACK
    assert shown == set(TITLES) - set(HELD_BACK)
    assert f"texts, held back: {2 * len(HELD_BACK)} rows labelled, {len(HELD_BACK)} found" in done.stdout
    assert "precision 1.000  recall 0.500" in done.stdout


def test_a_model_behind_a_server_is_measured_and_not_asked_twice(tmp_path: Path) -> None:
    labelled = write_lines(tmp_path / "papers.jsonl", [write_paper("Heron", write_row(), abstract=ABSTRACT, topics=[])])
    told = {"Heron": [build_row("3.0x", 3, metric="throughput", baseline=["Newt"])]}

    with serve(play_rows(told)) as server:
        options = ("--readings", tmp_path / "kept", "--reader", "model", "--endpoint", server.url, "--model", "pond-7b")
        runs = [run_eval(*options, captures=tmp_path, labelled=labelled) for _ in range(2)]

    assert [done.returncode for done in runs] == [0, 0], runs[0].stderr
    assert len(server.asked) == 1
    assert all("texts: 1 rows labelled, 1 found" in done.stdout for done in runs)
    assert "full   precision 1.000  recall 1.000" in runs[1].stdout


def test_a_model_that_has_not_read_all_is_not_measured(tmp_path: Path) -> None:
    labelled = write_lines(tmp_path / "papers.jsonl", [write_paper("Heron", write_row(), abstract=ABSTRACT, topics=[])])

    done = run_eval("--readings", tmp_path, "--reader", "model", "--model", "pond-7b", captures=tmp_path, labelled=labelled)
    wrong = run_eval("--reader", "model", "--modle", "pond-7b", captures=tmp_path, labelled=labelled)

    assert (done.returncode, wrong.returncode) == (2, 2)
    assert "pond-7b has not read 1 of 1 paper: no server was named to ask" in done.stderr
    assert "No such option" in wrong.stderr


def test_what_another_reader_found_is_scored_from_its_file(tmp_path: Path) -> None:
    labels = write_lines(tmp_path / "labels.jsonl", [write_paper("Heron", write_row()), write_paper("Otter", write_row())])
    found = write_lines(tmp_path / "found.jsonl", [write_paper("Heron", write_row(confidence="low"))])

    done = run_eval(labels, found, "--misses", captures=tmp_path, labelled=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "low    confidence: 1 of 1 rows right" in done.stdout
    assert "missed | Otter | 3.0x ratio throughput" in done.stdout


def test_files_that_cannot_be_read_are_told_without_a_traceback(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text("no JSON\n")

    command = [sys.executable, "-m", "eval", str(wrong), str(wrong)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=120, check=False)
    gone = run_eval(wrong, tmp_path / "gone.jsonl", captures=tmp_path, labelled=tmp_path)

    assert (done.returncode, gone.returncode) == (2, 2)
    assert f"{wrong}:1: cannot be read" in done.stderr
    assert "Traceback" not in done.stderr + gone.stderr
