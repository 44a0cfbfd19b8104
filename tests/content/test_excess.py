"""Texts that the Markdown library takes minutes for: read at once, or told and not read."""

import pytest

from litatlas.content.excess import find_excess
from litatlas.content.markdown import parse_markdown
from litatlas.content.prose import find_unshown, parse_prose

LOG = '2026-11-21 [info] [worker 7] served <papers> as "GET /a_b_c" in *12 ms* [[ok] (see ![this](\n'


@pytest.mark.parametrize(
    "sign",
    [
        "[",
        "[[",
        "![",
        "[](",
        "[a](",
        "[a][",
        "[[a|",
        "[^1",
        "[a]: ",
        "](",
        "*a ",
        "_a ",
        "a`",
        "> ",
        "(",
        "~a",
        "$$a",
        "[a](b 'c",
        LOG,
    ],
)
def test_a_text_of_signs_is_read_at_once(sign: str) -> None:
    text = (sign * 33_000)[:33_000] + "`" * 9_000 + "a" + "`" * 5_000

    assert find_excess(text) is None
    assert len(parse_markdown(text)) > 1000


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("Seen.\n\n" + "<a " * 11_000, 9, "11000 signs < open tags that nothing closes"),
        ("Seen.\n\n" + "~~~a\n" * 6_600, 9, "6600 blocks of code are never closed"),
        ("Seen.\n\n" + "```a\n" * 6_600, 9, "blocks of code are never closed"),
        ("Seen.\n\n" + "[^a]" * 600 + "\n\n[^a]: Mud.", 9, "600 references lead to the footnote 'a'"),
        ("Seen.\n\n" + "=\n" * 16_000, 9, "headings follow one another"),
        ("Seen.\n\n" + "# a\n" * 8_000, 9, "8000 headings follow one another"),
    ],
)
def test_a_text_that_would_take_minutes_is_told_with_its_line_and_not_read(text: str, line: int, words: str) -> None:
    (fault,) = find_unshown(parse_prose(text, 7, "content/notes/heron.md"))

    assert (fault.file, fault.line) == ("content/notes/heron.md", line)
    assert words in fault.message
    assert "block" in fault.hint or "line" in fault.hint


@pytest.mark.parametrize(
    "text",
    [
        "```cpp\nstd::vector<std::map<A, B<C\n```\n" * 2_000,
        "# a\n\ntext\n\n" * 3_000,
        "| a | b |\n| - | - |\n" + "| x | [y](https://example.org) |\n" * 3_000,
        "- a < b and c <d\n" * 200,
        "word " * 40_000,
    ],
)
def test_long_texts_that_people_write_pass(text: str) -> None:
    assert find_excess(text) is None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[a [b] c](https://example.org)", '<a href="https://example.org" rel="noopener">a [b] c</a>'),
        ('[a](https://example.org "t (u)")', '<a href="https://example.org" title="t (u)" rel="noopener">a</a>'),
        ("[a](<https://example.org/b c>)", '<a href="https://example.org/b c" rel="noopener">a</a>'),
        ("[a](https://example.org/b_(c))", '<a href="https://example.org/b_(c)" rel="noopener">a</a>'),
        ("[a][x] and [x]\n\n[x]: https://example.org", 'href="https://example.org" rel="noopener">a</a> and <a'),
        ("![a](b.png)", '<img alt="a" src="b.png">'),
        ("]] [a](b.md) [[", '<a href="b.md" rel="noopener">a</a> [['),
        ("[a](b", "[a](b"),
        ("[a", "[a"),
    ],
)
def test_links_are_what_they_were(text: str, html: str) -> None:
    assert html in parse_markdown(text)
