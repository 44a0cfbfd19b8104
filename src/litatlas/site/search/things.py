"""What a review has pages of besides papers, and the names that lead there: who looks for `A100` or `TTFT` wants that page first.

The names stand among the terms of the index, right behind their first word: its words without endings, with a space after each.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from litatlas.extract.lexicon.names import list_entries
from litatlas.review.groups import Group, Reported
from litatlas.site.atlas import Atlas
from litatlas.site.places import (
    AUTHORS,
    COVERAGE,
    DATES,
    EVIDENCE_MAP,
    EXPLORER,
    FAMILIES,
    HARDWARE,
    METRICS,
    NEW,
    ORGANIZATIONS,
    TOPICS,
    VENUES,
)
from litatlas.site.search.forms import spell
from litatlas.site.search.words import COMMON
from litatlas.site.wording import format_month

_MOST = 12
"""The most things that one name leads to."""
_TELLING = 2.5
"""The least weight of a topic's term that is as good as a name of it."""
_SEPARATORS = (" and ", " & ", ", ", " / ", "/")
_OVERVIEWS = (
    ("All topics", TOPICS, ("topics",)),
    ("All hardware", HARDWARE, ("hardware", "devices")),
    ("Results by metric", METRICS, ("metrics", "results")),
    ("All results in one table", EXPLORER, ("explorer", "all results", "table", "comparison table", "leaderboard")),
    ("Map of topics and hardware", EVIDENCE_MAP, ("map", "evidence map")),
    ("Dates", DATES, ("years",)),
    ("Coverage", COVERAGE, ("without results",)),
    ("New papers", NEW, ("new", "newest", "latest", "recent")),
)
"""Pages that every review has, with what else they are looked for as."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What has a page."""

    kind: str
    """For people: `Topic`."""
    name: str
    path: str
    """The folder of its page."""
    papers: int = 0
    rows: int = 0
    """How many results its table has: that of a metric is its page, that of others lies below."""

    def dump(self) -> list[object]:
        """As the index writes it."""
        return [self.kind, self.name, self.path, self.papers, self.rows]


def index_things(atlas: Atlas) -> dict[str, tuple[Thing, ...]]:
    """The things that each name leads to: those that are called so before those that are also called so, the largest first."""
    found: defaultdict[str, dict[Thing, bool]] = defaultdict(dict)
    for thing, names in list_things(atlas):
        own = set(_list_keys(_cut_title(thing.name)))
        for key in _list_keys(names):
            found[key][thing] = key not in own
    return {key: _order(things) for key, things in found.items()}


def _order(things: Mapping[Thing, bool]) -> tuple[Thing, ...]:
    """The first of some things, which are told apart by whether a name is only another one of theirs."""
    return tuple(sorted(things, key=lambda thing: (things[thing], -thing.papers, -thing.rows, thing.kind, thing.path))[:_MOST])


def _list_keys(names: Iterable[str]) -> list[str]:
    return sorted({key for name in names for form in _list_forms(name) if (key := write_key(form))})


def write_key(form: Sequence[str]) -> str:
    """A name as the index has it; empty where it has no word that says something."""
    return "".join(f"{word} " for word in form) if not COMMON.issuperset(form) else ""


def _list_forms(name: str) -> Iterator[Sequence[str]]:
    """The words of a name, and where it is short, all of them as one: `flash attention`, `flashattention`."""
    form = spell(name)
    yield form
    if len(form) == 2:
        yield ("".join(form),)


def list_things(atlas: Atlas) -> Iterator[tuple[Thing, tuple[str, ...]]]:
    """All things, each with its names."""
    groups = atlas.groups
    spelled = _list_spelled(atlas)
    for group in groups.topics.values():
        terms = (term for term, weight in atlas.texts.find_terms(group.slug).items() if weight >= _TELLING)
        names = (*_cut_title(group.name), group.slug, *terms)
        yield _group_thing("Topic", TOPICS, group, groups.topic_results), names
    for group in groups.devices.values():
        names = (group.name, _drop_maker(group.name), *spelled["hardware", group.name])
        yield _group_thing("Device", HARDWARE, group, groups.device_results), names
    for group in groups.families.values():
        yield _group_thing("Device family", FAMILIES, group, groups.family_results), (group.name, _drop_maker(group.name))
    for metric in groups.metrics.values():
        label = atlas.label(metric.name)
        thing = Thing("Metric", label, f"{METRICS}/{metric.slug}", metric.papers, len(metric.reported))
        yield thing, (label, metric.name, *spelled["metric", metric.name])
    for group in groups.authors.values():
        yield _group_thing("Author", AUTHORS, group), tuple(_list_person(group.name))
    for kind, folder, members in (("Venue", VENUES, groups.venues), ("Organization", ORGANIZATIONS, groups.organizations)):
        for group in members.values():
            yield _group_thing(kind, folder, group), (group.name,)
    for group in (*groups.years.values(), *groups.months.values()):
        name = format_month(group.slug) if len(group.slug) > 4 else group.name
        yield Thing("Date", name, f"{DATES}/{group.slug}", len(group.papers)), (name,)
    yield from _list_pages(atlas)


def _list_pages(atlas: Atlas) -> Iterator[tuple[Thing, tuple[str, ...]]]:
    """What people wrote, and the overviews."""
    for page in atlas.review.pages.values():
        if page.slug != "index":
            yield Thing("Page", page.title, page.slug), (page.title, page.slug)
    for name, folder, others in _OVERVIEWS:
        yield Thing("Page", name, folder), (name, *others)


def _group_thing(kind: str, folder: str, group: Group, results: Mapping[str, Sequence[Reported]] | None = None) -> Thing:
    rows = len(results.get(group.slug, ())) if results else 0
    return Thing(kind, group.name, f"{folder}/{group.slug}", len(group.papers), rows)


def _list_spelled(atlas: Atlas) -> defaultdict[tuple[str, str], list[str]]:
    """How the vocabulary spells what it knows, by kind and name."""
    spelled: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for entry in list_entries(atlas.texts.find_names()):
        spelled[entry.kind, entry.id].append(entry.term)
    return spelled


def _cut_title(title: str) -> Iterable[str]:
    """A title and its parts: `KV cache and long context`, `KV cache`, `long context`."""
    parts = [title]
    for separator in _SEPARATORS:
        parts = [piece for part in parts for piece in part.split(separator)]
    return (title, *parts)


def _drop_maker(name: str) -> str:
    """The name of a device or family without its first word, which is the maker's: `Ampere`; empty where it has one word."""
    return name.partition(" ")[2]


def _list_person(name: str) -> Iterator[str]:
    """How people write a name: in full, without what stands between first and last, and the last first, or alone."""
    first, *others = name.split() or [""]
    yield name
    if others:
        yield f"{first} {others[-1]}"
        yield f"{others[-1]} {first}"
        yield others[-1]
