"""Finds what numbers are compared with."""

import re
from dataclasses import dataclass

from litatlas.extract.scenes import Scene

_TRIGGER = re.compile(
    r"(?P<compared>\b[Cc]ompar(?:ed|ing) (?:to|with|against)|\b[Ii]n comparison (?:to|with)|\b[Rr]elative to|\bversus|\bvs\.?"
    r"|\bagainst|\bwith respect to|\bas opposed to|\bcompare to"
    r"|\bthan(?!\s(?:an? order|half|one|two|three|four|five|several|ever|doubl))"
    r"|\bover(?!\s(?:time|the course|all|\d|~|half|long|multiple|several|a range|both datasets|various|different|an hour)))\s"
    r"(?:(?:that|those)\s(?:of|with|from|by|in|using)\s)?"
    r"|(?P<beat>\b(?:out-?perform|surpass|exceed|beat|outpac)(?:s|es|ed|ing|ting)?)\s",
)
_ARTICLE = re.compile(r"(?:(?:the|a|an|its|their|both|that|those|of|all|best of)\s){0,3}", re.IGNORECASE)
_NAMED = re.compile(r"(?:\A|\s)(?:like|such as|including|e\.g\.,?|i\.e\.,?|namely)\s")
_END = re.compile(
    r"[;:()\[\]]|\.(?:\s|\Z)"
    r"|,\s(?=(?:\w+ing|while|with|whereas|but|which|on|in|when|respectively|without|thus|even|making|our|we|of|up to"
    r"|and (?:is|are|can|also|achieves))\b)"
    r"|\s(?:on|in|by|with|for|while|when|using|at|under|across|respectively|without|which|that|during|is|are|was|were|through|via"
    r"|(?<!such )(?<!well )as(?! well as)|despite|whose|where|yet|but|to|from|within|both"
    r"|deployed|adopted|used|trained|running|designed)\b"
)
_SEPARATOR = re.compile(r",\sand\s|,\sor\s|,\sas well as\s|,\s|\sand\s|\sor\s|\sas well as\s")
_VERB = re.compile(
    r"(?:[a-z]+[^\Ws]s\s|\w+(?:ing|es|ed)\s|achieve|reduce|improve|can|also|up|its|is|are|has|have|even|only|a \d"
    r"|\d+(?:\.\d+)?[x×%])\b"
)
_GENERIC = re.compile(
    r"\b(?:baseline|strongest|state-of-the-art|SOTA|model|method|approach|system|technique|framework|algorithm)s?\b"
)
_BARE_NOUN = re.compile(r"(?:methods?|models?|approach(?:es)?|systems?|it|them|this|these|one|ones|others)\Z")
_ASIDE = re.compile(r"\([^()]{1,40}\)")
_NEAR = re.compile(r"\s?(?:[A-Za-z-]{1,16}\s)?of\s")
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


def find_comparisons(text: str) -> tuple[Comparison, ...]:
    """Find all comparisons of a sentence, from left to right; linear in its length."""
    found: list[Comparison] = []
    for trigger in _TRIGGER.finditer(text):
        start = trigger.end()
        window = text[start : start + REACH]
        if re.match(r"(?:the\s)?[~$<>]?\d", window) or (found and start < found[-1].end):
            continue
        items, length = _read_items(window)
        if items:
            found.append(Comparison(trigger.start(), start + length, items, trigger["beat"] is not None))
    return tuple(found)


def _read_items(window: str) -> tuple[tuple[str, ...], int]:
    """Read a list of names or phrases up to the end of the comparison."""
    window = _ASIDE.sub(lambda match: " " * len(match[0]), window)
    end = _END.search(window)
    stretch = window[: end.start()] if end else window
    pieces: list[str] = []
    position = 0
    while position <= len(stretch):
        separator = _SEPARATOR.search(stretch, position)
        piece = stretch[position : separator.start() if separator else len(stretch)]
        if pieces and (_VERB.match(piece) or len(piece.split()) > 7):
            break
        pieces.append(piece)
        if separator is None:
            position = len(stretch)
            break
        position = separator.end()
    length = position
    cleaned = [_clean(piece) for piece in _keep_named(pieces)]
    if (
        len(cleaned) == 2
        and f"{cleaned[0]}, {cleaned[1]}" in window
        and _GENERIC.search(cleaned[0])
        and re.match(r"[A-Z]", cleaned[1])
    ):
        cleaned = cleaned[1:]
    return tuple(dict.fromkeys(item for item in cleaned if item)), length


def _keep_named(pieces: list[str]) -> list[str]:
    """Keep the names of `older engines like Foo` and `older engines, such as Foo`, not the phrase that they are examples of."""
    kept: list[str] = []
    for piece in pieces:
        named = _NAMED.search(piece)
        if named and kept and (not named.start() or kept[-1] == kept[-1].lower()):
            kept.pop()
        kept.append(piece[named.end() :] if named else piece)
    return kept


def _clean(piece: str) -> str:
    text = re.sub(r"\s(?:and|or)\Z", "", piece.strip(" ,'\""))
    lead = _ARTICLE.match(text)
    text = text[lead.end() :] if lead else text
    if (
        len(text) < 2
        or len(text) > 80
        or _BARE_NOUN.match(text)
        or not re.search(r"[A-Za-z]", text)
        or text.startswith(("e.g", "i.e"))
    ):
        return ""
    return text


def find_baseline(scene: Scene, index: int, comparisons: tuple[Comparison, ...], *, is_value: bool) -> tuple[str, ...]:
    """Choose what the quantity at `index` is compared with: the nearest comparison after it, else the nearest before it.

    A value that was reached (`is_value`), not a change, is compared only where a verb says that it beats something.
    """
    comparisons = tuple(c for c in comparisons if c.beats) if is_value else comparisons
    first, last = scene.groups[index]
    start, end = scene.quantities[first].start, scene.quantities[last].end
    near = _NEAR.match(scene.text, end)
    if near and re.search(r"\bwithin\s(?:only |about )?\Z", scene.text[max(0, start - 16) : start]):
        return _read_items(scene.text[near.end() : near.end() + REACH])[0]
    before = [c for c in comparisons if c.end <= start + 1]
    after = [c for c in comparisons if c.start >= end]
    beaten = [c for c in before if c.beats and not _has_quantity(scene, c.end, start)]
    if beaten and re.search(r"\bby\s[^,;]{0,24}\Z", scene.text[:start][-60:]):
        chosen = beaten[-1]
    elif after and not _is_others(scene, end, after[0], has_own=bool(before)):
        chosen = after[0]
    elif before:
        chosen = before[-1]
    else:
        return ()
    size = last - first + 1
    return (chosen.items[index - first],) if len(chosen.items) == size > 1 else chosen.items


def _is_others(scene: Scene, end: int, comparison: Comparison, *, has_own: bool) -> bool:
    """Tell whether a comparison belongs to a later number alone: `2x speedup and allows 3x faster decoding than Foo`."""
    between = scene.text[end : comparison.start]
    if re.search(r";|\b(?:while|whereas)\b", between):
        return True
    is_tied = scene.text[comparison.start :].startswith(("than", "over")) and _has_quantity(scene, end, comparison.start)
    return is_tied and (has_own or re.search(r"\band (?:an?|allows?|enables?|supports?)\s", between) is not None)


def _has_quantity(scene: Scene, start: int, end: int) -> bool:
    return any(start <= q.start < end for q in scene.quantities)
