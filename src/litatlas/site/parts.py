"""A site cut into parts, each with a key that says what its files are made of: where the key is the same, so are the files."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jinja2 import Environment

from litatlas.model import Paper
from litatlas.running.digests import digest
from litatlas.site.atlas import Atlas
from litatlas.site.data.feeds import build_files
from litatlas.site.data.tables import build_table_files
from litatlas.site.pages.related import Relations
from litatlas.site.places import list_path, paper_path
from litatlas.site.plan import LAYOUT_TEMPLATE, PAPER_TEMPLATE, Chapter, Page, plan_chapters, plan_layout, plan_paper
from litatlas.site.prints import Prints
from litatlas.site.render import read_assets, read_static_files, render_page
from litatlas.site.search.build import build_search
from litatlas.site.tools import TemplateDigests

RUN = 20
"""How many papers' pages are one task."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that can be made."""

    path: str
    shown: str
    """The digest of what it shows and of the template that shows it; empty where making it costs as much as that."""
    make: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are made together."""

    name: str
    key: str
    """The digest of all that they are made of."""
    plan: Callable[[], Iterable[Draft]]


def plan_parts(atlas: Atlas, root: Path, environment: Environment, prints: Prints, carried: str) -> Iterator[tuple[Part, ...]]:
    """All files of a site but its sitemap, in tasks, those first that take the longest; `carried` stands for the assets."""
    templates = TemplateDigests(environment)
    relations = Relations(atlas)
    papers = atlas.groups.papers

    def plan(name: str, template: str, shown: Iterable[str], build_pages: Callable[[], Iterable[Page]]) -> Part:
        made_of = digest(prints.facts, templates.find(template), *shown)
        return Part(name, made_of, partial(_draft_pages, environment, templates, build_pages))

    yield (Part("search", digest(prints.facts, prints.searched), lambda: _draft_files(build_search(atlas))),)
    yield (Part("data", prints.facts, lambda: _draft_files(build_files(atlas))),)
    yield (Part("tables", prints.facts, lambda: _draft_files(build_table_files(atlas))),)
    yield (Part("carried", carried, lambda: _draft_files([*read_assets(root).items(), *read_static_files(root).items()])),)
    yield (plan("layout", LAYOUT_TEMPLATE, (), lambda: [plan_layout(atlas)]),)
    for chapter in plan_chapters(atlas):
        name = " ".join((chapter.template, *chapter.folders))
        yield (plan(name, chapter.template, _find_texts(chapter, prints), chapter.build_pages),)
    for start in range(0, len(papers), RUN):
        yield tuple(
            plan(path, PAPER_TEMPLATE, (prints.texts.get(path, ""),), partial(_plan_papers, atlas, paper, relations))
            for paper in papers[start : start + RUN]
            for path in (paper_path(paper.slug),)
        )


def _plan_papers(atlas: Atlas, paper: Paper, relations: Relations) -> list[Page]:
    return [plan_paper(atlas, paper, relations)]


def _find_texts(chapter: Chapter, prints: Prints) -> list[str]:
    """The texts of people's that pages of a chapter show."""
    return [prints.texts.get(path, "") for folder in chapter.folders for path in (folder, list_path(folder))]


def _draft_pages(
    environment: Environment, templates: TemplateDigests, build_pages: Callable[[], Iterable[Page]]
) -> Iterator[Draft]:
    for page in build_pages():
        # Views are plain frozen data: what is written of one tells all that its template can show of it.
        shown = digest(templates.find(page.template), repr(page.view))
        yield Draft(page.path, shown, partial(render_page, environment, page))


def _draft_files(files: Iterable[tuple[str, bytes]]) -> Iterator[Draft]:
    return (Draft(path, "", partial(bytes, data)) for path, data in files)
