"""The coverage pages: for each paper how many results were found in its text, and for those without any, why.

A line a paper, under the reason, so that a review of thousands of papers says no reason thousands of times.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from litatlas.alike import is_alike
from litatlas.model import NonResult, Paper
from litatlas.site.atlas import Atlas, build_head
from litatlas.site.pages.cards import say_unread
from litatlas.site.pages.paging import LISTS, build_pager, split_pages
from litatlas.site.places import COVERAGE, TOPICS, Place, list_path, paper_path, place_page
from litatlas.site.views.evidence import CoverageGroup, CoverageView, Tally
from litatlas.site.views.further import PaperLine
from litatlas.site.views.links import Link
from litatlas.site.wording import format_date
from litatlas.text.wording import count_of

NO_ABSTRACT = "no abstract"
NO_NUMBER = "no number in the text"
ONLY_OTHERS = "only numbers that are no results"
MOST_TOPICS = 60
"""The most topics whose coverage is told, those with the most papers."""
_HEADING = "Coverage"


def build_coverage_views(atlas: Atlas) -> Iterator[tuple[str, CoverageView]]:
    """The pages with their paths: papers without a result by reason, then the others, the newest first of each."""
    told = [(explain_silence(paper), paper) for paper in atlas.groups.papers]
    reasons = Counter(reason for reason, _ in told if reason)
    if atlas.extent.brief:
        told = [(reason, paper) for reason, paper in told if reason]
    told.sort(key=lambda item: (not item[0], -reasons[item[0]], item[0]))
    papers = atlas.groups.papers
    without = sum(not paper.extraction.results for paper in papers)
    lead = (
        f"{len(papers) - without:,} of {count_of(len(papers), 'paper')} state a result that was found, {without:,} do not. "
        f"Below stands why, for each of them{'' if atlas.extent.brief else ', and how many the others state'}."
    )
    if alike := sum(is_alike(row) for paper in papers for row in paper.extraction.results):
        lead += f" {count_of(alike, 'row')} can be told from others of the same paper by the value alone, which a flag says."
    before = None
    for number, chunk in enumerate(split_pages(told, LISTS), 1):
        place = place_page(list_path(COVERAGE, number))
        title = _HEADING if number == 1 else f"{_HEADING}, page {number}"
        first = number == 1
        groups = tuple(_build_groups(place, chunk, before))
        before = chunk[-1][0] if chunk else None
        yield (
            place.path,
            CoverageView(
                head=build_head(atlas, place, title, lead, COVERAGE),
                heading=_HEADING,
                lead=lead,
                reasons=_tally_reasons(papers) if first else (),
                roles=_tally_roles(papers) if first else (),
                topics=_tally_topics(atlas, place) if first else (),
                note="Those without a result." if atlas.extent.brief else "Those without a result come first.",
                groups=groups,
                pager=build_pager(place, COVERAGE, number, len(told), LISTS),
                empty="No papers yet. Save a listing and run: litatlas ingest FILE",
            ),
        )


def explain_silence(paper: Paper) -> str:
    """Why a paper has no result; empty where it has one."""
    if paper.extraction.results:
        return ""
    if unread := say_unread(paper):
        return unread
    if paper.extraction.non_results:
        return ONLY_OTHERS
    return NO_ABSTRACT if paper.work.abstract_sha256 is None else NO_NUMBER


def count_roles(items: Iterable[NonResult]) -> list[tuple[str, int]]:
    """The numbers that are no result by the first word of their reason (`set-up` of `set-up: batch size`), the most first."""
    counts = Counter(name_role(item) for item in items)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def name_role(item: NonResult) -> str:
    """What a number is, without the details."""
    return item.reason.partition(":")[0].strip()


def describe_roles(items: Sequence[NonResult]) -> str:
    """`5 numbers: 3 set-up, 1 background, 1 identifier`; empty where there is none."""
    if not items:
        return ""
    return f"{count_of(len(items), 'number')}: {', '.join(f'{count:,} {role}' for role, count in count_roles(items))}"


def _build_groups(place: Place, told: Iterable[tuple[str, Paper]], before: str | None) -> Iterator[CoverageGroup]:
    """The papers of a page by their reasons; `before` is the one that the page before ended in."""
    for reason, members in groupby(told, key=lambda item: item[0]):
        heading = f"{reason[:1].upper()}{reason[1:]}" or "With results"
        yield CoverageGroup(heading, reason == before, tuple(_build_line(place, paper) for _, paper in members))


def _build_line(place: Place, paper: Paper) -> PaperLine:
    found, others = paper.extraction.results, describe_roles(paper.extraction.non_results)
    parts = (format_date(paper.work.date), count_of(len(found), "result") if found else "", others)
    return PaperLine(Link(paper.work.title.readable, place.href(paper_path(paper.slug))), " · ".join(filter(None, parts)))


def _tally_reasons(papers: Sequence[Paper]) -> tuple[Tally, ...]:
    counts = Counter(explain_silence(paper) for paper in papers)
    del counts[""]
    return _build_tallies((reason, "", count) for reason, count in counts.items())


def _tally_roles(papers: Iterable[Paper]) -> tuple[Tally, ...]:
    items = (item for paper in papers for item in paper.extraction.non_results)
    return _build_tallies((role, "", count) for role, count in count_roles(items))


def _build_tallies(counted: Iterable[tuple[str, str, int]]) -> tuple[Tally, ...]:
    """Parts of a whole, the largest first."""
    ordered = sorted(counted, key=lambda item: (-item[2], item[0]))
    total = sum(count for _, _, count in ordered)
    return tuple(Tally(text, href, count, total, count / total) for text, href, count in ordered)


def _tally_topics(atlas: Atlas, place: Place) -> tuple[Tally, ...]:
    tallies = []
    for group in list(atlas.groups.topics.values())[:MOST_TOPICS]:
        total = len(group.papers)
        if total:
            found = sum(bool(paper.extraction.results) for paper in group.papers)
            tallies.append(Tally(group.name, place.href(list_path(f"{TOPICS}/{group.slug}")), found, total, found / total))
    return tuple(sorted(tallies, key=lambda tally: (-tally.share, -tally.total, tally.text)))
