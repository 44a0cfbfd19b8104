"""What a review's settings say for whoever cites or archives it, and what they may not say."""

from pathlib import Path

import pytest

from litatlas.content.files import read_yaml
from litatlas.content.front_matter import Matter
from litatlas.content.imprint import NO_IMPRINT, Imprint
from litatlas.content.pages import parse_settings
from litatlas.errors import ContentError
from tests.export.editions import IMPRINT


def read(folder: Path, text: str) -> Imprint:
    (folder / "review.yml").write_text(f"title: Ponds\n{text}", encoding="utf-8")
    matter = read_yaml(folder / "review.yml", folder)
    assert isinstance(matter, Matter)
    settings = parse_settings(matter)
    if isinstance(settings, list):
        raise ContentError(tuple(settings))
    return settings.imprint


def test_an_imprint_says_who_when_and_under_which_licence(tmp_path: Path) -> None:
    imprint = read(tmp_path, IMPRINT)
    heron, otter, lab = imprint.authors

    assert (heron.author.given, heron.author.particle, heron.author.family) == ("Hanna", "van der", "Heron")
    assert (otter.author.name, otter.orcid) == ("Otto Otter", "https://orcid.org/0000-0002-1825-0097")
    assert (lab.author.family, lab.is_group, otter.is_group) == ("Pond Lab", True, False)
    assert imprint.license
    assert (imprint.license.spdx, imprint.license.url) == ("CC-BY-4.0", "https://spdx.org/licenses/CC-BY-4.0")
    assert (imprint.published, imprint.version, imprint.doi) == ("2026-11-29", "1.2.0", "10.5281/zenodo.1003150")


def test_a_review_need_not_say_it(tmp_path: Path) -> None:
    assert read(tmp_path, "") == NO_IMPRINT


def test_a_licence_that_is_in_no_list_is_its_address(tmp_path: Path) -> None:
    licence = read(tmp_path, "license: https://pond.test/terms\n").license

    assert licence
    assert (licence.spdx, licence.url) == ("", "https://pond.test/terms")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("authors: []", "a list of names"),
        ("authors: [{name: Otto}]", "a list of names"),
        ("authors: [{name: Otto, orcid: 0000-0002-1825-0098}]", "a list of names"),
        ("license: CC-BY", "or the address of the licence's text"),
        ("published: 2026-11", "a day such as 2026-11-29"),
        ("published: 2026-02-30", "a day such as 2026-11-29"),
        ("version: 1.2", "a text"),
        ("doi: zenodo", "a DOI such as"),
    ],
)
def test_what_cannot_be_is_a_fault_with_what_to_write(tmp_path: Path, line: str, expected: str) -> None:
    with pytest.raises(ContentError) as raised:
        read(tmp_path, f"{line}\n")

    assert [fault.line for fault in raised.value.faults] == [2]
    assert expected in str(raised.value)
