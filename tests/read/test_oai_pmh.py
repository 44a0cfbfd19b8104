"""Answers of OAI-PMH."""

from tests.read.reading import identifiers, links, names, read_sample, read_text, said


def test_records_in_arxiv_s_own_formats_are_read() -> None:
    snails, kernels = read_sample("oai-pmh+arxiv.2.xml")

    assert names(snails) == ["Hanna van der Heron", "Otto Bär Jr"]
    assert (identifiers(snails), snails.abstract) == (
        ["arxiv:2401.00011", "doi:10.1000/pond.7"],
        "We race snails on one\ninvented GPU.",
    )
    assert snails.date
    assert (snails.kind, snails.venue, snails.date.iso) == ("preprint", "arXiv", "2024-01-02")
    assert snails.extra == {"comments": "12 pages", "categories": ["cs.LG", "cs.PF"]}
    assert kernels.date
    assert (names(kernels), kernels.date.iso) == (["Max Mole", "Dora Dormouse"], "2024-01-03")
    assert kernels.extra == {"versions": 2, "categories": ["cs.DC"]}


def test_records_in_dublin_core_are_read() -> None:
    snails, kernels = read_sample("oai-pmh+dublin-core.2.xml")

    assert (snails.abstract, names(snails)) == (
        "We race snails on one invented GPU, and they win.",
        ["Hanna van der Heron", "Otto Otter"],
    )
    assert snails.date
    assert (identifiers(snails), snails.date.iso) == (["arxiv:2401.00011", "doi:10.1000/pond.7"], "2024-01-02")
    assert snails.extra == {"description": ["Comment: 12 pages"]}
    assert (kernels.kind, kernels.venue, links(kernels)) == (
        "conference paper",
        "Proceedings of the Pond",
        [("paper", "https://ponds.test/12")],
    )
    assert kernels.extra == {"language": "eng", "identifier": ["PT-12"]}


def test_records_that_are_deleted_or_empty_are_told() -> None:
    parsed = read_text(
        "<OAI-PMH><ListRecords><record><header status='deleted'><identifier>oai:x:7</identifier></header></record>"
        "<record><header/><metadata/></record></ListRecords></OAI-PMH>"
    )

    assert said(parsed) == ["entry 1 says that oai:x:7 is deleted", "entry 2 has no metadata"]
    assert parsed.skipped == 2
