"""CITATION.cff says what the settings state, in the fields that version 1.2.0 of the format has for it."""

from pathlib import Path

import pytest
import yaml

from litatlas.errors import ContentError
from litatlas.export.citation_file import format_citation_file
from tests.export.editions import load


def test_a_citation_file_says_what_is_stated(tmp_path: Path) -> None:
    assert yaml.safe_load(format_citation_file(load(tmp_path))) == {
        "cff-version": "1.2.0",
        "message": "If you use this review, please cite it as below.",
        "type": "dataset",
        "title": "Tiny review",
        "authors": [
            {"given-names": "Hanna", "name-particle": "van der", "family-names": "Heron"},
            {"given-names": "Otto", "family-names": "Otter", "orcid": "https://orcid.org/0000-0002-1825-0097"},
            {"name": "Pond Lab"},
        ],
        "abstract": "Two invented papers about birds and otters.",
        "version": "1.2.0",
        "date-released": "2026-11-29",
        "doi": "10.5281/zenodo.1003150",
        "url": "https://example.org/tiny/",
        "keywords": ["Kernels", "Ponds"],
        "license": "CC-BY-4.0",
    }


def test_authors_are_enough(tmp_path: Path) -> None:
    fields = yaml.safe_load(format_citation_file(load(tmp_path, "authors: [Otto Otter]\nlicense: https://pond.test/terms\n")))

    assert fields["license-url"] == "https://pond.test/terms"
    assert not fields.keys() & {"license", "date-released", "version", "doi", "repository-code"}


def test_without_authors_there_is_no_citation_file(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match="'authors' is not stated; add it, such as"):
        format_citation_file(load(tmp_path, ""))
