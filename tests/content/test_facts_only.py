"""Pages of facts only hold no run of words that the abstract holds too, and say the same all the same."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.facts_only import RUN, set_facts_apart
from litatlas.content.front_matter import format_matter

ABSTRACT = (
    "The Long Legged Heron Waits for Its Fish in the Cold Pond: we show that herons wait. "
    "Compared are Newt-1-2B, Frog-3-4B, Toad-5-6B, and all are slow."
)


def list_runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[start : start + RUN]) for start in range(len(words) - RUN + 1)}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "The Long-Legged Heron Waits for Its Fish in the Cold Pond"},
        {"results": [{"model": ["Newt-1-2B", "Frog-3-4B", "Toad-5-6B"], "low": 2.3}]},
    ],
)
def test_a_fact_that_the_abstract_repeats_is_set_apart_and_stays_the_same(fields: dict[str, object]) -> None:
    page = format_matter(fields, "")  # type: ignore[arg-type]

    apart = set_facts_apart(page, ABSTRACT)

    assert list_runs(page) & list_runs(ABSTRACT)
    assert not list_runs(apart) & list_runs(ABSTRACT)
    assert yaml.safe_load(apart.strip("-\n")) == fields


def test_a_page_that_repeats_nothing_is_left_alone() -> None:
    page = format_matter({"title": "The Heron Waits", "authors": ["Ann Wader"]}, "")

    assert set_facts_apart(page, ABSTRACT) is page


@given(st.lists(st.text("ab -:,\"'\\é.", min_size=1), min_size=1, max_size=4), st.text("ab -.", max_size=200))
def test_whatever_is_set_apart_says_the_same(texts: list[str], abstract: str) -> None:
    page = format_matter({"title": texts[0], "results": [{"model": list(texts), "low": -1.5}]}, "")

    apart = set_facts_apart(page, abstract)

    assert yaml.safe_load(apart.strip("-\n")) == {"title": texts[0], "results": [{"model": texts, "low": -1.5}]}
