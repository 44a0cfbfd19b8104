"""Finds data sets and benchmarks by their names, where no vocabulary knows them: by what stands around a name."""

import re
from collections.abc import Iterator

from litatlas.extract.lexicon.terms import Cues, Template
from litatlas.extract.sentence.shapes import MODEL_SHAPED, PROPER, PROPER_WORD, TOOLS
from litatlas.extract.slots.offers import Place
from litatlas.extract.slots.scene import Scene, overlaps
from litatlas.extract.slots.tasks import DOINGS, HEADS, name_task

_CAPITAL = r"[A-Z][\w./+@-]{0,30}"
_ODD = r"(?:\d[a-z][A-Z]{2,}\w*|\d[A-Z]{1,3}[a-z]\w+|(?!iP(?:ad|hone))[a-z]{1,3}[A-Z][A-Za-z]*[a-z]\w*(?:-\w+)?)"
"""A name of data with a capital within: `7Lids`, `iLids`."""
_SHAPED = re.compile(
    rf"\b(?:[Oo]n|in|over|[Aa]cross|[Ff]or|to|from|[Aa]t|of|[Uu]sing|[Ii]n)\s(?:the\s|both\s|a\s|an\s|our\s)?(?:[a-z-]{{3,20}}\s){{0,2}}?"
    rf"(?P<name>(?:{_CAPITAL}|{_ODD})(?:\s(?:{_CAPITAL}|\d{{3,4}}(?:\s?[x×]\s?\d{{3,4}})?)){{0,3}})(?:\s\([A-Z][\w-]{{0,12}}\))?\s"
    r"(?:[a-z-]{3,14}\s){0,2}"
    r"(?:dataset|benchmark|test set|corpus|leaderboard|suite|test|setup|challenge|Benchmark|Challenge|competition"
    r"|protocol)(?P<plural>s)?\b"
)
SHORTEST = 4
"""Letters that a kind of data has at most, which is no name: `LLM prompts`, `RGB scenes`."""
_ASIDE = re.compile(rf"\b(?:tasks?|benchmarks?|datasets?)\s\((?P<name>{_CAPITAL})\)")
_MADE_OF = re.compile(
    rf"(?P<name>{PROPER_WORD})\s(?:prompts|scenes|questions|problems|traces|conversations|queries|documents|clips|recordings)\b"
)
"""What data are made of, after their name: `replaying DiffusionDB prompts`."""
_NO_DATA = re.compile(
    r"\b(?:GPU|CPU|FPGA|NPU|TPU|Cloud|Server|Cluster|Processor|Hub|Face|Machine|Engine|Platform|Core|Edge|Chip)s?\b"
)
_SIGNED = re.compile(
    r"\d\S{0,3}\s(?:(?:in|on)\s(?:the\s)?|\()(?P<name>[A-Z][a-z]*[\dA-Z][\w-]*)(?=[,.;)]|\s(?:and|without|while|with)\b)"
)
_ON_NAME = re.compile(
    r"\b[Oo]n(?<!based on)(?<!built on)(?<!uilding on)(?<!rely on)(?<!relies on)(?<!focus on)(?<!epending on)(?<!upon on)"
    rf"\s(?:the\s|our\s)?(?P<kind>(?:[a-z][a-z-]{{2,20}}\s){{1,2}})?(?P<name>{PROPER}|{_ODD})(?![\w'’])"
    r"(?=[,;:)]|\.(?!\d)|\s\(|\s(?!(?:models?|hardware|chips?|devices?|cores?|servers?|platforms?|architectures?|backbones?|systems?|clusters?"
    r"|networks?|phones?|machines?|boards?|nodes?|LLMs?|is|are|was|were|has|(?:pre|post)?-?trained|fine-?tuned)\b)[a-z]|\Z)"
)
"""A name of the shape that data sets have, right after `on`: `reaches 75% on RxR-CE`."""
_MORE_OF_KIND = re.compile(rf"\s(?:[a-z-]+\s)?{HEADS}\b")
"""What makes a kind of data of a name: `on tidy LidQA tasks`."""
_ASIDE_OF_ITEM = r"(?:\s\([^()]{1,30}\))?"
_NEXT_ITEM = re.compile(
    rf"{_ASIDE_OF_ITEM}(?:,?\s(?:and|or)\s(?:(?:the|our)\s)?(?:(?:newly\s)?(?:proposed|introduced|new|challenging)\s)?|(?P<open>,\s|/))(?P<name>{PROPER})(?![\w'’])"
    r"(?!\sof\s(?:only\s|over\s)?\d)"
)
_MORE_OF_NAME = re.compile(
    r"(?:(?:-(?:[A-Z\d]\w*|[a-z]{1,3}))+|['’]\d\d|\s[1-9]\.\d|(?<=20\d\d)(?:\s(?:and|&)\s|/)20\d\d)(?![\w-])"
)
"""What makes a part of data of a known name, or a version of it: `FooQA-en`, `FooQA'25`, `FooQA 2.0`."""
_WORD_ITEM = re.compile(
    rf"{_ASIDE_OF_ITEM}(?:,\s(?:and|or)\s|\s(?:and|or)\s|,\s)"
    r"(?P<name>[A-Z][a-z]{3,}(?:\s[A-Z][\w-]+){0,2}|[a-z]{2,}[A-Z][\w-]+|[a-z]{4,}\d+|\d[A-Z][a-z]\w+)"
    r"(?=,\s(?:and\s)?(?:[A-Z\d]|[a-z]+[A-Z])|[;:.)]|,?\s(?:and|or|show|demonstrate|indicate|datasets?|benchmarks?|tasks?|respectively)\b|\Z)"
)
"""An item that is a word with a capital, where a list of data goes on: `on KITTI, Sponge and FooQA`."""
_LAST_ITEM = re.compile(rf"(?P<name>{PROPER_WORD}){_ASIDE_OF_ITEM}(?:,\s(?:and\s|or\s)?|\s(?:and|or)\s|/)\Z")
_ITEMS_BEFORE = re.compile(
    r"\b(?:on|across|over|including|benchmarks|datasets|tasks|like|as)\s(?:the\s)?\(?"
    r"(?P<items>(?:[A-Z][\w'’-]{2,}(?:\s[A-Z][\w-]+)?,\s){0,4}[A-Z][\w'’-]{2,}(?:\s[A-Z][\w-]+)?)(?:,\s(?:and\s)?|\sand\s)\Z"
)
"""The items of a list that are words with capitals, before a name that is found: `on Sponges, Lids, and KITTI`."""
_APPOSED = re.compile(
    r"\b(?:tasks?|benchmarks?|datasets?|suites?|test sets?|domains?)"
    r"(?:(?P<comma>,\s)|:\s|\s\(|\s(?=[A-Z][\w-]*(?:Bench|QA|Eval))"
    r"|(?<!s)\s(?=[A-Z][\w-]*[A-Z\d][\w-]*(?:[,;)]|\.(?!\d)|\s(?:show|demonstrate)))|,?\s(?:such as|including|like|namely)\s)"
    r"(?:e\.g\.,?\s|i\.e\.,?\s|including\s|namely\s)?"
    rf"(?:the\s)?(?P<name>{PROPER})(?![\w'’])(?(comma)(?=,|\)|\.(?!\d)|\sand\s[A-Z]))"
)
"""The first of the names that follow the word for what they are: `two benchmarks, FooEval and BarEval`."""
_VALUED = re.compile(rf"(?P<name>{PROPER_WORD})\s\((?=[+~]?\d)")
"""A name with its value in brackets: `FooEval (93.7%)`."""
_ALSO_VALUED = re.compile(r"(?P<name>[A-Z](?<![\w'’-].)[\w'’.+-]*(?:\s[A-Z][\w'’.+-]*){0,2})\s\((?=[+~]?\d)")
"""... beside others with theirs."""
_PLAIN_VALUED = re.compile(
    r"(?:\b(?:on|in|for|across|between|including|and)\s(?:both\s)?|[:,]\s)(?P<name>(?!and\b|both\b)(?:[234]D\s|[A-Z]{2,5}\s)?"
    r"[a-z][\w/-]+(?:\s(?!and\b|on\b|of\b|for\b)[a-z][\w/-]+){0,2})\s\((?=[+±−-]\d|\d[\d.]*%(?:\)|\s(?:vs|to)\b))"
)
"""Plain words with their value in brackets, a change or a share: `lid tying (+3%), 3D folding (91% vs. 88%)`."""
_VALUED_WORDS = re.compile(
    r"\b(?:benchmarks|tasks|datasets|domains),?\s(?:including|such as|like|namely)\s[A-Z][\w -]{1,30}\s\([+~]?\d[^()]{0,20}\),\s"
)
"""What begins such a row of words with capitals: `benchmarks including Sorting (+3%), Tying (+5%)`."""
_ITEM_ENDS = Template(r"[,;:)/]|\.(?!\d)|\s(?:and|or|while|over|{compare}|by)\b|\s\(|\Z")
"""What follows an item of a list that goes on or ends there, so that it is no new clause: `on FooBench, BarBot halves`."""
_ON_WORDS = Template(
    r"\bon\s(?:the\s)?(?P<name>[A-Z][\w'’]+(?:\s(?:[A-Z][\w-]+|of|and|the|in)){0,3}\s(?:[A-Z][\w-]+|\d+))"
    r"(?=[,;:)]|\.(?!\d)|\s(?:and|with|while|over|compared|{compare}|than|by|from|using|in|under)\b|\Z)"
)
_FRONT = re.compile(
    r"(?P<preposition>[Oo]n|[Ii]n|[Aa]cross|[Uu]nder|[Aa]t|[Ff]or|(?:[Aa]veraged|[Mm]easured|[Ee]valuated|[Tt]ested)\s(?:on|over|across))"
    r"\s(?P<phrase>(?:(?!\sfrom\s)[^,;:()]){2,70}),\s"
)
"""What leads a clause: `On KITTI, ours ...`."""
_BEFORE_FRONT = re.compile(r"(?:\A|[;:]\s|,\s(?:and\s|while\s|but\s)|\b(?:that|where|and|while)\s|\(\d\)\s)\Z")
"""What stands before it."""
_LONGEST_BEFORE_FRONT = 8
"""Its characters at most."""
_FRONTED = re.compile(r"(?:(?!,\s|\sand\s|\sor\s)[^,])+")
"""An item of what leads a clause."""
_MORE = re.compile(r"(?P<item>(?:and\s)?[^,;:()]{2,40}),\s")
_CLAUSE = re.compile(r"\b(?:can|is|are|has|have|will|we|our|it)\b")
_BOTH = re.compile(rf"{PROPER}\sand\s{PROPER}\Z")
_NO_FRONT = re.compile(
    r"(?:average|the (?:other|contrary|one) |the \w+ (?:side|hand|front)|top|this|that|these|those|it|them|each|balance|all"
    r"|both\b|addition|contrast|particular|practice|total|summary|fact|general|instance|example|comparison|the first|the end"
    r"|the meantime)",
    re.IGNORECASE,
)
"""What leads a clause and names nothing."""
_PROPER = re.compile(PROPER)
_PROPER_FIRST = re.compile(rf"({PROPER})\s[a-z]")
"""A name with words that say more of it: `FooQA long documents`."""
_NO_TASK = re.compile(
    r"\b(?:cases?|sides?|hands?|fronts?|attention|models?|systems?|backbones?|architectures?|inference|training|nodes?|machines?"
    r"|platforms?|hardware|devices?|edge|scales?|clusters?|servers?|workstations?|laptops?|phones?|boards?|robots?|chips?|levels?|basis|paths?|levels?|way|top|time)\Z"
)
"""What leads a clause after `on` and is neither data nor a task."""
_DET = re.compile(
    r"(?:,?\s)?(?:and\s)?(?:the\s|an?\s|our\s|both\s|all\s|its\s)?(?:(?:challenging|popular|standard|recent|new|public)\s)?"
)
_MORE_SAID = re.compile(r"\s(?:with|using|at|under)\s")
"""What says more of a task that leads a clause: `On lid tying with wet gloves, ...`."""
_HEADED = re.compile(rf"\s?(?:{HEADS}|experiments?|tests?|evaluations?)\Z")
_OF_TASK = re.compile(rf"[\w/-]\s(?:{'|'.join(DOINGS)})\Z")
"""What ends the name of a task that leads a clause: `For wet lid detection, ours reaches 91%`."""
_BENCH = re.compile(r"(?:[Bb]ench|QA|Eval|Arena|Gym|World|Wiki\w*|Net\d+|\d\d)\+*(?:[- ](?:v\d|[A-Z]\w*))?\Z|\AMATH|\ACOLOSSEUM")
"""What names of benchmarks end with."""
_NET = re.compile(r"Net\d*\Z")
"""What names of data sets end with as well as those of models."""
_LAST_OF_LIST = re.compile(
    rf"(?:\s(?:benchmark|dataset|task|environment)s?)?,?\sand\s(?:the\s|on\s)?(?P<name>[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){{1,2}}"
    rf"|(?:real-world|[a-z-]+)(?:\s[a-z-]+){{0,2}}(?=\s{HEADS}))(?=[,;.)]|\s[a-z])"
)
"""The last of a list that goes on with words: `on FooQA and Loud Lids`, `the FooBench benchmark and real-world lid tasks`."""
_LONGEST_ITEM = 80
"""Characters of a list that are looked at for the item before another."""
_IN_NAME = re.compile(
    rf"(?:\b(?:in|[Uu]nder|[Aa]t|over|to)|(?<=[%\d]\s)of)\s(?:the\s)?(?P<name>{PROPER})(?![\w'’])(?=[,;:.)]|\s(?:\(|and|with|while|by|from)|\Z)"
)
_SMALL = re.compile("[a-z]")
_SCORED = re.compile(rf"(?P<name>{PROPER_WORD})(?:\s(?:pass\s)?)(?=[a-zA-Z])")


def find_known(scene: Scene) -> Iterator[Place]:
    """Find the names that the vocabulary has."""
    for name in scene.parsed.datasets:
        if not any(low < name.start < high for low, high in scene.compared):
            more = _MORE_OF_NAME.match(scene.text, name.end)
            end = more.end() if more else name.end
            yield Place(name.start, end, scene.text[name.start : end], "vocabulary")


def find_called(scene: Scene) -> Iterator[Place]:
    """Find the names that the text calls data sets or benchmarks."""
    things = [(n.start, n.end) for n in (*scene.parsed.hardware, *scene.parsed.models)]
    for pattern, found in ((_SHAPED, scene.find_behind(_SHAPED)), (_ASIDE, _ASIDE.finditer(scene.text))):
        for match in found:
            name = match["name"].strip()
            is_kind = TOOLS.match(name) or (pattern is _SHAPED and match["plural"] and len(name) <= SHORTEST)
            if not is_kind and not overlaps(match.span("name"), things):
                yield Place(match.start("name"), match.start("name") + len(name), name, "called")
    for match in _MADE_OF.finditer(scene.text):
        if not _is_other(match, (*scene.others, *scene.compared)) and len(match["name"]) > SHORTEST:
            yield _place(match, "called")


def find_signed(scene: Scene) -> Iterator[Place]:
    """Find the names that stand by numbers as a known one does: `2x in AFHQ and 3x in Img64`."""
    signed = list(_SIGNED.finditer(scene.text)) if scene.places else []
    if any(place.start <= match.start("name") < place.end for match in signed for place in scene.places):
        for match in signed:
            if not overlaps(match.span("name"), scene.others):
                yield _place(match, "signed")


def find_after_on(scene: Scene) -> Iterator[Place]:
    """Find the unknown names after `on` that look like a data set's; one that opens the sentence only where it is alone."""
    taken = (*scene.others, *scene.compared)
    for match in scene.find_behind(_ON_NAME):
        is_sole = scene.text[match.start()] == "o" or not scene.places
        is_other = TOOLS.match(match["name"]) or MODEL_SHAPED.search(match["name"])
        if match["kind"] and not _is_of_kind(match):
            continue
        if is_sole and not is_other and not overlaps(match.span("name"), taken):
            yield _place(match, "after-on")
            for also in list_after(scene.text, match.end("name"), scene.parsed.cues):
                if not overlaps(also.span("name"), taken) and not MODEL_SHAPED.search(also["name"]):
                    yield _place(also, "listed")


def _is_of_kind(match: re.Match[str]) -> bool:
    """Tell whether a name after `on` is a benchmark of which plain words before it tell the kind: `on the tidy LidBench`."""
    name = match["name"]
    is_bench = match["kind"] == "both " or _BENCH.search(name) is not None
    return is_bench and _SMALL.search(name) is not None and not _MORE_OF_KIND.match(match.string, match.end())


def find_words_after_on(scene: Scene) -> Iterator[Place]:
    """Find names of several words with capitals after `on`: `on Loud Kitchen Words`."""
    taken = (*scene.others, *scene.compared)
    for match in scene.find_behind(scene.parsed.cues.fill(_ON_WORDS)):
        if not _NO_DATA.search(match["name"]) and not overlaps(match.span("name"), taken):
            yield _place(match, "words-after-on")


def find_fronted(scene: Scene) -> Iterator[Place]:
    """Find what a clause says first that it is on: `On our held-out set, ...`, `In BazGym, ...`, `On tying and folding, ...`."""
    for front in _list_fronts(scene):
        if _NO_FRONT.match(front["phrase"]):
            continue
        start, end = front.start("phrase"), _find_end(scene.text, front.end("phrase"))
        more = _MORE_SAID.search(scene.text, start, front.end("phrase"))
        end = more.start() if more else end
        word = front["preposition"]
        is_of_task = word == "For" and _OF_TASK.search(scene.text, start, end) is not None
        is_on = word.lower() == "on" or " " in word or is_of_task
        for item in _FRONTED.finditer(scene.text[start:end]):
            place = _read_fronted(scene, start + item.start(), start + item.end(), is_on=is_on)
            if place is not None:
                yield place


def _list_fronts(scene: Scene) -> Iterator[re.Match[str]]:
    """List what leads a clause; what stands before one is no part of another."""
    end = 0
    for lead in scene.leads:
        front = _FRONT.match(scene.text, lead) if lead >= end else None
        if front and _BEFORE_FRONT.search(scene.text, max(end, lead - _LONGEST_BEFORE_FRONT), lead):
            yield front
            end = front.end()


def _find_end(text: str, end: int) -> int:
    """Return where a list of fronted names ends whose first ends at `end`: `On A, B and C, ours ...`."""
    position = end
    for _ in range(5):
        more = _MORE.match(text, position + 2)
        if more is None or len(more["item"].split()) > 5 or _CLAUSE.search(more["item"]):
            return end
        position = more.end("item")
        if more["item"].startswith("and ") or _BOTH.match(more["item"]):
            return position
    return end


def _read_fronted(scene: Scene, start: int, end: int, *, is_on: bool) -> Place | None:
    lead = _DET.match(scene.text, start, end)
    start = lead.end() if lead else start
    name = scene.text[start:end].rstrip()
    devices = [(n.start, n.end) for n in (*scene.parsed.hardware, *scene.parsed.models)]
    if not name or overlaps((start, end), devices) or TOOLS.match(name):
        return None
    head = _HEADED.search(name)
    is_proper = _PROPER.match(name) is not None
    if not is_on and not head and not (is_proper and _BENCH.search(name)):
        return None
    shown = name[: head.start()].strip() if head else name
    if is_proper and MODEL_SHAPED.search(shown) and not (head or _BENCH.search(shown)):
        return None
    if not is_proper and not head and (not is_on or _NO_TASK.search(name)):
        return None
    if not is_proper:
        shown = name_task(shown.split())
        start = scene.text.find(shown, start)
    elif not _PROPER.fullmatch(shown) and (known := _PROPER_FIRST.match(shown)):
        shown = known[1]
    return Place(start, start + len(shown), shown, "fronted") if shown and len(shown.split()) <= 6 else None


def find_in(scene: Scene) -> Iterator[Place]:
    """Find names of the shape that benchmarks have after `in`, `at`, `under`, and after `of` right behind a share."""
    for match in scene.find_behind(_IN_NAME):
        if _BENCH.search(match["name"]) and not _is_other(match, (*scene.others, *scene.compared)):
            yield _place(match, "in-name")


def find_scored(scene: Scene) -> Iterator[Place]:
    """Find names that stand right before what was scored: `raises FooQA accuracy to 70%`."""
    metrics = {metric.start for metric in scene.parsed.metrics}
    for match in _SCORED.finditer(scene.text) if metrics else ():
        is_benchmark = _SMALL.search(match["name"]) and _BENCH.search(match["name"])
        if match.end() in metrics and is_benchmark and not _is_other(match, scene.others):
            yield _place(match, "scored")


def find_apposed(scene: Scene) -> Iterator[Place]:
    """Find the names that follow the word for what they are: `two benchmarks, FooEval and BarEval`."""
    for match in _APPOSED.finditer(scene.text):
        if not _is_other(match, (*scene.others, *scene.compared)):
            yield _place(match, "apposed")


def find_valued(scene: Scene) -> Iterator[Place]:
    """Find the names of a row of names with values in brackets: `FooEval (93.7%), BarEval (82.5%)`."""
    taken = (*scene.others, *scene.compared)
    valued = [match for match in _VALUED.finditer(scene.text) if not _is_other(match, taken)]
    if len(valued) > 1 or _VALUED_WORDS.search(scene.text):
        for match in _ALSO_VALUED.finditer(scene.text):
            if not _is_other(match, taken):
                yield _place(match, "valued")
    plain = [] if scene.places else [match for match in _PLAIN_VALUED.finditer(scene.text) if not _is_other(match, taken)]
    if len(plain) > 1:
        for match in plain:
            yield _place(match, "valued")


def find_listed(scene: Scene) -> Iterator[Place]:
    """Find the unknown names that are coordinated with those that are found: `on GAIA, FooBench and BarBench`."""
    taken = (*scene.others, *scene.compared)
    for place in scene.places:
        for also in (*list_after(scene.text, place.end, scene.parsed.cues), *_list_before(scene.text, place.start)):
            if _is_other(also, taken) and not (_NET.search(also["name"]) and not overlaps(also.span("name"), taken)):
                break
            yield _place(also, "listed")
    for place in scene.places:
        end = _find_list_end(scene, place.end, taken)
        while (word := _WORD_ITEM.match(scene.text, end)) and not _is_other(word, taken):
            yield _place(word, "listed")
            end = word.end()
            for also in list_after(scene.text, end, scene.parsed.cues):
                if _is_other(also, taken):
                    break
                yield _place(also, "listed")
                end = also.end()
    for place in scene.places:
        yield from _list_words_before(scene, place.start, taken)
    for place in scene.places:
        last = _LAST_OF_LIST.match(scene.text, place.end)
        if last and not overlaps(last.span("name"), taken) and not TOOLS.match(last["name"]):
            yield _place(last, "listed")


def _list_words_before(scene: Scene, start: int, taken: tuple[tuple[int, int], ...]) -> Iterator[Place]:
    """Find the words with capitals that lead a list of data up to the name that starts at `start`."""
    before = _ITEMS_BEFORE.search(scene.text, max(0, start - _LONGEST_ITEM), start)
    for item in _FRONTED.finditer(scene.text, *before.span("items")) if before else ():
        name = item[0].lstrip(", ")
        if not overlaps((item.end() - len(name), item.end()), taken) and not MODEL_SHAPED.search(name):
            yield Place(item.end() - len(name), item.end(), name, "listed")


def _find_list_end(scene: Scene, end: int, taken: tuple[tuple[int, int], ...]) -> int:
    """Return where the names end that a list goes on with after the one that ends at `end`."""
    for also in list_after(scene.text, end, scene.parsed.cues):
        if _is_other(also, taken):
            break
        end = also.end()
    return end


def _is_other(match: re.Match[str], taken: tuple[tuple[int, int], ...]) -> bool:
    """Tell whether a name is a tool's or a model's, or stands where another kind of name does."""
    is_other = TOOLS.match(match["name"]) or MODEL_SHAPED.search(match["name"])
    return is_other is not None or overlaps(match.span("name"), taken)


def list_after(text: str, end: int, cues: Cues) -> Iterator[re.Match[str]]:
    """Find the names that a list goes on with after the one that ends at `end`: `on FooBench, BarBench and BazQA`."""
    while also := _NEXT_ITEM.match(text, end):
        if also["open"] and not cues.fill(_ITEM_ENDS).match(text, also.end()):
            return
        yield also
        end = also.end()


def _list_before(text: str, start: int) -> Iterator[re.Match[str]]:
    """Find the names of a list before the one that starts at `start`, the nearest first."""
    while also := _LAST_ITEM.search(text, max(0, start - _LONGEST_ITEM), start):
        yield also
        start = also.start("name")


def _place(match: re.Match[str], ground: str) -> Place:
    return Place(*match.span("name"), match["name"], ground)
