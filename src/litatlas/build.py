"""A review's content to its site: load and check all, then write all, then swap."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from litatlas.processes import count_cpus, map_across
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
PAPERS_PER_PROCESS = 700
"""So many papers make it worth to start another process."""


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


def build(root: Path, *, base_url: str | None = None, track: Track = track_nothing, processes: int | None = None) -> BuildReport:
    """Build the site of the review at `root` into its folder `site/`, in so many processes; None takes as many as pay.

    `base_url` (absolute, ending in a slash) overrides the review's own. Raises `ContentError` with all faults of the content
    before anything is written, `UsageError` where the folder cannot be built into; whatever is raised, the old site stays.
    """
    atlas = build_atlas(load_review(root), base_url)
    with _settled_memory():
        return publish(atlas, root, track=track, processes=processes)


def publish(atlas: Atlas, root: Path, *, track: Track = track_nothing, processes: int | None = None) -> BuildReport:
    """Write the site of an atlas of the review at `root`; as `build`, but for what that raises on the way to the atlas."""
    papers = atlas.review.papers
    with stage_site(root / SITE) as staging:
        pages = _write_site(atlas, root, staging, track, processes or _count_processes(len(papers)))
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


class _Writer:
    """Renders pages into the new site. Another process that is given one makes templates of its own."""

    def __init__(self, root: Path, staging: Staging) -> None:
        self._root, self._staging, self._environment = root, staging, make_environment(root)

    def __reduce__(self) -> tuple[type["_Writer"], tuple[Path, Staging]]:
        return _Writer, (self._root, self._staging)

    def __call__(self, page: Page) -> str:
        self._staging.write(page.path, render_page(self._environment, page))
        return page.path


def _write_site(atlas: Atlas, root: Path, staging: Staging, track: Track, processes: int) -> int:
    """Write all files and return the number of pages; papers first, since the search learns of them as they pass."""
    index = SearchIndex(atlas)

    def pass_papers() -> Iterator[Page]:
        for paper, page in track(plan_papers(atlas), "rendering papers", len(atlas.groups.papers)):
            staging.write(*index.add(paper))
            yield page

    with map_across(_Writer(root, staging), processes) as write:
        pages = chain(pass_papers(), track(plan_others(atlas), "rendering lists and tables"))
        paths = list(write(pages))
    others = (read_assets(root).items(), read_static_files(root), build_files(atlas, paths), build_table_files(atlas))
    for path, data in chain(*others):
        staging.write(path, data)
    for path, data in track(index.build_files(), "indexing for search"):
        staging.write(path, data)
    return len(paths)


def _count_processes(papers: int) -> int:
    """As many as there are CPUs and as pay: each takes half a second to start and to make its templates."""
    return max(1, min(count_cpus(), papers // PAPERS_PER_PROCESS))
