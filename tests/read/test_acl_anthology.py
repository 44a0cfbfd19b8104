"""Files of the ACL Anthology."""

from tests.read.reading import identifiers, links, names, read_sample, read_text


def test_a_paper_is_read_with_all_that_it_and_its_volume_state() -> None:
    snails, kernels, robins = read_sample("acl-anthology.3.xml")

    assert snails.title == "Slow Snails on $2^n$ GPUs"
    assert snails.abstract == "We race snails on https://github.com/fenland/snails."
    assert names(snails) == ["Hanna van der Heron", "Otter"]
    assert (identifiers(snails), snails.key) == (["acl:2024.pond-main.1"], "van-der-heron-otter-2024-slow")
    assert links(snails) == [("code", "https://github.com/fenland/snails")]
    assert snails.date
    assert (snails.kind, snails.date.iso) == ("conference paper", "2024-05")
    assert snails.venue == "Proceedings of the Conference on Ponds"
    assert snails.extra == {"pages": "1–12", "award": "Best Snail", "revisions": 2}
    assert identifiers(kernels) == ["acl:2024.pond-main.2"]
    assert (robins.kind, robins.venue) == ("article", "Pond Letters")


def test_the_identifier_of_an_older_paper_is_put_together_of_its_volume_s() -> None:
    paper = "<paper id='1'><title>Snails</title></paper>"
    first, second = (
        read_text(f"<collection id='P18'><volume id='1'>{paper}</volume></collection>", "acl-anthology").records
        + read_text(f"<collection id='W18'><volume id='23'>{paper}</volume></collection>", "acl-anthology").records
    )

    assert (identifiers(first), identifiers(second)) == (["acl:P18-1001"], ["acl:W18-2301"])
