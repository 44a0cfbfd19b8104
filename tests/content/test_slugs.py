"""Slugs: short ASCII names that two works never share."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.slugs import SLUG, SLUG_LENGTH, assign_slugs, name_slug, slugify

TITLES = st.dictionaries(
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12), st.text(max_size=200), max_size=12
)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Heron: Patient Kernels", "heron-patient-kernels"),
        ("  Größe & Ærø — naïve 3×3 α-Caches++ ", "grosse-and-aero-naive-3x3-alpha-caches-plus-plus"),
        ("Don’t Stop", "dont-stop"),
        ("Łódź™, STRASSE and Straße", "lodz-strasse-and-strasse"),
        ("苍鹭", ""),
        ("🦔", ""),
        ("ﬁsh", "fish"),
    ],
)
def test_a_title_becomes_lower_case_ascii(title: str, slug: str) -> None:
    assert slugify(title) == slug


def test_a_long_title_is_cut_between_words() -> None:
    slug = slugify("heron " * 40)

    assert len(slug) <= SLUG_LENGTH
    assert set(slug.split("-")) == {"heron"}


@given(st.text(max_size=300))
def test_every_slug_is_a_slug(text: str) -> None:
    slug = slugify(text)

    assert len(slug) <= SLUG_LENGTH
    assert slug == "" or SLUG.fullmatch(slug)


@given(TITLES, st.sets(st.sampled_from(["a", "b", "paper"])))
def test_slugs_are_unique_and_leave_alone_those_that_are_taken(titles: dict[str, str], taken: set[str]) -> None:
    slugs = assign_slugs(titles, taken)

    assert slugs.keys() == titles.keys()
    assert len(set(slugs.values())) == len(slugs)
    assert not taken & set(slugs.values())
    assert all(SLUG.fullmatch(slug) and len(slug) <= SLUG_LENGTH for slug in slugs.values())


@given(TITLES)
def test_slugs_do_not_depend_on_the_order_of_the_works(titles: dict[str, str]) -> None:
    assert assign_slugs(dict(reversed(titles.items())), ()) == assign_slugs(titles, ())


def test_a_slug_that_is_taken_gets_digits_of_the_works_own() -> None:
    slugs = assign_slugs({"one": "Heron", "two": "Heron!"}, {"heron"})

    assert all(SLUG.fullmatch(slug) and slug.startswith("heron-") and len(slug) == len("heron-") + 6 for slug in slugs.values())


def test_a_title_without_ascii_letters_gets_a_slug_of_its_own() -> None:
    slugs = assign_slugs({"苍鹭": "苍鹭", "🦔": "🦔"}, ())

    assert all(slug.startswith("paper-") for slug in slugs.values())


@pytest.mark.parametrize("title", ["AUX", "Con", "com1", "LPT9."])
def test_no_slug_is_a_name_that_windows_keeps_for_itself(title: str) -> None:
    assert re.fullmatch(r"name-[0-9a-f]{8}", name_slug(title))
    assert re.fullmatch(r"[a-z0-9]+-[0-9a-f]{6}", assign_slugs({"key": title}, ())["key"])
