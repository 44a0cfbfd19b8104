"""Reads every number of a text: what it is, and the row of those that are results."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from litatlas.extract.judging.deciding import Reason, decide
from litatlas.extract.judging.judge import Features, load_judge
from litatlas.extract.judging.opinion import Opinion
from litatlas.extract.lexicon.terms import Cues, Template, Vocabulary
from litatlas.extract.metric.frame import Frame
from litatlas.extract.metric.frames import read_frames
from litatlas.extract.numbers.quantities import Blocked, Quantity
from litatlas.extract.role.role import Role, dismiss
from litatlas.extract.role.roles import find_role
from litatlas.extract.rows.confidence import describe_row, judge_confidence
from litatlas.extract.sentence.comparisons import Comparison, find_comparisons
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.slots.antecedents import offer_datasets
from litatlas.extract.slots.baselines import find_baseline
from litatlas.extract.slots.devices import choose_devices, find_devices, is_score
from litatlas.extract.slots.models import find_models
from litatlas.extract.slots.offers import Place, take_first
from litatlas.extract.slots.platform import find_platform
from litatlas.extract.slots.relations import choose
from litatlas.extract.slots.settings import Settings, fill_setting, find_settings
from litatlas.extract.slots.slot import Slot
from litatlas.extract.slots.subjects import find_own, find_subjects, list_quoted
from litatlas.extract.slots.workloads import find_datasets
from litatlas.model import Bound, Result, Span
from litatlas.text.readable import Text

_ON_AVERAGE = re.compile(r"(?:\A(?:[A-Z]\w+(?:\s\w+)?,\s)?[Oo]n average,?\s(?=\D)|\b[A-Z][\w-]+\son average\s)")
"""`On average, Foo improves ...`, `Foo on average finds ...`."""
_AND = re.compile(r"\band\b")
_NEXT_ITEM = re.compile(r",\s(?:and\s)?an?\s\Z")
_BREAK = Template(
    r";|\b(?:while|whereas|but|with|by|runs?|is|are|was|were|has|takes?|{reach}|\w+ing|than|compared|{compare}|over)\b|\.\s"
)
_VERB_AND = re.compile(r"\band\s[a-z]+(?<!s)s\s\Z")
"""A verb right before a number, of which it says something new: `flies at up to 15 m/s and lasts 32 minutes`."""
_AND_NUMBER = re.compile(r",?\sand\s(?:of\s|by\s)?\Z")
_NEW_CLAUSE = Template(r";|\b(?:while|whereas|but|with|{reach}|reduc\w+|improv\w+|average)\b|\.\s")

_REDUCED_TO = re.compile(r"\bto\s(?:[a-z]+\s){0,2}\Z")
"""What makes a ratio the one that is left: `cuts the memory to 0.5x`, as `0.5x the memory` does; but `0.5x higher throughput` may
be half of it or half as much again."""
LOOKED_BACK = 3
"""Sentences in which what a sentence points back to is looked for."""


class Reading(NamedTuple):
    """A number of a text, and what the rules made of it."""

    quote: str
    """The number with its unit, raw."""
    evidence: Span
    context: Span
    """Its sentence."""
    sentence: str
    """Its sentence, repaired."""
    quantity: Quantity | None
    """None for a number that is a name, a counter or the like."""
    frame: Frame | None
    """None for a number that is no quantity or stands in a sentence about the field."""
    role: Role
    slots: Mapping[str, Slot]
    """What the number holds for, by the field of the row; empty where it is no result."""
    result: Result | None
    """The row, still without its id; None where the number is no result."""
    features: Features = ()
    """What is told of the row, by which its confidence is judged; empty where the number is no result."""
    judged: tuple[Reason, ...] = ()
    """What tells why it was decided otherwise than the rules had it; empty where they were followed."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """What spoke for deciding otherwise than the rules; empty where they were followed."""
        return tuple(tell() for tell in self.judged)


class _Where(NamedTuple):
    """A sentence, and where it stands."""

    passage: str
    """The id of its passage."""
    repaired: Text
    """The text of the passage."""
    parsed: Parsed
    context: Span
    """The sentence in the raw text."""


class _Told(NamedTuple):
    """What is told before a sentence and holds for it."""

    platform: tuple[str, ...]
    """The devices that an earlier sentence says everything runs on."""
    sentences: tuple[Parsed, ...]
    """The last sentences before it, at most `LOOKED_BACK`."""
    own_benchmark: str | None
    """The data that the title presents."""


class _Setting(NamedTuple):
    """A sentence with all that its numbers share."""

    parsed: Parsed
    frames: tuple[Frame, ...]
    comparisons: tuple[Comparison, ...]
    devices: tuple[Place, ...]
    datasets: tuple[Place, ...]
    models: tuple[Place, ...]
    settings: Settings
    subjects: tuple[Slot, ...]
    """Whose each number is."""
    bounds: tuple[Bound | None, ...]
    told: _Told


def read_numbers(
    passage: str,
    repaired: Text,
    sentences: tuple[Parsed, ...],
    vocabulary: Vocabulary,
    opinion: Opinion,
    own_benchmark: str | None = None,
) -> tuple[Reading, ...]:
    """Read the numbers of one text, in the order in which they stand; linear in its length.

    What the rules make of a number is decided anew by `opinion`. What a paper finds on data that its own title presents,
    `own_benchmark`, is on it where a sentence names no other.
    """
    readings: list[Reading] = []
    platform: tuple[str, ...] = ()
    for place, parsed in enumerate(sentences):
        if parsed.hardware and not parsed.is_background:
            platform = find_platform(parsed, vocabulary) or platform
        if not (parsed.quantities or parsed.blocked):
            continue
        where = _find_where(passage, repaired, parsed)
        found = [_read_blocked(where, blocked) for blocked in parsed.blocked]
        if parsed.is_background:
            found += (_read_other(where, quantity, None, dismiss("background")) for quantity in parsed.quantities)
        elif parsed.quantities:
            told = _Told(platform, sentences[max(0, place - LOOKED_BACK) : place], own_benchmark)
            found += _read_sentence(where, told, vocabulary, opinion)
        readings += sorted(found, key=lambda reading: reading.evidence.start)
    return tuple(readings)


def _read_sentence(where: _Where, told: _Told, vocabulary: Vocabulary, opinion: Opinion) -> Iterator[Reading]:
    """Read the quantities of a sentence that tells of the work."""
    parsed = where.parsed
    read = read_frames(parsed, vocabulary)
    judged = [find_role(parsed, i, frame, vocabulary) for i, frame in enumerate(read)]
    decisions = decide(parsed, read, judged, told.sentences, vocabulary, opinion)
    frames, roles = tuple(one.frame for one in decisions), [one.role for one in decisions]
    setting = _set_up(parsed, frames, told, vocabulary) if any(role.is_result for role in roles) else None
    for index, (quantity, (frame, role, reasons)) in enumerate(zip(parsed.quantities, decisions, strict=True)):
        if setting and role.is_result:
            reading = _read_result(where, setting, index, role, vocabulary)
        else:
            reading = _read_other(where, quantity, frame, role)
        yield reading._replace(judged=reasons) if reasons else reading


def _set_up(parsed: Parsed, frames: tuple[Frame, ...], told: _Told, vocabulary: Vocabulary) -> _Setting:
    comparisons = find_comparisons(parsed.text, parsed.cues)
    devices = find_devices(parsed, comparisons, vocabulary)
    datasets, models = find_datasets(parsed, comparisons), find_models(parsed, comparisons)
    settings = find_settings(parsed, comparisons, vocabulary)
    subjects = find_subjects(parsed, frames, comparisons)
    return _Setting(parsed, frames, comparisons, devices, datasets, models, settings, subjects, spread_bounds(parsed), told)


def _read_blocked(where: _Where, blocked: Blocked) -> Reading:
    quote, evidence, context = _locate(where, blocked.start, blocked.end)
    return Reading(quote, evidence, context, where.parsed.text, None, None, dismiss(blocked.rule), {}, None)


def _read_other(where: _Where, quantity: Quantity, frame: Frame | None, role: Role) -> Reading:
    quote, evidence, context = _locate(where, quantity.start, quantity.end)
    return Reading(quote, evidence, context, where.parsed.text, quantity, frame, role, {}, None)


def _read_result(where: _Where, setting: _Setting, index: int, role: Role, vocabulary: Vocabulary) -> Reading:
    """Read what a result holds for, and build its row."""
    parsed, quantity, frame = setting.parsed, setting.parsed.quantities[index], setting.frames[index]
    quote, evidence, context = _locate(where, quantity.start, quantity.end)
    if evidence.start == evidence.end:
        return _read_other(where, quantity, frame, dismiss("unreadable"))
    slots = _fill_slots(setting, index, vocabulary)
    flags = tuple(_list_flags(parsed, index, frame, slots, vocabulary))
    features = describe_row(parsed, index, frame, role, slots, vocabulary, is_open=bool(flags))
    result = Result(
        id="",
        quote=quote,
        low=quantity.low,
        high=quantity.high,
        unit=quantity.unit,
        form=frame.form,
        metric=frame.metric or "",
        effect=frame.effect,
        bound=setting.bounds[index],
        baseline=slots["baseline"].values,
        hardware=slots["hardware"].values,
        dataset=slots["dataset"].values,
        model=slots["model"].values,
        setting=slots["setting"].values,
        subject=next(iter(slots["subject"].values), None),
        evidence=evidence,
        context=context,
        confidence=judge_confidence(features, load_judge()),
        flags=flags,
    )
    return Reading(quote, evidence, context, parsed.text, quantity, frame, role, slots, result, features)


def _list_flags(parsed: Parsed, index: int, frame: Frame, slots: Mapping[str, Slot], vocabulary: Vocabulary) -> Iterator[str]:
    """List what of a row is open: slots that could not be filled, and a value that goes against its words."""
    yield from (f"{name}: {slot.flag}" for name, slot in slots.items() if slot.flag)
    quantity = parsed.quantities[index]
    if frame.form != "ratio" or frame.effect is None or quantity.high >= 1:
        return
    term = vocabulary.metrics.get(frame.metric or "")
    is_left = frame.direction is None or _REDUCED_TO.search(parsed.text, max(0, quantity.start - 24), quantity.start) is not None
    if not is_left or (frame.effect == "better" and (term is None or term.better != "lower")):
        yield f"value: a ratio below 1 that is told as {frame.effect}"


def _fill_slots(setting: _Setting, index: int, vocabulary: Vocabulary) -> dict[str, Slot]:
    parsed, frame, comparisons, told = setting.parsed, setting.frames[index], setting.comparisons, setting.told
    subject = setting.subjects[index]
    owners = [next(iter(slot.values), None) for slot in setting.subjects]
    quoted = list_quoted(parsed, index, owners) if frame.form == "absolute" else ()
    baseline = Slot((), "quoted") if subject.values else find_baseline(parsed, index, comparisons, form=frame.form, quoted=quoted)
    places = [index, *(() if (own_value := find_own(parsed, index, owners)) is None else (own_value,))]
    is_found = frame.form != "ratio" and parsed.quantities[index].kind in ("percent", "score", "bare")
    own = told.own_benchmark if is_found else None
    devices = _first_filled(choose_devices(parsed, i, setting.devices, frame, told.platform, vocabulary) for i in places)
    return {
        "baseline": baseline,
        "hardware": devices,
        "dataset": _first_filled(
            take_first(offer_datasets(parsed, i, setting.datasets, setting.frames, told.sentences, own, vocabulary))
            for i in places
        ),
        "model": _first_filled(choose(parsed, i, setting.models) for i in places),
        "setting": fill_setting(
            setting.settings,
            index,
            frame,
            devices,
            is_score=is_score(frame, vocabulary),
            is_before=bool(subject.values) and parsed.quantities[index].pair is not None,
        ),
        "subject": subject,
    }


def _first_filled(slots: Iterable[Slot]) -> Slot:
    """Return the first of slots that is filled, else the first: another's value holds for what the own value beside it does."""
    tried: list[Slot] = []
    for slot in slots:
        if slot.values or slot.flag is not None:
            return slot
        tried.append(slot)
    return tried[0]


def _find_where(passage: str, repaired: Text, parsed: Parsed) -> _Where:
    """Find where a sentence stands in the raw text."""
    return _Where(passage, repaired, parsed, Span(passage, *repaired.raw_span(parsed.sentence.start, parsed.sentence.end)))


def _locate(where: _Where, start: int, end: int) -> tuple[str, Span, Span]:
    """Return a piece of a sentence, raw, its place, and the place of the whole sentence."""
    offset, context = where.parsed.sentence.start, where.context
    first, last = where.repaired.raw_span(offset + start, offset + end)
    if first < context.start or last > context.end:
        context = Span(where.passage, min(context.start, first), max(context.end, last))
    return where.repaired.raw[first:last], Span(where.passage, first, last), context


def _find_average(parsed: Parsed) -> range:
    """Return the indices of the numbers that an `on average` before them holds for: those of the list right after it."""
    told = _ON_AVERAGE.search(parsed.text) if "n average" in parsed.text else None
    if told is None:
        return range(0)
    first = next((i for i, q in enumerate(parsed.quantities) if q.start >= told.end()), None)
    return range(0) if first is None else range(first, parsed.groups[first][1] + 1)


def _is_listed(between: str, cues: Cues) -> bool:
    """Tell whether two numbers are items of one list by what stands between them: `2x in recall and 3x`, `..., and a 3x`."""
    if len(between) >= 60 or cues.fill(_BREAK).search(between) or _VERB_AND.search(between):
        return False
    return _NEXT_ITEM.search(between) is not None or ("," not in between and _AND.search(between) is not None)


def _is_next(between: str, cues: Cues) -> bool:
    """Tell whether a number right after `and` goes on with the clause before it: `2x faster than Foo and 3x than Bar`."""
    return len(between) < 110 and _AND_NUMBER.search(between) is not None and cues.fill(_NEW_CLAUSE).search(between) is None


def spread_bounds(parsed: Parsed) -> tuple[Bound | None, ...]:
    """Spread a qualifier over the numbers that are coordinated with its own, up to one with a qualifier of its own."""
    bounds: list[Bound | None] = []
    averages = _find_average(parsed)
    for index, quantity in enumerate(parsed.quantities):
        bound = quantity.bound or ("average" if index in averages else None)
        if bound is None and index and bounds[-1] is not None:
            previous = parsed.quantities[index - 1]
            between = parsed.text[previous.end : quantity.start]
            is_next = quantity.kind == previous.kind and _is_next(between, parsed.cues)
            if parsed.groups[index] == parsed.groups[index - 1] or is_next or _is_listed(between, parsed.cues):
                bound = bounds[-1]
        bounds.append(bound)
    return tuple(bounds)
