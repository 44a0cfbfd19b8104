"""A review read for its site: its pages by other processes, while this one gets ready what else a site takes."""

from functools import partial
from importlib import import_module
from pathlib import Path

from litatlas.content.snapshot import Sources
from litatlas.review.loading import build_words, load_review, make_paper
from litatlas.review.review import Review
from litatlas.review.shelf import Shelf


def read_review(root: Path, sources: Sources, processes: int | None) -> tuple[Review, Shelf]:
    """The review at `root`, whose files are those of `sources`, and the shelf that keeps what it was read from."""
    shelf = Shelf(root, sources)
    shelf.read_ahead(make_paper, processes, partial(_get_ready, root))
    return load_review(root, shelf), shelf


def _get_ready(root: Path) -> None:
    import_module("litatlas.site.publish")  # most of LitAtlas
    build_words(root)
