"""Which records are the same work, whatever order they come in."""

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.identity.names import parse_authors
from litatlas.model import Identifier, PartialDate, Publication, Record, Source
from litatlas.read.matching import match_works, merge_records, tell_same
from litatlas.read.merge import find_disagreements, merge, work_from_record

PONDS = "Herons wade slowly through still ponds and count the frogs that they see from there each morning"
DESERTS = "Camels cross wide deserts without any water for nine days, then drink from wells that nobody knew of"
DOI = Identifier("doi", "10.1000/heron")


def record(title: str = "Herons Count Frogs", file: str = "a", line: int = 1, **facts: object) -> Record:
    made = Record(title=title, source=Source(f"{file}.bib", line, file * 64, None))
    return replace(made, **facts)  # type: ignore[arg-type]


def gather(*records: Record) -> set[frozenset[str]]:
    """The clusters, each as the places of its records."""
    clusters = match_works(map(work_from_record, records), {})
    places = [
        frozenset(f"{work.witnesses[0].source.file[0]}{work.witnesses[0].source.line}" for work in one.works) for one in clusters
    ]
    return set(places)


def test_records_of_one_identifier_are_one_work_whatever_their_titles() -> None:
    number = Identifier("arxiv", "2401.01234")

    first = record("Herons Count Frogs", identifiers=(number,))
    second = record("How Herons Count", "b", identifiers=(replace(number, version="2"), DOI))
    third = record("Frogs, Counted by Herons", "c", identifiers=(DOI,))

    assert gather(first, second, third) == {frozenset(("a1", "b1", "c1"))}


def test_chapters_of_one_book_are_not_one_work() -> None:
    book = (Identifier("isbn", "9780306406157"),)

    assert len(gather(record("On Frogs", identifiers=book), record("On Toads", line=2, identifiers=book))) == 2


def test_a_preprint_and_its_publication_are_one_paper_with_both_appearances() -> None:
    authors = parse_authors(["Hanna Heron", "Otto Otter"])
    preprint = record(
        kind="preprint", authors=authors, date=PartialDate("2023-12-01"), identifiers=(Identifier("arxiv", "2312.00001"),)
    )
    published = record(
        file="b", kind="conference paper", venue="PondConf", authors=parse_authors(["Heron, H.", "Otter, O."]),
        date=PartialDate("2024-07"), identifiers=(DOI,),
    )  # fmt: skip

    (work,) = merge_records([preprint, published]).values()

    assert work.publications == (
        Publication("preprint", "", "2023-12-01"), Publication("conference paper", "PondConf", "2024-07"),
    )  # fmt: skip
    assert {one.scheme for one in work.identifiers} == {"arxiv", "doi"}
    assert [author.given for author in work.authors] == ["Hanna", "Otto"]
    assert find_disagreements(work) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"title": "C++ for Herons and Other Birds"}, {"title": "C# for Herons and Other Birds"}),
        ({"abstract": PONDS}, {"abstract": DESERTS, "file": "a", "line": 2}),
        ({"authors": parse_authors(["Ann Heron", "Bo Reed"])}, {"authors": parse_authors(["Cy Camel", "Di Dune"])}),
        ({"date": PartialDate("1999")}, {"date": PartialDate("2024")}),
        ({"identifiers": (Identifier("arxiv", "2401.00001"),)}, {"identifiers": (Identifier("arxiv", "2402.00002"),)}),
        ({"title": "Editorial", "abstract": PONDS}, {"title": "Editorial", "abstract": DESERTS}),
    ],
)
def test_a_title_does_not_join_what_contradicts_it(one: dict[str, object], other: dict[str, object]) -> None:
    facts: dict[str, object] = {"file": "b", **other}

    assert len(gather(record(**one), record(**facts))) == 2  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"title": "herons count frogs!"}),
        ({"date": PartialDate("2023-12")}, {"date": PartialDate("2024-07-01")}),
        ({"abstract": PONDS}, {"abstract": PONDS + "."}),
        ({"abstract": PONDS}, {"abstract": DESERTS}),
        ({"authors": parse_authors(["Łucja Żuraw"])}, {"authors": parse_authors(["Żuraw, Łucja", "Bo Reed"])}),
        ({"title": "Frogs"}, {"title": "FROGS"}),
    ],
)
def test_a_title_joins_what_does_not_contradict_it(one: dict[str, object], other: dict[str, object]) -> None:
    facts: dict[str, object] = {"file": "b", **other}

    assert len(gather(record(**one), record(**facts))) == 1  # type: ignore[arg-type]


def test_a_record_joins_the_page_that_the_review_has_and_pages_stay_apart() -> None:
    ponds = merge([work_from_record(record(abstract=PONDS, identifiers=(Identifier("arxiv", "2401.00001"),)))])
    deserts = merge([work_from_record(record(abstract=DESERTS, line=2, identifiers=(DOI,)))])
    standing = {"herons-a": ponds, "herons-b": deserts}

    by_number = work_from_record(record("Anything", "c", identifiers=(DOI,)))
    by_abstract = work_from_record(record(file="d", abstract=DESERTS))
    new = work_from_record(record("Something Else", "e"))
    clusters = match_works([by_number, by_abstract, new], standing)

    found = {cluster.slug: [work.witnesses[0].source.file for work in cluster.works] for cluster in clusters}
    assert found == {"herons-b": ["c.bib", "d.bib"], None: ["e.bib"]}


def test_an_entry_of_a_number_alone_joins_the_paper_that_has_it() -> None:
    numbered = record(identifiers=(DOI,))

    (work,) = merge_records([record("", "b", identifiers=(DOI,)), numbered]).values()

    assert work.title.raw == "Herons Count Frogs"
    assert [witness.states for witness in work.witnesses] == [("title", "identifiers"), ("identifiers",)]


def test_an_arxiv_number_dates_a_paper_that_nothing_else_dates() -> None:
    (work,) = merge_records([record(identifiers=(Identifier("arxiv", "2401.01234"),))]).values()

    assert work.date == PartialDate("2024-01", "month of the number arxiv:2401.01234")
    assert "date" not in work.witnesses[0].states


def test_the_more_precise_of_two_dates_that_agree_holds() -> None:
    (work,) = merge_records([record(date=PartialDate("2024")), record(file="b", date=PartialDate("2024-05-03"))]).values()

    assert work.date == PartialDate("2024-05-03")
    assert find_disagreements(work) == ()


def test_titles_that_differ_in_case_and_signs_alone_are_no_disagreement() -> None:
    (work,) = merge_records([record(), record("HERONS COUNT FROGS.", "b")]).values()

    assert find_disagreements(work) == ()


def test_the_day_beside_a_date_is_no_disagreement_for_clocks_differ() -> None:
    (work,) = merge_records([record(date=PartialDate("2024-05-03")), record(file="b", date=PartialDate("2024-05-04"))]).values()

    assert work.date == PartialDate("2024-05-03")
    assert find_disagreements(work) == ()


def test_a_venue_that_names_another_year_than_the_date_is_of_that_year() -> None:
    (work,) = merge_records([record(venue="PondConf 2026", date=PartialDate("2025-10-30"))]).values()

    assert work.publications == (Publication(None, "PondConf 2026", "2026"),)


def test_tell_same_goes_by_identifiers_and_titles() -> None:
    first, second = (work_from_record(record(file=file, identifiers=(DOI,))) for file in "ab")

    assert tell_same(first, second)
    assert not tell_same(first, work_from_record(record("Toads", "c")))


RECORDS = st.builds(
    record,
    title=st.sampled_from(["Herons Count Frogs", "herons count frogs", "How Herons Count", "C++ Herons", "Editorial"]),
    file=st.sampled_from("abc"),
    line=st.integers(1, 6),
    abstract=st.sampled_from(["", PONDS, DESERTS]),
    date=st.sampled_from([None, PartialDate("2012"), PartialDate("2024-01"), PartialDate("2024")]),
    identifiers=st.sampled_from([(), (DOI,), (Identifier("arxiv", "2401.01234"),), (Identifier("pmid", "77"),)]),
    authors=st.sampled_from([(), parse_authors(["Ann Heron"]), parse_authors(["Bo Reed"])]),
)


@given(st.lists(RECORDS, min_size=2, max_size=5, unique_by=lambda one: (one.source.file, one.source.line)))
def test_the_order_of_records_never_matters(records: list[Record]) -> None:
    outcomes = [merge_records(list(order)) for order in permutations(records)]

    assert all(outcome == outcomes[0] for outcome in outcomes)


@given(st.lists(RECORDS, max_size=6, unique_by=lambda one: (one.source.file, one.source.line)))
def test_every_record_is_in_one_cluster(records: list[Record]) -> None:
    clusters = match_works(map(work_from_record, records), {})

    assert sum(len(cluster.works) for cluster in clusters) == len(records)
    assert len({cluster.key for cluster in clusters}) == len(clusters)
