"""Finds the tasks and kinds of data that something is measured on, told in plain words: `on two parcel sorting benchmarks`."""

import re
from collections.abc import Iterator

from litatlas.extract.sentence.shapes import TOOLS
from litatlas.extract.slots.offers import Place
from litatlas.extract.slots.scene import Scene

HEADS = (
    r"(?:tasks?|workloads?|benchmarks?|datasets?|data\ssets?|(?:test|dev|evaluation|validation)\s(?:sets?|splits?|suites?|data)"
    r"|(?:test|benchmark)\ssuites?|domains?|subsets?|corpora|collections|traces|contests?|competitions?)"
)
"""The nouns for what something is measured on."""
SIGNS_OF_HEADS = (
    *("task", "workload", "benchmark", "data", "set", "split", "suite", "domain", "corpora", "collections", "traces", "contest"),
    "competition",
)
"""What these nouns hold, one at least."""
_WORD = (
    r"(?!(?:on|for|across|in|over|of|to|with|by|from|that|which|when|while|show|shows|average|and\s(?:is|are))\s)[\w/&+-]{2,24}"
)
_TASK = re.compile(
    rf"\b(?:[Oo]n|[Ff]or|[Aa]cross|[Ii]n|over|to|[Uu]nder)\s(?:the\s|an?\s|our\s|both\s|all\s)?(?:\d\s)?(?P<name>(?:{_WORD},?\s){{1,7}}?){HEADS}\b"
    r"(?!,?\s(?:like|such|includ|\((?:[A-Z]|e\.g|i\.e)))(?!(?:,|:)\s(?:on\s)?[A-Z][\w-]*[A-Z\d][\w-]*(?:,|\sand\s[A-Z]|\s\(\d|\s\d\.\d))(?![\w-])"
)
_EXPERIMENTS = re.compile(
    r"\b[Ee]xperiments on\s(?P<name>(?:[\w/-]{2,20}\s){2,4}?)(?=(?:show|demonstrate|indicate|confirm|reveal|validate|verify)s?\b)"
)
_VAGUE = frozenset(
    (
        "a an all and any both each every its many most of or our other same several some that these this those various "
        "different diverse multiple numerous standard common popular public challenging downstream real key "
        "major main representative widely used widely-used wide range broad set established existing new novel recent "
        "typical large-scale large small complex difficult hard simple commonly respective target specific "
        "individual single multi-task the to with on for in across by from variety academic mainstream evaluation test "
        "benchmark tasks two three four five six seven eight nine ten eleven twelve dozen well-known extensive state- "
        "of-the-art datasets benchmarks models scenarios data it them comprehensive leading prevalent such core "
        "prominent modern important devices platforms hardware transformer transformers full evaluated general "
        "practical application applications end-to-end workloads agents llms llm model families backbones "
        "teacher targeted unseen synthetic publicly accessible available prior earlier later first second third"
    ).split(" ")
)
"""Words that say nothing of which task it is."""
_BROAD = frozenset(
    (
        "video image visual vision language text speech audio multimodal generation training inference learning long serving "
        "in-house open-source agentic generative original internal"
    ).split(" ")
)
"""Words that name no task when they stand alone."""
PROPERTY = re.compile(r"-(?:intensive|bound|heavy|based|scale|wise|level|specific|sensitive|critical|precision)\Z")
_THING = re.compile(r"\b(?:models?|networks?|LLMs?|architectures?|systems?|machines?|devices?|hardware)\Z")
"""What experiments are on without its being a task."""
DOINGS = (
    *("detection", "segmentation", "classification", "generation", "translation", "summarization", "reasoning", "recognition"),
    *("retrieval", "captioning", "planning", "reconstruction", "editing", "super-resolution", "question answering", "navigation"),
    *("manipulation", "grasping", "tracking", "code completion", "understanding", "synthesis", "inpainting", "forecasting"),
    *("prediction", "verification", "grounding", "querying", "rendering", "localization", "parsing", "dialogue", "following"),
    *("coding", "programming", "proving", "mathematics", "math", "code", "VQA", "QA", "OCR", "games", "pretraining"),
    "pre-training",
)
"""The nouns for tasks that tell them alone."""
_DOING = rf"(?:{'|'.join(DOINGS)})"
_LETTERS = re.compile("[A-Za-z]{2}")
_GENERIC = re.compile(
    r"(?:the\s|our\s)?(?:generation|pre-?training|(?:token|latent|text|\S*\d\S*(?:\spx)?|visual)\sgeneration|reasoning|prediction|verification|synthesis|rendering)\Z"
)
"""What a system does at all, so that it tells of no task alone."""
_ITEM = rf"(?!and\b|the\b)(?:[\w/-]+\s(?!(?:on|for|in|of|and|to|with)\b)){{0,2}}?{_DOING}"
_NOUN = re.compile(
    rf"(?:\d[^\s,.;]*(?:\s[\w-]+){{0,3}}?\s(?P<word>on|for|in|across)|(?<=[a-z)])\s(?:on|across))\s(?:the\s)?(?P<name>{_ITEM})"
    rf"(?:(?:\sand\s|,\s(?:and\s)?)(?P<other>{_ITEM}))?(?:(?:,\sand\s|\sand\s)(?P<third>{_ITEM}))?"
    r"(?=[,.;:)]|\s(?:and|with|while|over|compared|using|by|respectively|under|at|than|without|when|as|through)\b|\Z)"
)
"""Tasks told by their nouns alone: `gains 3% on detection`."""
_SETTING = re.compile(
    r"\b(?:in|and|the)\s(?P<name>(?:simulation|real[- ]world)s?(?:\s(?:experiments?|tests?|trials?|tasks?))?)\b(?!-\w)"
)
_PLAIN = r"(?!(?:and|or|while|where|with|which|that|show|our|the|we|it)\b)[a-z][\w/-]+"
_PLAIN_ITEM = rf"{_PLAIN}(?:\s{_PLAIN}){{0,2}}"
_ENUMERATED = re.compile(
    rf"\b(?:{HEADS}|scenarios?)(?:,?\s(?:including|such as|like|namely)|:|\s(?:in|from|across|spanning|covering))\s"
    rf"(?P<items>{_PLAIN_ITEM}(?:,\s{_PLAIN_ITEM}){{1,4}},?\sand\s{_PLAIN_ITEM}?)(?=[,.;:)]|\s(?:while|with|show|demonstrate|and)\b|\Z)"
)
"""A list of tasks in plain words: `on tasks including sorting, tying and lid folding`, `benchmarks in medicine, math and law`."""
_LIST_ITEM = re.compile(rf"(?P<name>{_PLAIN_ITEM})(?:,\s(?:and\s)?|\sand\s)?")


def find_tasks(scene: Scene) -> Iterator[Place]:
    """Find what the text calls a task, a benchmark, a data set: `across five parcel sorting benchmarks`."""
    for match in scene.find_behind(_TASK):
        yield from _name(match, "task")
    for match in _EXPERIMENTS.finditer(scene.text):
        for place in _name(match, "task"):
            if " " in place.name and not _THING.search(place.name):
                yield place


def find_enumerated(scene: Scene) -> Iterator[Place]:
    """Find the tasks and fields that plain words list behind the noun for them: `across tasks including lid tying, ...`."""
    for match in _ENUMERATED.finditer(scene.text):
        for item in _LIST_ITEM.finditer(scene.text, match.start("items"), match.end("items")):
            if name_task(item["name"].split()):
                yield Place(item.start("name"), item.end("name"), item["name"], "enumerated")


def find_doings(scene: Scene) -> Iterator[Place]:
    """Find the tasks that their nouns alone tell: `on detection and lid tracking`."""
    found = list(_NOUN.finditer(scene.text))
    is_contrast = sum(match["word"] == "in" for match in found) > 1
    for match in found:
        if match["word"] == "in" and not is_contrast:
            continue
        for group in ("name", "other", "third"):
            if match[group] and not _GENERIC.match(match[group]):
                yield Place(*match.span(group), match[group], "doing")


def find_worlds(scene: Scene) -> Iterator[Place]:
    """Find simulation and the real world where a sentence tells of both."""
    settings = list(_SETTING.finditer(scene.text))
    if len({match["name"][0] for match in settings}) > 1:
        for match in settings:
            yield Place(*match.span("name"), match["name"], "setting")


def _name(match: re.Match[str], ground: str) -> Iterator[Place]:
    name = name_task(match["name"].split())
    start = match.string.find(name, match.start("name")) if name else -1
    if start >= 0:
        yield Place(start, start + len(name), name, ground)


def name_task(words: list[str]) -> str:
    """Name the task of a phrase such as `five parcel sorting`, without the words that say nothing; empty where none does."""
    while words and (words[0].lower().strip(",") in _VAGUE or words[0].isdigit()):
        words = words[1:]
    while words and (words[-1] in ("and", "or") or words[-1].lower() in _VAGUE):
        words = words[:-1]
    name = " ".join(words)
    if not _LETTERS.search(name) or name.lower() in _BROAD or TOOLS.match(name) or PROPERTY.search(name):
        return ""
    is_vague = any((word.lower().strip(",") in _VAGUE and word not in ("and", "or")) for word in words)
    return "" if is_vague else name
