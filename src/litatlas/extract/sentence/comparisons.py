"""Finds what a sentence compares with: `over Foo and Bar`, `compared to 3.2 for Foo`, `outperforms Foo`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from litatlas.extract.lexicon.terms import Cues, Template

_TRIGGER = Template(
    r"\b(?:(?P<compared>(?i:{compare})"
    r"|against(?<!evaluation against)(?<!evaluated against)(?<!evaluations against)(?<!tested against)(?<!validated against)"
    r"|as (?:many|much|fast|quick|slow|\w+-efficient|efficient|accurate|precise|sensitive|large|big|small|expensive|cheap)\b"
    r"[^,;.\d]{0,60}? as"
    r"|(?:that|those) of(?:(?<=[\dx×s] that of)|(?<=[\dx×s] those of))"
    r"|than(?!\s(?:an? (?:order|second|minute|hour|day|week|month)\b|half|one|two|three|four|five|several|ever|doubl))"
    r"|over(?<!averaged over)(?!\s(?:time|the course|all|\d(?!D[A-Z])|~|half|long|multiple"
    r"|several|a range|both datasets|various|different|an hour)))\s"
    r"(?:(?:that|those|values?)\s(?:(?:{reach}(?<=ed)|reported)\s)?(?:of|with|from|by|in|using|for)\s)?"
    r"|(?P<equal>(?:(?:comparable|competitive|similar|equivalent|identical|on[- ]par|parity)\s(?:[\w-]+\s){0,2}?(?:to|with)"
    r"|match(?:es|ing|ed)?\s(?:the\s)?(?:[\w-]+\s){0,2}(?:performance|accuracy|quality|results?|latency|perplexity)\s(?:of|with))\s)"
    r"|(?P<beat>{beat}(?!\s(?:or|and|by)\b))\s)",
)
_ARTICLE = re.compile(r"(?:(?:the|a|an|its|their|both|that|those|of|all|with|in|using)\s){0,3}", re.IGNORECASE)
KIND = (
    "(?:method|approach|model|system|framework|engine|baseline|library|simulator|accelerator|compiler|solver|codec|tool|network|algorithm"
    "|technique|planner|fuzzer|optimizer|kernel|detector|competitor|solution)"
)
"""The nouns for what a work is compared with, or is itself."""
_DESCRIBED = re.compile(
    rf"(?=[a-zS])[^,]*?\b(?:state-of-the-art|SOTA|SoTA|{KIND})s?,?\s"
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
_PREDICATE = Template(
    r"(?:we|our|it|the proposed)\s|.*\b(?:improv|reduc|deliver|provid|yield|offer|gain|run|show"
    r"|requir|can|is|are|has|lower|increas|boost|cut|demonstrat|exhibit|sav|us|enabl|maintain|produc|generat|find|solv|need|tak|train)(?:e?s|e)?\s|.*\b(?:{beat}|{reach})(?<!ing)(?<!ed)\s",
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
    r"|achieve|reduce|improve|demonstrate|show|can|also|up|its|is|are|has|have|even|only|over \d|up to \d"
    r"|we|our|it|they|this|by|and|[a-z]+ly\s\w+(?:s|ing|ed))\b"
    r"|(?:an?\s)?(?:over |up to |about )?\d+(?:\.\d+)?(?:%|[x×]\b|\stimes\b)"
)
_GENERIC = re.compile(rf"\b(?:strongest|state-of-the-art|SOTA|{KIND})s?\b")
_KINDS = re.compile(rf"(?:(?!the\b|an?\b|our\b|its\b)[\w-]+\s){{1,3}}{KIND}s?")
"""Rivals of a kind, however they begin: `offloading techniques`."""
_BEST = re.compile(r"\b(?:state-of-the-art|SOTA|SoTA|best|strongest|previous|prior)\b")
_BARE_NOUN = re.compile(r"(?:methods?|models?|approach(?:es)?|systems?|it|them|this|these|one|ones|others)\Z")
_ASIDE = re.compile(r"\([^()]{1,40}\)(?=,?\s(?:and|or)\s(?!\w+(?:s|ing)\b)|,\s[A-Z])")
"""What is said beside an item of a list: `Foo (2019) and Bar`."""
_EXAMPLES = re.compile(r"\s\((?P<names>(?:e\.g\.|i\.e\.|such as|including|namely),?\s[^()]{1,80})\)")
_NUMBER = r"(?:[~$<>≈]|[≥≤]\s?)?\d[\d.,]*(?:\s?[-–~∼]\s?\d[\d.,]*)?(?:[%x×]|\s?times\b)?"
_VALUES = re.compile(rf"(?:only |about |the |an? )?{_NUMBER}(?:(?:,\s|\sand\s|,\sand\s){_NUMBER})*(?![\d.]|-[A-Za-z]|D(?![a-z]))")
_OWNED = Template(
    r"(?:\s(?!for\b|of\b|with\b|by\b|in\b|using\b|and\b)[\w/-]{1,16}){0,3}?"
    r"\s(?:(?:{reach}(?<=ed)|reported)\s(?:by|with|in|for)|for|of|with|by|in)\s(?!\d)"
)
_NEXT_VALUE = re.compile(rf"(?:,\s(?:and\s)?|\sand\s){_NUMBER}(?=\s(?:for|of|with|by|in)\s)")
"""What parts the owners of values: `3.2 for Foo and 4.5 for Bar`."""
_SETS_AGAINST = Template(r"(?i:{compare})|against")
_OF_BOTH = re.compile(r"(?:the\s|an?\s)?[a-z -]+\sof\s(?:the\s)?[a-z -]+\sand\s(?:the\s)?[a-z -]+")
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


def find_comparisons(text: str, cues: Cues) -> tuple[Comparison, ...]:
    """Find all comparisons of a sentence, from left to right; linear in its length."""
    found: list[Comparison] = []
    for trigger in cues.fill(_TRIGGER).finditer(text):
        start = trigger.end()
        window = text[start : start + REACH]
        is_mean = bool(found) and found[0].leads and text.endswith("average ", 0, trigger.start())
        if is_mean or (found and start < found[-1].end):
            continue
        if values := _VALUES.match(window):
            found += (
                _find_owners(trigger.start(), start + values.end(), text, cues)
                if cues.fill(_SETS_AGAINST).match(trigger[0])
                else ()
            )
            continue
        leads = trigger["compared"] is not None and len(text) > 60 and _LEADS.match(text[: trigger.start()]) is not None
        if leads and "," in window:
            main = _find_main(window, cues)
            window = window[:main] if main else window
        items, length = read_items(window)
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


def _find_owners(start: int, end: int, text: str, cues: Cues) -> Iterator[Comparison]:
    """Find whose the values are that a comparison is with: `compared to 3.2 for Foo and 4.5 for Bar`."""
    while owned := cues.fill(_OWNED).match(text, end):
        window = text[owned.end() : owned.end() + REACH]
        following = _NEXT_VALUE.search(window)
        items, length = read_items(window[: following.start()] if following else window)
        if not items:
            return
        end = owned.end() + (following.start() if following else length)
        yield Comparison(start, end, items[:1], beats=False, owns=True)
        if following is None:
            return
        start, end = end, owned.end() + following.end()


def _find_main(window: str, cues: Cues) -> int:
    """Return where the main clause begins after a comparison that leads its sentence; 0 where that is not seen."""
    position = 0
    for _ in range(6):
        comma = window.find(", ", position)
        if comma < 0:
            return 0
        position = comma + 2
        following = window.find(", ", position)
        if cues.fill(_PREDICATE).match(window[position : following if following > 0 else len(window)]):
            return comma
    return 0


def read_items(window: str) -> tuple[tuple[str, ...], int]:
    """Read a list of names or phrases up to the end of the comparison; return it and how many characters it takes."""
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


def starts_clause(text: str) -> bool:
    """Tell whether what stands after a comparison goes on with a clause of its own, and names nothing to compare with."""
    return _VERB.match(text) is not None and _KINDS.fullmatch(text) is None
