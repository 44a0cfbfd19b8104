"""Finds the models that something is measured on, as a sentence names them."""

import re

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.shapes import MODEL_SHAPED, TOOLS
from litatlas.extract.slots.offers import Place
from litatlas.extract.slots.scene import Range, overlaps

_ON_MODEL = re.compile(
    r"\b(?:[Oo]n|[Ff]or|[Aa]cross|[Aa]pplied to|accelerat(?:es|ing|ed)|integrated with|using|quantiz(?:es|ing)|serving"
    r"|training|running|compress(?:es|ing))\s(?:the\s|both\s)?(?P<name>[A-Z][\w.-]*\w)(?![\w-])(?!\.\d)"
)
_SIZE_ALONE = re.compile(
    r"\b(?:on|for|with|training|fine-tuning|serving|of)\s(?:an?\s|the\s)?"
    r"(?P<name>\d+(?:\.\d+)?B(?:\s(?:to|and)\s\d+(?:\.\d+)?B)?\s(?:[\w-]+\s)?(?:models?|LLMs?))\b"
)
"""A model of which the text says the size alone: `on 1B models`."""
_FAMILY = re.compile(r"\s(?:(?:model\s)?famil(?:y|ies)|series|models)\b")
_BASED = re.compile(r"[ -]based\b")
_VERSION = re.compile(
    r"(?:[-.]?v?\d+(?:\.\d+)*\w*|-[A-Z]\w*|-(?:alpha|delta|sigma)\b)?"
    r"(?:[ -](?:\d+(?:\.\d+)*(?:[BbMKk](?![a-z])|(?![\w%×]))|[a-z]?\d+[\w.]*\w|Instruct|Chat"
    r"|Large|Base|Medium|XL(?:/\d)?|Turbo|Dev|dev|schnell|Small|Tiny|Coder|VL|R1|V\d|[BSLH]/\d+)){0,4}(?![\w])"
)
"""What follows a model's head: version, variant, size."""
_SIZED = re.compile(r"[ -](?:\d|[A-Z]\w*-?\d|(?:alpha|delta|sigma|Tiny|Small|Base|Medium|Large|T|S|B|L|H|XL)\b)|\d")
_BY_NUMBER = re.compile(r"\sby\s(?:[a-z]+\s){0,3}[~<>]?\d")
"""What follows a second rival: `beats Foo by 3 and Bar by 2`."""
_LISTED = re.compile(r",\s(?:and\s|or\s)?|\s(?:and|or)\s")
_NOT_TESTED = Template(r"(?:-|\b(?:than|over|against|{compare}|{beat}|(?<!applied\s)to|[Oo]ur(?:\s[\w-]{1,16})?)\s)\Z")
"""What stands before a model that is compared with, or is the paper's own."""


def find_models(parsed: Parsed, comparisons: tuple[Comparison, ...]) -> tuple[Place, ...]:
    """Find the models of a sentence that something is measured on, as named: not those that are compared with."""
    text = parsed.text
    compared = [(c.start, c.end) for c in comparisons]
    places = _find_known(parsed, compared)
    taken = [(n.start, n.end) for n in (*parsed.hardware, *parsed.models, *parsed.datasets, *parsed.metrics)]
    for match in _ON_MODEL.finditer(text):
        is_other = (
            overlaps(match.span("name"), [*taken, *compared]) or TOOLS.match(match["name"]) or _BASED.match(text, match.end())
        )
        if not is_other and MODEL_SHAPED.search(match["name"]):
            places.append(Place(*match.span("name"), match["name"], "shaped"))
    for match in _SIZE_ALONE.finditer(text):
        if not overlaps(match.span("name"), compared):
            places.append(Place(*match.span("name"), match["name"], "size-alone"))
    return tuple(sorted(places))


def _find_known(parsed: Parsed, compared: list[Range]) -> list[Place]:
    """Find the models whose families the vocabulary knows: with a version or a size, or called a family, or listed before one."""
    places: list[Place] = []
    for head in reversed(parsed.models):
        before = parsed.text[max(0, head.start - 24) : head.start]
        if any(low <= head.start < high for low, high in compared) or parsed.cues.fill(_NOT_TESTED).search(before):
            continue
        version = _VERSION.match(parsed.text, head.end)
        end = version.end() if version else head.end
        name = parsed.text[head.start : end]
        is_told = _SIZED.search(name[len(head.term) :]) or _FAMILY.match(parsed.text, end)
        is_listed = bool(places) and _LISTED.fullmatch(parsed.text, end, max(end, places[-1].start)) is not None
        is_rival = (
            before.endswith(" and ") and bool(compared) and compared[0][0] < head.start and _BY_NUMBER.match(parsed.text, end)
        )
        if (is_told or is_listed) and not is_rival and not _BASED.match(parsed.text, end):
            places.append(Place(head.start, end, name, "vocabulary"))
    return places
