"""The review that this repository ships: what people wrote in it says no number that its papers' rows do not hold."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from litatlas.model import Paper
from litatlas.review.loading import load_review
from litatlas.review.review import Review

ROOT = Path(__file__).parents[1]
LINK = re.compile(r"\[\[([^\]|]+)(?:\|[^\]]*)?\]\]")
NUMBER = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w-]|\.\d)|(?<![\w.-])\d+(?:\.\d+)?(?=[×x%])")
"""A number that stands by itself or with a sign, not one inside a name: `4-bit`, `A100`, `INT8`."""
LEAST_NOTES = 60


@pytest.fixture(scope="module")
def review() -> Review:
    return load_review(ROOT)


def list_values(papers: list[Paper]) -> set[float]:
    return {value for paper in papers for row in paper.extraction.results for value in (row.low, row.high)}


def list_paragraphs(text: str) -> Iterator[str]:
    return (paragraph for paragraph in re.split(r"\n\s*\n", text) if paragraph.strip())


def list_readings(review: Review, names: Iterable[str]) -> list[Paper]:
    """Papers as people left them, and as they were read: a number that is no result is still one of the paper."""
    slugs = [name for name in names if name in review.papers]
    return [*(review.papers[slug] for slug in slugs), *(review.get_machine(slug) for slug in slugs)]


def find_strange_numbers(text: str, papers: list[Paper]) -> list[str]:
    values = list_values(papers)
    return [found[0] for found in NUMBER.finditer(LINK.sub(" ", text)) if float(found[0]) not in values]


def test_each_topic_is_introduced_in_150_to_400_words(review: Review) -> None:
    lengths = {topic.id: len(LINK.sub("it", topic.introduction.text).split()) for topic in review.topics.values()}

    assert {id_: length for id_, length in lengths.items() if not 150 <= length <= 400} == {}


def test_each_introduction_links_papers_of_its_topic(review: Review) -> None:
    for topic in review.topics.values():
        linked = [review.papers[name] for name in LINK.findall(topic.introduction.text) if name in review.papers]
        assert sum(topic.id in paper.extraction.topics for paper in linked) >= 3, topic.id


def test_introductions_state_only_numbers_of_the_papers_that_they_link_beside_them(review: Review) -> None:
    strange = {}
    for topic in review.topics.values():
        for paragraph in list_paragraphs(topic.introduction.text):
            papers = list_readings(review, LINK.findall(paragraph))
            if found := find_strange_numbers(paragraph, papers):
                strange[topic.id] = found

    assert strange == {}


def test_notes_state_only_numbers_of_their_own_paper_or_of_those_that_they_link(review: Review) -> None:
    strange = {}
    for slug, notes in review.notes.items():
        for note in notes:
            papers = list_readings(review, [slug, *LINK.findall(note.body.text)])
            if found := find_strange_numbers(note.body.text, papers):
                strange[note.file] = found

    assert strange == {}


def test_notes_are_many_and_spread_over_the_topics(review: Review) -> None:
    covered = Counter(topic for slug in review.notes for topic in review.papers[slug].extraction.topics[:1])

    assert len(review.notes) >= LEAST_NOTES
    assert len(covered) >= 25
