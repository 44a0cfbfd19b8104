"""Finds the models that something is measured on, as a sentence names them."""

import re

from litatlas.extract.baselines import Comparison
from litatlas.extract.scenes import Scene
from litatlas.extract.workloads import MODEL_SHAPED, TOOLS, Place

_ON_MODEL = re.compile(r"\b(?:on|for|across)\s(?:the\s|both\s)?(?P<name>[A-Z][\w.-]*\w)(?![\w-])")
_VERSION = re.compile(
    r"(?:-?v?\d+(?:\.\d+)*\w*|-[A-Z]\w*|-(?:alpha|delta|sigma)\b)?"
    r"(?:[ -](?:\d+(?:\.\d+)*(?:[BbMKk](?![a-z])|(?![\w%×]))|[a-z]?\d+[\w.]*\w|Instruct|Chat"
    r"|Large|Base|XL(?:/\d)?|Turbo|Dev|dev|schnell|Small|Tiny|Coder|VL|R1|V\d|[BSLH]/\d+)){0,4}(?![\w])"
)
"""What follows a model's head: version, variant, size."""
_SIZED = re.compile(r"(?:[ -](?:\d|[A-Z]\w*-?\d|(?:alpha|delta|sigma)\b)|\d)")
_COMPARED = re.compile(r"\b(?:than|over|against|outperform\w*|surpass\w*|exceed\w*|beat\w*|to)\s\Z")


def find_models(scene: Scene, comparisons: tuple[Comparison, ...]) -> tuple[Place, ...]:
    """Find the models of a sentence that something is measured on, as named: not those that are compared with."""
    places: list[Place] = []
    for head in scene.models:
        before = scene.text[max(0, head.start - 24) : head.start]
        is_compared = any(c.start <= head.start < c.end for c in comparisons)
        if is_compared or before.endswith("-") or _COMPARED.search(before):
            continue
        version = _VERSION.match(scene.text, head.end)
        end = version.end() if version else head.end
        name = scene.text[head.start : end]
        if _SIZED.search(name):
            places.append((head.start, end, name))
    taken = [(n.start, n.end) for n in (*scene.hardware, *scene.models, *scene.datasets, *scene.metrics)]
    for match in _ON_MODEL.finditer(scene.text):
        start, end = match.span("name")
        is_taken = any(low < end and start < high for low, high in (*taken, *((c.start, c.end) for c in comparisons)))
        if not is_taken and MODEL_SHAPED.search(match["name"]) and not TOOLS.match(match["name"]):
            places.append((start, end, match["name"]))
    return tuple(sorted(places))
