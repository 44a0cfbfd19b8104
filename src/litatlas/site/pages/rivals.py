"""Rivals of a paper: what other papers of the review report in the same metric over the same baseline."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlencode

from litatlas.content.slugs import name_slug
from litatlas.model import Paper
from litatlas.review.groups import Reported, enter_tables, list_by_date
from litatlas.site.atlas import Atlas
from litatlas.site.pages.answers import find_best, list_gains
from litatlas.site.places import EXPLORER, Place, list_path
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Rivals
from litatlas.slots import SLOTS

SHOWN = 3
"""How many rivals of one metric and baseline a paper's page shows."""
MOST = 3
"""Of how many metrics and baselines it shows rivals."""
_BASELINE = next(slot for slot in SLOTS if slot.name == "baseline")

Key = tuple[str, str, str, frozenset[str]]
"""A metric, a form, a unit, and what is compared with."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A paper's rows that tables show, with what they are compared in and with."""

    paper: Paper
    rows: tuple[tuple[Key, Reported], ...]


def _reads_alike(one: Atlas, other: Atlas) -> bool:
    """Whether rows are told, and what they are compared with, by the same words and settings."""
    settings = one.review.settings, other.review.settings
    return one.sameness == other.sameness and settings[0].least_confidence == settings[1].least_confidence


class RivalIndex:
    """The results of a review by what they are compared in and with."""

    def __init__(self, atlas: Atlas, before: "RivalIndex | None" = None) -> None:
        """What `before` knows of papers that are still the same is taken over where the same words read them."""
        self._atlas: Atlas = atlas
        self._known: Mapping[str, _Known] = before._known if before and _reads_alike(before._atlas, atlas) else {}
        self._newest: dict[Key, Sequence[Reported]] = {}

    @cached_property
    def _rows(self) -> Mapping[Key, Sequence[Reported]]:
        """All rows by what they are compared in and with; made when first asked for."""
        rows: defaultdict[Key, list[Reported]] = defaultdict(list)
        papers = self._atlas.review.papers
        known = {slug: self._recall(slug, paper) for slug, paper in papers.items()}
        for one in known.values():
            for key, item in one.rows:
                rows[key].append(item)
        self._known = known
        return rows

    def _recall(self, slug: str, paper: Paper) -> "_Known":
        """What is known of a paper, each once."""
        known = self._known.get(slug)
        if known is not None and known.paper is paper:
            return known
        items = enter_tables((paper,), self._atlas.review.settings.least_confidence)
        return _Known(paper, tuple((key, item) for item in items if (key := self._find_key(item))))

    def build_views(self, place: Place, paper: Paper) -> tuple[Rivals, ...]:
        """The rivals of a paper for the page at `place`: in what it has the most of, none where nobody reports the same."""
        found = sorted(self._find(paper), key=lambda item: -len(item[1]))
        return tuple(self._build(place, own, rivals) for own, rivals in found[:MOST])

    def _find(self, paper: Paper) -> Iterator[tuple[Reported, Sequence[Reported]]]:
        keys: set[Key] = set()
        for result in paper.extraction.results:
            own = Reported(paper, result)
            key = self._find_key(own)
            if key is None or key in keys:
                continue
            keys.add(key)
            if rivals := [item for item in self._list_newest(key) if item.paper.slug != paper.slug]:
                yield own, rivals

    def _list_newest(self, key: Key) -> Sequence[Reported]:
        """One row of a paper, the largest; the newest paper first: the largest first would rank what conditions tell apart."""
        if key not in self._newest:
            best = find_best(self._rows.get(key, ()))
            self._newest[key] = tuple(best[paper.slug] for paper in list_by_date(item.paper for item in best.values()))
        return self._newest[key]

    def _find_key(self, item: Reported) -> Key | None:
        """What a result is compared in and with; None where it is low in confidence, or compared with no one thing."""
        result = item.result
        baseline = self._atlas.sameness.read(item, _BASELINE)
        if not baseline or result.confidence == "low" or result.subject is not None:
            return None
        return name_slug(result.metric), result.form, result.unit, baseline

    def _build(self, place: Place, own: Reported, rivals: Sequence[Reported]) -> Rivals:
        result = own.result
        query = urlencode([("metric", name_slug(result.metric)), *(("baseline", text) for text in result.baseline)])
        what = f"{self._atlas.label(result.metric)} over {', '.join(result.baseline)}"
        table = Link(what, f"{place.href(list_path(EXPLORER))}?{query}")
        return Rivals(table, list_gains(self._atlas, place, rivals[:SHOWN]), max(0, len(rivals) - SHOWN))
