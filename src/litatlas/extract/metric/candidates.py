"""Lists every metric that a number of a sentence can be of, each with the grounds for it: what a judge chooses among."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

from litatlas.extract.lexicon.names import Name
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.by_unit import find_by_unit
from litatlas.extract.metric.changed import name_phrase, read_coordinated_object, read_object_of_change, read_subject_of_change
from litatlas.extract.metric.frame import Frame, Ground, MetricRule
from litatlas.extract.metric.words_after import fits
from litatlas.extract.sentence.context import PHRASE_END, Context, read_context
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.phrases import read_phrase_before

Side = Literal["before", "after", "none"]
"""Where a candidate stands: before the numbers, after them, or nowhere in the sentence."""
Source = Literal[
    "name", "phrase-after", "phrase-before", "object", "subject", "coordinated", "number", "unit", "speed", "performance", "rules"
]
"""What proposes a candidate: a name that the vocabulary knows, a noun phrase after or before the numbers, the object or subject
of a change, another number of the sentence, the number's unit, a word of speed, nothing, or the rules alone."""

_GROUNDS: Mapping[Source, Ground] = MappingProxyType({
    "name": "stated", "phrase-after": "worded", "phrase-before": "worded", "object": "worded", "subject": "worded",
    "coordinated": "worded", "number": "carried", "unit": "unit", "speed": "stated", "performance": "default",
})  # fmt: skip
"""The ground that each source gives, but for that of the rules, who have their own."""
_ORDER: tuple[Source, ...] = get_args(Source)
"""The order in which candidates are listed."""
_LEADING = re.compile(r"\s?(?:of|in|on|for)\s(?:the\s|its\s|their\s|all\s)?")
_CHANGE = re.compile(
    r"\b(?:improvement|gain|reduction|increase|decrease|drop|boost|saving|degradation|loss|decline)s?\s(?:in|of)\s"
)


@dataclass(frozen=True, slots=True)
class MetricCandidate:
    """A metric that a number can be of."""

    metric: str
    source: Source
    ground: Ground
    side: Side
    distance: int
    """Characters between the candidate and the list that the number stands in; 0 for one that stands nowhere."""
    numbers_between: int
    """Other numbers between the two."""
    link: str
    """The word or sign that ties the numbers to what is before them; empty where there is none."""
    is_tied: bool
    """Whether nothing but that link, or a space, stands between."""
    in_clause: bool
    """Whether it stands in the numbers' own clause, before the next number on either side."""
    in_phrase: bool
    """Whether it stands in the noun phrase right after the numbers."""
    fits: bool
    """Whether it can be stated in the number's unit, as far as the vocabulary tells."""
    rule: MetricRule | None
    """The rule by which the rules chose this metric; None where they chose another."""


@dataclass(frozen=True, slots=True)
class _Scene:
    """A number and all that its candidates are looked for in."""

    parsed: Parsed
    index: int
    frames: Sequence[Frame]
    context: Context
    vocabulary: Vocabulary

    @property
    def start(self) -> int:
        """Where the list of numbers starts."""
        return self.parsed.quantities[self.parsed.groups[self.index][0]].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.parsed.quantities[self.parsed.groups[self.index][1]].end


def list_candidates(parsed: Parsed, index: int, frames: Sequence[Frame], vocabulary: Vocabulary) -> tuple[MetricCandidate, ...]:
    """List all candidates for the quantity at `index` of a sentence, that of the rules first, then by source and nearness.

    `frames` are those that the rules read of the whole sentence (`read_frames`). One metric may stand there several times, once
    for each source and place. Pure, and linear in the sentence's length.
    """
    scene = _Scene(parsed, index, frames, read_context(parsed, index), vocabulary)
    named = list(_list_named(scene))
    ids = {candidate.metric for candidate in named}
    worded = (candidate for candidate in _list_worded(scene) if candidate.metric not in ids)
    found = [*named, *worded, *_list_carried(scene), *_list_placeless(scene)]
    chosen = frames[index].metric
    if chosen is not None and all(candidate.metric != chosen for candidate in found):
        found.append(_place(scene, chosen, "rules", 0, 0))
    return tuple(sorted(found, key=_rank))


def _rank(candidate: MetricCandidate) -> tuple[bool, int, int]:
    return candidate.rule is None, _ORDER.index(candidate.source), candidate.distance


def _list_named(scene: _Scene) -> Iterator[MetricCandidate]:
    """List the metrics that the vocabulary knows, wherever they stand."""
    for name in scene.parsed.metrics:
        yield _place(scene, name.id, "name", name.start, name.end, fits_unit=_fits(scene, name))


def _fits(scene: _Scene, name: Name) -> bool:
    return fits(name, scene.parsed.quantities[scene.index], scene.vocabulary)


def _list_worded(scene: _Scene) -> Iterator[MetricCandidate]:
    """List the noun phrases that may name a metric of the text's own."""
    context, quantity = scene.context, scene.parsed.quantities[scene.index]
    found: tuple[tuple[Source, str], ...] = (
        ("phrase-before", read_phrase_before(context.head, scene.vocabulary.cues)),
        ("object", read_object_of_change(quantity, context, scene.vocabulary)),
        ("subject", read_subject_of_change(scene.parsed, context)),
        ("coordinated", read_coordinated_object(scene.parsed, context)),
    )
    for source, phrase in found:
        if phrase:
            at = context.head.lower().rfind(phrase)
            start = context.before_start + at if at >= 0 else context.before_start
            yield _place(scene, phrase, source, start, start + len(phrase))
    if after := _read_phrase_after(scene):
        at = scene.parsed.text.lower().find(after, context.after_start)
        yield _place(scene, after, "phrase-after", max(at, context.after_start), max(at, context.after_start) + len(after))


def _read_phrase_after(scene: _Scene) -> str:
    """Return the noun phrase after the numbers, without what is said of it before: `3x fewer lookups`, `12% of the cache`."""
    after = scene.context.after
    change = _CHANGE.search(after[:60])
    opening = change if change and change.start() <= len(scene.context.phrase) else _LEADING.match(after)
    start = opening.end() if opening else 0
    stop = scene.parsed.cues.fill(PHRASE_END).search(after, start)
    phrase = after[start : stop.start() if stop else len(after)]
    comparative = scene.vocabulary.cues.comparative.match(phrase.lstrip())
    return name_phrase(phrase.lstrip()[comparative.end() :] if comparative else phrase, scene.vocabulary.cues)


def _list_carried(scene: _Scene) -> Iterator[MetricCandidate]:
    """List the metrics of the sentence's other numbers."""
    for index, (quantity, frame) in enumerate(zip(scene.parsed.quantities, scene.frames, strict=True)):
        if index != scene.index and frame.metric:
            is_like = quantity.is_like(scene.parsed.quantities[scene.index])
            yield _place(scene, frame.metric, "number", quantity.start, quantity.end, fits_unit=is_like)


def _list_placeless(scene: _Scene) -> Iterator[MetricCandidate]:
    """List what the unit, a word of speed, or nothing but a change tells."""
    quantity, context = scene.parsed.quantities[scene.index], scene.context
    if metric := find_by_unit(scene.parsed, quantity, context, scene.vocabulary):
        yield _place(scene, metric, "unit", 0, 0)
    if sped := scene.vocabulary.cues.speed.search(scene.parsed.text):
        yield _place(scene, "speed", "speed", sped.start(), sped.end(), fits_unit=quantity.kind in ("ratio", "percent"))
    if quantity.kind in ("ratio", "percent", "score", "bare"):
        yield _place(scene, "performance", "performance", 0, 0)


def _place(scene: _Scene, metric: str, source: Source, start: int, end: int, *, fits_unit: bool = True) -> MetricCandidate:
    """Make a candidate of a metric that stands at `start` to `end` of the sentence; nowhere where both are 0."""
    frame, context = scene.frames[scene.index], scene.context
    side: Side = "none" if end == 0 else "before" if start < scene.start else "after"
    low, high = (end, scene.start) if side == "before" else (scene.end, start)
    between = scene.parsed.text[low:high] if side != "none" else ""
    tie = scene.parsed.text[context.before_start + len(context.head) : scene.start] if side == "before" else ""
    return MetricCandidate(
        metric=metric,
        source=source,
        ground=frame.ground if source == "rules" else _GROUNDS[source],
        side=side,
        distance=max(0, high - low) if side != "none" else 0,
        numbers_between=sum(low <= q.start < high for q in scene.parsed.quantities) if side != "none" else 0,
        link=context.link,
        is_tied=side != "none" and between.strip() in ("", tie.strip()),
        in_clause=side != "none" and context.before_start <= start and end <= context.after_start + len(context.after),
        in_phrase=side == "after" and start < context.after_start + len(context.phrase),
        fits=fits_unit,
        rule=frame.rule if metric == frame.metric else None,
    )
