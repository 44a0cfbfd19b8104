"""Scores an export of papers against labels, and fails where the extraction falls below what it has reached.

usage: score_extraction.py EVAL PAPERS.jsonl

EVAL is the folder with `score.py` and `dev.jsonl`. Prints the scores of all labelled papers, of 50 of them to develop rules on
and of the other 30 to confirm (split by the order of the SHA-256 of their titles), and how often rows of each band of
confidence are right. Exit 1 where a score of all papers is below its least.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import hashlib
import sys
from collections import Counter
from collections.abc import Sequence
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

LEAST = {"value": 0.95, "row": 0.90, "full": 0.75, "hardware": 0.93, "topics": 0.85, "main_topic": 0.92}
"""The least F1 of each measure, and the least share of right main topics."""
DEVELOPED_ON = 50


def main(arguments: Sequence[str]) -> int:
    """Print the scores; 1 where one is too low."""
    folder, papers = Path(arguments[0]), arguments[1]
    judge: Any = SourceFileLoader("score", str(folder / "score.py")).load_module()
    gold, predicted = judge.load(folder / "dev.jsonl"), judge.load(papers)
    ordered = sorted(gold, key=lambda paper: hashlib.sha256(paper["title"].encode()).hexdigest())
    parts = {"all": gold, "to develop": ordered[:DEVELOPED_ON], "to confirm": ordered[DEVELOPED_ON:]}
    print("labelled papers      " + "".join(f"{name:>12}" for name in LEAST))
    scores = {name: read_scores(judge.score(part, predicted)[0]) for name, part in parts.items()}
    for name, part in parts.items():
        print(f"{name:<14}{len(part):>5}  " + "".join(f"{scores[name][measure]:>12.3f}" for measure in LEAST))
    print_bands(judge, gold, predicted)
    low = {measure: least for measure, least in LEAST.items() if scores["all"][measure] < least}
    for measure, least in low.items():
        print(f"{measure} is {scores['all'][measure]:.3f}, below {least}", file=sys.stderr)
    return 1 if low else 0


def read_scores(score: dict[str, Any]) -> dict[str, float]:
    """The F1 of each measure, and the share of right main topics."""
    return {measure: score[measure] if measure == "main_topic" else score[measure][2] for measure in LEAST}


def print_bands(judge: Any, gold: list[dict[str, Any]], predicted: list[dict[str, Any]]) -> None:
    """Print the precision of each band: the share of its rows whose value, unit, metric and form are right."""
    by_title = {judge.title(paper["title"]): paper for paper in predicted}
    rows: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for paper in gold:
        found = by_title.get(judge.title(paper["title"]), {}).get("results", [])
        rows.update(row["confidence"] for row in found)
        pairs, _, _ = judge.match(paper["results"], found)
        right.update(
            row["confidence"] for label, row in pairs if judge.SLOT["form"](label, row) and judge.SLOT["metric"](label, row)
        )
    for band in ("high", "medium", "low"):
        print(f"{band:<6} confidence: {right[band]} of {rows[band]} rows right ({right[band] / max(1, rows[band]):.2f})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
