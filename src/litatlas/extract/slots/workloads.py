"""Finds what something is measured on: the data sets, benchmarks and tasks that a sentence names."""

import re
from collections.abc import Iterator

from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.shapes import MODEL_SHAPED, PROPER, TOOLS
from litatlas.extract.slots.offers import Place

_CAPITAL = r"[A-Z][\w./+@-]{0,30}"
_SHAPED = re.compile(
    rf"\b(?:[Oo]n|in|over|[Aa]cross|[Ff]or)\s(?:the\s|both\s|a\s)?(?:[a-z-]{{3,20}}\s)?"
    rf"(?P<name>{_CAPITAL}(?:\s(?:{_CAPITAL}|\d{{4}})){{0,3}})(?:\s\([A-Z][\w-]{{0,12}}\))?\s"
    r"(?:[a-z-]{3,14}\s){0,2}"
    r"(?:dataset|benchmark|test set|corpus|leaderboard|suite|test|setup|challenge)(?P<plural>s)?\b"
)
_ASIDE = re.compile(rf"\b(?:tasks?|benchmarks?|datasets?)\s\((?P<name>{_CAPITAL})\)")
_TASK = re.compile(
    r"\b(?:[Oo]n|[Ff]or|[Aa]cross|in)\s(?:the\s|an?\s)?(?P<name>(?:[\w/-]{2,20},?\s){1,5}?)"
    r"(?:tasks?|workloads?|benchmarks?)\b(?!,?\s(?:like|such|includ|\((?:[A-Z]|e\.g|i\.e)))(?!(?:,|:)\s[A-Z][\w-]*[A-Z\d][\w-]*(?:,|\sand\s[A-Z]))"
    r"|\b[Ee]xperiments on\s(?P<subject>(?:[\w/-]{2,20}\s){2,4}?)"
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
    "video image visual vision language text speech audio multimodal generation training inference learning long serving".split()
)
"""Words that name no task when they stand alone."""
PROPERTY = re.compile(r"-(?:intensive|bound|heavy|based|world|scale|wise|level|specific|sensitive|critical|precision)\Z")
_THING = re.compile(r"\b(?:models?|networks?|LLMs?|architectures?|systems?|machines?|devices?|hardware)\Z")
"""What experiments are on without its being a task."""
_NO_DATA = re.compile(
    r"\b(?:GPU|CPU|FPGA|NPU|TPU|Cloud|Server|Cluster|Processor|Hub|Face|Machine|Engine|Platform|Core|Edge|Chip)s?\b"
)
_COMPARABLE = re.compile(r"\b(?:comparable|similar|equal|competitive|maintain\w*|preserv\w*|without|match\w*)\b[^.;]{0,70}\Z")
_CLAIM = re.compile(
    r"\b(?:state-of-the-art|SOTA|superior|strong|competitive|excellent|best)\s(?:[\w-]+\s){0,3}?(?:on|in|across)\s[^.;\d]{0,40}\Z"
)
_NEXT_CLAIM = re.compile(r"\s?(?:[\w-]+\s)?,?\s?(?:and|while)\s\w+(?:s|ing)\s")
_SIGNED = re.compile(
    r"\d\S{0,3}\s(?:in|on)\s(?:the\s)?(?P<name>[A-Z][a-z]*[\dA-Z][\w-]*)(?=[,.;)]|\s(?:and|without|while|with)\b)"
)
_ON_NAME = re.compile(
    r"\b[Oo]n(?<!based on)(?<!built on)(?<!uilding on)(?<!rely on)(?<!relies on)(?<!focus on)(?<!epending on)(?<!upon on)"
    rf"\s(?:the\s|our\s)?(?P<name>{PROPER})(?![\w'’])"
    r"(?=[,;:)]|\.(?!\d)|\s\(|\s(?!(?:models?|hardware|chips?|devices?|cores?|servers?|platforms?|architectures?|backbones?|systems?|clusters?"
    r"|networks?|phones?|machines?|boards?|nodes?|LLMs?|is|are|was|were|has)\b)[a-z]|\Z)"
)
"""A name of the shape that data sets have, right after `on`: `reaches 75% on RxR-CE`."""
_ASIDE_OF_ITEM = r"(?:\s\([^()]{1,30}\))?"
_NEXT_ITEM = re.compile(
    rf"{_ASIDE_OF_ITEM}(?:,\s(?:and|or)\s|\s(?:and|or)\s(?:the\s)?|(?P<open>,\s|/))(?P<name>{PROPER})(?![\w'’])"
)
_LAST_ITEM = re.compile(rf"(?<![\w-])(?P<name>{PROPER}){_ASIDE_OF_ITEM}(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s|/)\Z")
_APPOSED = re.compile(
    r"\b(?:tasks?|benchmarks?|datasets?|suites?|test sets?|domains?)"
    r"(?:(?P<comma>,\s)|:\s|\s\(|,?\s(?:such as|including|like|namely)\s)(?:e\.g\.,?\s|i\.e\.,?\s|including\s|namely\s)?"
    rf"(?:the\s)?(?P<name>{PROPER})(?![\w'’])(?(comma)(?=,|\)|\.(?!\d)|\sand\s[A-Z]))"
)
"""The first of the names that follow the word for what they are: `two benchmarks, FooEval and BarEval`."""
_VALUED = re.compile(rf"(?<![\w-])(?P<name>{PROPER})\s\((?=[+~]?\d)")
"""A name with its value in brackets: `FooEval (93.7%)`."""
_ITEM_ENDS = re.compile(r"[,;:)/]|\.(?!\d)|\s(?:and|or|with|while|over|by)\b|\s\(|\Z")
"""What follows an item of a list that goes on or ends there, so that it is no new clause: `on FooBench, BarBot halves`."""
_ON_WORDS = re.compile(
    r"\bon\s(?:the\s)?(?P<name>[A-Z][a-z]+(?:\s(?:[A-Z][\w-]+|of|and|the|in)){0,3}\s[A-Z][\w-]+)"
    r"(?=[,;:)]|\.(?!\d)|\s(?:and|with|while|over|compared|than|by|from|using)\b|\Z)"
)
_DOING = (
    "(?:detection|segmentation|classification|generation|translation|summarization|reasoning|recognition|retrieval|captioning|planning"
    "|reconstruction|editing|super-resolution|question answering|navigation|manipulation|grasping|tracking|code completion)"
)
_NOUN = re.compile(
    rf"\d[^\s,.;]*(?:\s[\w-]+){{0,3}}?\s(?:on|for)\s"
    rf"(?P<name>(?:[a-z-]+\s){{0,2}}?{_DOING})(?:\sand\s(?P<other>(?:[a-z-]+\s)?{_DOING}))?"
    r"(?=[,.;)]|\s(?:and|with|while|over|compared|using|by|respectively)\b|\Z)"
)
"""A task told by its noun alone right after a number: `gains 3% on detection`."""
_SETTING = re.compile(
    r"\b(?:in|and|the)\s(?P<name>(?:simulation|real[- ]world)s?(?:\s(?:experiments?|tests?|trials?))?)\b(?!-\w)"
)
_LONGEST_ITEM = 80
"""Characters of a list that are looked at for the item before another."""
Range = tuple[int, int]


def find_datasets(parsed: Parsed, comparisons: tuple[Comparison, ...]) -> tuple[Place, ...]:
    """Find the data sets, benchmarks and tasks of a sentence, as named."""
    text = parsed.text
    compared = [(c.start, c.end) for c in comparisons]
    taken = [(n.start, n.end) for n in (*parsed.hardware, *parsed.models, *parsed.metrics)]
    places = [
        Place(n.start, n.end, text[n.start : n.end], "vocabulary")
        for n in parsed.datasets
        if not any(low < n.start < high for low, high in compared)
    ]
    _add_called(places, text)
    _add_signed(places, text, taken)
    _add_after_on(places, text, [*taken, *compared])
    _add_tasks(places, text, taken)
    _add_apposed(places, text, [*taken, *compared])
    _add_listed(places, text, [*taken, *compared])
    return tuple(
        sorted(p for p in places if not _COMPARABLE.search(text, max(0, p.start - 110), p.start) and not _is_claim(text, p))
    )


def _add_called(places: list[Place], text: str) -> None:
    """Add the names that the text calls data sets or benchmarks."""
    for pattern in (_SHAPED, _ASIDE):
        for match in pattern.finditer(text):
            name = match["name"].strip()
            is_kind = TOOLS.match(name) or (pattern is _SHAPED and match["plural"] and len(name) < 5)
            if not is_kind:
                _add(places, match.start("name"), name, "called")


def _add_signed(places: list[Place], text: str, taken: list[Range]) -> None:
    """Add the names that stand by numbers as a known one does: `2x in AFHQ and 3x in Img64`."""
    signed = list(_SIGNED.finditer(text))
    if any(place.start <= m.start("name") < place.end for m in signed for place in places):
        for match in signed:
            if not overlaps(match.span("name"), taken):
                _add(places, match.start("name"), match["name"], "signed")


def _add_after_on(places: list[Place], text: str, taken: list[Range]) -> None:
    """Add the unknown names after `on` that look like a data set's; one that opens the sentence only where it is the sole one."""
    for match in _ON_NAME.finditer(text):
        is_sole = text[match.start()] == "o" or not places
        is_other = TOOLS.match(match["name"]) or MODEL_SHAPED.search(match["name"])
        if is_sole and not is_other and not overlaps(match.span("name"), taken):
            _add(places, match.start("name"), match["name"], "after-on")
            for also in _find_listed(text, match.end("name")):
                if not overlaps(also.span("name"), taken) and not MODEL_SHAPED.search(also["name"]):
                    _add(places, also.start("name"), also["name"], "listed")
    for match in _ON_WORDS.finditer(text):
        if not _NO_DATA.search(match["name"]) and not overlaps(match.span("name"), taken):
            _add(places, match.start("name"), match["name"], "words-after-on")


def _add_apposed(places: list[Place], text: str, taken: list[Range]) -> None:
    """Add the names that follow the word for what they are, and those of a row of names with values in brackets."""
    for match in _APPOSED.finditer(text):
        if not _is_other(match, taken):
            _add(places, match.start("name"), match["name"], "apposed")
    valued = [match for match in _VALUED.finditer(text) if not _is_other(match, taken)] if text.count(" (") > 1 else ()
    if len(valued) > 1:
        for match in valued:
            _add(places, match.start("name"), match["name"], "valued")


def _is_other(match: re.Match[str], taken: list[Range]) -> bool:
    """Tell whether a name is a tool's or a model's, or stands where another kind of name does."""
    is_other = TOOLS.match(match["name"]) or MODEL_SHAPED.search(match["name"])
    return is_other is not None or overlaps(match.span("name"), taken)


def _find_listed(text: str, end: int) -> Iterator[re.Match[str]]:
    """Find the names that a list goes on with after the one that ends at `end`: `on FooBench, BarBench and BazQA`."""
    while also := _NEXT_ITEM.match(text, end):
        if also["open"] and not _ITEM_ENDS.match(text, also.end()):
            return
        yield also
        end = also.end()


def _find_listed_before(text: str, start: int) -> Iterator[re.Match[str]]:
    """Find the names of a list before the one that starts at `start`, the nearest first."""
    while also := _LAST_ITEM.search(text, max(0, start - _LONGEST_ITEM), start):
        yield also
        start = also.start("name")


def _add_listed(places: list[Place], text: str, taken: list[Range]) -> None:
    """Add the unknown names that are coordinated with known ones: `on GAIA, FooBench and BarBench`."""
    for place in tuple(places):
        for also in (*_find_listed(text, place.end), *_find_listed_before(text, place.start)):
            if _is_other(also, taken):
                break
            _add(places, also.start("name"), also["name"], "listed")


def _add_tasks(places: list[Place], text: str, taken: list[Range]) -> None:
    """Add the tasks, and simulation and the real world where a sentence tells of both."""
    settings = list(_SETTING.finditer(text))
    if len({match["name"][0] for match in settings}) > 1:
        for match in settings:
            _add(places, match.start("name"), match["name"], "setting")
    for match in _NOUN.finditer(text):
        for group in ("name", "other"):
            if match[group] and not overlaps(match.span(group), taken):
                _add(places, match.start(group), match[group], "task-noun")
    for match in _TASK.finditer(text):
        group = "name" if match["name"] else "subject"
        name = _name_task(match[group].split())
        is_thing = group == "subject" and (" " not in name or _THING.search(name) is not None)
        if name and not is_thing and not overlaps(match.span(group), taken):
            _add(places, text.find(name, match.start(group)), name, "task")


def overlaps(span: Range, others: list[Range]) -> bool:
    """Tell whether a piece of a sentence and one of others have a character in common."""
    return any(low < span[1] and span[0] < high for low, high in others)


def _is_claim(text: str, place: Place) -> bool:
    """Tell whether a name is only where a claim without a number holds: `is the best on Foo and runs 3x faster`."""
    return (
        _CLAIM.search(text, max(0, place.start - 80), place.start) is not None and _NEXT_CLAIM.match(text, place.end) is not None
    )


def _name_task(words: list[str]) -> str:
    """Name the task of a phrase such as `five parcel sorting`, without the words that say nothing; empty where none does."""
    while words and (words[0].lower().strip(",") in _VAGUE or words[0].isdigit()):
        words.pop(0)
    while words and words[-1] in ("and", "or"):
        words.pop()
    name = " ".join(words)
    if not words or name.lower() in _BROAD or TOOLS.match(name) or PROPERTY.search(name):
        return ""
    is_vague = any((word.lower().strip(",") in _VAGUE and word != "and") or word[0].isdigit() for word in words)
    return "" if is_vague else name


def _add(places: list[Place], start: int, name: str, ground: str) -> None:
    end = start + len(name)
    if not any(start < place.end and place.start < end for place in places):
        places.append(Place(start, end, name, ground))
