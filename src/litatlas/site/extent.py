"""How much lists and tables show at once: in reviews of common size all that fits a page, in larger ones what a screen needs.

The pages of a large review are most of what its host has to keep: of 10,000 papers, each stands on some fifteen of them.
"""

from dataclasses import dataclass

COMMON = 1_000
"""The most papers of a review whose lists and tables are whole."""


@dataclass(frozen=True, slots=True)
class Extent:
    """What first pages show, and where lists and tables end that others hold as well."""

    cards: int
    """The most papers of a list that are cards, on its first page; the others are lines."""
    facet: int
    """The most neighbouring groups that a facet of a list names."""
    rows: int
    """The most rows of a table, on its first page; the others are lines."""
    brief: bool
    """Whether lines leave to rows, cards and papers' pages what these say: reasons in full, how many authors, that nothing is
    stated; and coverage to the list of all papers those that have results."""
    group: int | None
    """The most rows of a group in a table of a topic or of hardware: all of them stand in the metric's table. None: all."""
    table: int | None
    """The rows of such a table after which its smaller groups are left to the metrics' tables. None: none is."""
    dated: int | None
    """The most papers of a year whose months list them: all of them stand there. None: all."""
    new: int | None
    """The most papers of the list of new ones: all of them stand in that of all papers. None: all."""


WHOLE = Extent(cards=100, facet=12, rows=100, brief=False, group=None, table=None, dated=None, new=None)
SCREEN = Extent(cards=20, facet=8, rows=20, brief=True, group=20, table=300, dated=100, new=1_000)


def choose_extent(papers: int) -> Extent:
    """The extent for a review with so many papers."""
    return WHOLE if papers <= COMMON else SCREEN
