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
from litatlas.site.search import SearchIndex
from litatlas.site.table_data import build_table_files

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
    atlas = build_atlas(load_review(root), base_url)
    with _settled_memory():
        return publish(atlas, root, track=track)


def publish(atlas: Atlas, root: Path, *, track: Track = track_nothing) -> BuildReport:
    """Write the site of an atlas of the review at `root`; as `build`, but for what that raises on the way to the atlas."""
    with stage_site(root / SITE) as staging:
        pages = _write_site(atlas, root, staging, track)
    papers = atlas.review.papers
    results = sum(len(paper.extraction.results) for paper in papers.values())
    return BuildReport(root / SITE, len(papers), results, pages, atlas.base_url, atlas.published)


@contextmanager
def _settled_memory() -> Iterator[None]:
    """Spare the garbage collector from walking the review again and again: it outlives the build. Saves a quarter of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _write_site(atlas: Atlas, root: Path, staging: Staging, track: Track) -> int:
    """Write all files and return the number of pages; papers first, since the search learns of them as they pass."""
    environment = make_environment(root)
    index = SearchIndex(atlas)
    paths: list[str] = []

    def write(page: Page) -> None:
        staging.write(page.path, render_page(environment, page))
        paths.append(page.path)

    for paper, page in track(plan_papers(atlas), "rendering papers", len(atlas.groups.papers)):
        write(page)
        staging.write(*index.add(paper))
    for page in track(plan_others(atlas), "rendering lists and tables"):
        write(page)
    others = (read_assets(root).items(), read_static_files(root), build_files(atlas, paths), build_table_files(atlas))
    for path, data in chain(*others):
        staging.write(path, data)
    for path, data in track(index.build_files(), "indexing for search"):
        staging.write(path, data)
    return len(paths)
