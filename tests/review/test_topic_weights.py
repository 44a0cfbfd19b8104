"""Files of what was learned of topics: what they hold, and how their faults are told."""

from pathlib import Path

import pytest

from litatlas.errors import ContentError, Fault
from litatlas.extract.lexicon.terms import Learned
from litatlas.review.loading import load_standing
from litatlas.review.topic_weights import GIVEN, LEARNED, format_weights, parse_weights
from tests.invented import write_files

WEIGHTS = {
    "ponds": Learned(papers=3, keep=0.9, start=-0.4, words={'a "quoted" reed': 1.5, "frog": -0.7}),
    "owls": Learned(papers=0, keep=1, start=0, words={}),
}
REVIEW = {
    "content/review.yml": "title: Ponds\n",
    "content/topics/ponds.md": "---\ntitle: Ponds\nterms: {pond: 4}\n---\n",
}


def test_what_was_learned_is_read_as_it_was_written() -> None:
    assert parse_weights(format_weights(WEIGHTS, ["From two papers.", 'With "quotes".']), GIVEN) == WEIGHTS
    assert parse_weights(format_weights({}, []), GIVEN) == {}


def test_what_came_with_the_topics_and_what_people_taught_lie_over_each_other(tmp_path: Path) -> None:
    own = {"ponds": Learned(2, 0.95, 0.1, {"reed": 2.0})}
    write_files(tmp_path, {**REVIEW, GIVEN: format_weights(WEIGHTS, []), LEARNED: format_weights(own, [])})

    terms = load_standing(tmp_path).terms

    assert [topic.id for topic in terms] == ["ponds"]
    assert terms[0].learned == (WEIGHTS["ponds"], own["ponds"])


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("{\n  oops", 2, "is not JSON"),
        ("[" * 100_000, 1, "is not JSON"),
        ("[]", 1, "has no 'topics'"),
        ('{"topics": {\n"ponds": 3}}', 2, "the topic 'ponds' has not just the fields papers, keep, start, words"),
        (
            '{"topics": {\n\n"ponds": {"papers": 1, "keep": 1, "start": 0, "words": {"reed": "much"}}}}',
            3,
            "the topic 'ponds' has what is no number",
        ),
        (
            '{"topics": {"ponds": {"papers": 1, "keep": 1, "start": 0, "words": {"reed": NaN}}}}',
            1,
            "the topic 'ponds' has what is no number",
        ),
    ],
)
def test_a_broken_file_is_told_with_its_line(text: str, line: int, message: str) -> None:
    found = parse_weights(text, LEARNED)

    assert isinstance(found, Fault)
    assert (found.file, found.line, found.message) == (LEARNED, line, message)
    assert "litatlas topics learn" in found.hint


def test_a_broken_file_keeps_the_review_from_being_read(tmp_path: Path) -> None:
    write_files(tmp_path, {**REVIEW, LEARNED: "oops"})

    with pytest.raises(ContentError) as caught:
        load_standing(tmp_path)

    assert [fault.file for fault in caught.value.faults] == [LEARNED]
