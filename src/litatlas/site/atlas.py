"""What every page of a site is built from, and the frame around each page."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlsplit

from markupsafe import Markup

from litatlas import __version__
from litatlas.baselines import find_unique, name_system
from litatlas.compare.agreement import Better, Sameness
from litatlas.export.citing.citation import Citation, Drafts, draft_citations, settle_keys
from litatlas.model import Paper
from litatlas.review.groups import Groups
from litatlas.review.review import Review
from litatlas.site.extent import Extent, choose_extent
from litatlas.site.places import (
    COVERAGE,
    DATES,
    EVIDENCE_MAP,
    FEED,
    HARDWARE,
    HOME,
    METRICS,
    NEW,
    PAPERS,
    SEARCH,
    TOPICS,
    Place,
    absolute,
    feed_path,
    list_path,
    text_path,
)
from litatlas.site.texts import Texts, part_review
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Head, NavItem
from litatlas.text.readable import Text
from litatlas.text.repair import repair

LOCAL_BASE_URL = "http://127.0.0.1:8000/"
"""Stands in absolute links where the review's address is not known: the one that `litatlas serve` serves at."""

DATA_ANCHOR = "data"
"""The id of the home page's footer."""
POLICY = Markup(
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'self'"
)
NO_ABSTRACTS: Mapping[str, Text] = {}
"""Of none it is known how they read."""
_SECTIONS = (
    *(("Topics", TOPICS), ("Hardware", HARDWARE), ("Results", METRICS)),
    *(("Map", EVIDENCE_MAP), ("Dates", DATES), ("Papers", PAPERS)),
)


@dataclass(frozen=True, slots=True)
class Atlas:
    """A review with its groups and its address."""

    review: Review
    """Without people's texts: as `part_review` parts them."""
    texts: Texts
    groups: Groups
    base_url: str
    """Absolute, ending in a slash."""
    published: bool
    """Whether the base URL is the review's own rather than `LOCAL_BASE_URL`."""
    abstracts: dict[str, Text]
    """By the slugs of the papers that keep theirs."""
    drafts: Drafts
    """The papers' citations before their keys are told apart."""
    citations: dict[str, Citation]
    """What bibliographies say of the papers, by slug."""
    sameness: Sameness
    """What tells whether two rows are compared with, or measured on, the same."""
    names: Mapping[str, str]
    """What titles call the systems that papers bring, as `name_system` has it, by slug."""
    systems: Mapping[str, str]
    """The slugs of papers by these names, where one paper alone has a name."""
    extent: Extent
    """How much lists and tables show at once."""
    lines: dict[tuple[str, bool], str] = field(default_factory=dict, compare=False, repr=False)
    """What lists say of papers in a line, by slug and whether in short, once one has said it: each paper stands in many."""

    def better(self, metric: str) -> Better | None:
        """Which way of a metric is better, where that is known."""
        term = self.review.vocabulary.metrics.get(metric)
        return term.better if term else None

    def label(self, metric: str) -> str:
        """A metric's name as people write it: `FID` of `fid`."""
        term = self.review.vocabulary.metrics.get(metric)
        return term.label if term else metric

    def not_found_place(self, path: str) -> Place:
        """The place of the page that is served for missing addresses, at any depth."""
        return Place(path, urlsplit(self.base_url).path if self.published else "")


def build_atlas(
    review: Review, base_url: str | None, before: Atlas | None = None, abstracts: Mapping[str, Text] = NO_ABSTRACTS
) -> Atlas:
    """An atlas of a review; `base_url` overrides the review's own. What the atlas `before` has is not made again.

    `abstracts` are those that are known to read so, by slug.
    """
    address = base_url or review.settings.base_url
    review, said = part_review(review)
    known, done = (before.drafts, before.abstracts) if before else ({}, abstracts)
    changed = _find_changed(review, before) if before else None
    papers = review.papers if changed is None else changed
    drafts = {**({} if changed is None else known), **draft_citations(papers.values(), before=known)}
    names = _name_systems(drafts, before)
    kinds = frozenset(device.name for device in review.vocabulary.devices.values() if device.generic)
    return Atlas(
        review=review,
        texts=Texts(said, set()),
        groups=Groups(review, before.groups.papers if before else ()),
        base_url=address or LOCAL_BASE_URL,
        published=address is not None,
        abstracts={**({} if changed is None else done), **_repair_abstracts(papers, done)},
        drafts=drafts,
        citations=settle_keys(drafts, before.drafts, before.citations) if before else settle_keys(drafts),
        sameness=Sameness(review.baselines, kinds),
        names=names,
        systems=find_unique(names),
        extent=choose_extent(len(review.papers)),
    )


def _find_changed(review: Review, before: Atlas) -> Mapping[str, Paper] | None:
    """The papers that are others than those before; None where that is not all: where papers, or abstracts, came or went."""
    known = before.review.papers
    if known.keys() != review.papers.keys():
        return None
    changed = {slug: paper for slug, paper in review.papers.items() if known[slug] is not paper}
    is_all = all((slug in before.abstracts) == (paper.work.abstract is not None) for slug, paper in changed.items())
    return changed if is_all else None


def _repair_abstracts(papers: Mapping[str, Paper], before: Mapping[str, Text]) -> dict[str, Text]:
    """The abstracts as they are read; those of `before` that are made of the same are taken over."""
    found: dict[str, Text] = {}
    for slug, paper in papers.items():
        if (raw := paper.work.abstract) is not None:
            known = before.get(slug)
            found[slug] = known if known is not None and known.raw == raw else repair(raw)
    return found


def _name_systems(drafts: Drafts, before: Atlas | None) -> dict[str, str]:
    known, names = (before.drafts, before.names) if before else ({}, {})
    return {
        slug: names[slug] if known.get(slug) is draft else name_system(draft[0].title.readable) for slug, draft in drafts.items()
    }


def build_head(
    atlas: Atlas,
    place: Place,
    title: str,
    description: str,
    section: str | None = None,
    *,
    followed: str = "",
    structured: Markup = Markup(""),  # noqa: B008  (it is a constant)
) -> Head:
    """The frame of a page; `section` is the folder of the navigation's entry that it belongs to.

    `followed` is the folder of the page's own feed, where it has one; `structured` its JSON-LD.
    """
    settings = atlas.review.settings
    name = "new papers" if followed == NEW else title
    own = (Link(f"Feed: {name}", place.href(feed_path(followed))),) if followed else ()
    is_home = place.path == HOME
    return Head(
        site_title=settings.title,
        title=title,
        description=description,
        language=settings.language,
        canonical=absolute(atlas.base_url, place.path),
        root=place.root,
        home=place.href(HOME),
        search=place.href(SEARCH),
        feed=place.href(FEED),
        feeds=(Link(settings.title, place.href(FEED)), *own),
        nav=_link_sections(place.root, section),
        policy=POLICY,
        footer=_link_data(place) if is_home else (*own, Link("Data, feeds and coverage", f"{place.href(HOME)}#{DATA_ANCHOR}")),
        generator=f"LitAtlas {__version__}" if is_home else "",
        structured=structured,
    )


@lru_cache(maxsize=64)  # all papers' pages have the same
def _link_sections(root: str, section: str | None) -> tuple[NavItem, ...]:
    nav = (NavItem(text, root + list_path(folder), folder == section) for text, folder in _SECTIONS)
    return (*nav, NavItem("About", root + text_path("about"), section == "about"))


def _link_data(place: Place) -> tuple[Link, ...]:
    """What a site has for machines, and what tells how whole it is."""
    return (
        Link("New", place.href(list_path(NEW))),
        Link("Feed", place.href(FEED)),
        Link("All papers as JSON", place.href("data/papers.json")),
        Link("as BibTeX", place.href("data/papers.bib")),
        Link("All results as CSV", place.href("data/results.csv")),
        Link("as JSON", place.href("data/results.json")),
        Link("Coverage", place.href(list_path(COVERAGE))),
        Link("About", place.href(text_path("about"))),
    )
