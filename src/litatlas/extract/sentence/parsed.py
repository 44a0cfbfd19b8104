"""Puts a sentence together for the rules: its numbers, the names in it, which numbers are coordinated, whose words it holds."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from litatlas.extract.lexicon.names import Name, NameKind, Parts, find_names, pick_longest, split_parts
from litatlas.extract.lexicon.terms import Cues, Device, Template, Vocabulary
from litatlas.extract.numbers.quantities import Blocked, Quantity, find_quantities
from litatlas.extract.record import record
from litatlas.extract.sentence.misnomers import NO_DEVICE, NO_METRIC, is_refused
from litatlas.extract.sentence.phrases import put_in_singular, read_phrase_before
from litatlas.text.places import find_places
from litatlas.text.sentences import Sentence

_BETWEEN = Template(
    r"(?:(?:\s?\([^()\d]{2,40}\))?,?\s?(?:and|or|,|/|&|as well as)\s?|\s?\()"
    r"(?:(?:an?|(?!{comparative} than\b){hedge}|by|\+|of)\s?){0,3}"
)
_REPORTED = Template(
    r"\b(?:was|were)\s(?:[a-z]+ly\s)?(?:{reach}(?<=ed)|measured|observed|found|detected|determined|identified|encountered"
    r"|demonstrated|estimated|recorded|tested|evaluated|validated)\b"
)
_OWN_ARTICLE = re.compile(r"\b(?:an?)\s(?!average of)")
"""A number with an article of its own goes on with no list: `an accuracy above 94%, a 92% recall`."""
_INTRODUCING = ("propose", "introduce", "present", "develop", "design", "build", "call", "named", "called", "dubbed", "termed")
_INTRODUCED = re.compile(rf"\b(?:{'|'.join(_INTRODUCING)})\s(?:a |an |the )?([A-Z][\w+-]{{1,40}})")
_TITLE_HEAD = re.compile(r"([^:]{2,40}):\s")
_CAPITAL = re.compile("[A-Z]")
_TITLED = re.compile(r"(?<![\w-])[A-Z][\w.+-]{2,40}")
_OF_NAME = re.compile(r"[A-Z+\d]")
"""What a name has behind its first letter, and a word has not: `LidBot`, `Lid+`."""
_DOES = r"(?P<name>[A-Z][A-Za-z]{3,20})\s[a-z]{2,}(?<![suic])s\s"
_OPENS = re.compile(_DOES)
"""A name that a text begins with, and of which it says what it does: `LidBot boils`."""
_OPENS_NEXT = re.compile(rf"[.!?]\s{_DOES}")
"""A name that any other sentence begins with."""
_WORD = re.compile(r"\w+")
_HUMP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_SHORTEST_STEM = 4
"""Letters that a name shares at least with the title that it was made of."""
_VENDOR = re.compile(r"\b([A-Z]\w{2,9})(?: and | or |/|, and |, )\Z")
_NEXT_CODE = re.compile(
    r"s?(?:/|,\s(?:and\s|or\s)?|\s(?:and|or)\s)(?P<code>[A-Za-z]{0,2}\d{1,4}[A-Za-z]{0,2})"
    r"(?=(?:s|\s[CG]PUs?|\s(?:boards|cards|cores|devices|phones|processors))?(?:[.,;:)/]|\Z|\s(?:and|or|with|at|as|for|while)\b))"
)
"""The code of another product of the line behind a product: `a Raspberry Pi 4 and 5`."""
_LINE = re.compile(r".*[ -](?=[^ -]*\d[^ -]*\Z)")
"""What stands before a product's code in its name."""
_REACHES = Template(r"\b(?:of|{copula}|to|at|{reach})\s(?:(?:{hedge}|{only})\s)?\Z")
_CHANGED = Template(r"\s?(?:points?\s)?(?:[a-z]+ly\s)?(?:{comparative}|above|below)\b")
SET_AGAINST = Template(r"\s?(?:{compare}|{versus})\s?")
"""What stands between a number and what it is set against: `89% vs. Foo`."""
_PROCESS = re.compile(
    r"(?P<made>\b(?:fabricated|taped[\s-]out|manufactured|synthesi[sz]ed)\s(?:in|with|using|at)\s(?:an?\s)?)?"
    r"(?P<process>(?<!\bsame\s)(?<!\bsimilar\s)\b(?:(?!same\b|similar\b)[A-Z]+[-\s])?\d{1,3}[\s-]?nm\b(?!\s(?:[A-Za-z]+\s){0,2}photonics?\b)"
    r"(?(made)|\s(?:[A-Za-z-]+\s)?(?:process|technology|node|CMOS|FinFET|FD-SOI|SOI|chip|prototype|silicon|librar(?:y|ies))\b))",
    re.IGNORECASE,
)
"""The process that a chip is made in: `a 28nm process`, or whatever something is fabricated in: `fabricated in 22 nm`."""
_NANOMETERS = re.compile(r"\d[\s-]?nm\b", re.IGNORECASE)
"""What every such process is told in; it is quicker to find."""
_WIDENED = ("error", "efficiency")
"""Metrics that are of something else with each noun before them: `position error`, `token efficiency`."""
_OF_DEVICE = re.compile(r"s?(?:\s[CGN]PU|\sDSP)?(?:\s(?:of|in)\s(?:an?\s|the\s)|\s\((?:an?\s|the\s)?|\s)")
"""What stands between a part or a line and the device: `the Hexagon of a Snapdragon 8`, `a MacBook (M1 Pro)`."""
_WITH = re.compile(r"s?(?:\s(?:Pro|Air))?\swith\s(?:an?\s|the\s)?")
"""What stands between a product and the chip of its maker in it: `a MacBook Pro with an M3`."""
_OF_DEVICES = re.compile(
    r"\b(?:accelerators?|arrays?|architectures?|boards?|cards?|cells?|chips?|circuits?|computers?|controllers?|cores?|devices?|disks?"
    r"|drives?|engines?|hardware|machines?|memor(?:y|ies)|microcontrollers?|process(?:or|ing)s?|computing|semiconductors?|storage|systems?|units?)\b"
)
"""Words of what an acronym of a device is short for."""
_DIGIT = re.compile(r"\d")
_DIGITS = "0123456789"
_NOTHING_TOLD: Mapping[NameKind, list[Name]] = {"metric": [], "dataset": [], "model": [], "setting": []}
"""The names that are asked for where there are quantities alone."""
_PREFIX = re.compile(r"[A-Z][A-Za-z]{0,9}-\Z")
_PASS_AT = re.compile(r"(?<![\w@.-])(?![Pp]ass@1(?!\d))[A-Za-z]{2,12}@(?:\d+|[kK])(?!\w)")
"""A rate of several tries or at a rank (`pass@8`, `Hit@3`), a metric for each number of them."""
_CONTRAST = re.compile(
    r"(?:Unfortunately|Existing|Current|Previous|Prior|Traditional|Conventional|Recent|Today)\b"
    r"|(?:However|Yet|Although|Despite|While),?\s(?:the\s|many\s|most\s|these\s|such\s)?"
    r"(?:existing|current|previous|prior|traditional|conventional|recent|today|many|most|standard|typical|(?:[a-z]+ )?studies)\b"
)

_CONCEDED = re.compile(
    r"(?:While|Although|Though)\s(?!we\b|our\b)[^,]{10,200},\s[^.]{0,160}?"
    r"\b(?:require|suffer|remain|incur|lack|fail|struggle|hinder|hamper|bottleneck|challeng|prohibitiv|expensive)\w*\b"
)
"""What others achieve at a price: `While Foo halves it, it requires ...`."""


@record
class Parsed:
    """A sentence as the rules see it; all offsets count in the sentence's text."""

    sentence: Sentence
    text: str
    quantities: tuple[Quantity, ...]
    blocked: tuple[Blocked, ...]
    groups: tuple[tuple[int, int], ...]
    """For each quantity the first and the last index of the list of coordinated numbers that it stands in."""
    metrics: tuple[Name, ...]
    """Like data sets and models, looked for only where there are quantities."""
    hardware: tuple[Name, ...]
    datasets: tuple[Name, ...]
    models: tuple[Name, ...]
    """Heads of models' names, without version and size."""
    settings: tuple[Name, ...]
    """Words that settings have, also where they tell none; overlapping ones too."""
    topics: tuple[Name, ...]
    parts: Parts
    """Its words, numbers and signs, cut once for all that looks for names."""
    short_forms: Mapping[str, str]
    """What the text explains acronyms and symbols to mean, in lower case: `RFS` and `rater-feedback score`."""
    is_background: bool
    """Whether it tells of the field or of others' work, before or beside the authors' own."""
    cues: Cues
    """The words by which its numbers are read."""


def parse_sentences(
    sentences: tuple[Sentence, ...], own_names: tuple[str, ...], short_forms: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[Parsed, ...]:
    """Parse the sentences of a text; what stands before the authors first speak of their work is background."""
    first = next((s.number for s in sentences if _is_own(s.text, own_names, vocabulary)), 0)
    return tuple(
        _parse_sentence(
            s, short_forms, vocabulary, is_background=s.number < first or _is_of_others(s.text, own_names, vocabulary)
        )
        for s in sentences
    )


def find_own_names(title: str, text: str) -> tuple[str, ...]:
    """Find what the authors call their work: the title's head before a colon, and names that they introduce."""
    names: list[str] = []
    head = _TITLE_HEAD.match(title)
    if head and len(head[1].split()) <= 4 and _CAPITAL.search(head[1]):
        names.append(head[1].strip())
    names += [word for word in _TITLED.findall(title) if _DIGIT.search(word)]
    names += [name for name in _list_introduced(text) if _OF_NAME.search(name, 1)]
    opens = (_OPENS.match(text), *(_OPENS_NEXT.match(text, stop) for stop in find_places(text, ".!?")))
    names += [match["name"] for match in opens if match and _is_presented(match, title, text)]
    return tuple(dict.fromkeys(names))


def _list_introduced(text: str) -> Iterator[str]:
    """List what stands behind verbs that introduce; the verbs are found one by one, which is quicker than any of them at once."""
    end = 0
    for at in find_places(text, _INTRODUCING):
        if at >= end and (introduced := _INTRODUCED.match(text, at)):
            end = introduced.end()
            yield introduced[1]


def _is_presented(opens: re.Match[str], title: str, text: str) -> bool:
    """Tell whether a name that begins a sentence is the work's: made of the title's words, or new there and named twice again.

    What stands in the title as it is, or with a version, may be what the work is about, unless the title begins with it: `Lid` of
    `Lid-2: Faster Lids` is the work before.
    """
    name = opens["name"]
    words = _WORD.findall(title)
    if name in words:
        return title.startswith(f"{name} ") and ":" in title
    is_again = _OF_NAME.search(name, 1) is not None and not name.isupper() and text.count(name, opens.end()) > 1
    return _is_made_of(name, words) or (is_again and name not in text[: opens.start()])


def _is_made_of(name: str, words: Iterable[str]) -> bool:
    """Tell whether a name was made of a title's words: `LidBot` of `Robots That Close Lids`, `Stitch` of `Stitching`."""
    stems = tuple(part.lower() for part in _HUMP.findall(name) if len(part) >= _SHORTEST_STEM)
    return any(word.lower().startswith(stems) for word in words)


def _is_own(text: str, own_names: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    return (
        any(name in text for name in own_names)
        or vocabulary.cues.own.search(text) is not None
        or (("was" in text or "were" in text) and vocabulary.cues.fill(_REPORTED).search(text) is not None)
    )


def _is_of_others(text: str, own_names: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    is_contrast = (_CONTRAST.match(text) or _CONCEDED.match(text)) is not None
    return is_contrast and not _is_own(text, own_names, vocabulary)


def _parse_sentence(sentence: Sentence, short_forms: Mapping[str, str], vocabulary: Vocabulary, *, is_background: bool) -> Parsed:
    text, cues = sentence.text, vocabulary.cues
    parts = split_parts(text)
    quantities, blocked = find_quantities(text, vocabulary) if _may_count(text) else ((), ())
    kinds: defaultdict[NameKind, list[Name]] = defaultdict(list)
    for name in find_names(text, parts, vocabulary.trie, only_things=not quantities):
        kinds[name.kind].append(name)
    devices = kinds["hardware"]
    devices += (*complete_vendors(text, devices, vocabulary), *complete_codes(text, devices, vocabulary)) if devices else ()
    devices += find_processes(text, vocabulary) if "nm" in text else ()
    if quantities:
        named = (*devices, *kinds["dataset"], *kinds["model"])
        quantities, blocked = _block_named(quantities, blocked, named)
    told = kinds if quantities else _NOTHING_TOLD
    return Parsed(
        sentence=sentence,
        text=text,
        quantities=quantities,
        blocked=blocked,
        groups=group_quantities(text, quantities, cues) if quantities else (),
        metrics=_name_metrics(text, pick_longest(told["metric"]), quantities, cues) if quantities else (),
        hardware=_pick_devices(text, devices, kinds["dataset"], short_forms, vocabulary) if devices else (),
        datasets=pick_longest(told["dataset"]),
        models=pick_longest(told["model"]),
        settings=tuple(told["setting"]),
        topics=tuple(kinds["topic"]),
        parts=parts,
        short_forms=short_forms,
        is_background=is_background,
        cues=cues,
    )


def _pick_devices(
    text: str, devices: list[Name], datasets: list[Name], short_forms: Mapping[str, str], vocabulary: Vocabulary
) -> tuple[Name, ...]:
    """Pick the devices that are no part of another name, and nothing else that is called like one."""
    return pick_longest(
        [
            _add_vendor(text, d, vocabulary)
            for d in devices
            if not (
                is_refused(NO_DEVICE, text, d)
                or _is_part(text, d, devices, datasets, vocabulary)
                or _is_short_for_other(text, d, short_forms)
            )
        ]
    )


def _add_vendor(text: str, device: Name, vocabulary: Vocabulary) -> Name:
    """Let a name begin at its vendor: of `NVIDIA Jetson Orin AGX`, the device is not what the vendor's first words name."""
    vendor = vocabulary.devices[device.id].vendor
    start = device.start - len(vendor) - 1 if vendor else device.start
    is_before = (
        vendor and start >= 0 and text[start : device.start - 1].lower() == vendor.lower() and text[device.start - 1] in " -"
    )
    return replace(device, start=start) if is_before and not text[start - 1 : start].isalnum() else device


def _is_short_for_other(text: str, device: Name, short_forms: Mapping[str, str]) -> bool:
    """Tell whether the text explains a device's acronym as something else: `self-speculative decoding (SSD)`."""
    acronym = text[device.start : device.end].removesuffix("s")
    meaning = short_forms.get(acronym) or short_forms.get(f"{acronym}s")
    return meaning is not None and _OF_DEVICES.search(meaning) is None


def _may_count(text: str) -> bool:
    """Tell whether a text may hold a digit; of ASCII it is quickly asked for each, others may have digits of any script."""
    return any(map(text.__contains__, _DIGITS)) or not text.isascii()


def _is_part(text: str, device: Name, devices: Iterable[Name], datasets: Iterable[Name], vocabulary: Vocabulary) -> bool:
    """Tell whether what reads as a device is a part of another name: `CPU` of `SPEC CPU`, `Zynq` of `Zynq ZCU102`.

    So is a part of a device without a number of its own that is told with its whole: `the Hexagon NPU of a Snapdragon 8 Gen 3`.
    """
    if any(n.start < device.start and device.end <= n.end for n in datasets):
        return True
    if _DIGIT.search(device.id):
        return False
    known = vocabulary.devices[device.id]
    others = [n for n in devices if n is not device]
    if known.generic and any(
        text[n.end : device.start] == " " and _is_made_with(known, vocabulary.devices[n.id]) for n in others
    ):
        return True
    for other in (n for n in others if _DIGIT.search(n.id)):
        is_of_maker = known.vendor == vocabulary.devices[other.id].vendor
        if (known.generic or is_of_maker) and _OF_DEVICE.fullmatch(text, device.end, other.start):
            return True
        if is_of_maker and not known.generic and _WITH.fullmatch(text, device.end, other.start):
            return True
    return False


def _is_made_with(kind: Device, whole: Device) -> bool:
    """Tell whether a kind of device that is named right behind another one is a part of it: `a Snapdragon NPU`."""
    return kind.kind != whole.kind and (whole.vendor is not None or _DIGIT.search(whole.name) is not None)


def _block_named(
    quantities: tuple[Quantity, ...], blocked: tuple[Blocked, ...], names: tuple[Name, ...]
) -> tuple[tuple[Quantity, ...], tuple[Blocked, ...]]:
    """Take the numbers that are a part of a name (`RTX 4090`, `Game of 24`) out of the quantities."""
    spans = [(name.start, name.end) for name in names]
    named = [q for q in quantities if any(low < q.start and q.end <= high for low, high in spans)] if spans else []
    if not named:
        return quantities, blocked
    found = (*blocked, *(Blocked(q.start, q.end, "device") for q in named))
    return tuple(q for q in quantities if q not in named), tuple(sorted(found, key=lambda b: b.start))


def _widen(text: str, name: Name, quantities: tuple[Quantity, ...], cues: Cues) -> Name:
    """Widen a metric by the nouns before it, without which it is another: `position error`."""
    low = max(0, name.end - 60, *(q.end for q in quantities if q.end <= name.start))
    phrase, head = put_in_singular(read_phrase_before(text[low : name.end], cues)), f" {name.id}"
    if not phrase.endswith(head):
        return name
    start = low + text[low : name.end].lower().rfind(phrase[: -len(head)])
    return Name("metric", phrase, name.id, min(start, name.start), name.end)


def _name_metrics(text: str, names: tuple[Name, ...], quantities: tuple[Quantity, ...], cues: Cues) -> tuple[Name, ...]:
    """Widen acronyms that end a longer name (`NTA-IoU`), a metric of its own; drop words that belong to other nouns."""
    passes = [m for m in _PASS_AT.finditer(text) if not any(n.start <= m.start() < n.end for n in names)] if "@" in text else ()
    kept = [Name("metric", m[0].lower(), "success rate", m.start(), m.end()) for m in passes]
    for name in names:
        if is_refused(NO_METRIC, text, name):
            continue
        prefix = _PREFIX.search(text[max(0, name.start - 12) : name.start]) if text.endswith("-", 0, name.start) else None
        if name.id in _WIDENED:
            kept.append(_widen(text, name, quantities, cues))
        elif prefix and name.term != name.term.lower():
            kept.append(
                Name(
                    "metric", text[name.start - len(prefix[0]) : name.end].lower(), name.id, name.start - len(prefix[0]), name.end
                )
            )
        else:
            kept.append(name)
    return pick_longest(kept)


def complete_vendors(text: str, names: Iterable[Name], vocabulary: Vocabulary) -> tuple[Name, ...]:
    """Read `Intel, AMD and ARM CPUs` as three kinds of device: the vendors before the last one share the noun.

    So do architectures of one maker: `Ampere, Hopper and Blackwell GPUs`.
    """
    found: list[Name] = []
    for name in names:
        if name.kind != "hardware":
            continue
        maker, _, noun = name.id.partition(" ")
        start = name.start
        while noun and (vendor := _VENDOR.search(text[max(0, start - 16) : start])):
            spellings = (f"{v} {noun}" for v in (vendor[1], vendor[1].upper(), vendor[1].capitalize()))
            shared = next((s for s in (*spellings, f"{maker} {vendor[1]}") if s in vocabulary.devices), None)
            if shared is None:
                break
            start = max(0, start - 16) + vendor.start(1)
            found.append(Name("hardware", shared, shared, start, start + len(vendor[1])))
    return tuple(found)


def complete_codes(text: str, names: Iterable[Name], vocabulary: Vocabulary) -> Iterator[Name]:
    """Read `a Raspberry Pi 4 and 5` as two products: those behind the first one share what stands before its code."""
    for name in names:
        line, end = _LINE.match(name.id) if name.kind == "hardware" else None, name.end
        while line and (match := _NEXT_CODE.match(text, end)) and (product := line[0] + match["code"]) in vocabulary.devices:
            end = match.end("code")
            yield Name("hardware", product, product, match.start("code") - 1, end)  # a name's first number is one of its own


def find_processes(text: str, vocabulary: Vocabulary) -> tuple[Name, ...]:
    """Read the process of a chip (`a commercial 28nm process`) as a chip of its own, for what is designed in one is one."""
    if _NANOMETERS.search(text) is None or "ASIC" not in vocabulary.devices:
        return ()
    return tuple(Name("hardware", "ASIC", "ASIC", *match.span("process")) for match in _PROCESS.finditer(text))


def _is_value_then_change(text: str, cues: Cues, value: Quantity, change: Quantity) -> bool:
    """Tell whether a value is followed by how much better it is: `a recall of 91%, 14% higher than that of Foo`."""
    is_reached = cues.fill(_REACHES).search(text[max(0, value.start - 24) : value.start]) is not None
    return is_reached and value.kind in ("percent", "score", "bare") and cues.fill(_CHANGED).match(text, change.end) is not None


def group_quantities(text: str, quantities: tuple[Quantity, ...], cues: Cues) -> tuple[tuple[int, int], ...]:
    """Find for each quantity the span of indices of the list that it is coordinated in; alone it spans itself."""
    groups: list[tuple[int, int]] = []
    first = 0
    for index, quantity in enumerate(quantities):
        following = quantities[index + 1] if index + 1 < len(quantities) else None
        between = text[quantity.end : following.start] if following else ""
        is_listed = following and quantity.is_like(following) and len(between) <= 40 and cues.fill(_BETWEEN).fullmatch(between)
        is_aside = following and "(" in between and cues.fill(SET_AGAINST).match(text, following.end)
        is_other = _OWN_ARTICLE.search(between)
        is_apart = following and between == ", " and _is_value_then_change(text, cues, quantity, following)
        if is_listed and not (is_aside or is_other or is_apart):
            continue
        groups += [(first, index)] * (index + 1 - first)
        first = index + 1
    return tuple(groups)
