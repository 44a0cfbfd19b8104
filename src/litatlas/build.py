"""A review's content to its site: load and check all, then write all, then swap."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from litatlas.progress import Track, track_nothing
from litatlas.review import load_review
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.feeds import build_files
from litatlas.site.output import Staging, stage_site
from litatlas.site.plan import Page, plan_others, plan_papers
from litatlas.site.render import make_environment, read_assets, read_static_files, render_page
from litatlas.site.search import BUNDLE_SIZE, Indexer

SITE = "site"
"""The folder of the built site, within the review's."""


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build made."""

    site: Path
    papers: int
    results: int
    pages: int
    address: str
    """The base URL that absolute links name."""
    published: bool
    """Whether that address is the review's own."""


def build(root: Path, *, base_url: str | None = None, track: Track = track_nothing) -> BuildReport:
    """Build the site of the review at `root` into its folder `site/`.

    `base_url` (absolute, ending in a slash) overrides the review's own. Raises `ContentError` with all faults of the content
    before anything is written, `UsageError` where the folder cannot be built into; whatever is raised, the old site stays.
    """
    review = load_review(root)
    atlas = build_atlas(review, base_url)
    with stage_site(root / SITE) as staging, _settled_memory():
        pages = _write_site(atlas, root, staging, track)
    results = sum(len(paper.extraction.results) for paper in review.papers.values())
    return BuildReport(root / SITE, len(review.papers), results, pages, atlas.base_url, atlas.published)


@contextmanager
def _settled_memory() -> Iterator[None]:
    """Spare the garbage collector from walking the review again and again: it outlives the build. Saves a quarter of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _write_site(atlas: Atlas, root: Path, staging: Staging, track: Track) -> int:
    """Write all files and return the number of pages; papers first: Pagefind reads them while the other pages are rendered."""
    environment = make_environment(root)
    paths: list[str] = []

    def write(page: Page) -> None:
        staging.write(page.path, render_page(environment, page))
        paths.append(page.path)

    with Indexer(staging.folder) as indexer:
        slugs: list[str] = []
        for paper, page in track(plan_papers(atlas), "rendering papers", len(atlas.groups.papers)):
            write(page)
            slugs.append(paper.slug)
            if len(slugs) % BUNDLE_SIZE == 0 or len(slugs) == len(atlas.groups.papers):
                indexer.add(slugs[-(len(slugs) % BUNDLE_SIZE or BUNDLE_SIZE) :])
        for page in track(plan_others(atlas), "rendering lists and tables"):
            write(page)
        for path, data in chain(read_assets(root).items(), read_static_files(root), build_files(atlas, paths)):
            staging.write(path, data)
        for _ in track(indexer.finish(), "indexing for search"):
            pass
    return len(paths)
