"""Words that read as devices or metrics and stand for another thing: `the SSD layer`, `an energy threshold`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from litatlas.extract.lexicon.names import Name

_NEAR, _FAR = 28, 60
"""Characters before a name that are looked at: for a word or two, and for a phrase."""
Where = TypeVar("Where")
"""A sentence as a rule looks at it: its text, or what was parsed of it."""
_NEGATED = re.compile(
    r"\b(?:not(?:\s(?:an?|the))?|no|without(?:\s[a-z]+ing)?(?:\s(?:an?|the|any))?"
    r"|lack(?:s|ing)?(?:\s(?:an?|the|any))?(?:\s(?!(?:but|so|while|whereas|yet|we|ours?)\b)[\w-]+){0,4}"
    r"|(?:without|no|eliminat\w+|remov\w+|avoid\w+)(?:\sthe)?\sneed\sfor(?:\s[\w-]+)?)\s\Z"
)
_LESS = re.compile(r"-(?:free|less)\b")
_PART_OF_NAME = re.compile(
    r"-\d+(?:\.\d+)?[BM]\b|s?\s(?:layers?|blocks?|mixers?|modules?|chains?|slices?|budgets?|references?)\b"
    r"|(?<=CMOS)[\s-](?i:compatible|oscillators?|cameras?|(?:image\s)?sensors?)\b"
)
"""What follows a device's name where it is another's: `SSD-1B`, `the SSD layer`."""
_RESOURCE = re.compile(r"s?[\s-](?:efficien(?:t|cy)|usage|utili[sz]ation|consumption|resources?|counts?)\b")
"""What follows blocks of an FPGA's logic, which are no device: `DSP efficient`."""
_APPS = re.compile(
    r"\s(?:mobile\s)?(?:apps?|applications?|developers?|programs?|projects?|malware|code|bugs?|UIs?|GUIs?|APIs?|stores?)\b"
)
"""What follows the name of a phone's system where it is told of as software."""
_SYSTEM = r"(?:Windows|Linux|Ubuntu|[Mm]ac\s?OS|HarmonyOS|[Ww]eb)"
_NEXT = r"(?:,?\s(?:and|or)\s|,\s|/)"
_AFTER_SYSTEM = re.compile(rf"\b{_SYSTEM}{_NEXT}(?:(?:Android|iOS){_NEXT})?\Z")
_BEFORE_SYSTEM = re.compile(rf"(?:{_NEXT}(?:Android|iOS))?{_NEXT}{_SYSTEM}\b")
"""Systems of computers in one list with those of phones, by which no device is meant, but what programs run in."""
_PHONE_USE = re.compile(
    r"s?[\s-](?:us(?:ers?|age)|cameras?|images?|photos?|pictures?|videos?|recordings?|footage|captures?|numbers?|calls?|sensors?|data|addiction)\b"
)
"""What follows a phone that is carried about, called with or taken pictures with."""
_OF_SPEECH = re.compile(r"\b(?i:speech|spoken|phonem\w+|phonetic\w*|acoustic\w*|utterances?|pronunciations?)\b")
"""Words beside which a phone is a sound, unless something runs on it."""
_ON_IT = re.compile(r"\b(?:on|onto)\s(?:[a-z]+\s){0,2}\Z")
_CAPTURED = re.compile(
    r"\b(?:captured|recorded|filmed|taken|shot|photographed)\s(?:on|by|with|using|from|via)\s(?:[\w-]+\s){0,3}\Z"
)
"""What precedes a phone that pictures were taken with."""
_OF_HARDWARE = re.compile(
    r"\b(?:storage|flash|disks?|drives?|NVMe|offload\w*|PCIe|I/O|D?RAM|HBM|memory|host|bandwidth|[CGNT]PUs?|FPGAs?|SoCs?|processors?"
    r"|chips?|cores?|hardware|embedded|boards?|phones?)\b"
)
"""Words beside which `SSD` and `DSP` are devices; of models and methods that are called so too, other things are told."""
_OWN_PLACE = re.compile(r"\b(?:on|from|to|onto|into)\s(?:an?\s|the\s)?\Z")
_SO_MANY = re.compile(r"\b(?:[Ss]ingle|[Mm]ulti|[Dd]ual|two|three|four|eight|sixteen|[CGNT]PU|FPGA|SSD)-\Z")
"""What a hyphen joins to a device without making it a part of another word: `single-GPU`, `CPU-GPU transfers`."""
_OTHERS_KIND = re.compile(
    r"\b(?:than|[Cc]ompared (?:to|with)|over|against|versus|vs\.?|[Uu]nlike)\s(?:(?!on\b|in\b|for\b|with\b)[\w-]+\s){0,3}\Z"
)
"""What precedes a device by which the kind of what something is compared with is told."""
_OF_KIND = re.compile(r"-(?:based|centric|only)\b")
_OF_DATA = re.compile(r"\b(?:[Dd]atasets?|[Bb]enchmarks?|subsets?|LPIPS|PSNR)\b")
"""Words beside which a line of phones is the data set that was recorded with it: `on the iPhone dataset`."""
_ON_ONE = re.compile(r"\b(?:an|our|the latest|of)\s\Z")
_ALSO_WORDS = frozenset(("Frontier", "Summit", "Aurora", "Polaris"))
"""Supercomputers whose names titles also have as words: `the Summit of Reasoning`."""
_ENDS_PHRASE = re.compile(r"\Z|[,.;)]|\s(?:and|with|by|while|or|as|at)\b")
_OTHER_HEAD = re.compile(
    r"\s(?:density|intensity|capacity|hierarchy|wall|law|bound|resolution|threshold|barrier|gap|spectrum|spread|methods?|algorithms?|statements?|efficient"
    r"|techniques?|approach(?:es)?|schemes?|frameworks?|strateg(?:y|ies)|formats?|reliability|efficiency|factors?|sizes?)\b"
)
"""Nouns that make something else of the metric before them: `compression methods`, `an energy threshold`."""
_MEANING = re.compile(r"\s\([A-Za-z][\w@-]{1,11}\)")
"""What tells by which measure performance is meant: `the performance (Pass@1)`."""
_OF_NUMBERS = re.compile(r"(?:full|half|mixed|single|double|low|lower|high|bit|FP\d+)[ -]\Z")
"""What makes precision one of numbers, not of a classifier."""


@dataclass(frozen=True, slots=True)
class Misnomer(Generic[Where]):
    """A rule by which the words of a device or a metric name none, or none of those that are looked for."""

    id: str
    says: str
    holds: Callable[[Where, Name], bool]
    """Whether it holds for a name in a sentence."""
    examples: tuple[str, ...]
    """Sentences in which it refuses a name."""
    counterexamples: tuple[str, ...]
    """Sentences like them, with such words, in which it refuses none."""


def is_refused(rules: tuple[Misnomer[Where], ...], where: Where, name: Name) -> bool:
    """Tell whether a rule says that a name in a sentence stands for another thing."""
    for rule in rules:  # noqa: SIM110  (a loop, as each name of each sentence is looked at by all rules)
        if rule.holds(where, name):
            return True
    return False


def _read_before(text: str, name: Name, far: int = _NEAR) -> str:
    return text[max(0, name.start - far) : name.start]


def _is_per_device(text: str, name: Name) -> bool:
    return text.endswith(("OPs/", "OPS/", "s/"), 0, name.start)


def _is_negated(text: str, name: Name) -> bool:
    return _NEGATED.search(_read_before(text, name, _FAR)) is not None or _LESS.match(text, name.end) is not None


def _is_part_of_name(text: str, name: Name) -> bool:
    part = _PART_OF_NAME.match(text, name.end)
    # An acronym may be of another thing; a product is one also as a module or on a reference board.
    return part is not None and (name.id.isalpha() or part[0].startswith("-"))


def _is_compound(text: str, name: Name) -> bool:
    before = _read_before(text, name)
    return before.endswith("-") and before[-2:-1].isalpha() and not _SO_MANY.search(before)


def _is_resource(text: str, name: Name) -> bool:
    return name.id == "DSP" and _RESOURCE.match(text, name.end) is not None


def _is_other_acronym(text: str, name: Name) -> bool:
    if name.term not in ("SSD", "DSP") or text.startswith("s", name.end - 1) or text.startswith("s", name.end):
        return False
    is_place = _OWN_PLACE.search(_read_before(text, name)) is not None
    return not is_place and _OF_HARDWARE.search(text[: name.start] + text[name.end :]) is None


def _is_word(text: str, name: Name) -> bool:
    if name.id not in _ALSO_WORDS or name.term != name.id:
        return False
    is_place = text.endswith((" on ", " at ", " using ", "On "), 0, name.start)
    return not is_place or _ENDS_PHRASE.match(text, name.end) is None


def _is_software(text: str, name: Name) -> bool:
    if name.id != "mobile":
        return False
    return _APPS.match(text, name.end) is not None or (name.term in ("Android", "iOS") and _is_listed_system(text, name))


def _is_listed_system(text: str, name: Name) -> bool:
    return _AFTER_SYSTEM.search(_read_before(text, name)) is not None or _BEFORE_SYSTEM.match(text, name.end) is not None


def _is_carried(text: str, name: Name) -> bool:
    if name.id != "mobile" or "phone" not in name.term:
        return False
    return _PHONE_USE.match(text, name.end) is not None or _CAPTURED.search(_read_before(text, name, _FAR)) is not None


def _is_sound(text: str, name: Name) -> bool:
    if name.term != "phones" or _OF_SPEECH.search(text) is None:
        return False
    return _ON_IT.search(_read_before(text, name)) is None


def _is_recorded(text: str, name: Name) -> bool:
    if name.id != "Apple iPhone" or text.startswith(("s", "-"), name.end):
        return False
    return _OF_DATA.search(text) is not None and _ON_ONE.search(_read_before(text, name)) is None


def _is_of_others_kind(text: str, name: Name) -> bool:
    return _OF_KIND.match(text, name.end) is not None and _OTHERS_KIND.search(_read_before(text, name, _FAR)) is not None


def _is_adjective(text: str, name: Name) -> bool:
    if name.term != "mobile":
        return False
    return not text.endswith((" on ", " for "), 0, name.start) or _ENDS_PHRASE.match(text, name.end) is None


def _is_count(text: str, name: Name) -> bool:
    is_parted = text.startswith("A ", name.start)
    return is_parted and text.startswith("-", name.end)


def _is_divisor(text: str, name: Name) -> bool:
    return text.startswith("/s", name.end) or text.endswith((" per ", "-per-"), 0, name.start)


def _is_of_other(text: str, name: Name) -> bool:
    return _OTHER_HEAD.match(text, name.end) is not None


def _is_explained(text: str, name: Name) -> bool:
    return name.id == "performance" and _MEANING.match(text, name.end) is not None


def _is_one_sample(text: str, name: Name) -> bool:
    return name.id in ("training data", "samples") and text.endswith(("a ", "random "), 0, name.start)


def _is_of_numbers(text: str, name: Name) -> bool:
    return name.id == "precision" and _OF_NUMBERS.search(_read_before(text, name)) is not None


NO_DEVICE = (
    Misnomer(
        "per-device", "What is told for each device is a rate, and the device its unit.", _is_per_device,
        ("Ours has 3.2 GOPs/DSP.",), ("Ours has 3.2 GOPs on a DSP.",),
    ),
    Misnomer(
        "negated", "A device behind `not`, `no` or `without` is the one that was not used.", _is_negated,
        (
            "Ours runs on a GPU, not CPU, 2x faster.", "Ours runs 2x faster without touching the GPU.", "Ours needs no GPU.",
            "Ours is 2x faster on boards lacking accelerators such as GPUs.", "Ours removes the need for GPUs.",
            "Ours is GPU-free.",
        ),
        ("Ours runs on a GPU and a CPU, 2x faster.", "Without changes, a GPU runs ours 2x faster."),
    ),
    Misnomer(
        "part-of-name", "What follows makes a device's name that of a model or of a part of one.", _is_part_of_name,
        ("Our SSD layer is 2x faster.", "Ours is 2x faster than SSD-1B.", "A CMOS image sensor sees lids."),
        ("Our SSD is 2x faster.", "Ours is 2x faster on a Jetson Orin NX module."),
    ),
    Misnomer(
        "compound", "A device behind a hyphen is a part of another word, unless it is told how many there are.", _is_compound,
        ("Ours is 2x faster than Foo-GPU.",),
        ("Ours is 2x faster on a single-GPU server.", "Ours halves CPU-GPU transfers, 2x faster."),
    ),
    Misnomer(
        "resource", "Blocks of an FPGA's logic that are counted or saved are no device.", _is_resource,
        ("Ours has 30% lower DSP usage.",), ("Ours is 2x faster on a DSP.",),
    ),
    Misnomer(
        "other-acronym", "`SSD` and `DSP` are devices beside words of hardware, in the plural, or where something is put.",
        _is_other_acronym,
        ("SSD solves 3 more lids.",), ("SSD storage is 2x faster.", "Ours is 2x faster on a DSP.", "SSDs are 2x faster."),
    ),
    Misnomer(
        "count", "An article before a count that a hyphen joins to its noun is no device.", _is_count,
        ("A 100-member crew sorts 3 lids.", "A 30-lid pilot is done."),
        ("An A100-based pump is 2x faster.", "Ours is 2x faster on an A 100."),
    ),
    Misnomer(
        "also-word", "A supercomputer's name that is a word stands for it only at the end of a phrase that says where.", _is_word,
        ("At the Summit of Reasoning, ours is 2x faster.",), ("Ours is 2x faster on Summit.",),
    ),
    Misnomer(
        "software", "A phone's system that is told of as software is no device.", _is_software,
        ("Ours finds 30% more bugs in Android apps.", "Ours is 2x faster across Windows, Linux and Android."),
        ("Ours is 2x faster on Android phones.",),
    ),
    Misnomer(
        "carried", "A phone that is used, or that takes pictures, runs nothing of the work.", _is_carried,
        ("Ours predicts phone usage.", "Lids are filmed with a handheld phone."), ("Ours is 2x faster on a phone.",),
    ),
    Misnomer(
        "sound", "Phones beside words of speech are its sounds, unless something runs on them.", _is_sound,
        ("Ours tells the phones of slow speech 2x faster.",), ("Ours hears speech on phones 2x faster.",),
    ),
    Misnomer(
        "recorded", "A line of phones beside words of data sets is one that was recorded with it.", _is_recorded,
        ("Ours is 2x faster on the iPhone dataset.", "Ours leads on the Foo and iPhone benchmarks."),
        ("Ours reads a dataset 2x faster on an iPhone.",),
    ),
    Misnomer(
        "others-kind", "A device by which the kind of what the work is compared with is told is no device of the work.",
        _is_of_others_kind,
        ("Ours is 2x faster than other GPU-based pumps.",), ("Our GPU-based pump is 2x faster.",),
    ),
    Misnomer(
        "adjective", "`mobile` alone stands for devices only at the end of a phrase that says where.", _is_adjective,
        ("Ours is 2x faster in mobile networks.",), ("Ours is 2x faster on mobile.",),
    ),
)  # fmt: skip
"""The rules by which the words of a device name none."""
NO_METRIC = (
    Misnomer(
        "divisor", "What something is told for each of, or before `/s`, is its unit.", _is_divisor,
        ("Ours needs 3 J per sample.",), ("Ours needs 30% fewer samples.",),
    ),
    Misnomer(
        "other-head", "A noun behind a metric makes something else of it.", _is_of_other,
        ("Ours has a 30% lower energy threshold.",), ("Ours has 30% lower energy.",),
    ),
    Misnomer(
        "explained", "Performance is the measure that stands in brackets behind it.", _is_explained,
        ("Ours improves the performance (nDCG) by 3%.",), ("Ours improves the performance by 3%.",),
    ),
    Misnomer(
        "one-sample", "One sample, or a random one, is no amount of data.", _is_one_sample,
        ("Ours takes 3 ms for a sample.",), ("Ours needs 30% fewer samples.",),
    ),
    Misnomer(
        "of-numbers", "Precision of numbers is none of a classifier.", _is_of_numbers,
        ("At half precision ours is 2x faster.",), ("Our precision is 91%.",),
    ),
)  # fmt: skip
"""The rules by which the words of a metric name none."""
