"""Facts of a review that pages of a paper or a group show besides their own, each asked for by name, and noted with the page.

The atlas that `Facts.note_in` gives has these facts and no others: what is asked for in another way is not there. What all pages
share, such as settings and vocabulary, is not among them: `digest_frame` stands for it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import partial
from typing import Any, TypeVar, cast

from litatlas.model import Paper
from litatlas.review.groups import Group, Groups, MetricGroup, Reported
from litatlas.review.persons import Persons
from litatlas.running.digests import digest
from litatlas.site.atlas import Atlas
from litatlas.site.pages.related import Relations
from litatlas.site.places import Place
from litatlas.site.texts import PAPERS
from litatlas.site.views.pages import Rivals
from litatlas.text.readable import Text

V = TypeVar("V")
_NEAREST, _RIVALS, _PAPERS = "nearest", "rivals", "review.papers"
_OF_REVIEW = ("papers", "topics", "hardware_pages", "notes", "pages", "devices", "curation")
_OF_ATLAS = ("abstracts", "drafts", "citations", "names", "systems")
"""The fields that hold facts of single papers, topics and devices: what is asked of them is noted."""


@dataclass(frozen=True, slots=True)
class Named:
    """A group without its papers: pages of others show its name, and whether it has a table."""

    slug: str
    name: str
    is_shared: bool


@dataclass(frozen=True, slots=True)
class _NotedGroups:
    """The groups that pages of others name."""

    topics: Mapping[str, Named]
    devices: Mapping[str, Named]
    families: Mapping[str, Named]
    years: Mapping[str, Named]
    months: Mapping[str, Named]
    authors: Mapping[str, Named]
    venues: Mapping[str, Named]
    organizations: Mapping[str, Named]
    metrics: Mapping[str, Named]
    family_of: Mapping[str, str]
    persons: Persons

    def is_shared(self, metric: str) -> bool:
        """As `Groups.is_shared`."""
        found = self.metrics.get(metric)
        return found is not None and found.is_shared


class _Noted(Mapping[str, V]):
    """A mapping of which is noted what it is asked for, also where it has no such thing."""

    __slots__ = ("_asked", "_found", "_kind")

    def __init__(self, kind: str, found: Mapping[str, V], asked: set[str]) -> None:
        self._kind = kind
        self._found = found
        self._asked = asked

    def __getitem__(self, key: str) -> V:
        self._asked.add(f"{self._kind} {key}")
        return self._found[key]

    def __contains__(self, key: object) -> bool:
        self._asked.add(f"{self._kind} {key}")
        return key in self._found

    def __iter__(self) -> Iterator[str]:
        self._asked.add(self._kind)
        return iter(self._found)

    def __len__(self) -> int:
        self._asked.add(self._kind)
        return len(self._found)


class Facts:
    """What pages may ask for, and what stands for each of it."""

    def __init__(self, atlas: Atlas, relations: Relations, digests: Mapping[str, str]) -> None:
        """`digests` are those of the review's files."""
        self._atlas = atlas
        self._relations = relations
        self._digests = digests
        groups, review = atlas.groups, atlas.review
        self._groups: dict[str, Callable[[], Mapping[str, Group] | Mapping[str, MetricGroup]]] = {
            "topics": lambda: groups.topics,
            "devices": lambda: groups.devices,
            "families": lambda: groups.families,
            "years": lambda: groups.years,
            "months": lambda: groups.months,
            "authors": lambda: groups.authors,
            "venues": lambda: groups.venues,
            "organizations": lambda: groups.organizations,
            "metrics": lambda: groups.metrics,
        }
        self._others: dict[str, Mapping[str, Any]] = {
            **{f"review.{name}": getattr(review, name) for name in _OF_REVIEW},
            **{name: getattr(atlas, name) for name in _OF_ATLAS},
        }
        self._named: dict[str, Mapping[str, Any]] = {}
        self._signs: dict[str, str] = {}

    def note_in(self, asked: set[str]) -> tuple[Atlas, Relations]:
        """An atlas, and what relates its papers, of which is noted what they are asked for."""

        def note(kind: str) -> Any:
            return _Noted(kind, self._find_kind(kind), asked)

        review = replace(self._atlas.review, **{name: note(f"review.{name}") for name in _OF_REVIEW})
        groups = _NotedGroups(
            **{name: note(f"groups.{name}") for name in self._groups},
            family_of=note("groups.family_of"),
            persons=self._atlas.groups.persons,
        )
        atlas = replace(
            self._atlas,
            review=review,
            # What these have less than others have nobody may ask for here.
            groups=cast("Groups", groups),
            **{name: note(name) for name in _OF_ATLAS},
        )
        return atlas, cast("Relations", _NotedRelations(self, self._relations, asked))

    def sign(self, asked: Iterable[str]) -> str:
        """What stands for all of what was asked for."""
        return digest(*(text for name in sorted(asked) for text in (name, self._sign(name))))

    def sign_plan(self, plan: object) -> str:
        """What stands for what pages are planned by: papers, rows, names, and who asks for a text."""
        if isinstance(plan, Reported):
            return f"{self._sign(f'{_PAPERS} {plan.paper.slug}')} {plan.result.id}"
        if isinstance(plan, Paper):
            return self._sign(f"{_PAPERS} {plan.slug}")
        if isinstance(plan, tuple):
            return digest(*map(self.sign_plan, plan))
        if isinstance(plan, partial):
            return digest(plan.func.__qualname__, repr(plan.keywords))
        if is_dataclass(plan):
            return digest(*(self.sign_plan(getattr(plan, field.name)) for field in fields(plan)))
        return plan.__qualname__ if callable(plan) else repr(plan)  # type: ignore[attr-defined]  # a function

    def know(self, name: str, said: Callable[[], str]) -> None:
        """Remember what stands for an answer that took long to find."""
        if name not in self._signs:
            self._signs[name] = said()

    def sign_papers(self, papers: Iterable[Paper]) -> str:
        """What stands for papers in their order."""
        return digest(*(self._sign(f"{_PAPERS} {paper.slug}") for paper in papers))

    def _sign(self, name: str) -> str:
        sign = self._signs.get(name)
        if sign is None:
            sign = self._signs[name] = self._find_sign(*name.partition(" "))
        return sign

    def _find_sign(self, kind: str, is_one: str, key: str) -> str:
        if kind == _NEAREST:
            return self.sign_papers(self._relations.find_nearest(key))
        if kind == _RIVALS:
            path, _, slug = key.partition(" ")
            place = Place(path, "../" * path.count("/"))
            return digest(repr(self._relations.rivals.build_views(place, self._atlas.review.papers[slug])))
        found = self._find_kind(kind)
        if not is_one:
            return digest(*(text for one in found for text in (one, self._sign(f"{kind} {one}"))))
        if key not in found:
            return ""
        # All that is known of a paper follows from its page and the page's name, where no note corrects it.
        page = self._digests.get(f"{PAPERS}{key}.md") if kind == _PAPERS and key not in self._atlas.review.curation else None
        return f"{key} {page}" if page else _sign_value(found[key])

    def _find_kind(self, kind: str) -> Mapping[str, Any]:
        if kind in self._others:
            return self._others[kind]
        if kind not in self._named:
            name = kind.removeprefix("groups.")
            found = self._atlas.groups.family_of if name == "family_of" else self._groups[name]()
            self._named[kind] = {slug: one if isinstance(one, str) else _name_group(one) for slug, one in found.items()}
        return self._named[kind]


class _NotedRelations:
    """What relates papers, of which is noted for which it is asked."""

    def __init__(self, facts: Facts, relations: Relations, asked: set[str]) -> None:
        self._facts = facts
        self._relations = relations
        self._asked = asked

    @property
    def rivals(self) -> "_NotedRelations":
        return self

    def find_nearest(self, slug: str) -> tuple[Paper, ...]:
        found = self._relations.find_nearest(slug)
        self._note(f"{_NEAREST} {slug}", lambda: self._facts.sign_papers(found))
        return found

    def build_views(self, place: Place, paper: Paper) -> tuple[Rivals, ...]:
        views = self._relations.rivals.build_views(place, paper)
        self._note(f"{_RIVALS} {place.path} {paper.slug}", lambda: digest(repr(views)))
        return views

    def _note(self, name: str, said: Callable[[], str]) -> None:
        self._asked.add(name)
        self._facts.know(name, said)


def _name_group(group: Group | MetricGroup) -> Named:
    return Named(group.slug, group.name, isinstance(group, MetricGroup) and group.is_shared)


def _sign_value(value: object) -> str:
    # What is read of a raw text follows from it.
    return digest(value.raw) if isinstance(value, Text) else digest(repr(value))
