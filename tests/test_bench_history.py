"""The benchmarks' history: what was measured is kept, compared with what was before, and growth is told."""

from dataclasses import replace
from pathlib import Path

from tests.bench.history import Run, build_run, describe_run, find_growth, keep_run, read_runs

RUN = Run("papers 500", "2026-11-30", "0123456789", "Linux x86_64, 2 cores", {"build / copy": 4.0}, {"site files": 1000})


def test_a_run_is_kept_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"

    assert read_runs(path) == []
    for run in (RUN, build_run("papers 500", {"build / copy": 3.14159}, {"site files": 10})):
        keep_run(run, path)

    first, second = read_runs(path)
    assert first == RUN
    assert (second.ratios, second.counts) == ({"build / copy": 3.14}, {"site files": 10})


def test_only_counts_that_grew_by_more_than_a_twentieth_are_told() -> None:
    assert find_growth(replace(RUN, counts={"site files": 1050}), [RUN]) == []
    assert find_growth(replace(RUN, counts={"site files": 1051}), [RUN]) == ["site files: 1,051, and 1,000 before"]
    assert find_growth(replace(RUN, ratios={"build / copy": 400.0}), [RUN]) == []
    assert find_growth(replace(RUN, counts={"site files": 9000}, bench="papers 10000"), [RUN]) == []


def test_a_ratio_is_compared_with_that_of_such_a_machine_and_a_count_with_any() -> None:
    slower = replace(RUN, ratios={"build / copy": 6.0}, counts={"site files": 1001})

    assert next(describe_run(slower, [RUN])).endswith("6  (was 4, +50%)")
    elsewhere = list(describe_run(replace(slower, machine="Darwin arm64, 8 cores"), [RUN]))
    assert elsewhere[0].endswith("(first)")
    assert "was 1e+03" in elsewhere[1]
