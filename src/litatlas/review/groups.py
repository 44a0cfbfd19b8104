"""Groups of papers: by topic, device, family and date, newest first, and results by metric."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from litatlas.content.slugs import name_slug
from litatlas.model import BANDS, Confidence, Paper, Result
from litatlas.review.arrivals import Arrival, list_arrivals
from litatlas.review.persons import Persons, index_persons, list_authors, list_venues
from litatlas.review.review import Review

FEWEST = 2
"""How many papers a person, a venue or an organization has a page for: a page of one paper says less than the paper's own."""
OTHER_FAMILY = "Other hardware"
"""The family of devices that no vocabulary knows."""


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that share a topic, a device, a family, a year or a month."""

    slug: str
    name: str
    papers: tuple[Paper, ...]
    """Newest first."""


@dataclass(frozen=True, slots=True)
class Reported:
    """A result together with the paper that reports it."""

    paper: Paper
    result: Result


@dataclass(frozen=True, slots=True)
class MetricGroup:
    """All results in one metric."""

    slug: str
    name: str
    reported: tuple[Reported, ...]
    papers: int
    """How many papers report it: counted once, since every row of every page asks whether they are several."""

    @property
    def is_shared(self) -> bool:
        """Whether several papers report it, so that it has a table of its own."""
        return self.papers >= FEWEST


@dataclass(frozen=True)
class Groups:
    """All groups of a review; they depend on its content alone, not on its order. Mappings are by slug, as an index lists them.

    Each is made when it is first asked for: who edits a paper and looks at its page waits for no more than it shows.
    """

    review: Review = field(repr=False)
    former: tuple[Paper, ...] = field(default=(), repr=False)
    """The papers of an earlier state of the review, newest first: they stay in that order where no date has changed."""

    @cached_property
    def papers(self) -> tuple[Paper, ...]:
        """All of them, newest first."""
        return _list_again(self.former, self.review.papers) or list_by_date(self.review.papers.values())

    @cached_property
    def arrivals(self) -> tuple[Arrival, ...]:
        """The same by the days that they came on, the latest day first."""
        return list_arrivals(self.papers)

    @cached_property
    def topics(self) -> Mapping[str, Group]:
        """Every topic of the review, also those without papers."""
        titles = {id_: topic.title for id_, topic in self.review.topics.items()}
        return _by_size(_group(self.papers, lambda paper: paper.extraction.topics, titles))

    @cached_property
    def devices(self) -> Mapping[str, Group]:
        """Every device that papers name."""
        return _by_size(_group(self.papers, _device_slugs, self.review.devices))

    @cached_property
    def families(self) -> Mapping[str, Group]:
        """The families of these devices."""
        names = {slug: name for name, slug in self._family_slugs.items()}
        found = _group(self.papers, lambda paper: [self.family_of[slug] for slug in _device_slugs(paper)], names)
        return _by_size(found)

    @cached_property
    def family_of(self) -> Mapping[str, str]:
        """The slug of a device's family, by the device's slug."""
        return {slug: self._family_slugs[_find_family(self.review, name)] for slug, name in self.review.devices.items()}

    @cached_property
    def _family_slugs(self) -> Mapping[str, str]:
        names = {_find_family(self.review, name) for name in self.review.devices.values()}
        return {name: name_slug(name) for name in sorted(names)}

    @cached_property
    def years(self) -> Mapping[str, Group]:
        """By the years of their dates, the newest first."""
        return _group_dates(self.papers, 4)

    @cached_property
    def months(self) -> Mapping[str, Group]:
        """By months, where the date tells one."""
        return _group_dates(self.papers, 7)

    @cached_property
    def undated(self) -> Group:
        """Those without any date."""
        return Group("undated", "Undated", tuple(paper for paper in self.papers if paper.work.date is None))

    @cached_property
    def authors(self) -> Mapping[str, Group]:
        """Persons who wrote several of the papers, by the slug of their names."""
        return _group_named(self.papers, lambda paper: list_authors(self.persons, paper))

    @cached_property
    def venues(self) -> Mapping[str, Group]:
        """Series that several of the papers appeared in."""
        return _group_named(self.papers, list_venues)

    @cached_property
    def organizations(self) -> Mapping[str, Group]:
        """Organizations that published several of the papers."""
        return _group_named(self.papers, lambda paper: [paper.work.organization.name] if paper.work.organization else [])

    @cached_property
    def persons(self) -> Persons:
        """Whose names people say are one person's."""
        return index_persons(self.review.people)

    @cached_property
    def metrics(self) -> Mapping[str, MetricGroup]:
        """The results by their metrics."""
        return _group_results(self.reported)

    @cached_property
    def reported(self) -> tuple[Reported, ...]:
        """All results that tables show, those of the newest papers first."""
        return tuple(enter_tables(self.papers, self.review.settings.least_confidence))

    @cached_property
    def topic_results(self) -> Mapping[str, tuple[Reported, ...]]:
        """The results of the papers of a topic, by its slug; only topics with results."""
        return _index_results(self.reported, lambda item: item.paper.extraction.topics)

    @cached_property
    def device_results(self) -> Mapping[str, tuple[Reported, ...]]:
        """The results that themselves name a device, by its slug; only devices that papers are listed under."""
        return _index_results(self.reported, lambda item: _find_devices(item, self.family_of))

    @cached_property
    def family_results(self) -> Mapping[str, tuple[Reported, ...]]:
        """The same by families."""
        return _index_results(self.reported, lambda item: [self.family_of[slug] for slug in _find_devices(item, self.family_of)])

    def is_shared(self, metric: str) -> bool:
        """Whether several papers report a metric, given by its slug, so that it has a table of its own."""
        return metric in self._shared

    @cached_property
    def _shared(self) -> frozenset[str]:
        """The slugs of `shared_metrics`; pages that link to tables need no more, and are not to wait for all of these."""
        bands, slugs, papers = _list_bands(self.review.settings.least_confidence), dict[str, str](), Counter[str]()
        for paper in self.review.papers.values():
            metrics = {result.metric for result in paper.extraction.results if result.confidence in bands}
            papers.update({slugs.get(metric) or slugs.setdefault(metric, name_slug(metric)) for metric in metrics})
        return frozenset(slug for slug, count in papers.items() if count >= FEWEST)

    @property
    def shared_metrics(self) -> tuple[MetricGroup, ...]:
        """The metrics that several papers report, each with a table of its own."""
        return tuple(group for group in self.metrics.values() if group.is_shared)

    @property
    def rare_metrics(self) -> tuple[MetricGroup, ...]:
        """The others, which share one table."""
        return tuple(group for group in self.metrics.values() if not group.is_shared)


def enter_tables(papers: Iterable[Paper], least: Confidence) -> Iterator[Reported]:
    """The results that tables show, in the order of their papers: the one door to every table and what is made of it.

    `least` is the lowest band of confidence that enters.
    """
    bands = _list_bands(least)
    for paper in papers:
        for result in paper.extraction.results:
            if result.confidence in bands:
                yield Reported(paper, result)


def _list_bands(least: Confidence) -> tuple[Confidence, ...]:
    return BANDS[BANDS.index(least) :]


def list_by_date(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Papers, the newest first; of one day in the order of slugs."""
    return tuple(sorted(sorted(papers, key=lambda paper: paper.slug), key=_sort_date, reverse=True))


def _list_again(former: Sequence[Paper], papers: Mapping[str, Paper]) -> tuple[Paper, ...]:
    """Papers in the order of former ones; nothing where these are not the same, or of other dates."""
    found: list[Paper] = []
    for old in former if len(former) == len(papers) else ():
        new = papers.get(old.slug)
        if new is None or (new is not old and new.work.date != old.work.date):
            return ()
        found.append(new)
    return tuple(found)


def _sort_date(paper: Paper) -> str:
    """The key that sorts papers by date; newest first, those without a month or day come after the others of their year."""
    return paper.work.date.iso if paper.work.date else ""


def _device_slugs(paper: Paper) -> list[str]:
    return [name_slug(name) for name in paper.extraction.hardware]


def _find_family(review: Review, name: str) -> str:
    device = review.vocabulary.devices.get(name)
    return device.family if device else OTHER_FAMILY


def _group(papers: Iterable[Paper], keys: Callable[[Paper], Sequence[str]], names: Mapping[str, str]) -> dict[str, Group]:
    members: dict[str, list[Paper]] = {slug: [] for slug in names}
    for paper in papers:
        for key in dict.fromkeys(keys(paper)):
            members[key].append(paper)
    return {slug: Group(slug, names[slug], tuple(members[slug])) for slug in names}


def _group_named(papers: Iterable[Paper], names: Callable[[Paper], Iterable[str]]) -> dict[str, Group]:
    """Groups by the slugs of names, of several papers each, the largest first; the spelling used most names one."""
    members: dict[str, dict[str, Paper]] = defaultdict(dict)
    spellings: dict[str, Counter[str]] = defaultdict(Counter)
    for paper in papers:
        for name in names(paper):
            slug = name_slug(name)
            members[slug][paper.slug] = paper
            spellings[slug][name] += 1
    several = {slug: tuple(found.values()) for slug, found in members.items() if len(found) >= FEWEST}
    named = {slug: max(spellings[slug].items(), key=lambda item: (item[1], item[0]))[0] for slug in several}
    return _by_size({slug: Group(slug, named[slug], found) for slug, found in several.items()})


def _by_size(groups: Mapping[str, Group]) -> dict[str, Group]:
    ordered = sorted(groups.values(), key=lambda group: (-len(group.papers), group.name.casefold(), group.slug))
    return {group.slug: group for group in ordered}


def _group_dates(papers: Iterable[Paper], length: int) -> dict[str, Group]:
    """Groups by the first `length` characters of the date, newest first; dates that are less precise are left out."""
    members: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        if paper.work.date and len(paper.work.date.iso) >= length:
            members[paper.work.date.iso[:length]].append(paper)
    return {key: Group(key, key, tuple(members[key])) for key in sorted(members, reverse=True)}


def _find_devices(reported: Reported, family_of: Mapping[str, str]) -> list[str]:
    return [slug for name in reported.result.hardware if (slug := name_slug(name)) in family_of]


def _index_results(reported: Iterable[Reported], keys: Callable[[Reported], Iterable[str]]) -> dict[str, tuple[Reported, ...]]:
    members: dict[str, list[Reported]] = defaultdict(list)
    for item in reported:
        for key in dict.fromkeys(keys(item)):
            members[key].append(item)
    return {key: tuple(items) for key, items in members.items()}


def _group_results(results: Sequence[Reported]) -> dict[str, MetricGroup]:
    metrics = {metric: name_slug(metric) for metric in sorted({item.result.metric for item in results})}
    members: dict[str, list[Reported]] = {slug: [] for slug in metrics.values()}
    for item in results:
        members[metrics[item.result.metric]].append(item)
    names = {slug: metric for metric, slug in reversed(metrics.items())}
    ordered = sorted(members, key=lambda slug: (-len(members[slug]), names[slug]))
    papers = {slug: len({item.paper.slug for item in group}) for slug, group in members.items()}
    return {slug: MetricGroup(slug, names[slug], tuple(members[slug]), papers[slug]) for slug in ordered}
