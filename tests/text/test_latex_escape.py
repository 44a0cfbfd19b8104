"""Text to LaTeX and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.text.latex_escape import escape_latex, find_definitions
from litatlas.text.latex_text import LETTERS, MATHEMATICS, SYMBOLS, decode_latex

PLAIN = st.text(
    st.sampled_from("".join([*LETTERS.values(), *MATHEMATICS.values(), *SYMBOLS.values(), "aZ09 .,:;-'éŠ{}\\$%&#_^~<>|`\"李"]))
)


@given(PLAIN | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Co", "Cn"])))
def test_what_is_escaped_is_read_as_it_was_but_for_variants_of_letters(text: str) -> None:
    plain = " ".join(text.split())
    back = decode_latex(escape_latex(plain))

    if all(letter.isascii() or letter in "éŠ李" for letter in plain):
        assert back == plain
    for letter in {*plain} & {*LETTERS.values(), *"×≤→α√∞"} - {"ĳ", "Ĳ", "ẞ"}:
        assert back.count(letter) >= plain.count(letter)


@pytest.mark.parametrize("dashes", ["--", "---", "-", "–", "—", "a--b", "''", "`x'", "?`", "“”‘’"])
def test_signs_that_tex_would_join_stay_apart(dashes: str) -> None:
    assert decode_latex(escape_latex(dashes)) == dashes


def test_letters_of_latin_scripts_stay_where_they_may() -> None:
    assert escape_latex("Łódź, ế, α", keeps_letters=True) == r"Łódź, {\'{{\^e}}}, \ensuremath{\alpha}"


def test_only_what_pdflatex_lacks_is_defined() -> None:
    assert find_definitions(escape_latex("Gödel × α — “Łódź”")) == ()
    (command,) = find_definitions(escape_latex("ą"))
    (letter,) = find_definitions("李")

    assert command.endswith(r"\expandafter\gdef\csname OT1\string\k\endcsname{\fontencoding{T1}\selectfont\k}\fi")
    assert letter.endswith(r"\expandafter\gdef\csname u8:\string^^e6\string^^9d\string^^8e\endcsname{[U+674E]}\fi")
