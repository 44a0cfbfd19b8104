"""The daily-papers listing, as people copy it from the page: titles and abstracts, each with its authors' number and its date."""

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from litatlas.read.daily_papers.cards import count_cards
from litatlas.read.daily_papers.entries import parse_daily_papers
from litatlas.read.daily_papers.labels import find_labels
from litatlas.read.daily_papers.layout import count_signs, is_daily_papers
from litatlas.read.daily_papers.saves import undo_save
from litatlas.read.daily_papers.tidying import tidy
from litatlas.read.format import Format
from litatlas.read.lines import find_no_text, iterate_lines
from litatlas.read.parsed import Item, Origin

_SAMPLE_LINES = 400
_SURE = 0.96
"""For a page of daily papers that was saved as Markdown: lists of other papers in Markdown have no lines of this page."""


def sniff(head: bytes, name: str) -> float:  # noqa: ARG001  (what the text is called says nothing)
    """Rate whether the lines are those of a listing; what is no text is none."""
    if find_no_text(head):
        return 0
    saved = undo_save(list(islice(iterate_lines(head), _SAMPLE_LINES)))
    if count_cards(saved.lines) > 1:
        return _SURE if saved.is_markdown else 0.6
    sample = tidy(saved).lines
    if not sample or not (is_daily_papers(sample) or find_labels(saved.lines).are_of_entries):
        return 0
    return _SURE if saved.is_markdown and count_signs(sample) > 1 else 0.5


def read(stream: BinaryIO, origin: Origin) -> Iterator[Item]:
    """Read every entry that can be read; each line that belongs to none is a fault."""
    data = stream.read()
    if no_text := find_no_text(data):
        yield origin.fault(1, *no_text)
        return
    yield from parse_daily_papers(iterate_lines(data), origin)


FORMAT = Format("daily-papers", "daily papers", sniff, read)
