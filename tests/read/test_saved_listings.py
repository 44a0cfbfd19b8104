"""Listings as programs save them: text browsers, readers and converters to Markdown; labels, times and dates in other forms."""

import os
import re
import textwrap
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings

from litatlas.identity.names import parse_authors
from litatlas.model import Identifier, Link, Organization, PartialDate, Record
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed
from tests.read.listings import ENTRIES, Entry

SAMPLES = Path(__file__).with_name("samples")
TITLES = [
    "WillowCache: Tidal Caching for Marsh Models",
    "ReedSort: Sorting Reeds at the Speed of Light in Deep and Wide Marshes of the Far and Cold North",
    "Do Otters Hold Hands? A Study of $O(n)$ Rivers",
]
PLAIN = ReadOptions()
CAPTURE = ReadOptions(captured=date(2025, 3, 14))

TERNS = "Daily Papers\nSubscribe\n\nTerns Sort Tides\n\nTerns sort all tides by hand, and we say why."


def parse(text: str, options: ReadOptions = PLAIN) -> Parsed:
    return parse_bytes(text.encode(), "listing.txt", options)


def read_sample(name: str) -> tuple[Record, ...]:
    (path,) = SAMPLES.glob(f"daily-papers+{name}.3.txt")
    parsed = parse_bytes(path.read_bytes(), path.name)

    assert parsed.faults == ()
    return parsed.records


@pytest.mark.parametrize("name", ["lynx", "w3m", "elinks", "pandoc", "reader", "references"])
def test_each_program_s_save_has_the_titles_and_addresses_of_its_page(name: str) -> None:
    records = read_sample(name)

    assert [record.title for record in records] == TITLES
    assert [record.identifiers for record in records] == [(Identifier("arxiv", f"2503.0110{n}"),) for n in (1, 2, 3)]


@pytest.mark.parametrize("name", ["lynx", "pandoc", "reader", "elinks"])
def test_a_page_with_abstracts_has_all_facts_of_each_entry(name: str) -> None:
    records = read_sample(name)

    assert [record.abstract[-12:] for record in records] == ["ode is open.", "ds stay dry.", "rning comes."]
    assert "RadixSort on an NVIDIA H100 [1], and we" in records[1].abstract
    assert [record.author_count for record in records] == [3, None, None]
    assert [record.organization.name if record.organization else "" for record in records] == [
        "",
        "Fen Lab",
        "Fenland University",
    ]
    assert [record.date for record in records] == [PartialDate(day) for day in ("2025-03-12", "2025-03-11", "2025-02-27")]


@pytest.mark.parametrize("name", ["w3m", "references"])
def test_a_page_of_cards_has_counts_and_organizations(name: str) -> None:
    records = read_sample(name)

    assert [record.author_count for record in records] == [3, 4, 4]
    assert [record.comments for record in records] == [2, None, 1]
    assert [record.organization.name if record.organization else "" for record in records] == [
        "",
        "Fen Lab",
        "Fenland University",
    ]


@pytest.mark.parametrize("name", ["lynx", "pandoc", "reader"])
def test_links_whose_words_say_so_are_code(name: str) -> None:
    links = [record.links for record in read_sample(name)]

    assert links == [
        (Link("code", "https://github.com/someone/2503.01101"),),
        (),
        (Link("code", "https://github.com/someone/2503.01103"),),
    ]


def lay_out_facts(entry: Entry, form: str = "{handle}\n{name}") -> str:
    who = form.format(handle=entry.handle, name=entry.organization) if entry.organization else f"  • {entry.count} authors"
    return f"{who}\n·\nPublished on {entry.day:%b} {entry.day.day}, {entry.day.year}"


def lay_out_browser(entries: list[Entry]) -> str:
    cards = "".join(
        f"Submitted by\n\nreedkeeper\n{entry.title}\n{entry.abstract}\n\n{lay_out_facts(entry)}\n17\nGitHub 1.2karXiv Page\n"
        for entry in entries
    )
    head = "Hugging Face\nModels\nnewGet trending papers in your email inbox!Subscribe\nTrending Papers\n\n"
    return f"{head}{cards}Previous\n1\n2\nNext\nCompany\nTOS\n"


def lay_out_wrapped(entries: list[Entry]) -> str:
    parts = [
        f"{textwrap.fill(entry.title, 72)}\n\n{textwrap.fill(entry.abstract, 72)}\n\n{lay_out_facts(entry)}\n"
        for entry in entries
    ]
    return "Daily Papers\nbyAK and the research community\n\n" + "\n".join(parts)


def lay_out_numbered(entries: list[Entry]) -> str:
    parts, addresses = [], []
    for number, entry in enumerate(entries, start=1):
        facts = textwrap.indent(lay_out_facts(entry, "{handle} {name}"), "   ")
        title = textwrap.fill(f"[{number}]{entry.title}", 79)
        parts.append(f"{title}\n\n{textwrap.indent(textwrap.fill(entry.abstract, 72), '   ')}\n{facts}\n")
        addresses.append(f"   {number}. https://ponds.example/papers/{number}")
    return "Daily Papers\n\n" + "\n".join(parts) + "\nReferences\n\n   Visible links:\n" + "\n".join(addresses) + "\n"


def lay_out_markdown(entries: list[Entry]) -> str:
    parts, addresses = [], []
    for number, entry in enumerate(entries, start=1):
        facts = lay_out_facts(entry, f"![{{handle}}](https://ponds.example/{number}.png) {{name}}").replace("  • ", "- ")
        parts.append(
            f"![Image {number}](https://ponds.example/{number}.png)\n\n## [{entry.title}][{number}]\n\n{entry.abstract}\n\n"
        )
        parts.append(facts.replace("\n", "\n\n") + "\n\n")
        addresses.append(f"[{number}]: https://ponds.example/papers/{number}")
    return "# Daily Papers\n\n" + "".join(parts) + "\n".join(addresses) + "\n"


def lay_out_labels(entries: list[Entry]) -> str:
    parts = [
        f"**Title:** {entry.title}\n**Date:** {entry.day.isoformat()}\n{entry.count} authors\n"
        f"{f'Organization: {entry.handle} {entry.organization}' if entry.organization else '*Venue:* PondConf'}\n"
        f"{textwrap.fill('Abstract: ' + entry.abstract, 66)}\n"
        for entry in entries
    ]
    return "\n".join(parts)


LAYOUTS = [lay_out_browser, lay_out_wrapped, lay_out_numbered, lay_out_markdown, lay_out_labels]


@pytest.mark.parametrize("layout", LAYOUTS)
@given(entries=ENTRIES)
@settings(max_examples=int(os.environ.get("LITATLAS_DAMAGES", "15")))
def test_no_layout_loses_a_fact_or_invents_one(layout: Callable[[list[Entry]], str], entries: list[Entry]) -> None:
    text = layout(entries)

    parsed = parse(text)

    assert parsed.faults == (), text
    assert parsed.entries == len(entries)
    for record, entry in zip(parsed.records, entries, strict=True):
        assert (record.title, record.abstract, record.date) == (entry.title, entry.abstract, PartialDate(entry.day.isoformat()))
        assert (record.organization.name if record.organization else "") == entry.organization
        assert record.author_count in ((None, entry.count) if entry.organization else (entry.count,))


def read_day(printed: str, options: ReadOptions = PLAIN) -> tuple[PartialDate | None, list[str]]:
    """The date that an entry's line states, and the messages about it."""
    parsed = parse(f"{TERNS}\n\n3 authors\n·\n{printed}\n", options)
    return parsed.records[0].date, [fault.message for fault in parsed.faults]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [
        ("3 days ago", "2025-03-11"),
        ("yesterday", "2025-03-13"),
        ("2 hours ago", "2025-03-14"),
        ("Published about 2 months ago", "2025-01"),
        ("a year ago", "2024"),
        ("3 weeks ago", "2025-02"),
    ],
)
def test_times_count_back_from_the_capture_and_say_so(printed: str, iso: str) -> None:
    day, messages = read_day(printed, CAPTURE)

    assert day is not None
    assert (day.iso, messages) == (iso, [])
    assert day.reason is not None
    assert "counted from the capture, 2025-03-14" in day.reason


def test_a_time_without_a_capture_s_day_is_told_with_what_to_do() -> None:
    day, messages = read_day("3 days ago")

    assert (day, len(messages)) == (None, 1)
    assert '"3 days ago"' in messages[0]


@pytest.mark.parametrize(
    ("printed", "iso"),
    [("March 2025", "2025-03"), ("Mar 2025", "2025-03"), ("Published in 2025", "2025"), ("21 mars 2025", "2025-03-21")],
)
def test_a_date_is_as_precise_as_it_is_printed(printed: str, iso: str) -> None:
    assert read_day(printed) == (PartialDate(iso), [])


def test_which_number_is_the_day_is_for_the_user_to_say() -> None:
    day, _ = read_day("12/03/2025")

    assert day == PartialDate("2025-12-03", "12/3/2025 is read with the month first")
    assert read_day("12/03/2025", ReadOptions(is_day_first=True)) == (PartialDate("2025-03-12"), [])
    assert read_day("25/03/2025") == (PartialDate("2025-03-25"), [])


def test_labelled_facts_are_kept_by_what_they_are() -> None:
    entry = "Titel: {}\nAutoren: Wren, Ada; Rook, Ben; et al.\nZusammenfassung: {}\nKeywords: tides, terns\n"
    entry += "Code: https://github.com/o/{}\narXiv: 2503.0{}\nVenue: PondConf\nYear: 2024\n\n"
    text = "Terns sort all tides by hand, and we say why."
    parsed = parse(
        entry.format("Terns Sort Tides", text, "terns", 1234) + entry.format("Otters Sort Rivers", text, "otters", 1235)
    )

    assert parsed.faults == ()
    first = parsed.records[0]
    assert (first.title, first.abstract, first.venue, first.keywords) == (
        "Terns Sort Tides",
        text,
        "PondConf",
        ("tides", "terns"),
    )
    assert first.authors == parse_authors(["Wren, Ada", "Rook, Ben"])
    assert first.extra == {"author": "and others"}
    assert (first.identifiers, first.links) == (
        (Identifier("arxiv", "2503.01234"),),
        (Link("code", "https://github.com/o/terns"),),
    )
    assert first.date == PartialDate("2024")


def test_facts_in_one_line_are_parted() -> None:
    (record,) = parse(f"{TERNS}\n\nFen Lab · 3 authors · Mar 12, 2025\n").records

    assert record.organization == Organization("Fen-Lab", "Fen Lab")
    assert (record.author_count, record.date) == (3, PartialDate("2025-03-12"))


def test_a_page_that_the_browser_translated_is_read() -> None:
    card = "Eingereicht von\nreedkeeper\n17\n{}\n{}\n· 3 Autoren\n·\nVeröffentlicht am 12. März 2025\nAbstimmen\n17\n"
    text = "Seeschwalben sortieren alle Gezeiten von Hand, und wir sagen, warum sie das tun."
    parsed = parse(
        card.format("Seeschwalben an der Arbeit", text) + card.format("Otter an der Arbeit", text) + "Zurück\n1\nWeiter\n"
    )

    assert parsed.faults == ()
    assert [record.title for record in parsed.records] == ["Seeschwalben an der Arbeit", "Otter an der Arbeit"]
    assert {(record.author_count, record.date) for record in parsed.records} == {(3, PartialDate("2025-03-12"))}


def test_a_line_that_has_no_place_says_what_it_may_be() -> None:
    card = "Submitted by\nreedkeeper\n{}\n{}Fen Lab\n· 3 authors\n"
    parsed = parse(
        "Daily Papers\n" + card.format("Terns Sort Tides", "Ponds of the Far North\n") + card.format("Otters Sort Rivers", "")
    )

    assert [record.title for record in parsed.records] == ["Terns Sort Tides", "Otters Sort Rivers"]
    (fault,) = parsed.faults
    assert re.search(r'"[^"]+" belongs to no entry; it may be an? .+', fault.message)


@pytest.mark.parametrize("order", ["DTNA", "NTAD", "ATND", "TADN", "DNTA", "ANDT"])
@pytest.mark.parametrize("head", ["", "Daily Papers\nSubscribe\n\nMar 14, 2025\n\n"])
def test_blank_lines_tell_which_lines_are_of_one_entry_in_whichever_order(order: str, head: str) -> None:
    texts = [
        "Terns sort all tides by hand, and we say why they do.",
        "Otters hold hands while they sleep, and we say why they do.",
    ]
    parts = [
        {"D": f"Mar {day}, 2024", "T": title, "N": f"Ada {name}, Ben Rook", "A": text}
        for day, title, name, text in zip((3, 4), ("Terns Sort Tides", "Otters Hold Hands"), ("Wren", "Teal"), texts, strict=True)
    ]

    parsed = parse(head + "\n\n".join("\n".join(part[letter] for letter in order) for part in parts) + "\n")

    assert parsed.faults == ()
    assert [(record.title, record.abstract) for record in parsed.records] == [(part["T"], part["A"]) for part in parts]
    assert [record.date for record in parsed.records] == [PartialDate("2024-03-03"), PartialDate("2024-03-04")]
    assert [record.authors[0].family for record in parsed.records] == ["Wren", "Teal"]


@pytest.mark.parametrize(("names", "extra"), [("by Ada Wren", {}), ("Ada Wren et al.", {"author": "and others"})])
def test_one_name_is_told_by_the_words_around_it(names: str, extra: dict[str, str]) -> None:
    (record,) = parse(TERNS.replace("\n\nTerns sort", f"\n{names}\nTerns sort") + "\n\nMar 12, 2025\n").records

    assert (record.title, record.authors, record.extra) == ("Terns Sort Tides", parse_authors(["Ada Wren"]), extra)


def test_ranks_and_numbers_of_readers_are_no_part_of_an_entry() -> None:
    entry = "{}. {}\n\nWe say why they do so, in all the ponds of the north.\n\n3 authors\n·\nMar 12, 2025\n1.2k views\n👍 12\n\n"
    parsed = parse(
        f"ponds.example.org\n\nTrending Papers\n\n{entry.format(1, 'Terns Sort')}{entry.format(2, 'Otters Hold Hands')}"
    )

    assert parsed.faults == ()
    assert [record.title for record in parsed.records] == ["Terns Sort", "Otters Hold Hands"]
