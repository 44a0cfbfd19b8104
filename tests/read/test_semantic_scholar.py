"""Papers of Semantic Scholar."""

from tests.read.reading import identifiers, links, names, read_json, read_sample, said

SHA = "0123456789abcdef0123456789abcdef01234567"


def test_a_paper_of_the_api_is_read_with_all_that_it_states() -> None:
    snails, kernels = read_sample("semantic-scholar.2.json")

    assert names(snails) == ["Hanna van der Heron", "Otto Otter"]
    assert identifiers(snails) == [
        "arxiv:2401.00011",
        "doi:10.1000/pond.7",
        f"s2:{SHA}",
        "s2:CorpusId:260000011",
        "dblp:journals/corr/abs-2401-00011",
    ]
    assert links(snails) == [("pdf", "https://ponds.test/7.pdf")]
    assert (snails.kind, snails.venue, snails.license) == ("conference paper", "Pond Conference", "CCBY")
    assert snails.date
    assert snails.date.iso == "2024-01-02"
    assert snails.extra["citationCount"] == 3
    assert kernels.date
    assert (kernels.kind, kernels.venue, kernels.date.iso) == ("preprint", "arXiv", "2023")


def test_papers_of_the_bulk_files_and_of_older_corpora_are_read() -> None:
    bulk, old = read_sample("semantic-scholar+bulk.2.json")
    (older,) = read_json(
        None,
        {
            "paper_id": "7",
            "title": "Robins",
            "authors": [{"first": "Robin", "middle": ["R."], "last": "Redbreast", "suffix": "Jr"}],
            "mag_id": None,
            "acl_id": "P18-1001",
            "arxiv_id": "1801.00011",
            "year": 2018,
        },
    ).records

    assert identifiers(bulk)[:2] == ["arxiv:2401.00011", "doi:10.1000/pond.7"]
    assert (old.abstract, old.venue, links(old)) == ("Kernels grow.", "Journal of Ponds", [("pdf", "https://ponds.test/g.pdf")])
    assert (names(older), identifiers(older)) == (["Robin R. Redbreast Jr"], ["arxiv:1801.00011", "acl:P18-1001"])


def test_lists_of_citations_hold_the_citing_papers() -> None:
    (record,) = read_json(None, {"isInfluential": False, "citingPaper": {"paperId": SHA, "title": "Snails"}}).records

    assert (record.title, identifiers(record)) == ("Snails", [f"s2:{SHA}"])


def test_a_paper_that_the_service_does_not_know_is_told() -> None:
    parsed = read_json("semantic-scholar", {"paperId": SHA, "title": "Snails"}, None)

    assert len(parsed.records) == 1
    assert said(parsed) == ["entry 2 is null, no object"]
