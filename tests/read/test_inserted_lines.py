"""Short lines of every kind, put anywhere into listings of every layout: what they state is read, told, or known furniture."""

import os
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from litatlas.model import Record
from litatlas.read.formats import parse_bytes
from litatlas.read.parsed import Parsed

_EXAMPLES = int(os.environ.get("LITATLAS_DAMAGES", "10")) * 10
_TITLES = (
    "Otters Count Reeds in Large Marshes",
    "Messages Between Ponds at the Speed of Snails",
    "Waiting for Low Water Before Moving Kernels",
)
_ABSTRACTS = (
    "We let otters count reeds in twelve marshes and compare the counts with those of herons. They need half the time for it.",
    "Snails carry messages between ponds at the speed of snails. We show that two snails carry twice as much as one does.",
    "Tides move kernels from board to board. Our scheduler waits for low water and saves a third of the energy on every board.",
)
_LAYOUTS: dict[str, Sequence[str]] = {
    "page": ("{title}", "{abstract}", "{count} authors", "·", "Published on Mar {count}, 2025"),
    "voted": (
        "{title}",
        "{abstract}",
        "{count} authors",
        "·",
        "Mar {count}, 2025",
        "Upvote",
        "31",
        "GitHub",
        "1.2k",
        "arXiv Page",
    ),
    "organizations": ("{title}", "{abstract}", "fen-lab Fen Lab", "·", "Mar {count}, 2025"),
    "cards": ("Submitted by", "reedkeeper", "31", "{title}", "{abstract}", "· {count} authors", "2"),
    "labels": ("Title: {title}", "Authors: Ada Wren, Ben Rook", "Abstract: {abstract}", "Date: Mar {count}, 2025", ""),
    "names": ("{title}", "Ada Wren, Ben Rook, Cy Snipe", "{abstract}", "{count} authors", ""),
}
_FACTS = {
    "2019": "2019",
    "[2019]": "2019",
    "(2019)": "2019",
    "2019.": "2019",
    "Year 2019": "2019",
    "2019年": "2019",
    "2024-06": "2024-06",
    "June 2024": "2024-06",
    "Spring 2024": "2024",
    "5 June 2024": "2024-06-05",
    "CVPR 2024": "CVPR 2024",
    "ICLR 2024 Oral": "ICLR 2024",
    "arXiv 2024": "arXiv 2024",
    "NeurIPS": "NeurIPS",
    "Vol. 3": "'volume': '3'",
    "Vol. 3, No. 4": "'number': '4'",
    "3(4): 12–15": "'pages': '12-15'",
    "pp. 12-15": "'pages': '12-15'",
    "12 pages, 5 figures": "12 pages, 5 figures",
    "arXiv:2403.01234v2": "2403.01234",
    "2403.01234": "2403.01234",
    "10.1234/reeds.5": "10.1234/reeds.5",
    "PMID: 12345": "12345",
    "https://fen.example/reeds": "https://fen.example/reeds",
    "fen.example/reeds": "https://fen.example/reeds",
    "reeds.io": "https://reeds.io",
    "cs.LG": "cs.LG",
    "12-15": "",
    "2019 4": "",
    "PDF 2019": "",
    "v2": "",
    "ada@ponds.example": "",
    "x": "",
    "Best Paper Award": "Best Paper Award",
    "Heron Lab": "Lab",
}
"""Lines, and what the record holds that has read one; empty where nobody can tell what it is."""
_FURNITURE = (
    "31",
    "1.2k",
    "#3",
    "👍 12",
    "PDF",
    "code",
    "Page 12",
    "1/5",
    "5 min read",
    "Cited by 12",
    "120 citations",
    "© 2024 ACM",
    "github.com",
)
"""What a page prints around its entries, as the documentation says."""
_COUNTED = ("Upvote", "GitHub", "reedkeeper", "Submitted by")
"""Below these a number is a count, and any word somebody's name."""


def build_listing(layout: str) -> list[str]:
    """Three entries."""
    return [
        line.format(title=title, abstract=abstract, count=count)
        for count, (title, abstract) in enumerate(zip(_TITLES, _ABSTRACTS, strict=True), 3)
        for line in _LAYOUTS[layout]
    ]


def parse(lines: Sequence[str]) -> Parsed:
    return parse_bytes("\n".join(lines).encode(), "listing.txt")


def bare(records: Sequence[Record]) -> list[Record]:
    """The records without the places that they were read from."""
    return [replace(record, source=replace(record.source, line=0, sha256="")) for record in records]


def insert(layout: str, line: str, place: int) -> tuple[Parsed, Parsed, bool]:
    """A listing as it is and with a line put into it, both read; and whether a fault names the line."""
    lines = build_listing(layout)
    parsed = parse([*lines[:place], line, *lines[place:]])
    is_told = any(fault.line == place + 1 or line in fault.message for fault in parsed.faults)
    return parse(lines), parsed, is_told


PLACES = st.sampled_from(sorted(_LAYOUTS)).flatmap(
    lambda layout: st.tuples(st.just(layout), st.integers(0, 3 * len(_LAYOUTS[layout])))
)


@given(PLACES, st.sampled_from(sorted(_FACTS)))
@settings(max_examples=_EXAMPLES, deadline=None)
def test_what_a_line_states_is_read_or_told_wherever_it_stands(place: tuple[str, int], line: str) -> None:
    layout, number = place
    above = [text for text in build_listing(layout)[:number] if text]
    is_below_date = bool(above) and above[-1].endswith("2025") and line in ("2019", "2019.", "[2019]")  # as votes are
    if (
        is_below_date or (above and above[-1] in _COUNTED) or (line == "reeds.io" and not above)
    ):  # the name of a site above all is the page's
        return
    before, parsed, is_told = insert(layout, line, number)

    is_read = bool(_FACTS[line]) and repr(parsed.records).count(_FACTS[line]) > repr(before.records).count(_FACTS[line])
    assert is_told or is_read, parsed
    # Below a label all lines that state nothing by themselves are its paragraph.
    may_go_on = layout == "labels" and line in ("Best Paper Award", "Heron Lab")
    texts = {text for given in (*_TITLES, *_ABSTRACTS) for text in (given, f"{given} {line}" if may_go_on else "")}
    assert {text for record in parsed.records for text in (record.title, record.abstract)} <= texts


@given(PLACES, st.sampled_from(_FURNITURE))
@settings(max_examples=_EXAMPLES // 4, deadline=None)
def test_furniture_changes_nothing(place: tuple[str, int], line: str) -> None:
    layout, number = place
    before, parsed, _ = insert(layout, line, number)

    assert [record.title for record in parsed.records] == list(_TITLES)
    assert {record.abstract for record in parsed.records} == set(_ABSTRACTS)
    assert [record.date for record in parsed.records] == [record.date for record in before.records]


def test_a_year_alone_is_the_date_of_the_entry_above_it() -> None:
    text = f"{_TITLES[0]}\nAda Wren, Ben Rook\n2019\n{_ABSTRACTS[0]}\n\n{_TITLES[1]}\nCy Snipe, Di Teal\n2021\n{_ABSTRACTS[1]}\n"
    parsed = parse_bytes(text.encode(), "listing.txt")

    assert parsed.faults == ()
    assert [(record.title, record.date.iso if record.date else "") for record in parsed.records] == [
        (_TITLES[0], "2019"),
        (_TITLES[1], "2021"),
    ]
    assert [[author.name for author in record.authors] for record in parsed.records] == [
        ["Ada Wren", "Ben Rook"],
        ["Cy Snipe", "Di Teal"],
    ]


def test_facts_below_a_title_that_a_blank_line_parts_from_an_entry_are_its_own() -> None:
    entry, bare = f"{_TITLES[0]}\n{_ABSTRACTS[0]}\n", f"{_TITLES[1]}\n3 authors\n·\nMar 3, 2025\n"
    parsed = parse_bytes(f"{entry}\n{bare}".encode(), "listing.txt")
    doubtful = parse_bytes(f"{entry}{bare}".encode(), "listing.txt")

    assert [(record.title, record.author_count) for record in parsed.records] == [(_TITLES[0], None), (_TITLES[1], 3)]
    assert parsed.faults == ()
    assert [record.title for record in doubtful.records] == [_TITLES[0]]
    assert [fault.line for fault in doubtful.faults] == [3]


def test_a_number_that_may_be_a_year_is_told_where_entries_have_numbers_of_their_own() -> None:
    entry = "{}\n{}\n{}\n3 authors\n·\n{}\n\n"
    votes = ("12", "2019", "45")
    days = ("Mar 3, 2025", "Mar 2, 2025", "Mar 1, 2025")
    parsed = parse_bytes("".join(map(entry.format, _TITLES, _ABSTRACTS, votes, days)).encode(), "listing.txt")

    assert [fault.message for fault in parsed.faults] == ['"2019" may be a date or a number of the page; it is in no entry']
    assert [record.date.iso if record.date else "" for record in parsed.records] == ["2025-03-03", "2025-03-02", "2025-03-01"]
