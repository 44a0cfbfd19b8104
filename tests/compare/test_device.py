"""The one device of a paper is told of its rows that state none, and of no others."""

from dataclasses import replace

import pytest

from litatlas.compare.device import find_only_device
from tests.compare.rows import row


@pytest.mark.parametrize(
    ("devices", "own", "found"),
    [
        (("NVIDIA A100",), (), "NVIDIA A100"),
        (("NVIDIA A100",), ("NVIDIA A100",), ""),
        (("NVIDIA A100", "CPU"), (), ""),
        ((), (), ""),
    ],
)
def test_a_row_without_hardware_has_that_of_a_paper_with_one_device(
    devices: tuple[str, ...], own: tuple[str, ...], found: str
) -> None:
    item = row(2, hardware=own)
    paper = replace(item.paper, extraction=replace(item.paper.extraction, hardware=devices))

    assert find_only_device(paper, item.result) == found
