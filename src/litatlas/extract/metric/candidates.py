"""Lists the metrics around a number that it can be of, and tells which near ones it is not of."""

import re

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Template, Vocabulary
from litatlas.extract.metric.frame import Named
from litatlas.extract.metric.words_after import find_known, find_spoken, fits
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.record import record
from litatlas.extract.rule import Rule, read_first
from litatlas.extract.sentence.context import Context
from litatlas.extract.sentence.parsed import Parsed

_SIZED_ALONE = re.compile(r"\s?(?:smaller|larger|bigger)(?=\s?(?:[.,;)]|\Z)|\s(?:than|and)\b)")
"""What is said of the size of a thing, not of the metric of another: `a fast pump and a model that is 3x smaller`."""
_BEATEN = Template(r"\b(?!exceed){beat}\s(?:(?!\b(?:in|with|on)\b)[^,;])*\Z")
_NEXT_VERB = Template(r"(?:,\s|\sand\s|\))(?:[^,;]{1,40}\s)?(?:{beat}|{reach})\s")
"""What begins to tell of another thing: `..., consistently outperforming`, `..., Foo achieves`."""
_OTHER_OBJECT = re.compile(
    r"\b(?:reduc|increas|improv|lower|rais|boost|cut|decreas|extend|accelerat|shorten|shrink)\w*\s(?:the|its|their|our|an?|each)\s"
    r"(?:[\w-]+\s){1,4}(?:to|by|from)\s"
)
"""What is changed after another metric was named: `at full bandwidth reduces the input rate to`."""
_AT_A = re.compile(r"\bat\s(?:the|an?)\s(?:[a-z-]+\s)?\Z")
_NEAR = 60
"""Characters before a number within which a metric can be its own."""


@record
class Candidates:
    """A number, and the metrics that stand around it."""

    parsed: Parsed
    at: int
    """Its index in the sentence."""
    context: Context
    vocabulary: Vocabulary
    before: list[Name]
    """The metrics of its context before it."""
    after: list[Name]
    """Those after it that can be stated in its unit."""
    near: list[Name]
    """Those before it that it can be of."""
    spoken: Named | None
    """What the words right after it name."""

    @property
    def quantity(self) -> Quantity:
        """The number itself."""
        return self.parsed.quantities[self.at]


@record
class Neighbour:
    """A metric before a number that it may be of."""

    parsed: Parsed
    quantity: Quantity
    context: Context
    vocabulary: Vocabulary
    name: Name

    @property
    def end(self) -> int:
        """Where what stands before the number ends."""
        return self.context.before_start + len(self.context.before)


def list_candidates(parsed: Parsed, index: int, context: Context, vocabulary: Vocabulary) -> Candidates:
    """List the metrics around the quantity at `index`."""
    quantity = parsed.quantities[index]
    end, after_end = context.before_start + len(context.before), context.after_start + len(context.after)
    before = [n for n in parsed.metrics if context.before_start <= n.start and n.end <= end]
    after = [n for n in parsed.metrics if context.after_start <= n.start and n.end <= after_end and fits(n, quantity, vocabulary)]
    spoken = find_spoken(context, after, vocabulary, may_name=quantity.kind in ("ratio", "percent", "bare"))
    fitting = [name for name in before if end - name.end <= _NEAR and fits(name, quantity, vocabulary)]
    near = [n for n in fitting if read_first(NOT_OF, Neighbour(parsed, quantity, context, vocabulary, n)) is None]
    if near and read_first(OF_NONE, Neighbour(parsed, quantity, context, vocabulary, near[-1])) is not None:
        near = []
    return Candidates(parsed, index, context, vocabulary, before, after, near, spoken)


def is_adjacent(parsed: Parsed, name: Name, context: Context) -> bool:
    """Tell whether only the link stands between a metric and its number: `a recall of 93%`."""
    return not parsed.text[name.end : context.before_start + len(context.head)].strip()


def _is_count(neighbour: Neighbour) -> bool | None:
    is_share = neighbour.context.link in ("(", "reaches", "reaching", "reached") and neighbour.quantity.kind == "percent"
    return True if is_share and find_known(neighbour.name, neighbour.vocabulary).units == {"count"} else None


def _is_rivals(neighbour: Neighbour) -> bool | None:
    parsed, context = neighbour.parsed, neighbour.context
    is_beaten = context.link == "by" and parsed.cues.fill(_BEATEN).search(parsed.text, context.before_start, neighbour.name.start)
    return True if is_beaten else None


def _is_passed(neighbour: Neighbour) -> bool | None:
    parsed = neighbour.parsed
    is_named = parsed.text.endswith(("in terms of ", "n terms of the "), 0, neighbour.name.start)
    is_open = neighbour.context.link in ("by", "", "of", "with") and not is_named
    is_next = is_open and parsed.cues.fill(_NEXT_VERB).search(parsed.text, neighbour.name.end, neighbour.end)
    return True if is_next else None


def _is_price(neighbour: Neighbour) -> bool | None:
    is_cost = neighbour.quantity.kind in ("ratio", "percent") and neighbour.name.id == "cost"
    lead = neighbour.parsed.text[max(0, neighbour.name.start - 24) : neighbour.name.start] if is_cost else ""
    return True if is_cost and _AT_A.search(lead) else None


def _is_before_other(neighbour: Neighbour) -> bool | None:
    return True if _OTHER_OBJECT.search(neighbour.parsed.text, neighbour.name.end, neighbour.end) else None


def _is_before_size(neighbour: Neighbour) -> bool | None:
    is_sized = _SIZED_ALONE.match(neighbour.context.phrase) is not None
    return True if is_sized and not is_adjacent(neighbour.parsed, neighbour.name, neighbour.context) else None


NOT_OF: tuple[Rule[Neighbour, bool], ...] = (
    Rule(
        "count", "A percentage in brackets is of no count.", _is_count,
        (("Ours needs fewer tokens (30%).", "performance"),), ("Ours needs less memory (30%).",),
    ),
    Rule(
        "rivals", "A metric's name in a rival's is the rival's.", _is_rivals,
        (("Ours beats the fastest latency engine Foo by 2x.", "speed"),), ("Ours cuts the fastest latency of Foo by 2x.",),
    ),
    Rule(
        "passed", "A verb behind a metric begins to tell of another thing.", _is_passed,
        (("With more parameters, ours surpasses Foo by 8%.", "performance"),), ("With more parameters by 8%, ours is good.",),
    ),
)  # fmt: skip
"""The rules by which a number is not of a metric before it."""
OF_NONE: tuple[Rule[Neighbour, bool], ...] = (
    Rule(
        "price", "What was paid is only said to be a cost.", _is_price,
        (("Ours is good at the cost of 5% lower lid waste.", "lid waste"),), ("Ours cuts the cost of 5% of lids.",),
    ),
    Rule(
        "other-object", "Another thing was changed after the metric was named.", _is_before_other,
        (("Our recall at night reduces the lid waste to 30%.", "lid waste"),), ("Our recall at night comes to 30%.",),
    ),
    Rule(
        "sized", "What is smaller alone is so in size.", _is_before_size,
        (("Ours has a latency like lids and is 3x smaller.", "size"),), ("Ours has a latency like lids and is 3x lower.",),
    ),
)  # fmt: skip
"""The rules by which a number is of none of the metrics before it, asked of the nearest."""
