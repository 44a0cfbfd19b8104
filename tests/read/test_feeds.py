"""Feeds of papers, in Atom and RSS."""

from tests.read.reading import identifiers, links, names, read_sample, read_text, said


def test_answers_of_arxiv_s_api_are_read_with_all_that_they_state() -> None:
    snails, robins = read_sample("atom+arxiv-api.2.xml")

    assert snails.title == "Slow Snails on Fast GPUs"
    assert snails.abstract.endswith("They are\n$1.2\\times$ faster than their shadows.")
    assert names(snails) == ["Hanna van der Heron", "Otto Otter"]
    assert identifiers(snails) == ["arxiv:2401.00011v2", "doi:10.1000/pond.2024.7"]
    assert snails.date
    assert (snails.kind, snails.venue, snails.date.iso, links(snails)) == ("preprint", "arXiv", "2024-01-02", [])
    assert snails.extra == {
        "categories": ["cs.LG", "cs.PF"],
        "journal-ref": "Journal of Ponds 7 (2024) 1-12",
        "comments": "12 pages, 3 snails",
    }
    assert identifiers(robins) == ["arxiv:cs/0301012v1"]


def test_an_error_of_the_api_is_no_paper() -> None:
    parsed = read_text(
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>http://arxiv.org/api/errors#x</id><title>Error</title>"
        "<summary>incorrect id format</summary></entry></feed>"
    )

    assert parsed.records == ()
    assert said(parsed) == ["entry 1 is an error of the service: incorrect id format"]


def test_arxiv_s_feeds_are_read_and_the_day_of_the_announcement_is_no_date_of_the_paper() -> None:
    snails, kernels = read_sample("rss+arxiv.2.xml")

    assert (snails.abstract, names(snails)) == ("We race snails on one invented GPU.", ["Hanna van der Heron", "Otto Otter Jr"])
    assert (identifiers(snails), snails.date) == (["arxiv:2510.00011v1"], None)
    assert snails.license == "http://creativecommons.org/licenses/by/4.0/"
    assert snails.extra == {"categories": ["cs.LG", "cs.PF"], "announced": "2025-10-31"}
    assert identifiers(kernels) == ["arxiv:2506.00012v3"]


def test_older_feeds_and_those_of_journals_are_read() -> None:
    snails, kernels = read_sample("rss+rdf.2.xml")

    assert (snails.title, names(snails)) == ("Slow Snails on Fast GPUs", ["Hanna Heron", "Otto Otter"])
    assert identifiers(snails) == ["arxiv:2001.00011v1"]
    assert kernels.date
    assert (kernels.venue, kernels.date.iso, names(kernels)) == ("Journal of Ponds", "2024-05-03", ["Max Mole", "Dora Dormouse"])
    assert (identifiers(kernels), links(kernels)) == (["doi:10.1000/ponds.12"], [("paper", "https://ponds.test/articles/12")])
    assert kernels.extra == {"prism:volume": "7"}
