"""What of people's texts does not get onto the page is told, and nothing else; what GitHub shows as written, pages do too."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.lost import find_lost
from litatlas.content.markdown import parse_markdown

DEEP = "\n".join(f"{'  ' * level}- level {level}" for level in range(31))


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("Herons.\n\nFast when a<b and c>d.", 2, '"<b and c>" is read as the tag <b>: "and c" does not get onto the page'),
        ("One\nline, a<i x>b.", 1, '"<i x>" is read as the tag <i>'),
        ("A <b>heron wades.\n\nAn otter.", 0, "the tag <b> is not closed in its paragraph"),
        ("AA\n\n<!-- x\n\nBB", 2, "the comment that begins here has no end"),
        ("AA\n\n<![CDATA[ x ]]>\n", 2, "does not get onto the page"),
        ("AA\n\n<?php x ?>\n", 2, "does not get onto the page"),
        ("AA\n\nThe <button>heron</button> wades", 2, "the tag <button> does not get onto the page, only what stands in it"),
        ("AA\n\n<div>\n<select>\n</div>", 3, "the tag <select> does not get onto the page"),
        (
            'AA\n\n<p style="color: teal" title="b" onclick=x>c</p>',
            2,
            "of the tag <p>, style, onclick does not get onto the page",
        ),
        (DEEP, 29, "in so many lists and quotations within one another"),
        (">" * 61 + " deep", 0, "in so many lists and quotations within one another"),
        ("a[^a]\n\n[^a]: one\n[^a]: two", 3, "a footnote [^a] stands above already"),
        ("a[^b]", 0, "there is no footnote [^b]"),
        ("a\n\n[^c]: unused", 2, "nothing refers to the footnote [^c]"),
        ("| a | b |\n| - | - |\n| 1 | 2 |\n| 1 | 2 | 3 |", 3, "this row has 3 cells and its table 2 columns"),
        ("a[^a]\n\n[^a]: one\n\n    a<b and c>d", 4, '"and c" does not get onto the page'),
    ],
)
def test_what_is_lost_is_told_at_its_line(text: str, line: int, message: str) -> None:
    (lost,) = find_lost(text)

    assert (lost.line, message in lost.message, lost.hint != "") == (line, True, True), lost


@pytest.mark.parametrize(
    "text",
    [
        "`a<b c>`, $a<b and c>d$ and \\<b c>",
        "<details open>\n<summary>More</summary>\n\nwords\n\n</details>",
        '<img src="files/x.png" alt="a heron" width=30> and <a href="#x">x</a>, a<br/>b, a<br />b',
        "a <script src=x async>b</script>",
        '<p lang="de" class="b">c</p> and <h2 id="d">e</h2>',
        "List<int> and map<K, V> and Vec<u8 >",
        "x < y and z > w, a<3 and b>4",
        "<!-- a comment -->\n\nwords",
        "```html\n<b and c>\n[^x]\n| 1 | 2 | 3 |\n```",
        "a[^1]\n\n[^1]: a footnote[^2]\n\n[^2]: of a footnote",
        "| a | b |\n| - | - |\n| `x|y` | 1\\|2 |\n| only one |",
        "> | a | b |\n> | - | - |\n> | 1 | 2 |",
        "\n".join(f"{'  ' * level}- level {level}" for level in range(20)),
    ],
)
def test_what_gets_onto_the_page_is_not_told(text: str) -> None:
    assert find_lost(text) == ()


@pytest.mark.parametrize("name", ["script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "plaintext"])
def test_tags_that_would_swallow_what_is_below_are_shown_as_they_are_written(name: str) -> None:
    html = parse_markdown(f"AA\n\n<{name} src=//x>\n\nBB **bold** <{name}>kept</{name}>\n\n- CC")

    assert f"&lt;{name} src=//x&gt;" in html
    assert "bold" in html
    assert f"&lt;{name}&gt;kept&lt;/{name}&gt;" in html
    assert "<li>CC</li>" in html
    assert f"<{name}" not in html


@given(st.text(alphabet="ab <>/!-[]^:|`$\\\n*_&=\"'"))
def test_no_text_keeps_what_is_lost_from_being_told(text: str) -> None:
    assert all(0 <= lost.line <= text.count("\n") for lost in find_lost(text))
