"""Merging of records of one work."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.identity.names import parse_authors
from litatlas.model import FACTS, Organization, PartialDate, Record, Source, Work, hash_abstract
from litatlas.read.formats import read_capture
from litatlas.read.matching import merge_records
from litatlas.read.merge import find_disagreements, merge, work_from_record, work_key
from litatlas.text.folding import fold
from litatlas.text.repair import repair

SNAILS = Record(
    title="Slow Snails",
    abstract="Snails race.",
    author_count=3,
    authors=(),
    organization=Organization("acme", "Acme"),
    date=PartialDate("2024-05-03"),
    comments=2,
    source=Source("b.txt", 7, "b" * 64, "2025-10-30"),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Net-$α$: A Study", "NET α  a study"),
        ("M^{3}Net", "M^3Net"),
        ("Two Words!", "two-words"),
        ("Straße", "STRASSE"),
        ("Ｆｕｌｌ Width", "Full width"),
    ],
)
def test_titles_of_one_work_share_a_key(one: str, other: str) -> None:
    assert work_key(repair(one)) == work_key(repair(other))


def test_a_title_of_signs_alone_has_a_key() -> None:
    assert work_key(repair("?!")) == "?!"


def test_a_work_of_one_record_states_what_the_record_has() -> None:
    work = work_from_record(SNAILS)

    assert work.abstract_sha256 == hash_abstract("Snails race.")
    assert work.witnesses[0].states == ("title", "abstract", "date", "author_count", "organization", "comments")
    assert work.witnesses[0].differs == {}


def test_the_newest_capture_leads_and_the_others_keep_what_they_say() -> None:
    older = replace(SNAILS, author_count=4, comments=None, source=Source("a.txt", 1, "a" * 64, "2025-01-01"))
    undated = replace(SNAILS, title="Slow snails", organization=None, source=Source("0.txt", 1, "0" * 64, "--12-31"))

    work = merge([work_from_record(undated), work_from_record(older), work_from_record(SNAILS)])

    assert [witness.source.file for witness in work.witnesses] == ["b.txt", "a.txt", "0.txt"]
    assert [dict(witness.differs) for witness in work.witnesses] == [{}, {"author_count": 4}, {"title": "Slow snails"}]
    assert "comments" not in work.witnesses[1].states


def test_a_fact_is_that_of_the_first_source_that_states_it() -> None:
    newer = replace(SNAILS, date=None, organization=None, source=Source("c.txt", 1, "c" * 64, "2025-12-09"))

    work = merge([work_from_record(SNAILS), work_from_record(newer)])

    assert (work.date, work.organization) == (SNAILS.date, SNAILS.organization)


def test_reading_a_capture_anew_replaces_what_it_said() -> None:
    work = merge([work_from_record(SNAILS), work_from_record(replace(SNAILS, author_count=5))])

    assert work.author_count == 5
    assert len(work.witnesses) == 1


def test_a_text_is_found_again_by_its_hash() -> None:
    facts_only = replace(work_from_record(SNAILS), abstract=None)
    other = replace(SNAILS, abstract="Snails crawl.", source=Source("c.txt", 1, "c" * 64, "2026-01-01"))

    assert merge([facts_only]).abstract is None
    assert merge([facts_only, work_from_record(replace(SNAILS, source=other.source))]).abstract == "Snails race."
    assert merge([facts_only, work_from_record(other)]).abstract == "Snails crawl."


def test_works_without_witnesses_cannot_be_merged() -> None:
    with pytest.raises(ValueError, match="witness"):
        merge([])


def test_each_disagreement_is_a_warning_that_names_both_places() -> None:
    other = replace(
        SNAILS,
        abstract="Snails crawl.",
        author_count=4,
        date=PartialDate("2024-05-14"),
        organization=Organization("acme", "Acme Labs"),
        source=Source("a.txt", 1, "a" * 64, None),
    )

    faults = find_disagreements(merge([work_from_record(other), work_from_record(SNAILS)]))

    assert [(fault.file, fault.line, fault.severity) for fault in faults] == [("a.txt", 1, "warning")] * 4
    assert [fault.message for fault in faults] == [
        'abstract of "Slow Snails" is not the one of b.txt:7, which is kept',
        'date of "Slow Snails" is "2024-05-14" here, but "2024-05-03" of b.txt:7 is kept',
        'author count of "Slow Snails" is 4 here, but 3 of b.txt:7 is kept',
        'organization of "Slow Snails" is Acme Labs (acme) here, but Acme (acme) of b.txt:7 is kept',
    ]


@pytest.mark.parametrize("title", ["SLOW SNAILS", "Slow-Snails", "Ｓｌｏｗ Snails", "Sl\u00f6w Snails", "Slo\u0308w Snails"])
def test_titles_that_differ_in_how_letters_are_put_together_contradict_nothing(title: str) -> None:
    other = replace(SNAILS, title=title, source=Source("a.txt", 1, "a" * 64, None))

    kept = replace(SNAILS, title="Sl\u00f6w Snails" if "\u00f6" in title or "\u0308" in title else SNAILS.title)

    assert find_disagreements(merge([work_from_record(other), work_from_record(kept)])) == ()


def test_records_are_grouped_by_their_titles() -> None:
    other = replace(SNAILS, title="Fast Snails", source=replace(SNAILS.source, line=20))
    again = replace(SNAILS, title="slow snails", source=replace(SNAILS.source, line=40))

    works = merge_records([SNAILS, other, again])

    assert [(key, len(work.witnesses)) for key, work in works.items()] == [("fastsnails", 1), ("slowsnails", 2)]


numbers = st.none() | st.integers(0, 3)
records = st.builds(
    Record,
    title=st.sampled_from(["Slow Snails", "slow snails"]),
    abstract=st.sampled_from(["", "Snails race.", "Snails crawl."]),
    author_count=numbers,
    authors=st.sampled_from([(), parse_authors(["A. Snail"]), parse_authors(["A. Snail", "B. Slug"])]),
    organization=st.none() | st.builds(Organization, slug=st.just("acme"), name=st.sampled_from(["Acme", "Acme Labs"])),
    date=st.none() | st.builds(PartialDate, iso=st.sampled_from(["2024-05-03", "2024-05-04"])),
    comments=numbers,
    source=st.builds(
        Source,
        file=st.sampled_from(["a.txt", "b.txt"]),
        line=st.integers(1, 3),
        sha256=st.sampled_from(["a" * 64, "b" * 64]),
        captured=st.sampled_from([None, "--10-30", "2025-10-30", "2025-12-09"]),
    ),
)
sources_apart = st.lists(records, min_size=1, max_size=4, unique_by=lambda record: (record.source.sha256, record.source.line))


def facts_only(work: Work) -> Work:
    return replace(work, abstract=None)


@given(sources_apart)
def test_the_order_of_works_does_not_matter(given_records: list[Record]) -> None:
    works = [work_from_record(record) for record in given_records]

    assert len({repr(merge(order)) for order in permutations(works)}) == 1


@given(sources_apart, st.integers(0, 4))
def test_merging_in_steps_is_merging_at_once(given_records: list[Record], cut: int) -> None:
    works = [work_from_record(record) for record in given_records]
    parts = [merge(part) for part in (works[:cut], works[cut:]) if part]

    assert facts_only(merge(parts)) == facts_only(merge(works))
    assert merge([merge(works)] * 2) == merge(works)


@given(st.lists(records, min_size=1, max_size=4))
def test_every_source_can_be_asked_again_for_all_that_it_said(given_records: list[Record]) -> None:
    last = {(record.source.sha256, record.source.line): work_from_record(record) for record in given_records}
    work = merge([work_from_record(record) for record in given_records])

    assert len(work.witnesses) == len(last)
    for witness in work.witnesses:
        alone = last[witness.source.sha256, witness.source.line]
        assert witness.states == tuple(fact for fact in FACTS if fact in alone.witnesses[0].states)
        if "author_count" in witness.states:
            assert witness.differs.get("author_count", work.author_count) == alone.author_count
        if "abstract" in witness.states:
            assert witness.differs.get("abstract", work.abstract_sha256) == alone.abstract_sha256


def test_a_work_alone_is_what_it_is_when_a_second_reading_of_its_source_joins_it() -> None:
    for path in sorted(Path(__file__).with_name("samples").iterdir()):
        for record in read_capture(path).records:
            work = work_from_record(record)
            assert merge([work]) == merge([work, work])


LETTERS = st.sampled_from([*"aeiosz", "ø", "ß", "ł", "ı", "é", "ü", "ﬁ", "Ｋ", "α", "æ", "한", "が", "中", " "])
DRESSES = [
    str.upper,
    str.lower,
    lambda title: unicodedata.normalize("NFD", title),
    lambda title: unicodedata.normalize("NFKC", title),
    fold,
    lambda title: f"{title}™",
    lambda title: title.replace(" ", " – "),
    lambda title: "".join(chr(ord(letter) + 0xFEE0) if "a" <= letter <= "z" else letter for letter in title),
]


@given(st.lists(LETTERS, min_size=3, max_size=30).map("".join).filter(str.strip), st.sampled_from(DRESSES))
def test_a_title_has_one_key_in_whichever_letters_it_is_written(title: str, dress: Callable[[str], str]) -> None:
    assert work_key(repair(dress(title))) == work_key(repair(title))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("한글 모델의 속도", "한굴 모델의 속도"),
        ("ガンマ線の測定", "カンマ線の測定"),
        ("हिन्दी का नियम", "हिन्दू का नियम"),
        ("C++ for Marshes", "C# for Marshes"),
        ("C++ for Marshes", "C for Marshes"),
        ("苍鹭站在池塘", "苍鹭站在河边"),
    ],
)
def test_titles_of_other_letters_have_other_keys(one: str, other: str) -> None:
    assert work_key(repair(one)) != work_key(repair(other))
