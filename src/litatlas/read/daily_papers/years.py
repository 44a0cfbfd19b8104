"""Lone numbers that may be years: told from votes, stars and pages of a listing by the lines around them."""

import re
from collections.abc import Mapping, Sequence

from litatlas.read.daily_papers.dates import ListingDate
from litatlas.read.daily_papers.facts import Authors, Day, parse_fact
from litatlas.read.daily_papers.furniture import COUNTED, NUMBER, SUBMITTED, YEAR, is_printed
from litatlas.read.lines import Line

_LONE = re.compile(rf"\[?(?P<year>{YEAR})[].]?")
_COUNT = re.compile(NUMBER, re.IGNORECASE)
_GAPS = frozenset(("...", "…", "previous", "next", "prev", "‹", "›", "«", "»"))


def find_years(lines: Sequence[Line]) -> Mapping[int, str | None]:
    """The years among the lines that are numbers alone, by their lines' numbers; None for one that may as well be a count.

    A number is a count where the line above says what is counted, or is a whole date; where it stands below who submitted a
    paper; and among the numbers of a pager. Where more lines than those are numbers that can be no years, entries have counts of
    their own: it is open then what a number is that could be either.
    """
    seen = [line for line in lines if not is_printed(line.text)]
    years: dict[int, str] = {}
    others = 0
    for place, line in enumerate(seen):
        match = _LONE.fullmatch(line.text)
        if (match is None and not _COUNT.fullmatch(line.text)) or line.is_damaged or _is_told_count(seen, place):
            continue
        if match:
            years[line.number] = match["year"]
        elif not (place and isinstance(parse_fact(seen[place - 1]), Authors)):  # below a number of authors, comments are counted
            others += 1
    return {number: year if others <= len(years) else None for number, year in years.items()}


def _is_whole_date(line: Line) -> bool:
    fact = parse_fact(line)
    return isinstance(fact, Day) and isinstance(fact.printed, ListingDate) and None not in (fact.printed.year, fact.printed.day)


def _is_told_count(lines: Sequence[Line], place: int) -> bool:
    above = [line.text for line in lines[max(0, place - 2) : place]]
    around = [*above[-1:], *(line.text for line in lines[place + 1 : place + 2])]
    if above and (COUNTED.fullmatch(above[-1]) or SUBMITTED.fullmatch(above[-1]) or _is_whole_date(lines[place - 1])):
        return True
    if len(above) > 1 and (mark := SUBMITTED.fullmatch(above[0])) and not mark["who"]:
        return True
    number = lines[place].text.strip("[].")
    neighbours = {str(int(number) - 1), str(int(number) + 1)} if number.isdecimal() else set()
    return any(text.casefold() in _GAPS or text in neighbours for text in around)
