"""Works of OpenAlex."""

from hypothesis import given
from hypothesis import strategies as st

from litatlas.model import Json
from tests.read.reading import identifiers, links, names, read_json, read_sample

WORK: dict[str, Json] = {"id": "https://openalex.org/W4400000011", "title": "Slow Snails on Fast GPUs"}


def test_a_work_is_read_with_all_that_it_states() -> None:
    snails, kernels = read_sample("openalex.2.json")

    assert snails.title == "Slow Snails on Fast GPUs"
    assert snails.abstract == "We race snails past one hundred snails shadows."
    assert names(snails) == ["Hanna van der Heron", "Otto Otter"]
    assert identifiers(snails) == ["arxiv:2401.00011", "doi:10.1000/pond.7", "pmid:123456", "openalex:W4400000011"]
    assert links(snails) == [("pdf", "https://ponds.test/7.pdf")]
    assert (snails.kind, snails.venue, snails.license) == ("article", "Journal of Ponds", "cc-by")
    assert snails.date
    assert (snails.date.iso, snails.keywords) == ("2024-01-02", ("Snail",))
    assert snails.extra == {"language": "en", "cited_by_count": 3}
    assert (kernels.kind, kernels.venue, kernels.abstract) == ("preprint", "arXiv", "")


def test_a_paper_of_a_conference_is_no_article() -> None:
    location: Json = {"source": {"display_name": "Pond Conference", "type": "conference"}}
    by_source, by_type = read_json(
        None,
        {**WORK, "type": "article", "primary_location": location},
        {**WORK, "type": "article", "type_crossref": "proceedings-article"},
    ).records

    assert by_source.kind == by_type.kind == "conference paper"


def test_files_of_older_years_are_read_too() -> None:
    (record,) = read_json(
        None,
        {
            **WORK,
            "host_venue": {"display_name": "Journal of Ponds", "url": "https://doi.org/10.1000/pond.7", "type": "journal"},
            "abstract_inverted_index": {"IndexLength": 2, "InvertedIndex": {"Snails": [0], "race.": [1]}},
        },
    ).records

    assert (record.venue, record.abstract) == ("Journal of Ponds", "Snails race.")
    assert identifiers(record) == ["doi:10.1000/pond.7", "openalex:W4400000011"]


def test_what_is_broken_or_unknown_is_kept() -> None:
    (record,) = read_json(
        None, {**WORK, "doi": "no doi", "type": "riddle", "colour": ["green"], "abstract_inverted_index": [1]}
    ).records

    assert record.extra == {"doi": "no doi", "type": "riddle", "colour": ["green"]}


@given(st.lists(st.text(alphabet="abcXYZ.,-é", min_size=1), min_size=1))
def test_an_abstract_is_put_together_as_it_was_taken_apart(words: list[str]) -> None:
    index: dict[str, Json] = {word: [place for place, other in enumerate(words) if other == word] for word in words}

    (record,) = read_json(None, {**WORK, "abstract_inverted_index": index}).records

    assert record.abstract == " ".join(words)
