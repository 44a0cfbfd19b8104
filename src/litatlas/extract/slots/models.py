"""Finds the models that something is measured on, as a sentence names them."""

import re
from collections.abc import Iterator

from litatlas.extract.lexicon.terms import Template
from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.shapes import MODEL_SHAPED, TOOLS
from litatlas.extract.slots.offers import Place
from litatlas.extract.slots.scene import Naming, Scene, list_asked, list_leads, overlaps

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
    others = tuple((n.start, n.end) for n in (*parsed.hardware, *parsed.models, *parsed.datasets, *parsed.metrics))
    scene = Scene(parsed, parsed.text, others, tuple((c.start, c.end) for c in comparisons), (), list_leads(parsed))
    found = ((naming, place) for naming in list_asked(MODEL_NAMINGS, parsed.text) for place in naming.find(scene))
    return tuple(sorted(place for naming, place in found if naming.is_free or not overlaps((place.start, place.end), others)))


def _find_known(scene: Scene) -> Iterator[Place]:
    """Find the models whose families the vocabulary knows: with a version or a size, or called a family, or listed before one."""
    next_start: int | None = None
    for head in reversed(scene.parsed.models):
        before = scene.text[max(0, head.start - 24) : head.start]
        if _is_compared(scene, head.start, before):
            continue
        version = _VERSION.match(scene.text, head.end)
        end = version.end() if version else head.end
        name = scene.text[head.start : end]
        is_told = _SIZED.search(name[len(head.term) :]) or _FAMILY.match(scene.text, end)
        is_listed = next_start is not None and _LISTED.fullmatch(scene.text, end, max(end, next_start)) is not None
        if (is_told or is_listed) and not _is_rival(scene, head.start, end, before) and not _BASED.match(scene.text, end):
            next_start = head.start
            yield Place(head.start, end, name, "vocabulary")


def _is_compared(scene: Scene, start: int, before: str) -> bool:
    """Tell whether a model is one that the sentence compares with, or is the paper's own."""
    is_in = any(low <= start < high for low, high in scene.compared)
    return is_in or scene.parsed.cues.fill(_NOT_TESTED).search(before) is not None


def _is_rival(scene: Scene, start: int, end: int, before: str) -> bool:
    """Tell whether a model is the second of two that are beaten by numbers of their own: `beats Foo by 3 and Bar by 2`."""
    is_second = before.endswith(" and ") and bool(scene.compared) and scene.compared[0][0] < start
    return is_second and _BY_NUMBER.match(scene.text, end) is not None


def _find_shaped(scene: Scene) -> Iterator[Place]:
    for match in scene.find_behind(_ON_MODEL):
        is_other = TOOLS.match(match["name"]) or _BASED.match(scene.text, match.end())
        if not overlaps(match.span("name"), scene.compared) and not is_other and MODEL_SHAPED.search(match["name"]):
            yield Place(*match.span("name"), match["name"], "shaped")


def _find_size_alone(scene: Scene) -> Iterator[Place]:
    for match in _SIZE_ALONE.finditer(scene.text):
        if not overlaps(match.span("name"), scene.compared):
            yield Place(*match.span("name"), match["name"], "size-alone")


MODEL_NAMINGS = (
    Naming(
        "vocabulary", "The vocabulary knows its family, and the text tells version or size, or calls it a family.", _find_known,
        (
            ("Ours is 2x faster on Qwen2-7B.", "Qwen2-7B"),
            ("Ours is 2x faster on the Qwen family.", "Qwen"),
            ("Ours is 2x faster on Qwen and Llama 3.", "Qwen, Llama 3"),
        ),
        (
            "Ours is 2x faster on Qwen.",
            "Ours is 2x faster than Qwen2-7B.",
            "Our Qwen2-7B is 2x faster.",
            "Ours is 2x faster on Qwen2-7B-based pumps.",
            "Ours beats Foo by 3% and Qwen2-7B by 2%.",
        ),
        is_free=True,
    ),
    Naming(
        "shaped", "It has the shape of a model's name, and something is done on it or with it.", _find_shaped,
        (("Ours is 2x faster on FooNet-7B.", "FooNet-7B"), ("We gain 3% recall by quantizing FooNet.", "FooNet")),
        ("Ours is 2x faster on FooNet based pumps.", "Ours is 2x faster than FooNet-7B.", "Ours is 2x faster on PyTorch."),
    ),
    Naming(
        "size-alone", "The text tells its size alone.", _find_size_alone,
        (("Ours is 2x faster on 1B models.", "1B models"), ("Ours is 2x faster for a 1B to 7B dense LLM.", "1B to 7B dense LLM")),
        ("Ours, with 1B lids, is 2x faster.", "Ours is 2x faster than training 1B models."),
        signs=("model", "LLM"), is_free=True,
    ),
)  # fmt: skip
"""The rules by which words name models that something is measured on, each for itself."""
