"""Groups of papers: by topic, device, family and date, whatever order they come in."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.model import Paper, PartialDate
from litatlas.review.groups import OTHER_FAMILY, Groups, list_by_date
from litatlas.review.loading import load_review
from litatlas.review.review import Review

HERON, OTTER = "heron-patient-kernels-3-1x-faster-than-tortoise", "otters-hold-hands"


REVIEW = load_review(Path(__file__).parents[1] / "reviews" / "tiny")


@pytest.fixture
def review() -> Review:
    """The tiny review."""
    return REVIEW


@pytest.fixture
def groups(review: Review) -> Groups:
    """Its groups."""
    return Groups(review)


def dated(review: Review, slug: str, iso: str | None) -> Paper:
    paper = review.papers[HERON]
    return replace(paper, slug=slug, work=replace(paper.work, date=PartialDate(iso) if iso else None))


def test_papers_come_newest_first_and_the_undated_last(review: Review) -> None:
    dates = {"a": "2023-12-31", "b": "2024-05", "c": "2024-05-03", "d": "2024", "e": None, "f": "2024-05-03"}
    papers = [dated(review, slug, iso) for slug, iso in dates.items()]

    assert [paper.slug for paper in list_by_date(papers)] == ["c", "f", "b", "d", "a", "e"]


@given(st.permutations([("a", "2024-01-01"), ("b", "2024-01-01"), ("c", "2023"), ("d", None), ("e", "2023-05")]))
def test_the_order_of_papers_does_not_depend_on_the_order_they_come_in(dates: list[tuple[str, str | None]]) -> None:
    papers = [dated(REVIEW, slug, iso) for slug, iso in dates]

    assert [paper.slug for paper in list_by_date(papers)] == ["a", "b", "e", "c", "d"]


DATES = st.dictionaries(st.sampled_from("abcd"), st.sampled_from(["2023", "2024-05", "2024-05-03", None]))


@given(DATES, DATES)
def test_the_order_that_was_known_is_kept_where_it_holds(before: dict[str, str | None], after: dict[str, str | None]) -> None:
    first, second = (
        replace(REVIEW, papers={slug: dated(REVIEW, slug, dates[slug]) for slug in sorted(dates)}) for dates in (before, after)
    )

    assert Groups(second, Groups(first).papers).papers == Groups(second).papers
    assert Groups(first, Groups(first).papers).papers == Groups(first).papers


def test_every_topic_has_a_group_under_its_title(groups: Groups) -> None:
    assert {slug: (group.name, [paper.slug for paper in group.papers]) for slug, group in groups.topics.items()} == {
        "kernels": ("Kernels", [HERON]), "ponds": ("Ponds", [HERON]),
    }  # fmt: skip


def test_larger_groups_come_first_then_names_in_order(review: Review) -> None:
    both = dated(review, "another", "2024-01-01")
    both = replace(both, extraction=replace(both.extraction, topics=("ponds",)))
    groups = Groups(replace(review, papers={**review.papers, "another": both}))

    assert list(groups.topics) == ["ponds", "kernels"]


def test_devices_have_a_group_and_a_family(groups: Groups) -> None:
    assert {slug: group.name for slug, group in groups.devices.items()} == {
        "nvidia-a100": "NVIDIA A100",
        "xilinx-reed-2": "Xilinx Reed 2",
    }
    assert groups.families[groups.family_of["xilinx-reed-2"]].name == OTHER_FAMILY
    assert groups.families[groups.family_of["nvidia-a100"]].papers == groups.devices["nvidia-a100"].papers


def test_dates_group_by_year_and_month(groups: Groups) -> None:
    assert {key: [paper.slug for paper in group.papers] for key, group in groups.years.items()} == {"2024": [HERON]}
    assert list(groups.months) == ["2024-05"]
    assert [paper.slug for paper in groups.undated.papers] == [OTTER]


def test_a_date_of_a_year_alone_is_in_no_month(review: Review) -> None:
    groups = Groups(replace(review, papers={"a": dated(review, "a", "2024")}))

    assert (list(groups.years), list(groups.months)) == (["2024"], [])


def test_results_group_by_metric_the_largest_group_first(groups: Groups) -> None:
    assert {slug: len(group.reported) for slug, group in groups.metrics.items()} == {
        "accuracy": 2, "latency": 1, "memory": 1, "speed": 1, "throughput": 1,
    }  # fmt: skip
    assert list(groups.metrics) == ["accuracy", "latency", "memory", "speed", "throughput"]


def test_every_paper_and_result_stands_in_a_group(review: Review, groups: Groups) -> None:
    assert {paper.slug for paper in groups.papers} == set(review.papers)
    assert sum(len(group.reported) for group in groups.metrics.values()) == 6
