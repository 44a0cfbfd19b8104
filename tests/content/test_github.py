"""Markdown as GitHub shows it: what people write there looks the same here, and nothing that they wrote is lost."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.differences import find_differences
from litatlas.content.headings import slugify_heading
from litatlas.content.markdown import parse_markdown


def shown(text: str) -> str:
    """The HTML of a text, without line breaks between elements."""
    return re.sub(
        r"\s*(</?(?:p|ul|ol|li|table|thead|tbody|tr|th|td|blockquote|div|pre|h[1-6]|hr)\b[^>]*>)\s*", r"\1", parse_markdown(text)
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("We like:\n- reeds\n- mud", "<p>We like:</p><ul><li>reeds</li><li>mud</li></ul>"),
        ("Then:\n1. wade\n2. wait", "<p>Then:</p><ol><li>wade</li><li>wait</li></ol>"),
        ("3. wade\n4. wait", '<ol start="3"><li>wade</li><li>wait</li></ol>'),
        (
            "- birds\n  - herons\n    - grey\n- fish",
            "<ul><li>birds<ul><li>herons<ul><li>grey</li></ul></li></ul></li><li>fish</li></ul>",
        ),
        ("1. wade\n   - slowly", "<ol><li>wade<ul><li>slowly</li></ul></li></ol>"),
        ("- a\n- b\n\n1. c", "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>"),
        ("- a\n\n  b", "<ul><li><p>a</p><p>b</p></li></ul>"),
        ("A pond\n> says", "<p>A pond</p><blockquote><p>says</p></blockquote>"),
        ("# Ponds\nare wet", '<h1 id="ponds">Ponds</h1><p>are wet</p>'),
        ("Ponds\n---\nare wet", '<h2 id="ponds">Ponds</h2><p>are wet</p>'),
        ("2026\\. A year", "<p>2026. A year</p>"),
        ("a ~~dry~~ b", "<p>a <del>dry</del> b</p>"),
        ("a ~dry~ b, ~5 to ~7", "<p>a <del>dry</del> b, ~5 to ~7</p>"),
        ("[a](the pond.pdf)", "<p>[a](the pond.pdf)</p>"),
        ("[a](<the pond.pdf> (wet))", '<p><a href="the pond.pdf" title="wet" rel="noopener">a</a></p>'),
        ("[a] [b]\n\n[b]: c.md", '<p>[a] <a href="c.md" rel="noopener">b</a></p>'),
        ("![a *wet* `pond`](p.png)", '<p><img alt="a wet pond" src="p.png"></p>'),
        ("`` a`b `` and ```c", "<p><code>a`b</code> and ```c</p>"),
        ("We say $$x|y$$ here", '<p>We say <span class="arithmatex">x|y</span> here</p>'),
        ("a\\\nb", "<p>a<br>\nb</p>"),
        ("<MAILTO:ada@ponds.example>", '<p><a href="MAILTO:ada@ponds.example" rel="noopener">MAILTO:ada@ponds.example</a></p>'),
        ("snake_case_word and 2*3*4", "<p>snake_case_word and 2<em>3</em>4</p>"),
        ("a List<int> of <T>", "<p>a List&lt;int&gt; of &lt;T&gt;</p>"),
    ],
)
def test_a_text_is_read_as_github_reads_it(text: str, html: str) -> None:
    assert shown(text) == html


@pytest.mark.parametrize("above", ["", "The table:\n", "The table:\n\n"])
def test_a_table_may_stand_right_below_a_line(above: str) -> None:
    html = shown(f"{above}| a | b |\n|:-:|--:|\n| 1 | 2 |")

    assert html.endswith(
        '<table><thead><tr><th class="center">a</th><th class="end">b</th></tr></thead>'
        '<tbody><tr><td class="center">1</td><td class="end">2</td></tr></tbody></table>'
    )


@pytest.mark.parametrize("cell", ["$P(A|B)$", "$$P(A|B)$$", "`a|b`", r"`a\|b`", r"a \| b", "[[ponds|the wet]]"])
def test_no_bar_in_code_formulas_or_links_ends_a_cell(cell: str) -> None:
    html = shown(f"| x | y |\n| --- | --- |\n| {cell} | kept |")

    assert html.count("<td>") == 2
    assert "<td>kept</td>" in html
    assert html.count("|") == 1 - ("ponds" in cell)


@pytest.mark.parametrize("indent", ["", "  ", "   "])
def test_code_between_fences_may_stand_in_a_list(indent: str) -> None:
    marker = {"": "", "  ": "- a\n\n", "   ": "1. a\n\n"}[indent]
    html = shown(f"{marker}{indent}```python\n{indent}def wade():\n{indent}    wait\n{indent}```")

    assert '<span class="k">def</span>' in html
    assert "\n    " in html
    assert "`" not in html


def test_a_formula_of_its_own_lines_may_stand_in_a_list_and_below_a_line() -> None:
    assert '<div class="arithmatex">a = b\n= c</div>' in shown("- a\n\n  $$\n  a = b\n  = c\n  $$")
    assert shown("So\n$$\na - b\n$$\nholds") == '<p>So</p><div class="arithmatex">a - b</div><p>holds</p>'
    assert shown("```math\n- x\n```") == '<div class="arithmatex">- x</div>'
    assert shown("$$x$$") == '<div class="arithmatex">x</div>'


@pytest.mark.parametrize(
    ("text", "href", "behind"),
    [
        ("See https://pond.example/a.", "https://pond.example/a", "."),
        ("(https://pond.example/a_(b))", "https://pond.example/a_(b)", ")"),
        ("www.pond.example, it is", "http://www.pond.example", ", it is"),
        ("https://pond.example/?a=1&b=2!", "https://pond.example/?a=1&amp;b=2", "!"),
        ("Write to heron@pond.example.", "mailto:heron@pond.example", "."),
        ("ftp://pond.example/x", "ftp://pond.example/x", ""),
    ],
)
def test_a_bare_address_is_a_link_without_what_ends_its_sentence(text: str, href: str, behind: str) -> None:
    html = shown(text)

    assert f'href="{href}"' in html
    assert html.endswith(f"</a>{behind}</p>")


@pytest.mark.parametrize(
    "text", ["`https://pond.example`", "heron@pond", "[https://a.example](https://pond.example)", "xhttps://a.example"]
)
def test_an_address_in_code_or_in_a_link_is_no_link_of_its_own(text: str) -> None:
    assert shown(text).count("<a ") == text.count("](")


def test_an_alert_says_what_kind_it_is() -> None:
    html = shown("> [!WARNING]\n> Deep *mud*.\n\n> [!pond]\n> none")

    assert '<blockquote class="alert warning"><p class="alert-title">Warning</p><p>Deep <em>mud</em>.</p></blockquote>' in html
    assert "<blockquote><p>[!pond]" in html


def test_a_footnote_may_have_paragraphs_and_lists() -> None:
    html = shown("A.[^n] B.\n\n[^n]: One,\n    more.\n\n    - a\n    - b\n\nLast.")

    assert "<p>One,\nmore.</p><ul><li>a</li><li>b" in html
    assert html.index("Last.") < html.index("One,")


def test_headings_have_ids_of_their_words_and_those_that_people_give() -> None:
    html = shown("# Two ponds\n\n## Two ponds\n\n## `O(n)` & *more*!\n\n## Own {#two}\n\n## Ünder")

    assert re.findall(r'<h\d id="([^"]*)"', html) == ["two-ponds", "two-ponds-1", "on--more", "two", "ünder"]


def test_words_that_look_like_an_id_are_none() -> None:
    assert '<h2 id="two-ponds">' in shown('## Two ponds\n\nIt has id="two-ponds" there.')


@given(st.text(st.sampled_from("ab -*_~#>$()!\\\n\t.:1&{}^=+"), max_size=60))
def test_no_letter_of_a_text_without_links_and_tags_is_lost(text: str) -> None:
    lines = "".join(line for line in text.splitlines(keepends=True) if "~~~" not in line and "{" not in line)
    html = unescape(re.sub(r"<[^<>]*>", "", parse_markdown(lines)))

    assert len(re.findall("[ab]", html)) == len(re.findall("[ab]", lines))


@given(st.text(max_size=20))
def test_the_id_of_a_heading_has_no_space(text: str) -> None:
    assert not re.search(r"[ #\"<>]", slugify_heading(text))


@pytest.mark.parametrize(
    "text",
    [
        "We wade *slowly*, **very** `slowly`, ~~fast~~, and [rest](https://pond.example/a_b(c) 'here') <b>long</b>.",
        "# A *pond* of [reeds]\n\n[reeds]: https://pond.example",
        "| *a* | `b|c` |\n| --- | --- |\n| $x_1*y_2*z$ | [[ponds|the *wet*]] |",
        "See https://pond.example/a_b_c or heron@pond.example, $a_i$ and $b_i$.[^1]\n\n[^1]: *Here* _too_.",
        "- [ ] *wade*\n- [x] wait\n\n> [!NOTE]\n> *Mud*.",
        "snake_case_word, 2*3*4, ~one~ and `*no*`, \\*none\\*, &amp; List<int>",
        "***wade*** and **a *b* c**, ![a *wet* pond](../files/a.png)",
    ],
)
def test_what_agrees_with_github_is_not_told(text: str) -> None:
    assert list(find_differences(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        'a*"wet"*',
        "*(*wade)",
        "[a [b](c)][d]\n\n[d]: e",
        "[a [b](c)](d)",
        '[a <b title="](c)">',
        "<ftp://pond.example/\\[>",
        "<del>\n\n*wade*\n\n</del>",
    ],
)
def test_what_github_reads_by_other_rules_is_told_by_its_line(text: str) -> None:
    differing = [line for line, _ in find_differences(f"Plain *words*.\n\n{text}\n\nMore.")]

    assert differing == [2]
