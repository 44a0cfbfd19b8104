"""Reads the names or phrases of a list of things that a number is compared with: `Foo, Bar and the older engines`."""

import re

from litatlas.extract.sentence.lists import ends_respectively
from litatlas.extract.sentence.shapes import KIND
from litatlas.extract.sentence.trimming import LARGER, trim_item

_CHANGE_AFTER = re.compile(r"\s[~≈]?\d[\d.]*(?:\s?(?:-|–|to)\s?\d[\d.]*)?\s?(?:[x×%]|times\b)(?![-\w])")
"""A change that a rival's name is followed by: `parity with plain boiling 2x faster`."""
_SHORT = re.compile(
    r"(?P<long>(?<![\w-])(?:(?!\w+ing\s)[a-z][\w-]*\s){1,5})\((?P<short>(?!SOTA|SoTA)[A-Za-z-]*[A-Z][A-Za-z]*[A-Z][\w-]*)\)"
)
_SOTA = re.compile(r"\s\((?:SOTA|SoTA)\)(?=\s)")
"""What is short for the words before it, and no name: `state-of-the-art (SOTA) engines`."""
_CITED = re.compile(r"\s?\[\d+(?:[,–-]\s?\d+)*\](?=[\s,)])")
"""Where a rival is cited: `Foo [1], Bar [2]`."""
_NAMED = re.compile(r"(?:\A|\s)(?:like|such as|including(?! those\b)|e\.g\.,?|i\.e\.,?|namely)\s")
_END = re.compile(
    r"[;:()\[\]]|\.(?:\s|\Z|(?=(?:Our|We|It|To|The|This|These|In|On|For)\s))|\s[–—]\s"
    r"|(?<!self)[–—-](?=(?:achiev|demonstrat|deliver|reduc|improv|yield|show|(?:an?|while)\s)\w*)"
    r"|,?\se\.g\.,?\s(?=(?:(?:an?|up to|over|by)\s)?[+~-]?\d)"
    r"|,\s(?=(?:(?!including\b)[a-z]+ing|along with|together with|[a-z]+ed(?=\sby)"
    r"|while|with|whereas|but|which|on|in|when|respectively|correspondingly|without|thus|even|making|because|since|our|we|they"
    r"|it|this|these|of|up to|and (?:is|are|can|also|achieves))\b)"
    r"|\s(?:on|in|(?<!followed )by|(?<!equipped )(?<!combined )(?<!augmented )(?<!paired )with|for|while|when|using|at|under"
    r"|across|respectively|correspondingly|without|which|that|during|because|since|is|are|was|were|through|via"
    r"|(?<!such )(?<!well )as(?! well as)|despite|whose|where|yet|but|to|from|within|both|accompanied"
    r"|alongside|deployed|(?<!ly )(?<!most )(?:adopted|used)|(?<!fully )trained|running|designed|depending)(?![\w-])"
    r"|\sof\s(?=up to|about|around|over|more than|an average|at least|just|only|merely|nearly|almost|roughly|under|less than"
    rf"|[~≈]?\d(?!\d*\s{KIND}))"
)
_SUBJECT_OF = re.compile(r"\s(?:is|are|was|were)\Z")
"""What ends a list where its last item is what a clause of its own begins with: `beats Foo, and memory is halved`."""
_VAGUE = re.compile(
    r"(?:the\s|an?\s|those\s|its\s)?(?:same\s|similar\s|standard\s|other\s|corresponding\s)?"
    r"(?:ones?|alternatives?|those|cases?|versions?|variants?|settings?|setups?|simulations?|models?|polic(?:y|ies)|agents?|networks?|systems?"
    r"|methods?|approach(?:es)?|(?:re|pre-)?training|fine-?tuning|inference)"
)
_MODIFIER = re.compile(
    r"\s(?:from scratch|with(?!\s(?:(?:an?\s)?\d|minimal|great|comparable|at\b|only\b|no\b|negligible|up\b|little|improve|reduc))"
    r"|without|using|running|trained (?:[a-z]+ly )?(?:on(?!\sover\b)|with)"
    r"|that\s(?!(?:only|are|were|have|achieve|require)\b)[a-z]+\s(?!\d|the\b)|(?:adapt|fine-tun)ed)\b"
)
"""What tells which one a vague word means: `the one with slow lids`."""
_SEPARATOR = re.compile(r",\sand\s|,\sor\s|,\sas well as\s|,\s|\sand\s|\sor\s|\sas well as\s")
_VERB = re.compile(
    r"(?:[a-z]+[^\Ws]s\s|including\s(?=(?:those|many|some)\b)|(?!including\b)\w+(?:ing|es|ed)\s"
    r"|remain|observe|performs|continues|cut|equivalent|competes?|achieve|reduce|improve|outperform|surpass"
    r"|demonstrate|show|exhibit|enable|maintain|deliver|sometimes|often|unlike|meanwhile|especially|particularly|among|notably|thereby"
    r"|can|also|up|its|is|are|has|have|even|only|further \w+s|over \d|up to \d"
    r"|we|our|it|they|this|by|and|(?:more|less|fewer) than|[a-z]+ly\s(?:\w+(?:s|ing|ed)|lower|higher|better|worse))\b"
    r"|[a-z]+[^\Ws]s\s(?=[>≥<≤~])|(?:an?\s)?(?:over |up to |about )?[*]{0,2}[+~]?\d+(?:\.\d+)?(?:\s?[-–]+\s?\d+(?:\.\d+)?)?"
    r"(?:%|\s?[xX×](?!\w)|\s(?:times|points?|pp|(?:\w+er|more|less|worse)\sthan)\b)"
)
_FINITE = re.compile(
    r"\s(?:(?:falls|drops|rises|grows|is|are|was|were|can|reaches|achieves|improves|reduces|runs|increases|decreases|goes|takes|needs"
    r"|declines|shrinks|remains|stays|climbs|sinks|uses|saves|cuts|yields|shortens|lowers|operates|incurs|outperforms|surpasses|matches"
    r"|enhances|performs|increased|decreased|adds|reveals?|struggles?|hinders?|carry|gains|attains|delivers|requires|obtains|maintains|shows)(?:\s|\Z)"
    r"|(?:our|we|us|it|they|them)\b)|\A(?:the\s)?[A-Z]\S+\s(?:improved|enhanced|reduced|achieved)\s"
)
"""A verb by which a piece is a clause of its own: `beats Foo, and memory falls to 3 GB`, `to Foo, OurNet improved it`."""
_GENERIC = re.compile(rf"\b(?:strongest|state-of-the-art|SOTA|{KIND})s?\b")
_KINDS = re.compile(rf"(?:(?!the\b|an?\b|our\b|its\b)[\w-]+\s){{1,3}}{KIND}s?")
"""Rivals of a kind, however they begin: `offloading techniques`."""
_BEST = re.compile(r"\b(?:state-of-the-art|SOTA|SoTA|best|strongest|previous|prior)\b")
_ASIDE = re.compile(r"\([^()]{1,40}\)(?=,?\s(?:and|or)\s(?!\w+(?:s|ing)\b)|,\s[A-Z])")
"""What is said beside an item of a list: `Foo (2019) and Bar`."""
_EXAMPLES = re.compile(r"\s\((?P<names>(?:e\.g\.|i\.e\.|such as|including|namely),?\s(?!up to\b)[^()%]{1,80})\)")
_PROPER = r"[A-Z][\w.+*/-]*(?:\s(?:v?\d|[A-Z])[\w.+*/-]*){0,2}"
_CALLED = re.compile(
    r"(?P<what>(?<![\w-])(?:[a-z][\w-]*\s){0,4}"
    rf"(?:state-of-the-art|SOTA|SoTA|(?:best|strongest)(?:\s[a-z][\w-]*){{0,3}}\s{KIND})\s)"
    rf"\((?!SOTA|SoTA)(?P<names>{_PROPER}(?:(?:,\s(?:and\s)?|\sand\s){_PROPER})*)(?:,?\setc\.?)?\)"
)
"""What the best there is is called, in brackets: `the strongest baseline (FooNet)`."""
_APPOSED = re.compile(rf"(?:the|an?)\s(?:[\w-]+\s){{0,6}}{KIND}s?\Z")
"""What a rival is, told after its name: `FooDB, the fastest storage engine`."""
_TOLD = re.compile(r"(?:an?|two|three|four|both|all)\s[a-z]|the\s(?:[\w-]+\s){0,2}(?:state-of-the-art|SOTA|best|[a-z]+est)\b")
"""What begins with the words by which it tells what the names before it are: `FooDB and BarDB, two older engines`."""
_CAPITAL = re.compile(r"[\w.+-]*[A-Z]")
"""What the first word of a name has."""
_OF_TWO_WAYS = re.compile(
    rf"(?:(?:the|an?|all|both)\s)?(?:(?:existing|prior|previous|state-of-the-art|SOTA|strong|competitive|standard|recent|leading"
    r"|current|conventional)\s){0,2}"
    rf"(?:(?!{KIND}s?\b)[a-z]+,\s|[\w-]+-[a-z]+,\s){{0,2}}"
    r"(?:[a-z][\w-]*-[a-z]+|[\w-]+-(?:based|oriented|centric|aware|specialized|driven|trained|style)"
    r"|[a-z]+\slearning|(?!\w+ing\b)[a-z]+(?<!s)),?"
    rf"\s(?:and|or)\s(?:(?![A-Z][a-z]+\s)[\w-]+\s){{1,3}}?(?:{KIND}s|models|policies|counterparts|LLMs|VLMs|strategies|agents|benchmarks|schemes|alternatives|variants|designs)"
)
"""Rivals of two kinds under one noun: `box-based and lid-based engines`."""
_GOES_ON = re.compile(rf"(?:{_SEPARATOR.pattern})\Z")
"""What stands between a list and a clause that goes on behind it."""
_OF_BOTH = re.compile(r"(?:the\s|an?\s)?[a-z -]+\sof\s(?:the\s)?[a-z -]+\sand\s(?:the\s)?[a-z -]+")


def read_items(window: str) -> tuple[tuple[str, ...], int]:
    """Read a list of names or phrases up to the end of the comparison; return it and how many characters it takes.

    This is grammar, not a table of rules: a list is read from left to right, and where an item ends tells what may follow it.
    """
    if "[" in window:
        window = _CITED.sub(lambda match: " " * len(match[0]), window)
    if "(" in window:
        window = _SOTA.sub(lambda match: " " * len(match[0]), window)
        window = _CALLED.sub(lambda match: f" {match['names']}".rjust(len(match[0]) - 1) + " ", window)
        window = _SHORT.sub(lambda match: " " * len(match["long"]) + " " + match["short"] + " ", window)
    window = _EXAMPLES.sub(lambda match: f", {match['names']} ", window)
    window = _ASIDE.sub(lambda match: " " * len(match[0]), window)
    end = _END.search(window)
    if end and _VAGUE.fullmatch(window, 0, end.start()) and (modifier := _MODIFIER.match(window, end.start())) is not None:
        end = _END.search(window, modifier.end())
    stretch = window[: end.start()] if end else window
    pieces: list[str] = []
    position = 0
    while position <= len(stretch):
        separator = _SEPARATOR.search(stretch, position)
        piece = stretch[position : separator.start() if separator else len(stretch)]
        if pieces and (_VERB.match(piece) or _FINITE.search(piece) or len(piece.split()) > 7):
            break
        change = _CHANGE_AFTER.search(piece)
        if change and not LARGER.match(piece):
            pieces.append(piece[: change.start()])
            position += change.start()
            break
        if pieces and pieces[-1].endswith("-"):
            piece = f"{pieces.pop()} or {piece}"
        pieces.append(piece)
        if separator is None:
            position = len(stretch)
            break
        position = separator.end()
    if end and len(pieces) > 1 and _SUBJECT_OF.fullmatch(end[0]):
        position -= len(pieces.pop())
    length = position
    whole = _GOES_ON.sub("", stretch[:length])
    is_one = (len(pieces) == 2 and _OF_BOTH.fullmatch(stretch)) or (len(pieces) > 1 and _OF_TWO_WAYS.fullmatch(whole))
    if is_one and not ends_respectively(window, length):
        pieces = [whole]
    kept = [(piece, item) for piece in _keep_named(pieces) if (item := trim_item(piece))]
    return tuple(dict.fromkeys(_keep_apposed(kept, window))), length


def _keep_apposed(kept: list[tuple[str, str]], window: str) -> list[str]:
    """Leave out of the names in pieces what tells the same again: `FooDB, the fastest storage engine`."""
    names = [name for _, name in kept]
    if len(names) > 1 and f", {kept[-1][0]}" in window and _TOLD.match(kept[-1][0]) and all(map(_CAPITAL.match, names[:-1])):
        return names[:-1]
    if len(names) != 2:
        return names
    first, second = names
    if f"{first}, {second}" in window and _GENERIC.search(first) and (re.match(r"[A-Z]", second) or _BEST.search(first)):
        return names[1:]
    is_told_after = _APPOSED.match(kept[1][0]) and f"{kept[0][0]}, {kept[1][0]}" in window and re.match("[A-Z]", first)
    return names[:1] if is_told_after else names


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


def starts_clause(text: str) -> bool:
    """Tell whether what stands after a comparison goes on with a clause of its own, and names nothing to compare with."""
    return _VERB.match(text) is not None and _KINDS.fullmatch(text) is None
