"""Nothing that people wrote into a text is lost: what pages cannot show as it is meant stands as it is written, or is told."""

import re

import pytest

from litatlas.content.markdown import parse_markdown


def show(text: str) -> str:
    """The HTML of a text, without line breaks."""
    return parse_markdown(text).replace("\n", "")


@pytest.mark.parametrize(
    "opened",
    [
        "<script>",
        "<style> p",
        "<!-- mud",
        "<iframe src=//x>",
        "<title>",
        "<xmp>",
        "<textarea>",
        "<plaintext>",
        "<template>",
        "<?mud",
    ],
)
@pytest.mark.parametrize("before", ["", "Herons ", "Herons\n\n"])
def test_what_follows_an_element_that_nothing_ends_is_read_as_markdown(before: str, opened: str) -> None:
    html = show(f"{before}{opened}\n\nThe **reed**\n\n- wades")

    assert html.endswith("<p>The <strong>reed</strong></p><ul><li>wades</li></ul>")
    assert f"&lt;{opened[1:4]}" in html


@pytest.mark.parametrize("text", ["<script>KEPT</script>", "<style>KEPT</style>", "<![CDATA[ KEPT ]]>", "<?KEPT ?>"])
@pytest.mark.parametrize("before", ["", "Herons "])
def test_what_a_browser_would_not_show_stands_as_it_is_written(before: str, text: str) -> None:
    assert re.sub("<[^<>]*>", "", show(before + text)) == before + text.replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    "text", ["Fast when a<b and c>d.\n\nMud", "- a <b>c\n- d\n\nMud", "# a </i><i>c\n\nMud", "|a|\n|-|\n|<b>c|\n\nMud"]
)
def test_an_element_that_nothing_closes_ends_with_its_paragraph(text: str) -> None:
    assert show(text).endswith("<p>Mud</p>")


@pytest.mark.parametrize("text", ["\n".join(f"{'  ' * level}- w{level}." for level in range(40)), ">" * 90 + " w39."])
def test_what_is_nested_too_deep_stands_as_text(text: str) -> None:
    html = show(f"{text}\n\nReeds")

    assert html.endswith("<p>Reeds</p>")
    assert "w39." in html


@pytest.mark.parametrize("sign", ["<!--\n", "<script>\n", "> <!--\n", "<b><i>", "- <![CDATA[\n", "</b>"])
def test_many_that_nothing_ends_are_read_at_once(sign: str) -> None:
    assert "Reeds" in show(sign * 3000 + "\n\nReeds")


def test_a_comment_that_its_block_does_not_end_takes_nothing_of_the_next() -> None:
    html = show("<div>\n<!-- mud\n</div>\n\nReeds **wade**\n\n<p>so --></p>\n\nOtters")

    assert "&lt;!-- mud" in html
    assert "<p>Reeds <strong>wade</strong></p>" in html
