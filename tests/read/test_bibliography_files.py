"""PubMed's and EndNote's XML, and CSL-JSON: each fact from its element, and what no fact has is kept."""

import json

import pytest

from litatlas.model import Json, Record
from litatlas.read.formats import ReadOptions, parse_bytes
from litatlas.read.parsed import Parsed


def parse(text: str, name: str) -> Parsed:
    return parse_bytes(text.encode(), "list", ReadOptions(format=name))


def ids(record: Record) -> list[str]:
    return [str(one) for one in record.identifiers]


def read_pubmed(article: str, around: str = "", data: str = "") -> Record:
    citation = (
        f"<MedlineCitation><PMID>1</PMID><Article><ArticleTitle>One.</ArticleTitle>{article}</Article>{around}</MedlineCitation>"
    )
    parsed = parse(
        f"<PubmedArticleSet><PubmedArticle>{citation}<PubmedData>{data}</PubmedData></PubmedArticle></PubmedArticleSet>", "pubmed"
    )
    assert [str(fault) for fault in parsed.faults] == []
    return parsed.records[0]


def test_the_identifiers_of_the_references_are_not_the_article_s() -> None:
    own = (
        "<ArticleIdList><ArticleId IdType='doi'>10.1000/own</ArticleId><ArticleId IdType='pmc'>PMC12</ArticleId></ArticleIdList>"
    )
    other = own.replace("own", "other").replace("PMC12", "PMC13")

    assert ids(read_pubmed("", data=f"{own}<ReferenceList><Reference>{other}</Reference></ReferenceList>")) == [
        "doi:10.1000/own",
        "pmid:1",
        "pmcid:PMC12",
    ]


def test_the_parts_of_an_abstract_stand_behind_their_labels() -> None:
    text = "<Abstract><AbstractText Label='AIMS'>To <b>wait</b>.</AbstractText><AbstractText>We did.</AbstractText></Abstract>"

    assert read_pubmed(text).abstract == "AIMS: To <b>wait</b>.\nWe did."


@pytest.mark.parametrize(
    ("date", "iso"),
    [
        ("<PubDate><Year>2021</Year><Month>Apr</Month><Day>5</Day></PubDate>", "2021-04-05"),
        ("<PubDate><MedlineDate>1998 Dec-1999 Jan</MedlineDate></PubDate>", "1998-12"),
        ("<PubDate><Year>2021</Year><Season>Spring</Season></PubDate>", "2021"),
    ],
)
def test_a_date_of_pubmed_is_read_in_each_of_its_forms(date: str, iso: str) -> None:
    found = read_pubmed(f"<Journal><JournalIssue>{date}</JournalIssue></Journal>").date

    assert found is not None
    assert found.iso == iso


def test_a_list_of_authors_that_is_not_complete_says_so() -> None:
    people = "<AuthorList CompleteYN='N'><Author><LastName>Heron</LastName><Initials>H</Initials></Author></AuthorList>"
    record = read_pubmed(people)

    assert [(one.given, one.family) for one in record.authors] == [("H", "Heron")]
    assert record.extra["AuthorList"] == "incomplete"


def test_an_article_of_pubmed_without_a_title_is_skipped() -> None:
    parsed = parse(
        "<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID/></MedlineCitation></PubmedArticle></PubmedArticleSet>", "pubmed"
    )

    assert (parsed.records, parsed.skipped) == ((), 1)


def test_endnote_s_styles_are_undone_and_its_places_on_a_disk_left_out() -> None:
    parsed = parse(
        "<xml><records><record><ref-type name='Thesis'>32</ref-type>"
        "<titles><title><style>On </style><style>ponds</style></title></titles>"
        "<publisher>Fenland</publisher><urls><pdf-urls><url>internal-pdf://1/x.pdf</url></pdf-urls></urls><custom1>mine</custom1>"
        "<dates><year>2021</year><pub-dates><date>5 April</date></pub-dates></dates></record></records></xml>",
        "endnote",
    )
    (record,) = parsed.records

    assert (record.title, record.kind, record.venue, record.date and record.date.iso) == (
        "On ponds",
        "thesis",
        "Fenland",
        "2021-04-05",
    )
    assert (record.links, record.extra) == ((), {"custom1": "mine"})


def read_csl(**fields: Json) -> Record:
    parsed = parse(json.dumps([{"id": "a", "type": "article-journal", "title": "One", **fields}]), "csl-json")
    assert [str(fault) for fault in parsed.faults] == []
    return parsed.records[0]


@pytest.mark.parametrize(
    ("issued", "iso"),
    [
        ({"date-parts": [[2021, 4, 5]]}, "2021-04-05"),
        ({"date-parts": [["2021", "4"]]}, "2021-04"),
        ({"date-parts": [[2021], [2022]]}, "2021"),
        ({"raw": "5 April 2021"}, "2021-04-05"),
        ({"literal": "Spring 2021"}, "2021"),
        ("2021-04", "2021-04"),
    ],
)
def test_a_date_of_csl_is_read_in_each_of_its_forms(issued: Json, iso: str) -> None:
    date = read_csl(issued=issued).date

    assert date is not None
    assert date.iso == iso


@pytest.mark.parametrize(
    "issued", [{"date-parts": []}, {"date-parts": [[]]}, {"date-parts": [[None]]}, {"literal": "soon"}, ["x"]]
)
def test_what_is_no_date_stays_what_it_is(issued: Json) -> None:
    record = read_csl(issued=issued)

    assert (record.date, record.extra) == (None, {"issued": issued})


def test_names_of_csl_keep_their_parts() -> None:
    record = read_csl(
        author=[
            {"family": "Reed", "given": "Otto", "non-dropping-particle": "van der", "suffix": "Jr."},
            {"literal": "The Pond, Inc."},
            {},
        ]
    )

    assert [(one.given, one.particle, one.family, one.suffix) for one in record.authors] == [
        ("Otto", "van der", "Reed", "Jr."), ("", "", "The Pond, Inc.", ""),
    ]  # fmt: skip


def test_lines_of_a_note_that_are_facts_are_read_and_the_others_stay() -> None:
    record = read_csl(note="arXiv:2401.01234 [cs]\nPMID: 12\nread this")

    assert (ids(record), record.extra) == (["arxiv:2401.01234", "pmid:12"], {"note": "read this"})
