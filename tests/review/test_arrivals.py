"""New papers: the day that each came on, and what was the first of its kind."""

from dataclasses import replace

import pytest

from litatlas.model import Paper
from litatlas.review.arrivals import Arrival, find_day, find_firsts, list_arrivals
from litatlas.review.loading import load_papers
from tests.invented import make_review


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Paper, ...]:
    return tuple(load_papers(make_review(tmp_path_factory.mktemp("arrivals") / "review", files={})).values())


def capture(paper: Paper, *days: str | None) -> Paper:
    """The paper as lists have it that were captured on these days."""
    witness = paper.work.witnesses[0]
    witnesses = tuple(replace(witness, source=replace(witness.source, captured=day)) for day in days)
    return replace(paper, work=replace(paper.work, witnesses=witnesses))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (("2025-12-09", "2025-10-30", None), "2025-10-30"),
        (("--08-07", "2025-12-09"), "2025-12-09"),
        (("--08-07", None), "--08-07"),
        ((None,), ""),
    ],
)
def test_a_paper_came_on_the_first_day_whose_year_is_known(papers: tuple[Paper, ...], days: list[str], expected: str) -> None:
    assert find_day(capture(papers[0], *days)) == expected


def test_the_latest_day_comes_first_then_days_without_a_year_then_none(papers: tuple[Paper, ...]) -> None:
    days = (None, "2024-12-31", "--10-30", "2025-01-01", "2024-12-31")
    captured = [capture(paper, day) for paper, day in zip(papers, days, strict=True)]

    arrivals = list_arrivals(captured)

    assert [arrival.day for arrival in arrivals] == ["2025-01-01", "2024-12-31", "--10-30", ""]
    assert arrivals[1] == Arrival("2024-12-31", (captured[1], captured[4]))
    assert [arrival.is_dated for arrival in arrivals] == [True, True, False, False]


def test_first_is_what_no_earlier_day_and_no_paper_of_an_unknown_day_had(papers: tuple[Paper, ...]) -> None:
    days = ("2025-01-01", "2025-01-02", "2025-01-03", None)
    old, mid, late, unknown = (capture(paper, day) for paper, day in zip(papers, days, strict=False))
    members = {"began": [old, late], "mid": [mid, late], "late": [late], "doubtful": [late, unknown], "none": []}

    assert find_firsts(list_arrivals([old, mid, late, unknown]), members) == {"2025-01-02": ["mid"], "2025-01-03": ["late"]}
