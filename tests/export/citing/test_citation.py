"""What a bibliography says of a paper: keys that stay, the publication that is cited, details by whichever name they came."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.export.citing.citation import Citation, choose_publication, cite, draft_citations, settle_keys
from litatlas.identity.names import parse_authors
from litatlas.model import (
    Extraction,
    Identifier,
    Json,
    Link,
    Organization,
    Paper,
    PartialDate,
    Publication,
    Source,
    Witness,
    Work,
)
from litatlas.text.repair import repair

SOURCE = Source("may.txt", 3, "0" * 64, "2024-06-01")


def make_paper(slug: str, title: str, date: str | None = None, authors: tuple[str, ...] = (), organization: str = "") -> Paper:
    work = Work(
        title=repair(title), abstract=None, abstract_sha256=None, author_count=None, authors=parse_authors(authors),
        organization=Organization("id", organization) if organization else None, date=PartialDate(date) if date else None,
        comments=None, witnesses=(Witness(SOURCE, ("title",), {}),),
    )  # fmt: skip
    return Paper(slug, work, Extraction((), (), (), (), {}))


def change(paper: Paper, **fields: object) -> Paper:
    return replace(paper, work=replace(paper.work, **fields))  # type: ignore[arg-type]


def key_of(title: str, date: str | None = None, *authors: str) -> str:
    return cite([make_paper("a", title, date, authors)])["a"].key


@pytest.mark.parametrize(
    ("title", "date", "authors", "key"),
    [
        ("Heron: Sparse Kernels for Quiet Ponds", "2024-05-03", (), "heron2024sparse"),
        ("Heron: Sparse Kernels for Quiet Ponds", "2024", ("Ada Wader", "Grus Heron"), "wader2024heron"),
        ("On the Éclair of Ponds", None, (), "eclairponds"),
        ("The 3 Otters 2", "2023-07", (), "32023otters"),
        ("河獭", "2023-07", (), "paper2023"),
        ("A Pond", "2023", ("李鹭",), "pond2023"),
        ("Ponds", "2023", ("Ludwig van der Reed",), "reed2023ponds"),
    ],
)
def test_a_key_names_author_or_title_year_and_a_telling_word(
    title: str, date: str | None, authors: tuple[str, ...], key: str
) -> None:
    assert key_of(title, date, *authors) == key


@given(st.lists(st.sampled_from(["Heron waits", "Heron: waits", "The heron waits", "Otter"]), min_size=1, max_size=12))
def test_keys_are_unique_and_a_newer_paper_changes_none_of_the_old_ones(titles: list[str]) -> None:
    papers = [make_paper(f"paper-{number}", title, "2024-05") for number, title in enumerate(titles)]
    before = {slug: citation.key for slug, citation in cite(papers[:-1]).items()}
    late = replace(papers[-1], work=replace(papers[-1].work, date=PartialDate("2024-12-31")))
    after = {slug: citation.key for slug, citation in cite([late, *papers[:-1]]).items()}

    assert len(set(after.values())) == len(papers)
    assert {slug: after[slug] for slug in before} == before


def test_keys_do_not_depend_on_the_order_of_papers() -> None:
    papers = [make_paper(f"paper-{number}", "Heron waits", "2024") for number in range(5)]

    assert cite(papers) == cite(papers[::-1])


SOME = st.dictionaries(st.sampled_from("abcdef"), st.sampled_from(["Heron waits", "Heron: waits", "The heron waits", "Otter"]))


@given(SOME, SOME)
def test_keys_settled_anew_are_those_that_are_settled_from_nothing(before: dict[str, str], after: dict[str, str]) -> None:
    first = draft_citations([make_paper(slug, title, "2024") for slug, title in before.items()])
    papers = [make_paper(slug, title, "2024") for slug, title in after.items()]
    papers = [replace(one, work=first[one.slug][0]) if before.get(one.slug) == after[one.slug] else one for one in papers]
    drafts = draft_citations(papers, before=first)

    assert settle_keys(drafts, first, settle_keys(first)) == settle_keys(drafts)


def test_a_key_that_came_in_is_kept_where_every_program_takes_it() -> None:
    paper = make_paper("a", "Quiet Ponds", "2024")

    assert cite([change(paper, key="DBLP:conf/pond/H24")])["a"].key == "DBLP:conf/pond/H24"
    assert cite([change(paper, key="Härön 24")])["a"].key == "quiet2024ponds"


def test_keys_differ_in_more_than_case_and_one_that_came_in_is_kept_before_others() -> None:
    old = make_paper("old", "Quiet ponds", "2020")
    given_key = change(make_paper("new", "Reeds", "2024"), key="Quiet2020Ponds")
    keys = {slug: citation.key for slug, citation in cite([old, given_key]).items()}

    assert keys["new"] == "Quiet2020Ponds"
    assert keys["old"].startswith("quiet2020ponds-")


@pytest.mark.parametrize(
    ("publications", "chosen"),
    [
        ((), None),
        ((Publication("preprint", "arXiv", "2023"),), 0),
        ((Publication("preprint", "arXiv", "2023"), Publication("conference paper", "ICQ", "2024")), 1),
        ((Publication("conference paper", "ICQ", "2024"), Publication("preprint", "arXiv", "2025")), 0),
        ((Publication("conference paper", "ICQ", "2024"), Publication("article", "Ponds", "2025")), 1),
    ],
)
def test_a_publication_is_cited_before_a_preprint(publications: tuple[Publication, ...], chosen: int | None) -> None:
    assert choose_publication(publications) == (None if chosen is None else publications[chosen])


@pytest.mark.parametrize(
    ("extra", "details"),
    [
        ({"volume": "7", "pages": "1–9"}, {"volume": "7", "pages": "1–9"}),
        ({"VL": "7", "IS": "2", "SP": "1", "EP": "9", "SN": "1234-5678"},
         {"volume": "7", "number": "2", "issn": "1234-5678", "pages": "1–9"}),
        ({"VI": "7", "IP": "2", "IS": "1234-5678 (Electronic)", "PG": "1-9"},
         {"volume": "7", "number": "2", "pages": "1-9", "issn": "1234-5678 (Electronic)"}),
        ({"page": "1-9", "issue": 2, "publisher-place": "Fenland"}, {"pages": "1-9", "number": "2", "address": "Fenland"}),
        ({"depth": "3 m"}, {}),
    ],
)  # fmt: skip
def test_details_are_found_by_the_names_of_each_format(extra: dict[str, Json], details: dict[str, str]) -> None:
    assert dict(cite([change(make_paper("a", "Ponds"), extra=extra)])["a"].details) == details


def test_the_paper_s_own_address_is_its_link_or_the_page_of_an_identifier() -> None:
    arxiv, code = Identifier("arxiv", "2401.01234"), Link("code", "https://github.com/p/q")

    def address(**fields: object) -> str:
        return cite([change(make_paper("a", "Ponds"), **fields)])["a"].address()

    assert address(links=(code, Link("paper", "https://pond.test/x")), identifiers=(arxiv,)) == "https://pond.test/x"
    assert address(links=(code,), identifiers=(arxiv,)) == "https://arxiv.org/abs/2401.01234"
    assert address(links=(code,), identifiers=(Identifier("doi", "10.1000/a"),)) == ""


def test_a_citation_of_a_title_alone_has_no_more() -> None:
    assert cite([make_paper("a", "Reeds")]) == {"a": Citation("reeds", "Reeds")}
