"""Which records tell of the same work: those that share an identifier, else a title that nothing else they state speaks against.

A work that a review already has keeps its page: records join it, and two pages are never made one here. That is for people,
who say so with `litatlas merge`.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from litatlas.identity.facts import decode_author
from litatlas.model import Json, Record, Work
from litatlas.read.merge import merge, work_from_record, work_key
from litatlas.text.folding import fold
from litatlas.text.repair import repair

_NAMING = frozenset(("arxiv", "doi", "pmid", "pmcid", "acl", "openreview", "openalex", "s2", "dblp"))
"""Schemes whose identifier names one work. An ISBN does not: it names the whole book that a chapter stands in."""
_SINGLE = frozenset(("arxiv", "pmid"))
"""Schemes that give a work one identifier for good: two of them are two works. A work has many DOIs, or OpenReview pages."""
_YEARS_APART = 2
"""A preprint and its publication are so many years apart at most, where their authors do not tell."""
_YEARS_WITH_AUTHORS = 8
"""The same for works that share their authors."""
_SHORT_KEY = 16
"""Titles of fewer letters (`Editorial`, `Mamba`) say little: what else is stated must not differ."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """Records of one work, and the page that the review has of it."""

    slug: str | None
    """None for a work that is new."""
    key: str
    """Unique among the clusters of a run, and the same in every run that has the work's records: the title's key, and more of
    the work where several have the title."""
    works: tuple[Work, ...]
    """The records' works, each of one record; without that of the page."""


@dataclass(frozen=True, slots=True)
class _Traits:
    """What tells works apart."""

    keys: frozenset[str]
    identifiers: frozenset[tuple[str, str]]
    years: frozenset[int]
    families: frozenset[str]
    abstracts: frozenset[tuple[str, str]]
    """Pairs of the SHA-256 of a file and of an abstract in it."""

    def join(self, other: "_Traits") -> "_Traits":
        """The traits of both together."""
        return _Traits(
            self.keys | other.keys,
            self.identifiers | other.identifiers,
            self.years | other.years,
            self.families | other.families,
            self.abstracts | other.abstracts,
        )


@dataclass(slots=True)
class _Unit:
    """A cluster while it is gathered."""

    slug: str | None
    traits: _Traits
    works: list[Work]

    def take(self, other: "_Unit") -> None:
        """Take in the works of another one."""
        self.traits = self.traits.join(other.traits)
        self.works.extend(other.works)


def match_works(works: Iterable[Work], standing: Mapping[str, Work]) -> tuple[Cluster, ...]:
    """Gather works of single records into clusters, in the order of their keys; `standing` are the review's works by slug.

    The outcome does not depend on the order of `works`.
    """
    units = _join_by_identifier(works)
    pages = [_Unit(slug, _find_traits(work), []) for slug, work in standing.items()]
    by_identifier = {identifier: page for page in reversed(pages) for identifier in page.traits.identifiers}
    by_key: dict[str, list[_Unit]] = defaultdict(list)
    for page in pages:
        for key in page.traits.keys:
            by_key[key].append(page)
    late: list[_Unit] = []
    for unit in units:
        named = [by_identifier[one] for one in sorted(unit.traits.identifiers) if one in by_identifier]
        if named:
            named[0].take(unit)
        else:
            late.append(unit)
    new: list[_Unit] = []
    for unit in late:
        known = {id(other): other for key in sorted(unit.traits.keys) for other in by_key[key]}
        fitting = [other for other in known.values() if are_one(unit.traits, other.traits)]
        if fitting:
            max(fitting, key=lambda other: _rate(unit.traits, other)).take(unit)
            continue
        new.append(unit)
        for key in unit.traits.keys:
            by_key[key].append(unit)
    return _name_clusters([unit for unit in (*pages, *new) if unit.works], by_key)


def merge_records(records: Iterable[Record]) -> dict[str, Work]:
    """Merge records without any review: the works by the keys of their clusters, in the order of the keys."""
    return {cluster.key: merge(cluster.works) for cluster in match_works(map(work_from_record, records), {})}


def tell_same(first: Work, second: Work) -> bool:
    """Whether two works are one by what they state: an identifier that both have, or a title where nothing speaks against it."""
    one, other = _find_traits(first), _find_traits(second)
    if one.identifiers & other.identifiers:
        return True
    return bool(one.keys & other.keys) and are_one(one, other)


def are_one(one: _Traits, other: _Traits) -> bool:
    """Whether works of one title can be one: identifiers, authors, years and abstracts do not contradict each other."""
    for scheme in _SINGLE:
        mine, theirs = _of_scheme(one, scheme), _of_scheme(other, scheme)
        if mine and theirs and not mine & theirs:
            return False
    shared = len(one.families & other.families)
    has_authors = bool(one.families and other.families)
    if has_authors and 2 * shared < min(len(one.families), len(other.families)):
        return False
    if one.years and other.years:
        apart = min(abs(first - second) for first in one.years for second in other.years)
        if apart > (_YEARS_WITH_AUTHORS if has_authors else _YEARS_APART):
            return False
    if _have_other_abstracts(one, other) and not has_authors:
        # Only hashes are compared: a review of facts has no more, and must come to the same as one that keeps the texts.
        in_one_file = {file for file, _ in one.abstracts} & {file for file, _ in other.abstracts}
        return not in_one_file and not all(len(key) < _SHORT_KEY for key in one.keys & other.keys)
    return True


def _have_other_abstracts(one: _Traits, other: _Traits) -> bool:
    """Whether both works have abstracts, and none in common."""
    mine, theirs = {sha for _, sha in one.abstracts}, {sha for _, sha in other.abstracts}
    return bool(mine and theirs) and not mine & theirs


def _of_scheme(traits: _Traits, scheme: str) -> set[str]:
    return {value for name, value in traits.identifiers if name == scheme}


def _rate(traits: _Traits, unit: _Unit) -> tuple[bool, int, int, bool, str]:
    """How well a work fits, best last; of equals a page comes before a new work, and the first slug before the others."""
    other = unit.traits
    apart = min((abs(first - second) for first in traits.years for second in other.years), default=99)
    has_abstract = bool({sha for _, sha in traits.abstracts} & {sha for _, sha in other.abstracts})
    reverse = "".join(chr(0x10FFFF - ord(letter)) for letter in unit.slug or "")
    return has_abstract, len(traits.families & other.families), -apart, unit.slug is not None, reverse


def _join_by_identifier(works: Iterable[Work]) -> list[_Unit]:
    """One unit for all works that share an identifier, directly or through others, in an order that only they decide."""
    units = [_Unit(None, _find_traits(work), [work]) for work in works]
    units.sort(key=_place)
    owner: dict[tuple[str, str], int] = {}
    parents = list(range(len(units)))

    def find(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for number, unit in enumerate(units):
        for identifier in unit.traits.identifiers:
            first = find(owner.setdefault(identifier, number))
            second = find(number)
            parents[max(first, second)] = min(first, second)
    joined: dict[int, _Unit] = {}
    for number, unit in enumerate(units):
        root = find(number)
        if root in joined:
            joined[root].take(unit)
        else:
            joined[root] = unit
    # Works that state more are placed first: what says little then joins one of them.
    return sorted(joined.values(), key=lambda unit: (-len(unit.traits.identifiers), -len(unit.traits.families)))


def _place(unit: _Unit) -> tuple[str, str, str, int]:
    work = unit.works[0]
    source = work.witnesses[0].source
    return min(unit.traits.keys, default=""), work.abstract_sha256 or "", source.sha256, source.line


def _find_traits(work: Work) -> _Traits:
    titles = [work.title]
    dates = {work.date.iso if work.date else "", *[one.date for one in work.publications]}
    families = {author.family for author in work.authors}
    for said in [witness.differs for witness in work.witnesses if witness.differs]:
        titles.append(repair(str(said.get("title", ""))))
        dates.add(str(said.get("date", "")))
        families.update(decode_author(name).family for name in _as_list(said.get("authors")))
    abstracts = frozenset(
        [
            (witness.source.sha256, str(witness.differs.get("abstract", work.abstract_sha256)))
            for witness in work.witnesses
            if "abstract" in witness.states
        ]
    )
    return _Traits(
        keys=frozenset(map(work_key, filter(None, titles))),
        identifiers=frozenset([one.work for one in work.identifiers if one.scheme in _NAMING]),
        years=frozenset([int(iso[:4]) for iso in dates if iso]),
        families=frozenset(filter(None, map(_fold, families))),
        abstracts=abstracts,
    )


def _as_list(value: Json) -> Iterable[Json]:
    return value if isinstance(value, list) else ()


def _fold(family: str) -> str:
    plain = fold(family).casefold()
    return plain if plain.isalnum() else "".join(letter for letter in plain if letter.isalnum())


def _name_clusters(units: Sequence[_Unit], by_key: Mapping[str, Sequence[_Unit]]) -> tuple[Cluster, ...]:
    clusters = sorted(_name_each(units, by_key), key=lambda cluster: cluster.key)
    seen: dict[str, int] = defaultdict(int)
    named = []
    for cluster in clusters:
        seen[cluster.key] += 1
        again = seen[cluster.key]
        named.append(cluster if again == 1 else replace(cluster, key=f"{cluster.key}\n{again}"))
    return tuple(named)


def _name_each(units: Sequence[_Unit], by_key: Mapping[str, Sequence[_Unit]]) -> Iterator[Cluster]:
    for unit in units:
        key = min(unit.traits.keys, default="")
        if len(by_key.get(key, ())) > 1:
            first = next(iter(sorted(unit.traits.identifiers)), None)
            more = ":".join(first) if first else min((sha for _, sha in unit.traits.abstracts), default="")
            key = f"{key}\n{more}" if more else key
        yield Cluster(unit.slug, key, tuple(unit.works))
