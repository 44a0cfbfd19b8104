"""What queries match: fields of records as they are read, laws of logic, and lines that may be left unparsed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.model import Author, Identifier, PartialDate, Publication, Record, Source
from litatlas.read.formats import parse_bytes
from litatlas.read.where.matching import build_matcher
from litatlas.read.where.parsing import parse_query
from litatlas.read.where.prefilter import build_prefilter
from litatlas.read.where.query import All, Either, Not, Query
from tests.read.where.test_query import queries

HERON = Record(
    title=r"Heron: a KV-Cache of G{\"o}del ponds",
    source=Source("list.json", 1, "0" * 64, None),
    abstract="It wades 2.4times faster,\nat $\\alpha$ = 3, over Łódź's river.",
    date=PartialDate("2024-05"),
    authors=(Author("van der Müller, Hanna", "Müller", "Hanna", "van der"), Author("Otter Group", "Otter Group")),
    identifiers=(Identifier("arxiv", "2405.01234", "2"), Identifier("doi", "10.1000/pond.7")),
    kind="preprint",
    venue="arXiv",
    publications=(Publication("conference paper", "Proc. of PondConf", "2025-01-02"),),
    keywords=("still water", "waders"),
    extra={"categories": ["cs.LG", "math.AG"]},
)
BARE = Record(title="Reeds", source=HERON.source)


@pytest.mark.parametrize(
    ("query", "is_match"),
    [
        ("heron", True),
        ("her", False),
        ("her*", True),
        ("'kv cache'", True),
        ("kv-cache", True),
        ("'cache kv'", False),
        ("'kv cach*'", True),
        ("k*ch*", False),  # a star stays within a word
        ("godel", True),
        ("Gödel", True),
        ("lodz", True),
        ("alpha", True),
        ("'2 4x faster'", True),
        ("'faster at'", True),
        ("'still water'", True),
        ("'water waders'", False),  # two keywords
        ("keyword:waders title:heron abstract:river", True),
        ("title:river", False),
        ("title:(pond or ponds) not abstract:(sea or ocean)", True),
        ("author:muller", True),
        ("author:'hanna van der muller'", True),
        ("author:'muller, hanna'", True),
        ("author:'hanna otter'", False),  # two persons
        ("hanna", False),
        ("venue:pondconf venue:arxiv", True),
        ("cat:cs.*", True),
        ("cat:CS.lg", True),
        ("cat:cs", False),
        ("cat:*.ag", True),
        ("id:2405.01234", True),
        ("id:arxiv:2405.01234", True),
        ("id:arxiv:2405.01234v2", True),
        ("id:10.1000/*", True),
        ("id:2405", False),
        ("kind:preprint kind:'conference paper'", True),
        ("kind:book", False),
        ("year:2024", True),
        ("year:2025", True),
        ("year:2023 or year:2026", False),
        ("date:2024-05-30..", True),
        ("date:2024-06..2024-12", False),
        ("date:..2024-05-01", True),
        ("date:2023-11..2024-05", True),
        ("abstract:* author:* cat:* id:* kind:* venue:* year:*", True),
        ("not heron", False),
    ],
)
def test_a_record_matches(query: str, is_match: bool) -> None:
    assert build_matcher(parse_query(query))(HERON) is is_match


def test_what_an_entry_does_not_state_matches_nothing_but_not() -> None:
    for field in ("abstract", "author", "venue", "keyword", "cat", "id", "kind", "date"):
        assert not build_matcher(parse_query(f"{field}:*"))(BARE)
        assert build_matcher(parse_query(f"reeds not {field}:*"))(BARE)
    assert not build_matcher(parse_query("year:1000.."))(BARE)


def test_an_undated_preprint_is_of_the_month_that_its_number_tells() -> None:
    record = Record(title="Reeds", source=HERON.source, identifiers=(Identifier("arxiv", "2405.01234"),))

    assert build_matcher(parse_query("date:2024-05"))(record)


@given(queries, queries, st.sampled_from([HERON, BARE]))
def test_queries_obey_the_laws_of_logic(one: Query, other: Query, record: Record) -> None:
    def holds(query: Query) -> bool:
        return build_matcher(query)(record)

    first, second = holds(one), holds(other)
    assert holds(Not(one)) is (not first)
    assert holds(All((one, other))) is (first and second)
    assert holds(Either((one, other))) is (first or second)
    assert holds(Not(All((one, other)))) is holds(Either((Not(one), Not(other))))


_PIECES = (
    *(
        "kv",
        "cache",
        "KV-Cache",
        "caches",
        "kvcache",
        "Müller",
        'M\\"uller',
        "{\\o}",
        "\\textbf{K}V",
        "$\\times$",
        "2times",
        "4",
        "x",
    ),
    *(
        "<i>K</i>V",
        "&eacute;",
        "r&#233;sum",
        "\n",
        "\t,",
        "-\n",
        "infty",
        "\\infty",
        "\\mu",
        "mu",
        "a",
        "b",
        "é",
        "ß",
        "\x01",
        "\\",
    ),
    *('"', "/", "epsilon", "xx", "100", "h100", "H\\$_{100}$", "北京", "\\'e", "\u00ad"),
)
_texts = st.lists(st.sampled_from(_PIECES), max_size=6).flatmap(
    lambda words: st.sampled_from([" ", "", "-"]).map(lambda between: between.join(words))
)
_asked = st.sampled_from(
    [
        *(
            "kv",
            "'kv cache'",
            "cach*",
            "kvcache",
            "muller",
            "2x",
            "x",
            "xx",
            "infinity",
            "mu",
            "epsilon",
            "h100",
            "100",
            "resume",
        ),
        *(
            "title:kv abstract:cache",
            "kv or author:muller",
            "not kv",
            "kv and not cache",
            "北京",
            "'b 4'",
            "k*v",
            "strasse or o",
            "e",
        ),
        *("cat:cs.* kv", "cat:cs.lg", "kv year:2024", "cat:c* or x", "keyword:kv", "venue:kv or cat:*.lg"),
    ]
)


@given(_texts, _texts, _texts, _asked, st.booleans(), st.sampled_from(["cs.LG", "math.AG cs.CL", ""]))
def test_no_line_that_matches_is_left_unparsed(
    title: str, abstract: str, name: str, asked: str, is_ascii: bool, categories: str
) -> None:
    query = parse_query(asked)
    entry = {"title": f"T {title}", "abstract": abstract, "authors": [name], "keywords": [name], "categories": categories}
    line = json.dumps(entry, ensure_ascii=is_ascii).encode()
    may_match = build_prefilter(query)

    records = parse_bytes(line, "list.json").records
    if any(map(build_matcher(query), records)):
        assert may_match is None or may_match(line)


def test_most_lines_are_left_unparsed_by_a_word_that_they_do_not_hold() -> None:
    plain = build_prefilter(parse_query("'kv cache' and not year:2020"))

    assert plain is not None
    assert not plain(b'{"title": "Herons in ponds", "abstract": "No\\n cache of keys, \\"values\\" or $n^2$."}')
    assert plain(b'{"title": "A KV-\\ncache"}')
    for query in ("year:2020", "not kv", "kv or year:2020", "venue:kv", "id:kv", "kind:* or kv"):
        assert build_prefilter(parse_query(query)) is None
