"""Finds what something is measured on: the data sets, benchmarks and tasks that a sentence names."""

import re
from collections.abc import Sequence

from litatlas.extract.sentence.comparisons import Comparison
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.named_data import (
    find_after_on,
    find_apposed,
    find_called,
    find_fronted,
    find_in,
    find_known,
    find_listed,
    find_scored,
    find_signed,
    find_valued,
    find_words_after_on,
)
from litatlas.extract.slots.offers import Place
from litatlas.extract.slots.scene import Naming, Scene, list_asked, list_leads, overlaps
from litatlas.extract.slots.tasks import (
    DOINGS,
    HEADS,
    SIGNS_OF_HEADS,
    find_contrasted,
    find_doings,
    find_enumerated,
    find_tasks,
    find_worlds,
)

_COMPARABLE = re.compile(
    r"\b(?:comparable|similar|equal|competitive|maintain\w*|preserv\w*|without|match\w*|identical)\b[^.;\d]{0,70}\Z"
)
_AS_METRIC = re.compile(r"\s(?:scores?|metrics?)\b")
"""What makes a measure of the name of data: `almost without a loss of LidBench scores`."""
_AT_EQUAL = re.compile(r"(?:With|At)\s(?:an?\s)?(?:[a-z]+ly\s)?(?:comparable|similar|equal|competitive|identical)\b[^,;\d]{0,70}")
"""What opens a sentence with a claim: `At a similar accuracy on LidBench, ours is 3x faster`."""
_GOES_ON = re.compile(r"-(?:\d+[A-Z]|[A-Z][a-z])|\s(?:Bench|Benchmark|Dataset|Challenge)\b")
"""What makes a longer name of a word."""
_PRETRAINED = re.compile(r"[-\s]pre-?train(?:ed|ing)\b")
"""What tells of what a model saw before, not of what it is measured on: `after LidNet pretraining`."""
_BEFORE_SHORT = re.compile(r"(?:\s[A-Za-z]+)?\s\(")
"""What stands between a name and its short form."""
PLAIN = ("task", "fronted", "enumerated", "doing", "contrasted")
"""The rules by which plain words tell a task."""
_SPELLED_OUT = re.compile(
    r"\stasks?\s(?:on|of|from)\s(?:the\s)?"
    rf"|\s{HEADS}(?:,?\s(?:including|such as|like|namely)\s|\s?\((?:e\.g\.,?\s|including\s|i\.e\.,?\s)?|:\s|,\s|[-–—]|\s)"
    r"(?:the\s)?"
)
"""What stands between a task and the names of its data: `the tying task on LidBench`."""
_CLAIM = re.compile(
    r"\b(?:state-of-the-art|SOTA|superior|strong|competitive|excellent|best)\s(?:[\w-]+\s){0,3}?(?:on|in|across)\s[^.;\d]{0,40}\Z"
)
_PURPOSE = re.compile(
    r"\b(?:solutions?|paradigms?|potential|promise|promising|suitable|suitability|foundations?|tools?|insights?|directions?|pathways?|practical|capabilit\w+"
    r"|abilit\w+|applicability|valuable|essential|crucial|ideal|alternatives?|recipes?|trained|training|adapted|designed)"
    r"\s(?:for|to|towards?)\s(?:[\w-]+\s){0,3}?\Z"
)
"""What says what a work is good for, not what its number is on: `a practical solution for knot tying tasks`."""
_NEXT_CLAIM = re.compile(r"\s?(?:[\w-]+\s)?,?\s?(?:and|while)\s\w+(?:s|ing)\s")


def find_datasets(parsed: Parsed, comparisons: tuple[Comparison, ...]) -> tuple[Place, ...]:
    """Find the data sets, benchmarks and tasks of a sentence, as named."""
    metrics = [n for n in parsed.metrics if not _is_in_name(parsed.text, n.start, n.end)]
    others = tuple((n.start, n.end) for n in (*parsed.hardware, *parsed.models, *metrics))
    compared = tuple((c.start, c.end) for c in comparisons)
    places: list[Place] = []
    scene = Scene(parsed, parsed.text, others, compared, (), list_leads(parsed))
    for naming in list_asked(NAMINGS, parsed.text):
        before = len(places)
        for place in naming.find(scene):
            span = (place.start, place.end)
            if (naming.is_free or not overlaps(span, others)) and not any(p.start < span[1] and span[0] < p.end for p in places):
                places.append(place)
        if len(places) > before:
            scene = scene._replace(places=tuple(places))
    kept = sorted(
        place for place in places if not _is_claimed(parsed.text, place) and not _PRETRAINED.match(parsed.text, place.end)
    )
    kept = [place for place in kept if not _is_short_form(parsed.text, place, kept)]
    named = {place.start for place in kept if place.ground not in PLAIN}
    return tuple(place for place in kept if place.ground not in PLAIN or not _is_spelled_out(parsed.text, place, named))


def _is_short_form(text: str, place: Place, places: Sequence[Place]) -> bool:
    """Tell whether a name in brackets is that of the name right before them: `the Loud Lid Benchmark (LLB)`."""
    if not (text.startswith(")", place.end) and text.endswith("(", 0, place.start)):
        return False
    full = next((p for p in places if p.end < place.start and _BEFORE_SHORT.fullmatch(text, p.end, place.start)), None)
    return full is not None and full.name[:1] == place.name[:1] and full.name != full.name.upper()


def _is_spelled_out(text: str, place: Place, named: set[int]) -> bool:
    """Tell whether names follow a task as what it stands for: `three sorting benchmarks (FooQA, BarQA)`."""
    follows = _SPELLED_OUT.match(text, place.end) if named else None
    return follows is not None and follows.end() in named


def _is_in_name(text: str, start: int, end: int) -> bool:
    """Tell whether a metric's word is a part of a name with capitals, as in `FooReward-Bench` and `AP-40K`."""
    return text[start].isupper() and _GOES_ON.match(text, end) is not None


def _is_claimed(text: str, place: Place) -> bool:
    """Tell whether a name is only where a claim without a number holds: `is the best on Foo and runs 3x faster`."""
    is_claim = place.ground in PLAIN or _AS_METRIC.match(text, place.end) or _AT_EQUAL.fullmatch(text, 0, place.start)
    if is_claim and _COMPARABLE.search(text, max(0, place.start - 110), place.start):
        return True
    if place.ground in PLAIN and _PURPOSE.search(text, max(0, place.start - 60), place.start):
        return True
    return _CLAIM.search(text, max(0, place.start - 80), place.start) is not None and bool(_NEXT_CLAIM.match(text, place.end))


NAMINGS = (
    Naming(
        "vocabulary", "The vocabulary has the name.", find_known,
        (("Ours gains 3% accuracy on KITTI.", "KITTI"), ("Ours gains 3% accuracy on KITTI 2.0.", "KITTI 2.0")),
        ("Ours beats MLPerf FooNet by 3% accuracy.",), is_free=True,
    ),
    Naming(
        "called", "The text calls it a data set, a benchmark, a challenge.", find_called,
        (
            ("On the Loud Foot dataset, ours gains 3% accuracy.", "Loud Foot"),
            ("We gain 3% on the sorting task (SortQA).", "SortQA"),
            ("We gain 3% accuracy by replaying LidDB prompts.", "LidDB"),
        ),
        ("Ours takes 3 ms on an RTX 4090 setup.", "We gain 3% accuracy by replaying LLM prompts."),
        signs=(
            "ataset", "enchmark", "test", "corpus", "leaderboard", "suite", "setup", "hallenge", "competition", "protocol",
            "task", "prompts", "scenes", "questions", "problems", "traces", "conversations", "queries", "documents", "clips",
            "recordings",
        ),
        is_free=True,
    ),
    Naming(
        "signed", "It stands by a number as a known name does.", find_signed,
        (("We get speedups of 3x in AFHQ and 4x in Img32b.", "Img32b"),), ("We get speedups of 3x in Wan and 4x in Img32b.",),
    ),
    Naming(
        "fronted", "A clause says first that it is on it.", find_fronted,
        (
            ("On our held-out lid set, ours gains 3% accuracy.", "held-out lid"),
            ("For wet lid detection, ours gains 3% accuracy.", "wet lid detection"),
            ("On lid sorting and tying, ours gains 3% accuracy.", "lid sorting, tying"),
            ("On lid sorting with wet gloves, ours gains 3% accuracy.", "lid sorting"),
            ("Averaged over lid sorting and tying, ours gains 3% accuracy.", "lid sorting, tying"),
            ("In BazGym, ours gains 3% accuracy.", "BazGym"),
            ("On BazBench Full, ours gains 3% accuracy.", "BazBench Full"),
        ),
        ("On average, ours gains 3% accuracy.", "On two A100 servers, ours is 3x faster.", "In practice, ours gains 3%."),
        is_free=True,
    ),
    Naming(
        "after-on", "It stands after `on` and has the shape of a data set's name.", find_after_on,
        (("Ours gains 3% accuracy on LiD-CE.", "LiD-CE"), ("Ours gains 3% accuracy on 7Lids.", "7Lids")),
        ("Ours gains 3% accuracy on FooNet-7B trained on lids.",),
    ),
    Naming(
        "words-after-on", "... or is a name of several words with capitals.", find_words_after_on,
        (("Ours gains 3% accuracy on Loud Kitchen Words.", "Loud Kitchen Words"),), ("Ours is 2x faster on Acme Cloud Servers.",),
    ),
    Naming(
        "setting", "Simulation and the real world are told apart.", find_worlds,
        (("Ours fails in 8% of runs in simulation and 24% in the real world.", "simulation, real world"),),
        ("Ours fails in 8% of runs in simulation.",), signs=("simulation",), is_free=True,
    ),
    Naming(
        "task", "Plain words tell a task or a kind of data.", find_tasks,
        (
            ("We gain 3% accuracy across five parcel sorting benchmarks.", "parcel sorting"),
            ("Experiments on knot tying show that ours is 2x faster.", "knot tying"),
            ("Tests on wet and dry lid benchmarks show 3% higher accuracy.", "wet and dry lid"),
        ),
        (
            "We gain 3% accuracy on various downstream tasks.", "We gain 3% accuracy on 10+ tasks.",
            "Tests on knot tying benchmarks (FooQA, BarQA) show 3% higher accuracy.",
            "Tests on real-world data show 3% higher accuracy.", "We gain 3% accuracy except for one dataset.",
            "On limited data, ours gains 3% accuracy.",
        ),
        signs=("xperiments on", *SIGNS_OF_HEADS),
    ),
    Naming(
        "enumerated", "Plain words list tasks or fields behind the noun for them.", find_enumerated,
        (
            ("Ours is 2x faster on tasks including lid tying, folding, and knot sorting.", "lid tying, folding, knot sorting"),
            ("Tests in domains such as medicine, math, and law show 3% higher accuracy.", "medicine, math, law"),
        ),
        ("Ours is 2x faster on tasks in winter.",), signs=(*SIGNS_OF_HEADS, "scenario"),
    ),
    Naming(
        "doing", "The noun for a task tells it alone.", find_doings,
        (
            ("We gain 3% accuracy on lid detection and segmentation.", "lid detection, segmentation"),
            ("We gain 3% in lid editing and 5% in lid tracking.", "lid editing, lid tracking"),
        ),
        ("We gain 3% accuracy by reconstruction.", "Ours is 3x faster in lid editing."), signs=DOINGS,
    ),
    Naming(
        "contrasted", "Each of two numbers has its own words for what it is on.", find_contrasted,
        (
            ("We gain 3% on lid tying and 5% on Sponges.", "lid tying, Sponges"),
            ("We gain 3% on simple tasks and 5% on hard tasks.", "simple tasks, hard tasks"),
            ("Ours is 2x faster for wet lids and 3x for dry lids.", "wet lids, dry lids"),
        ),
        (
            "We gain 3% on average and 5% on large models.",
            "On KITTI, we gain 3% for lids and 5% for knots.",
            "We gain 3% in tying and 5% in folding.",
        ),
    ),
    Naming(
        "apposed", "It follows the word for what it is.", find_apposed,
        (("Ours gains 3% accuracy on two benchmarks, FooQA and BarQA, over Foo.", "FooQA"),),
        ("On two benchmarks, FooNet gains 3%.",), signs=("task", "benchmark", "dataset", "suite", "test set", "domain"),
    ),
    Naming(
        "valued", "It stands in a row of names with values in brackets.", find_valued,
        (
            ("Ours gains accuracy in FooQA (+3%), BarQA (+4%) and Hard (+5%).", "FooQA, BarQA, Hard"),
            ("Ours gains accuracy in lid tying (+3%), folding (+4%) and knot sorting (+5%).", "lid tying, folding, knot sorting"),
            ("Ours gains on tasks, including Sorting (+3%), Tying (+4%) and Folding (+5%).", "Sorting, Tying, Folding"),
        ), ("Ours wins FooQA (+3%).",), signs=(" (",),
    ),
    Naming(
        "in-name", "It has the shape of a benchmark's name and stands after `in` or, behind a share, after `of`.", find_in,
        (("Ours improves F1 by 3.2 in LidBench.", "LidBench"), ("Ours solves 88% of LidBench.", "LidBench")),
        ("Ours improves F1 by 3.2 in PyTorch.",),
    ),
    Naming(
        "scored", "It stands right before what was scored on it.", find_scored,
        (("Ours raises LidQA accuracy to 70%.", "LidQA"),), ("Ours raises LLM accuracy to 70%.",),
    ),
    Naming(
        "listed", "It is coordinated with another.", find_listed,
        (
            ("Tests on KITTI, FooQA and BarQA-24 show 3% higher accuracy.", "FooQA, BarQA-24"),
            ("Tests on KITTI, FooQA, and Loud Lids show 3% higher accuracy.", "FooQA, Loud Lids"),
            ("Tests on KITTI, Sponges and FooQA show 3% higher accuracy.", "Sponges, FooQA"),
            ("Tests on Sponges, Loud Lids, and KITTI show 3% higher accuracy.", "Sponges, Loud Lids"),
            ("Tests on KITTI and LidNet show 3% higher accuracy.", "LidNet"),
        ),
        ("Tests on KITTI, where FooQA fails, show 3% higher accuracy.",),
    ),
)  # fmt: skip
"""The rules by which words name data, in order: what stands where an earlier one found something is its."""
