r"""LaTeX of bibliographies: what TeX would set, in Unicode; what no table knows stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.text.latex_text import ACCENTS, LETTERS, SYMBOLS, decode_latex, decode_latex_address


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"G{\"o}del, G\"{o}del, G\"odel, G\" odel", "Gödel, Gödel, Gödel, Gödel"),
        (r"\'{\i} \'\i v {\'\i}v", "í ív ív"),
        (r"{\v S}koda, \v{s} \v s, {\v{c}}", "Škoda, š š, č"),
        (r"Fran\c{c}ois Fran\c cois", "François François"),
        (r"Nguy{\~{\^e}}n, {\'{\^e}}", "Nguyễn, ế"),
        (r"{\L}ukasz {\L ukasz} \L{}ukasz", "Łukasz Łukasz Łukasz"),
        (r"{\O}rsted {\aa} {\ss} \AE r \textcommabelow{s}", "Ørsted å ß Ær ș"),
        (r"{BERT} {G}{P}{U} {{Deep}} {Quiet Ponds}", "BERT GPU Deep Quiet Ponds"),
        (r"50\% of R\&D \#1 a\_b \$5 \{x\}", "50% of R&D #1 a_b $5 {x}"),
        ("50% of R&D #1", "50% of R&D #1"),
        (r"``so'' `one' --- pages 3--7", "“so” ‘one' — pages 3–7"),
        (r"D.~E. Heron J.\,R. 10\,000 a\ b", "D. E. Heron J. R. 10000 a b"),
        (r"\textbf{bold} \emph{so} {\em so on} \mbox{x y}", "bold so so on x y"),
        (r"$O(n^2)$ and {$\alpha$}-{N}et, \ensuremath{\beta} \ensuremath{x^2}", r"$O(n^2)$ and $\alpha$-Net, β $x^2$"),
        (r"\textsuperscript{th} x^{2} y_{i}", "^{th} x^{2} y_{i}"),
        (r"\unknown{foo} \foo bar", r"\unknown{foo} \foo bar"),
        (r"\href{http://pond.test}{Pond} \noopsort{b}{Reed} \enquote{so}", "Pond Reed “so”"),
        (r"\textendash{} \textquoteright s {\textregistered} \textalpha", "– ’s ® α"),
        (r"\~{} \textasciitilde x \^{}", "~ ~x ^"),
        ("broken\n    over  lines", "broken over lines"),
        (r"{open and closed}}", "open and closed"),
        ("\\", "\\"),
        (r"{\relax Th}eo \textless{}i\textgreater{}x", "Theo <i>x"),
    ],
)
def test_latex_is_what_it_shows(latex: str, text: str) -> None:
    assert decode_latex(latex) == text


@pytest.mark.parametrize(
    ("latex", "address"),
    [
        (r"https://pond.test/a\_b?c=1\&d=2\#e", "https://pond.test/a_b?c=1&d=2#e"),
        (r"\url{https://pond.test/{\textasciitilde}reed/--a}", "https://pond.test/~reed/--a"),
        (r"https://pond.test/$\sim$reed/\~{}x", "https://pond.test/~reed/~x"),
        ("https://pond.test/long/\n   rest%20of", "https://pond.test/long/rest%20of"),
        (r"10.1000/{(SICI)}1-2{\textless}3::AID{\textgreater}4", "10.1000/(SICI)1-2<3::AID>4"),
        (r"10.1007/978-3-030\_1", "10.1007/978-3-030_1"),
    ],
)
def test_an_address_is_what_it_was_before_latex(latex: str, address: str) -> None:
    assert decode_latex_address(latex) == address


@given(st.text(max_size=200) | st.text("\\{}$~`'-^_abi \"", max_size=60))
def test_any_text_is_decoded_and_keeps_its_letters_outside_of_commands(text: str) -> None:
    decoded = decode_latex(text)

    assert decode_latex_address(text) is not None
    if "\\" not in text:
        assert [letter for letter in decoded if letter.isalpha()] == [letter for letter in text if letter.isalpha()]


def test_deep_nesting_and_long_texts_are_read() -> None:
    assert decode_latex("{" * 50_000 + "x" + "}" * 50_000) == "x"
    assert decode_latex("\\textbf{" * 20_000 + "x" + "}" * 20_000) == "x"
    assert len(decode_latex("$" + r"\'e" * 100_000)) > 100_000


def test_no_command_has_two_meanings() -> None:
    assert not LETTERS.keys() & SYMBOLS.keys()
    assert not ACCENTS.keys() & (LETTERS.keys() | SYMBOLS.keys())
