"""What the columns of tables hold, told by their names and by the user."""

import pytest

from litatlas.read.columns import ROLES, assign_columns, find_role, find_wrong_columns


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Title", "title"),
        ("Article Title", "title"),
        ("Author(s)", "authors"),
        ("author_names", "authors"),
        ("PUBLICATION YEAR", "year"),
        ("Abstract Note", "abstract"),
        ("Item DOI", "doi"),
        ("GitHub", "code"),
        ("PDF-Link", "pdf"),
        ("标题", "title"),
        ("File Attachments", "left out"),
        ("Number of legs", None),
        ("", None),
    ],
)
def test_a_usual_name_tells_what_a_column_holds(name: str, role: str | None) -> None:
    assert find_role(name) == role


def test_the_user_can_name_every_role() -> None:
    for role in ROLES:
        (column,) = assign_columns(["What I call it"], {role: "What I call it"})
        assert column.role == role


def test_what_the_user_says_of_a_role_is_all_there_is_of_it() -> None:
    columns = assign_columns(["Name", "Paper", "Year"], {"title": "paper", "published": "Year"})

    assert [(column.name, column.role) for column in columns] == [("Name", None), ("Paper", "title"), ("Year", "date")]


def test_two_letters_are_codes_only_among_their_like() -> None:
    codes = "PT AU AF TI SO DT PY DI UT".split()

    assert [column.role for column in assign_columns(codes)] == [
        *(None, "authors", "authors", "title", "venue"),
        *("kind", "year", "doi", None),
    ]
    assert [column.role for column in assign_columns(["Title", "ID", "AU"])] == ["title", None, None]


def test_of_two_columns_with_one_role_the_surer_has_the_lower_rank() -> None:
    short, full = assign_columns(["Authors", "Author full names"])

    assert full.rank < short.rank


def test_a_field_or_a_column_that_is_not_there_is_told() -> None:
    (field, _), (column, hint) = find_wrong_columns(["Paper", "Year"], {"legs": "Paper", "title": "Papr"})

    assert field == "there is no field 'legs' for the column \"Paper\""
    assert column == "there is no column \"Papr\" for the field 'title'"
    assert hint == 'name one of "Paper", "Year"'


def test_a_name_that_may_be_the_titles_means_something_else_beside_a_title() -> None:
    assert [column.role for column in assign_columns(["Title", "Publication", "Paper", "Name"])] == [
        "title",
        "venue",
        "paper",
        None,
    ]
    assert [column.role for column in assign_columns(["Paper", "Year"])] == ["title", "year"]
