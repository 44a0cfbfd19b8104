"""Cuts the words around the numbers of a sentence that can tell what they are of."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.record import record
from litatlas.extract.sentence.parsed import Parsed

REACH = 110
"""Characters before and after a number in which its metric is looked for."""

PHRASE_END = Template(
    r"[,;:()\[\]]|(?<![\w-])(?:over|than|compared|{compare}|on|for|with|using|when|while|from|at|across|against|under"
    r"|without|during|through|via|by|to|and|but|or|which|that|where|is|are|was|were|can|as|after|within|between|respectively|among|per"
    r"|including)(?![\w-])",
)
CLAUSE = re.compile(
    r"[;:,)\s](?:(?<=[;:])|(?:(?<=,)\s|(?<=\s))(?:while|whereas|but)\s"
    r"|(?<=,)\s(?:(?:and|with|as well as)\s(?=\w+(?:s|ing|ed)\b)|(?=\w+ing\b))"
    r"|(?<=\))\s(?!(?:of|for|values?|scores?|rates?)\b))",
)
"""What begins a clause: `; `, ` while `, `, and runs`, `, reaching`, `) `. The set at its start is quickly searched for."""
_LINK = Template(
    r"(?:[A-Za-z]++|[^A-Za-z])*?(?P<link>(?:(?<![\w-])(?:(?P<word>by|of|to|at|reaches|reaching|reached|with|from|as|for|in)|(?P<copula>{copula}))\b|(?P<sign>[(=:,])|(?<!\s))"
    r"\s*+(?:(?<![A-Za-z])(?:an?|the|its|(?!by\b|reaching\b){hedge}(?<!by)|{only}|even|a median of|median|\+|as small as|exceed"
    r"|ranging from|between|a factor of|factors of|a factor up to|a factor(?= (?:greater|larger|more) than)|{comparative} than"
    r"|an additional|extra|another|a further|further)\s*){0,4}\Z)",
)
"""What ties numbers to what is before them, after words that are passed whole. Right behind white space only a word or a sign
begins it: whatever else does was tried with the space.

`obtains` and its like tell who has a number, not what it is of, so they are no link;
of hedges none that begins or ends with a link: `by up to` is one by `by`.
"""
_OWN_TENSES = ("are", "was", "were", "be")
"""Copulas that tie by what they are; each other ties as `is` does."""
_LONGEST_LINK = 80
"""Characters of the longest link that is looked for."""
_ASIDE = re.compile(r"\s?\([^()]{1,40}\)")


@record
class Context:
    """The words around a list of coordinated numbers: before its first, after its last."""

    before: str
    """From the start of the clause, the number before or `REACH`, whichever is nearest."""
    before_start: int
    """Where `before` starts in the sentence."""
    head: str
    """What of `before` stands before the link."""
    link: str
    """The word or sign that ties the numbers to what is before them: `by`, `of`, `to`, `(`; empty if there is none."""
    after: str
    """To the end of the clause, the next number or `REACH`."""
    after_start: int
    phrase: str
    """The noun phrase right after the numbers, a part of `after`."""


def read_context(parsed: Parsed, index: int) -> Context:
    """Cut the context of the quantity at `index` of the sentence; its length is bounded."""
    first, last = parsed.groups[index]
    last += _is_arrow(parsed, index)
    start, end = parsed.quantities[first].start, parsed.quantities[last].end
    # A number inside a word, as in `8-bit`, ends no context.
    previous = next((q.end for q in reversed(parsed.quantities[max(0, first - 4) : first]) if not _is_in_name(q)), 0)
    low = max(0, start - REACH, previous)
    before = parsed.text[low:start]
    breaks = [match.end() for match in CLAUSE.finditer(before) if len(before) - match.end() > 3]
    low += breaks[-1] if breaks else 0
    before = parsed.text[low:start]
    aside = _ASIDE.match(parsed.text, end)
    skip = aside.end() if aside else end
    following = [q.start for q in parsed.quantities[last + 1 : last + 4] if q.start >= skip]
    high = min(len(parsed.text), skip + REACH, *following)
    after = " " * (skip - end) + parsed.text[skip:high]
    clause = CLAUSE.search(after)
    after = after[: clause.start()] if clause else after
    link = parsed.cues.fill(_LINK).match(before, max(0, len(before) - _LONGEST_LINK))
    stop = parsed.cues.fill(PHRASE_END).search(after)
    head, tie = (before[: link.start("link")], _name_tie(link)) if link else (before, "")
    return Context(before, low, head, tie, after, end, after[: stop.start()] if stop else after)


def _name_tie(link: re.Match[str]) -> str:
    """Name the word or sign of a link; copulas without a rule of their own are called `is`."""
    if link["copula"]:
        return link["copula"] if link["copula"] in _OWN_TENSES else "is"
    return link["word"] or link["sign"] or ""


def _is_in_name(quantity: Quantity) -> bool:
    """Tell whether a number is a part of a word or a name: `8-bit`, `the 12B models`."""
    return quantity.hyphened or (quantity.kind == "bare" and quantity.scaled)


def _is_arrow(parsed: Parsed, index: int) -> bool:
    """Tell whether a number is the first of a pair such as `(3 → 2 in FID)`, so that what both are of stands after the second."""
    quantity = parsed.quantities[index]
    if quantity.pair is None or quantity.start != quantity.pair[0] or parsed.groups[index][1] != index:
        return False
    return "→" in parsed.text[quantity.end : quantity.pair[1]]
