"""Makes the judge of confidence from labelled papers.

usage: python -m eval.judging            writes src/litatlas/extract/judging/weights.json
       python -m eval.judging --cross    prints how often its bands are right on papers of the same parts that it was not made of

The labelled papers are those that `python -m eval` reads, without the part that is held back, and a quarter of those of
`python -m eval.numbers`. The quarter is read with a judge of numbers that is made of the other three, since any judge reads
better what it was made of. It takes three minutes. Make the judge anew where rules, vocabularies or the judge of numbers have
changed.
"""

# ruff: noqa: T201  (a program that prints what it measured)

import argparse
import sys
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path

from eval.agreement import SLOTS
from eval.fitting import Example, fit
from eval.labels import Labelled, convert_results, read_labels
from eval.measuring import INVENTED, find_labelled
from eval.numbers import find_texts, make_opinion, read_papers
from eval.parts import part_taught, part_texts
from eval.scoring import BANDS, match_rows
from litatlas.extract.document import build_document
from litatlas.extract.extraction import trace
from litatlas.extract.judging.judge import Judge
from litatlas.extract.judging.opinion import Opinion
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.extract.rows.confidence import judge_confidence

WEIGHTS = Path(__file__).resolve().parents[1] / "src" / "litatlas" / "extract" / "judging" / "weights.json"
FOLDS = 5
"""Parts of the papers, of which each is judged by what was made of the others."""
PENALTY, LEAST = 20.0, 5
"""How weights are held small, and in how many papers a feature must be."""
HIGH, MEDIUM = 0.96, 0.83
"""The least share of right rows that bands must have here, by cross-validation, so that they have 0.95 and 0.80 on papers that
nobody looked at, which `python -m eval` measures: rules err less on some of these papers, which they were made on."""
SMALLEST = 50
"""Rows of the smallest band of which a share is believed."""


def main(arguments: Sequence[str]) -> int:
    """Write the weights, or print what is reached by cross-validation."""
    parser = argparse.ArgumentParser(prog="python -m eval.judging", description="Makes the judge of confidence.")
    parser.add_argument("--cross", action="store_true", help="print what bands reach on papers that the judge was not made of")
    options = parser.parse_args(arguments)
    if missing := [path for path in (find_labelled(), find_texts()) if not path.is_file()]:
        print(f"there are no labelled papers in {' and '.join(map(str, missing))}", file=sys.stderr)
        return 2
    examples = list_examples(load_vocabulary())
    unseen = score_unseen(examples)
    judge = make_judge(examples, unseen)
    if options.cross:
        _tell_bands(unseen, judge)
    else:
        WEIGHTS.write_text(judge.format(), encoding="utf-8")
        print(f"{WEIGHTS}: {len(judge.weights)} weights, {WEIGHTS.stat().st_size:,} bytes")
    return 0


def list_papers() -> tuple[Labelled, ...]:
    """List labelled papers that the judge of numbers is not made of: real ones, none of the part held back, and invented ones.

    It is empty where there are no real ones.
    """
    path = find_labelled()
    if not path.is_file():
        return ()
    developed_on, _ = part_texts(read_labels(path))
    return (*developed_on, *read_labels(INVENTED))


def list_examples(vocabulary: Vocabulary) -> tuple[Example, ...]:
    """List the rows that are read in labelled papers, each with whether its value, form and metric are right.

    No paper is read with a judge of numbers that was made of it. It is empty where there are no labelled papers.
    """
    taught, apart = part_taught(read_papers())
    opinion = make_opinion(taught, vocabulary) if taught else None
    return (*_list_rows(list_papers(), vocabulary), *_list_rows(apart, vocabulary, opinion))


def make_judge(examples: Sequence[Example], unseen: Sequence[tuple[int, bool]]) -> Judge:
    """Make a judge of examples; where its bands begin is told by cross-validation, which scored the same examples `unseen`."""
    scored = sorted(unseen, reverse=True)
    high = _find_end(scored, 0, HIGH)
    medium = _find_end(scored, high, MEDIUM)
    bounds = [scored[end - 1][0] if end else scored[0][0] + 1 for end in (high, medium)]
    return Judge(fit(examples, penalty=PENALTY, least=LEAST), *bounds)


def _list_rows(papers: Sequence[Labelled], vocabulary: Vocabulary, opinion: Opinion | None = None) -> Iterator[Example]:
    for paper in papers:
        found = trace(build_document(paper.title, paper.abstract or ""), vocabulary, opinion)
        readings = [reading for reading in found.readings if reading.result]
        rows = convert_results(reading.result for reading in readings if reading.result)
        matched = match_rows(paper.results, rows).matched
        right = [row for label, row in matched if SLOTS["form"](label, row) and SLOTS["metric"](label, row)]
        for reading, row in zip(readings, rows, strict=True):
            yield Example(paper.title, reading.features, any(row is other for other in right))


def score_unseen(examples: Sequence[Example]) -> list[tuple[int, bool]]:
    """Score each example by weights that were fitted to other papers."""
    scored: list[tuple[int, bool]] = []
    for fold in range(FOLDS):
        others = [example for example in examples if _find_fold(example.paper) != fold]
        judge = Judge(fit(others, penalty=PENALTY, least=LEAST), 0, 0)
        scored += [(judge.weigh(one.features), one.is_right) for one in examples if _find_fold(one.paper) == fold]
    return scored


def _find_end(scored: Sequence[tuple[int, bool]], start: int, least: float) -> int:
    """Find how far a band reaches from `start` that has the least share of right rows; `start` itself where there is none."""
    right, end = 0, start
    for place in range(start, len(scored)):
        right += scored[place][1]
        count = place + 1 - start
        is_last = place + 1 == len(scored) or scored[place + 1][0] < scored[place][0]
        if is_last and count >= SMALLEST and right / count >= least:
            end = place + 1
    return end


def _find_fold(title: str) -> int:
    return int(sha256(f"fold {title}".encode()).hexdigest(), 16) % FOLDS


def _tell_bands(unseen: Sequence[tuple[int, bool]], judge: Judge) -> None:
    bands = [(judge_confidence(("score",), Judge({"score": score}, judge.high, judge.medium)), right) for score, right in unseen]
    for band in BANDS:
        right = [is_right for name, is_right in bands if name == band]
        print(f"{band:<6} confidence: {sum(right)} of {len(right)} rows right ({sum(right) / max(1, len(right)):.2f})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
