"""Finds what a number holds for: the devices, the data sets and the models that its sentence ties to it."""

import re

from litatlas.extract.lexicon import Vocabulary
from litatlas.extract.names import Name
from litatlas.extract.scenes import Scene
from litatlas.extract.windows import CLAUSE

_CAPITAL = r"[A-Z][\w./+@-]{0,30}"
_DATASET = re.compile(
    rf"\b(?:on|in|over|across)\s(?:the\s|both\s)?({_CAPITAL}(?:\s{_CAPITAL}){{0,3}})\s(?:(?:image|video|visual|text|object)\s)?"
    r"(?:datasets?|benchmarks?|test sets?|corpus|leaderboard|suite)\b"
)
MODEL = re.compile(
    r"(?<![\w-])(?:(?:Meta-)?L[Ll]a(?:MA|ma|VA|Va)|TinyL[Ll]ama|CodeL[Ll]ama|Qwen|Mistral|Mixtral|Vicuna|Falcon|Gemma|Gemini|DeepSeek|Phi"
    r"|Yi|GLM|ChatGLM|InternLM|InternVL|OPT|BLOOM|GPT|BERT|RoBERTa|DeBERTa|T5|ResNet|MobileNet|EfficientNet|ViT|DeiT|Swin|ConvNeXt"
    r"|Whisper|Stable Diffusion|SDXL|SD|FLUX|PixArt|DiT|HunyuanVideo|Wan|CogVideoX|LLaDA|Dream|Pythia|Claude|CLIP|SAM|VGG|YOLO"
    r"|Mamba)"
    r"(?:-?v?\d[\w.]*|-[A-Z]\w*)?"
    r"(?:[ -](?:\d+(?:\.\d+)?[BbMKk](?![a-z])|[a-z]?\d+[\w.]*|Instruct|Chat|Large|Base|XL|Turbo|Dev|dev|schnell|Small|Tiny|Coder"
    r"|VL|R1|V\d)){0,4}(?![\w])"
)
"""A model by the head of its name with version and size."""
_RIVAL_BEFORE = re.compile(r"\b(?:than|over|against|outperform\w*|to)\s\Z")
_SIZED = re.compile(r"(?:[ -](?:\d|[A-Z]\w*-?\d)|\d)")
_LISTED = re.compile(
    r"(?:[^,;.()\w]|(?:and|or|on|the|as|well|with|&|both|an?|single|s|GPUs?|datasets?|benchmarks?|models?|one|two|eight|four)\b|,"
    r"|\([\w\s-]{1,20}\)|[\w-]{1,12}\s(?=\Z)){0,12}"
)
_PARTED = re.compile(r",|\band\b")
_FAR = 400
"""Characters from a number within which a name can hold for it."""
_GOVERNS = re.compile(r"\b(?:on|for|with|in|of|across|using|when|including|than|to)\b", re.IGNORECASE)
_ALSO = re.compile(
    r"\b(?:evaluated|implemented|measured|conducted|tested|deployed|experiments?|evaluations?|prototyped?|run)\b[^.;]{0,60}\bon\b"
)


Place = tuple[int, int, str]
"""Start and end of a name in the sentence, and what the row shall show for it."""


def find_datasets(scene: Scene) -> tuple[Place, ...]:
    """Find the data sets of a sentence, as named."""
    names = sorted((*scene.datasets, *_shaped_datasets(scene)), key=lambda name: name.start)
    return tuple((name.start, name.end, scene.text[name.start : name.end]) for name in names)


def find_models(scene: Scene) -> tuple[Place, ...]:
    """Find the models of a sentence that something is measured on, as named: not those that are compared with."""
    found = [(m.start(), m.end(), m[0]) for m in MODEL.finditer(scene.text) if _SIZED.search(m[0])]
    return tuple(place for place in found if not _RIVAL_BEFORE.search(scene.text[max(0, place[0] - 24) : place[0]]))


def find_devices(
    scene: Scene, index: int, vocabulary: Vocabulary, *, inherited: tuple[str, ...], compared: frozenset[str]
) -> tuple[str, ...]:
    """Find the devices that a quantity was measured on; `inherited` ones hold where the sentence names none.

    A device that stands for what the numbers are `compared` with is none of them.
    """
    places = [
        (n.start, n.end, n.id) for n in scene.hardware if _is_tied(scene, n) and scene.text[n.start : n.end] not in compared
    ]
    products = {vocabulary.devices[id_].kind for _, _, id_ in places if not vocabulary.devices[id_].generic}
    kept = [p for p in places if not vocabulary.devices[p[2]].generic or vocabulary.devices[p[2]].kind not in products]
    chosen = choose(scene, index, tuple(kept))
    covered = {vocabulary.devices[name].kind for name in inherited}
    if inherited and all(vocabulary.devices[n].generic and vocabulary.devices[n].kind in covered for n in chosen):
        return inherited
    return chosen


def find_stage(scene: Scene, vocabulary: Vocabulary) -> tuple[str, ...]:
    """Find the devices that a sentence says the experiments run on, for the sentences after it."""
    if not _ALSO.search(scene.text):
        return ()
    return tuple(dict.fromkeys(n.id for n in scene.hardware if not vocabulary.devices[n.id].generic))


def _is_tied(scene: Scene, name: Name) -> bool:
    """Tell whether a device is where something runs, not what is compared with or a part of a metric's name."""
    before, after = scene.text[max(0, name.start - 30) : name.start], scene.text[name.end : name.end + 16]
    if re.match(r"s?[ -](?:memory|utilization|kernels?|days?|hours?)\b", after) and name.id in ("GPU", "CPU", "TPU", "NPU"):
        return bool(re.match(r"[ -](?:days?|hours?)", after))
    if before.endswith("/") or re.match(r"-(?:based|only|class|friendly|aware|optimized|accelerated)\b", after):
        return False
    return not re.search(r"\b(?:than|over|against|compared to|compared with)\s(?:an?\s|the\s)?\Z", before)


def _shaped_datasets(scene: Scene) -> list[Name]:
    known = [(n.start, n.end) for n in scene.datasets]
    found = []
    for match in _DATASET.finditer(scene.text):
        start, end = match.start(1), match.start(1) + len(match[1].rstrip())
        if not any(start < high and low < end for low, high in known):
            found.append(Name("dataset", match[1].strip(), match[1].strip(), start, end))
    return found


def choose(scene: Scene, index: int, places: tuple[Place, ...]) -> tuple[str, ...]:
    """Choose among the names of a sentence those that hold for the quantity at `index`.

    One of as many as there are numbers in its list; else those beside it, else those that lead the sentence, else those after it.
    """
    if not places:
        return ()
    first, last = scene.groups[index]
    start, end = scene.quantities[first].start, scene.quantities[last].end
    ahead = tuple(p for p in places if end <= p[0] < end + _FAR)
    distinct = list(dict.fromkeys(p[2] for p in ahead)) or list(dict.fromkeys(p[2] for p in places if p[0] > start - _FAR))
    if len(distinct) == last - first + 1 > 1:
        return (distinct[index - first],)
    inside = [p for p in places if p[0] < end and p[1] > start]
    return tuple(dict.fromkeys(p[2] for p in inside or _choose_beside(scene, index, places, ahead)))


def _choose_beside(scene: Scene, index: int, places: tuple[Place, ...], ahead: tuple[Place, ...]) -> list[Place]:
    """Choose the names between the neighbouring numbers, else those before the sentence's first, else those after a later one."""
    first, last = scene.groups[index]
    start, end = scene.quantities[first].start, scene.quantities[last].end
    following = scene.quantities[last + 1].start if last + 1 < len(scene.quantities) else len(scene.text)
    if after := _run(scene.text, [p for p in ahead if p[0] < following]):
        return after
    previous = scene.quantities[first - 1].end if first else 0
    if nearby := [p for p in places if previous <= p[0] and p[1] <= start and not _PARTED.search(scene.text[p[1] : start])]:
        return nearby
    head = scene.quantities[0].start
    if leading := [p for p in places if p[1] <= head and _GOVERNS.search(scene.text[max(0, p[0] - 60) : p[0]])]:
        return leading
    clause = CLAUSE.search(scene.text, end, end + _FAR)
    return _run(scene.text, [p for p in ahead if clause is None or p[0] < clause.end()])


def _run(text: str, places: list[Place]) -> list[Place]:
    """Keep the places that form one list with the first."""
    kept = places[:1]
    for place in places[1:]:
        if not _LISTED.fullmatch(text[kept[-1][1] : place[0]][:60]):
            break
        kept.append(place)
    return kept
