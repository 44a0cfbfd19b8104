"""Makes result rows of the numbers that are results, joins duplicates and gives each its id."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import get_args

from litatlas.extract.baselines import find_baseline, find_comparisons
from litatlas.extract.conditions import choose, find_devices, find_stage
from litatlas.extract.frames import Frame, read_frames
from litatlas.extract.lexicon import Vocabulary
from litatlas.extract.quantities import Quantity
from litatlas.extract.roles import find_role
from litatlas.extract.scenes import Scene
from litatlas.extract.subjects import find_subject
from litatlas.extract.workloads import find_datasets, find_models
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
        if scene.quantities:
            rows += _build_scene_rows(field, repaired, scene, stage, vocabulary)
    return tuple(rows)


def _build_scene_rows(
    field: Field, repaired: Repaired, scene: Scene, stage: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[Result]:
    """Build the rows of a sentence; `stage` are the devices that an earlier one says everything runs on."""
    frames = read_frames(scene, vocabulary)
    indices = [i for i, frame in enumerate(frames) if frame.metric and find_role(scene, i, frame, vocabulary).is_result]
    if not indices:
        return
    comparisons = find_comparisons(scene.text)
    datasets, models, bounds = find_datasets(scene), find_models(scene, comparisons), spread_bounds(scene)
    low, high = repaired.raw_span(scene.sentence.start, scene.sentence.end)
    for index in indices:
        quantity, frame = scene.quantities[index], frames[index]
        start, end = repaired.raw_span(scene.sentence.start + quantity.start, scene.sentence.start + quantity.end)
        if start == end:
            continue
        subject = find_subject(scene, index, frame, comparisons)
        inherited = stage if _is_measured(quantity) else ()
        devices = () if _is_score(frame, vocabulary) else find_devices(
            scene, index, vocabulary, inherited=inherited, comparisons=comparisons
        )  # fmt: skip
        yield Result(
            id="",
            quote=repaired.raw[start:end],
            low=quantity.low,
            high=quantity.high,
            unit=quantity.unit,
            form=frame.form,
            metric=frame.metric or "",
            effect=frame.effect,
            bound=bounds[index],
            baseline=() if subject else find_baseline(scene, index, comparisons, is_value=frame.form == "absolute"),
            hardware=devices,
            dataset=choose(scene, index, datasets),
            model=choose(scene, index, models),
            subject=subject,
            evidence=Span(field, start, end),
            context=Span(field, min(low, start), max(high, end)),
        )


def _is_measured(quantity: Quantity) -> bool:
    """Tell whether a number depends on the device, so that one named in an earlier sentence holds for it."""
    return quantity.kind in ("ratio", "time", "rate", "energy", "power", "efficiency", "compute rate")


def _is_score(frame: Frame, vocabulary: Vocabulary) -> bool:
    """Tell whether a number is a score that does not depend on the device, as the accuracy of a model."""
    term = vocabulary.metrics.get(frame.metric or "")
    return frame.form in ("absolute", "difference") and term is not None and "score" in term.units


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
