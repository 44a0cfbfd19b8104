"""Rivals of a paper: what other papers of the review report in the same metric over the same baseline."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from litatlas.content.slugs import name_slug
from litatlas.model import Paper
from litatlas.review.groups import Reported, list_by_date
from litatlas.site.atlas import Atlas
from litatlas.site.pages.answers import find_best, list_gains
from litatlas.site.places import EXPLORER, Place, list_path
from litatlas.site.views.pages import Link, Rivals
from litatlas.slots import SLOTS

SHOWN = 3
"""How many rivals of one metric and baseline a paper's page shows."""
MOST = 3
"""Of how many metrics and baselines it shows rivals."""
_BASELINE = next(slot for slot in SLOTS if slot.name == "baseline")

Key = tuple[str, str, str, frozenset[str]]
"""A metric, a form, a unit, and what is compared with."""


class RivalIndex:
    """The results of a review by what they are compared in and with."""

    def __init__(self, atlas: Atlas, before: "RivalIndex | None" = None) -> None:
        """What `before` knows is taken over where the same words read the same results; each is read when first asked for."""
        self._atlas: Atlas = atlas
        self._known: Mapping[Key, Sequence[Reported]] | None = before._known if before and before._reads_as(atlas) else None

    def _reads_as(self, atlas: Atlas) -> bool:
        own = self._atlas
        return (own.groups.reported, own.sameness) == (atlas.groups.reported, atlas.sameness)

    @property
    def _rows(self) -> Mapping[Key, Sequence[Reported]]:
        """One row of a paper, the largest, by what they are compared in and with; the newest first.

        The largest first would rank what is not measured under the same conditions.
        """
        if self._known is None:
            rows: defaultdict[Key, list[Reported]] = defaultdict(list)
            for item in self._atlas.groups.reported:
                if key := self._find_key(item):
                    rows[key].append(item)
            self._known = {key: _list_newest(items) for key, items in rows.items()}
        return self._known

    def build_views(self, place: Place, paper: Paper) -> tuple[Rivals, ...]:
        """The rivals of a paper for the page at `place`: in what it has the most of, none where nobody reports the same."""
        found = sorted(self._find(paper), key=lambda item: -len(item[1]))
        return tuple(self._build(place, own, rivals) for own, rivals in found[:MOST])

    def _find(self, paper: Paper) -> Iterator[tuple[Reported, list[Reported]]]:
        keys: set[Key] = set()
        for result in paper.extraction.results:
            own = Reported(paper, result)
            key = self._find_key(own)
            if key is None or key in keys:
                continue
            keys.add(key)
            if rivals := [item for item in self._rows.get(key, ()) if item.paper.slug != paper.slug]:
                yield own, rivals

    def _find_key(self, item: Reported) -> Key | None:
        """What a result is compared in and with; None where it is low in confidence, or compared with no one thing."""
        result = item.result
        baseline = self._atlas.sameness.read(item, _BASELINE)
        if not baseline or result.confidence == "low" or result.subject is not None:
            return None
        return name_slug(result.metric), result.form, result.unit, baseline

    def _build(self, place: Place, own: Reported, rivals: list[Reported]) -> Rivals:
        result = own.result
        query = urlencode([("metric", name_slug(result.metric)), *(("baseline", text) for text in result.baseline)])
        what = f"{self._atlas.label(result.metric)} over {', '.join(result.baseline)}"
        table = Link(what, f"{place.href(list_path(EXPLORER))}?{query}")
        return Rivals(table, list_gains(self._atlas, place, rivals[:SHOWN]), max(0, len(rivals) - SHOWN))


def _list_newest(reported: Sequence[Reported]) -> tuple[Reported, ...]:
    best = find_best(reported)
    return tuple(best[paper.slug] for paper in list_by_date(item.paper for item in best.values()))
