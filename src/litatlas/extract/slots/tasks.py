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
_MANY = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|multiple|various|diverse|standard|popular|public"
    r"|challenging|representative)"
)
_KIND_OF_MANY = re.compile(
    rf"\b(?:[Oo]n|[Aa]cross|[Ii]n|[Oo]ver)\s(?:the\s|our\s|all\s|both\s)?(?:[\w-]+\s){{0,2}}?{_MANY}\s(?:downstream\s|standard\s)?"
    r"(?P<name>multi-?modal|video|vision|image|text|speech|audio|language|vision-language|[MV]?LLM|VLM|VLA|NLP|NLU|ASR"
    r"|[a-z]+-(?:intensive|heavy))\sbenchmarks\b"
)
"""A kind of benchmarks that names no task, told of many: `on six video benchmarks`."""
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
        "teacher targeted unseen synthetic publicly accessible available prior earlier later first second third "
        "final latter former certain selected harder hardest hard easier enhanced seemingly similar query same final current "
        "all-round customized self-built constructed average one tested largest larger smaller smallest simplest easiest "
        "subsequent limited entire more most-used significant generated combined newly given curated scarce additional "
        "almost either rigorous preliminary solving addressing using automating running intermediate extracted "
        "underrepresented realistic everyday its thirteen fourteen fifteen sixteen eighteen twenty scale scales scaling sizes "
        "strong concurrent demanding high-stakes comparative ablation hidden "
        "modalities architectures features workflows under-observed higher-density benchmarking remaining whole"
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
    r"(?=[,.;:)]|\s(?:and|with|while|over|compared|using|by|respectively|under|at|than|without|when|as|through|shows?|demonstrates?)\b"
    r"|\Z)"
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


_LITTLE = (
    "(?:and|with|while|whereas|over|on|in|for|of|by|to|from|than|compared|relative|across|under|at|using|respectively|without|when"
    "|as|through|versus|vs|against|such|like|including)"
)
"""Words that end the words for what a number is on."""
_ITS_NUMBER = re.compile(r"\d[^\s,;]*(?:\s[\w-]+){0,3}?\s\Z")
"""A number before the word behind which it tells what it is on."""
_OWN_WORDS = re.compile(
    r"(?P<word>on|for)\s(?:the\s)?"
    rf"(?P<name>[A-Za-z][\w/-]+(?:\s(?!{_LITTLE}\b|\d)[\w/-]+){{0,3}}?)(?:\s(?P<head>{HEADS}|evaluations?))?"
    rf"(?=[,.;:)]|\s(?:\(|{_LITTLE}\b)|\Z)"
)
"""What a number is on: `on lid tying`."""
_LONGEST_LEAD = 80
"""Characters before the words for what a number is on that are looked at for the number."""
_CAPITALS = re.compile(r"[A-Z][a-z]{3,}(?:\s[A-Z][a-z]+)?\Z")
"""A name that only a number beside its own tells from other words: `on Sponges`."""
_NO_OTHER = re.compile(
    r"(?:average|all|both|most|other|others|same|each|every|these|those|this|top|a|an)\b"
    rf"|(?:(?:various|multiple|several|diverse|different|standard|two|three|four|five|six|seven|eight|nine|ten|{HEADS})(?:\s|\Z))+\Z"
    r"|\w+ing\s(?:an?|the|complex|new|more)\b"
)
"""Words that tell nothing from another."""
_NO_GROUND = re.compile(
    r"\b(?:average|models?|baselines?|variants?|networks?|backbones?|devices?|hardware|accelerators?|systems?|metrics?|scores?|loss|steps?|ones?"
    r"|phones?|chips?|servers?|machines?|prompts?|cores?|nodes?|platforms?|images?|experts?|layers?|tokens?)\Z",
    re.IGNORECASE,
)
"""What numbers are told of one by one without being data or a task."""


_LED = re.compile(r"(?:\A|[;:]\s|,\s(?:and\s|while\s)?)(?:[Oo]n|[Ii]n|[Ff]or)\s(?:the\s)?\Z")
"""What stands before data that lead a clause, of which tasks tell the parts: `On LidBench, ours gains 3% in lid tracking`."""
_LONGEST_LED = 16
"""Its characters at most."""


def _has_leading_data(scene: Scene, end: int) -> bool:
    """Tell whether data lead the clause that goes on to `end`."""
    text = scene.text
    leading = (
        place for place in scene.places if place.end < end and _LED.search(text, max(0, place.start - _LONGEST_LED), place.start)
    )
    return any(";" not in text[place.end : end] for place in leading)


def find_contrasted(scene: Scene) -> Iterator[Place]:
    """Find what numbers are on of which each has its own: `3% on simple tasks and 5% on Sponges`.

    Plain words without a noun for data tell it only where nothing does but the noun for a task.
    """
    text = scene.text
    if max(text.count(" on "), text.count(" for ")) < 2:
        return
    behind = scene.find_behind(_OWN_WORDS)
    found = [match for match in behind if _ITS_NUMBER.search(text, max(0, match.start() - _LONGEST_LEAD), match.start())]
    words = [match["word"] for match in found]
    for match in found:
        word, name = match["word"], match["name"]
        if words.count(word) < 2 or _NO_GROUND.search(name) or _NO_OTHER.match(name):
            continue
        if not name.islower():
            if word == "on" and _CAPITALS.match(name):
                yield Place(*match.span("name"), name, "contrasted")
        elif all(place.ground == "doing" for place in scene.places) or (word == "on" and match["head"]):
            is_told = name_task(name.split()) == name or not match["head"]
            end = match.end("name" if is_told else "head")
            yield Place(match.start("name"), end, text[match.start("name") : end], "contrasted")


def find_tasks(scene: Scene) -> Iterator[Place]:
    """Find what the text calls a task, a benchmark, a data set: `across five parcel sorting benchmarks`."""
    for match in scene.find_behind(_TASK):
        yield from _name(match, "task")
    for match in scene.find_behind(_KIND_OF_MANY) if "benchmarks" in scene.text else ():
        yield Place(*match.span("name"), f"{match['name']} benchmarks", "task")
    for match in _EXPERIMENTS.finditer(scene.text) if "xperiments on" in scene.text else ():
        if _THING.search(match["name"].strip()):
            continue
        for place in _name(match, "task"):
            if " " in place.name:
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
        if match["word"] in ("in", "for") and _has_leading_data(scene, match.start()):
            continue
        for group in ("name", "other", "third"):
            if match[group] and not _GENERIC.match(match[group]):
                yield Place(*match.span(group), match[group], "doing")


_CAPITAL_LIST = re.compile(r"[A-Z][\w-]+(?:,\s[A-Z][\w-]+)+,?\sand\s[A-Z][\w-]+")
"""Names of words with capitals that one noun closes: `on the Sponges, Lids, and Knots datasets`."""
_CAPITAL_ITEM = re.compile(r"[A-Z][\w-]+")
_WORLDLY = re.compile(r"(?:real[- ]world|real|simulated)", re.IGNORECASE)
_OF_DATA = re.compile(r"\s?(?:data|benchmark|subset|workload|scenario|trace)")
"""What is told of data by `real-world` is no name of them."""


def find_worlds(scene: Scene) -> Iterator[Place]:
    """Find simulation and the real world where a sentence tells of both."""
    settings = list(_SETTING.finditer(scene.text))
    if len({match["name"][0] for match in settings}) > 1:
        for match in settings:
            yield Place(*match.span("name"), match["name"], "setting")


def _name(match: re.Match[str], ground: str) -> Iterator[Place]:
    name = name_task(match["name"].split())
    if _WORLDLY.fullmatch(name) and _OF_DATA.match(match.string, match.end("name")):
        return
    start = match.string.find(name, match.start("name")) if name else -1
    if start >= 0 and _CAPITAL_LIST.fullmatch(name):
        for item in _CAPITAL_ITEM.finditer(name):
            yield Place(start + item.start(), start + item.end(), item[0], ground)
    elif start >= 0:
        yield Place(start, start + len(name), name, ground)


def name_task(words: list[str]) -> str:
    """Name the task of a phrase such as `five parcel sorting`, without the words that say nothing; empty where none does."""
    while words and (words[0].lower().strip(",") in _VAGUE or words[0].isdigit()):
        words = words[1:]
    while words and (words[-1] in ("and", "or") or words[-1].lower() in _VAGUE):
        if words[-1] == "and":
            return ""  # of what stands beside data: `across wet pumps and benchmarks`
        words = words[:-1]
    name = " ".join(words)
    if not _LETTERS.search(name) or name.lower() in _BROAD or TOOLS.match(name) or PROPERTY.search(name):
        return ""
    is_vague = any((word.lower().strip(",") in _VAGUE and word not in ("and", "or")) for word in words)
    return "" if is_vague else name
