"""When papers came into a review: by the days that the lists which have them were captured on."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from litatlas.model import Paper

_FULL_DAY = len("2025-10-30")


@dataclass(frozen=True, slots=True)
class Arrival:
    """The papers that came with the captures of one day."""

    day: str
    """`2025-10-30`; `--10-30` where no capture of theirs tells the year; empty where none tells its day."""
    papers: tuple[Paper, ...]
    """The newest first, by publication."""

    @property
    def is_dated(self) -> bool:
        """Whether the day is known with its year."""
        return len(self.day) == _FULL_DAY


def find_day(paper: Paper) -> str:
    """The first day that a list with this paper was captured on, as `Arrival.day` has it."""
    stated = {witness.source.captured for witness in paper.work.witnesses if witness.source.captured}
    full = {day for day in stated if len(day) == _FULL_DAY}
    return min(full or stated, default="")


def list_arrivals(papers: Iterable[Paper]) -> tuple[Arrival, ...]:
    """All papers by the day that they came on, the latest day first; days without a year, and then none, come last.

    Papers of a day stay in the order given.
    """
    members: dict[str, list[Paper]] = defaultdict(list)
    for paper in papers:
        members[find_day(paper)].append(paper)
    days = sorted(members, key=lambda day: (len(day), day), reverse=True)
    return tuple(Arrival(day, tuple(members[day])) for day in days)


def find_firsts(arrivals: Iterable[Arrival], members: Mapping[str, Iterable[Paper]]) -> dict[str, list[str]]:
    """The groups whose first papers came on a day, by that day, in the order of `members`, which has papers by group.

    The day that the review began with made all its groups; nothing is told of that one, nor of a group with a paper of an
    unknown day, which may have come before.
    """
    day_of = {paper.slug: arrival.day for arrival in arrivals if arrival.is_dated for paper in arrival.papers}
    began = min(day_of.values(), default="")
    firsts: dict[str, list[str]] = defaultdict(list)
    for name, papers in members.items():
        days = {day_of.get(paper.slug, "") for paper in papers}
        first = min(days, default="")
        if first and first != began:
            firsts[first].append(name)
    return dict(firsts)
