"""A review's content to its site: load and check all, then write all, then swap."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from jinja2 import Environment

from litatlas.model import Paper
from litatlas.review.loading import load_review
from litatlas.running.processes import count_cpus, map_across
from litatlas.running.progress import Track, track_nothing
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.data.feeds import build_files, build_sitemap
from litatlas.site.data.tables import build_table_files
from litatlas.site.output import Staging, stage_site
from litatlas.site.pages.related import Relations
from litatlas.site.places import SITEMAP
from litatlas.site.plan import Page, plan_chapters, plan_layout, plan_paper
from litatlas.site.render import make_environment, read_assets, read_static_files, render_page
from litatlas.site.search.build import build_search

SITE = "site"
"""The folder of the built site, within the review's."""
SHARE = 100
"""The fewest papers for which a process pays."""
RUN = 20
"""How many papers' pages are one task."""

File = tuple[str, bytes]
"""A file of the site, by its path there."""
Part = Callable[[], Iterable[File]]
"""Makes some of the files."""


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


def build(
    root: Path,
    *,
    base_url: str | None = None,
    processes: int | None = None,
    trusted: bool = False,
    track: Track = track_nothing,
) -> BuildReport:
    """Build the site of the review at `root` into its folder `site/`.

    `base_url` (absolute, ending in a slash) overrides the review's own. `processes` is how many make the files, None as many as
    there are CPUs and as pay; it changes nothing but the time. `trusted` lets the review's own templates run any Python. Raises
    `ContentError` with all faults of the content before anything is written, `UsageError` where the folder cannot be built into;
    whatever is raised, the old site stays.
    """
    atlas = build_atlas(load_review(root), base_url)
    chosen = min(count_cpus(), len(atlas.groups.papers) // SHARE) if processes is None else processes
    with _settled_memory():
        return publish(atlas, root, make_environment(root, trusted=trusted), processes=chosen, track=track)


def publish(
    atlas: Atlas, root: Path, environment: Environment, *, processes: int = 1, track: Track = track_nothing
) -> BuildReport:
    """Write the site of an atlas of the review at `root`, rendered by the templates of `environment`; as `build` goes on."""
    with stage_site(root / SITE) as staging:
        pages = _write_site(_plan_parts(atlas, environment), staging, processes, track)
        for path, data in (*read_assets(root).items(), *read_static_files(root).items(), (SITEMAP, build_sitemap(atlas, pages))):
            staging.write(path, data)
    papers = atlas.review.papers
    results = sum(len(paper.extraction.results) for paper in papers.values())
    return BuildReport(root / SITE, len(papers), results, len(pages), atlas.base_url, atlas.published)


@contextmanager
def _settled_memory() -> Iterator[None]:
    """Spare the garbage collector from walking the review again and again: it outlives the build. Saves a quarter of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def _write_site(parts: Iterable[Part], staging: Staging, processes: int, track: Track) -> list[str]:
    """Write what is made of the atlas, and return the paths of the pages."""
    parts = list(parts)
    # Only their numbers go to the processes: what the parts are made of is too much to be sent.
    write = partial(_write_part, staging, parts)
    with map_across(write, processes, staging.folder, sendable=False, chunk=1, ahead=len(parts)) as write_parts:
        written = chain.from_iterable(write_parts(range(len(parts))))
        return [path for path in track(written, "writing files") if path.endswith(".html")]


def _plan_parts(atlas: Atlas, environment: Environment) -> Iterator[Part]:
    """What makes the files that are made of the atlas alone, those first that take the longest."""
    relations = Relations(atlas)
    papers = atlas.groups.papers
    yield partial(build_search, atlas)
    yield partial(build_files, atlas)
    yield partial(build_table_files, atlas)
    yield partial(_render, environment, lambda: [plan_layout(atlas)])
    for chapter in plan_chapters(atlas):
        yield partial(_render, environment, chapter.build_pages)
    for start in range(0, len(papers), RUN):
        run = papers[start : start + RUN]
        yield partial(_render, environment, partial(_plan_run, atlas, run, relations))


def _plan_run(atlas: Atlas, papers: Iterable[Paper], relations: Relations) -> Iterator[Page]:
    return (plan_paper(atlas, paper, relations) for paper in papers)


def _render(environment: Environment, plan: Callable[[], Iterable[Page]]) -> Iterator[File]:
    return ((page.path, render_page(environment, page)) for page in plan())


def _write_part(staging: Staging, parts: Sequence[Part], number: int) -> list[str]:
    """Write the files of a part as they are made; their paths."""
    paths = []
    for path, data in parts[number]():
        staging.write(path, data)
        paths.append(path)
    return paths
