"""Makes result rows of the numbers that are results, joins duplicates and gives each its id."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from litatlas.extract.baselines import find_baseline, find_comparisons
from litatlas.extract.conditions import choose, find_datasets, find_devices, find_models, find_stage
from litatlas.extract.frames import read_frames
from litatlas.extract.lexicon import Vocabulary
from litatlas.extract.quantities import Quantity
from litatlas.extract.roles import find_role
from litatlas.extract.scenes import Scene
from litatlas.extract.subjects import find_subject
from litatlas.model import Bound, Field, Result, Span
from litatlas.read.repair import Repaired

_BREAK = re.compile(r";|\b(?:while|whereas|but|with|by|achiev\w+|\w+ing|than|compared|over)\b|\.\s")
_BOUNDS = get_args(Bound)


def build_rows(field: Field, repaired: Repaired, scenes: tuple[Scene, ...], vocabulary: Vocabulary) -> tuple[Result, ...]:
    """Build the rows of one text, in the order of their numbers, still without ids and with duplicates."""
    rows: list[Result] = []
    stage: tuple[str, ...] = ()
    for scene in scenes:
        if scene.is_background:
            continue
        stage = find_stage(scene, vocabulary) or stage
        comparisons = find_comparisons(scene.text) if scene.quantities else ()
        datasets, models = (find_datasets(scene), find_models(scene)) if scene.quantities else ((), ())
        compared = frozenset(item for comparison in comparisons for item in comparison.items)
        bounds = spread_bounds(scene)
        for index, (quantity, frame) in enumerate(zip(scene.quantities, read_frames(scene, vocabulary), strict=True)):
            if not find_role(scene, index, frame, vocabulary).is_result or frame.metric is None:
                continue
            start, end = repaired.raw_span(scene.sentence.start + quantity.start, scene.sentence.start + quantity.end)
            low, high = repaired.raw_span(scene.sentence.start, scene.sentence.end)
            if start == end:
                continue
            rows.append(
                Result(
                    id="",
                    quote=repaired.raw[start:end],
                    low=quantity.low,
                    high=quantity.high,
                    unit=quantity.unit,
                    form=frame.form,
                    metric=frame.metric,
                    effect=frame.effect,
                    bound=bounds[index],
                    baseline=find_baseline(scene, index, comparisons, is_value=frame.form == "absolute"),
                    hardware=find_devices(
                        scene, index, vocabulary, inherited=stage if _is_measured(quantity) else (), compared=compared
                    ),
                    dataset=choose(scene, index, datasets),
                    model=choose(scene, index, models),
                    subject=find_subject(scene, index, frame, comparisons),
                    evidence=Span(field, start, end),
                    context=Span(field, min(low, start), max(high, end)),
                )
            )
    return tuple(rows)


def _is_measured(quantity: Quantity) -> bool:
    """Tell whether a number depends on the device, so that one named in an earlier sentence holds for it."""
    return quantity.kind in ("ratio", "time", "rate", "energy", "power", "efficiency", "compute rate")


def spread_bounds(scene: Scene) -> tuple[Bound | None, ...]:
    """Spread a qualifier over the numbers that are coordinated with its own, up to one with a qualifier of its own."""
    bounds: list[Bound | None] = []
    for index, quantity in enumerate(scene.quantities):
        bound = quantity.bound
        if bound is None and index and bounds[-1] is not None:
            previous = scene.quantities[index - 1]
            between = scene.text[previous.end : quantity.start]
            if scene.groups[index] == scene.groups[index - 1] or (
                len(between) < 60 and re.search(r"\band\b", between) and "," not in between and not _BREAK.search(between)
            ):
                bound = bounds[-1]
        bounds.append(bound)
    return tuple(bounds)


def join_rows(title: Iterable[Result], abstract: Iterable[Result]) -> tuple[Result, ...]:
    """Join the rows of title and abstract: a number stated twice is one row, the abstract's; each gets its id."""
    kept: list[Result] = []
    seen: dict[tuple[float, float, str], list[Result]] = {}
    for row in (*abstract, *title):
        equals = seen.setdefault((row.low, row.high, row.unit), [])
        if not any(_repeats(row, other) for other in equals):
            equals.append(row)
            kept.append(row)
    return _with_ids(kept)


def _repeats(row: Result, other: Result) -> bool:
    """Tell whether a row states again what an equal number of another sentence states."""
    if row.evidence.field != other.evidence.field:
        return True
    return row.context != other.context and (row.metric, row.form, row.subject) == (other.metric, other.form, other.subject)


def _with_ids(rows: Iterable[Result]) -> tuple[Result, ...]:
    """Give each row an id of its quote, value and unit, and of its number among equal ones."""
    counts: dict[str, int] = {}
    numbered: list[Result] = []
    for row in rows:
        key = "\0".join((" ".join(row.quote.split()).lower(), repr(row.low), repr(row.high), row.unit))
        counts[key] = counts.get(key, 0) + 1
        digest = hashlib.sha256(f"{key}\0{counts[key]}".encode()).hexdigest()[:8]
        numbered.append(replace(row, id=digest))
    return tuple(numbered)
