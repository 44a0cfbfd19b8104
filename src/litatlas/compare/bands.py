"""Bands: which rows of a group are ranked, which one paper ranks itself, and which stand beside each other unranked, and why."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from litatlas.compare.agreement import (
    Sameness,
    Stated,
    Traits,
    find_hindrance,
    find_twins,
    grade,
    list_needed,
    rank,
    read_stated,
    sort_newest,
)
from litatlas.compare.reasons import OWN_REASON, describe_near, describe_ranked, describe_rest, name_band, name_own
from litatlas.model import Form, Span
from litatlas.review.groups import Reported
from litatlas.slots import SLOTS, Slot

Kind = Literal["ranked", "own", "near", "rest"]
"""`ranked`: rows of several papers that agree in all; `own`: what one paper sets against each other; `near`: rows of several
papers that agree in something; `rest`: the others."""
_ORDER: tuple[Kind, ...] = ("ranked", "own", "near", "rest")


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place."""

    reported: Reported
    best: bool
    """Whether it is the best of its band; never where the band is not ranked."""
    apart: tuple[str, ...]
    """The names of the slots whose values, though stated, keep it from being ranked."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of a group that agree in something; or the rest, that agrees in nothing."""

    kind: Kind
    heading: str
    """`Over vLLM, on NVIDIA A100`; empty for the rest."""
    reason: str
    """In words, what the rows share, what differs, and whether they are ranked."""
    rows: tuple[Placed, ...]

    @property
    def ranked(self) -> bool:
        """Whether the rows stand in an order of value."""
        return self.kind in ("ranked", "own")


@dataclass(frozen=True, slots=True)
class _Case:
    """What all bands of a group are made with."""

    form: Form
    traits: Traits
    needed: tuple[Slot, ...]

    def hinders(self, row: Stated) -> bool:
        """Whether a row cannot be ranked, whatever it states."""
        return bool(find_hindrance(row, self.form, self.traits))

    def is_shared(self, part: Iterable[tuple[int, frozenset[str]]]) -> bool:
        """Whether agreeing in these slots, by their numbers, puts rows into a band."""
        compares = self.form != "absolute"
        return any(self.needed[number].role(compares=compares) == "band" for number, _ in part)

    def place(self, kind: Kind, heading: str, reason: str, rows: Sequence[Stated]) -> Band:
        """A band that is ranked."""
        ordered = rank(rows, self.form, self.traits.better)
        grades = [grade(row, self.form, self.traits.better) for row in ordered]
        is_loss, *_ = grades[0]
        marks = (not is_loss and each == grades[0] for each in grades)
        return Band(
            kind, heading, reason, tuple(Placed(row.reported, mark, ()) for row, mark in zip(ordered, marks, strict=True))
        )


def build_bands(form: Form, reported: Sequence[Reported], traits: Traits, sameness: Sameness) -> tuple[Band, ...]:
    """Split the rows of a metric, form and unit into bands: those that are ranked first, those that agree in nothing last."""
    case = _Case(form, traits, list_needed(form, traits))
    rows = read_stated(reported, case.needed, sameness)
    bands: list[Band] = []
    left = rows
    for find in (_find_ranked, _find_own, _find_near):
        found = find(left, case)
        bands += found
        placed = {id(row.reported) for band in found for row in band.rows}
        left = tuple(row for row in left if id(row.reported) not in placed)
    bands.sort(key=lambda band: (_ORDER.index(band.kind), -len(band.rows) if band.kind == "ranked" else 0))
    if left:
        reason = describe_rest(left, case.needed, form, traits) if len(rows) > 1 else ""
        bands.append(Band("rest", "", reason, _place_rest(left, case.needed, alone=len(rows) == 1)))
    return tuple(bands)


def _find_ranked(rows: Iterable[Stated], case: _Case) -> list[Band]:
    """Rows of several papers that state all that is needed, and the same."""
    agreeing: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    for row in rows:
        if row.is_complete and not case.hinders(row):
            agreeing[row.keys, row.bound].append(row)
    bands = []
    for alike in agreeing.values():
        twins = find_twins(alike)
        single = [row for row in alike if row.paper not in twins]
        if len(single) > 1:
            reason = describe_ranked(case.needed, case.form)
            bands.append(case.place("ranked", name_band(single, case.needed, case.needed), reason, single))
    return bands


def _find_own(rows: Iterable[Stated], case: _Case) -> list[Band]:
    """Values that one sentence of a paper sets against each other: its own, and those of the systems that it names with it.

    They agree in every slot, in what they state and in what they leave out: the sentence vouches for that. Whose each value is
    tells them apart; where that does not, something is not stated, and nothing is ranked.
    """
    applying = tuple(slot for slot in SLOTS if slot.measuring is not None)
    said: dict[tuple[object, ...], list[Stated]] = defaultdict(list)
    if case.form != "absolute" or not case.traits.better:
        return []
    for row in rows:
        result, context = row.result, row.result.context
        is_sure = result.confidence != "low" and not result.flags and result.low == result.high
        if is_sure and isinstance(context, Span) and context.start < context.end:
            measured = tuple(_fold(slot.read(result)) for slot in applying)
            said[row.paper, context, row.bound, measured].append(row)
    bands = []
    for alike in said.values():
        whose = Counter((row.result.subject or "").casefold() for row in alike)
        if len(whose) > 1 and "" in whose and max(whose.values()) == 1:
            bands.append(case.place("own", name_own(alike[0], applying), OWN_REASON, alike))
    return bands


def _find_near(rows: Iterable[Stated], case: _Case) -> list[Band]:
    """Rows of several papers that agree in something: those that agree in the most first, each row in one band."""
    agreeing: dict[tuple[tuple[int, frozenset[str]], ...], list[Stated]] = defaultdict(list)
    for row in rows:
        if row.result.subject is None:
            stated = [(number, key) for number, key in enumerate(row.keys) if key]
            for size in range(1, len(stated) + 1):
                for part in combinations(stated, size):
                    agreeing[part].append(row)
    found = [(part, group) for part, group in agreeing.items() if case.is_shared(part) and _count_papers(group) > 1]
    found.sort(key=lambda item: (-len(item[0]), -_count_papers(item[1]), -len(item[1])))
    bands, taken = [], set[int]()
    for part, group in found:
        free = [row for row in group if id(row.reported) not in taken]
        if _count_papers(free) > 1:
            taken |= {id(row.reported) for row in free}
            shared = tuple(case.needed[number] for number, _ in part)
            words = describe_near(free, case.needed, shared, lambda row: find_hindrance(row, case.form, case.traits))
            placed = tuple(Placed(row.reported, best=False, apart=()) for row in sort_newest(free))
            bands.append(Band("near", name_band(free, case.needed, shared), words, placed))
    return bands


def _place_rest(rows: Sequence[Stated], needed: Sequence[Slot], *, alone: bool) -> tuple[Placed, ...]:
    """The rest, newest first; of each row the slots that no other row shares, and baselines that name no one thing."""
    shared = [Counter(row.keys[number] for row in rows) for number in range(len(needed))]

    def find_apart(row: Stated) -> tuple[str, ...]:
        keys = zip(needed, row.keys, shared, strict=True)
        return tuple(slot.name for slot, key, counts in keys if slot.read(row.result) and (not key or counts[key] == 1))

    return tuple(Placed(row.reported, best=False, apart=() if alone else find_apart(row)) for row in sort_newest(rows))


def _count_papers(rows: Iterable[Stated]) -> int:
    return len({row.paper for row in rows})


def _fold(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(text.casefold() for text in texts)
