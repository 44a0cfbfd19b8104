"""Notes of OpenReview."""

from litatlas.model import Json
from tests.read.reading import identifiers, links, names, read_json, read_sample, said


def note(**content: Json) -> dict[str, Json]:
    return {"id": "aB3dE5fG7h", "forum": "aB3dE5fG7h", "signatures": ["x"], "content": {"title": "Snails", **content}}


def test_notes_of_both_versions_are_read_with_all_that_they_state() -> None:
    second, first = read_sample("openreview.2.json")

    assert (second.title, second.abstract, names(second)) == (
        "Slow Snails on Fast GPUs",
        "We race snails.",
        ["Hanna van der Heron", "Otto Otter"],
    )
    assert identifiers(second) == ["openreview:aB3dE5fG7h"]
    assert links(second) == [("pdf", "https://openreview.net/pdf/0123.pdf")]
    assert second.date
    assert (second.kind, second.venue, second.date.iso) == ("conference paper", "Pond 2024 oral", "2024-01-16")
    assert (second.keywords, second.license) == (("snails", "GPUs"), "CC BY 4.0")
    assert first.date
    assert (first.title, first.keywords, first.date.iso) == ("A Garden of Kernels", ("kernels", "gardens"), "2019-01-01")


def test_where_a_note_was_handed_in_is_no_venue() -> None:
    records = read_json(
        None,
        note(venue="Submitted to Pond 2024"),
        note(venue={"value": "Pond 2024 Conference Withdrawn Submission"}),
        note(venue="CoRR 2024"),
    ).records

    assert [(record.kind, record.venue) for record in records] == [("preprint", ""), ("preprint", ""), ("preprint", "CoRR 2024")]
    assert records[0].extra == {"venue": "Submitted to Pond 2024"}


def test_reviews_and_comments_are_told_as_no_papers() -> None:
    review: Json = {"id": "rE1vI2eW3x", "forum": "aB3dE5fG7h", "signatures": ["x"], "content": {"review": "Good snails."}}

    parsed = read_json("openreview", note(), review)

    assert len(parsed.records) == 1
    assert said(parsed) == ["entry 2 is an answer to aB3dE5fG7h (a review, a comment or a decision), no paper"]


def test_a_moment_out_of_all_bounds_is_no_date() -> None:
    (record,) = read_json(None, {**note(), "pdate": 10**30, "cdate": -5}).records

    assert record.date is None
