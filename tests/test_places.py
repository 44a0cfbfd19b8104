"""A row whose evidence is a cell of a table, or a passage that the review does not keep: pages, dialogs and exports say where."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from litatlas.commands.check import check
from litatlas.content.papers import format_paper
from litatlas.model import Cell, Place, Span
from litatlas.people.cases import list_cases
from litatlas.review.loading import load_papers, load_review
from litatlas.site.build import build
from tests.invented import make_review

SLUG = "heron-sparse-kernels-for-quiet-ponds"
CELL, PARAGRAPH = Cell("table-2", 3, 4), Span("section-3.2", 100, 104)


@pytest.fixture(scope="module", params=[CELL, PARAGRAPH], ids=str)
def placed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Place]:
    """A review, its site built, whose first row of a paper stands at that place."""
    root = make_review(tmp_path_factory.mktemp("places") / "review")
    paper = load_papers(root)[SLUG]
    first, *others = paper.extraction.results
    moved = replace(first, evidence=request.param, context=request.param)
    changed = replace(paper, extraction=replace(paper.extraction, results=(moved, *others)))
    (root / "content" / "papers" / f"{SLUG}.md").write_text(format_paper(changed), encoding="utf-8")
    build(root)
    return root, request.param


def test_the_review_has_no_fault(placed: tuple[Path, Place]) -> None:
    root, place = placed

    assert [fault for fault in check(root).faults if fault.severity == "error"] == []
    assert load_papers(root)[SLUG].extraction.results[0].evidence == place


def test_the_paper_marks_no_words_that_it_does_not_hold(placed: tuple[Path, Place]) -> None:
    root, _ = placed
    first, second, *_ = load_papers(root)[SLUG].extraction.results
    page = (root / "site" / "papers" / SLUG / "index.html").read_text(encoding="utf-8")

    assert f'id="r-{first.id}"' in page
    assert f'id="e-{first.id}"' not in page
    assert f'id="e-{second.id}"' in page


def test_the_evidence_says_where_in_the_paper_it_stands(placed: tuple[Path, Place]) -> None:
    root, place = placed
    row = load_papers(root)[SLUG].extraction.results[0]
    told = [
        block["sources"][number]
        for path in (root / "site" / "data" / "explorer" / "rows").glob("*.json")
        for block in [json.loads(path.read_text(encoding="utf-8"))]
        for at, number in block["rows"]["source"].items()
        if block["quotes"][block["rows"]["quote"][int(at)]] == row.quote
    ]

    assert len(told) == 1
    assert told[0].startswith("section-3.2 of " if place == PARAGRAPH else "table-2, row 3, column 4 of ")


def test_who_corrects_is_told_where_to_look(placed: tuple[Path, Place]) -> None:
    root, place = placed
    review = load_review(root)
    case = next(iter(list_cases(review, [review.papers[SLUG]])))

    assert case.sentence is None
    assert case.place.startswith("section-3.2 of " if place == PARAGRAPH else "table-2, row 3, column 4 of ")
