"""Links within `content/`: found where Markdown has them, not found in code."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.links import ContentLink, find_links, resolve_file

FILE = "content/notes/heron.md"


def targets(body: str) -> list[str]:
    return [link.target for link in find_links(body, FILE)]


def test_a_slug_in_double_brackets_is_a_link() -> None:
    assert targets("See [[a-paper]], [[ topics/ponds ]] and [[b-paper|the other one]].") == ["a-paper", "topics/ponds", "b-paper"]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("[x](../papers/a-paper.md)", "papers/a-paper"),
        ("[x](../papers/a-paper.md#results)", "papers/a-paper"),
        ('[x](<../topics/ponds.md> "A title")', "topics/ponds"),
        ("[x](other.md)", "notes/other"),
        ("[x][1]\n\n[1]: ../pages/about.md", "pages/about"),
    ],
)
def test_a_relative_link_to_a_markdown_file_is_a_link(link: str, target: str) -> None:
    assert targets(link) == [target]


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://example.org/a.md)",
        "[x](/a.md)",
        "[x](#a)",
        "[x](../files/a.csv)",
        "[x](mailto:a.md)",
        "[ [a] ]",
        "[[]]",
        "[[a\nb]]",
    ],
)
def test_other_links_are_none_of_the_reviews(link: str) -> None:
    assert targets(link) == []


@pytest.mark.parametrize(
    "body",
    [
        "Write `[[slug]]` to link.",
        "Write ``[[slug]] ` `` to link.",
        "```\n[[slug]]\n```",
        "~~~markdown\n[[slug]] [x](../papers/a.md)\n~~~",
        "````\n```\n[[slug]]\n```\n````",
        "Words.\n\n    [[slug]]\n\n    [[slug]]\n",
        "    [[slug]]",
        "Words. <!-- [[slug]]\n[[slug]] -->",
    ],
)
def test_code_and_comments_hold_no_links(body: str) -> None:
    assert targets(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "It costs 3` and [[slug]].\n\nThen 4` more.",
        "- an item\n\n    [[slug]] in its second paragraph",
        "1. an item\n\n    [[slug]]",
        "[^1]: a footnote\n\n    [[slug]]",
        "Words that go on\n    [[slug]] on an indented line",
        "```\ncode\n```\n\n[[slug]]",
    ],
)
def test_what_only_looks_like_code_holds_links(body: str) -> None:
    assert targets(body) == ["slug"]


def test_a_link_knows_its_line_also_below_code() -> None:
    body = "One.\n\n```\n[[no]]\n```\n\n    [[no]]\n\nTwo [[yes]]\nand [x](../topics/a.md)."

    assert list(find_links(body, FILE)) == [ContentLink("yes", 8), ContentLink("topics/a", 9)]


def test_a_path_is_resolved_from_the_files_own_folder() -> None:
    assert resolve_file("../../papers/a.md", "content/notes/deep/b.md") == "papers/a"
    assert resolve_file("c.md", "content/pages/b.md") == "pages/c"


@given(st.text(st.sampled_from("[]|`~\n a(.md)<!->\t"), max_size=80))
def test_no_text_makes_the_search_fail(body: str) -> None:
    assert all(0 <= link.line <= body.count("\n") for link in find_links(body, FILE))
