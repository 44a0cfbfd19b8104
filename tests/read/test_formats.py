"""Reading captured files: entries of all shapes, and a fault for each thing that cannot be read."""

import hashlib
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from litatlas.errors import Fault
from litatlas.model import Organization, PartialDate
from litatlas.read.formats import ReadOptions, parse_bytes, read_capture
from litatlas.read.parsed import Parsed

HEAD = "\n\n".join(
    (
        "new",
        "Get trending papers in your email inbox!",
        "Subscribe",
        "Daily Papers",
        "byAK and the research community",
        "Oct 30",
        "",
    )
)
FULL = "Slow Snails on Fast GPUs\n\nWe race snails on one invented GPU.\n\n  • 3 authors\n·\nMay 3, 2024 2\n\n"
BARE = "Do Robins Dream of Tensors?\n\nRobins are measured while they sleep.\n\n"
LATER = "A Garden of Kernels\n\nKernels grow 2.4times faster in the shade.\n\n  • 1 authors\n·\nJul 14\n"


def parse(text: str, captured: date | None = None) -> Parsed:
    return parse_bytes(text.encode(), "some/list.txt", ReadOptions(captured))


def titles(parsed: Parsed) -> list[str]:
    return [record.title for record in parsed.records]


def list_faults(parsed: Parsed) -> list[Fault]:
    """All faults but the warning that a year was guessed, which has a test of its own."""
    return [fault for fault in parsed.faults if "taken as of" not in fault.message]


def one_fault(parsed: Parsed) -> tuple[int, str, str]:
    (fault,) = list_faults(parsed)
    assert fault.hint
    return fault.line, fault.message, fault.severity


def test_an_entry_with_everything_is_read_as_it_stands() -> None:
    text = HEAD + FULL + BARE + LATER
    parsed = parse(text)

    first, second, third = parsed.records
    assert list_faults(parsed) == []
    assert (first.title, first.abstract) == ("Slow Snails on Fast GPUs", "We race snails on one invented GPU.")
    assert (first.author_count, first.date, first.comments) == (3, PartialDate("2024-05-03"), 2)
    assert (second.author_count, second.date, second.comments, second.organization) == (None, None, None, None)
    reason = "year taken as the one after 2024, the newest that the capture states"
    assert (third.author_count, third.date) == (1, PartialDate("2025-07-14", reason))
    assert third.abstract == "Kernels grow 2.4times faster in the shade."
    assert (first.source.file, first.source.line, first.source.captured) == ("list.txt", 13, "2025-10-30")
    assert first.source.sha256 == hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ("• 1 author\n·\nMay 3, 2024\n", (1, None, "2024-05-03", None)),
        ("• 4 authors\n", (4, None, None, None)),
        ("May 3, 2024 7\n", (None, None, "2024-05-03", 7)),
        ("·\nMay 3, 2024\n", (None, None, "2024-05-03", None)),
        ("acme-labs Acme Labs\n·\nMay 3, 2024\n", (None, Organization("acme-labs", "Acme Labs"), "2024-05-03", None)),
        (
            "acme Group of Invented Things\n·\nMay 3, 2024\n",
            (None, Organization("acme", "Group of Invented Things"), "2024-05-03", None),
        ),
        ("acme Acme\n·\n", (None, Organization("acme", "Acme"), None, None)),
        ("acme Acme\nMay 3, 2024\n", (None, Organization("acme", "Acme"), "2024-05-03", None)),
    ],
)
def test_any_fact_of_an_entry_may_be_missing(facts: str, expected: tuple[object, ...]) -> None:
    for before in (FULL, BARE, ""):
        parsed = parse(HEAD + before + "One Title of Ours\n\nOne short abstract of ours.\n\n" + facts + BARE)

        record = parsed.records[-2]
        assert list_faults(parsed) == []
        assert record.title == "One Title of Ours"
        assert (record.author_count, record.organization, record.date and record.date.iso, record.comments) == expected


def test_the_first_title_may_be_glued_to_the_head() -> None:
    parsed = parse(
        "Get trending papers in your email inbox!\nSubscribe"
        + (BARE + "Subscribers Choose\nThey choose.\n").replace("\n\n", "\n")
    )

    assert list_faults(parsed) == []
    assert titles(parsed) == ["Do Robins Dream of Tensors?", "Subscribers Choose"]
    assert parsed.records[0].source.line == 2


@pytest.mark.parametrize(
    "head", ["", "Oct 30\n", "Daily Papers\nOct 30, 2025\nnew\n", "Subscribe\n", "Daily Papers\n\nSubscribe\n"]
)
def test_a_head_may_be_partial_or_in_another_order(head: str) -> None:
    parsed = parse(head + FULL + BARE)

    assert list_faults(parsed) == []
    assert len(parsed.records) == 2
    assert parsed.records[0].source.captured == ("2025-10-30" if "Oct" in head else None)


def test_titles_and_abstracts_alone_make_a_capture() -> None:
    parsed = parse(BARE + "A Study of Two Moons\n\nBoth moons are studied, and one is found to be a lamp.\n")

    assert titles(parsed) == ["Do Robins Dream of Tensors?", "A Study of Two Moons"]


def test_line_ends_and_stray_spaces_and_marks_do_not_matter() -> None:
    text = HEAD + FULL + BARE + LATER
    expected = [(record.title, record.abstract, record.date) for record in parse(text).records]

    for other in (
        text.replace("\n", "\r\n"),
        text.replace("\n", "\r"),
        "\ufeff" + text,
        text.replace("\n", " \t\n"),
        text.replace("\n\n", "\n"),
    ):
        parsed = parse(other)
        assert list_faults(parsed) == []
        assert [(record.title, record.abstract, record.date) for record in parsed.records] == expected


def test_control_characters_are_dropped() -> None:
    (record,) = parse("A \x07Title of\x85 Bells\n\nThe bell\x1b rings\u2028 twice.\n\n• 2 authors\n").records

    assert (record.title, record.abstract) == ("A Title of  Bells", "The bell rings  twice.")


def test_a_given_day_sets_the_year_and_a_contradiction_is_a_warning() -> None:
    parsed = parse(HEAD + LATER, date(2019, 10, 31))

    assert parsed.records[0].date == PartialDate("2019-07-14", "year of the capture, 2019-10-31, as given")
    assert one_fault(parsed) == (11, '"Oct 30" in the head is not the day of the capture as given, 2019-10-31', "warning")


def test_an_unknown_year_is_a_warning_and_the_entry_stands() -> None:
    parsed = parse(HEAD + LATER)

    assert parsed.records[0].date is None
    assert parsed.records[0].source.captured == "--10-30"
    assert one_fault(parsed) == (19, 'the year of "Jul 14" is not known; the entry stands without a date', "warning")
    assert "--captured YYYY-MM-DD" in parsed.faults[0].hint


@pytest.mark.parametrize("printed", ["Feb 30, 2024", "Feb 30", "Feb 29, 2023", "Jun 0, 2024"])
def test_an_impossible_day_is_a_fault_and_the_entry_stands(printed: str) -> None:
    parsed = parse(HEAD + FULL + LATER.replace("Jul 14", printed))

    assert parsed.records[1].date is None
    assert one_fault(parsed)[0] == 27


def test_a_leap_day_of_a_year_without_one_is_a_fault() -> None:
    parsed = parse(HEAD + FULL + LATER.replace("Jul 14", "Feb 29"))

    assert one_fault(parsed) == (27, '"Feb 29" is no day of 2025; the date is left out', "error")


@pytest.mark.parametrize(
    ("stray", "message"),
    [
        ("A Title All Alone\n\n", 'title "A Title All Alone" has no abstract'),
        ("Alone\n\n  • 3 authors\n·\nMay 3, 2024\n\n", 'title "Alone" has no abstract'),
        ("This text has lost its title.\n\n", '"This text has lost its title." has no title'),
        ("  • 3 authors\n\n", '"• 3 authors" belongs to no entry; it may be the number of an entry\'s authors'),
        ("May 3, 2024\n\n", '"May 3, 2024" belongs to no entry; it may be the date of an entry'),
    ],
)
def test_a_stray_line_is_one_fault_and_all_else_is_read(stray: str, message: str) -> None:
    parsed = parse(HEAD + FULL + stray + BARE + LATER)

    assert titles(parsed) == ["Slow Snails on Fast GPUs", "Do Robins Dream of Tensors?", "A Garden of Kernels"]
    assert one_fault(parsed) == (21, message, "error")


def test_a_title_with_facts_is_a_paper_without_an_abstract() -> None:
    parsed = parse(HEAD + FULL + "A Title All Alone\n\n  • 3 authors\n·\nMay 3, 2024\n\n" + BARE)

    assert list_faults(parsed) == []
    record = parsed.records[1]
    assert (record.title, record.abstract, record.author_count, record.date) == (
        "A Title All Alone",
        "",
        3,
        PartialDate("2024-05-03"),
    )


def test_a_guessed_year_is_told_with_the_reason_and_what_to_say() -> None:
    (fault,) = parse(HEAD + FULL + LATER + LATER.replace("Garden", "Meadow")).faults

    assert (fault.line, fault.severity) == (27, "warning")
    assert fault.message.startswith(
        '"Jul 14" and 1 more dates without a year are taken as of 2025: year taken as the one after 2024'
    )
    assert "--captured YYYY-MM-DD" in fault.hint


def test_a_second_paragraph_is_a_fault_and_the_facts_stay_with_the_entry() -> None:
    parsed = parse(HEAD + FULL.replace("GPU.\n", "GPU.\n\nThere is more to say about it.\n"))

    assert parsed.records[0].author_count == 3
    assert one_fault(parsed) == (17, '"There is more to say about it." is a second paragraph', "error")


def test_an_entry_with_bad_bytes_is_skipped_and_the_others_are_kept() -> None:
    for bad in ("invented", "3 authors", "Snails", "2024 2", "·"):
        data = (HEAD + FULL + BARE + LATER).encode().replace(bad.encode(), bad.encode() + b"\xe9", 1)

        parsed = parse_bytes(data, "list.txt")

        assert titles(parsed) == ["Do Robins Dream of Tensors?", "A Garden of Kernels"]
        assert "is not UTF-8" in parsed.faults[0].message


def test_a_second_head_is_a_fault() -> None:
    parsed = parse(HEAD + FULL + HEAD + BARE)

    assert len(parsed.records) == 2
    assert one_fault(parsed) == (31, '"Oct 30" is the date of a second head', "error")


@pytest.mark.parametrize(
    ("data", "part"),
    [
        (b"", "empty"),
        (b" \n\r\n\t", "empty"),
        ("﻿".encode(), "empty"),
        (HEAD.encode(), "no entry"),
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04aaaa", "ZIP"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\n<!DOCTYPE html>\n<html>", "HTML"),
        (b"abc\x00\x01\x02def", "binary"),
        (HEAD.encode("utf-16"), "UTF-16"),
        (HEAD.encode("utf-16-le"), "UTF-16"),
        (b"# Title\n\nSome words.\n\n## Use\n\n- one\n- two\n", "formats that are known"),
        (b"My Tool\n\nIt does a thing.\n\nUse\n\nRun it.\n", "formats that are known"),
        (b"import os\n\n\ndef main():\n    return os.name\n", "formats that are known"),
        (
            f'import x\n\ndef test():\n    text = """\n{HEAD}{FULL}"""\n    assert x(text)\n\n    y = [\n    ]\n'.encode(),
            "formats that are known",
        ),
    ],
)
def test_a_file_that_is_no_capture_is_one_fault_and_no_record(data: bytes, part: str) -> None:
    parsed = parse_bytes(data, "list.txt")

    assert parsed.records == ()
    assert part in one_fault(parsed)[1]


def test_a_file_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.txt"):
        (fault,) = read_capture(path).faults
        assert fault.file == str(path)
        assert fault.message.startswith("cannot be read: ")


def test_a_capture_is_read_from_its_path(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text(HEAD + FULL, encoding="utf-8")

    assert read_capture(path) == parse_bytes(path.read_bytes(), str(path))
    assert read_capture(path, ReadOptions(date(2025, 10, 30))).records[0].source.file == "list.txt"


words = st.sampled_from(["rapid", "quiet", "tensor", "sparrow", "kernel", "lattice", "drift", "gate", "meadow", "cache"])
entries = st.builds(
    lambda title, abstract, facts: (" ".join(title).title(), " ".join(abstract) + ".", facts),
    st.lists(words, min_size=2, max_size=9),
    st.lists(words, min_size=5, max_size=80),
    st.sampled_from(["", "  • 5 authors\n·\nMay 3, 2024\n", "acme Acme\n·\nMay 3, 2024 2\n", "  • 1 authors\n", "May 3, 2024\n"]),
)


@given(st.lists(entries, min_size=1, max_size=8), st.sampled_from(["\n", "\n\n"]))
@example([("Rapid Rapid", f"{'rapid ' * 6}rapid.", "acme Acme\n·\nMay 3, 2024 2\n")] * 3, "\n")
def test_every_entry_written_is_read(entries: list[tuple[str, str, str]], gap: str) -> None:
    text = HEAD + gap.join(f"{title}{gap}{abstract}{gap}{facts}" for title, abstract, facts in entries)

    parsed = parse(text)

    assert list_faults(parsed) == []
    assert [(record.title, record.abstract) for record in parsed.records] == [entry[:2] for entry in entries]
    assert [bool(record.author_count) for record in parsed.records] == ["author" in entry[2] for entry in entries]
    assert [bool(record.organization) for record in parsed.records] == ["acme" in entry[2] for entry in entries]
    assert [bool(record.date) for record in parsed.records] == ["May" in entry[2] for entry in entries]


@given(st.binary(max_size=300) | st.text(alphabet="aA.·•\n 3authors,MJy20\x00\r", max_size=300).map(str.encode))
def test_no_bytes_make_the_reader_fail(data: bytes) -> None:
    parsed = parse_bytes(data, "list.txt")

    assert parsed.records or parsed.faults


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        (
            "list.atom",
            b'<!DOCTYPE l [<!ENTITY a "b">]><feed><entry><title>One</title></entry></feed>',
            "declares entities of its own",
        ),
        ("list", b'<?xml version="1.0"?>\n<!DOCTYPE l [\n<!ENTITY a "b">]><feed/>', "declares entities of its own"),
        ("list.json", b"[]", "holds no entry"),
        ("list", b"[]", "holds no entry"),
        ("list.json", b"heron", "entry 1 is no JSON"),
        ("list.json", b'[{"wing": 1}]', "is in none of the"),
        ("list.csv", b"One,2020\nTwo,2021\n", "has no column for the title"),
        ("list.bib", b"heron", "has no entry of BibTeX"),
        ("list.xml", b'<?xml version="1.0"?><pond/>', "is in none of the"),
        ("list.xml", b'<?xml version="1.0"?><html><p>Pond</p></html>', "is a saved web page"),
        ("list.txt", b"heron", "is in none of the"),
    ],
)
def test_a_file_in_no_format_is_told_the_cause_of_the_one_that_it_was_meant_for(name: str, data: bytes, said: str) -> None:
    parsed = parse_bytes(data, name)

    assert len(parsed.faults) == 1
    assert parsed.faults[0].message.startswith(said)
    assert (parsed.faults[0].file, parsed.records) == (name, ())
