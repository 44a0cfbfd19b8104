"""Writes `content/topics/weights.json`: what labelled papers teach of the words of this repository's topics.

usage: python -m eval.learn_topics [--check]

Learns from the labelled papers that `python -m eval` may look at (two thirds of those with texts, and the captures' papers that
rules are made on), never from a part that is held back. The same papers give the same bytes; with --check nothing is written, and
the exit status tells whether the file is what they give.
"""

# ruff: noqa: T201  (a program that prints what it did)

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from eval.labels import Labelled, read_labels
from eval.measuring import REPOSITORY, find_captures, find_labelled, lay_out_review, read_captures
from eval.parts import part_captures, part_texts
from eval.scoring import reduce_title
from litatlas.extract.document import build_document
from litatlas.extract.extraction import mention
from litatlas.extract.lexicon.terms import Learned
from litatlas.extract.topics import Example, learn_topics
from litatlas.review.loading import load_standing
from litatlas.review.topic_weights import GIVEN, format_weights

ABOUT = (
    "What labelled papers taught of these topics' words, beside the terms in their files; they add up.",
    "For a word, what it adds to a topic's log-odds for each share of the paper that it is; below 0 it speaks against it.",
    "Written by `python -m eval.learn_topics`. Delete this file to go by the terms alone.",
)
LABELS = Path(__file__).with_name("labels.jsonl")


def main(arguments: Sequence[str]) -> int:
    """Write the weights, or tell whether they are as the papers give them; 2 where a set of papers is missing."""
    parser = argparse.ArgumentParser(prog="python -m eval.learn_topics", description="Learn the weights of words for topics.")
    parser.add_argument("--check", action="store_true", help="write nothing; fail where the file is not what the papers give")
    options = parser.parse_args(arguments)
    folder, captures = find_captures()
    texts = find_labelled()
    if not captures or not texts.is_file():
        print(f"the captures of {folder} and the labelled papers of {texts} are both needed", file=sys.stderr)
        return 2
    text = format_weights(learn(read_examples(captures, texts)), ABOUT)
    path = REPOSITORY / GIVEN
    if options.check:
        is_same = path.is_file() and path.read_text(encoding="utf-8") == text
        print(f"{GIVEN} is {'what' if is_same else 'not what'} the labelled papers give")
        return 0 if is_same else 1
    path.write_text(text, encoding="utf-8")
    print(f"wrote {GIVEN}: {len(text):,} bytes")
    return 0


def read_examples(captures: Sequence[Path], texts: Path) -> tuple[Labelled, ...]:
    """Read the labelled papers that may be looked at, each with its text."""
    read = {reduce_title(paper.title): paper for paper in read_captures(captures)}
    labels, _ = part_captures(read_labels(LABELS))
    captured = (replace(label, abstract=read[reduce_title(label.title)].abstract) for label in labels)
    others, _ = part_texts(read_labels(texts))
    return (*others, *captured)


def learn(papers: Sequence[Labelled]) -> Mapping[str, Learned]:
    """Learn of the topics of this repository's review from labelled papers."""
    with lay_out_review() as root:
        vocabulary = load_standing(root).vocabulary
    mentions = (mention(build_document(paper.title, paper.abstract or ""), vocabulary) for paper in papers)
    examples = [Example(found, frozenset(paper.topics)) for found, paper in zip(mentions, papers, strict=True)]
    return learn_topics(examples, vocabulary.topics)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
