"""Entries that blank lines part, each with its lines in another order than a page has them: the date or the abstract first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter

from litatlas.read.daily_papers.facts import Day, is_fact, parse_fact
from litatlas.read.daily_papers.furniture import SUBMITTED
from litatlas.read.daily_papers.layout import HEAD_LINES
from litatlas.read.daily_papers.segments import rate_abstract
from litatlas.read.lines import Line


def move_dates(lines: Sequence[Line]) -> list[Line]:
    """The lines with the date that each entry begins with below its abstract, where each begins so and the last line is no date.

    Below the page's own head the first date is that of the page.
    """
    if not lines or lines[0].text in HEAD_LINES or any(line.is_damaged for line in lines):
        return list(lines)
    starts = [place for place, line in enumerate(lines) if isinstance(parse_fact(line), Day)]
    if not starts or starts[0] != 0 or len(starts) < 2:
        return list(lines)
    groups = [lines[start:end] for start, end in pairwise([*starts, len(lines)])]
    if any(sum(rate_abstract(line.text) > 0.5 for line in group[1:]) != 1 or is_fact(group[-1].text) for group in groups):
        return list(lines)
    moved: list[Line] = []
    for day, *rest in groups:
        moved += [*rest, day]
    return moved


def move_facts(lines: Sequence[Line]) -> list[Line]:
    """The lines with the facts that stand between a title and its abstract below the abstract: `A Title`, `2019`, an abstract.

    A line above facts is a title where a fact, a blank line or nothing stands above it; else it may end another entry.
    """
    moved: list[Line] = []
    place = 0
    while place < len(lines):
        stop = next((number for number in range(place, len(lines)) if not is_fact(lines[number].text)), len(lines))
        if stop > place and stop < len(lines) and _is_within(lines, place, stop):
            moved += [lines[stop], *lines[place:stop]]
            place = stop + 1
        else:
            moved += lines[place : max(stop, place + 1)]
            place = max(stop, place + 1)
    return moved


def _is_within(lines: Sequence[Line], start: int, stop: int) -> bool:
    """Whether the facts from `start` to `stop` stand between a title and its abstract."""
    title = start - 1
    if title < 0 or rate_abstract(lines[stop].text) <= 0.5 or any(line.is_damaged for line in lines[title : stop + 1]):
        return False
    while title > 0 and lines[title].number - lines[title - 1].number == 1 and _is_above(lines[title - 1]):
        title -= 1  # names and the like below the title
    if not _is_above(lines[title]) or start - title > 2:
        return False
    before = lines[title - 1] if title else None
    return before is None or before.text in HEAD_LINES or is_fact(before.text) or lines[title].number - before.number > 1


def _is_above(line: Line) -> bool:
    """Whether a line may be a title, or stand between one and its abstract."""
    is_other = is_fact(line.text) or line.text in HEAD_LINES or SUBMITTED.fullmatch(line.text)
    return not is_other and not line.is_damaged and rate_abstract(line.text) < 0.5


def order_groups(lines: Sequence[Line], are_names: Callable[[str], bool]) -> list[Line]:
    """The lines with those of each entry in the order of title, names, abstract and facts, where blank lines part the entries.

    They do where each group of lines has one title and one abstract; else the lines are as they were.
    """
    heads: list[list[Line]] = []
    entries: list[list[Line]] = []
    for group in _split(lines):
        (heads if all(line.text in HEAD_LINES or is_fact(line.text) for line in group) else entries).append(group)
    if len(entries) < 2:
        return list(lines)
    places: list[list[int]] = []
    for group in entries:
        place = _rank(group, are_names)
        if 9 in place or place.count(0) != 1 or place.count(2) != 1:
            return list(lines)
        places.append(place)
    is_below = any(head[0].number > entries[0][0].number for head in heads)
    if is_below or all(place == sorted(place) for place in places):
        return list(lines)
    ordered = [line for group in heads for line in group]
    for group, place in zip(entries, places, strict=True):
        top = group[place.index(0)].number
        # What stood above the title is given its place: lines belong to the title above them. A fact's place is for its faults.
        ordered.extend(
            line if is_fact(line.text) else replace(line, number=max(line.number, top))
            for _, line in sorted(zip(place, group, strict=True), key=itemgetter(0))
        )
    return ordered


def _split(lines: Sequence[Line]) -> list[list[Line]]:
    groups: list[list[Line]] = []
    last = -1
    for line in lines:
        if line.number - last > 1 or not groups:
            groups.append([])
        groups[-1].append(line)
        last = line.number
    return groups


def _rank(group: Sequence[Line], are_names: Callable[[str], bool]) -> list[int]:
    """The place of each line in its entry: 0 a title, 1 names, 2 an abstract, 3 a fact; 9 for what belongs to no such entry."""
    places = []
    for line in group:
        if line.is_damaged or SUBMITTED.fullmatch(line.text) or line.text in HEAD_LINES:
            places.append(9)
        elif is_fact(line.text):
            places.append(3)
        elif are_names(line.text):
            places.append(1)
        else:
            places.append(2 if rate_abstract(line.text) > 0.5 else 0)
    return places
