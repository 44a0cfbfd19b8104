"""Entries that blank lines part, each with its lines in another order than a page has them: the date or the abstract first."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from operator import itemgetter

from litatlas.read.daily_papers.facts import is_fact
from litatlas.read.daily_papers.furniture import SUBMITTED
from litatlas.read.daily_papers.layout import HEAD_LINES
from litatlas.read.daily_papers.segments import rate_abstract
from litatlas.read.lines import Line


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
        # What stood above the title is given its place: lines belong to the title above them.
        ordered.extend(
            replace(line, number=max(line.number, top)) for _, line in sorted(zip(place, group, strict=True), key=itemgetter(0))
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
