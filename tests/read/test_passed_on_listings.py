"""Listings as people pass them on: labels on lines of their own, bullets, quotations of mail, prints; years that turn."""

from datetime import date

import pytest

from litatlas.identity.names import parse_authors
from litatlas.model import Identifier, Link, Organization, PartialDate
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed

PLAIN = ReadOptions()
TERNS = "Terns sort all tides by hand, and we say why. It is fast."
OTTERS = "Otters hold hands while they sleep, and we say why."
PAPERS = [
    ("Terns Sort Tides", ["Ada Wren", "Ben Rook"], "2024-03-12", TERNS),
    ("Otters Hold Hands", ["Chloé Teal", "Dan Finch"], "2024-03-13", OTTERS),
]
LISTING = (
    f"Daily Papers\nSubscribe\n\nTerns Sort Tides\n\n{TERNS}\n\n  • 3 authors\n·\nMar 12, 2024\n\n"
    f"Otters Hold Hands\n\n{OTTERS}\n\n  • 2 authors\n·\nMar 13, 2024\n"
)


def parse(text: str, options: ReadOptions = PLAIN) -> Parsed:
    return parse_bytes(text.encode(), "listing.txt", options)


@pytest.mark.parametrize("label", ["{}\n", "{}\n\n", "## {}\n\n", "**{}**\n", "- {}: ", "* **{}:** ", "• {}: ", "- {}\n  "])
@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_labels_may_stand_alone_or_behind_bullets(label: str, end: str) -> None:
    text = "".join(
        f"{label.format(name)}{value}{end}"
        for title, names, day, abstract in PAPERS
        for name, value in (("Title", title), ("Authors", ", ".join(names)), ("Date", day), ("Abstract", abstract))
    )

    parsed = parse(text)

    assert parsed.faults == (), text
    assert [(record.title, record.abstract, record.date) for record in parsed.records] == [
        (title, abstract, PartialDate(day)) for title, _, day, abstract in PAPERS
    ]
    assert [record.authors for record in parsed.records] == [parse_authors(names) for _, names, _, _ in PAPERS]


def test_names_below_their_label_may_have_a_line_each() -> None:
    parsed = parse(f"Title\nTerns Sort Tides\nAuthors\nAda Wren\nBen Rook\nYear\n2024\nAbstract\n{TERNS}\n")

    assert parsed.faults == ()
    assert [(record.authors, record.date) for record in parsed.records] == [(parse_authors(PAPERS[0][1]), PartialDate("2024"))]


def test_identifiers_and_addresses_may_stand_below_their_labels() -> None:
    text = f"Title\nTerns Sort Tides\nAbstract\n{TERNS}\narXiv\n2503.01234\nCode\nhttps://ponds.example/terns\n"
    (record,) = parse(text).records

    assert (record.identifiers, record.links) == (
        (Identifier("arxiv", "2503.01234"),),
        (Link("code", "https://ponds.example/terns"),),
    )


def test_a_column_of_titles_is_no_list_of_labels() -> None:
    assert [record.title for record in parse("Title\nTerns Sort Tides\nAbstract Rivers\n").records] == [
        "Terns Sort Tides",
        "Abstract Rivers",
    ]


def test_a_title_that_begins_like_a_label_keeps_its_first_word() -> None:
    text = f"Abstract: {TERNS}"
    parsed = parse(
        f"Daily Papers\n\nAbstract. A Study of Marshes\n\n{text}\n\n3 authors\n\nOtters Hold Hands\n\n{text}\n\n2 authors\n"
    )

    assert [record.title for record in parsed.records] == ["Abstract. A Study of Marshes", "Otters Hold Hands"]
    assert {record.abstract for record in parsed.records} == {TERNS}


@pytest.mark.parametrize("mark", [">", "> ", "> > ", ">> "])
def test_what_a_mail_quotes_is_read_and_what_stands_around_it_is_told(mark: str) -> None:
    quoted = "".join(f"{mark}{line}".rstrip() + "\n" for line in LISTING.split("\n"))
    parsed = parse(f"Hi Ben,\n\nOn Fri, 14 Mar 2025 at 10:02, Ada Wren wrote:\n{quoted}\nBest, Ada\n")

    assert [(record.title, record.abstract) for record in parsed.records] == [
        ("Terns Sort Tides", TERNS),
        ("Otters Hold Hands", OTTERS),
    ]
    assert [fault.line for fault in parsed.faults] == [1, 24]
    assert all("stands outside of the quoted listing" in fault.message for fault in parsed.faults)


def test_a_quoted_line_that_the_mail_wrapped_goes_on_without_its_mark() -> None:
    quoted = "".join(f"> {line}\n" for line in LISTING.split("\n")).replace("we say why. It", "we say\nwhy. It")

    assert [record.abstract for record in parse(quoted).records] == [TERNS, OTTERS]


def test_what_a_browser_prints_on_each_page_is_no_part_of_a_paper() -> None:
    lines = LISTING.replace("and we say", "and\nwe say").split("\n")
    lines[6:6] = ["https://ponds.example/papers\t1/2", "3/14/25, 10:02 AM\tDaily Papers"]
    parsed = parse("\n".join([*lines, "https://ponds.example/papers 2/2"]))

    assert parsed.faults == ()
    assert [record.abstract for record in parsed.records] == [TERNS, OTTERS]


def test_an_address_below_all_entries_is_no_link_of_the_last() -> None:
    parsed = parse(f"{LISTING}\nhttps://ponds.example/papers\n")

    assert [record.links for record in parsed.records] == [(), ()]
    assert "taken as the address of the page" in parsed.faults[0].message


def read_days(*printed: str, head: str = "", options: ReadOptions = PLAIN) -> list[str]:
    entries = "".join(
        f"Terns Sort Tides of Pond {number}\n\n{TERNS}\n\n3 authors\n·\n{day}\n\n" for number, day in enumerate(printed, 1)
    )
    parsed = parse(f"Daily Papers\nSubscribe\n\n{head}\n\n{entries}", options)
    return [record.date.iso if record.date else "" for record in parsed.records]


def test_a_day_that_was_still_to_come_is_of_the_year_before() -> None:
    days = ["2025-01-01", "2024-12-30", "2024-12-29"]

    assert read_days("Jan 1", "Dec 30", "Dec 29, 2024", head="Jan 2") == days
    assert read_days("Jan 1", "Dec 30", "Dec 29, 2024", options=ReadOptions(captured=date(2025, 1, 2))) == days


@pytest.mark.parametrize("step", [1, -1])
def test_the_order_of_dates_tells_where_the_year_turned(step: int) -> None:
    printed = ["Jan 2", "Jan 1", "Dec 30", "Dec 29", "Dec 28, 2023"]

    assert read_days(*printed[::step]) == ["2024-01-02", "2024-01-01", "2023-12-30", "2023-12-29", "2023-12-28"][::step]
    assert read_days("Jan 2", "Dec 30", "Mar 4", "Oct 1", "Dec 28, 2023")[1] == "2024-12-30"


@pytest.mark.parametrize(
    "form",
    [
        "- {title}\n  - Authors: {names}\n  - Abstract: {abstract}\n",
        "- **{title}**\n  - *Authors:* {names}\n  - *Abstract:* {abstract}\n",
        "Title\t{title}\nAuthors\t{names}\nAbstract\t{abstract}\n\n",
        "title = {title}\nauthors = {names}\nabstract = {abstract}\n\n",
        "Title - {title}\nAuthors - {names}\nAbstract - {abstract}\n\n",
        "{title}\n{names}\nAbstract\n{abstract}\n\n",
        "Ada Wren  10:02 AM\n{title}\n\n{names}\n\n{abstract}\n\n",
    ],
)
def test_the_parts_of_an_entry_are_told_by_whatever_sign_stands_before_or_between_them(form: str) -> None:
    text = "".join(form.format(title=title, names=", ".join(names), abstract=text) for title, names, _, text in PAPERS)

    parsed = parse(text)

    assert parsed.faults == (), text
    assert [(record.title, record.abstract) for record in parsed.records] == [(title, text) for title, _, _, text in PAPERS]
    assert [record.authors for record in parsed.records] == [parse_authors(names) for _, names, _, _ in PAPERS]


@pytest.mark.parametrize(
    "form",
    [
        "## {}\n\n{}\n\n*3 authors* · Mar 12, 2024\n\n",
        "{}\n{}\n3 authors · Mar 12, 2024 · 1,234 views\n\n",
        "{}\n\n{}\n\n👥 3 authors\n·\n📅 Mar 12, 2024\n\n",
        "\u200f{}\u200f\n\n\u202b{}\u202c\n\n3 authors\n·\n12.03.24\n\n",
        "{}\n{}\n3 authors\n·\n12.3.24\nUpvote\n1.2k\n",
    ],
)
def test_facts_are_told_whatever_stands_around_them(form: str) -> None:
    parsed = parse("Search results for reeds\n2 results\n\n" + "".join(form.format(title, text) for title, _, _, text in PAPERS))

    assert parsed.faults == ()
    assert [(record.title, record.abstract) for record in parsed.records] == [(title, text) for title, _, _, text in PAPERS]
    assert {(record.author_count, record.date) for record in parsed.records} == {(3, PartialDate("2024-03-12"))}


def test_an_organization_in_two_lines_right_below_a_text_is_no_part_of_it() -> None:
    first = f"Terns Sort Tides\n{TERNS}\nfen-lab\nFen Lab\n·\nMar 12, 2024\n"
    (record, _) = parse(f"Trending Papers\nSubscribe\n\n{first}Otters Hold Hands\n{OTTERS}\n2 authors\n·\nMar 11, 2024\n").records

    assert (record.abstract, record.organization) == (TERNS, Organization("fen-lab", "Fen Lab"))


def test_titles_without_abstracts_are_papers_also_right_below_the_head() -> None:
    parsed = parse(
        "Daily Papers\n\nTerns Sort Tides by Hand\n\n3 authors\n·\nMar 12, 2025\n\nOtters at Sea\n\n2 authors\n·\nMar 11, 2025\n"
    )

    assert [record.title for record in parsed.records] == ["Terns Sort Tides by Hand", "Otters at Sea"]
    assert parsed.faults == ()


def test_the_page_of_one_paper_of_arxiv_is_read() -> None:
    parsed = parse(
        f"arXiv:2503.01234 (cs)\n[Submitted on 12 Mar 2025]\nTitle:Terns Sort Tides\nAuthors:Ada Wren, Ben Rook\nView PDF\n"
        f"Abstract:{TERNS}\nComments:\t8 pages\nCite as:\tarXiv:2503.01234 [cs.MA]\n"
    )

    assert [(record.title, record.abstract, record.date) for record in parsed.records] == [
        ("Terns Sort Tides", TERNS, PartialDate("2025-03-12"))
    ]


def test_lines_of_a_page_below_a_word_are_no_table_of_one_column() -> None:
    parsed = parse("Papers\narxiv:2503.01234\nreedkeeper\nUpvote\n17\nAbstract\nView PDF\n")

    assert (parsed.records, len(parsed.faults)) == ((), 1)


@pytest.mark.parametrize(
    "form",
    [
        "{day}\n{title}\n{names}\n{text}\n",
        "NEW\n{title}\ncs.LG\n{names}\n{text}\n{day}\n💬 12\n🔖\n\n",
        "1. {title}\n{names}\n{text}\n{day}\n\n",
    ],
)
def test_badges_categories_and_ranks_are_no_titles_and_a_date_may_come_first(form: str) -> None:
    parsed = parse(
        "".join(form.format(day=day, title=title, names=", ".join(names), text=text) for title, names, day, text in PAPERS)
    )

    assert parsed.faults == ()
    assert [(record.title, record.abstract, record.date) for record in parsed.records] == [
        (title, text, PartialDate(day)) for title, _, day, text in PAPERS
    ]
    assert {record.keywords for record in parsed.records} == {("cs.LG",) if "cs.LG" in form else ()}
