"""What leads to that which a sentence compares with: `over`, `compared to`, `on par with`, `outperforms`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.sentence.shapes import KIND

Way = Literal["compared", "equal", "beat"]
"""How a trigger sets its work against another's: beside it, as good as it, above it."""
_GOOD = "performance|accuracy|quality"
"""What works are as good in."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """Words behind which a rival stands. Its examples run as tests."""

    id: str
    says: str
    way: Way
    pattern: str
    """The source of a pattern, with families of cue words in braces; it begins where a word does, and white space follows."""
    examples: tuple[tuple[str, str], ...]
    """Sentences, each with what it compares with only by this trigger, items parted by `, `."""
    counterexamples: tuple[str, ...]
    """Sentences like them, in which it leads to nothing."""


TRIGGERS = (
    Trigger(
        "compare", "Words that only compare lead to what is compared with.", "compared", r"{compared}",
        (("Ours is 2x faster compared to FooDB.", "FooDB"),), ("Ours is 2x faster, thanks to FooDB.",),
    ),
    Trigger(
        "we-compare", "So does what the authors compare with.", "compared",
        r"compare (?:our \w+|it|this|them) (?:to|with|against)",
        (("We compare our engine with FooDB.", "FooDB"),), ("We share our engine with FooDB.",),
    ),
    Trigger(
        "against", "So does `against`, unless something was tested against it.", "compared",
        r"[Aa]gainst(?!\sall\sodds)(?<!evaluation against)(?<!evaluated against)(?<!evaluations against)(?<!tested against)"
        r"(?<!validated against)",
        (("Ours has a 2x speedup against FooDB.", "FooDB"), ("Against FooDB, ours is 2x faster.", "FooDB")),
        ("Ours is tested against FooDB.", "Against all odds, ours is 2x faster."),
    ),
    Trigger(
        "as-as", "`as ... as` leads to it.", "compared",
        r"as (?:many|much|fast|quick|slow|\w+-efficient|efficient|accurate|precise|sensitive|large|big|small|expensive|cheap)\b"
        r"[^,;.\d]{0,60}? as",
        (("Ours is 2x as fast as FooDB.", "FooDB"),), ("Ours is 2x as green as FooDB.",),
    ),
    Trigger(
        "that-of", "`that of` behind a number leads to it.", "compared",
        r"(?:that|those) of(?:(?<=[\dx×s] that of)|(?<=[\dx×s] those of))",
        (("Our speed is 3x that of FooDB.", "FooDB"),), ("We like that of FooDB.",),
    ),
    Trigger(
        "than", "`than` leads to it, unless an amount follows.", "compared",
        r"than(?<!rather than)(?<!other than)"
        r"(?!\s(?:an? (?:order|second|minute|hour|day|week|month)\b|half|one|two|three|four|five|several|ever|doubl"
        r"|\d[\d.]*-fold))",
        (("Ours is 2x faster than FooDB.", "FooDB"),), ("Ours is faster by more than half.", "We use ours rather than FooDB."),
    ),
    Trigger(
        "over", "`over` leads to it, unless a time, a range or an amount follows that is none of works.", "compared",
        r"over(?<![Aa]veraged over)(?!\s(?:time|the course|(?:\d(?!D[A-Z])|(?:all|multiple|several|various|different)\b)"
        rf"(?![\w.]*[ -](?:[\w-]+\s)(?:{KIND}|alternative|counterpart)s?\b)|~|half|long"
        r"|an? (?:\w+\s)?range|an hour|\w+fold"
        r"|(?:both|two|three|four|five|six|seven|eight|nine|ten|additional)\s(?:[\w-]+\s){0,3}?(?:datasets|benchmarks|rounds|turns)\b"
        r"|an? (?:[\w.-]+\s){0,3}(?:run|uplink|link|connection|period|horizon|window|session|campaign|distance|day|week"
        r"|month|year)\b))",
        (("Ours has a 2x speedup over FooDB.", "FooDB"), ("Ours has a 2x gain over several old engines.", "several old engines")),
        ("Ours has a 2x speedup over time.", "Ours has a 2x speedup over several lids."),
    ),
    Trigger(
        "preferred", "So does what says that people prefer a work, or that it is better.", "compared",
        r"(?:preferred|preferable|superior|inferior) to",
        (("Ours is preferred to FooDB in 68% of cases.", "FooDB"),), ("Ours is referred to FooDB in 68% of cases.",),
    ),
    Trigger(
        "above", "So does `above` or `below` right behind a change.", "compared",
        r"(?:above|below|behind)(?:(?<=points above)|(?<=points below)|(?<=points behind)|(?<=[%\d×x] above)|(?<=[%\d×x] below)"
        r"|(?<=[%\d×x] behind)|(?=\s(?:that|those)\sof\b))(?!\s(?:the\s)?(?:chance|average|\d))",
        (("Our accuracy is 3 points above FooDB.", "FooDB"), ("Latency falls 20% below that of FooDB.", "FooDB")),
        ("Our accuracy is above FooDB.",),
    ),
    Trigger(
        "comparable", "What is as good as something leads to that.", "equal",
        r"(?:comparabl[ey]|competitive|similar|equivalent|identical|on[- ]par|parity)"
        r"\s(?:(?!to\b)[\w-]+\s){0,2}?(?:to|with)"
        r"(?!\s(?:many|several|most|some|(?:those|that)(?!\sof\b)"
        r"|(?:its|their)(?!\s(?:[\w-]+\s){0,2}(?:counterparts?|teachers?|baselines?)\b))\b)",
        (("Our recall is on par with FooDB.", "FooDB"), ("It is on par with its dense teacher.", "dense teacher")),
        ("Our recall is fine with FooDB.", "Our recall is on par with its past."),
    ),
    Trigger(
        "matching-of", "What matches the performance of something leads to that.", "equal",
        rf"match(?:es|ing|ed)?(?:,?\sor\s(?:even\s|slightly\s)?\w+(?:s|ing),?)?\s(?:the\s)?(?:[\w-]+\s){{0,2}}"
        rf"(?:(?:{_GOOD})\sand\s[\w-]+|{_GOOD}|results?|latency|perplexity)\s"
        r"(?:of|with(?!\s(?:(?:up\sto|only|just|{hedge})\s)*(?:\d|~|fewer|less)))",
        (("Ours matches the latency of FooDB.", "FooDB"), ("Ours matches the quality and speed of FooDB.", "FooDB")),
        ("Ours matches the lids of FooDB.", "It matches the old latency with 5x fewer lids."),
    ),
    Trigger(
        "matching", "What matches something in performance leads to that.", "equal",
        r"match(?:es|ing|ed)?(?:\sor\s(?:even\s)?\w+(?:s|ing))?(?=\s(?:the\s)?(?:[\w.+'’-]+\s){1,3}?"
        rf"(?:{_GOOD}|baselines?|training|methods?|models?|fine-tuning)\b)",
        (("Ours matches Foo accuracy.", "Foo"),), ("Ours matches Foo lids.",),
    ),
    Trigger(
        "reaching-of", "What reaches the performance of something leads to that.", "equal",
        rf"(?:{{reach}}|match(?:es|ing|ed)?)\s(?:the\s)(?:[\w-]+\s){{0,3}}?(?:{_GOOD}|perplexity|loss|utility)\s"
        r"(?:of|achieved by|reached by)",
        (("Ours reaches the quality of FooDB.", "FooDB"),), ("Ours reaches the lids of FooDB.",),
    ),
    Trigger(
        "keeping-of", "So does what keeps the performance of something else.", "equal",
        r"(?:maintain|preserv|retain|approximat|recover)\w*(?:,?\sor\s(?:even\s|slightly\s)?\w+ing,?)?\s(?:the\s)"
        rf"(?:[\w,-]+\s){{0,5}}?(?:{_GOOD}|fidelity|capability|capabilities|capacity)"
        rf"\sof(?=\s(?:the\s|an?\s|its\s)?(?:[a-z-]+\s){{0,4}}?(?:[A-Z]|full\b|original\b|dense\b|teacher\b|{KIND}s?\b))",
        (("It is kept, preserving the visual fidelity of FooDB.", "FooDB"),), ("It is kept, preserving the quality of lids.",),
    ),
    Trigger(
        "matching-name", "What matches something that has a name, or that is the best there is, leads to that.", "equal",
        r"(?:match(?:es|ing)?|rival(?:s|ing|ed)?|approach(?:es|ing|ed))(?=\s(?:the\s|an?\s|its\s)?"
        rf"(?:[A-Z][\w.-]*[A-Z\d]|(?:(?!to\b)[\w-]+\s){{0,3}}?(?:state of the art|state-of-the-art|teacher|baselines?|{KIND}s?)\b"
        r"(?!\s(?:up|loss|validation|of)\b)))",
        (("Ours matches FooDB while it is 3x faster.", "FooDB"), ("It runs 3x faster, rivaling its teacher.", "teacher")),
        ("Ours matches lids while it is 3x faster.",),
    ),
    Trigger(
        "same-as", "What is the same as something's leads to that.", "equal",
        rf"the same (?:[\w-]+\s){{0,2}}?(?:{_GOOD}|loss|perplexity|scores?|level|recall|results?|[A-Z]{{3,}})\sas",
        (("Ours has the same recall as FooDB.", "FooDB"),), ("Ours has the same recall for FooDB.",),
    ),
    Trigger(
        "closing", "What closes the gap to something leads to that.", "equal",
        r"(?:clos|bridg|narrow)\w+\sthe\s(?:[\w-]+\s){0,2}gaps?\s(?:with|to)",
        (("Ours closes the gap to FooDB.", "FooDB"),), ("Ours closes the lid to FooDB.",),
    ),
    Trigger(
        "beat", "A verb by which a rival is beaten leads to it.", "beat", r"{beat}(?!\s(?:or|and|by)\b)",
        (("Ours outperforms FooDB.", "FooDB"),), ("Ours outperforms by 2x.",),
    ),
)  # fmt: skip
"""The triggers, of which the first that fits where a word begins is believed."""
_OF_ITS = r"(?:(?:that|those|values?)\s(?:(?:{reach}(?<=ed)|reported)\s)?(?:of|with|from|by|in|using|for)\s)?"
"""What may stand between a trigger that compares and the rival: `compared to that of Foo`."""


def join_triggers(triggers: Iterable[Trigger]) -> Template:
    """Join triggers to a pattern whose group is named by the way of the one that matches."""
    by_way: dict[Way, list[str]] = {"compared": [], "equal": [], "beat": []}
    for trigger in triggers:
        by_way[trigger.way].append(trigger.pattern)
    after = {"compared": _OF_ITS}
    choices = (rf"(?P<{way}>{'|'.join(found or ['(?!)'])})\s{after.get(way, '')}" for way, found in by_way.items())
    return Template(rf"\b(?=\w)(?:{'|'.join(choices)})")


TRIGGER = join_triggers(TRIGGERS)
"""Matches a trigger and the white space behind it."""
