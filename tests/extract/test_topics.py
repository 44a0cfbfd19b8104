"""How the terms of a review's topics assign papers to them."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract, mention
from litatlas.extract.lexicon.names import fold_heading
from litatlas.extract.lexicon.terms import Learned, TopicTerms, Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.extract.topics import Example, learn_topics

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


def test_one_weak_word_makes_no_topic_however_often_it_stands_there(animals: Vocabulary) -> None:
    often = "A whisker. " * 12

    assert assign("A whisker", often, animals) == ()
    assert assign("A whisker", f"{often} A paw.", animals) == ("cats",)
    assert assign("A cat", f"We study a {DOGS}. A cat, a cat.", animals) == ("dogs",)


def test_a_paper_that_fits_no_topic_has_none(animals: Vocabulary) -> None:
    assert assign("A stone", "We study stones. One paw was found.", animals) == ()


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (("Owls", "Birds"), ("owls",)),
        (("Stones", "owls"), ("owls",)),
        (("Night birds",), ("owls",)),
        (("Stones",), ()),
        ((), ()),
    ],
)
def test_a_heading_that_a_topic_goes_by_counts_like_its_strongest_term(
    headings: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    vocabulary = load_vocabulary((TopicTerms("owls", {OWLS: 5}, headings=frozenset(map(fold_heading, ("Owls", "night bird")))),))

    found = extract(replace(build_document("A stone", "It is still."), headings=headings), vocabulary)

    assert found.topics == expected
    assert all(terms[0].startswith("heading: ") for terms in found.topic_terms.values())


FIELDS = ("meadow", "garden", "orchard", "hedge", "barn", "attic", "cellar", "harbour", "quarry", "forest")


def make_examples(vocabulary: Vocabulary) -> list[Example]:
    """Papers on cats that purr at night, and on dogs that bark by day; the terms alone cannot tell them apart."""
    texts = [(f"{word} study", f"We study a cat and a dog at midnight in the {word}.", "cats") for word in FIELDS]
    texts += [(f"{word} study", f"We study a cat and a dog at noontime in the {word}.", "dogs") for word in FIELDS]
    return [Example(mention(build_document(title, text), vocabulary), frozenset({topic})) for title, text, topic in texts]


def teach(vocabulary: Vocabulary, learned: Mapping[str, Learned]) -> Vocabulary:
    terms = vocabulary.topics.values()
    return load_vocabulary(tuple(replace(topic, learned=(learned[topic.id],)) for topic in terms if topic.id in learned))


@pytest.fixture(scope="module")
def pets() -> Vocabulary:
    return load_vocabulary((TopicTerms("cats", {"cat": 3, "purr": 3}), TopicTerms("dogs", {"dog": 3, "bark": 3})))


def test_papers_whose_topics_are_known_teach_words_that_no_term_has(pets: Vocabulary) -> None:
    taught = teach(pets, learn_topics(make_examples(pets), pets.topics))

    assert assign("", "We study a cat and a dog at midnight.", taught)[0] == "cats"
    assert assign("", "We study a cat and a dog at noontime.", taught)[0] == "dogs"


def test_a_weak_term_that_was_learned_of_as_a_word_too_is_still_one_word() -> None:
    learned = Learned(papers=40, keep=0.8, start=0.0, words={"whisker": 9.0, "midnight": 9.0})
    vocabulary = load_vocabulary((TopicTerms("cats", {CATS: 5, "whisker": 2}, (learned,)),))

    assert assign("A whisker", "Our whisker is long.", vocabulary) == ()
    assert assign("A whisker", "Our whisker is long at midnight.", vocabulary) == ("cats",)


def test_the_same_papers_teach_the_same(pets: Vocabulary) -> None:
    assert learn_topics(make_examples(pets), pets.topics) == learn_topics(make_examples(pets), pets.topics)


def test_what_few_papers_teach_counts_little_beside_the_terms(pets: Vocabulary) -> None:
    learned = learn_topics(make_examples(pets), pets.topics)["cats"]

    assert learned.papers == len(FIELDS)
    assert 0.7 < learned.keep < 1
    assert assign("Purr of the cat", "A cat at noontime.", teach(pets, {"cats": learned})) == ("cats",)


def test_nothing_is_learned_of_a_topic_that_all_or_hardly_any_papers_have(pets: Vocabulary) -> None:
    cats = [example for example in make_examples(pets) if "cats" in example.topics]

    assert not learn_topics(cats, pets.topics)
    assert not learn_topics([], pets.topics)


def test_a_topic_found_by_learned_words_alone_tells_them_as_its_ground() -> None:
    learned = Learned(papers=40, keep=0.6, start=3.0, words={"midnight": 20.0, "stone": -4.0})
    vocabulary = load_vocabulary((TopicTerms("owls", {"hooting": 5}, (learned,)),))

    found = extract(build_document("", "It flies at midnight over a stone."), vocabulary)

    assert found.topics == ("owls",)
    assert found.topic_terms == {"owls": ("midnight",)}


def test_who_read_a_paper_differs_with_what_was_learned() -> None:
    topic = TopicTerms("owls", {"hooting": 5})
    taught = replace(topic, learned=(Learned(2, 0.9, 0.0, {"midnight": 2.0}),))

    assert load_vocabulary((topic,)).digest != load_vocabulary((taught,)).digest


@pytest.fixture(scope="module")
def taught() -> Vocabulary:
    learned = Learned(papers=40, keep=0.6, start=-1.0, words={"midnight": 9.0, "stone": -4.0})
    weights = {"cat": 4.0, "dog": 3.0, "bark": -2.0, "moon": 5.0}
    return load_vocabulary(tuple(TopicTerms(name, {name: weight, "purr": 1.0}, (learned,)) for name, weight in weights.items()))


@given(
    st.lists(st.sampled_from(["cat", "purr", "dog", "bark", "stone", "midnight", "a", "-", "."]), max_size=30),
    st.lists(st.sampled_from(["cat", "dog", "moon"]), max_size=3),
)
def test_at_most_three_topics_are_ever_assigned_and_each_has_its_ground(
    taught: Vocabulary, body: list[str], title: list[str]
) -> None:
    found = extract(build_document(" ".join(title), " ".join(body)), taught)

    assert len(found.topics) <= 3
    assert all(found.topic_terms[topic] for topic in found.topics)
