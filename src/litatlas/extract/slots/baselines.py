"""Finds what numbers are compared with."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.sentence.comparisons import KIND, REACH, Comparison, read_items, starts_clause
from litatlas.extract.sentence.lists import ends_respectively, is_unaligned
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.offers import Offer, take_first
from litatlas.extract.slots.slot import Slot, refuse

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


@dataclass(frozen=True, slots=True)
class Rivalry:
    """A number and what its sentence compares with."""

    parsed: Parsed
    index: int
    comparisons: tuple[Comparison, ...]
    """Those that can be what the number is compared with."""
    start: int
    """Where the list of numbers that it stands in starts and ends."""
    end: int
    size: int
    """How many numbers the list has."""
    at: int
    """The number's own place in the list, from 0."""
    before: tuple[Comparison, ...]
    """What is compared with before the list, in the same item of an enumeration."""
    after: tuple[Comparison, ...]


@dataclass(frozen=True, slots=True)
class BaselineRule:
    """A rule by which something is what a number is compared with."""

    id: str
    says: str
    find: Callable[[Rivalry], Offer | None]
    """Returns what it offers; None where it tells nothing, so that the next rule is asked."""
    examples: tuple[tuple[str, str], ...]
    """Sentences in which it fills a number's baseline, each with what it fills in, items parted by `, `."""
    counterexamples: tuple[str, ...]
    """Sentences like them in which it does not."""


def find_baseline(parsed: Parsed, index: int, comparisons: tuple[Comparison, ...], *, is_value: bool) -> Slot:
    """Choose what the quantity at `index` is compared with: the first that `offer_baselines` offers."""
    return take_first(offer_baselines(parsed, index, comparisons, is_value=is_value))


def offer_baselines(parsed: Parsed, index: int, comparisons: tuple[Comparison, ...], *, is_value: bool) -> Iterator[Offer]:
    """Offer what the quantity at `index` may be compared with, in the order of the rules; last all comparisons of its sentence.

    A value that was reached (`is_value`), not a change, is compared only where a verb says that it beats something.
    """
    rivalry = _find_rivalry(parsed, index, comparisons, is_value=is_value)
    for rule in BASELINE_RULES:
        if (offer := rule.find(rivalry)) is not None:
            yield offer
    for c in comparisons:
        yield Offer(c.items, "passed-over", name_ground(c), c.start, c.end, is_passed_over=True)


def name_ground(comparison: Comparison) -> str:
    """Name what makes a comparison one: its verb, its place or its values."""
    if comparison.owns:
        return "owns"
    if comparison.beats:
        return "beats"
    return "equals" if comparison.equals else "leads" if comparison.leads else "compares"


def _find_rivalry(parsed: Parsed, index: int, comparisons: tuple[Comparison, ...], *, is_value: bool) -> Rivalry:
    first, last = parsed.groups[index]
    start, end = parsed.quantities[first].start, parsed.quantities[last].end
    if is_value and not parsed.cues.fill(_SET_AGAINST).match(parsed.text, end):
        comparisons = tuple(c for c in comparisons if c.leads or c.owns or c.beats)
    elif any(not c.equals for c in comparisons):
        nearest = max((c for c in comparisons if c.end <= start), key=lambda c: c.end, default=None)
        has_after = any(c.start >= end and not c.equals and not c.beats for c in comparisons)
        comparisons = tuple(c for c in comparisons if not c.equals or (c is nearest and not has_after))
    before = tuple(
        c for c in comparisons if c.end <= start + 1 and not (_NEXT if c.leads else _ITEM).search(parsed.text, c.end, start)
    )
    after = tuple(c for c in comparisons if c.start >= end and (is_value or not c.beats or _is_beating(parsed.text, end, c)))
    return Rivalry(parsed, index, comparisons, start, end, last - first + 1, index - first, before, after)


def _find_beaten(rivalry: Rivalry) -> Offer | None:
    beaten = [c for c in rivalry.before if _leads_to(rivalry.parsed, c, rivalry.start)]
    is_by = beaten and re.search(r"\bby\s[^,;]{0,24}\Z", rivalry.parsed.text[max(0, rivalry.start - 60) : rivalry.start])
    return _offer(rivalry, beaten[-1], "beaten") if is_by else None


def _find_after(rivalry: Rivalry) -> Offer | None:
    if not rivalry.after or _is_others(rivalry.parsed, rivalry.end, rivalry.after[0], has_own=bool(rivalry.before)):
        return None
    return _offer(rivalry, rivalry.after[0], "after")


def _find_before(rivalry: Rivalry) -> Offer | None:
    if not rivalry.before:
        return None
    return _offer(rivalry, rivalry.before[-1], "leads-sentence" if rivalry.before[-1].leads else "before")


def _offer(rivalry: Rivalry, chosen: Comparison, rule: str) -> Offer:
    """Offer a comparison: of as many items as there are numbers in the list each number has its own."""
    ground = name_ground(chosen)
    if len(chosen.items) == rivalry.size > 1:
        return Offer((chosen.items[rivalry.at],), "listed", ground, chosen.start, chosen.end)
    if is_unaligned(rivalry.size, len(chosen.items)) and ends_respectively(rivalry.parsed.text, chosen.end):
        slot = refuse(rivalry.size, len(chosen.items))
        return Offer((), slot.rule, ground, chosen.start, chosen.end, flag=slot.flag)
    return Offer(chosen.items, rule, ground, chosen.start, chosen.end)


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


def _offer_read(rivalry: Rivalry, rule: str, start: int, *, marked: bool = False) -> Offer | None:
    """Offer what is read from `start` on; only what is `marked` as something to be compared with, where that is asked for."""
    items, length = read_items(rivalry.parsed.text[start : start + REACH])
    kept = tuple(item for item in items if not marked or _MARK.search(item))
    return Offer(kept, rule, "beside", start, start + length) if kept else None


def _find_times_the(rivalry: Rivalry) -> Offer | None:
    is_ratio = rivalry.parsed.quantities[rivalry.index].kind == "ratio"
    times = _TIMES_THE.match(rivalry.parsed.text, rivalry.end) if is_ratio else None
    return _offer_read(rivalry, "times-the", times.end()) if times else None


def _find_near(rivalry: Rivalry) -> Offer | None:
    near = _NEAR.match(rivalry.parsed.text, rivalry.end)
    is_within = near and re.search(
        r"\bwithin\s(?:only |about )?\Z", rivalry.parsed.text[max(0, rivalry.start - 16) : rivalry.start]
    )
    return _offer_read(rivalry, "within", near.end(), marked=True) if near and is_within else None


def _find_next_rival(rivalry: Rivalry) -> Offer | None:
    parsed, first = rivalry.parsed, rivalry.index - rivalry.at
    rival = _AND_BY.fullmatch(parsed.text, parsed.quantities[first - 1].end, rivalry.start) if first else None
    if rival is None or starts_clause(rival["rival"]) or not any(c.beats and c.end <= rivalry.start for c in rivalry.comparisons):
        return None
    items = read_items(rival["rival"])[0]
    return Offer(items, "and-by", "beats", rival.start("rival"), rival.end("rival")) if items else None


def _find_beats_by(rivalry: Rivalry) -> Offer | None:
    lead = rivalry.parsed.text[max(0, rivalry.start - 40) : rivalry.start]
    return _offer_read(rivalry, "beats-by", rivalry.end) if rivalry.parsed.cues.fill(_BEATS_BY).search(lead) else None


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


BASELINE_RULES = (
    BaselineRule(
        "times-the", "A ratio right before `the throughput of Foo` is a multiple of Foo's.", _find_times_the,
        (("Ours reaches 2x the throughput of FooDB.", "FooDB"),), ("Ours reaches 2x the throughput of 30 lids.",),
    ),
    BaselineRule(
        "within", "What a work comes within a difference of is what it is compared with.", _find_near,
        (("Ours comes within 2% of FooDB.", "FooDB"),), ("Ours ends within 2 minutes of work.",),
    ),
    BaselineRule(
        "and-by", "After a rival that is beaten by a number the next stands with its own.", _find_next_rival,
        (("Ours outperforms FooDB by 3% and BarDB by 2%.", "BarDB"),), ("Ours outperforms FooDB by 3% and saves lids by 2%.",),
    ),
    BaselineRule(
        "beats-by", "Who is beaten may stand after the number by which.", _find_beats_by,
        (("Ours outperforms by 2x FooDB.", "FooDB"),), ("Ours outperforms FooDB by 2x.",),
    ),
    BaselineRule(
        "beaten", "A number that `by` leads to is from the rival that the verb before it beats.", _find_beaten,
        (("Ours outperforms FooDB by 2x.", "FooDB"),), ("Ours outperforms by 2x FooDB.",),
    ),
    BaselineRule(
        "after", "A number is compared with the nearest that is compared with after it, unless that is a later number's alone.",
        _find_after, (("Ours is 2x faster than FooDB.", "FooDB"),), ("Compared to FooDB, ours is 2x faster.",),
    ),
    BaselineRule(
        "before", "... else with the nearest before it.", _find_before,
        (("Ours improves over FooDB and is 2x faster.", "FooDB"),), ("Ours is 2x faster than FooDB.",),
    ),
)  # fmt: skip
"""The rules by which something is what a number is compared with, the first that finds some."""
