"""Tables with a header, of the programs that people export from and of people's own."""

from pathlib import Path

import pytest

from litatlas.model import Author, Identifier, Link, PartialDate, Record
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed

SAMPLES = Path(__file__).with_name("samples")


def parse(text: str, **columns: str) -> Parsed:
    return parse_bytes(text.encode(), "list.csv", ReadOptions(format="csv", columns=columns))


def read_sample(name: str) -> tuple[Record, ...]:
    return parse_bytes((SAMPLES / name).read_bytes(), name).records


def names(record: Record) -> list[tuple[str, str, str]]:
    return [(author.given, author.particle, author.family) for author in record.authors]


def test_scopus() -> None:
    first, second, third = read_sample("csv+scopus.3.csv")

    assert first.title == 'Sparse kernels, "quiet" ponds'
    assert names(first) == [("Hanna", "", "Heron"), ("Otto-Max", "", "Otter")]
    assert (first.venue, first.kind, first.date) == ("Journal of Ponds", "article", PartialDate("2024"))
    assert first.identifiers == (Identifier("doi", "10.1000/pond.2024.104"),)
    assert first.keywords == ("herons", "kernels", "Ponds", "Wading birds")
    assert first.extra["Volume"] == "12"
    assert first.extra["Source"] == "Scopus"
    assert (second.abstract, second.kind, second.identifiers) == ("", "conference paper", ())
    assert second.extra["ISBN"] == "9780306406157"
    assert names(third) == [("Hanna", "van der", "Hare")]
    assert third.abstract == "The abstract of this hare\nruns over two lines."
    assert third.extra["Document Type"] == "Review"
    assert [record.source.line for record in (first, second, third)] == [2, 3, 4]


def test_ieee_xplore() -> None:
    first, second = read_sample("csv+ieee.2.csv")

    assert names(first) == [("O.", "", "Otter"), ("H. -M.", "", "Heron")]
    assert (first.venue, first.kind) == ("2024 Conference on Rivers (RIV)", "conference paper")
    assert first.date == PartialDate("2024-07-14")
    assert first.links == (Link("pdf", "https://ieeexplore.ieee.org/stamp/stamp.jsp?arnumber=10000001"),)
    assert first.keywords == ("Rivers", "Caches", "Cache memory", "Water")
    assert (first.license, second.kind, second.date) == ("CC-BY", "article", PartialDate("2023-02-01"))


def test_springer_writes_names_without_a_space_between_them() -> None:
    first, second = read_sample("csv+springer.2.csv")

    assert names(first) == [("Hanna", "", "Hare"), ("Otto", "", "Otter"), ("Max", "", "McMole")]
    assert first.identifiers == (Identifier("doi", "10.1007/s00000-024-00001-2"),)
    assert (second.kind, second.venue) == ("chapter", "Birds in Numbers")


def test_web_of_science_has_codes_for_columns_and_no_quotation_marks() -> None:
    parsed = parse_bytes((SAMPLES / "csv+web-of-science.2.tsv").read_bytes(), "savedrecs.txt")
    first, second = parsed.records

    assert (first.title, first.abstract) == ('"Deep" Ponds and Their Herons', 'Herons wade in ponds that are 5" deep.')
    assert names(first) == [("Hanna", "", "Heron"), ("Otto", "", "Otter")]
    assert (first.date, second.date) == (PartialDate("2024-03-05"), PartialDate("2023"))
    assert (second.kind, second.venue) == ("conference paper", "GARDEN WORKSHOP 2023")
    assert first.extra["UT"] == "WOS:000000000000001"


def test_zotero() -> None:
    first, second = read_sample("csv+zotero.2.csv")

    assert names(first) == [("Hanna", "", "Heron"), ("Otto", "van der", "Otter")]
    assert first.identifiers == (Identifier("arxiv", "2401.01234"),)
    assert (first.kind, first.date, first.key) == ("preprint", PartialDate("2024-01-02"), "heron2024slow")
    assert (first.license, first.remark) == ("Creative Commons Attribution 4.0", "Snails win.")
    assert first.extra["Extra"] == "Read by: Ann"
    assert not {"File Attachments", "Date Added", "Key"} & set(first.extra)
    assert second.identifiers == (Identifier("isbn", "9780306406157"),)
    assert (second.kind, second.date, second.key) == ("book", PartialDate("2019-03"), "")


def test_publish_or_perish_does_not_name_all_authors() -> None:
    first, second = read_sample("csv+publish-or-perish.2.csv")

    assert names(first) == [("H", "", "Heron"), ("O", "", "Otter"), ("M", "", "Mole")]
    assert (first.venue, first.author_count) == ("Journal of Ponds", None)
    assert [author.family for author in second.authors] == ["Badger", "Hare"]
    assert (second.author_count, second.extra["author"]) == (4, "and others")
    assert second.identifiers == (Identifier("doi", "10.1145/0000000.0000001"),)


def test_a_table_of_ones_own() -> None:
    first, second = read_sample("csv+notion.2.csv")

    assert first.authors == (Author("Hanna Heron", "Heron", "Hanna"), Author("Otto Otter", "Otter", "Otto"))
    assert (first.date, first.venue) == (PartialDate("2024-03-05"), "ICML 2024")
    assert first.identifiers == (Identifier("arxiv", "2403.00001", "2"),)
    assert (first.remark, first.extra) == ("Nice **shade**, weak table 3.", {"Status": "Read"})
    assert second.links == (Link("other", "https://example.org/robins"),)


def test_the_user_says_what_columns_hold() -> None:
    parsed = parse(
        "Bezeichnung;Wer;Stand\nReiher im Teich;Hanna Heron;3.5.2024\n", title="bezeichnung", authors="Wer", date="Stand"
    )

    (record,) = parsed.records
    assert (record.title, record.authors[0].family, record.date) == ("Reiher im Teich", "Heron", PartialDate("2024-05-03"))


def test_a_file_whose_columns_the_user_names_is_a_table() -> None:
    data = b"Bezeichnung;Wer\nReiher im Teich;Hanna Heron\n"

    assert parse_bytes(data, "x.txt").records == ()
    assert len(parse_bytes(data, "x.txt", ReadOptions(columns={"title": "Bezeichnung"})).records) == 1


def test_a_column_that_is_not_there_is_an_error_that_names_those_that_are() -> None:
    parsed = parse("Title,Year\nHeron,2024\n", date="Day")

    assert parsed.records == ()
    assert [(fault.line, fault.message) for fault in parsed.faults] == [(1, "there is no column \"Day\" for the field 'date'")]
    assert parsed.faults[0].hint == 'name one of "Title", "Year"'


def test_a_table_without_a_title_is_told_what_its_columns_are() -> None:
    (fault,) = parse("bird,legs\nheron,2\n").faults

    assert fault.message == 'has no column for the title; this row has "bird", "legs"'
    assert "--columns title=NAME" in fault.hint


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_table_of_a_spreadsheet_is_read_in_any_encoding(encoding: str, end: str) -> None:
    text = "Title\tAuthors\tYear\nRöhricht & Reiher\tHanna Héron\t2024\n".replace("\n", end)
    (record,) = parse_bytes(text.encode(encoding), "Mappe1.txt").records

    assert (record.title, record.authors[0].family, record.date) == ("Röhricht & Reiher", "Héron", PartialDate("2024"))


def test_bytes_that_had_to_be_guessed_are_a_warning() -> None:
    parsed = parse_bytes("Title,Year\nRöhricht,2024\n".encode("latin-1"), "a.csv")

    assert [record.title for record in parsed.records] == ["Röhricht"]
    assert [fault.severity for fault in parsed.faults] == ["warning"]


def test_an_open_quotation_mark_swallows_no_row() -> None:
    rows = "".join(f"Heron {count},2024,x\n" for count in range(30))
    parsed = parse('Title,Year,Note\n"Open mark,2023,y\n' + rows)

    assert [record.title for record in parsed.records] == ['"Open mark', *(f"Heron {count}" for count in range(30))]
    assert [(fault.line, fault.severity) for fault in parsed.faults] == [(2, "warning")]


def test_a_mark_that_another_row_closes_joins_no_rows() -> None:
    parsed = parse('Title,Year,Note\n"Open,2023,y\nTwo,2024,"z"\nThree,2025,w",v\nFour,2026,u\n')

    assert [record.title for record in parsed.records] == ['"Open', "Two", "Four"]
    assert (parsed.entries, parsed.skipped) == (4, 1)


def test_marks_within_a_cell_are_kept() -> None:
    parsed = parse('Title,Year\n"The "quiet" pond, again",2024\nHeron,2023\n')

    assert [record.title for record in parsed.records] == ['The "quiet" pond, again', "Heron"]
    assert parsed.faults[0].severity == "warning"


def test_a_row_with_too_many_cells_is_skipped_and_its_neighbours_are_read() -> None:
    parsed = parse("Title,Year,Venue\nHerons, otters,2024,Ponds\nMoles,2023,Gardens\nHares,2022,Meadows,,\n")

    assert [record.title for record in parsed.records] == ["Moles", "Hares"]
    assert (parsed.entries, parsed.skipped) == (3, 1)
    assert parsed.faults[0].message == 'row 1, "Herons otters 2024 Ponds", has 4 cells of 3'


def test_a_row_with_too_few_cells_is_read_with_a_warning() -> None:
    parsed = parse("Title,Year,Venue\nHerons,2024\nTotal: 1 paper\n\n,,\n")

    assert [(record.title, record.venue) for record in parsed.records] == [("Herons", "")]
    assert [(fault.line, fault.severity) for fault in parsed.faults] == [(2, "warning"), (3, "error")]
    assert parsed.skipped == 1


def test_a_row_without_a_title_is_skipped() -> None:
    parsed = parse("Title,Year,Venue\n,2024,Ponds\nMoles,2023,\n")

    assert [str(fault) for fault in parsed.faults] == ["list.csv:2: row 1 has no title; add the title, or delete the entry"]
    assert parsed.entries == 2


def test_a_line_before_the_header_is_told() -> None:
    parsed = parse('"About the data: exported in May"\nTitle,Year\nHeron,2024\n')

    assert [record.title for record in parsed.records] == ["Heron"]
    assert "stands before the row" in parsed.faults[0].message


def test_a_header_without_rows_is_told() -> None:
    assert [fault.message for fault in parse("Title,Year\n").faults] == ["has no row below its header"]


def test_a_header_that_is_repeated_is_no_entry() -> None:
    assert parse("Title,Year\nHeron,2024\nTitle,Year\nMole,2023\n").entries == 2


def test_an_export_of_results_is_no_list() -> None:
    (fault,) = parse(
        "paper,title,date,topics,id,quote,low,high,unit,form,metric\nheron,Heron,2024,,a,2x,2,2,×,ratio,speed\n"
    ).faults

    assert fault.message == "is an export of results, and no list of papers"


def test_columns_of_one_name_are_both_kept() -> None:
    (record,) = parse("Title,Legs,Legs\nHeron,2,3\n").records

    assert record.extra == {"Legs": "2", "Legs (2)": "3"}


def test_what_is_no_identifier_no_date_and_no_address_is_kept_with_a_warning() -> None:
    parsed = parse("Title,DOI,Date,Code\nHeron,in print,some day,on request\n")

    (record,) = parsed.records
    assert record.extra == {"DOI": "in print", "Date": "some day", "Code": "on request"}
    assert [fault.severity for fault in parsed.faults] == ["warning", "warning"]


def test_a_year_of_a_spreadsheet_is_a_number() -> None:
    (record,) = parse("Title,Year\nHeron,2024.0\n").records

    assert record.date == PartialDate("2024")


def test_the_date_that_agrees_with_the_year_counts() -> None:
    (record,) = parse("Title,Year,Date\nHeron,2024,2023-12-30\n").records

    assert record.date == PartialDate("2024")


def test_a_huge_cell_is_an_error_of_its_row() -> None:
    parsed = parse(f"Title,Year\nHeron,{'x' * 200_000}\nMole,2023\n")

    assert [record.title for record in parsed.records] == ["Heron", "Mole"]
    assert parsed.faults
