"""Pages of single papers and of a search, as browsers copy them: what is read of them, and what is refused with a way out."""

import pytest

from litatlas.model import Author, PartialDate
from tests.read.reading import identifiers, links, names, read_text, said

ABSTRACT = "We let otters count reeds in twelve marshes. On one invented board they are 2.4x faster than herons."
HUB = f"""Hugging Face's logo
Models
Log In
Papers
arxiv:2503.01234
Otters Count Reeds in Large Marshes

Published on Mar 3, 2025
· Submitted by
reedkeeper's avatar
Ada Wren on Mar 4, 2025
#2 Paper of the day
Fenland University
Upvote
52
+44
Authors:
Ada Wren
,
Ben Rook
,
Cy Snipe
Abstract
AI-generated summary
Otters count reeds quickly.
{ABSTRACT}

View arXiv page
View PDF
GitHub
123
Add to collection
Community
heronfan
Nice work!
Models citing this paper
0
"""
FORUM = f"""Go to PondConf 2025 Conference homepage
Otters Count Reeds in Large Marshes
Download PDF
Ada Wren, Ben Rook
Published: 16 Jan 2025, Last Modified: 15 Mar 2025PondConf 2025 posterEveryoneRevisionsBibTeXCC BY 4.0
Keywords: otters, reeds; marshes
TL;DR: Otters count well.
Abstract: {ABSTRACT}
They never sleep.
Primary Area: animals
Animal Welfare Statement: none was harmed
Submission Number: 1234
Filter by reply type...
5 / 5 replies shown
Paper Decision
Decision by Program Chairs
Decision: Accept (poster)
"""
ANTHOLOGY = f"""ACL Anthology
News (current)
FAQ
Otters Count Reeds in Large Marshes
Ada Wren, Ben Rook
Abstract
{ABSTRACT}
Anthology ID:
2025.pond-long.12
Volume:
Proceedings of the 3rd Meeting on Ponds (Volume 1: Long Papers)
Month:
July
Year:
2025
Address:
Ely, England
Venue:
POND
Publisher:
Society of Ponds
Pages:
12–25
URL:
https://aclanthology.org/2025.pond-long.12/
DOI:
10.18653/v1/2025.pond-long.12
Bibkey:
wren-rook-2025-otters
Cite (ACL):
Ada Wren and Ben Rook. 2025. Otters Count Reeds in Large Marshes. In Proceedings.
PDF:
https://aclanthology.org/2025.pond-long.12.pdf
Search
"""
SCHOLAR = """About 1,230 results (0.05 sec)
[PDF] ponds.example
Otters Count Reeds in Large Marshes
A Wren, B Rook, C Snipe - arXiv preprint arXiv:2503.01234, 2025 - arxiv.org
We let otters count … in twelve marshes. On one invented board …
Save Cite Cited by 12 Related articles All 3 versions
[HTML] Snails Carry Messages Between Two Ponds
S Snail, W Willow… - Journal of Marshes, 2023 - Pond Press
… messages between ponds at the speed of snails …
Save Cite Cited by 3 Related articles
Waiting for Low Water
D Teal - Proceedings of the 3rd …, 2024 - ponds.example
Tides move kernels …
Save Cite Related articles
"""


def test_a_page_of_the_hub_states_all_but_what_others_say_below_it() -> None:
    parsed = read_text(HUB)

    assert parsed.faults == ()
    (record,) = parsed.records
    assert (record.title, record.abstract, record.date) == (
        "Otters Count Reeds in Large Marshes",
        ABSTRACT,
        PartialDate("2025-03-03"),
    )
    assert names(record) == ["Ada Wren", "Ben Rook", "Cy Snipe"]
    assert record.organization is not None
    assert (record.organization.name, identifiers(record)) == ("Fenland University", ["arxiv:2503.01234"])
    assert record.extra == {"ai_summary": "Otters count reeds quickly."}


def test_pages_of_the_hub_may_stand_one_below_the_other_and_dates_without_a_year_have_that_of_the_number() -> None:
    short = HUB.replace("Mar 3, 2025", "Mar 3").replace("#2 Paper of the day\nFenland University\n", "").replace("·", "-")
    parsed = read_text(HUB + short.replace("2503.01234", "2403.05678").replace("Large", "Small"))

    assert parsed.faults == ()
    assert [record.title for record in parsed.records] == [
        "Otters Count Reeds in Large Marshes",
        "Otters Count Reeds in Small Marshes",
    ]
    assert parsed.records[1].date == PartialDate("2024-03-03", "year of the arXiv number, 2403.05678")
    assert parsed.records[1].organization is None


def test_what_a_page_of_the_hub_says_of_nobody_knows_what_is_told() -> None:
    parsed = read_text(HUB.replace("Upvote", "Marsh Prize 2025\nUpvote"))

    assert len(parsed.records) == 1
    assert said(parsed) == [
        '"Fenland University" above the authors is not understood, and left out',
        '"Marsh Prize 2025" above the authors is not understood, and left out',
    ]


@pytest.mark.parametrize(
    ("was", "now"), [("View arXiv page\n", ""), ("Otters Count Reeds in Large Marshes\n", ""), (f"{ABSTRACT}\n\n", "")]
)
def test_a_page_of_the_hub_that_is_cut_off_is_refused(was: str, now: str) -> None:
    text = HUB.replace("AI-generated summary\nOtters count reeds quickly.\n", "").replace(was, now)
    if was.startswith("View"):
        text = text[: text.index("View PDF")]
    parsed = read_text(text)

    assert parsed.records == ()
    assert len(parsed.faults) == parsed.skipped == 1
    assert "copy the whole page again" in parsed.faults[0].hint


def test_a_forum_of_openreview_is_read_without_its_reviews() -> None:
    parsed = read_text(FORUM)

    assert parsed.faults == ()
    (record,) = parsed.records
    assert (record.title, names(record)) == ("Otters Count Reeds in Large Marshes", ["Ada Wren", "Ben Rook"])
    assert record.abstract == f"{ABSTRACT}\nThey never sleep."
    assert (record.venue, record.kind, record.date) == ("PondConf 2025 poster", "conference paper", PartialDate("2025-01-16"))
    assert record.keywords == ("otters", "reeds", "marshes")
    assert record.extra == {
        "tldr": "Otters count well.",
        "primary_area": "animals",
        "animal_welfare_statement": "none was harmed",
    }


def test_what_is_only_submitted_to_openreview_has_no_venue_and_perhaps_no_authors() -> None:
    text = FORUM.replace(
        "Published: 16 Jan 2025, Last Modified: 15 Mar 2025PondConf 2025 poster",
        "Submitted: 1 Oct 2024, Modified: 2 Oct 2024Submitted to PondConf 2025",
    )
    (record,) = read_text(text.replace("Ada Wren, Ben Rook", "Anonymous")).records

    assert (record.authors, record.kind, record.venue, record.extra["venue"]) == (
        (),
        "preprint",
        "",
        "Submitted to PondConf 2025",
    )


def test_a_page_of_the_acl_anthology_states_what_its_bibtex_does() -> None:
    parsed = read_text(ANTHOLOGY)

    assert parsed.faults == ()
    (record,) = parsed.records
    assert (record.title, names(record), record.abstract) == (
        "Otters Count Reeds in Large Marshes",
        ["Ada Wren", "Ben Rook"],
        ABSTRACT,
    )
    assert (record.date, record.venue) == (
        PartialDate("2025-07"),
        "Proceedings of the 3rd Meeting on Ponds (Volume 1: Long Papers)",
    )
    assert identifiers(record) == ["doi:10.18653/v1/2025.pond-long.12", "acl:2025.pond-long.12"]
    assert (record.key, record.extra["pages"], links(record)) == ("wren-rook-2025-otters", "12–25", [])


def test_values_of_the_acl_anthology_may_stand_in_the_lines_of_their_labels() -> None:
    text = ANTHOLOGY.replace(":\n", ": ").replace(f"Abstract\n{ABSTRACT}", f"Abstract {ABSTRACT}")

    assert read_text(text).records[0].abstract == ABSTRACT
    assert read_text(text).records[0].key == "wren-rook-2025-otters"


def test_results_of_google_scholar_are_read_as_far_as_the_page_does_not_cut_them() -> None:
    parsed = read_text(SCHOLAR)

    assert said(parsed) == ["the page cuts the venue of 1 of its entries (lines 12), which is left out"]
    first, second, third = parsed.records
    assert (first.title, names(first), identifiers(first)) == (
        "Otters Count Reeds in Large Marshes",
        ["A Wren", "B Rook", "C Snipe"],
        ["arxiv:2503.01234"],
    )
    assert (first.venue, first.date, first.abstract) == ("arXiv", PartialDate("2025"), "")
    assert (second.title, second.venue, second.extra) == (
        "Snails Carry Messages Between Two Ponds",
        "Journal of Marshes",
        {"author": "and others"},
    )
    assert (third.authors, third.venue, third.date) == ((Author("D Teal", "Teal", "D"),), "", PartialDate("2024"))


def test_a_title_that_google_scholar_cuts_is_no_title() -> None:
    parsed = read_text(SCHOLAR.replace("Waiting for Low Water\n", "Waiting for Low Water Before …\n"))

    assert len(parsed.records) == 2
    assert parsed.skipped == 1
    assert "press Cite and BibTeX" in parsed.faults[-1].hint


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "DOI:10.1234/reeds\nCorpus ID: 1234567\nOtters Count Reeds\nAda Wren, Ben Rook\nPublished in Ponds 3 March 2025\n"
            f"TLDR\nOtters count.\nExpand\n{ABSTRACT}\nSave to Library\nCreate Alert\nCite\n",
            "Semantic Scholar",
        ),
        (
            f"alphaXiv\nExplore\nOtters Count Reeds\nAda Wren\n3 Mar 2025\n{ABSTRACT}\nAsk or search anything...\nBlog\n",
            "alphaXiv",
        ),
    ],
)
def test_pages_that_do_not_say_what_is_whose_are_refused_with_what_to_do(text: str, name: str) -> None:
    parsed = read_text(text)

    assert parsed.records == ()
    (fault,) = parsed.faults
    assert name in fault.message
    assert any(word in fault.hint for word in ("BibTeX", "arXiv number"))
