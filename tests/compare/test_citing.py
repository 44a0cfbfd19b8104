"""Bibliographies: keys that stay, BibTeX that any title survives, CSL-JSON with what is known."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.compare.citing import Citation, Name, build_csl_item, cite, format_bibtex, split_name
from litatlas.identity.names import parse_author
from litatlas.model import Extraction, Organization, Paper, PartialDate, Source, Witness, Work

SOURCE = Source("may.txt", 3, "0" * 64, "2024-06-01")
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
FIELD = re.compile(r"  (\w+) = (.*),")


def make_paper(slug: str, title: str, date: str | None = None, authors: tuple[str, ...] = (), organization: str = "") -> Paper:
    work = Work(
        title=title, abstract=None, abstract_sha256=None, author_count=None, authors=tuple(map(parse_author, authors)),
        organization=Organization("id", organization) if organization else None, date=PartialDate(date) if date else None,
        comments=None, witnesses=(Witness(SOURCE, ("title",), {}),),
    )  # fmt: skip
    return Paper(slug, work, Extraction((), (), (), (), {}))


def key_of(title: str, date: str | None = None, *authors: str) -> str:
    return cite([make_paper("a", title, date, authors)])["a"].key


def read_entry(entry: str) -> tuple[str, dict[str, str]]:
    """An entry as BibTeX reads it: it counts braces, and takes whatever stands between them."""
    first, *lines, last = entry.splitlines()
    assert last == "}"
    match = re.fullmatch(r"@misc\{([A-Za-z0-9-]+),", first)
    assert match
    fields = {}
    for line in lines:
        field = FIELD.fullmatch(line)
        assert field, line
        value = field[2]
        depths, depth = [], 0
        for letter in value:
            depth += (letter == "{") - (letter == "}")
            depths.append(depth)
        # The value's own braces are closed by its last letter and by none before.
        assert value in ("may",) or (depths[-1] == 0 and 0 not in depths[:-1]), value
        fields[field[1]] = value
    return match[1], fields


def undo_escapes(text: str) -> str:
    """The text that LaTeX would set."""
    names = {"textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^"}
    return re.sub(r"\{\\(text[a-z]+)\}|\\([&%$#_])", lambda match: names[match[1]] if match[1] else match[2], text)


@pytest.mark.parametrize(
    ("title", "date", "authors", "key"),
    [
        ("Heron: Sparse Kernels for Quiet Ponds", "2024-05-03", (), "heron2024sparse"),
        ("Heron: Sparse Kernels for Quiet Ponds", "2024", ("Ada Wader", "Grus Heron"), "wader2024heron"),
        ("On the Éclair of Ponds", None, (), "eclairponds"),
        ("The 3 Otters 2", "2023-07", (), "32023otters"),
        ("河獭", "2023-07", (), "paper2023"),
        ("A Pond", "2023", ("李鹭",), "pond2023"),
        ("Ponds", "2023", ("Ludwig van der Reed",), "reed2023ponds"),
    ],
)
def test_a_key_names_author_or_title_year_and_a_telling_word(
    title: str, date: str | None, authors: tuple[str, ...], key: str
) -> None:
    assert key_of(title, date, *authors) == key


@given(st.lists(st.sampled_from(["Heron waits", "Heron: waits", "The heron waits", "Otter"]), min_size=1, max_size=12))
def test_keys_are_unique_and_a_newer_paper_changes_none_of_the_old_ones(titles: list[str]) -> None:
    papers = [make_paper(f"paper-{number}", title, "2024-05") for number, title in enumerate(titles)]
    before = {slug: citation.key for slug, citation in cite(papers[:-1]).items()}
    late = replace(papers[-1], work=replace(papers[-1].work, date=PartialDate("2024-12-31")))
    after = {slug: citation.key for slug, citation in cite([late, *papers[:-1]]).items()}

    assert len(set(after.values())) == len(papers)
    assert {slug: after[slug] for slug in before} == before


def test_keys_do_not_depend_on_the_order_of_papers() -> None:
    papers = [make_paper(f"paper-{number}", "Heron waits", "2024") for number in range(5)]

    assert cite(papers) == cite(papers[::-1])


def test_an_entry_states_what_is_known_and_nothing_else() -> None:
    known = make_paper("a", "Quiet Ponds", "2024-05-03", ("Ada Wader", "Grus Heron"), "Pond & Lab")
    unknown = make_paper("b", "Reeds")
    entries = cite([known, unknown])

    assert format_bibtex(entries["a"]) == (
        "@misc{wader2024quiet,\n  title = {{Quiet Ponds}},\n  author = {Ada Wader and Grus Heron},\n"
        "  organization = {Pond \\& Lab},\n  year = {2024},\n  month = may,\n}\n"
    )
    assert format_bibtex(entries["b"]) == "@misc{reeds,\n  title = {{Reeds}},\n}\n"


@given(WORDS, st.lists(WORDS, max_size=3), WORDS)
def test_any_text_makes_an_entry_that_bibtex_reads_and_latex_sets_as_it_was(
    title: str, authors: list[str], organization: str
) -> None:
    citation = cite([make_paper("a", title, "2024-05", tuple(authors), organization)])["a"]
    key, fields = read_entry(format_bibtex(citation))

    assert key == citation.key
    assert undo_escapes(fields["title"][2:-2]) == citation.title
    assert undo_escapes(fields.get("organization", "{}")[1:-1]) == citation.organization
    assert not re.search(r"(?<!\\)[&%$#_~^]", "".join(fields.values()))


def test_a_name_that_bibtex_would_take_apart_stands_in_braces() -> None:
    citation = cite([make_paper("a", "Ponds", "2024", ("Reed and Sons", "A, B, C", "Ada Wader"))])["a"]

    assert "author = {{Reed and Sons} and {A, B, C} and Ada Wader}" in format_bibtex(citation)


def test_a_letter_outside_ascii_stays_a_letter() -> None:
    assert "title = {{Études of 李鹭}}" in format_bibtex(Citation("a", "Études of 李鹭", (), "", ""))


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Ada Wader", Name("Ada", "", "Wader")),
        ("Wader, Ada B.", Name("Ada B.", "", "Wader")),
        ("Ludwig van der Reed", Name("Ludwig", "van der", "Reed")),
        ("van der Reed, Ludwig", Name("Ludwig", "van der", "Reed")),
        ("李鹭", Name("", "", "李鹭")),
        ("bell", Name("", "", "bell")),
    ],
)
def test_a_name_is_split_as_bibtex_splits_it(name: str, parts: Name) -> None:
    assert split_name(name) == parts


@given(WORDS.filter(str.strip))
def test_splitting_a_name_loses_no_word(name: str) -> None:
    parts = split_name(name)
    words = " ".join((parts.given, parts.particle, parts.family)).split()

    assert sorted(" ".join(words).replace(",", " ").split()) == sorted(name.replace(",", " ").split())


def test_csl_holds_names_in_parts_and_the_date_as_far_as_it_is_known() -> None:
    paper = make_paper("a", "Quiet Ponds", "2024-05", ("Ludwig van der Reed", "李鹭"), "Pond Lab")

    assert build_csl_item(cite([paper])["a"]) == {
        "id": "reed2024quiet",
        "type": "article",
        "title": "Quiet Ponds",
        "author": [{"family": "Reed", "given": "Ludwig", "non-dropping-particle": "van der"}, {"literal": "李鹭"}],
        "issued": {"date-parts": [[2024, 5]]},
        "publisher": "Pond Lab",
    }
