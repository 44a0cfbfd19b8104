"""RIS and MEDLINE: every tag has its place, wrapped lines are joined, an entry that is not closed is told and read."""

import pytest

from litatlas.model import Record
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed


def parse(text: str | bytes, name: str = "ris") -> Parsed:
    data = text.encode() if isinstance(text, str) else text
    return parse_bytes(data, f"list.{name}", ReadOptions(format=name))


def read_one(lines: str, type_: str = "JOUR") -> Record:
    parsed = parse(f"TY  - {type_}\nTI  - One\n{lines}\nER  - \n")
    assert [str(fault) for fault in parsed.faults] == []
    return parsed.records[0]


def messages(parsed: Parsed) -> list[str]:
    return [f"{fault.line}: {fault.message}" for fault in parsed.faults]


def ids(record: Record) -> list[str]:
    return [str(one) for one in record.identifiers]


def test_an_entry_without_its_end_is_read_and_told_and_so_is_the_next() -> None:
    parsed = parse("TY  - JOUR\nTI  - One\nPY  - 2020\n\nTY  - JOUR\nTI  - Two\nER  - \nTY  - JOUR\nTI  - Three")

    assert [record.title for record in parsed.records] == ["One", "Two", "Three"]
    assert messages(parsed) == ["1: the entry is not closed", "8: the entry is not closed"]


def test_an_entry_without_a_title_is_skipped_alone() -> None:
    parsed = parse("TY  - JOUR\nAU  - Heron\nER  - \n\nTY  - JOUR\nTI  - Two\nER  - \n")

    assert ([record.title for record in parsed.records], parsed.skipped) == (["Two"], 1)
    assert messages(parsed) == ["1: the entry has no title"]


def test_lines_without_a_tag_go_on_with_the_value_above() -> None:
    record = read_one("AB  - We wait\nfor fish -\n   all day.\nKW  - a\nKW  - b; c")

    assert (record.abstract, record.keywords) == ("We wait for fish - all day.", ("a", "b", "c"))


@pytest.mark.parametrize(
    ("lines", "iso"),
    [
        ("PY  - 2021", "2021"),
        ("PY  - 2021///", "2021"),
        ("Y1  - 2021/04/05/", "2021-04-05"),
        ("PY  - 2021\nDA  - 2021/04/05", "2021-04-05"),
        ("PY  - 2021\nDA  - 2020/12/31", "2021"),
        ("PY  - 2021/04//Spring", "2021-04"),
        ("DA  - Apr 5\nPY  - 2021", "2021"),
    ],
)
def test_a_date_is_as_precise_as_its_lines_are(lines: str, iso: str) -> None:
    date = read_one(lines).date

    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("AU  - Heron, Hanna", ("Hanna", "", "Heron", "")),
        ("A1  - Heron, Hanna, Jr.", ("Hanna", "", "Heron", "Jr.")),
        ("AU  - van der Reed, Otto", ("Otto", "van der", "Reed", "")),
        ("AU  - Hanna Heron", ("Hanna", "", "Heron", "")),
        ("AU  - The Pond Team,", ("", "", "The Pond Team", "")),
        ("AU  - M&uuml;ller, A.", ("A.", "", "Müller", "")),
    ],
)
def test_a_name_is_family_given_suffix(line: str, name: tuple[str, str, str, str]) -> None:
    (author,) = read_one(line).authors

    assert (author.given, author.particle, author.family, author.suffix) == name


def test_several_names_in_a_line_and_a_cut_list_are_told_apart() -> None:
    record = read_one("AU  - Heron, H.; Reed, O.\nAU  - et al.")

    assert [author.family for author in record.authors] == ["Heron", "Reed"]
    assert record.extra["AU"] == "et al."


def test_addresses_become_identifiers_and_links_and_places_on_a_disk_do_not() -> None:
    record = read_one(
        "DO  - https://doi.org/10.1000/A\nUR  - https://github.com/p/q; https://pond.test/x\nL1  - internal-pdf://1/x.pdf\nL1  - https://pond.test/y"
    )

    assert ids(record) == ["doi:10.1000/a"]
    assert [(link.kind, link.url) for link in record.links] == [
        ("code", "https://github.com/p/q"), ("other", "https://pond.test/x"), ("pdf", "https://pond.test/y"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("type_", "lines", "expected"),
    [
        ("JOUR", "JF  - Pond\nJA  - P.", ("article", "Pond")),
        ("CPAPER", "T2  - Proc. Pond", ("conference paper", "Proc. Pond")),
        ("THES", "PB  - Fenland", ("thesis", "Fenland")),
        ("GEN", "PB  - arXiv\nAN  - arXiv:2401.01234", ("preprint", "arXiv")),
        ("ELEC", "T2  - A page", (None, "A page")),
    ],
)
def test_kind_and_venue_follow_from_the_type(type_: str, lines: str, expected: tuple[str | None, str]) -> None:
    record = read_one(lines, type_)

    assert (record.kind, record.venue) == expected


def test_tags_that_no_fact_has_are_kept() -> None:
    assert read_one("VL  - 7\nU1  - mine\nC2  - x\nC2  - y\nLB  - 9").extra == {
        "VL": "7",
        "U1": "mine",
        "C2": ["x", "y"],
        "LB": "9",
    }


def test_bytes_that_are_no_utf_8_are_told_once() -> None:
    parsed = parse("TY  - JOUR\nTI  - Étude\nAU  - Löwe, Ø.\nER  - \n".encode("latin-1"))

    assert (parsed.records[0].title, parsed.records[0].authors[0].family) == ("Étude", "Löwe")
    assert messages(parsed) == ["1: has bytes that are no UTF-8; they were read as Windows-1252"]


def test_a_line_outside_of_entries_is_told_unless_it_is_a_head() -> None:
    parsed = parse("Provider: Reed Press\n\nsomething lost\nTY  - JOUR\nTI  - One\nER  - \n")

    assert messages(parsed) == ["3: a line stands outside of all entries: 'something lost'"]


# MEDLINE


def test_an_entry_of_medline_begins_with_its_number() -> None:
    parsed = parse("PMID- 1\nTI  - One.\nPMID- 2\nTI  - [Two].\nDP  - 1998 Mar-Apr\n\nPMID- 3\nAU  - Reed O\n", "nbib")

    assert [(record.title, ids(record)) for record in parsed.records] == [("One", ["pmid:1"]), ("Two", ["pmid:2"])]
    assert (parsed.skipped, messages(parsed)) == (1, ["7: the entry of PMID 3 has no title"])


def test_full_names_are_taken_before_short_ones_and_groups_keep_their_place() -> None:
    (record,) = parse(
        "PMID- 1\nTI  - One\nFAU - Heron, Hanna M Jr\nAU  - Heron HM Jr\nCN  - Pond Group\nFAU - Reed, O\n", "nbib"
    ).records
    (short,) = parse("PMID- 1\nTI  - One\nAU  - Heron HM\n", "nbib").records

    assert [(one.given, one.family, one.suffix) for one in record.authors] == [
        ("Hanna M", "Heron", "Jr"), ("", "Pond Group", ""), ("O", "Reed", ""),
    ]  # fmt: skip
    assert [(one.given, one.family) for one in short.authors] == [("HM", "Heron")]


def test_a_day_of_the_printed_month_comes_from_the_electronic_date() -> None:
    def date(lines: str) -> str | None:
        found = parse(f"PMID- 1\nTI  - One\n{lines}\n", "nbib").records[0].date
        return found.iso if found else None

    assert date("DP  - 2021 Apr\nDEP - 20210405") == "2021-04-05"
    assert date("DP  - 2021 Apr\nDEP - 20210305") == "2021-04"
