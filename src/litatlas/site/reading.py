"""A review read for its site: its pages by other processes, while this one gets ready what else a site takes."""

from collections.abc import Callable
from pathlib import Path

from litatlas.content.snapshot import Sources
from litatlas.errors import ContentError
from litatlas.review.loading import build_words, load_review, make_paper
from litatlas.review.review import Review
from litatlas.review.shelf import Shelf


def read_review(root: Path, sources: Sources, processes: int | None, get_ready: Callable[[], object]) -> tuple[Review, Shelf]:
    """The review at `root`, whose files are those of `sources`, and the shelf that keeps what it was read from.

    `get_ready` is called while others read, who then need this process for nothing. Where the review has faults, what was read
    without any is kept before they are told: the next run reads what was mended.
    """

    def meanwhile() -> None:
        get_ready()
        build_words(root)

    shelf = Shelf(root, sources)
    shelf.read_ahead(make_paper, processes, meanwhile)
    try:
        return load_review(root, shelf), shelf
    except ContentError:
        shelf.keep()
        raise
