"""JSON with the usual names, and the forms of Zotero, conferences' paper lists and Papers with Code."""

import json
from pathlib import Path

from litatlas.model import Identifier, Link, PartialDate, Record
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed

SAMPLES = Path(__file__).with_name("samples")


def read_sample(name: str, called: str = "list.json") -> tuple[Record, ...]:
    return parse_bytes((SAMPLES / name).read_bytes(), called).records


def parse(*entries: object, **columns: str) -> Parsed:
    text = "\n".join(json.dumps(entry) for entry in entries)
    return parse_bytes(text.encode(), "list.jsonl", ReadOptions(format="json", columns=columns))


def names(record: Record) -> list[tuple[str, str, str]]:
    return [(author.given, author.particle, author.family) for author in record.authors]


def test_lines_with_the_usual_names() -> None:
    first, second, third = read_sample("json+usual.3.jsonl")

    assert names(first) == [("Hanna", "", "Heron"), ("Otto", "van der", "Otter")]
    assert (first.identifiers, first.date) == ((Identifier("arxiv", "2401.01234"),), PartialDate("2024-01-02"))
    assert first.links == (Link("code", "https://github.com/pond/heron"),)
    assert (second.venue, second.authors, second.extra) == ("NeurIPS 2023", (), {})
    assert [record.source.line for record in (first, second, third)] == [1, 2, 3]


def test_values_within_a_mapping_of_fields() -> None:
    first, second = read_sample("json+airtable.2.json")

    assert (first.title, first.venue, first.date) == ("A Garden of Kernels", "ICML", PartialDate("2024"))
    assert first.extra["My rating"] == 4
    assert first.extra["Venue.id"] == 7
    assert names(second) == [("Rosa", "", "Robin")]
    assert second.keywords == ("birds", "sleep")


def test_zotero_as_its_api_gives_it() -> None:
    first, second = read_sample("zotero-json+api.2.json")

    assert names(first) == [("Hanna", "van der", "Heron"), ("", "", "The Pond Team")]
    assert first.identifiers == (Identifier("arxiv", "2401.01234"), Identifier("doi", "10.1000/pond.7"))
    assert (first.kind, first.venue, first.date) == (
        "conference paper",
        "Proceedings of the Pond Conference",
        PartialDate("2024-07"),
    )
    assert (first.key, first.license, first.keywords) == ("heron2024", "CC-BY-4.0", ("herons", "ponds"))
    assert first.extra == {
        "conferenceName": "PondConf",
        "ISBN": "978-0-306-40615-7",
        "editor": [{"firstName": "Eva", "lastName": "Egret"}],
    }
    assert (second.kind, second.venue, second.identifiers) == ("preprint", "arXiv", (Identifier("arxiv", "2305.00001"),))


def test_zotero_as_better_bibtex_writes_it() -> None:
    (record,) = read_sample("zotero-json+better-bibtex.1.json")

    assert (record.key, record.venue, record.kind) == ("mole2023", "Soil Letters", "article")
    assert (record.remark, record.extra) == ("Good on worms.", {"volume": "4"})


def test_an_attachment_is_told_and_no_paper() -> None:
    text = (SAMPLES / "zotero-json+api.2.json").read_text(encoding="utf-8").replace('"preprint"', '"attachment"')
    parsed = parse_bytes(text.encode(), "list.json")

    assert (parsed.entries, parsed.skipped) == (2, 1)
    assert "entry 2 is of the type 'attachment', no paper" in parsed.faults[0].message


def test_paper_lists_have_their_conference_in_the_file_name() -> None:
    first, second = read_sample("paperlists.2.json", "iclr2024.json")

    assert names(first) == [("Hanna", "", "Heron"), ("Otto", "", "Otter")]
    assert (first.venue, first.date, first.identifiers) == (
        "ICLR",
        PartialDate("2024"),
        (Identifier("openreview", "abcDEF1234"),),
    )
    assert (first.keywords, first.links) == (("herons", "ponds"), (Link("code", "https://github.com/pond/heron"),))
    assert (first.extra["status"], second.extra["status"], second.authors) == ("Poster", "Reject", ())
    assert read_sample("paperlists.2.json", "papers.json")[0].venue == ""


def test_papers_with_code() -> None:
    first, second = read_sample("papers-with-code.2.json")
    (link,) = read_sample("papers-with-code+links.1.json")

    assert first.identifiers == (Identifier("arxiv", "2401.01234", "2"),)
    assert (first.venue, first.keywords, first.extra["methods"]) == ("ICML 2024 7", ("Wading",), ["Standing"])
    assert second.links == (Link("paper", "https://example.org/otter"), Link("pdf", "https://example.org/otter.pdf"))
    assert (link.title, link.links) == (first.title, (Link("code", "https://github.com/pond/heron"),))
    assert link.extra["is_official"] is True


def test_the_user_says_what_names_mean() -> None:
    parsed = parse({"headline": "Heron", "when": "2024-05"}, title="headline")

    assert [(record.title, record.date) for record in parsed.records] == [("Heron", PartialDate("2024-05"))]


def test_an_entry_without_a_title_may_have_an_identifier() -> None:
    parsed = parse({"title": "", "doi": "10.1000/x"}, {"title": "", "year": 2024}, "text")

    assert [record.identifiers for record in parsed.records] == [(Identifier("doi", "10.1000/x"),)]
    assert [(fault.line, fault.message) for fault in parsed.faults] == [
        (2, "entry 2 has no title"),
        (3, 'entry 3 is "text", no object'),
    ]
    assert parsed.entries == 3


def test_links_with_kinds_are_read() -> None:
    (record,) = parse(
        {
            "title": "Heron",
            "links": [{"type": "code", "url": "https://a.example/x"}, {"rel": "pdf", "href": "https://a.example/y"}],
        }
    ).records

    assert record.links == (Link("code", "https://a.example/x"), Link("pdf", "https://a.example/y"))
    assert record.extra == {}


def test_zotero_as_rdf() -> None:
    first, second = read_sample("zotero-rdf.2.rdf", "library.rdf")

    assert names(first) == [("Hanna", "van der", "Heron"), ("", "", "The Pond Team")]
    assert (first.title, first.venue, first.kind) == ("Sparse Kernels & Quiet Ponds", "Journal of Ponds", "article")
    assert (first.date, first.key, first.keywords) == (PartialDate("2024-03-05"), "heron2024", ("herons", "ponds"))
    assert first.identifiers == (Identifier("doi", "10.1000/pond.7"),)
    assert first.links == (Link("other", "https://example.org/heron"),)
    assert (first.remark, first.extra) == ("Stands still.", {"volume": "12", "ISSN": "0000-0000", "pages": "1-14"})
    assert (second.kind, second.venue, second.date) == (
        "conference paper",
        "Proceedings of the River Conference",
        PartialDate("2023"),
    )
    assert second.extra == {"conference name": "RIV 2023"}


def test_an_entry_whose_page_would_be_too_large_to_be_read_again_is_told() -> None:
    good = {"title": "Herons Wade by Night", "abstract": "Herons wade."}
    parsed = parse({"title": "Otters Sleep by Day", "abstract": "Otters sleep. " * 30_000}, good)

    assert [record.title for record in parsed.records] == ["Herons Wade by Night"]
    assert parsed.skipped == 1
    assert "has a text of 420,0" in parsed.faults[0].message


def test_what_is_doubtful_in_entries_of_one_line_names_the_entry() -> None:
    parsed = parse_bytes(b'[{"title": "Terns", "date": "2024"}, {"title": "Otters", "date": "one day"}]', "papers.json")

    assert [record.title for record in parsed.records] == ["Terns", "Otters"]
    (fault,) = parsed.faults
    assert 'of entry 2 "one day"' in fault.message
