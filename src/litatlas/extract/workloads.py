"""Finds what something is measured on: the data sets, tasks and models that a sentence names."""

import re

from litatlas.extract.baselines import Comparison
from litatlas.extract.names import Name
from litatlas.extract.scenes import Scene

_CAPITAL = r"[A-Z][\w./+@-]{0,30}"
_SHAPED = re.compile(
    rf"\b(?:on|in|over|across)\s(?:the\s|both\s|a\s)?(?:[a-z-]{{3,20}}\s)?(?P<name>{_CAPITAL}(?:\s{_CAPITAL}){{0,3}})\s"
    r"(?:(?:image|video|visual|text|object)\s)?"
    r"(?:dataset|benchmark|test set|corpus|leaderboard|suite|test|setup|challenge)(?P<plural>s)?\b"
)
_ASIDE = re.compile(rf"\b(?:tasks?|benchmarks?|datasets?)\s\((?P<name>{_CAPITAL})\)")
_TASK = re.compile(
    r"\b(?:on|for|across)\s(?:the\s)?(?P<name>(?:[\w/-]{2,20},?\s){1,5}?)"
    r"(?:tasks?|workloads?|benchmarks?)\b(?!\s(?:like|such|includ|\([A-Z]))"
    r"|\b[Ee]xperiments on\s(?P<subject>(?:[\w/-]{2,20}\s){1,4}?)"
    r"(?=(?:show|demonstrate|indicate|confirm|reveal|validate|verify)s?\b)"
)
_VAGUE = frozenset(
    (
        "a an all and any both each every its many most of or our other same several some that these this those various "
        "different diverse multiple numerous standard common popular public challenging downstream real-world real key "
        "major main representative widely used widely-used wide range broad set established existing new novel recent "
        "typical large-scale large small complex difficult hard simple commonly respective target unseen specific "
        "individual single multi-task the to with on for in across by from variety academic mainstream evaluation test "
        "benchmark tasks two three four five six seven eight nine ten eleven twelve dozen well-known extensive state- "
        "of-the-art datasets benchmarks models scenarios data it them comprehensive leading prevalent such core "
        "prominent modern important devices platforms hardware transformer transformers "
        "practical synthetic application applications end-to-end"
    ).split(" ")
)
"""Words that say nothing of which task it is."""
_BROAD = frozenset(
    "video image visual vision language text speech audio multimodal generation training inference learning long".split()
)
"""Words that name no task when they stand alone."""
_PROPERTY = re.compile(r"-(?:intensive|bound|heavy|based|world|scale|wise|level|specific|sensitive|critical)\Z")
_TOOLS = re.compile(r"(?:LLM|VLM|MLLM|LM|AI|ML|NLP|CV|GPU|CPU|DNN|CNN|API)s?\Z")
_COMPARABLE = re.compile(r"\b(?:comparable|similar|equal|competitive|maintain\w*|preserv\w*|without|match\w*)\b[^.;]{0,70}\Z")
_SIGNED = re.compile(
    r"\d\S{0,3}\s(?:in|on)\s(?:the\s)?(?P<name>[A-Z][a-z]*[\dA-Z][\w-]*)(?=[,.;)]|\s(?:and|without|while|with)\b)"
)
_ON_NAME = re.compile(
    r"(?<!based )(?<!built )(?<!uilding )(?<!rely )(?<!relies )(?<!focus )(?<!epending )(?<!upon )\bon\s(?:the\s)?"
    r"(?P<name>[A-Z][\w-]*[A-Z\d][\w-]*)"
    r"(?=[,.;:)]|\s(?:and|with|while|over|compared|than|by|from|using|in)\b|\Z)"
)
"""A name of the shape that data sets have, right after `on`: `reaches 75% on RxR-CE`."""
_MODEL_SHAPED = re.compile(
    r"(?:Net|GAN|[Ff]ormer|BERT|GPT|LLM|LM|ViT|CNN|RNN|MoE|Mamba|DiT|SAM|CLIP|YOLO|LLAMA|-\d+(?:\.\d+)?B)(?:s|-?v?\d[\w.-]*|-[A-Z]\w*)?\Z"
)
"""What models' names end with, where no vocabulary knows them."""
_ON_MODEL = re.compile(r"\b(?:on|for|across)\s(?:the\s|both\s)?(?P<name>[A-Z][\w.-]*\w)(?![\w-])")
_VERSION = re.compile(
    r"(?:-?v?\d+(?:\.\d+)*\w*|-[A-Z]\w*|-(?:alpha|delta|sigma)\b)?"
    r"(?:[ -](?:\d+(?:\.\d+)*(?:[BbMKk](?![a-z])|(?![\w%×]))|[a-z]?\d+[\w.]*\w|Instruct|Chat"
    r"|Large|Base|XL(?:/\d)?|Turbo|Dev|dev|schnell|Small|Tiny|Coder|VL|R1|V\d|[BSLH]/\d+)){0,4}(?![\w])"
)
"""What follows a model's head: version, variant, size."""
_SIZED = re.compile(r"(?:[ -](?:\d|[A-Z]\w*-?\d|(?:alpha|delta|sigma)\b)|\d)")
_COMPARED = re.compile(r"\b(?:than|over|against|outperform\w*|surpass\w*|exceed\w*|beat\w*|to)\s\Z")

Place = tuple[int, int, str]
"""Start and end of a name in the sentence, and what the row shall show for it."""


def find_datasets(scene: Scene, comparisons: tuple[Comparison, ...]) -> tuple[Place, ...]:
    """Find the data sets, benchmarks and tasks of a sentence, as named."""
    text = scene.text
    places = [(n.start, n.end, text[n.start : n.end]) for n in scene.datasets if not _is_measure(scene, n)]
    for pattern in (_SHAPED, _ASIDE):
        for match in pattern.finditer(text):
            name = match["name"].strip()
            is_kind = _TOOLS.match(name) or (pattern is _SHAPED and match["plural"] and len(name) < 5)
            if not is_kind:
                _add(places, match.start("name"), name)
    taken = [(n.start, n.end) for n in (*scene.hardware, *scene.models, *scene.metrics)]
    signed = list(_SIGNED.finditer(text))
    if any(low <= m.start("name") < high for m in signed for low, high, _ in places):
        for match in signed:
            if not any(low < match.end("name") and match.start("name") < high for low, high in taken):
                _add(places, match.start("name"), match["name"])
    compared = [(c.start, c.end) for c in comparisons]
    for match in _ON_NAME.finditer(text):
        start, end = match.span("name")
        is_taken = any(low < end and start < high for low, high in (*taken, *compared))
        if not is_taken and not _TOOLS.match(match["name"]) and not _MODEL_SHAPED.search(match["name"]):
            _add(places, start, match["name"])
    for match in _TASK.finditer(text):
        group = "name" if match["name"] else "subject"
        name = _name_task(match[group].split())
        if name and not any(low < match.end(group) and match.start(group) < high for low, high in taken):
            _add(places, text.find(name, match.start(group)), name)
    return tuple(sorted(p for p in places if not _COMPARABLE.search(text, max(0, p[0] - 110), p[0])))


def _name_task(words: list[str]) -> str:
    """Name the task of a phrase such as `five parcel sorting`, without the words that say nothing; empty where none does."""
    while words and (words[0].lower().strip(",") in _VAGUE or words[0].isdigit()):
        words.pop(0)
    while words and words[-1] in ("and", "or"):
        words.pop()
    name = " ".join(words)
    if not words or name.lower() in _BROAD or _TOOLS.match(name) or _PROPERTY.search(name):
        return ""
    is_vague = any((word.lower().strip(",") in _VAGUE and word != "and") or word[0].isdigit() for word in words)
    return "" if is_vague else name


def _is_measure(scene: Scene, name: Name) -> bool:
    """Tell whether a benchmark's name is that of the score here (`0.74 GenEval`), not what it is measured on."""
    if not any(metric.start < name.end and name.start < metric.end for metric in scene.metrics):
        return False
    return re.search(r"\b(?:on|in|across|over)\s(?:the\s)?\Z", scene.text[max(0, name.start - 12) : name.start]) is None


def _add(places: list[Place], start: int, name: str) -> None:
    end = start + len(name)
    if not any(start < high and low < end for low, high, _ in places):
        places.append((start, end, name))


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
        if not is_taken and _MODEL_SHAPED.search(match["name"]) and not _TOOLS.match(match["name"]):
            places.append((start, end, match["name"]))
    return tuple(sorted(places))
