"""Records of DBLP."""

from tests.read.reading import identifiers, links, names, read_sample


def test_records_of_the_dump_are_read_and_pages_of_persons_are_no_works() -> None:
    preprint, paper, volume = read_sample("dblp.3.xml")

    assert (preprint.title, names(preprint)) == ("Slow Snails on <i>Fast</i> GPUs", ["Hanna van der Heron", "Otto Bär"])
    assert identifiers(preprint) == ["arxiv:2401.00011", "dblp:journals/corr/abs-2401-00011"]
    assert preprint.date
    assert (preprint.kind, preprint.venue, preprint.date.iso) == ("preprint", "arXiv", "2024")
    assert (paper.kind, paper.venue, paper.extra) == ("conference paper", "Pond", {"pages": "1-12"})
    assert (identifiers(paper), links(paper)) == (
        ["doi:10.1000/conf.12", "dblp:conf/pond/Mole23"],
        [("paper", "https://ponds.test/garden.pdf")],
    )
    assert (volume.kind, volume.extra) == ("book", {"publisher": "Pond Press", "editors": ["Emma Egret"]})


def test_hits_of_the_search_are_the_same_in_xml_and_json() -> None:
    (in_xml,) = read_sample("dblp+search.1.xml")
    in_json, other = read_sample("dblp-json.2.json")

    for record in (in_xml, in_json):
        assert (record.title, names(record)) == ("Slow Snails on Fast GPUs", ["Hanna van der Heron", "Otto Otter"])
        assert identifiers(record) == ["arxiv:2401.00011", "dblp:journals/corr/abs-2401-00011"]
        assert (record.kind, record.venue, record.extra) == ("preprint", "arXiv", {})
    assert (other.kind, names(other)) == ("conference paper", ["Max Mole"])
