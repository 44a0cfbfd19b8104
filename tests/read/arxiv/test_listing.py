"""Pages of arXiv copied as text."""

import pytest

from tests.read.reading import identifiers, names, read_sample, read_text, said


def test_a_page_of_new_papers_is_read() -> None:
    snails, robins, kernels = read_sample("arxiv-listing+new.3.txt")

    assert (snails.title, names(snails)) == ("Slow Snails on Fast GPUs", ["Hanna van der Heron", "Otto Otter"])
    assert snails.abstract == "We race snails on one invented GPU. They are 1.2x faster than their shadows."
    assert (identifiers(snails), snails.source.line) == (["arxiv:2510.00011"], 7)
    assert snails.extra == {"comments": "12 pages, 3 snails", "categories": ["cs.LG", "cs.PF"], "announced": "2025-10-31"}
    assert (robins.title, names(robins)) == ("Do Robins Dream of Tensors?", ["Robin Redbreast"])
    assert (kernels.abstract, names(kernels)) == ("Kernels grow in the shade.", ["Max Mole", "Dora Dormouse"])


def test_a_page_of_recent_papers_is_read_day_by_day() -> None:
    records = read_sample("arxiv-listing+recent.2.txt")

    assert [record.extra["announced"] for record in records] == ["2025-10-31", "2025-10-30"]
    assert [record.abstract for record in records] == ["", ""]


def test_results_of_the_search_are_read_with_the_day_of_the_first_version() -> None:
    snails, kernels = read_sample("arxiv-listing+search.2.txt")

    assert (snails.title, snails.abstract) == ("Slow Snails on Fast GPUs", "We race snails on one invented GPU.")
    assert identifiers(snails) == ["arxiv:2510.00011", "doi:10.1000/pond.7"]
    assert snails.extra == {"comments": "12 pages", "categories": ["cs.LG", "cs.PF"]}
    assert snails.date
    assert kernels.date
    assert (snails.date.iso, kernels.date.iso) == ("2025-10-30", "2024-06-01")


def test_mails_of_the_daily_digest_are_read() -> None:
    snails, kernels = read_sample("arxiv-listing+mail.2.txt")

    assert (snails.title, names(snails)) == ("Slow Snails on Fast GPUs", ["Hanna van der Heron", "Otto Otter"])
    assert snails.abstract == "We race snails on one invented GPU. They are\nfaster than their shadows."
    assert snails.extra == {"comments": "12 pages, 3 snails", "categories": ["cs.LG", "cs.PF"]}
    assert kernels.date
    assert (kernels.date.iso, kernels.abstract) == ("2025-10-30", "Kernels grow in the shade.")


@pytest.mark.parametrize("lines", [["arXiv:2510.00011", ""], ["[7] arXiv:2510.00011 [pdf]"]])
def test_an_entry_without_a_title_stands_for_its_number(lines: list[str]) -> None:
    (record,) = read_text("\n".join(lines), "arxiv-listing").records

    assert (record.title, identifiers(record)) == ("", ["arxiv:2510.00011"])


def test_a_number_that_arxiv_cannot_have_and_a_page_without_entries_are_told() -> None:
    assert said(read_text("arXiv:2513.00011\n", "arxiv-listing")) == ["entry has no title"]
    assert said(read_text("About\nHelp\n", "arxiv-listing")) == ["holds no entry"]


def test_a_sentence_that_begins_with_a_number_of_arxiv_begins_no_entry() -> None:
    head = "[1] arXiv:2510.00011 [pdf]\nTitle: Snails\nOtto Otter\nSubjects: Ponds (cs.LG)\n\n"
    text = f"{head}We race.\narXiv:2401.00012 raced before us.\n"

    (record,) = read_text(text).records

    assert record.abstract == "We race.\narXiv:2401.00012 raced before us."


def test_categories_may_stand_beside_the_number_and_labels_behind_a_colon() -> None:
    head = "arXiv:2510.00011 (cross-list from cs.CL) [pdf, html] cs.LG hep-th\n"
    text = f"{head}:   Title: Snails\n\n    Otto Otter\n\n    Comments: 12 pages\n"

    (record,) = read_text(text).records

    assert (record.title, names(record)) == ("Snails", ["Otto Otter"])
    assert record.extra == {"comments": "12 pages", "categories": ["cs.LG", "hep-th"]}


def test_a_replacement_in_a_mail_is_read() -> None:
    text = (
        "\\\\\narXiv:2401.00011\nreplaced with revised version Thu, 30 Oct 2025 19:00:00 GMT   (120kb,D)\n\n"
        "Title: Snails on\n  GPUs\nAuthors: Otto Otter\nCategories: cs.LG\n\\\\ ( https://arxiv.org/abs/2401.00011 ,  120kb)\n"
    )

    (record,) = read_text(text).records

    assert (record.title, names(record), record.date) == ("Snails on GPUs", ["Otto Otter"], None)
