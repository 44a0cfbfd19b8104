"""Kinds of works that the names of venues tell."""

import pytest

from litatlas.export.citing.bibtex import format_bibtex
from litatlas.export.citing.citation import cite
from litatlas.export.citing.csl import build_csl_item
from litatlas.export.citing.ris import format_ris
from litatlas.export.citing.venues import find_venue_kind
from litatlas.model import Extraction, Paper, PartialDate, Publication, Source, Witness, Work
from litatlas.text.repair import repair


@pytest.mark.parametrize(
    "venue",
    [
        "ICML",
        "OSDI",
        "NeurIPS 2023",
        "EuroSys'24",
        "IEEE/CVF CVPR 2024",
        "ACL 2024 Findings",
        "EMNLP (main)",
        "MLSys",
        "International Conference on Ponds",
        "Proceedings of the Symposium on Reeds",
        "Workshop on Letters and Ponds",
        "Advances in Neural Information Processing Systems 36",
    ],
)
def test_names_of_conferences_and_workshops_tell_a_conference_paper(venue: str) -> None:
    assert find_venue_kind(venue) == "conference paper"


@pytest.mark.parametrize(
    "venue",
    [
        "Journal of Ponds",
        "Journal of Ponds: Conference Series",
        "IEEE Transactions on Reeds",
        "Pond Letters",
        "Pond Review",
        "JMLR",
        "IEEE TPAMI 2023",
        "Proceedings of the National Academy of Sciences",
        "Proceedings of the VLDB Endowment",
    ],
)
def test_names_of_journals_tell_an_article(venue: str) -> None:
    assert find_venue_kind(venue) == "article"


@pytest.mark.parametrize(
    "venue",
    [
        "",
        "arXiv",
        "arXiv 2024",
        "OpenReview",
        "OpenAI",
        "NVIDIA",
        "Nature",
        "Under review at ICLR 2025",
        "Submitted to ICML",
        "IEEE",
        "2023",
    ],
)
def test_other_names_tell_nothing(venue: str) -> None:
    assert find_venue_kind(venue) is None


@pytest.mark.parametrize(
    ("venue", "type_", "field", "tag", "csl"),
    [
        ("Quiet Ponds", "misc", "howpublished", "GEN", "document"),
        ("ICML", "inproceedings", "booktitle", "CONF", "paper-conference"),
        ("Journal of Ponds", "article", "journal", "JOUR", "article-journal"),
    ],
)
def test_a_venue_without_a_kind_goes_out_as_what_its_name_tells(venue: str, type_: str, field: str, tag: str, csl: str) -> None:
    work = Work(
        title=repair("Herons"), abstract=None, abstract_sha256=None, author_count=None, authors=(), organization=None,
        date=PartialDate("2024"), comments=None, publications=(Publication(None, venue, "2024"),),
        witnesses=(Witness(Source("list.md", 3, "0" * 64, None), ("title",), {}),),
    )  # fmt: skip
    citation = cite([Paper("herons", work, Extraction((), (), (), (), {}))])["herons"]

    assert format_bibtex(citation).startswith(f"@{type_}{{")
    assert f"  {field} = {{{venue}}}," in format_bibtex(citation)
    assert format_ris(citation).startswith(f"TY  - {tag}\n")
    assert build_csl_item(citation)["type"] == csl
