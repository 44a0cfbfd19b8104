"""A site cut into parts, each with a key that says what its files are made of: where the key is the same, so are the files."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path

from jinja2 import Environment

from litatlas.model import Paper
from litatlas.running.digests import digest
from litatlas.site.asked import Asked
from litatlas.site.atlas import Atlas
from litatlas.site.data.feeds import build_files, build_sitemaps
from litatlas.site.data.tables import Run, build_column_files, cut_runs, write_rows
from litatlas.site.facts import Facts
from litatlas.site.kept import KeptPaper, KeptReview, Piece, describe_note, keep_paper, keep_table, write_sample
from litatlas.site.pages.noting import Tabled, has_rows
from litatlas.site.pages.paper import build_paper_view
from litatlas.site.pages.related import Relations
from litatlas.site.places import SITEMAP, paper_path
from litatlas.site.plan import LAYOUT_TEMPLATE, PAPER_TEMPLATE, Chapter, Page, plan_chapters, plan_layout
from litatlas.site.render import read_assets, read_static_files, render_page
from litatlas.site.search.build import build_search, list_forms, list_note_passages, list_passages, order_papers
from litatlas.site.texts import NOTHING_SAID, Texts
from litatlas.site.tools import TemplateDigests

SEARCH_PART, CARRIED_PART = "search", "carried"
RUN, CHAPTERS = 40, 8
"""How many papers' pages, and how many other chapters, are one task."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A file that can be made."""

    path: str
    shown: str
    """The digest of what it shows and of the template that shows it; empty where making it costs as much as that."""
    make: Callable[[], bytes]
    piece: Piece | None = None
    """What is to be kept of it that is not yet."""
    is_kept: bool = False
    """Whether its view is kept."""


def sign_none(_asked: Iterable[str]) -> str:
    """What stands for facts that are not asked for one by one."""
    return ""


@dataclass(frozen=True, slots=True)
class Part:
    """Files that are made together."""

    name: str
    made_of: Callable[[], str]
    """Finds the digest of all that they are made of but templates, and the texts and facts that are asked for.

    It is told when it is wanted: where no build was before, by the process that makes the files.
    """
    plan: Callable[[Asked], Iterable[Draft]]
    """Plans the files, and notes the names of the texts and facts that these ask for."""
    template: str = ""
    """The name of the template that shows it; empty where none does."""
    styled: str = ""
    """The digest of that template."""
    sign: Callable[[Iterable[str]], str] = sign_none
    """What stands for the facts of these names; nothing where `made_of` stands for all facts."""


def plan_parts(
    atlas: Atlas, root: Path, environment: Environment, pages: "PaperPages", carried: str
) -> Iterator[tuple[Part, ...]]:
    """All files of a site but its sitemap, in tasks, those first that take the longest; `carried` stands for the assets."""
    templates, facts, papers = TemplateDigests(environment), pages.facts, atlas.groups.papers
    note = partial(note_texts, atlas)
    atlas = replace(atlas, texts=atlas.texts.note_in(None))

    def plan_data(name: str, build: Callable[[Atlas], Iterable[tuple[str, bytes]]]) -> Part:
        return Part(name, lambda: facts, lambda asked: draft_files(build(note(asked))))

    def plan(name: str, template: str, build_pages: Callable[[Atlas], Iterable[Page]]) -> Part:
        styled = templates.find(template)
        draft = partial(_draft_pages, environment, facts, styled)
        return Part(name, lambda: facts, lambda asked: draft(build_pages(note(asked))), template, styled)

    def plan_chapter(chapter: Chapter) -> Part:
        name, template = " ".join((chapter.template, *chapter.folders)), chapter.template
        if chapter.plan is None:
            return plan(name, template, chapter.build_pages)
        styled, made_of = templates.find(template), cache(partial(pages.sign, chapter.plan))

        def draft_chapter(asked: Asked) -> Iterator[Draft]:
            return _draft_pages(environment, made_of(), styled, chapter.build_pages(pages.note(asked)[0]))

        return Part(name, made_of, draft_chapter, template, styled, pages.known.sign)

    yield (plan_data(SEARCH_PART, build_search),)
    yield (plan_data("data", build_files),)
    runs = cut_runs(atlas)
    yield (plan_data("tables", lambda noting: build_column_files(noting, runs)),)
    yield tuple(plan_data(run.path, partial(_build_rows, run=run)) for run in runs)
    yield (plan_carried(root, carried),)
    yield (plan("layout", LAYOUT_TEMPLATE, lambda noting: [plan_layout(noting)]),)
    yield from cut_tasks([plan_chapter(chapter) for chapter in plan_chapters(atlas)], CHAPTERS)
    yield from cut_tasks([pages.plan(paper) for paper in papers], RUN)


def cut_tasks(parts: Sequence[Part], size: int) -> Iterator[tuple[Part, ...]]:
    """Tasks of so many parts: to hand one over costs more than the smallest parts."""
    return (tuple(parts[start : start + size]) for start in range(0, len(parts), size))


def plan_carried(root: Path, made_of: str) -> Part:
    """The assets, and the files that the site carries as they are."""

    def draft(_asked: Asked) -> Iterator[Draft]:
        return draft_files([*read_assets(root).items(), *read_static_files(root).items()])

    return Part(CARRIED_PART, lambda: made_of, draft)


@dataclass(frozen=True, slots=True)
class PaperPages:
    """Plans the pages of papers: what all of them need is held once."""

    atlas: Atlas
    environment: Environment
    known: Facts
    frame: str
    """Stands for what all pages may show."""
    facts: str
    """Stands for all that any page may show."""
    styled: str
    """The digest of the template."""
    sample: str
    """As `KeptReview` has it."""

    def plan(self, paper: Paper) -> Part:
        """The part that is a paper's page."""
        made_of, draft = partial(self.sign, paper), partial(self._draft, paper)
        return Part(paper_path(paper.slug), made_of, draft, PAPER_TEMPLATE, self.styled, self.known.sign)

    def sign(self, plan: object) -> str:
        """What stands for what a part of one paper or one group shows, but for the facts that it asks for."""
        return digest(self.frame, self.known.sign_plan(plan))

    def note(self, asked: Asked) -> tuple[Atlas, Relations]:
        """The atlas, and what relates its papers, with what is asked of them noted."""
        atlas, relations = self.known.note_in(asked.facts)
        return note_texts(atlas, asked), relations

    def _draft(self, paper: Paper, asked: Asked) -> Iterator[Draft]:
        atlas, relations = self.note(asked)
        view = build_paper_view(atlas, paper, relations)
        noted = list_note_passages(atlas.review, paper.slug, atlas.texts.find_notes(paper.slug))
        piece = keep_paper(self.sign(paper), KeptPaper(view, list_passages(atlas, paper), noted), self.sample)
        yield draft_kept(self.environment, Page(paper_path(paper.slug), PAPER_TEMPLATE, view), piece, self.styled)


def plan_papers(
    atlas: Atlas, environment: Environment, digests: Mapping[str, str], frame: str, facts: str, sample: str | None
) -> PaperPages:
    """What plans the pages of the papers of an atlas; `frame` and `facts` stand for what all, and any, pages may show.

    `digests` are those of the review's files, `sample` is that of the pieces that are kept, where any are.
    """
    relations = Relations(atlas)
    found = _choose_sample(atlas, relations) if sample is None else sample
    styled = TemplateDigests(environment).find(PAPER_TEMPLATE)
    return PaperPages(atlas, environment, Facts(atlas, relations, digests), frame, facts, styled, found)


def _choose_sample(atlas: Atlas, relations: Relations) -> str:
    """What pieces share, by one of them."""
    silent = replace(atlas, texts=Texts(NOTHING_SAID, set()))
    telling = next((paper for paper in atlas.groups.papers if len(paper.extraction.results) > 1), None)
    return write_sample(build_paper_view(silent, telling, relations)) if telling else ""


def note_texts(atlas: Atlas, asked: Asked) -> Atlas:
    """The same atlas, with the names of the texts that are asked for noted."""
    return replace(atlas, texts=atlas.texts.note_in(asked.texts))


def draft_kept(environment: Environment, page: Page, piece: Piece, styled: str) -> Draft:
    """A page of which a piece is kept."""
    return Draft(page.path, piece.sign(styled), partial(render_page, environment, page), piece, is_kept=True)


def _draft_pages(environment: Environment, made_of: str, styled: str, pages: Iterable[Page]) -> Iterator[Draft]:
    for page in pages:
        if isinstance(page.view, Tabled) and has_rows(page.view):
            yield draft_kept(environment, page, keep_table(made_of, page.view), styled)
            continue
        # Views are plain frozen data: what is written of one tells all that its template can show of it.
        yield Draft(page.path, digest(styled, repr(page.view)), partial(render_page, environment, page))


def _build_rows(atlas: Atlas, run: Run) -> list[tuple[str, bytes]]:
    return [(run.path, write_rows(atlas, run))]


def draft_files(files: Iterable[tuple[str, bytes]]) -> Iterator[Draft]:
    """Files whose bytes are at hand."""
    return (Draft(path, "", partial(bytes, data)) for path, data in files)


def plan_sitemap(atlas: Atlas, pages: Sequence[str]) -> Part:
    """The sitemap, which takes no longer to make than to look for; in several files where there are very many pages."""
    return Part(SITEMAP, str, lambda _: draft_files(build_sitemaps(atlas, pages)))


def keep_review(atlas: Atlas, sample: str) -> KeptReview:
    """What is kept of a review besides its papers' pages."""
    review = atlas.review
    directory = review.list_targets()
    notes = {note.file: describe_note(note, slug, directory) for slug, group in atlas.texts.said.notes.items() for note in group}
    slugs = tuple(paper.slug for paper in order_papers(atlas))
    forms = tuple(list_forms(atlas).items())
    return KeptReview(notes, directory, review.settings.repository, sample, slugs, forms)
