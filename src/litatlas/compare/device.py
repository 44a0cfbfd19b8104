"""The one device of a paper: what its rows were most likely measured on where they do not say."""

from litatlas.model import Paper, Result


def find_single_device(paper: Paper) -> str:
    """The device of a paper that names exactly one; else empty."""
    devices = paper.extraction.hardware
    return devices[0] if len(devices) == 1 else ""


def find_only_device(paper: Paper, result: Result) -> str:
    """The device of a row that states none, where its paper names exactly one; else empty.

    It is told as the paper's and found by filters, and is never what rows are ranked by: an abstract that names one device may
    well have measured a row on another one, which it does not name.
    """
    return "" if result.hardware else find_single_device(paper)
