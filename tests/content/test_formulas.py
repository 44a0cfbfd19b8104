r"""Formulas in people's Markdown: MathML that a browser shows, dollars that are money, and faults with their lines."""

import re
import time
from html import escape, unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.formulas import render_formulas
from litatlas.content.mathml import MAX_LENGTH, MAX_NESTING, render_formula
from litatlas.content.prose import find_unshown, parse_prose
from litatlas.errors import ContentError
from litatlas.review.loading import load_review
from tests.invented import write_files


def show(text: str) -> str:
    return parse_prose(text, 1, "content/notes/heron.md").html


def complain(text: str, line: int = 1) -> list[tuple[int, str]]:
    prose = parse_prose(text, line, "content/notes/heron.md")
    return [(fault.line, fault.message) for fault in find_unshown(prose)]


@pytest.mark.parametrize(
    ("tex", "shown"),
    [
        ("x^2", "<msup><mi>x</mi><mn>2</mn></msup>"),
        (r"\frac{a}{b}", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"),
        (r"a \le b", "<mi>a</mi><mo>≤</mo><mi>b</mi>"),
        ("a<b", "<mi>a</mi><mo>&lt;</mo><mi>b</mi>"),
        (r"\text{a < b & c}", "<mtext>a\u00a0&lt;\u00a0b\u00a0&amp;\u00a0c</mtext>"),
        (r"\mathrm{s}", '<mi mathvariant="normal">s</mi>'),
        (r"\mathrm{ms}", "<mi>ms</mi>"),
        (r"\sqrt{d}", "<msqrt><mi>d</mi></msqrt>"),
        (r"50\,\%", '<mn>50</mn><mspace width="0.16666667em"></mspace><mi>%</mi>'),
        (r"\{1\}", '<mo stretchy="false">{</mo><mn>1</mn><mo stretchy="false">}</mo>'),
        (r"\boldsymbol{\theta}", "<mi>𝜽</mi>"),
        (r"\mathbb{1}", "<mi>𝟙</mi>"),
        (r"\mathbf{W}", "<mi>𝐖</mi>"),
        (r"\boxed{x}", '<mrow class="formula-box"><mi>x</mi></mrow>'),
        (r"\cancel{x}", '<mrow class="formula-up"><mi>x</mi></mrow>'),
        (r"\textbf{ab}", '<mtext class="formula-bold">ab</mtext>'),
        (r"\text{for $x$ only}", "<mtext>for\u00a0</mtext><mi>x</mi><mtext>\u00a0only</mtext>"),
        (r"\text{a_b}", "<mtext>a_b</mtext>"),
        (r"\arg\min_\theta L", "<mi>arg</mi>"),
        (r"\operatorname*{arg\,max}_x", "<mi>arg\u2009max</mi>"),
        (r"\vec{v}", '<mi>v</mi><mo stretchy="false" class="formula-vector">→</mo>'),
        (r"a\!b", '<mspace class="formula-back"></mspace>'),
        (r"\cfrac{1}{x}", 'class="formula-low"'),
        (r"\mathop{\mathbb{E}}_x", '<mpadded class="formula-no-left formula-spaced"><mi>𝔼</mi></mpadded>'),
        (r"\mathbbm{1}", "<mi>𝟙</mi>"),
    ],
)
def test_a_formula_becomes_the_mathml_of_it(tex: str, shown: str) -> None:
    assert shown in render_formula(tex, is_block=False)
    assert shown in show(f"The herons count ${tex}$ of them.")


@pytest.mark.parametrize(
    ("tex", "rows"),
    [
        (r"\begin{aligned} f &= 2 \\ &= 3 \end{aligned}", [["f", "=2"], ["", "=3"]]),
        (r"\begin{align} f &= 2 \label{pond} \\[2pt] &= 3 \end{align}", [["f", "=2"], ["", "=3"]]),
        (r"\begin{gather} a=b \\ c=d \end{gather}", [["a=b"], ["c=d"]]),
        (r"\begin{aligned}[t] f &= 2 \\* &= 3 \\*[2pt] &= 5 \end{aligned}", [["f", "=2"], ["", "=3"], ["", "=5"]]),
        (r"\begin{alignedat}[b]{2} f &= 2 \\ &= 3 \end{alignedat}", [["f", "=2"], ["", "=3"]]),
        (r"\begin{split} a &= b \\ &= d \end{split}", [["a", "=b"], ["", "=d"]]),
        (r"\begin{equation} \begin{split} a \\ b \end{split} \end{equation}", [["a"], ["b"]]),
        (r"\begin{cases} 1 & x>0 \\ 0 & \text{else} \end{cases}", [["1", "x>0"], ["0", "else"]]),
        (r"\begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}", [["1", "2"], ["3", "4"]]),
        (r"\begin{array}{l|r} a & b \\ \hline c & d \end{array}", [["a", "b"], ["c", "d"]]),
        (r"\sum_{\substack{i<n \\ j<m}} x", [["i<n"], ["j<m"]]),
    ],
)
def test_rows_and_cells_of_a_formula_stand_in_rows_and_cells(tex: str, rows: list[list[str]]) -> None:
    html = unescape(re.sub(r"</?(?!mtr|mtd)[a-z][^>]*>", "", render_formula(tex, is_block=True)))

    cells = [re.findall(r"<mtd[^>]*>(.*?)</mtd>", row) for row in re.findall(r"<mtr>(.*?)</mtr>", html)]
    assert [[cell.replace("\u2063", "").replace(" ", "") for cell in row] for row in cells] == rows
    assert show(f"$$\n{tex}\n$$").count("<mtr>") == len(rows)


def test_a_formula_of_its_own_paragraph_is_a_block_and_others_are_in_the_line() -> None:
    assert show("$$\nx^2\n$$").startswith('<div class="formula"><math display="block" alttext="x^2">')
    assert show("a $x^2$").startswith('<p>a <span class="formula"><math display="inline" alttext="x^2">')


@pytest.mark.parametrize(
    "text",
    ["From $5 to $10 a heron.", r"\$x\$", "`$x$`", "    $x$", "$ x $", "$", "$$", "It costs 5$, or 6$7.", "```\n$x$\n```"],
)
def test_dollars_that_are_no_formula_stand_as_they_are_written(text: str) -> None:
    assert "<math" not in show(text)
    assert show(text).count("$") == text.count("$")
    assert complain(text) == []


def test_a_formula_may_stand_in_backticks_between_dollars_as_on_github() -> None:
    assert show("By $`p_i * q_i`$ and $`x`$.") == show("By $p_i * q_i$ and $x$.")
    assert show("A cell.\n\n| $`P(A|B)`$ | 2 |\n|---|---|").count("<math") == 1
    assert "<math" not in show(r"\$`x`$ and `$`")


def test_a_formula_keeps_what_elsewhere_is_markup() -> None:
    html = show("$a_1 * b_2 * c_3$ and $[[x]]$ and $\\{a\\}$, [[ponds|$x$]]")

    assert "<em>" not in html
    assert html.count("<math") == 4
    assert html.count("<a ") == 1


@pytest.mark.parametrize(
    ("tex", "reason"),
    [
        (r"\foo{x}", r"has \foo, which is not known"),
        ("x^", "is not TeX that can be read: expected argument but reached end of input"),
        (r"\left( x", "is not TeX that can be read: "),
        ("a & b", 'is not TeX that can be read: found "&", which may only appear in a table-like environment'),
        ("5 % of", "has a %, which begins a comment"),
        (r"a \\ b", r"has \\ outside of rows"),
        (r"\color{red} x", r"has \color, which is not known"),
        (r"\begin{pond} x \end{pond}", "has the environment pond, which is not known"),
        ("x}", "has 0 opening and 1 closing braces"),
        (r"\sqrt{x", "has 1 opening and 0 closing braces"),
        (r"\sqrt{" * (MAX_NESTING + 1) + "x" + "}" * (MAX_NESTING + 1), "is nested too deeply"),
        (r"\def\a{x}\a", r"has \def, which is not known"),
        ("{" * 1500 + "}" * 1500, f"has more than {MAX_LENGTH:,} characters"),
        (r"\left(" * 280 + r"\right)" * 280, f"has more than {MAX_LENGTH:,} characters"),
    ],
)
def test_a_formula_that_cannot_be_shown_is_a_fault_with_its_line_and_reason(tex: str, reason: str) -> None:
    ((line, message),) = complain(f"# Herons\n\nThey count ${tex}$.\n", line=7)

    assert line == 9
    assert reason in message
    assert len(message) < 160
    assert "<code>" in show(f"${tex}$")


def test_a_formula_may_be_as_deep_and_as_long_as_people_write() -> None:
    assert complain("$" + r"\sqrt{" * MAX_NESTING + "x" + "}" * MAX_NESTING + "$") == []
    assert complain("$" + "x" * MAX_LENGTH + "$") == []


def test_a_review_with_broken_formulas_says_where_they_are(tmp_path: Path) -> None:
    body = "Fine $x$.\n\n$\\foo$ and $y^$\n"
    write_files(tmp_path, {"content/review.yml": "title: T\n", "content/pages/fresh.md": f"---\ntitle: New\n---\n\n{body}"})

    with pytest.raises(ContentError) as caught:
        load_review(tmp_path)

    assert [(fault.file, fault.line) for fault in caught.value.faults] == [("content/pages/fresh.md", 7)] * 2
    assert [fault.message[:20] for fault in caught.value.faults] == ["the formula '\\\\foo' ", "the formula 'y^' is "]


@pytest.mark.parametrize(
    "tex",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{position:fixed}{x}",
        r"\class{cards}{x}",
        r"\text{<script>alert(1)</script>}",
        r"\text{<img src=x onerror=alert(1)>}",
        r'\color{red" onclick="alert(1)}x',
        r'\hspace{1em" onclick="x}y',
        r"\unicode{x3c}script\unicode{x3e}",
        r"\text{&lt;script&gt;}",
        "<b onclick=x>y</b>",
        r'x" onclick="y',
    ],
)
def test_nothing_that_runs_or_styles_gets_into_a_formula(tex: str) -> None:
    html, broken = render_formulas(f'<span class="arithmatex">{escape(tex)}</span>')

    names = {name for tag in re.findall(r"<[a-z][^<>]*>", html) for name in re.findall(r'\s([\w:-]+)="[^"]*"', tag)}
    tags = set(re.findall(r"<([a-z]\w*)", html))
    assert names <= {"class", "display", "alttext", "width", "stretchy", "mathvariant", "lspace", "rspace"}
    assert tags <= {"span", "code"} if broken else tags <= {"span", "math", "mrow", "mi", "mn", "mo", "mtext", "mspace"}


TEX = st.lists(
    st.sampled_from(
        r"\frac \sqrt \left( \right) { } ^ _ & \\ ' x 1 - $ \begin{matrix} \end{matrix} \text{a} \over \hat \sum \limits < > "
        '" [ ] \\mathbf \\hline \\not % # ~ \x02 \x03 é 𝔸'.split(" ")
    ),
    max_size=40,
).map("".join)


@given(TEX)
def test_no_tex_breaks_the_page_or_takes_long(tex: str) -> None:
    started = time.process_time()
    html = parse_prose(f"a ${tex}$ b\n\n$${tex}$$\n", 1, "f").html

    assert time.process_time() - started < 1
    assert re.sub(r'<(?:/?[a-z][a-z0-9]*)(?: [a-z]+="[^"]*")*>', "", html).count("<") == 0
    assert html.count("<math") == html.count("</math>")
