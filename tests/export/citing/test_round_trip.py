"""What goes out comes in again: each form of a bibliography, read back, says what it said, as far as it has fields for it."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litatlas.export.citing.bibtex import BIBLATEX, write_bibtex
from litatlas.export.citing.citation import Citation, cite, clean_line
from litatlas.export.citing.csl import build_csl_item
from litatlas.export.citing.ris import write_ris
from litatlas.identity.identifiers import join_identifiers
from litatlas.identity.names import parse_author
from litatlas.model import Author, Extraction, Identifier, Kind, Link, Paper, Record
from litatlas.read.formats import ReadOptions, find_format, parse_bytes
from litatlas.read.merge import work_from_record
from litatlas.text.repair import repair

SAMPLES = Path(__file__).parents[2] / "read" / "samples"


def write_csl(citations: Iterable[Citation]) -> Iterator[str]:
    yield json.dumps([build_csl_item(citation) for citation in citations], ensure_ascii=False)


WRITERS: dict[str, tuple[Callable[[Iterable[Citation]], Iterator[str]], str]] = {
    "bibtex": (write_bibtex, "bibtex"),
    "biblatex": (lambda citations: write_bibtex(citations, BIBLATEX), "bibtex"),
    "ris": (write_ris, "ris"),
    "csl-json": (write_csl, "csl-json"),
}
KINDS: dict[str, tuple[Kind | None, ...]] = {
    "bibtex": ("article", "conference paper", "chapter", "thesis", "report", None),
    "biblatex": ("article", "conference paper", "chapter", "thesis", "report", None),
    "ris": ("article", "conference paper", "chapter", "thesis", "report", "patent", None),
    "csl-json": ("article", "conference paper", "chapter", "thesis", "report", "patent", None),
}
"""The kinds that each form tells apart, whatever else an entry states."""
LETTERS = "abcXYZéŁß李α×& %#_{}$~^'\"<>-–“”,.:;|0123"
WORDS = st.text(LETTERS, min_size=1, max_size=30).map(lambda text: clean_line(f"Heron {text}"))
NAMES = st.sampled_from(
    (
        *("Hanna Heron", "van der Reed, Otto", "Löwe, Jr., Øystein", "{The Pond Team}", "de la Cruz, M.", "李, 鹭", "Erdős, P."),
        *("O'Reed, A.-B.", "{Reed and Sons, Inc.}", "Pond"),
    )
).map(parse_author)
IDENTIFIERS = st.lists(
    st.sampled_from(
        [
            Identifier("arxiv", "2401.01234", "2"),
            Identifier("doi", "10.1000/a_b<c>(1)&d"),
            Identifier("pmid", "123"),
            Identifier("pmcid", "PMC12"),
        ]
    ),
    unique=True,
)
LINKS = st.lists(
    st.sampled_from(
        [
            Link("code", "https://github.com/p/q_r"),
            Link("pdf", "https://pond.test/a%20b.pdf"),
            Link("other", "https://pond.test/~x?a=1&b=2#c"),
        ]
    ),
    unique=True,
)
DATES = st.sampled_from(["", "2024", "2024-05", "2024-05-03"])


@st.composite
def citations(draw: st.DrawFn, form: str) -> Citation:
    """A citation that a form has fields for."""
    kind = draw(st.sampled_from(KINDS[form]))
    return Citation(
        key=draw(st.sampled_from(["heron2024", "DBLP:conf/x/H24", "a.b-c"])),
        title=draw(WORDS),
        authors=tuple(draw(st.lists(NAMES, max_size=4))),
        date=draw(DATES),
        kind=kind,
        venue=f"Journal of {draw(st.sampled_from(['Ponds', 'Reeds & Herons', 'Études']))}",
        identifiers=join_identifiers(draw(IDENTIFIERS)),
        links=tuple(draw(LINKS)) if form != "csl-json" else (),
        abstract=draw(st.just("") | WORDS),
        keywords=tuple(draw(st.lists(st.sampled_from(["ponds", "herons & reeds", "Étude"]), unique=True))),
        details={"volume": "7", "pages": "1–9"},
    )


def read_back(form: str, written: str) -> tuple[Record, ...]:
    name = WRITERS[form][1]
    found = find_format(written.encode(), "list.txt")
    parsed = parse_bytes(written.encode(), "list", ReadOptions(format=name))
    assert found is not None
    assert found.name == name
    assert parsed.faults == ()
    return parsed.records


def names_of(authors: tuple[Author, ...]) -> list[tuple[str, str, str, str]]:
    return [(one.given, one.particle, one.family, one.suffix) for one in authors]


@pytest.mark.parametrize("form", WRITERS)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_a_citation_that_is_written_and_read_is_the_same(form: str, data: st.DataObject) -> None:
    citation = data.draw(citations(form))
    (record,) = read_back(form, "".join(WRITERS[form][0]([citation])))

    assert repair(record.title).readable == repair(citation.title).readable
    assert names_of(record.authors) == names_of(citation.authors)
    assert (record.key, record.kind, record.venue) == (citation.key, citation.kind, citation.venue)
    assert (record.date.iso if record.date else "") == citation.date
    assert set(citation.identifiers) <= set(record.identifiers)
    assert set(citation.links) <= set(record.links)
    assert record.keywords == citation.keywords
    assert repair(record.abstract).readable == repair(citation.abstract).readable
    assert "7" in record.extra.values()


FILES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in (".bib", ".ris") or path.name.startswith("csl-json"))


@pytest.mark.parametrize("sample", FILES)
def test_a_file_of_a_form_goes_out_as_it_came_in(sample: str) -> None:
    form = next(form for form in WRITERS if sample.startswith(form))
    before = parse_bytes((SAMPLES / sample).read_bytes(), sample).records
    papers = [
        Paper(str(number), work_from_record(record), Extraction((), (), (), (), {})) for number, record in enumerate(before)
    ]
    after = read_back(form, "".join(WRITERS[form][0](cite(papers, has_abstracts=True).values())))

    for old, new in zip(before, after, strict=True):
        assert repair(new.title).readable == repair(old.title).readable
        assert names_of(new.authors) == names_of(old.authors)
        assert (new.date, new.kind, repair(new.abstract).readable) == (old.date, old.kind, repair(old.abstract).readable)
        assert set(old.identifiers) <= {*new.identifiers, *(replace(one, version="") for one in new.identifiers)}
        assert new.keywords == old.keywords
        assert not old.key or new.key == old.key
        if form != "csl-json":
            assert {link.url for link in old.links} <= {link.url for link in new.links}
            assert old.venue in ("CoRR", new.venue)
