"""Many words as one pattern: what it matches is what the words, tried one by one from the longest on, would."""

import re

from hypothesis import given
from hypothesis import strategies as st

from litatlas.extract.lexicon.choices import write_choices

WORDS = st.lists(st.text("abs .+", min_size=1, max_size=4).filter(str.strip), min_size=1, max_size=6)


@given(words=WORDS, text=st.text("abs .+", max_size=8))
def test_the_longest_word_that_a_text_begins_with_is_matched(words: list[str], text: str) -> None:
    found = re.match(write_choices(words), text)
    assert (found[0] if found else None) == max((word for word in words if text.startswith(word)), key=len, default=None)


def test_a_word_with_an_asterisk_goes_on_with_any_letters_and_gives_them_back_where_more_must_follow() -> None:
    pattern = re.compile(write_choices(["reach*", "reach out", "run"]))
    assert [match[0] for match in pattern.finditer("reaches, reach out, runs")] == ["reaches", "reach out", "run"]
    assert re.fullmatch(write_choices(["reach*"]) + "ed", "reached")


@given(words=WORDS, text=st.text("abBAS .+ſ", max_size=8))
def test_words_in_any_case_match_what_the_flag_would_have_them_match(words: list[str], text: str) -> None:
    found = re.match(write_choices(words, in_any_case=True), text)
    flagged = re.match(rf"(?ai:{write_choices(words)})", text)

    assert (found and found[0]) == (flagged and flagged[0])


def test_no_words_match_nothing() -> None:
    assert not re.search(write_choices([]), "")
