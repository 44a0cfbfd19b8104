"""What a query may say beside words: what must not be there, what must stand together, and plain questions."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from litatlas.site.build import build
from tests.invented import Entry, make_review
from tests.serving import serve_site
from tests.site.conftest import OpenPage

pytestmark = pytest.mark.browser

ENTRIES = (
    Entry("Night Herons", "A heron fishes at night in the ponds of Łódź. Its JetsonFen™ lamp is dim … and cold.", "May 3, 2024"),
    Entry("Herons by Day", "By night no heron fishes; quiet-pond water is warm. Straße and 왜가리.", "May 2, 2024"),
    Entry("Otters", "An otter speeds up a quiet pond at night.", "May 1, 2024"),
    Entry("Storks", "TTFT falls by 40% for storks.", "Apr 5, 2024"),
    Entry("Cranes", "The time to first token of cranes shrinks by 30%.", "Apr 4, 2024"),
    Entry("Of Quiet", "The pond is quiet. Otters are at rest; inference is fast.", "Apr 3, 2024"),
)
FOUND = {
    "heron": {"Night Herons", "Herons by Day"},
    "heron -lodz": {"Herons by Day"},
    "-heron": {"Otters", "Storks", "Cranes", "Of Quiet"},
    "-heron -night": {"Storks", "Cranes", "Of Quiet"},
    '"quiet pond"': {"Herons by Day", "Otters"},
    "“quiet ponds”": {"Herons by Day", "Otters"},
    '"quiet pond" -"no heron"': {"Otters"},
    '"at night" heron': {"Night Herons"},
    '"night at"': set(),
    "strasse": {"Herons by Day"},
    "LODZ": {"Night Herons"},
    "TTFT": {"Storks", "Cranes"},
    "time-to-first-token": {"Storks", "Cranes"},
    "cranes ttft": {"Cranes"},
    "what speeds up an otter at night": {"Otters"},
    "Which otter is quiet and fast?": {"Otters", "Of Quiet"},
}
"""Queries with the titles that they find, in any order."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a review of herons and otters."""
    root = make_review(tmp_path_factory.mktemp("herons") / "review", ENTRIES, files={}, topics={})
    build(root)
    with serve_site(root / "site") as served:
        yield served


def ask(page: Page, query: str) -> list[str]:
    """The titles that a query finds."""
    page.locator("#search input").fill(query)
    expect(page.locator("#status")).to_have_text(re.compile(rf"(papers?|No paper) for “{re.escape(query)}”"))
    return page.locator("#hits h2").all_inner_texts()


def test_a_query_excludes_quotes_and_asks(open_page: OpenPage, address: str) -> None:
    page = open_page(f"{address}search/").page

    assert {query: set(ask(page, query)) for query in FOUND} == FOUND


@pytest.mark.parametrize(("query", "marked"), [("jetsonfen", ["JetsonFen™"]), ("왜가리 strasse", ["Straße", "왜가리"])])
def test_marks_and_excerpts_stay_on_beside_signs_and_other_scripts(
    open_page: OpenPage, address: str, query: str, marked: list[str]
) -> None:
    page = open_page(f"{address}search/").page
    ask(page, query)

    expect(page.locator("#hits .excerpt mark")).to_have_text(marked)


def test_a_plain_question_finds_what_its_words_of_content_find(open_page: OpenPage, included_review: Path) -> None:
    with serve_site(included_review / "site") as served:
        page = open_page(f"{served}search/").page

        question = ask(page, "what speeds up long-context inference on an A100")

        assert len(question) > 5
        assert set(question) == set(ask(page, "long context a100"))
