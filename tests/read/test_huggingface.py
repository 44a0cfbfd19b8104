"""Daily papers of Hugging Face as JSON, and as a saved page."""

from litatlas.model import Json, Organization
from tests.read.reading import SAMPLES, identifiers, links, names, read_json, read_sample, read_text, said


def test_an_entry_of_the_api_is_read_with_all_that_it_states() -> None:
    snails, kernels = read_sample("huggingface.2.json")

    assert (snails.title, snails.abstract) == ("Slow Snails on Fast GPUs", "We race snails on one invented GPU.")
    assert names(snails) == ["Hanna van der Heron", "Otto Otter"]
    assert (identifiers(snails), snails.comments) == (["arxiv:2510.00011"], 2)
    assert links(snails) == [("code", "https://github.com/fenland/snails"), ("project", "https://snails.test/race")]
    assert snails.organization == Organization("fenland-university", "Fenland University")
    assert snails.date
    assert (snails.date.iso, snails.keywords) == ("2025-10-29", ("snails", "GPUs"))
    assert snails.extra == {
        "submittedOnDailyAt": "2025-10-30T01:23:45.000Z",
        "upvotes": 42,
        "githubStars": 7,
        "ai_summary": "Snails are raced.",
    }
    assert (kernels.comments, kernels.extra) == (0, {"upvotes": 0})


def test_flat_entries_are_read() -> None:
    paper, row = read_sample("huggingface+flat.2.json")

    assert (identifiers(paper), paper.extra) == (["arxiv:2510.00011"], {"upvotes": 42})
    assert row.date
    assert (identifiers(row), names(row), row.comments, row.date.iso) == (["arxiv:2405.00012"], ["Max Mole"], 1, "2024-05-03")
    assert links(row) == [("code", "https://github.com/fenland/garden")]


def test_facts_of_the_entry_around_a_paper_are_read_where_the_paper_has_none() -> None:
    entry: Json = {"paper": {"id": "2510.00011"}, "title": "Snails", "summary": "They race.", "organization": {"name": "fen"}}

    (record,) = read_json(None, entry).records

    assert (record.title, record.abstract, record.organization) == ("Snails", "They race.", Organization("fen", "fen"))


def test_a_saved_page_is_read_by_the_data_that_it_carries() -> None:
    snails, kernels = read_sample("huggingface-page.2.html")

    assert (snails.title, snails.abstract, snails.comments) == ("Slow Snails on Fast GPUs", "We race snails & robins.", 2)
    assert (identifiers(kernels), names(kernels)) == (["arxiv:2510.00012"], ["Max Mole"])


def test_a_page_without_its_data_is_read_by_its_markup() -> None:
    snails, kernels = read_sample("huggingface-page+markup.2.html")

    assert (snails.title, snails.author_count, snails.comments) == ("Slow Snails on Fast GPUs", 12, 2)
    assert snails.organization == Organization("fenland-university", "Fenland University")
    assert (identifiers(snails), snails.extra) == (["arxiv:2510.00011"], {"upvotes": 42})
    assert links(snails) == [("code", "https://github.com/fenland/snails")]
    assert (kernels.title, identifiers(kernels)) == ("A Garden of Kernels", ["arxiv:2510.00012"])


def test_a_page_that_has_not_loaded_its_papers_says_so() -> None:
    page = SAMPLES.joinpath("huggingface-page.2.html").read_text(encoding="utf-8")
    empty = page.partition("<main>")[0] + "</body></html>"

    assert said(read_text(empty, "huggingface-page")) == ["is a page without papers"]
