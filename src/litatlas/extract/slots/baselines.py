"""Finds what numbers are compared with."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from litatlas.extract.sentence.parsed import Scene
from litatlas.extract.slots.slot import NOTHING, Slot, ends_respectively, is_unaligned, refuse

_TRIGGER = re.compile(
    r"\b(?:(?P<compared>[Cc]ompar(?:ed|ing) (?:to|with|against)|[Ii]n comparison (?:to|with)|[Rr]elative to|versus|vs\.?"
    r"|against(?<!evaluation against)(?<!evaluated against)(?<!evaluations against)(?<!tested against)(?<!validated against)"
    r"|as (?:many|much|fast|quick|slow|\w+-efficient|efficient|accurate|precise|sensitive|large|big|small|expensive|cheap)\b"
    r"[^,;.\d]{0,60}? as"
    r"|(?:that|those) of(?:(?<=[\dx×s] that of)|(?<=[\dx×s] those of))|with respect to|as opposed to|compare to"
    r"|than(?!\s(?:an? (?:order|second|minute|hour|day|week|month)\b|half|one|two|three|four|five|several|ever|doubl))"
    r"|over(?<!averaged over)(?!\s(?:time|the course|all|\d(?!D[A-Z])|~|half|long|multiple"
    r"|several|a range|both datasets|various|different|an hour)))\s"
    r"(?:(?:that|those|values?)\s(?:(?:achieved|obtained|reported|attained|reached)\s)?(?:of|with|from|by|in|using|for)\s)?"
    r"|(?P<equal>(?:comparable|competitive|similar|equivalent|identical|on[- ]par)\s(?:[\w-]+\s){0,2}?(?:to|with)\s)"
    r"|(?P<beat>(?:out-?perform|surpass|exceed|beat|outpac|outstrip)(?:s|es|ed|ing|ting)?(?!\s(?:or|and)\b))\s)",
)
_ARTICLE = re.compile(r"(?:(?:the|a|an|its|their|both|that|those|of|all|with|in|using)\s){0,3}", re.IGNORECASE)
_KIND = (
    "(?:method|approach|model|system|framework|engine|baseline|library|simulator|accelerator|compiler|solver|codec|tool|network|algorithm"
    "|technique|planner|fuzzer|optimizer|kernel|detector|competitor|solution)"
)
_DESCRIBED = re.compile(
    rf"(?=[a-zS])[^,]*?\b(?:state-of-the-art|SOTA|SoTA|{_KIND})s?,?\s"
    r"(?P<name>[A-Z][\w.+/-]*[\dA-Z][\w.+/-]*(?:\s[A-Z\d][\w.+/-]*)?|[a-z]+[A-Z]\w*|[A-Z][\w.+-]+-[\w.+-]+)\Z"
)
"""A name after the words for what it is: `the state-of-the-art engine Foo1`."""
_RECENT = re.compile(
    r"\A(?:(?:open-source|official|recent|popular|concurrent|well-known|widely[ -]used|leading|commercial|powerful|strong"
    r"|advanced"
    r"|(?:well|highly)[ -](?:optimized|tuned)|(?:top|high|mid|low)-(?:tier|end)|\w+-grade)\s)+(?=[A-Z])"
)
_IMPLEMENTED = re.compile(r"(?<=[A-Za-z\d])\simplementations?\Z")
_MEASURE_OF = re.compile(r"\A(?:performance|accuracy|results?|throughput|quality|speed|latency)\sof\s(?:the\s)?")
_TRAILING = re.compile(r"\s(?:and|or|based|provided|offered|proposed|developed|achievable|available|used|reported)\Z")
_NOT_NAMES = re.compile(r"(?:[GCTN]PU|FPGA|ASIC|LLM|VLM|CNN|DNN|RNN|GAN|FP\d+|BF16|INT\d|SOTA|SoTA)s?\b")
_SHORT = re.compile(r"(?P<long>\b(?:(?!\w+ing\s)[a-z][\w-]*\s){1,5})\((?P<short>[A-Za-z-]*[A-Z][A-Za-z]*[A-Z][\w-]*)\)")
_LEADS = re.compile(r"(?:(?:[A-Z]\w*,\s)?(?:and\s|When\s|when\s|As\s)?|[A-Z][^,;.]{0,60}\sthat,?\s)\Z")
_PREDICATE = re.compile(
    r"(?:we|our|it|the proposed)\s|.*\b(?:achiev|attain|improv|reduc|obtain|deliver|reach|provid|yield|offer|gain|run|show"
    r"|outperform|requir|can|is|are|has|lower|increas|boost|cut|demonstrat|exhibit|sav|us|enabl|maintain|produc|generat|find|solv|need|tak|train)(?:e?s|e)?\s",
    re.IGNORECASE,
)
"""A piece that is the main clause, after a comparison that leads the sentence."""
_NAMED = re.compile(r"(?:\A|\s)(?:like|such as|including|e\.g\.,?|i\.e\.,?|namely)\s")
_END = re.compile(
    r"[;:()\[\]]|\.(?:\s|\Z)"
    r"|,\s(?=(?:(?!including\b)[a-z]+ing|along with|together with|[a-z]+ed(?=\sby)"
    r"|while|with|whereas|but|which|on|in|when|respectively|without|thus|even|making|because|since|our|we|they|it|this|these|of"
    r"|up to|and (?:is|are|can|also|achieves))\b)"
    r"|\s(?:on|in|by|with|for|while|when|using|at|under|across|respectively|without|which|that|during|because|since|is|are|was|were|through|via"
    r"|(?<!such )(?<!well )as(?! well as)|despite|whose|where|yet|but|to|from|within|both|accompanied"
    r"|alongside|deployed|adopted|used|trained|running|designed|depending)\b"
    r"|\sof\s(?=up to|about|around|over|more than|an average|at least|[~≈]?\d)"
)
_VAGUE = re.compile(
    r"(?:the\s|an?\s|those\s|its\s)?(?:same\s|standard\s|other\s|corresponding\s)?"
    r"(?:ones?|those|cases?|versions?|variants?|settings?|setups?|simulations?|models?|systems?|methods?|approach(?:es)?|(?:re|pre-)?training|fine-?tuning|inference)"
)
_MODIFIER = re.compile(r"\s(?:from scratch|with(?!\s(?:an?\s)?\d)|without|using|running|trained on)\b")
"""What tells which one a vague word means: `the one with slow lids`."""
_SEPARATOR = re.compile(r",\sand\s|,\sor\s|,\sas well as\s|,\s|\sand\s|\sor\s|\sas well as\s")
_VERB = re.compile(
    r"(?:[a-z]+[^\Ws]s\s|(?!including\b)\w+(?:ing|es|ed)\s"
    r"|achieve|reduce|improve|can|also|up|its|is|are|has|have|even|only|over \d|up to \d)\b"
    r"|(?:an?\s)?(?:over |up to |about )?\d+(?:\.\d+)?(?:%|[x×]\b|\stimes\b)"
)
_GENERIC = re.compile(rf"\b(?:strongest|state-of-the-art|SOTA|{_KIND})s?\b")
_KINDS = re.compile(rf"(?:(?!the\b|an?\b|our\b|its\b)[\w-]+\s){{1,3}}{_KIND}s?")
"""Rivals of a kind, however they begin: `offloading techniques`."""
_BEST = re.compile(r"\b(?:state-of-the-art|SOTA|SoTA|best|strongest|previous|prior)\b")
_BARE_NOUN = re.compile(r"(?:methods?|models?|approach(?:es)?|systems?|it|them|this|these|one|ones|others)\Z")
_ASIDE = re.compile(r"\([^()]{1,40}\)")
_EXAMPLES = re.compile(r"\s\((?P<names>(?:e\.g\.|i\.e\.|such as|including|namely),?\s[^()]{1,80})\)")
_NUMBER = r"(?:[~$<>≈]|[≥≤]\s?)?\d[\d.,]*(?:\s?[-–~∼]\s?\d[\d.,]*)?(?:[%x×]|\s?times\b)?"
_VALUES = re.compile(rf"(?:only |about |the |an? )?{_NUMBER}(?:(?:,\s|\sand\s|,\sand\s){_NUMBER})*(?![\d.]|-[A-Za-z]|D(?![a-z]))")
_OWNED = re.compile(
    r"(?:\s(?!for\b|of\b|with\b|by\b|in\b|using\b|and\b)[\w/-]{1,16}){0,3}?"
    r"\s(?:(?:achieved|obtained|reported|attained|reached)\s(?:by|with|in|for)|for|of|with|by|in)\s(?!\d)"
)
_NEXT_VALUE = re.compile(rf"(?:,\s(?:and\s)?|\sand\s){_NUMBER}(?=\s(?:for|of|with|by|in)\s)")
"""What parts the owners of values: `3.2 for Foo and 4.5 for Bar`."""
_SETS_AGAINST = re.compile(r"[Cc]ompared|versus|vs|against")
_SET_AGAINST = re.compile(r"(?:\s[\w/%-]{1,16}){0,2}\s(?:vs\.?|versus|compared (?:to|with)|against)\s")
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
    rf"[A-Z\d]|\b(?:{_KIND}|state-of-the-art|full|original|optimal|optimum|oracle|dense|ideal|best|native|human|expert|bound|limit)s?\b"
)
"""What marks that which a work comes `within 2% of` as something to be compared with, not a quantity."""
_NEAR = re.compile(r"\s?(?:[A-Za-z-]{1,16}\s)?of\s")
_OF_BOTH = re.compile(r"(?:the\s|an?\s)?[a-z -]+\sof\s(?:the\s)?[a-z -]+\sand\s(?:the\s)?[a-z -]+")
_AND_BY = re.compile(
    r"(?:\s(?:points?|pp))?(?:\s(?:on|in|for)\s[^,;\d]{1,20}\d{0,4})?(?:,\s(?:and\s)?"
    r"|\sand\s)(?P<rival>[^,;\d][^,;]{1,60}?)\sby\s(?:an average of |about |up to |over )?"
)
"""What stands between the numbers of `outperforms Foo by 3% and Bar by 2%`."""
BEATS = r"(?:out-?perform|surpass|exceed|beat)"
"""The stems of verbs by which a work beats its rivals."""
_BEATS_BY = re.compile(rf"\b{BEATS}\w*\sby\s(?:an average of |about |up to |over |more than )?\Z")
REACH = 220
"""Characters that what a number is compared with may be long."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Something that is compared with, at its place in the sentence."""

    start: int
    end: int
    items: tuple[str, ...]
    beats: bool
    """Whether a verb leads to it (`outperforms X by 3%`), so that its numbers come after."""
    leads: bool = False
    """Whether it leads its sentence (`Compared to X, ...`), so that it holds for all numbers of it."""
    equals: bool = False
    """Whether the work is said to be as good as it (`accuracy comparable to X`), so that a change alone is from it."""
    owns: bool = False
    """Whether it is with values, which are its item's (`compared to 3.2 for X`)."""


def find_comparisons(text: str) -> tuple[Comparison, ...]:
    """Find all comparisons of a sentence, from left to right; linear in its length."""
    found: list[Comparison] = []
    for trigger in _TRIGGER.finditer(text):
        start = trigger.end()
        window = text[start : start + REACH]
        is_mean = bool(found) and found[0].leads and text.endswith("average ", 0, trigger.start())
        if is_mean or (found and start < found[-1].end):
            continue
        if values := _VALUES.match(window):
            found += _find_owners(trigger.start(), start + values.end(), text) if _SETS_AGAINST.match(trigger[0]) else ()
            continue
        leads = trigger["compared"] is not None and len(text) > 60 and _LEADS.match(text[: trigger.start()]) is not None
        if leads and "," in window:
            main = _find_main(window)
            window = window[:main] if main else window
        items, length = _read_items(window)
        if items:
            found.append(
                Comparison(
                    trigger.start(),
                    start + length,
                    items,
                    trigger["beat"] is not None,
                    leads=leads,
                    equals=trigger["equal"] is not None,
                )
            )
    return tuple(found)


def _find_owners(start: int, end: int, text: str) -> Iterator[Comparison]:
    """Find whose the values are that a comparison is with: `compared to 3.2 for Foo and 4.5 for Bar`."""
    while owned := _OWNED.match(text, end):
        window = text[owned.end() : owned.end() + REACH]
        following = _NEXT_VALUE.search(window)
        items, length = _read_items(window[: following.start()] if following else window)
        if not items:
            return
        end = owned.end() + (following.start() if following else length)
        yield Comparison(start, end, items[:1], beats=False, owns=True)
        if following is None:
            return
        start, end = end, owned.end() + following.end()


def _find_main(window: str) -> int:
    """Return where the main clause begins after a comparison that leads its sentence; 0 where that is not seen."""
    position = 0
    for _ in range(6):
        comma = window.find(", ", position)
        if comma < 0:
            return 0
        position = comma + 2
        following = window.find(", ", position)
        if _PREDICATE.match(window[position : following if following > 0 else len(window)]):
            return comma
    return 0


def _read_items(window: str) -> tuple[tuple[str, ...], int]:
    """Read a list of names or phrases up to the end of the comparison."""
    window = _SHORT.sub(lambda match: " " * match.start("short") + match["short"] + " ", window) if "(" in window else window
    window = _EXAMPLES.sub(lambda match: f", {match['names']} ", window)
    window = _ASIDE.sub(lambda match: " " * len(match[0]), window)
    end = _END.search(window)
    if end and _VAGUE.fullmatch(window, 0, end.start()) and _MODIFIER.match(window, end.start()):
        end = _END.search(window, end.end() + 1)
    stretch = window[: end.start()] if end else window
    pieces: list[str] = []
    position = 0
    while position <= len(stretch):
        separator = _SEPARATOR.search(stretch, position)
        piece = stretch[position : separator.start() if separator else len(stretch)]
        if pieces and (_VERB.match(piece) or len(piece.split()) > 7):
            break
        if pieces and pieces[-1].endswith("-"):
            piece = f"{pieces.pop()} or {piece}"
        pieces.append(piece)
        if separator is None:
            position = len(stretch)
            break
        position = separator.end()
    length = position
    if len(pieces) == 2 and _OF_BOTH.fullmatch(stretch):
        pieces = [stretch]
    cleaned = [_clean(piece) for piece in _keep_named(pieces)]
    if (
        len(cleaned) == 2
        and f"{cleaned[0]}, {cleaned[1]}" in window
        and _GENERIC.search(cleaned[0])
        and (re.match(r"[A-Z]", cleaned[1]) or _BEST.search(cleaned[0]))
    ):
        cleaned = cleaned[1:]
    return tuple(dict.fromkeys(item for item in cleaned if item)), length


def _keep_named(pieces: list[str]) -> list[str]:
    """Keep the names of `older engines like Foo` and `older engines, such as Foo`, not the phrase that they are examples of."""
    kept: list[str] = []
    for piece in pieces:
        if piece.strip() in ("i.e.", "e.g.", "namely") and kept:
            kept.pop()
            continue
        named = _NAMED.search(piece)
        if named and kept and (not named.start() or kept[-1] == kept[-1].lower()):
            kept.pop()
        kept.append(piece[named.end() :] if named else piece)
    return kept


def _clean(piece: str) -> str:
    text = _TRAILING.sub("", piece.strip(" ,'\"")).rstrip()
    lead = _ARTICLE.match(text)
    text = text[lead.end() :] if lead else text
    text = _RECENT.sub("", _MEASURE_OF.sub("", text))
    text = _IMPLEMENTED.sub("", text) if re.fullmatch(r"[A-Z]\S*[A-Z\d]\S* \w+", text) else text
    described = _DESCRIBED.match(text)
    if described and not _NOT_NAMES.match(described["name"]):
        return described["name"]
    if (
        len(text) < 2
        or len(text) > 80
        or _BARE_NOUN.match(text)
        or not re.search(r"[A-Za-z]", text)
        or text.startswith(("e.g", "i.e"))
    ):
        return ""
    return text


def find_baseline(scene: Scene, index: int, comparisons: tuple[Comparison, ...], *, is_value: bool) -> Slot:
    """Choose what the quantity at `index` is compared with: the nearest comparison after it, else the nearest before it.

    A value that was reached (`is_value`), not a change, is compared only where a verb says that it beats something.
    """
    first, last = scene.groups[index]
    start, end = scene.quantities[first].start, scene.quantities[last].end
    if is_value and not _SET_AGAINST.match(scene.text, end):
        comparisons = tuple(c for c in comparisons if c.leads or c.owns or c.beats)
    elif any(not c.equals for c in comparisons):
        nearest = max((c for c in comparisons if c.end <= start), key=lambda c: c.end, default=None)
        has_after = any(c.start >= end and not c.equals and not c.beats for c in comparisons)
        comparisons = tuple(c for c in comparisons if not c.equals or (c is nearest and not has_after))
    if told := _read_told(scene, index, comparisons):
        return Slot(told, "beside")
    before = [c for c in comparisons if c.end <= start + 1 and not (_NEXT if c.leads else _ITEM).search(scene.text, c.end, start)]
    after = [c for c in comparisons if c.start >= end and (is_value or not c.beats or _is_beating(scene.text, end, c))]
    beaten = [c for c in before if _leads_to(scene, c, start)]
    if beaten and re.search(r"\bby\s[^,;]{0,24}\Z", scene.text[:start][-60:]):
        chosen, rule = beaten[-1], "beaten"
    elif after and not _is_others(scene, end, after[0], has_own=bool(before)):
        chosen, rule = after[0], "after"
    elif before:
        chosen, rule = before[-1], "leads-sentence" if before[-1].leads else "before"
    else:
        return NOTHING
    size = last - first + 1
    if len(chosen.items) == size > 1:
        return Slot((chosen.items[index - first],), "listed")
    if is_unaligned(size, len(chosen.items)) and ends_respectively(scene.text, chosen.end):
        return refuse(size, len(chosen.items))
    return Slot(chosen.items, rule)


def _is_beating(text: str, end: int, comparison: Comparison) -> bool:
    """Tell whether a participle right after a change that ends at `end` says what it beats: `5% more, outperforming Foo`."""
    return (
        _BEATING.fullmatch(text, end, comparison.start) is not None
        and re.match(r"\w+ing\b", text[comparison.start :]) is not None
    )


def _leads_to(scene: Scene, comparison: Comparison, start: int) -> bool:
    """Tell whether the number at `start` is the one by which something compared with is beaten: `beats Foo in speed by 2x`."""
    if _has_quantity(scene, comparison.end, start) or _OTHER_VERB.search(scene.text, comparison.end, start):
        return False
    return comparison.beats or _BY.match(scene.text, comparison.end - 4) is not None


def _read_told(scene: Scene, index: int, comparisons: tuple[Comparison, ...]) -> tuple[str, ...]:
    """Read what stands right beside a number: `within 2 of Foo`, `beats Foo by 3 and Bar by 2`, `beats by 2x Foo`."""
    first, last = scene.groups[index]
    start, end = scene.quantities[first].start, scene.quantities[last].end
    near = _NEAR.match(scene.text, end)
    if near and re.search(r"\bwithin\s(?:only |about )?\Z", scene.text[max(0, start - 16) : start]):
        return tuple(item for item in _read_items(scene.text[near.end() : near.end() + REACH])[0] if _MARK.search(item))
    rival = _AND_BY.fullmatch(scene.text, scene.quantities[first - 1].end, start) if first else None
    if (
        rival
        and any(c.beats and c.end <= start for c in comparisons)
        and (_KINDS.fullmatch(rival["rival"]) or not _VERB.match(rival["rival"]))
    ):
        return _read_items(rival["rival"])[0]
    return _read_items(scene.text[end : end + REACH])[0] if _BEATS_BY.search(scene.text[max(0, start - 40) : start]) else ()


def _is_others(scene: Scene, end: int, comparison: Comparison, *, has_own: bool) -> bool:
    """Tell whether a comparison belongs to a later number alone: `2x speedup and allows 3x faster decoding than Foo`."""
    between = scene.text[end : comparison.start]
    has_number = _has_quantity(scene, end, comparison.start)
    is_tied = comparison.beats or scene.text[comparison.start :].startswith(("than", "over"))
    is_apart = is_tied or has_own or comparison.equals or "whereas" in between
    if _ITEM.search(between) or (re.search(r"\b(?:while|whereas)\b", between) and is_apart):
        return True
    noun = re.match(r"\s(\w{4,})\b", between)
    if noun and not has_own and f" {noun[1]} " in between[noun.end() :]:
        return False
    return is_tied and has_number and (has_own or re.search(r"\band (?:an?|allows?|enables?|supports?)\s", between) is not None)


def _has_quantity(scene: Scene, start: int, end: int) -> bool:
    return any(start <= q.start < end for q in scene.quantities)
