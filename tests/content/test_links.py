"""Links of people's Markdown: where they lead, and which of them lead nowhere."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.links import Destination, Elsewhere, Misled, find_dead_links, find_foreign_pictures, locate
from litatlas.content.markdown import Reference, Resolved, finish_html
from litatlas.content.prose import parse_prose

FILE = "content/notes/heron.md"


def has_all(target: str, anchor: str) -> bool:
    return True


def dead(body: str, *there: str) -> list[tuple[int, str]]:
    """The lines and names of dead links, of which there are none to the targets named."""
    links = find_dead_links(parse_prose(body, 0, FILE), lambda target: target in there, has_all)
    return [(link.line, link.name) for link in links]


def asked(body: str) -> list[str]:
    """What the check of a text asks for, in the order of the page."""
    targets: list[str] = []

    def is_there(target: str) -> bool:
        targets.append(target)
        return True

    assert list(find_dead_links(parse_prose(body, 0, FILE), is_there, has_all)) == []
    return targets


def test_a_slug_in_double_brackets_is_a_link() -> None:
    assert asked("See [[a-paper]], [[ topics/ponds ]] and [[b-paper|the other one]].") == ["a-paper", "topics/ponds", "b-paper"]
    assert asked("[[a]][[b]] and *[[c]]*, <b>[[d]]</b>, [[e|`code`]], [[f|of two\nlines]]") == ["a", "b", "c", "d", "e", "f"]


@pytest.mark.parametrize("row", ["| [[a]] | [[b]] |", r"| [[a\|x]] | [[b\|y]] |", "| [[a|x]] | [[b|y]] |", "[[a|x]] | [[b]]"])
def test_a_table_takes_links_by_slug_with_and_without_an_escape(row: str) -> None:
    assert asked(f"| x | y |\n| --- | --- |\n{row}\n") == ["a", "b"]


@pytest.mark.parametrize(
    ("link", "target"),
    [
        ("[x](../papers/a-paper.md)", "papers/a-paper"),
        ("[x](../papers/a-paper.md#results)", "papers/a-paper"),
        ('[x](<../topics/ponds.md> "A title")', "topics/ponds"),
        ("[x](other.md)", "notes/other"),
        ("[x][1]\n\n[1]: ../pages/about.md", "pages/about"),
        ('<a href="../pages/about.md">x</a>', "pages/about"),
        ('<div>\n<a href="../hardware/my-a100.md">x</a>\n</div>', "hardware/my-a100"),
        ("[x](../files/a.csv)", "files/a.csv"),
        ("[x](../files/deep/a%20b.csv)", "files/deep/a b.csv"),
        ("![x](../files/pic.png)", "files/pic.png"),
        ("[![x](../files/pic.png)](https://example.org/)", "files/pic.png"),
        ('<img src="../files/pic.png" alt="">', "files/pic.png"),
    ],
)
def test_an_address_of_a_page_or_a_file_is_asked_for(link: str, target: str) -> None:
    assert asked(link) == [target]


@pytest.mark.parametrize(
    "link",
    [
        "[x](https://example.org/a.md)",
        "[x](#a)",
        "[x](mailto:a.md)",
        "<https://example.org/>",
        "[ [a] ]",
        "[[]]",
        "[[a\nb]]",
        r"\[[nope]]",
        "[[1]](https://example.org/)",
        "[[1]][ref]\n\n[ref]: https://example.org/",
        "A claim.[^1]\n\n[^1]: Its ground.",
        "[unused]: ../papers/nope.md",
    ],
)
def test_other_links_are_none_of_the_reviews(link: str) -> None:
    assert asked(link) == []


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
        "<!-- [[slug]] -->",
        "<div>\n[[slug]]\n</div>",
        "| x |\n| --- |\n| `[[a|slug]]` |",
    ],
)
def test_code_comments_and_blocks_of_html_hold_no_links_by_slug(body: str) -> None:
    assert asked(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "It costs 3` and [[slug]].\n\nThen 4` more.",
        "- an item\n\n    [[slug]] in its second paragraph",
        "1. an item\n\n    [[slug]]",
        "Words.[^1]\n\n[^1]: a footnote\n\n    [[slug]]",
        "Words that go on\n    [[slug]] on an indented line",
        "```\ncode\n```\n\n[[slug]]",
        r"\\[[slug]]",
    ],
)
def test_what_only_looks_like_code_holds_links(body: str) -> None:
    assert asked(body) == ["slug"]


def test_dead_links_know_their_lines() -> None:
    body = "One.\n\n```\n[[no]]\n```\n\nTwo [[yes]]\nand [x](../topics/a.md),\n[[fine]], [[yes]].\n\n![pic](../files/no.png)"

    assert dead(body, "fine") == [(6, "yes"), (7, "a"), (8, "yes"), (10, "no.png")]


@pytest.mark.parametrize(
    ("link", "reason", "hint"),
    [
        ("[x](/papers/nope/)", "is absolute", "[[slug]]"),
        ("![x](/files/pic.png)", "is absolute", "content/files/"),
        ("[x](//example.org/)", "has no scheme", "https:"),
        ("[x](file:///pond/a.pdf)", "has the scheme 'file:'", "https"),
        ("[x](javascript:alert)", "has the scheme 'javascript:'", "https"),
        ('<a href="slack://pond">x</a>', "has the scheme 'slack:'", "https"),
        ('<img src="data:image/png;base64,AAAA">', "is no address of the web", "content/files/"),
        ("<gopher://pond.example/>", "has the scheme 'gopher:'", "https"),
        ("[x](../papers/nope/)", "names no page", "[[slug]]"),
        ("[x](../papers/nope.html)", "names no page", "[[slug]]"),
        ("[x](../../README.md)", "names no page", "[[slug]]"),
        ("[x](../files)", "names no page", "[[slug]]"),
        ("[x]()", "names no page", "[[slug]]"),
        ("![x](pic.png)", "names no file of content/files/", "content/files/"),
        ("![x](../papers/a.md)", "names no file of content/files/", "content/files/"),
        ("![x](../files/../../secret.png)", "names no file of content/files/", "content/files/"),
        ("![x](../files/nope.png)", "there is no file content/files/nope.png", "put it there"),
    ],
)
def test_an_address_that_works_nowhere_says_why_and_what_to_write(link: str, reason: str, hint: str) -> None:
    (found,) = find_dead_links(parse_prose(f"Words.\n\n{link}\n", 0, FILE), lambda target: target.startswith("papers"), has_all)

    assert found.line == 2
    assert reason in found.message
    assert hint in found.hint


def test_an_address_is_resolved_from_the_files_own_folder() -> None:
    def at(address: str, file: str) -> Destination | Elsewhere | Misled:
        return locate(Reference("link", address), file)

    assert at("../../papers/a.md#results", "content/notes/deep/b.md") == Destination("papers/a", "#results")
    assert at("c.md", "content/pages/b.md") == Destination("pages/c")
    assert at("../files/a.csv?x=1", "content/pages/b.md") == Destination("files/a.csv")
    assert at("HTTPS://example.org", "content/pages/b.md") == Elsewhere("HTTPS://example.org")


@given(st.text(st.sampled_from("[]|`~\n a(.md)<!->\t\\#\"='/:x"), max_size=80))
def test_no_text_makes_the_search_fail(body: str) -> None:
    assert all(
        0 <= link.line <= body.count("\n") for link in find_dead_links(parse_prose(body, 0, FILE), lambda target: False, has_all)
    )


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("![A pond](https://example.org/pic.png)", '<a href="https://example.org/pic.png">A pond</a>'),
        ("![](//example.org/some/pic.png)", '<a href="https://example.org/some/pic.png">pic.png</a>'),
        ('<img src="http://example.org/a.png" alt="a &lt; b">', '<a href="http://example.org/a.png">a &lt; b</a>'),
        ("[![Stars](https://img.example/x.svg)](https://a.example/h)", '<a href="https://a.example/h" rel="noopener">Stars</a>'),
    ],
)  # fmt: skip
def test_a_picture_of_another_site_becomes_a_link(body: str, shown: str) -> None:
    prose = parse_prose(f"Words.\n\n{body}\n", 4, FILE)

    def resolve(reference: Reference) -> Resolved | None:
        place = locate(reference, FILE)
        return Resolved(place.address) if isinstance(place, Elsewhere) else None

    assert shown in finish_html(prose.html, resolve)
    assert "<img" not in finish_html(prose.html, resolve)
    assert [line for line, _ in find_foreign_pictures(prose)] == [6]
    assert list(find_dead_links(prose, lambda target: False, has_all)) == []
