"""The language of queries: what is written is what is meant, and what cannot be meant is told with its column."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.errors import UsageError
from litatlas.read.where.parsing import FIELDS, parse_query
from litatlas.read.where.query import (
    All,
    Days,
    Either,
    Name,
    Not,
    Phrase,
    Query,
    Stated,
    format_query,
    join_all,
    join_either,
    split_patterns,
)
from litatlas.text.folding import fold_case

POND, REED, HERON = Phrase("text", ("pond",)), Phrase("text", ("reed",)), Phrase("text", ("heron",))

_words = st.text(alphabet="abxyz9é*ßмм北", min_size=1, max_size=6).map(split_patterns).filter(bool)
_phrases = st.builds(
    Phrase,
    st.sampled_from(["text", "title", "abstract", "author", "venue", "keyword"]),
    st.lists(st.one_of(_words.map(lambda words: words[0]), st.sampled_from(["and", "or", "not"])), min_size=1, max_size=3).map(
        tuple
    ),
)
_patterns = st.text(alphabet="ab.:/*()'\"\\ 1é", min_size=1, max_size=8).map(
    lambda text: " ".join(fold_case(text).replace("**", "*").replace("**", "*").split())
)
_names = st.builds(Name, st.sampled_from(["cat", "id"]), _patterns.filter(lambda text: text.strip("*")))
_days = st.sampled_from(["2019", "2020-02-29", "2021-05", "2022"])
_spans = st.tuples(_days, _days).map(lambda days: Days(*sorted(days))) | _days.map(lambda day: Days(day, ""))
_stated = st.builds(Stated, st.sampled_from(sorted(set(FIELDS.values()))))
queries = st.recursive(
    st.one_of(_phrases, _names, _spans, _stated),
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.lists(inner, min_size=2, max_size=3).map(join_all),
        st.lists(inner, min_size=2, max_size=3).map(join_either),
    ),
    max_leaves=8,
)


@given(queries)
def test_a_query_reads_as_it_was_written(query: Query) -> None:
    assert parse_query(format_query(query)) == query


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("pond", POND),
        ("  POND\n", POND),
        ("pond reed", All((POND, REED))),
        ("pond and reed AND heron", All((POND, REED, HERON))),
        ("pond or reed heron", Either((POND, All((REED, HERON))))),
        ("(pond or reed) heron", All((Either((POND, REED)), HERON))),
        ("not pond reed", All((Not(POND), REED))),
        ("not (pond reed)", Not(All((POND, REED)))),
        ("'kv cache'", Phrase("text", ("kv", "cache"))),
        ('"KV-cache"', Phrase("text", ("kv", "cache"))),
        ("kv-cach*", Phrase("text", ("kv", "cach*"))),
        ("'and'", Phrase("text", ("and",))),
        ("Müller", Phrase("text", ("muller",))),
        ("title:pond", Phrase("title", ("pond",))),
        (
            "title:(pond or abstract:reed) heron",
            All((Either((Phrase("title", ("pond",)), Phrase("abstract", ("reed",)))), HERON)),
        ),
        ("author:'van der Heron'", Phrase("author", ("van", "der", "heron"))),
        ("cat:cs.*", Name("cat", "cs.*")),
        ("id:10.1000/X**", Name("id", "10.1000/x*")),
        ("id:'a \\'b\\''", Name("id", "a 'b'")),
        ("kind:'conference paper'", Name("kind", "conference paper")),
        ("year:2024", Days("2024", "2024")),
        ("date:2023-05..2024", Days("2023-05", "2024")),
        ("year:..2022", Days("", "2022")),
        ("year:2022..", Days("2022", "")),
        ("abstract:*", Stated("abstract")),
        ("year:*", Stated("date")),
    ],
)
def test_a_query_means(text: str, query: Query) -> None:
    assert parse_query(text) == query


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("", 1, "is empty"),
        ("pond and", 9, "ends where a query should stand"),
        ("or pond", 1, '"or" has nothing before it'),
        ("pond or or reed", 9, '"or" has nothing before it'),
        ("(pond", 1, "has a ( that nothing closes"),
        ("pond) reed", 5, "has a ) without its ("),
        ("pond ()", 7, "ends where a query should stand"),
        ("pond 'kv cache", 6, "has a ' that nothing closes"),
        ("titel:pond", 1, '"titel:" is no field; write title: for that field'),
        ("https://pond.test", 1, '"https:" is no field; the fields are text, title'),
        ("pond title: reed", 12, "title: has no value"),
        ("title:++", 7, '"++" has no letters or digits'),
        ("*", 1, '"*" has no letters or digits'),
        ("cat:''", 5, "cat: has no value"),
        ("cat:(cs.LG or cs.CL)", 1, "cat: takes no parentheses; write (cat:… or cat:…)"),
        ("kind:poem", 6, '"poem" is no kind; there are article'),
        ("year:24", 6, '"24" is no date'),
        ("date:2023-02-29", 6, '"2023-02-29" is no date'),
        ("year:2024..2020", 6, "the range ends before it begins"),
        ("year:..", 6, "the range has no end"),
        ("pond year>=2020", 6, '"year>" is no test; write a range'),
        ("pond -reed", 6, '"-reed" begins with a minus; write not reed'),
        ("(" * 60 + "pond" + ")" * 60, 52, "has more than 50 parentheses"),
        ("not " * 60 + "pond", 205, "has more than 50 parentheses"),
    ],
)
def test_what_is_no_query_is_told_with_its_column_and_what_to_do(text: str, column: int, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_query(text)

    told, shown, mark = str(raised.value).split("\n")
    assert told.startswith(f"--where, column {column}: {message}")
    assert "; " in told
    assert (shown, mark) == (f"  {text}", " " * (column + 1) + "^")


@given(st.text(alphabet="ab*(): '\"\\-.<=2and ornt\n", max_size=20))
def test_any_text_is_a_query_or_told(text: str) -> None:
    try:
        query = parse_query(text)
    except UsageError:
        return
    assert parse_query(format_query(query)) == query
