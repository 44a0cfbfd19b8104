"""Listings as browsers and readers copy them: other bullets, names, addresses, furniture of the page, wrapped lines, labels."""

import pytest

from litatlas.identity.names import parse_authors
from litatlas.model import Identifier, Link, Organization, PartialDate, Record
from litatlas.read.formats import parse_bytes
from litatlas.read.parsed import Parsed

HEAD = "new\n\nDaily Papers\n\nbyAK and the research community\n\nMar 14, 2025\n\n"
TITLE = "Tern: Tidal Sorting for Shore Models"
ABSTRACT = "Terns sort tides by hand. We show that Tern is 2.4x faster than ShoreSort on one invented board."
OTTERS = "Otters hold hands while they sleep in rivers, and we say why."
END = f"Otters Hold Hands in Long Rivers\n\n{OTTERS}\n\n  • 2 authors\n·\nMar 1, 2025\n"


def parse(text: str) -> Parsed:
    return parse_bytes(text.encode(), "listing.txt")


def read_first(text: str) -> Record:
    """The first of exactly two entries, all of whose lines are read."""
    parsed = parse(HEAD + text + "\n" + END)

    assert parsed.faults == ()
    first, second = parsed.records
    assert (first.title, first.abstract) == (TITLE, ABSTRACT)
    assert (second.title, second.author_count, second.date) == ("Otters Hold Hands in Long Rivers", 2, PartialDate("2025-03-01"))
    return first


@pytest.mark.parametrize(
    "count",
    [
        "3 authors",
        "• 3 authors",
        "  \u00a0• 3 authors",
        "- 3 authors",
        "\u200b3 authors",
        "· 3 Authors",
        "o 3 authors",
        "⁃ 3 authors",
    ],
)
@pytest.mark.parametrize("dot", ["·", "•", "\u00a0·\u00a0"])
def test_any_bullet_or_none_and_any_space_will_do(count: str, dot: str) -> None:
    record = read_first(f"{TITLE}\n\n{ABSTRACT}\n\n{count}\n{dot}\nMar 12, 2025\n")

    assert (record.author_count, record.date) == (3, PartialDate("2025-03-12"))


@pytest.mark.parametrize(
    ("text", "organization"),
    [
        ("Fenland University", Organization("Fenland-University", "Fenland University")),
        ("MARSHCO", Organization("MARSHCO", "MARSHCO")),
        ("University of the Fens", Organization("University-of-the-Fens", "University of the Fens")),
        ("Fens & Fells College", Organization("Fens-&-Fells-College", "Fens & Fells College")),
        (
            "Institute of Marsh & Fen Lore (IMFL)",
            Organization("Institute-of-Marsh-&-Fen-Lore-(IMFL)", "Institute of Marsh & Fen Lore (IMFL)"),
        ),
        ("fen-lab Fen Lab", Organization("fen-lab", "Fen Lab")),
    ],
)
def test_a_name_alone_is_the_whole_name_of_the_organization(text: str, organization: Organization) -> None:
    record = read_first(f"{TITLE}\n\n{ABSTRACT}\n\n{text}\n·\nMar 12, 2025\n")

    assert (record.organization, record.date) == (organization, PartialDate("2025-03-12"))


@pytest.mark.parametrize(
    "names", ["Ada Wren, Ben Rook, Chloé Teal", "Ada Wren, Ben Rook and Chloé Teal", "Ada Wren; Ben Rook; Chloé Teal"]
)
@pytest.mark.parametrize(
    "layout", ["{title}\n\n{names}\n\n{abstract}\n\nMar 12, 2025\n", "{title}\n\n{abstract}\n\n{names}\n·\nMar 12, 2025\n"]
)
def test_names_are_the_authors_wherever_they_stand(names: str, layout: str) -> None:
    record = read_first(layout.format(title=TITLE, names=names, abstract=ABSTRACT))

    assert record.authors == parse_authors(["Ada Wren", "Ben Rook", "Chloé Teal"])
    assert record.date == PartialDate("2025-03-12")


@pytest.mark.parametrize(
    ("names", "authors"),
    [
        ("Ada Wren · Ben Rook", ["Ada Wren", "Ben Rook"]),
        ("Ada Wren1,2*, Ben Rook†", ["Ada Wren", "Ben Rook"]),
        ("Wren, A.; Rook, B.", ["Wren, A.", "Rook, B."]),
        ("Ada van der Wren, Jean-Luc d'Aubigné", ["Ada van der Wren", "Jean-Luc d'Aubigné"]),
        ("李明、王芳", ["李明", "王芳"]),
        ("Ada Wren", ["Ada Wren"]),
        ("Ada Wren\nBen Rook", ["Ada Wren", "Ben Rook"]),
    ],
)
def test_names_between_a_title_and_its_abstract_are_authors_in_any_notation(names: str, authors: list[str]) -> None:
    record = read_first(f"{TITLE}\n\n{names}\n\n{ABSTRACT}\n\nMar 12, 2025\n")

    assert (record.authors, record.date) == (parse_authors(authors), PartialDate("2025-03-12"))


def test_names_below_a_title_without_an_abstract_are_authors() -> None:
    parsed = parse(f"{HEAD}{TITLE}\nAda Wren, Ben Rook\n  • 3 authors\n·\nMar 12, 2025\n\n{END}")

    assert parsed.faults == ()
    assert [(record.title, record.abstract, record.authors) for record in parsed.records[:1]] == [
        (TITLE, "", parse_authors(["Ada Wren", "Ben Rook"]))
    ]


def test_both_an_organization_and_the_number_of_authors_are_read() -> None:
    record = read_first(f"{TITLE}\n\n{ABSTRACT}\n\nFenland University\n3 authors\n·\nMar 12, 2025\n")

    assert (record.organization, record.author_count) == (Organization("Fenland-University", "Fenland University"), 3)


def test_facts_below_a_line_that_cannot_be_told_are_told() -> None:
    parsed = parse(f"{HEAD}{TITLE}\n\n{ABSTRACT}\n\nQuillpen Inkwell\n3 authors\nMar 12, 2025\n\n{END}")

    (fault,) = parsed.faults
    assert (fault.line, fault.hint.partition("; ")[2]) == (13, '"3 authors" and "Mar 12, 2025" below it went with it')
    assert [record.author_count for record in parsed.records] == [None, 2]


@pytest.mark.parametrize(("text", "above"), [("Fenland", "\n\n"), ("Caching", "\n")])
def test_what_stands_between_a_title_and_its_abstract_becomes_no_page(text: str, above: str) -> None:
    parsed = parse(f"{HEAD}{TITLE}{above}{text}\n\n{ABSTRACT}\n\n  • 3 authors\n·\nMar 12, 2025\n\n{END}")

    assert [record.title for record in parsed.records] == ["Otters Hold Hands in Long Rivers"]
    assert any(f'"{text}" between a title and an abstract may be' in fault.message for fault in parsed.faults)


def test_a_sentence_that_has_not_ended_goes_on_whatever_the_next_line_begins_with() -> None:
    text = "Terns sort tides by hand. We show that Tern is\n2.4x faster than ShoreSort on one invented\nboard."

    assert read_first(f"{TITLE}\n\n{text}\n\n  • 3 authors\n·\nMar 12, 2025\n").author_count == 3


def test_a_title_that_lists_things_is_no_list_of_names() -> None:
    parsed = parse(HEAD + "Faster Kernels, Smaller Caches, Better Ponds\n\nPonds are made better by this, we say.\n\n" + END)

    assert parsed.records[0].title == "Faster Kernels, Smaller Caches, Better Ponds"
    assert parsed.records[0].authors == ()


@pytest.mark.parametrize("width", [48, 60, 72, 100])
def test_lines_that_were_wrapped_are_joined(width: int) -> None:
    lines = [""]
    for word in ABSTRACT.split():
        if len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()

    read_first(f"{TITLE}\n\n" + "\n".join(lines) + "\n\n  • 3 authors\n·\nMar 12, 2025\n")


def test_a_title_that_goes_on_in_the_next_line_is_one() -> None:
    read_first(f"Tern: Tidal Sorting\nfor Shore Models\n\n{ABSTRACT}\n\n  • 3 authors\n·\nMar 12, 2025\n")


def test_addresses_are_links_and_identifiers_of_their_entry() -> None:
    record = read_first(
        f"{TITLE}\n\nhttps://arxiv.org/abs/2503.01234\n\n{ABSTRACT}\n\nhttps://github.com/someone/tern\n\n"
        "  • 3 authors\n·\nMar 12, 2025\n"
    )

    assert record.identifiers == (Identifier("arxiv", "2503.01234"),)
    assert record.links == (Link("code", "https://github.com/someone/tern"),)


def test_furniture_of_the_page_is_left_out() -> None:
    before = "Submitted by\n\nshorekeeper\n"
    after = "\n  • 3 authors\n·\nPublished on Mar 12, 2025\nUpvote\n17\nGitHub\n1.2k\narXiv Page\n"
    after += "Previous\n1\n2\n...\n100\nNext\nTOS\nPrivacy\n‹ 1 2 … 12 ›\nPage 3 of 12\nShowing 1-25 of 300\n© 2025 Someone\n"

    assert read_first(f"{before}{TITLE}\n{ABSTRACT}\n{after}").date == PartialDate("2025-03-12")


@pytest.mark.parametrize(
    "day", ["Mar 12, 2025", "March 12, 2025", "12 March 2025", "12-Mar-2025", "2025-03-12", "Published on Mar 12, 2025"]
)
def test_dates_are_read_in_their_usual_forms(day: str) -> None:
    assert read_first(f"{TITLE}\n\n{ABSTRACT}\n\n  • 3 authors\n·\n{day}\n").date == PartialDate("2025-03-12")


def test_labels_are_no_part_of_the_text() -> None:
    parsed = parse(
        f"Title: {TITLE}\nAuthors: Ada Wren, Ben Rook\nAbstract: {ABSTRACT}\n\nTitle: Otters at Night\nAbstract: {OTTERS}\n"
    )

    assert parsed.faults == ()
    assert [(record.title, record.abstract[:6]) for record in parsed.records] == [
        (TITLE, "Terns "),
        ("Otters at Night", "Otters"),
    ]
    assert parsed.records[0].authors == parse_authors(["Ada Wren", "Ben Rook"])


@pytest.mark.parametrize("label", ["Abstract—", "Abstract – ", "**Abstract.** ", "ABSTRACT. ", "Abstract: "])
def test_a_label_may_end_in_a_dash_or_a_point_as_papers_print_it(label: str) -> None:
    record = read_first(f"{TITLE}\n\n{label}{ABSTRACT}\n\nIndex Terms—tides, boards\n\n  • 3 authors\n·\nMar 12, 2025\n")

    assert (record.keywords, record.author_count) == (("tides", "boards"), 3)


@pytest.mark.parametrize("order", [("T", "N", "D", "A"), ("D", "T", "A", "N"), ("A", "T", "D", "N"), ("N", "D", "T", "A")])
@pytest.mark.parametrize(("behind", "end"), [(" ", "\n"), (" ", "\n\n"), ("\n", "\n")])
def test_labelled_parts_may_come_in_any_order(order: tuple[str, ...], behind: str, end: str) -> None:
    entries = [
        {"T": f"Title: {title}", "N": f"Authors: {names}", "D": f"Date: {day}", "A": f"Abstract: {text}"}
        for title, names, day, text in (
            (TITLE, "Ada Wren, Ben Rook", "12 Mar 2024", ABSTRACT),
            ("Otters Hold Hands in Long Rivers", "Chloé Teal, Dan Finch", "13 Mar 2024", OTTERS),
        )
    ]
    parsed = parse(
        HEAD + "\n".join("".join(entry[part].replace(": ", f":{behind}", 1) + end for part in order) for entry in entries)
    )

    assert parsed.faults == ()
    assert [(record.title, record.abstract, record.date) for record in parsed.records] == [
        (TITLE, ABSTRACT, PartialDate("2024-03-12")),
        ("Otters Hold Hands in Long Rivers", OTTERS, PartialDate("2024-03-13")),
    ]
    assert [record.authors[0].name for record in parsed.records] == ["Ada Wren", "Chloé Teal"]


def test_a_title_that_is_a_link_is_the_title_with_its_address() -> None:
    record = read_first(f"[{TITLE}](https://arxiv.org/abs/2503.01101)\n\n{ABSTRACT}\n\n3 authors\n·\nMar 12, 2025\n")

    assert list(map(str, record.identifiers)) == ["arxiv:2503.01101"]


def test_an_address_without_its_beginning_is_one() -> None:
    record = read_first(f"{TITLE}\n\narxiv.org/abs/2503.01234\n\n{ABSTRACT}\n\n  • 3 authors\n·\nMar 12, 2025\n")

    assert record.identifiers == (Identifier("arxiv", "2503.01234"),)


def test_an_address_above_the_first_title_is_told() -> None:
    (fault,) = parse(HEAD + "https://ponds.example/list\n\n" + END).faults

    assert "belongs to no entry" in fault.message


def test_cards_without_abstracts_are_papers_and_nothing_else_is() -> None:
    card = "Submitted by\n{who}\n173\n{title}\n{facts}\n3\n"
    first = card.format(who="shorekeeper", title="Terns: Sorting Tides by Hand", facts="Fen Lab\nFen Lab\n·\n9 authors")
    named = "· 2 authors\nAuthors:\nAda Wren\n,\nBen Rook"
    second = card.format(who="reedkeeper", title="Otters Hold Hands 2.5x Longer", facts=named)
    foot = "Previous\nNov 26\nNext\nCompany\nTOS\n"

    parsed = parse("Daily Papers\nbyAK and the research community\nDaily\nWeekly\n\nNov 27, 2025\n" + first + second + foot)

    assert parsed.faults == ()
    assert [record.title for record in parsed.records] == ["Terns: Sorting Tides by Hand", "Otters Hold Hands 2.5x Longer"]
    assert [record.abstract for record in parsed.records] == ["", ""]
    assert [record.author_count for record in parsed.records] == [9, 2]
    assert parsed.records[0].organization == Organization("Fen-Lab", "Fen Lab")
    assert parsed.records[1].authors == parse_authors(["Ada Wren", "Ben Rook"])
    assert [record.date for record in parsed.records] == [None, None]
