"""Works of DataCite."""

from tests.read.reading import identifiers, links, names, read_json, read_sample


def test_a_work_is_read_with_all_that_it_states() -> None:
    snails, kernels = read_sample("datacite.2.json")

    assert (snails.title, snails.abstract) == ("Slow Snails on Fast GPUs", "We race snails.")
    assert names(snails) == ["Hanna van der Heron", "The Pond Team"]
    assert identifiers(snails) == ["arxiv:2401.00011"]
    assert snails.date
    assert (snails.kind, snails.venue, snails.date.iso, snails.license) == ("preprint", "arXiv", "2024-01-02", "cc-by-4.0")
    assert snails.extra == {"version": "1", "descriptions": ["12 pages"]}
    assert kernels.title == "A Garden of Kernels: Seeds and Weeds"
    assert (kernels.kind, kernels.venue, identifiers(kernels)) == ("dataset", "Zenodo", ["doi:10.5281/zenodo.12"])
    assert links(kernels) == [("paper", "https://zenodo.org/record/12")]


def test_a_work_without_its_envelope_is_read_and_the_year_decides_among_dates() -> None:
    (record,) = read_json(
        None,
        {
            "titles": [{"title": "Snails"}, {"title": "Schnecken", "titleType": "TranslatedTitle"}],
            "creators": [{"name": "Heron, Hanna"}],
            "types": {"resourceTypeGeneral": "Text", "resourceType": "Riddle"},
            "publicationYear": 2024,
            "dates": [{"date": "2019-01-01", "dateType": "Issued"}, {"date": "2024-05-03/2024-06-01", "dateType": "Available"}],
        },
    ).records

    assert record.date
    assert record.date.iso == "2024-05-03"
    assert record.extra == {"titles": ["Schnecken"], "types": "Riddle"}
