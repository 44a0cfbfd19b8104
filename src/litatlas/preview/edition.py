"""The site of a review at one moment, each file made when it is asked for: what `litatlas build` would write."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from jinja2 import Environment

from litatlas.content.snapshot import Sources
from litatlas.content.tree import find_files, read_data
from litatlas.review.review import Review
from litatlas.site.atlas import Atlas, build_atlas
from litatlas.site.data.feeds import build_files, build_sitemaps
from litatlas.site.data.tables import build_column_files, cut_runs, write_rows
from litatlas.site.pages.related import Relations
from litatlas.site.places import ASSETS, EXPLORER_COLUMNS, EXPLORER_DATA, LAYOUT, PAPERS, SITEMAP, SITEMAPS, paper_path
from litatlas.site.plan import find_page, plan_layout, plan_others, plan_paper
from litatlas.site.render import make_environment, read_assets, render_page
from litatlas.site.texts import Texts, has_same_facts, part_review, sign_texts

_DATA = (".bib", ".csv", ".json", ".txt", ".xml")
"""What the names of the files end in that are no pages and come from nowhere but the review."""


@dataclass(frozen=True, slots=True)
class Edition:
    """All files of a site. Nothing is remembered of what was made."""

    root: Path
    sources: Sources
    """The files that the review was read from."""
    atlas: Atlas
    environment: Environment
    relations: Relations
    """Which papers are near which."""
    signs: Mapping[str, str]
    """What stands for each text."""

    def read(self, path: str) -> bytes | None:
        """The file at a path within the site, unless the search reads it; None where there is none.

        Raises `ContentError` where a template does not work.
        """
        if path == LAYOUT:
            return render_page(self.environment, plan_layout(self.atlas))
        if path.startswith(ASSETS):
            found = read_assets(self.root).get(path)
            return self._render(path) if found is None else found
        if path.startswith("files/"):
            return self._read_static(path)
        if path.endswith(".html"):
            return self._render(path)
        return self._read_data(path) if path.endswith(_DATA) else None

    def _render(self, path: str) -> bytes | None:
        paper = self.atlas.review.papers.get(path.removeprefix(f"{PAPERS}/").removesuffix("/index.html"))
        if paper and paper_path(paper.slug) == path:
            page = plan_paper(self.atlas, paper, self.relations)
        else:
            found = find_page(self.atlas, path)
            if found is None:
                return None
            page = found
        return render_page(self.environment, page)

    def _read_static(self, path: str) -> bytes | None:
        file = self.root / "content" / path
        data = read_data(file) if file in find_files(self.root / "content" / "files") else None
        return data if isinstance(data, bytes) else None

    def _read_data(self, path: str) -> bytes | None:
        if path == SITEMAP or path.startswith(SITEMAPS):
            return dict(build_sitemaps(self.atlas, self._list_pages())).get(path)
        runs = cut_runs(self.atlas)
        if run := next((run for run in runs if run.path == path), None):
            return write_rows(self.atlas, run)
        if path == EXPLORER_DATA or path.startswith(EXPLORER_COLUMNS):
            return dict(build_column_files(self.atlas, runs)).get(path)
        return next((data for name, data in build_files(self.atlas) if name == path), None)

    def _list_pages(self) -> Iterator[str]:
        yield from (paper_path(paper.slug) for paper in self.atlas.groups.papers)
        yield from (page.path for page in plan_others(self.atlas))


def make_edition(
    root: Path,
    review: Review,
    sources: Sources,
    base_url: str | None,
    before: Edition | None,
    *,
    same_words: bool,
    trusted: bool = False,
) -> Edition:
    """The edition of a review that was read from these sources; what the one `before` knows and still holds is taken over.

    `same_words` says that templates and the review's own vocabulary have not changed since; `trusted` lets templates run Python.
    """
    bare, said = part_review(review)
    signs = sign_texts(said, sources.digests)
    if before and same_words and has_same_facts(before.atlas.review, bare):
        return replace(before, sources=sources, atlas=replace(before.atlas, texts=Texts(said, set())), signs=signs)
    atlas = build_atlas(review, base_url, before.atlas if before else None)
    environment = before.environment if before and same_words else make_environment(root, trusted=trusted)
    return Edition(root, sources, atlas, environment, Relations(atlas, before.relations if before else None), signs)


def has_facts_of(one: Edition, other: Edition) -> bool:
    """Whether two editions differ in texts at most."""
    return one.relations is other.relations
