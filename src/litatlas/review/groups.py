"""Groups of papers: by topic, device, family and date, newest first, and results by metric."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Groups:
    """All groups of a review. Mappings are by slug, in the order in which an index lists them."""

    papers: tuple[Paper, ...]
    """All of them, newest first."""
    arrivals: tuple[Arrival, ...]
    """The same by the days that they came on, the latest day first."""
    topics: Mapping[str, Group]
    """Every topic of the review, also those without papers."""
    devices: Mapping[str, Group]
    families: Mapping[str, Group]
    family_of: Mapping[str, str]
    """The slug of a device's family, by the device's slug."""
    years: Mapping[str, Group]
    months: Mapping[str, Group]
    undated: Group
    authors: Mapping[str, Group]
    """Persons who wrote several of the papers, by the slug of their names."""
    venues: Mapping[str, Group]
    """Series that several of the papers appeared in."""
    organizations: Mapping[str, Group]
    """Organizations that published several of the papers."""
    persons: Persons
    metrics: Mapping[str, MetricGroup]
    reported: tuple[Reported, ...]
    """All results that tables show, those of the newest papers first."""
    topic_results: Mapping[str, tuple[Reported, ...]]
    """The results of the papers of a topic, by its slug; only topics with results."""
    device_results: Mapping[str, tuple[Reported, ...]]
    """The results that themselves name a device, by its slug; only devices that papers are listed under."""
    family_results: Mapping[str, tuple[Reported, ...]]

    @property
    def shared_metrics(self) -> tuple[MetricGroup, ...]:
        """The metrics that several papers report, each with a table of its own."""
        return tuple(group for group in self.metrics.values() if group.is_shared)

    @property
    def rare_metrics(self) -> tuple[MetricGroup, ...]:
        """The others, which share one table."""
        return tuple(group for group in self.metrics.values() if not group.is_shared)


def build_groups(review: Review) -> Groups:
    """Group a review's papers; the outcome depends on their content alone, not on their order."""
    papers = list_by_date(review.papers.values())
    persons = index_persons(review.people)
    families = {slug: _find_family(review, name) for slug, name in review.devices.items()}
    reported = tuple(enter_tables(papers, review.settings.least_confidence))
    family_of = {slug: name_slug(name) for slug, name in families.items()}
    family_names = {name_slug(name): name for name in sorted(families.values())}
    return Groups(
        papers=papers,
        arrivals=list_arrivals(papers),
        topics=_by_size(
            _group(papers, lambda paper: paper.extraction.topics, {id_: topic.title for id_, topic in review.topics.items()})
        ),
        devices=_by_size(_group(papers, _device_slugs, review.devices)),
        families=_by_size(
            _group(papers, lambda paper: [name_slug(families[slug]) for slug in _device_slugs(paper)], family_names)
        ),
        family_of=family_of,
        years=_group_dates(papers, 4),
        months=_group_dates(papers, 7),
        undated=Group("undated", "Undated", tuple(paper for paper in papers if paper.work.date is None)),
        authors=_group_named(papers, lambda paper: list_authors(persons, paper)),
        venues=_group_named(papers, list_venues),
        organizations=_group_named(papers, lambda paper: [paper.work.organization.name] if paper.work.organization else []),
        persons=persons,
        metrics=_group_results(reported),
        reported=reported,
        topic_results=_index_results(reported, lambda item: item.paper.extraction.topics),
        device_results=_index_results(reported, lambda item: _find_devices(item, family_of)),
        family_results=_index_results(reported, lambda item: [family_of[slug] for slug in _find_devices(item, family_of)]),
    )


def enter_tables(papers: Iterable[Paper], least: Confidence) -> Iterator[Reported]:
    """The results that tables show, in the order of their papers: the one door to every table and what is made of it.

    `least` is the lowest band of confidence that enters.
    """
    bands = BANDS[BANDS.index(least) :]
    for paper in papers:
        for result in paper.extraction.results:
            if result.confidence in bands:
                yield Reported(paper, result)


def list_by_date(papers: Iterable[Paper]) -> tuple[Paper, ...]:
    """Papers, the newest first; of one day in the order of slugs."""
    return tuple(sorted(sorted(papers, key=lambda paper: paper.slug), key=_sort_date, reverse=True))


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


def _group_results(results: Iterable[Reported]) -> dict[str, MetricGroup]:
    members: dict[str, list[Reported]] = defaultdict(list)
    for item in results:
        members[name_slug(item.result.metric)].append(item)
    names = {slug: min(reported.result.metric for reported in group) for slug, group in members.items()}
    ordered = sorted(members, key=lambda slug: (-len(members[slug]), names[slug]))
    papers = {slug: len({item.paper.slug for item in group}) for slug, group in members.items()}
    return {slug: MetricGroup(slug, names[slug], tuple(members[slug]), papers[slug]) for slug in ordered}
