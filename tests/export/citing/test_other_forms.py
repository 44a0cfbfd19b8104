"""RIS and CSL-JSON: what is known in the field that each has for it, and nothing else."""

import pytest

from litatlas.export.citing.citation import Citation
from litatlas.export.citing.csl import build_csl_item
from litatlas.export.citing.ris import format_ris, write_ris
from litatlas.identity.names import parse_author
from litatlas.model import Author, Identifier, Json, Link

FULL = Citation(
    "heron2024",
    "Quiet Ponds",
    (parse_author("van der Reed, Jr., Otto"), parse_author("{The Pond, Inc.}")),
    date="2024-05",
    kind="article",
    venue="Pond Letters",
    identifiers=(Identifier("arxiv", "2401.01234", "2"), Identifier("doi", "10.1000/a"), Identifier("pmid", "12")),
    links=(Link("code", "https://github.com/p/q"), Link("pdf", "https://pond.test/x.pdf")),
    abstract="We wait.",
    keywords=("ponds", "herons"),
    details={"volume": "7", "number": "2", "pages": "1–9", "editor": "Marsh, Mara and Reed, O.", "note": "seen"},
    extra={"C1": "mine", "primaryclass": "cs"},
    has_more_authors=True,
)


def test_an_entry_of_ris_states_what_is_known() -> None:
    assert format_ris(FULL).splitlines() == [
        "TY  - JOUR",
        "TI  - Quiet Ponds",
        "AU  - van der Reed, Otto, Jr.",
        "AU  - The Pond, Inc.,",
        "AU  - et al.",
        "PY  - 2024",
        "DA  - 2024/05//",
        "T2  - Pond Letters",
        "KW  - ponds",
        "KW  - herons",
        "AB  - We wait.",
        "UR  - https://arxiv.org/abs/2401.01234v2",
        "DO  - 10.1000/a",
        "UR  - https://pubmed.ncbi.nlm.nih.gov/12/",
        "UR  - https://github.com/p/q",
        "L1  - https://pond.test/x.pdf",
        "VL  - 7",
        "IS  - 2",
        "N1  - seen",
        "SP  - 1",
        "EP  - 9",
        "A2  - Marsh, Mara",
        "A2  - Reed, O.",
        "ID  - heron2024",
        "C1  - mine",
        "ER  - ",
    ]


def test_entries_of_ris_are_parted_by_an_empty_line() -> None:
    text = "".join(write_ris([Citation("a", "One"), Citation("b", "Two")]))

    assert text == "TY  - GEN\nTI  - One\nID  - a\nER  - \n\nTY  - GEN\nTI  - Two\nID  - b\nER  - \n"


def test_an_item_of_csl_states_what_is_known() -> None:
    assert build_csl_item(FULL) == {
        "id": "heron2024",
        "type": "article-journal",
        "title": "Quiet Ponds",
        "author": [
            {"family": "Reed", "given": "Otto", "non-dropping-particle": "van der", "suffix": "Jr."},
            {"literal": "The Pond, Inc."},
        ],
        "issued": {"date-parts": [[2024, 5]]},
        "container-title": "Pond Letters",
        "volume": "7",
        "issue": "2",
        "page": "1-9",
        "DOI": "10.1000/a",
        "PMID": "12",
        "note": "arXiv: 2401.01234v2\nseen",
        "URL": "https://arxiv.org/abs/2401.01234v2",
        "keyword": "ponds; herons",
        "abstract": "We wait.",
    }


@pytest.mark.parametrize(
    ("author", "item"),
    [(Author("", "李鹭"), {"literal": "李鹭"}), (Author("", "Heron", "H."), {"family": "Heron", "given": "H."})],
)
def test_a_name_without_parts_is_literal(author: Author, item: Json) -> None:
    assert build_csl_item(Citation("a", "One", (author,)))["author"] == [item]


def test_an_organization_that_published_a_paper_is_its_publisher() -> None:
    item = build_csl_item(Citation("a", "One", organization="Pond Lab"))

    assert item == {"id": "a", "type": "document", "title": "One", "publisher": "Pond Lab"}
