"""Finds what numbers are compared with."""

import re
from collections.abc import Iterator

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.lists import ends_respectively, is_unaligned
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.beside import BESIDE, list_next_rivals
from litatlas.extract.slots.improved import IMPROVED
from litatlas.extract.slots.kept import KEPT
from litatlas.extract.slots.offers import Offer, take_first
from litatlas.extract.slots.rivalry import OTHER_VERB, BaselineRule, Rivalry
from litatlas.extract.slots.slot import Slot, refuse
from litatlas.model import Form

_SET_AGAINST = Template(
    r"(?:\s[\w/%-]{1,16}){0,2},?\s(?:(?!relative\b|with respect\b){compare}|against)\s|\swin[- ]rates?\s(?:over|{compare})\s"
)
"""What follows a value that is set against others: `3.2 vs. 4.5`."""
_DIRECTLY = re.compile(r"(?:(?!\s(?:and|while|but|with|to|as|more|less|better|faster|higher|lower)\s)[^,;:()]){0,60}")
"""What stands between a value and what it is set against, where no other number does: `a 75% win rate against Foo`."""
_GAINS = re.compile(
    r"(?:(?!\s(?:and|while|but)\s)[^,;:()]){0,50}?"
    r"(?:\s?\(|\s[–-]\s|,\s(?=[+\d])"
    r"|,\s(?:(?:represent|yield|show|achiev|mark|mak|lead|correspond|improv|deliver|surpass)\w*)\s)"
    r"(?:(?!\s(?:and|while)\s)[^,;()]){0,80}"
)
"""... and where its own change over another does: `reaches 29%, yielding a 6% gain over Foo`, `29% (+6% over Foo)`."""
_GAIN = re.compile(
    r"(?:(?!\b(?:while|but)\b)[^;]){0,100}?(?:,\s(?!and\b)(?:which\s(?:is|represents)\s)?|\s?[–—]\s?|\s-\s|\s\()"
    r"(?:(?:represent|demonstrat|show|mark)\w*\s|with\s(?=(?:only\s)?an?\s\d))?(?:(?:only|about|roughly|nearly|over)\s)?(?:an?\s)?"
    r"(?:(?:substantial\s|significant\s|further\s|nearly\s)?[+]?\d[^,;]{0,40}?\s|(?:(?!achiev|and\b|token\b)[a-z-]+\s){0,3}|[+]?\d[\d.]*-point\s)"
    r"(?:improvements?|gains?|increases?|reductions?|drop)(?:\s(?:of|in|on)\s(?:[^,;()]|,\s(?=(?:and\s)?\d)){1,50})?\)?\s(?:\(p\s?[<=][^()]*\)\s)?"
)
"""... or at the end what that change is called: `reaches 29% on lids and 30% on pots, a significant improvement over Foo`."""
_BRACKET_ENDS = re.compile(
    r"[^,;()]{0,30}\)\s|\s\([^()]*\)\s|[^,;()]{0,40}(?:,|\s[–-])\s[a-z]+ly\s(?:lower|higher|faster|better)\s"
)
"""... and where a bracket ends before the comparison or it is told how the value compares: `29%, clearly better than Foo`."""
_TELLS = Template(r"\s(?!{compare}\s)[A-Za-z]")
"""What stands behind a number that is a change: a word, which `(89% vs. Foo)` has not."""
_DATA = re.compile(r"\b(?:samples|benchmarks?|datasets?|tasks?|scenes?|objects?|runs|seeds|prompts|questions|images|videos)\Z")
"""What a value is measured on, not compared with: `a recall of 91% over five data sets`."""
_VERSUS = Template(r"\s?\(?(?:{compare})\s[~]?\d[\d.]*[%x×]?\s?[);,.]")
"""What follows a value that a bare one is set against: `beats Foo (50.5% vs. 47.3%)`."""
_IN_BRACKETS = re.compile(r"\s?\((?:(?!up\b|by\b|peak|at\b|over\b|with\b)[A-Za-z][\w-]*\s){0,3}(?:=\s)?[+-]?\Z")
"""What leads to a number in brackets behind a rival: `beats Foo (+3%) and Bar (91.2)`."""
_NAMED = re.compile(r"[A-Z]\S*\Z")
_CLOSES = re.compile(r"(?:\s(?:on|in|at|for|points?|pp)\s[^()]{1,30}|\s(?:points?|pp))?[);]")
_LED = 40
"""Characters before a number in which something leads to it."""
_BY = re.compile(r"(?!\sand).{4}\sby\s")
_BEATING = re.compile(r"(?:(?!\b(?:without|while|with)\b)[^;]){0,60},\s(?:thus\s|thereby\s|even\s)?")
"""What stands between a change and what is beaten by it: `finds 5% more, outperforming Foo`."""
_ITEM = re.compile(r";|[,:]\s(?:and\s)?\(?(?:\d|[ivx]{1,3})\)\s")
"""What begins the next item of an enumeration."""
_LED_BY = re.compile(r"\bby\s[^,;]{0,24}\Z")
_PARTICIPLE = re.compile(r"\w+ing\b")
_GOODNESS = ("percent", "score", "bare", "length", "ratio")
"""The kinds of values by which a rival is beaten where nothing else is said."""
_ALSO = re.compile(r"\sand\s(?:(?:also|even|\w+ly)\s)?(?!achieves\s)[a-z]{2,}(?<![sui])s\s")
"""What begins the next thing that is told of a work: `beats Foo and has a recall of`."""
_DOING = re.compile(
    r"[^,()]*\bwhile\s(?:(?:also|still|simultaneously)\s)?(?!maintaining|preserving|retaining)\w+ing\b[^,();]*\b(?:than|over)"
)
"""What goes on with a change of the same work: `cuts lids by 3% while giving better recall than Foo`."""
_CONTRAST = re.compile(r"\b(?:while|whereas)\b")
_NOUN = re.compile(r"\s(\w{4,})\b")
_GOES_ON = re.compile(r"\band (?:allows?|enables?|supports?)\s")
_AND_A = re.compile(r"\band an?\s")
_NEXT = re.compile(";")
"""What ends the reach of a comparison that leads a sentence: what stands before an enumeration is said of all its items."""


def find_baseline(
    parsed: Parsed, index: int, comparisons: tuple[Comparison, ...], *, form: Form, quoted: tuple[str, ...] = ()
) -> Slot:
    """Choose what the quantity at `index` is compared with: the first that `offer_baselines` offers."""
    return take_first(offer_baselines(parsed, index, comparisons, form=form, quoted=quoted))


def offer_baselines(
    parsed: Parsed, index: int, comparisons: tuple[Comparison, ...], *, form: Form, quoted: tuple[str, ...] = ()
) -> Iterator[Offer]:
    """Offer what the quantity at `index` may be compared with, in the order of the rules; last all comparisons of its sentence.

    A value that was reached, not a change, is compared only where a verb says that it beats something, or with those whose
    values the sentence sets beside it, the `quoted`.
    """
    rivalry = _find_rivalry(parsed, index, comparisons, form=form, quoted=quoted)
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


def _find_rivalry(
    parsed: Parsed, index: int, comparisons: tuple[Comparison, ...], *, form: Form, quoted: tuple[str, ...]
) -> Rivalry:
    first, last = parsed.groups[index]
    start, end = parsed.quantities[first].start, parsed.quantities[last].end
    is_value = form == "absolute"
    named = comparisons
    if is_value and not parsed.cues.fill(_SET_AGAINST).match(parsed.text, end):
        comparisons = tuple(c for c in comparisons if c.leads or c.owns or c.beats or _is_set_against(parsed, end, c))
    elif any(not c.equals for c in comparisons):
        nearest = max((c for c in comparisons if c.end <= start), key=lambda c: c.end, default=None)
        has_after = any(c.start >= end and not c.equals and not c.beats for c in comparisons)
        comparisons = tuple(c for c in comparisons if not c.equals or (c is nearest and not has_after))
    before = tuple(
        c for c in comparisons if c.end <= start + 1 and not (_NEXT if c.leads else _ITEM).search(parsed.text, c.end, start)
    )
    if form == "difference":  # what two works differ by is not told of equals
        comparisons = tuple(c for c in comparisons if not c.equals)
    after = tuple(
        c
        for c in comparisons
        if c.start >= end and (is_value or not c.beats or (form == "relative" and _is_beating(parsed.text, end, c)))
    )
    return Rivalry(parsed, index, form, named, comparisons, start, end, last - first + 1, index - first, before, after, quoted)


def _find_quoted(rivalry: Rivalry) -> Offer | None:
    if not rivalry.quoted:
        return None
    whole = (c.items for c in rivalry.named if c.start >= rivalry.end and set(rivalry.quoted) < set(c.items))
    return Offer(next(whole, rivalry.quoted), "set-beside", "owns", rivalry.end, rivalry.end)


def _find_beaten(rivalry: Rivalry) -> Offer | None:
    beaten = [c for c in rivalry.before if _leads_to(rivalry.parsed, c, rivalry.start)]
    is_by = beaten and _LED_BY.search(rivalry.parsed.text[max(0, rivalry.start - 60) : rivalry.start])
    return _offer(rivalry, beaten[-1], "beaten") if is_by else None


def _find_after(rivalry: Rivalry) -> Offer | None:
    if not rivalry.after or _is_others(
        rivalry.parsed, rivalry.end, rivalry.after[0], has_own=bool(rivalry.before), form=rivalry.form
    ):
        return None
    offer, first = _offer(rivalry, rivalry.after[0], "after"), rivalry.after[0]
    if rivalry.form != "absolute" or not first.beats:
        return offer
    return offer._replace(values=(*offer.values, *list_next_rivals(rivalry.parsed, first.end)))


def _find_around(rivalry: Rivalry) -> Offer | None:
    around = [c for c in rivalry.named if c.start < rivalry.start and rivalry.end < c.end and not c.owns]
    return _offer(rivalry, around[0], "around") if around else None


def _find_set_against(rivalry: Rivalry) -> Offer | None:
    before = [c for c in rivalry.named if c.end <= rivalry.start and not c.equals]
    is_against = (
        before and rivalry.form == "absolute" and rivalry.parsed.cues.fill(_VERSUS).match(rivalry.parsed.text, rivalry.end)
    )
    return _offer(rivalry, before[-1], "set-against") if is_against else None


def _find_behind(rivalry: Rivalry) -> Offer | None:
    quantity, text = rivalry.parsed.quantities[rivalry.nth], rivalry.parsed.text
    told = _IN_BRACKETS.search(text, max(0, quantity.start - _LED), quantity.start)
    if told is None or not _CLOSES.match(text, quantity.end):
        return None
    name = text[: told.start()]
    if text.startswith(") by ", quantity.end) and _NAMED.search(name):
        return Offer((), "behind", "beats", told.start(), quantity.end)
    for comparison in rivalry.named:
        if comparison.start < told.start() and not comparison.leads:
            for item in comparison.items:
                if name.endswith(item):
                    is_change = text[quantity.start] in "+-" or told[0].endswith(("+", "-"))
                    values = (item,) if is_change else ()
                    return Offer(values, "behind", name_ground(comparison), comparison.start, told.start())
    return None


def _find_before(rivalry: Rivalry) -> Offer | None:
    if not rivalry.before or _is_aside(rivalry, rivalry.before[-1]):
        return None
    return _offer(rivalry, rivalry.before[-1], "leads-sentence" if rivalry.before[-1].leads else "before")


def _is_aside(rivalry: Rivalry, comparison: Comparison) -> bool:
    """Tell whether a value behind a rival is none that the rival is beaten by.

    It is another's (`beating Foo at 44.1`), a cost, or told in a clause of its own: `beats Foo and runs at 30 FPS`.
    """
    if rivalry.form != "absolute" or not (comparison.beats or comparison.owns):
        return False
    if comparison.owns or _PARTICIPLE.match(rivalry.parsed.text, comparison.start):
        return True
    is_cost = rivalry.parsed.quantities[rivalry.nth].kind not in _GOODNESS
    return is_cost or _ALSO.search(rivalry.parsed.text, comparison.end - len(" and "), rivalry.start) is not None


def _offer(rivalry: Rivalry, chosen: Comparison, rule: str) -> Offer:
    """Offer a comparison: of as many items as there are numbers in the list each number has its own."""
    ground = name_ground(chosen)
    is_own = chosen.beats and rivalry.form == "absolute"  # two values of the work are not told one for each that it beats
    is_each = not is_own or ends_respectively(rivalry.parsed.text, chosen.end)
    if len(chosen.items) == rivalry.size > 1 and is_each:
        return Offer((chosen.items[rivalry.at],), "listed", ground, chosen.start, chosen.end)
    if is_unaligned(rivalry.size, len(chosen.items)) and ends_respectively(rivalry.parsed.text, chosen.end):
        slot = refuse(rivalry.size, len(chosen.items))
        return Offer((), slot.rule, ground, chosen.start, chosen.end, flag=slot.flag)
    return Offer(chosen.items, rule, ground, chosen.start, chosen.end)


def _is_beating(text: str, end: int, comparison: Comparison) -> bool:
    """Tell whether a participle right after a change that ends at `end` says what it beats: `5% more, outperforming Foo`."""
    return _BEATING.fullmatch(text, end, comparison.start) is not None and _PARTICIPLE.match(text, comparison.start) is not None


def _is_set_against(parsed: Parsed, end: int, comparison: Comparison) -> bool:
    """Tell whether a comparison after a value that ends at `end` is of this value: at once, or by how much it is better."""
    between = [q for q in parsed.quantities if end <= q.start < comparison.start]
    if _is_told_after(parsed.text, end, comparison):
        return True
    if (
        comparison.equals
        or comparison.start < end
        or parsed.text.startswith("as ", comparison.start)
        or len(between) > 1
        or _DATA.search(comparison.items[-1])
    ):
        return False
    if not between:
        return _DIRECTLY.fullmatch(parsed.text, end, comparison.start) is not None
    is_change = parsed.text[between[0].start] in "+-" or parsed.cues.fill(_TELLS).match(parsed.text, between[0].end) is not None
    is_gain = between[0].kind != "ratio" and is_change
    return is_gain and _GAINS.fullmatch(parsed.text, end, comparison.start) is not None


def _is_told_after(text: str, end: int, comparison: Comparison) -> bool:
    """Tell whether a comparison behind a value that ends at `end` is told of a bracket or an apposition that ends there."""
    if comparison.start < end or comparison.equals or text.startswith("as ", comparison.start):
        return False
    return any(pattern.fullmatch(text, end, comparison.start) for pattern in (_GAIN, _BRACKET_ENDS))


def _leads_to(parsed: Parsed, comparison: Comparison, start: int) -> bool:
    """Tell whether the number at `start` is the one by which something compared with is beaten: `beats Foo in speed by 2x`."""
    if _has_quantity(parsed, comparison.end, start) or OTHER_VERB.search(parsed.text, comparison.end, start):
        return False
    return comparison.beats or _BY.match(parsed.text, comparison.end - 4) is not None


def _is_others(parsed: Parsed, end: int, comparison: Comparison, *, has_own: bool, form: Form) -> bool:
    """Tell whether a comparison belongs to a later number alone: `2x speedup and allows 3x faster decoding than Foo`."""
    between = parsed.text[end : comparison.start]
    has_number = _has_quantity(parsed, end, comparison.start)
    is_tied = comparison.beats or parsed.text[comparison.start :].startswith(("than", "over"))
    is_apart = is_tied or has_own or "whereas" in between
    if is_tied and ends_respectively(parsed.text, comparison.end):
        return False
    told = between.find("respectively")
    if told >= 0 and _has_quantity(parsed, end + told, comparison.start):
        return True
    is_shared = form in ("ratio", "relative") and not has_own and _DOING.fullmatch(parsed.text, end, comparison.start + 4)
    if _ITEM.search(between) or (_CONTRAST.search(between) and is_apart and not is_shared):
        return True
    noun = _NOUN.match(between)
    if noun and not has_own and f" {noun[1]} " in between[noun.end() :]:
        return False
    goes_on = _GOES_ON.search(between) is not None or (not comparison.beats and _is_in_other_unit(parsed, end, comparison.start))
    return is_tied and has_number and (has_own or goes_on)


def _is_in_other_unit(parsed: Parsed, end: int, start: int) -> bool:
    """Tell whether a list goes on in another unit behind a number that ends at `end`: `3% more recall and a 2x speedup`."""
    units = {quantity.unit for quantity in parsed.quantities if quantity.end == end or end <= quantity.start < start}
    return len(units) > 1 and _AND_A.search(parsed.text, end, start) is not None


def _has_quantity(parsed: Parsed, start: int, end: int) -> bool:
    return any(start <= q.start < end for q in parsed.quantities)


BASELINE_RULES = (
    BaselineRule(
        "set-beside", "A value is compared with those whose values the sentence sets beside it.", _find_quoted,
        (
            ("Ours reaches 91% recall, whereas FooNet reaches 88%.", "FooNet"),
            ("Our recall is 91% (Foo: 72%; slow lids: 65%).", "Foo, slow lids"),
        ),
        ("Ours reaches 91% recall, whereas FooNet is slow.", "Ours raises recall by 9%, whereas FooNet reaches 88%."),
    ),
    *BESIDE,
    BaselineRule(
        "beaten", "A number that `by` leads to is from the rival that the verb before it beats.", _find_beaten,
        (("Ours outperforms FooDB by 2x.", "FooDB"),), ("Ours outperforms by 2x FooDB.",),
    ),
    BaselineRule(
        "behind", "A number in brackets behind a rival is the change from it, or without a sign the rival's own.", _find_behind,
        (("Ours outperforms FooDB (+3%) and BarDB (+2%).", "BarDB"),), ("Ours is 3% faster than FooDB.",),
    ),
    BaselineRule(
        "around", "How much larger a rival is stands within its name.", _find_around,
        (("Ours outperforms the 4x larger FooNet.", "FooNet"),), ("Ours beats FooNet by 4x.",),
    ),
    BaselineRule(
        "set-against", "A value beside which a bare one stands is compared with the rival named before both.", _find_set_against,
        (("Ours beats FooNet and BarNet in accuracy (50.5% vs. 47.3%).", "FooNet, BarNet"),),
        ("Ours beats FooNet with an accuracy of 50.5%.",),
    ),
    BaselineRule(
        "after", "A number is compared with the nearest that is compared with after it, unless that is a later number's alone.",
        _find_after, (("Ours is 2x faster than FooDB.", "FooDB"),), ("Compared to FooDB, ours is 2x faster.",),
    ),
    BaselineRule(
        "before", "... else with the nearest before it.", _find_before,
        (("Ours improves over FooDB and is 2x faster.", "FooDB"),), ("Ours is 2x faster than FooDB.",),
    ),
    *IMPROVED,
    *KEPT,
)  # fmt: skip
"""The rules by which something is what a number is compared with, the first that finds some."""
