"""Plain lists of identifiers."""

import pytest

from litatlas.read.formats import find_format
from tests.read.reading import identifiers, read_sample, read_text, said


def test_each_line_is_an_identifier_however_it_is_written() -> None:
    records = read_sample("identifiers.6.txt")

    assert [identifiers(record) for record in records] == [
        ["arxiv:2401.00011"],
        ["arxiv:2401.00012v2"],
        ["arxiv:2401.00013v1"],
        ["doi:10.1000/pond.7"],
        ["acl:2024.pond-main.1"],
        ["arxiv:cs/0301012"],
    ]
    assert [record.source.line for record in records] == [2, 3, 4, 5, 6, 7]
    assert {record.title for record in records} == {""}


def test_a_title_may_stand_beside_an_identifier() -> None:
    records = read_sample("identifiers+titles.3.txt")

    assert [record.title for record in records] == [
        "Slow Snails on Fast GPUs",
        "A Garden of Kernels",
        "Do Robins Dream of Tensors?",
    ]
    assert [identifiers(record) for record in records] == [["arxiv:2401.00011"], ["arxiv:2401.00012"], ["arxiv:2401.00013"]]


def test_several_identifiers_on_a_line_are_an_entry_each() -> None:
    records = read_text("2401.00011, 2401.00012; 10.1000/pond.7\n2401.00013\n").records

    assert [identifiers(record)[0] for record in records] == [
        "arxiv:2401.00011",
        "arxiv:2401.00012",
        "doi:10.1000/pond.7",
        "arxiv:2401.00013",
    ]
    assert [record.source.line for record in records] == [1, 1, 1, 2]


def test_a_line_that_names_nothing_is_told_and_the_others_are_read() -> None:
    parsed = read_text("2401.00011\nsnails\nhttps://ponds.test/7\n2401.00012\n", "identifiers")

    assert len(parsed.records) == 2
    assert said(parsed) == ['"snails" is no identifier that is known', '"https://ponds.test/7" is no identifier that is known']


def test_most_lines_decide_that_a_file_is_a_list_and_the_others_are_told_with_their_lines() -> None:
    parsed = read_text("2401.00011 2401.00012\nsome stray remark\n2401.00013\n2313.99999\n10.1000/pond.7\n")

    assert [(record.source.line, *identifiers(record)) for record in parsed.records] == [
        (1, "arxiv:2401.00011"),
        (1, "arxiv:2401.00012"),
        (3, "arxiv:2401.00013"),
        (5, "doi:10.1000/pond.7"),
    ]
    assert [(fault.line, fault.message) for fault in parsed.faults] == [
        (2, '"some stray remark" is no identifier that is known'),
        (4, '"2313.99999" is no identifier that is known'),
    ]
    assert parsed.skipped == 2


@pytest.mark.parametrize(
    "text", ["Snails\n\nThey race.\n", "title,year\nSnails,2024\n", "- [Snails](https://arxiv.org/abs/2401.00011) race\n"]
)
def test_other_texts_are_no_lists_of_identifiers(text: str) -> None:
    found = find_format(text.encode(), "list.txt")

    assert found is None or found.name != "identifiers"
