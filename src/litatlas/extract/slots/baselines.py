"""Finds what numbers are compared with."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.sentence.comparisons import KIND, REACH, Comparison, read_items, starts_clause
from litatlas.extract.sentence.lists import ends_respectively, is_unaligned
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.slot import NOTHING, Slot, refuse

_SET_AGAINST = Template(r"(?:\s[\w/%-]{1,16}){0,2}\s(?:(?!relative\b|with respect\b){compare}|against)\s")
"""What follows a value that is set against others: `3.2 vs. 4.5`."""
_BY = re.compile(r"(?!\sand).{4}\sby\s")
_BEATING = re.compile(r"(?:(?!\b(?:without|while|with)\b)[^;]){0,60},\s(?:thus\s|thereby\s|even\s)?")
"""What stands between a change and what is beaten by it: `finds 5% more, outperforming Foo`."""
_OTHER_VERB = re.compile(r"\bwhile\b|,\s\w+ing\b")
_ITEM = re.compile(r";|[,:]\s(?:and\s)?\(?(?:\d|[ivx]{1,3})\)\s")
"""What begins the next item of an enumeration."""
_NEXT = re.compile(";")
"""What ends the reach of a comparison that leads a sentence: what stands before an enumeration is said of all its items."""
_MARK = re.compile(
    rf"[A-Z\d]|\b(?:{KIND}|state-of-the-art|full|original|optimal|optimum|oracle|dense|ideal|best|native|human|expert|bound|limit)s?\b"
)
"""What marks that which a work comes `within 2% of` as something to be compared with, not a quantity."""
_NEAR = re.compile(r"\s?(?:[A-Za-z-]{1,16}\s)?of\s")
_TIMES_THE = re.compile(r"\sthe\s(?:[\w-]+\s){1,3}?of\s(?!\d|up to\b)")
"""What a ratio is a multiple of: `2x the throughput of Foo`."""
_AND_BY = re.compile(
    r"(?:\s(?:points?|pp))?(?:\s(?:on|in|for)\s[^,;\d]{1,20}\d{0,4})?(?:,\s(?:and\s)?"
    r"|\sand\s)(?P<rival>[^,;\d][^,;]{1,60}?)\sby\s(?:an average of |about |up to |over )?"
)
"""What stands between the numbers of `outperforms Foo by 3% and Bar by 2%`."""
_BEATS_BY = Template(r"\b{beat}\sby\s(?:an average of |about |up to |over |more than )?\Z")


def find_baseline(parsed: Parsed, index: int, comparisons: tuple[Comparison, ...], *, is_value: bool) -> Slot:
    """Choose what the quantity at `index` is compared with: the nearest comparison after it, else the nearest before it.

    A value that was reached (`is_value`), not a change, is compared only where a verb says that it beats something.
    """
    first, last = parsed.groups[index]
    start, end = parsed.quantities[first].start, parsed.quantities[last].end
    if is_value and not parsed.cues.fill(_SET_AGAINST).match(parsed.text, end):
        comparisons = tuple(c for c in comparisons if c.leads or c.owns or c.beats)
    elif any(not c.equals for c in comparisons):
        nearest = max((c for c in comparisons if c.end <= start), key=lambda c: c.end, default=None)
        has_after = any(c.start >= end and not c.equals and not c.beats for c in comparisons)
        comparisons = tuple(c for c in comparisons if not c.equals or (c is nearest and not has_after))
    if told := _read_told(parsed, index, comparisons):
        return Slot(told, "beside")
    before = [
        c for c in comparisons if c.end <= start + 1 and not (_NEXT if c.leads else _ITEM).search(parsed.text, c.end, start)
    ]
    after = [c for c in comparisons if c.start >= end and (is_value or not c.beats or _is_beating(parsed.text, end, c))]
    beaten = [c for c in before if _leads_to(parsed, c, start)]
    if beaten and re.search(r"\bby\s[^,;]{0,24}\Z", parsed.text[:start][-60:]):
        chosen, rule = beaten[-1], "beaten"
    elif after and not _is_others(parsed, end, after[0], has_own=bool(before)):
        chosen, rule = after[0], "after"
    elif before:
        chosen, rule = before[-1], "leads-sentence" if before[-1].leads else "before"
    else:
        return NOTHING
    size = last - first + 1
    if len(chosen.items) == size > 1:
        return Slot((chosen.items[index - first],), "listed")
    if is_unaligned(size, len(chosen.items)) and ends_respectively(parsed.text, chosen.end):
        return refuse(size, len(chosen.items))
    return Slot(chosen.items, rule)


def _is_beating(text: str, end: int, comparison: Comparison) -> bool:
    """Tell whether a participle right after a change that ends at `end` says what it beats: `5% more, outperforming Foo`."""
    return (
        _BEATING.fullmatch(text, end, comparison.start) is not None
        and re.match(r"\w+ing\b", text[comparison.start :]) is not None
    )


def _leads_to(parsed: Parsed, comparison: Comparison, start: int) -> bool:
    """Tell whether the number at `start` is the one by which something compared with is beaten: `beats Foo in speed by 2x`."""
    if _has_quantity(parsed, comparison.end, start) or _OTHER_VERB.search(parsed.text, comparison.end, start):
        return False
    return comparison.beats or _BY.match(parsed.text, comparison.end - 4) is not None


def _read_told(parsed: Parsed, index: int, comparisons: tuple[Comparison, ...]) -> tuple[str, ...]:
    """Read what stands right beside a number: `within 2 of Foo`, `beats Foo by 3 and Bar by 2`, `beats by 2x Foo`."""
    first, last = parsed.groups[index]
    start, end = parsed.quantities[first].start, parsed.quantities[last].end
    if parsed.quantities[index].kind == "ratio" and (times := _TIMES_THE.match(parsed.text, end)):
        return read_items(parsed.text[times.end() : times.end() + REACH])[0]
    near = _NEAR.match(parsed.text, end)
    if near and re.search(r"\bwithin\s(?:only |about )?\Z", parsed.text[max(0, start - 16) : start]):
        return tuple(item for item in read_items(parsed.text[near.end() : near.end() + REACH])[0] if _MARK.search(item))
    rival = _AND_BY.fullmatch(parsed.text, parsed.quantities[first - 1].end, start) if first else None
    if rival and any(c.beats and c.end <= start for c in comparisons) and not starts_clause(rival["rival"]):
        return read_items(rival["rival"])[0]
    is_beaten = parsed.cues.fill(_BEATS_BY).search(parsed.text[max(0, start - 40) : start]) is not None
    return read_items(parsed.text[end : end + REACH])[0] if is_beaten else ()


def _is_others(parsed: Parsed, end: int, comparison: Comparison, *, has_own: bool) -> bool:
    """Tell whether a comparison belongs to a later number alone: `2x speedup and allows 3x faster decoding than Foo`."""
    between = parsed.text[end : comparison.start]
    has_number = _has_quantity(parsed, end, comparison.start)
    is_tied = comparison.beats or parsed.text[comparison.start :].startswith(("than", "over"))
    is_apart = is_tied or has_own or comparison.equals or "whereas" in between
    if _ITEM.search(between) or (re.search(r"\b(?:while|whereas)\b", between) and is_apart):
        return True
    noun = re.match(r"\s(\w{4,})\b", between)
    if noun and not has_own and f" {noun[1]} " in between[noun.end() :]:
        return False
    return is_tied and has_number and (has_own or re.search(r"\band (?:an?|allows?|enables?|supports?)\s", between) is not None)


def _has_quantity(parsed: Parsed, start: int, end: int) -> bool:
    return any(start <= q.start < end for q in parsed.quantities)
