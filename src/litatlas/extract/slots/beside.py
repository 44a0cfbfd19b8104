"""Finds what a number is compared with where its own words tell: `2x the speed of Foo`, `95% of full accuracy`."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.metric.forms import WITHIN
from litatlas.extract.sentence.rivals import read_items, starts_clause
from litatlas.extract.sentence.shapes import KIND
from litatlas.extract.slots.offers import Offer
from litatlas.extract.slots.rivalry import AND_NEXT, OTHER_VERB, BaselineRule, Rivalry, read_offer

_WHOLE = (
    "(?:state-of-the-art|full|original|dense|teacher|vanilla|uncompressed|unpruned|unquantized|base|baseline|standard|traditional"
    "|conventional|frontier|supervised|prior|previous|existing|native|uncached|[a-z]+-based)"
)
"""What is told of that which a share is a share of."""
_MARK = re.compile(rf"(?![GCTN]PU)[A-Z\d]|\b(?:{KIND}|{_WHOLE}|optimal|optimum|oracle|ideal|best|human|expert|bound|limit)s?\b")
"""What marks that which a work comes `within 2% of` as something to be compared with, not a quantity."""
_MEASURE = (
    "(?:performance|accuracy|quality|throughput|latency|inference time|training time|time|runtime|costs?|inference cost|memory"
    "|compute|FLOPs|footprint|size|budget|energy|speed|capability|capacity|scores?|bandwidth|utility|success rate)"
)
_OF_WHOLE = re.compile(
    rf"\s(?:of\s)?(?:the\s|its\s|their\s)?(?P<rival>(?:(?!(?:of|the|its|in|on|for|with|by|and|KV)\b)[\w.+/-]+\s){{1,4}}?)(?:[\w-]+\s)?{_MEASURE}\b(?!\s(?:of|required|used))"
)
"""What a share is a part of, before what is measured: `95% of teacher quality`, `10% of the original footprint`."""
_OF_MEASURE = re.compile(
    rf"\s(?:of\s)?(?:the\s)?(?:[\w-]+\s){{0,3}}?{_MEASURE}\s(?:of|required by|needed by|used by|taken by|achieved by)\s(?!\d)"
)
"""... and after it: `12% of the cost of Foo`, `6% of the compute used by Foo`."""
_OF_THAT = re.compile(r"\sof\s(?:that|those)\sof\s(?:the\s)?")
"""... or what stands in its place: `81% of that of Foo`."""
_OF_OWNER = re.compile(
    rf"\sof\s(?:the\s)?(?=[A-Z][\w.+-]*(?:\s[\w.+-]+)?['’]s|"
    rf"(?:{_WHOLE}|other|competing)\s(?:[a-z-]+\s){{0,2}}{KIND}s?\b)"
)
"""... or whose: `2.6% of Foo's`, `10% of traditional methods`."""
_LARGER_NOUN = re.compile(
    r"[-\s]?(?:larger|bigger|heavier)\s(?P<noun>(?:[a-z-]+\s){0,2}?(?:models?|LLMs?|VLMs?|networks?|systems?|baselines?|counterparts?|teachers?))\b"
)
_RIVALS_LEAD = Template(
    r"\b(?:{beat}|match\w*|rival\w*|than|from|over|against|approach\w*|{compare}|to)\s(?:[\w-]+\s){0,3}?"
    r"(?:an?|the)\s(?:{hedge}\s?)?\Z"
)
"""What stands before how much larger a rival without a name is: `outperforms a 14x larger model`."""
_OTHERS = re.compile(rf"[A-Z]|\b(?:{KIND}s?|{_WHOLE})\b")
"""What marks a whole as another's."""
_LED = 32
"""Characters before a number in which something leads to it."""
_NEAR = re.compile(r"\s?(?:[A-Za-z-]{1,16}\s)?of\s")
_TIMES_THE = re.compile(r"\sthe\s(?:[\w-]+\s){1,3}?of\s(?!\d|up to\b)")
"""What a ratio is a multiple of: `2x the throughput of Foo`."""
_AND_BY = Template(AND_NEXT + r"(?P<rival>[^,;\d][^,;]{1,60}?)\sby\s(?:{hedge}\s?)*")
"""What stands between the numbers of `outperforms Foo by 3% and Bar by 2%`."""
_BEATS_BY = Template(r"\b{beat}\sby\s(?:{hedge}\s?)*\Z")


def _find_times_the(rivalry: Rivalry) -> Offer | None:
    is_ratio = rivalry.parsed.quantities[rivalry.nth].kind == "ratio"
    times = _TIMES_THE.match(rivalry.parsed.text, rivalry.end) if is_ratio else None
    return read_offer(rivalry, "times-the", times.end()) if times else None


def _find_share(rivalry: Rivalry) -> Offer | None:
    text = rivalry.parsed.text
    if rivalry.form != "fraction":
        return None
    if (that := _OF_THAT.match(text, rivalry.end)) is not None:
        return read_offer(rivalry, "share-of", that.end())
    measured = _OF_MEASURE.match(text, rivalry.end) or _OF_OWNER.match(text, rivalry.end)
    offer = read_offer(rivalry, "share-of", measured.end()) if measured else None
    whole = _OF_WHOLE.match(text, rivalry.end)
    if offer is None and whole and not any(whole.start("rival") <= n.start < whole.end("rival") for n in rivalry.parsed.datasets):
        offer = read_offer(rivalry, "share-of", whole.start("rival"), whole.end("rival"))
    return offer if offer and any(_OTHERS.search(item) for item in offer.values) else None


def _find_larger(rivalry: Rivalry) -> Offer | None:
    parsed = rivalry.parsed
    larger = _LARGER_NOUN.match(parsed.text, rivalry.end) if parsed.quantities[rivalry.nth].kind == "ratio" else None
    if not larger or not parsed.cues.fill(_RIVALS_LEAD).search(parsed.text[max(0, rivalry.start - 60) : rivalry.start]):
        return None
    return Offer((f"larger {larger['noun']}",), "larger", "beside", larger.start("noun"), larger.end("noun"))


def _find_near(rivalry: Rivalry) -> Offer | None:
    near = _NEAR.match(rivalry.parsed.text, rivalry.end)
    lead = rivalry.parsed.text[max(0, rivalry.start - _LED) : rivalry.start]
    is_within = near and rivalry.parsed.cues.fill(WITHIN).search(lead)
    if not near or not is_within:
        return None
    offer = read_offer(rivalry, "within", near.end())
    kept = tuple(item for item in offer.values if _MARK.search(item)) if offer else ()
    return offer._replace(values=kept) if offer and kept else None


def _find_next_rival(rivalry: Rivalry) -> Offer | None:
    parsed, first = rivalry.parsed, rivalry.nth - rivalry.at
    rival = parsed.cues.fill(_AND_BY).fullmatch(parsed.text, parsed.quantities[first - 1].end, rivalry.start) if first else None
    beaten = [c for c in rivalry.comparisons if c.beats and c.end <= rivalry.start]
    if (
        rival is None
        or starts_clause(rival["rival"])
        or not beaten
        or OTHER_VERB.search(parsed.text, beaten[-1].end, rivalry.start)
    ):
        return None
    items = read_items(rival["rival"])[0]
    return Offer(items, "and-by", "beats", rival.start("rival"), rival.end("rival")) if items else None


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
        (("Ours outperforms FooDB by 3% and BarDB by 2%.", "BarDB"),), ("Ours outperforms FooDB by 3% and saves lids by 2%.",),
    ),
    BaselineRule(
        "beats-by", "Who is beaten may stand after the number by which.", _find_beats_by,
        (("Ours outperforms by 2x FooDB.", "FooDB"),), ("Ours outperforms FooDB by 2x.",),
    ),
)  # fmt: skip
"""The rules by which a number's own words tell what it is compared with, the first that finds some."""
