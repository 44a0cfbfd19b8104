"""Pages of papers: a page is its paper, byte for byte; a page that is none has a fault for each thing that is wrong."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.papers import format_paper, parse_paper
from litatlas.errors import Fault
from litatlas.identity.names import parse_author
from litatlas.model import (
    FACTS,
    Author,
    Cell,
    Extraction,
    Identifier,
    Link,
    NonResult,
    Organization,
    Paper,
    PartialDate,
    Place,
    Publication,
    ReadBy,
    Result,
    Source,
    Span,
    Witness,
    Work,
    span_in,
)
from litatlas.text.repair import repair
from tests.places import span_of, words_at

PAGES = Path(__file__).parents[1] / "reviews" / "tiny" / "content" / "papers"
FULL = "heron-patient-kernels-3-1x-faster-than-tortoise"
BARE = "otters-hold-hands"

# What a reader of captures hands on: one line, nothing blank around it, no control characters.
LINE = (
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Cn"]), min_size=1, max_size=60).map(str.strip).filter(bool)
)
NAMES = st.lists(LINE, max_size=3).map(tuple)
COUNTS = st.none() | st.integers(0, 9999)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
SPANS = st.builds(
    lambda passage, start, length: Span(passage, start, start + length),
    st.sampled_from(["title", "abstract", "section-3.2"]),
    st.integers(0, 9999),
    st.integers(0, 99),
)
CELLS = st.builds(Cell, st.sampled_from(["table-2", "appendix-b.table1"]), st.integers(1, 99), st.integers(1, 99))
PLACES = SPANS | CELLS
RESULTS = st.builds(
    Result,
    id=st.text("0123456789abcdef", min_size=8, max_size=8),
    quote=LINE,
    low=NUMBERS,
    high=NUMBERS,
    unit=st.just("") | LINE,
    form=st.sampled_from(["ratio", "relative", "difference", "fraction", "absolute"]),
    metric=LINE,
    effect=st.sampled_from(["better", "worse", None]),
    bound=st.sampled_from(["up to", "at least", "about", "average", None]),
    baseline=NAMES,
    hardware=NAMES,
    dataset=NAMES,
    model=NAMES,
    subject=st.none() | LINE,
    evidence=PLACES,
    context=PLACES,
    confidence=st.sampled_from(["high", "medium", "low"]),
    flags=NAMES,
)
NON_RESULTS = st.builds(NonResult, quote=LINE, reason=LINE, evidence=st.none() | PLACES)
DATES = st.builds(PartialDate, st.sampled_from(["2024", "2024-02", "2024-02-29"]), st.none() | LINE)
WITNESSES = st.builds(
    Witness,
    st.builds(Source, LINE, st.integers(1, 10**6), LINE, st.sampled_from([None, "2025-10-30", "--10-30"]), st.booleans()),
    st.sets(st.sampled_from(FACTS)).map(lambda names: tuple(name for name in FACTS if name in names)),
    st.dictionaries(st.sampled_from(["title", "date", "abstract"]), LINE, max_size=2),
)
AUTHORS = st.lists(
    LINE.map(parse_author) | st.builds(Author, LINE, LINE, st.just("") | LINE, st.just("") | LINE, st.just("") | LINE), max_size=3
).map(tuple)
WORKS = st.builds(
    Work,
    title=LINE.map(repair),
    abstract=st.none() | LINE,
    abstract_sha256=st.none() | LINE,
    author_count=COUNTS,
    authors=AUTHORS,
    organization=st.none() | st.builds(Organization, LINE, LINE),
    date=st.none() | DATES,
    comments=COUNTS,
    identifiers=st.sampled_from([(), (Identifier("arxiv", "2401.01234", "2"), Identifier("doi", "10.1000/pond"))]),
    links=st.sampled_from([(), (Link("code", "https://github.com/someone/heron"), Link("pdf", "https://ponds.example/a.pdf"))]),
    publications=st.lists(
        st.builds(Publication, st.sampled_from(["preprint", "article", None]), LINE, st.sampled_from(["", "2024", "2024-05-03"])),
        max_size=2,
    ).map(tuple),
    keywords=NAMES,
    license=st.just("") | LINE,
    key=st.just("") | LINE,
    extra=st.dictionaries(LINE, LINE | st.integers() | st.lists(LINE), max_size=2),
    witnesses=st.lists(WITNESSES, min_size=1, max_size=3).map(tuple),
)


def make_whole(paper: Paper) -> Paper:
    """The paper with an abstract's hash that is the abstract's, and results whose evidence is their quote."""
    title, abstract = paper.work.title.raw, paper.work.abstract
    kept = ("title", "abstract") if abstract else ("title",)
    results = {
        result.id: replace(result, quote=title[:1], evidence=Span("title", 0, 1)) if is_in(result.evidence, kept) else result
        for result in paper.extraction.results
    }
    others = [
        replace(item, quote=title[:1], evidence=Span("title", 0, 1)) if is_in(item.evidence, kept) else item
        for item in paper.extraction.non_results
    ]
    sha256 = hashlib.sha256(abstract.encode()).hexdigest() if abstract else paper.work.abstract_sha256
    extraction = replace(paper.extraction, results=tuple(results.values()), non_results=tuple(others))
    return replace(paper, work=replace(paper.work, abstract_sha256=sha256), extraction=extraction)


def is_in(place: Place | None, passages: Sequence[str]) -> bool:
    return any(span_in(place, passage) for passage in passages)


PAPERS = st.builds(
    Paper,
    st.just("a-slug"),
    WORKS,
    st.builds(
        Extraction,
        results=st.lists(RESULTS, max_size=3).map(tuple),
        non_results=st.lists(NON_RESULTS, max_size=3).map(tuple),
        hardware=NAMES,
        topics=NAMES,
        topic_terms=st.dictionaries(LINE, NAMES, max_size=3),
        by=st.none() | st.builds(ReadBy, LINE, LINE, LINE),
    ),
).map(make_whole)


def read(slug: str) -> str:
    return (PAGES / f"{slug}.md").read_text(encoding="utf-8")


def parse(text: str, slug: str = FULL) -> Paper | list[Fault]:
    matter = read_matter(text, f"content/papers/{slug}.md")
    assert isinstance(matter, Matter), str(matter)
    return parse_paper(matter, slug)


def paper_of(text: str, slug: str = FULL) -> Paper:
    paper = parse(text, slug)
    assert isinstance(paper, Paper), [str(fault) for fault in paper]
    return paper


def faults_of(text: str, slug: str = FULL) -> list[tuple[int, str, str]]:
    faults = parse(text, slug)
    assert isinstance(faults, list)
    return [(fault.line, fault.message, fault.hint) for fault in faults]


@pytest.mark.parametrize("slug", [FULL, BARE])
def test_a_page_read_and_written_again_is_the_same(slug: str) -> None:
    assert format_paper(paper_of(read(slug), slug)) == read(slug)


def test_every_field_of_a_page_reaches_the_paper() -> None:
    paper = paper_of(read(FULL))
    work, first, second = paper.work, *paper.extraction.results[:2]

    assert (work.author_count, tuple(author.name for author in work.authors), work.comments) == (
        3,
        ("Ada Wader", "Grus Heron", "李鹭"),
        7,
    )
    assert work.organization == Organization("pond-lab", "Pond Lab")
    assert work.date == PartialDate("2024-05-03", "year taken as that of the capture, 2024")
    assert [witness.source.captured for witness in work.witnesses] == ["2024-06-01", "--05-09", None]
    assert work.witnesses[1].differs["author_count"] == 2
    assert (paper.extraction.topics, paper.extraction.hardware) == (("ponds", "kernels"), ("NVIDIA A100", "Xilinx Reed 2"))
    assert (first.quote, first.form, first.evidence) == ("3.1x", "ratio", Span("title", 23, 27))
    assert (second.low, second.bound, second.baseline, second.model) == (2.3, "up to", ("PondLM", "ReedLM"), ("Minnow-7B",))
    assert (first.setting, second.setting) == ((), ("decode",))


def test_a_page_without_an_abstract_has_none() -> None:
    work = paper_of(read(BARE), BARE).work

    assert (work.abstract, work.author_count, work.organization, work.date, work.comments) == (None, None, None, None, None)
    assert work.abstract_sha256 == hashlib.sha256(b"Otters hold hands while they sleep.").hexdigest()


@settings(deadline=None, max_examples=50)
@given(PAPERS)
def test_any_paper_comes_back_from_its_page(paper: Paper) -> None:
    text = format_paper(paper)

    assert parse(text, "a-slug") == paper
    assert format_paper(paper_of(text, "a-slug")) == text


@settings(deadline=None)
@given(LINE, LINE)
@example('"Quotes": a title --- with everything # [a] {b} & *c !d |e >f %g @h `i` 🦔', "--- begins with a fence")
@example("--- ", "---")
@example("עברית and العربية \u202eright to left", "title: another")
@example("x" * 10_000, "word " * 20_000)
@example("title: [[a]]", "- a list\u00a0of\u3000one")
def test_any_title_and_abstract_survive(title: str, abstract: str) -> None:
    title, abstract = title.strip(), abstract.strip()
    paper = paper_of(read(FULL))
    changed = make_whole(replace(paper, work=replace(paper.work, title=repair(title), abstract=abstract)))

    assert parse(format_paper(changed)) == changed


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('["title", 23, 27]', '["title", 22, 27]', 15, "the evidence of result '0a1b2c3d' is not its quote"),
        ('["title", 23, 27]', '["title", 23, 99999]', 15, "the evidence of result '0a1b2c3d' is not its quote"),
        ('date_precision: "day"', 'date_precision: "year"', 4, "the date is known to the day, not as 'date_precision' says"),
        ("\n---\n\n", "\n---\n\nEdited: ", 29, "the abstract is not the one that the results were read from"),
    ],
)
def test_a_page_that_was_edited_says_so(old: str, new: str, line: int, message: str) -> None:
    found = faults_of(read(FULL).replace(old, new, 1))

    assert (line, message) in [fault[:2] for fault in found]
    assert all(hint == "restore the page, or delete it and ingest its captures again" for _, _, hint in found)


def test_two_results_with_one_id_are_a_fault() -> None:
    text = read(FULL).replace('"id": "1a1b2c3d"', '"id": "0a1b2c3d"')

    assert [fault[:2] for fault in faults_of(text)] == [(16, "two results have the id '0a1b2c3d'")]


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "hint"),
    [
        ('title: "Heron', 'titel: "Heron', 2, "unknown field 'titel'", "did you mean 'title'?"),
        ("comments: 7", "zzz: 7", 9, "unknown field 'zzz'", "known fields are title, date, "),
        ("comments: 7", 'comments: "7"', 9, "'comments' is not a whole number from 0", "write a whole number from 0"),
        ("comments: 7", "comments: -1", 9, "'comments' is not a whole number from 0", ""),
        ("comments: 7", "comments: true", 9, "'comments' is not a whole number from 0", ""),
        ('date: "2024-05-03"', 'date: "2024-02-30"', 3, "'date' is not a date such as", ""),
        ('date: "2024-05-03"', "date: 2024-13", 3, "'date' is not a date such as", ""),
        ('date_precision: "day"', 'date_precision: "week"', 4, "'date_precision' is not one of day, month, year", ""),
        ("comments: 7", 'read_by: {"reader": "rules"}', 9, "the field 'read_by.version' is missing", "add it"),
        ('topics: ["ponds", "kernels"]', "topics: ponds", 11, "'topics' is not a list of texts", ""),
        ('topics: ["ponds", "kernels"]', 'topics: ["", "x"]', 11, "'topics' is not a list of texts", ""),
        ('{"slug": "pond-lab", "name": "Pond Lab"}', '{"slug": "pond-lab"}', 8, "the field 'organization.name' is missing", ""),
        ('"id": "1a1b2c3d", ', "", 16, "the field 'results[2].id' is missing", "add it"),
        ('"low": 2.3', '"low": "2.3"', 16, "'results[2].low' is not a number", ""),
        ('"low": 2.3', '"lov": 2.3', 16, "unknown field 'results[2].lov'", "did you mean 'low'?"),
        ('"form": "fraction"', '"form": "share"', 18, "'results[4].form' is not one of ratio, relative", ""),
        ('["title", 23, 27]', '["title", 27, 23]', 15, "'results[1].evidence' is not a span", ""),
        ('["title", 23, 27]', '["The body", 23, 27]', 15, "'results[1].evidence' is not a span", ""),
        ('["title", 23, 27]', '["title", 23]', 15, "'results[1].evidence' is not a span", ""),
        ('["title", 23, 27]', '{"table": "t", "row": 0, "column": 1}', 15, "'results[1].evidence' is not a span", ""),
        ('["title", 23, 27]', '{"table": "t", "row": 1}', 15, "'results[1].evidence' is not a span", ""),
        ('["title", 23, 27]', '{"table": "t", "row": 1, "column": 1, "x": 1}', 15, "'results[1].evidence' is not a span", ""),
        ('"confidence": "low", "flags": []', '"confidence": "sure", "flags": []', 19, "'results[5].confidence' is not", ""),
        ('"reason": "identifier"', '"reason": ""', 22, "'non_results[1].reason' is not a text", ""),
        ('["pond", "heron"]', '"pond"', 12, "'topic_terms' is not a mapping of names to lists of texts", ""),
        ('"line": 40', '"line": null', 25, "'sources[2].line' is not a whole number", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, line: int, message: str, hint: str) -> None:
    text = read(FULL)
    assert text.count(old) == 1
    found = faults_of(text.replace(old, new))

    assert any(at == line and what.startswith(message) and hint in todo for at, what, todo in found), found


def test_a_missing_field_is_a_fault() -> None:
    found = faults_of("---\ntopics: []\n---\n")

    assert [message for _, message, _ in found] == [
        "the field 'title' is missing", "the field 'hardware' is missing", "the field 'sources' is missing",
    ]  # fmt: skip


def test_a_paper_has_at_least_one_source() -> None:
    assert faults_of("---\ntitle: x\ntopics: []\nhardware: []\nsources: []\n---\n")[0][1].startswith(
        "'sources' is not a list with"
    )


@pytest.mark.parametrize("slug", ["Heron", "heron_1", "heron--1", "-heron", "reiher-straße", "a" * 81])
def test_a_file_name_that_is_no_slug_is_a_fault(slug: str) -> None:
    ((line, message, hint),) = faults_of(read(BARE), slug)

    assert (line, message) == (1, f"the file name {slug!r} is no slug")
    assert "at most 80 lower-case letters" in hint


def test_the_quotes_of_the_invented_paper_stand_where_its_evidence_says() -> None:
    paper = paper_of(read(FULL))
    texts = {"title": paper.work.title.raw, "abstract": paper.work.abstract or ""}

    for result in paper.extraction.results:
        assert words_at(texts[span_of(result.evidence).passage], result.evidence) == result.quote
