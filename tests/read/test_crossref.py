"""Works of Crossref."""

import pytest

from litatlas.model import Json
from tests.read.reading import identifiers, links, names, read_json, read_sample, read_text, said

WORK: dict[str, Json] = {"DOI": "10.1000/pond.7", "title": ["Snails"], "member": "1"}


def test_a_work_is_read_with_all_that_it_states() -> None:
    snails, kernels = read_sample("crossref.2.json")

    assert snails.title == "Slow Snails on <i>Fast</i> GPUs: A Race"
    assert snails.abstract.startswith("<jats:title>")
    assert names(snails) == ["Hanna van der Heron", "Otto Otter Jr", "The Pond Team"]
    assert identifiers(snails) == ["doi:10.1000/pond.7"]
    assert links(snails) == [("pdf", "https://ponds.test/7.pdf")]
    assert (snails.kind, snails.venue, snails.keywords) == ("article", "Journal of Ponds", ("Ponds",))
    assert snails.date
    assert snails.date.iso == "2024-01-02"
    assert snails.extra == {"publisher": "Pond Press", "issue": "2", "page": "1-12", "volume": "7", "ISSN": ["1234-5678"]}
    assert kernels.date
    assert (kernels.kind, kernels.date.iso, identifiers(kernels)) == ("conference paper", "2023-05", ["doi:10.1000/conf.12"])


@pytest.mark.parametrize(
    ("dates", "iso"),
    [
        ({"issued": {"date-parts": [[2024, 5, 3]]}}, "2024-05-03"),
        ({"issued": {"date-parts": [[2024]]}, "published-online": {"date-parts": [[2024, 5]]}}, "2024-05"),
        ({"published": {"date-parts": [[2024]]}, "published-print": {"date-parts": [[2025, 1]]}}, "2024"),
        ({"posted": {"date-parts": [[2024, 13, 40]]}}, "2024"),
        ({"issued": {"date-parts": [["2024", "5"]]}}, "2024-05"),
    ],
)
def test_the_date_is_the_surest_that_is_stated(dates: dict[str, Json], iso: str) -> None:
    (record,) = read_json(None, {**WORK, **dates}).records

    assert record.date
    assert record.date.iso == iso


@pytest.mark.parametrize("parts", [[[None]], [], [[]], None, "2024", [2024]])
def test_a_date_without_parts_is_none(parts: Json) -> None:
    (record,) = read_json(None, {**WORK, "issued": {"date-parts": parts}}).records

    assert record.date is None


def test_the_answer_for_one_work_is_one_entry() -> None:
    parsed = read_text(
        '{"status": "ok", "message-type": "work", "message": {"DOI": "10.1000/x1", "title": ["Snails"], "URL": "x"}}'
    )

    assert [record.title for record in parsed.records] == ["Snails"]


def test_a_work_without_a_title_stands_for_its_doi_and_one_without_both_is_told() -> None:
    parsed = read_json("crossref", {**WORK, "title": []}, {"title": [], "member": "1"})

    assert [(record.title, identifiers(record)) for record in parsed.records] == [("", ["doi:10.1000/pond.7"])]
    assert said(parsed) == ["entry 2 has no title"]
