"""How the terms of a review's topics assign papers to them."""

import pytest

from litatlas.extract import TopicTerms, build_document, extract, load_vocabulary
from litatlas.extract.lexicon.terms import Vocabulary

CATS, DOGS, OWLS, RATS = "purring cat", "barking dog", "hooting owl", "squeaking rat"


@pytest.fixture(scope="module")
def animals() -> Vocabulary:
    return load_vocabulary(
        (
            TopicTerms("cats", {CATS: 5, "cat": 2, "whisker": 2, "paw": 1}),
            TopicTerms("dogs", {DOGS: 5, "dog": 2}),
            TopicTerms("owls", {OWLS: 5}),
            TopicTerms("rats", {RATS: 5}),
        )
    )


def assign(title: str, abstract: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    return extract(build_document(title, abstract), vocabulary).topics


def test_at_most_three_topics_are_assigned_the_main_one_first(animals: Vocabulary) -> None:
    text = f"We study a {DOGS}, an {OWLS}, a {RATS} and a {CATS}. Our {DOGS} is loud."

    assert assign("", text, animals) == ("dogs", "cats", "owls")


def test_a_term_of_the_title_outweighs_one_of_the_abstract(animals: Vocabulary) -> None:
    assert assign(f"A {DOGS}", f"We hear a {CATS}.", animals)[0] == "dogs"


def test_a_second_topic_needs_more_than_a_weak_mention(animals: Vocabulary) -> None:
    assert assign("", f"We study a {CATS} and a dog.", animals) == ("cats",)


def test_a_shorter_term_inside_a_longer_one_does_not_count_too(animals: Vocabulary) -> None:
    assert assign("", f"We study a {CATS} and a {DOGS}; its paw is soft.", animals) == ("cats", "dogs")
    assert assign("", f"We study a {CATS} and a {DOGS}; the dog is big.", animals) == ("dogs", "cats")


def test_what_only_background_mentions_counts_less(animals: Vocabulary) -> None:
    assert assign("", f"Many people keep a {CATS}. We train a {DOGS}.", animals) == ("dogs",)


def test_repeating_a_term_helps_it_only_so_far(animals: Vocabulary) -> None:
    often = " ".join(["A paw."] * 40)

    assert assign("", f"We study a {DOGS}. {often}", animals)[0] == "dogs"


def test_a_review_without_topics_assigns_none() -> None:
    assert assign(f"A {CATS}", "", load_vocabulary()) == ()
