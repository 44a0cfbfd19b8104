"""The snapshot of arXiv's metadata."""

from litatlas.model import Json
from tests.read.reading import identifiers, names, read_json, read_sample

PAPER: dict[str, Json] = {"id": "2401.00011", "title": "Snails", "versions": [], "submitter": "x", "update_date": "2024-01-01"}


def test_a_line_is_read_with_all_that_it_states() -> None:
    snails, robins = read_sample("arxiv-snapshot.2.json")

    assert (snails.title, snails.abstract) == ("Slow Snails on Fast GPUs", "We race snails on one\ninvented GPU.")
    assert names(snails) == ["Hanna van der Heron", "Otto Bär"]
    assert identifiers(snails) == ["arxiv:2401.00011", "doi:10.1000/pond.7"]
    assert snails.date
    assert (snails.kind, snails.venue, snails.date.iso) == ("preprint", "arXiv", "2024-01-02")
    assert snails.extra == {"comments": "12 pages", "categories": ["cs.LG", "cs.PF"], "versions": 2}
    assert robins.date
    assert (identifiers(robins), robins.date.iso) == (["arxiv:cs/0301012"], "2003-01-15")
    assert robins.extra == {"journal-ref": "Journal of Ponds 7 (2003)", "categories": ["cs.AI"]}


def test_authors_that_are_not_taken_apart_are_split() -> None:
    written = "C. Bal\\'azs, E. L. Berger (Argonne (USA)), P. Otter, Jr and C.-P. Yuan"

    (record,) = read_json(None, {**PAPER, "authors": written}).records

    assert names(record) == ["C. Balázs", "E. L. Berger", "P. Otter Jr", "C.-P. Yuan"]
