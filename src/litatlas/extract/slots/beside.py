"""Finds what a number is compared with where its own words tell: `2x the speed of Foo`, `95% of full accuracy`."""

import re
from collections.abc import Iterator
from itertools import pairwise

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.metric.forms import WITHIN
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.rivals import read_items, starts_clause
from litatlas.extract.sentence.shapes import KIND
from litatlas.extract.slots.offers import Offer
from litatlas.extract.slots.rivalry import OTHER_VERB, BaselineRule, Rivalry, read_offer

WHOLE = (
    "(?:state-of-the-art|full|original|dense|teacher|vanilla|uncompressed|unpruned|unquantized|base|baseline|standard|traditional"
    "|conventional|frontier|supervised|prior|previous|existing|native|uncached|specialized|oracle|[a-z]+-based)"
)
"""What is told of that which a share is a share of."""
_MARK = re.compile(rf"(?![GCTN]PU)[A-Z\d]|\b(?:{KIND}|{WHOLE}|optimal|optimum|oracle|ideal|best|human|expert|bound|limit)s?\b")
"""What marks that which a work comes `within 2% of` as something to be compared with, not a quantity."""
_MEASURE = (
    "(?:performance|accuracy|quality|throughput|latency|inference time|training time|time|runtime|costs?|inference cost|memory"
    "|compute|FLOPs|footprint|size|budget|energy|speed|capability|capacity|scores?|bandwidth|utility|success rate)"
)
_COUNTED = "(?:(?:training |SFT |RL )?data|parameters|params|tokens|samples|examples|labels|frames|steps|iterations|epochs)"
_NO_OWNER = "(?:of|the|its|in|on|for|with|by|and|KV|API|[GCTN]PU|total|overall|achievable|peak|theoretical|available)"
"""What no owner of a whole begins with: `60% of total time`."""
_OF_WHOLE = re.compile(
    rf"\s(?:of\s)?(?:the\s|its\s|their\s|an?\s)?(?P<rival>(?:(?!{_NO_OWNER}\b)(?:full\sKV|[\w.+/-]+|[a-z-]+['’]s|[a-z-]+s['’])\s){{1,4}}?)"
    rf"(?:(?:(?<=['’]s\s)|(?<=original\s)|(?<=baseline\s)|(?<=teacher\s))(?!{KIND}|[A-Z])[\w-]+\s)?{_MEASURE}\b(?!\s(?:of|required|used))"
)
"""What a share is a part of, before what is measured: `95% of teacher quality`, `10% of the original footprint`."""
_OF_MEASURE = re.compile(
    rf"\s(?:of\s)?(?:the\s)?(?:[\w-]+\s){{0,3}}?"
    rf"(?:(?:{_MEASURE}|{_COUNTED})\sof|\w+\s(?:(?:required|needed|used|taken|consumed|achieved|reached)\sby))\s(?!\d)"
)
"""... and after it: `12% of the cost of Foo`, `6% of the compute used by Foo`."""
_OF_ORIGINAL = re.compile(r"\sof\s(?:the\s|its\s|their\s)(?P<rival>original|full)\b(?!\s(?:set|range|scale)\b)")
"""... and what it was before, whatever is counted: `11% of the original lids`."""
_OF_THAT = re.compile(
    r"\s(?:of\s)?(?:that|those)\s(?:of|required by|needed by|used by)\s(?:the\s)?"
    r"|\sof\swhat\s(?=[^,;.()]{3,60}?\s(?:used|use|need|needed|require|required)\b)"
)
"""... or what stands in its place: `81% of that of Foo`, `1% of what Foo used`."""
_OF_OWNER = re.compile(
    rf"\sof\s(?:the\s)?(?=[A-Z][\w.+*-]*(?:\s[\w.+*-]+)?['’]s|"
    rf"(?:{WHOLE}|other|competing)\s(?:[a-z-]+\s){{0,2}}{KIND}s?\b)|"
    rf"\sof\s(?:the|an?)\s(?=(?:[\w-]+\s){{0,3}}"
    rf"(?:baseline|teacher|(?:base|full|original|dense)\s(?:model|network)|prior SoTA|SOTA)\b(?!['’]|\s(?:[\w-]+\s)?{_MEASURE}))"
)
"""... or whose: `2.6% of Foo's`, `10% of traditional methods`, `9% of the teacher`."""
_LARGER_NOUN = re.compile(
    r"[-\s]?(?:larger|bigger|heavier)\s(?P<noun>(?:[a-z-]+\s){0,2}?(?:models?|LLMs?|VLMs?|networks?|systems?|baselines?|counterparts?|teachers?))\b"
)
_RIVALS_LEAD = Template(
    r"\b(?:{beat}|match\w*|rival\w*|than|from|over|against|approach\w*|{compare}|to)\s(?:[\w-]+\s){0,3}?"
    r"(?:an?|the)\s(?:{hedge}\s?)?\Z"
)
"""What stands before how much larger a rival without a name is: `outperforms a 14x larger model`."""
_OTHERS = re.compile(rf"[A-Z]|\b(?:{KIND}s?|{WHOLE}|experts?|counterparts?|competing|human|full-[a-z]+)\b")
"""What marks a whole as another's."""
_LED = 32
"""Characters before a number in which something leads to it."""
_NEAR = re.compile(r"\s?(?:[A-Za-z-]{1,16}\s)?of\s")
_TIMES_THE = re.compile(r"\sthe\s(?:[\w-]+\s){1,3}?of\s(?!\d|up to\b)")
"""What a ratio is a multiple of: `2x the throughput of Foo`."""
_AND_BY = Template(
    r"[^\s\w]?(?:\s(?:[a-z]+\s)?(?:points?|pp|pts))?(?:\s(?:on|in|for)\s[^,;\d]{1,40}\d{0,4})?(?:,\s(?:and\s)?|\sand\s)(?:over\s|with\s)?"
    r"(?P<rival>(?:the\s\d+B\s)?[^,;\d][^;]{1,60}?)(?:\s\([^()]*\))?\sby\s(?:{hedge}\s?)*[+]?"
)
"""What stands between the numbers of `outperforms Foo by 3% and Bar by 2%`."""
_NAME = re.compile(rf"(?:\A|\s)[A-Z]|\b{KIND}s?\b|\bbest\b|\bstrongest\b")
"""What the next rival has: a name, or what it is."""
_MEASURED = re.compile(r"\b(?:metric|scores?|errors?|accuracy|latency|throughput|rates?|time|memory|loss)\Z")
"""What ends what is measured, which is no rival."""
_CLAUSE = Template(r"(?:\A|\s)(?:while|which|that|is|are|by|improv\w+|{beat})\s")
"""What makes it a clause of its own."""
_BEATS_BY = Template(r"\b{beat}\sby\s(?:{hedge}\s?)*\Z")


def _find_times_the(rivalry: Rivalry) -> Offer | None:
    is_ratio = rivalry.parsed.quantities[rivalry.nth].kind == "ratio"
    times = _TIMES_THE.match(rivalry.parsed.text, rivalry.end) if is_ratio else None
    return read_offer(rivalry, "times-the", times.end()) if times else None


def _find_share(rivalry: Rivalry) -> Offer | None:
    return read_share(rivalry, "share-of", rivalry.end) if rivalry.form == "fraction" else None


def read_share(rivalry: Rivalry, rule: str, end: int) -> Offer | None:
    """Offer what a share that ends at `end` is a share of, where that is another's; None where it is the work's own."""
    text = rivalry.parsed.text
    if (that := _OF_THAT.match(text, end)) is not None:
        return read_offer(rivalry, rule, that.end())
    measured = _OF_MEASURE.match(text, end) or _OF_OWNER.match(text, end)
    offer = read_offer(rivalry, rule, measured.end()) if measured else None
    whole = _OF_WHOLE.match(text, end)
    if offer is None and whole and not any(whole.start("rival") <= n.start < whole.end("rival") for n in rivalry.parsed.datasets):
        offer = read_offer(rivalry, rule, whole.start("rival"), whole.end("rival"))
    if offer and any(_OTHERS.search(item) for item in offer.values):
        return offer
    original = _OF_ORIGINAL.match(text, end)
    return Offer((original["rival"],), rule, "beside", *original.span("rival")) if original else None


def _find_larger(rivalry: Rivalry) -> Offer | None:
    parsed = rivalry.parsed
    larger = _LARGER_NOUN.match(parsed.text, rivalry.end) if parsed.quantities[rivalry.nth].kind == "ratio" else None
    if not larger or not parsed.cues.fill(_RIVALS_LEAD).search(parsed.text[max(0, rivalry.start - 60) : rivalry.start]):
        return None
    return Offer((f"larger {larger['noun']}",), "larger", "beside", larger.start("noun"), larger.end("noun"))


def _find_near(rivalry: Rivalry) -> Offer | None:
    return find_near(rivalry, "within", rivalry.start, rivalry.end)


def find_near(rivalry: Rivalry, rule: str, start: int, end: int) -> Offer | None:
    """Offer what a work comes near to by the number from `start` to `end`: `within 2% of Foo`."""
    near = _NEAR.match(rivalry.parsed.text, end)
    if not near or not rivalry.parsed.cues.fill(WITHIN).search(rivalry.parsed.text[max(0, start - _LED) : start]):
        return None
    offer = read_offer(rivalry, rule, near.end())
    kept = tuple(item for item in offer.values if _MARK.search(item)) if offer else ()
    return offer._replace(values=kept) if offer and kept else None


def _find_next_rival(rivalry: Rivalry) -> Offer | None:
    parsed, start, first = rivalry.parsed, rivalry.start, rivalry.nth - rivalry.at
    if not first or " by " not in parsed.text[max(0, start - _LED) : start]:
        return None
    led = [c for c in rivalry.comparisons if c.end <= start and (c.beats or " by " in parsed.text[c.end - 1 : c.end + _LED])]
    if not led or OTHER_VERB.search(parsed.text, led[-1].end, start):
        return None
    for quantity in reversed(parsed.quantities[max(0, first - 2) : first]):
        rival = parsed.cues.fill(_AND_BY).fullmatch(parsed.text, quantity.end, start)
        if rival is not None and _is_rival(parsed, *rival.span("rival")):
            items = read_items(rival["rival"])[0]
            return Offer(items[-1:], "and-by", "beats", *rival.span("rival")) if items else None
    return None


def list_next_rivals(parsed: Parsed, end: int) -> Iterator[str]:
    """List the rivals behind one that ends at `end` that are beaten by numbers of their own: `Foo by 3% and Bar by 2%`."""
    following = [quantity for quantity in parsed.quantities if quantity.start >= end]
    if not following or not parsed.text.startswith(" by ", end):
        return
    for quantity, second in pairwise(following):
        rival = parsed.cues.fill(_AND_BY).fullmatch(parsed.text, quantity.end, second.start)
        if rival is None or not _is_rival(parsed, *rival.span("rival")):
            return
        yield from read_items(rival["rival"])[0]


def _is_rival(parsed: Parsed, start: int, end: int) -> bool:
    """Tell whether what stands there names something, and is no clause and nothing that is measured."""
    text = parsed.text[start:end]
    if starts_clause(text) or _MEASURED.search(text) or not _NAME.search(text) or parsed.cues.fill(_CLAUSE).search(text):
        return False
    return not any(start <= n.start < end for n in (*parsed.metrics, *parsed.datasets))


def _find_beats_by(rivalry: Rivalry) -> Offer | None:
    lead = rivalry.parsed.text[max(0, rivalry.start - 40) : rivalry.start]
    return read_offer(rivalry, "beats-by", rivalry.end) if rivalry.parsed.cues.fill(_BEATS_BY).search(lead) else None


BESIDE = (
    BaselineRule(
        "times-the", "A ratio right before `the throughput of Foo` is a multiple of Foo's.", _find_times_the,
        (("Ours reaches 2x the throughput of FooDB.", "FooDB"),), ("Ours reaches 2x the throughput of 30 lids.",),
    ),
    BaselineRule(
        "share-of", "A share is compared with what it is a share of, where that is another's.", _find_share,
        (
            ("Ours reaches 95% of that of FooDB.", "FooDB"),
            ("Ours keeps 95% of teacher quality.", "teacher"), ("It takes only 12% of the cost of BarDB.", "BarDB"),
            ("It takes only 10% of the memory of traditional methods.", "traditional methods"),
        ),
        ("Lids take 95% of the inference time.", "Ours uses only 12% of the memory.", "Ours loses only 12% ImageNet accuracy."),
    ),
    BaselineRule(
        "larger", "A rival may have no name but be so many times larger.", _find_larger,
        (("Ours outperforms a 14x larger model.", "larger model"),), ("Ours trains a 14x larger model.",),
    ),
    BaselineRule(
        "within", "What a work comes within a difference of is what it is compared with.", _find_near,
        (("Ours comes within 2% of FooDB.", "FooDB"),), ("Ours ends within 2 minutes of work.",),
    ),
    BaselineRule(
        "and-by", "After a rival that is beaten by a number the next stands with its own.", _find_next_rival,
        (
            ("Ours outperforms FooDB by 3% and BarDB by 2%.", "BarDB"),
            ("Ours improves over FooDB by 3% on lids and the older BarDB (81.2%) by 2%.", "older BarDB"),
        ),
        ("Ours outperforms FooDB by 3% and saves lids by 2%.",),
    ),
    BaselineRule(
        "beats-by", "Who is beaten may stand after the number by which.", _find_beats_by,
        (("Ours outperforms by 2x FooDB.", "FooDB"),), ("Ours outperforms FooDB by 2x.",),
    ),
)  # fmt: skip
"""The rules by which a number's own words tell what it is compared with, the first that finds some."""
