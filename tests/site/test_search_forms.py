"""Acronyms and what they stand for find the same papers, where the vocabulary has both for one thing."""

from litatlas.site.search.forms import pair_acronyms


def test_an_acronym_and_its_long_forms_have_one_term() -> None:
    forms = pair_acronyms(
        [("a", "nets of ponds"), ("a", "nets-of-ponds"), ("a", "NoP"), ("a", "pond nets"), ("b", "PDN"), ("b", "pond dry net")]
    )

    assert forms == {
        **dict.fromkeys([("nop",), ("net", "of", "pond")], "nop ="),
        **dict.fromkeys([("pdn",), ("pdns",), ("pond", "dry", "net")], "pdn ="),
    }


def test_what_is_short_for_two_things_stands_for_itself_alone() -> None:
    assert pair_acronyms([("a", "big lake"), ("a", "BL"), ("b", "blue lagoon"), ("b", "BL")]) == {}


def test_a_word_that_is_no_acronym_pairs_with_nothing() -> None:
    assert pair_acronyms([("a", "to"), ("a", "time out"), ("a", "Heron"), ("a", "H"), ("b", "IS"), ("b", "ink stain")]) == {}
