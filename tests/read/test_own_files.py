"""What LitAtlas exports, it reads again without loss."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litatlas.commands.export import export
from litatlas.content.papers import format_paper
from litatlas.identity.facts import encode_facts
from litatlas.identity.names import parse_author
from litatlas.model import (
    Author,
    Extraction,
    Identifier,
    Json,
    Kind,
    Link,
    Organization,
    Paper,
    PartialDate,
    Publication,
    Record,
    Source,
    Work,
)
from litatlas.read.formats import parse_bytes
from litatlas.read.merge import work_from_record

SOURCE = Source("a.txt", 1, "0" * 64, None)
NOTHING = Extraction((), (), (), (), {})
TEXTS = st.text(st.characters(categories=("L", "N", "P", "S", "Zs")), min_size=1, max_size=30).map(str.strip).filter(bool)
AUTHORS = st.one_of(
    st.sampled_from(["Hanna Heron", "van der Heron, Hanna", "Plato", "{Deep Pond}", "Heron, Jr., Hanna"]).map(parse_author),
    TEXTS.map(parse_author),
    TEXTS.map(lambda name: Author(name, name)),
)
GUESS = PartialDate("2023", "the year of the capture")
IDENTIFIERS = [Identifier("arxiv", "2401.01234", "2"), Identifier("doi", "10.1000/x"), Identifier("openreview", "abcDEF123")]
LINKS = [Link("code", "https://github.com/pond/heron"), Link("other", "https://a.example/")]
KINDS: st.SearchStrategy[Kind | None] = st.sampled_from(["preprint", "article", None])
RECORDS = st.builds(
    Record,
    title=TEXTS,
    source=st.just(SOURCE),
    abstract=st.one_of(st.just(""), TEXTS),
    date=st.one_of(st.none(), st.sampled_from(["2024", "2024-02", "2024-02-29"]).map(PartialDate), st.just(GUESS)),
    author_count=st.one_of(st.none(), st.integers(0, 500)),
    authors=st.lists(AUTHORS, max_size=3).map(tuple),
    organization=st.one_of(st.none(), st.builds(Organization, TEXTS, TEXTS)),
    comments=st.one_of(st.none(), st.integers(0, 500)),
    identifiers=st.lists(st.sampled_from(IDENTIFIERS), unique=True).map(tuple),
    links=st.lists(st.sampled_from(LINKS), unique=True).map(tuple),
    publications=st.lists(st.builds(Publication, KINDS, TEXTS, st.sampled_from(["", "2024", "2024-05"])), max_size=3).map(tuple),
    keywords=st.lists(TEXTS, max_size=3, unique=True).map(tuple),
    license=st.one_of(st.just(""), TEXTS),
    key=st.one_of(st.just(""), TEXTS),
    extra=st.dictionaries(TEXTS, st.one_of(TEXTS, st.integers(), st.booleans(), st.lists(TEXTS, min_size=1)), max_size=2),
)  # fmt: skip


def facts_of(work: Work) -> dict[str, Json]:
    """All facts; of people the parts of their names, not how they are written."""
    parts: list[Json] = [[author.family, author.given, author.particle, author.suffix] for author in work.authors]
    return {**encode_facts(work), "authors": parts, "reason": work.date.reason if work.date else None}


def read_back(text: str, name: str) -> Sequence[Record]:
    parsed = parse_bytes(text.encode(), name)
    assert [str(fault) for fault in parsed.faults] == []
    return parsed.records


@settings(max_examples=50, deadline=None)
@given(record=RECORDS)
@pytest.mark.parametrize("form", ["jsonl", "json"])
def test_an_export_is_read_again_without_loss(form: str, record: Record) -> None:
    work = work_from_record(record)
    text = "".join(export([Paper("heron", work, NOTHING)], "papers", form))  # type: ignore[arg-type]

    (again,) = read_back(text, "papers.json")
    assert facts_of(work_from_record(again)) == facts_of(work)
    assert again.abstract == record.abstract


@settings(max_examples=40, deadline=None)
@given(record=RECORDS)
def test_a_page_of_a_review_is_read_again_without_loss(record: Record) -> None:
    work = work_from_record(replace(record, abstract=record.abstract and "One abstract.\n\nOf two paragraphs."))
    (again,) = read_back(format_paper(Paper("heron", work, NOTHING)), "heron.md")

    assert facts_of(work_from_record(again)) == facts_of(work)


def test_an_export_as_csv_keeps_what_a_table_can_hold() -> None:
    record = Record(
        "Heron", SOURCE, "Herons wade.", PartialDate("2024-05"),
        authors=(parse_author("Hanna Heron"), parse_author("Otter, Otto")),
        identifiers=(Identifier("arxiv", "2401.01234"),), links=(Link("code", "https://github.com/pond/heron"),),
        publications=(Publication("article", "Journal of Ponds", "2024-05"),), keywords=("a", "b"), key="heron2024",
    )  # fmt: skip
    (again,) = read_back("".join(export([Paper("heron", work_from_record(record), NOTHING)], "papers", "csv")), "papers.csv")

    assert (again.title, again.abstract, again.date, again.authors) == (record.title, record.abstract, record.date, tuple(
        parse_author(author.name) for author in record.authors
    ))  # fmt: skip
    assert (again.identifiers, again.links, again.keywords, again.key) == (
        record.identifiers,
        record.links,
        record.keywords,
        record.key,
    )
    assert again.venue == "Journal of Ponds 2024-05"


def test_what_was_changed_by_hand_is_kept_with_a_warning() -> None:
    sample = json.loads(Path(__file__).with_name("samples").joinpath("litatlas.1.jsonl").read_text(encoding="utf-8"))
    text = json.dumps({**sample, "date": "some day", "links": ["x"], "legs": 2, "identifiers": ["pond:7"]})
    parsed = parse_bytes(text.encode(), "papers.jsonl")

    assert [record.extra for record in parsed.records] == [
        {"pages": "1-9", "date": "some day", "identifiers": ["pond:7"], "links": ["x"], "legs": 2}
    ]
    assert [fault.severity for fault in parsed.faults] == ["warning"] * 3


@pytest.mark.parametrize("title", ["&a [*a]", "[", "[a]", '""'])
def test_a_page_that_is_broken_is_skipped(title: str) -> None:
    parsed = parse_bytes(f"---\ntitle: {title}\nsources: []\n---\n\nText.\n".encode(), "heron.md")

    assert (parsed.records, parsed.entries) == ((), 1)
    assert parsed.faults[-1].severity == "error"
