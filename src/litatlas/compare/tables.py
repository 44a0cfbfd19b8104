"""Comparison tables: which reported results may stand beside each other, which of those may be ranked, and why."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from litatlas.content.slugs import name_slug
from litatlas.model import Form, Result
from litatlas.review.groups import Reported

Better = Literal["higher", "lower"]
Condition = Literal["baseline", "hardware", "data set", "model", "bound"]

FORM_ORDER: tuple[Form, ...] = ("ratio", "relative", "difference", "fraction", "absolute")
COMPARING_FORMS = frozenset({"ratio", "relative", "difference"})
"""The forms that say how a value stands to another one, so that a baseline belongs to them."""

_HEADINGS: dict[Form, str] = {
    "ratio": "Times as much or as fast",
    "relative": "Relative changes",
    "difference": "Differences",
    "fraction": "Shares",
    "absolute": "Measured values",
}
_MEANINGS: dict[Form, str] = {
    "ratio": "Each value says how many times better or worse {metric} is than the baseline's.",
    "relative": "Each value is a change of {metric} in percent of the baseline's.",
    "difference": "Each value is the distance of two values of {metric}{unit}.",
    "fraction": "Each value is a share of a whole, in percent.",
    "absolute": "Each value is {metric} itself{unit}.",
}


@dataclass(frozen=True, slots=True)
class Traits:
    """What a table knows of its metric."""

    label: str
    better: Better | None
    score: bool = False
    """Whether it measures quality, which hardware does not change, rather than a cost or a speed."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in its place."""

    reported: Reported
    best: bool
    """Whether it is the best of its band; never where the band is not ranked."""
    apart: tuple[Condition, ...]
    """The conditions that keep it from being ranked: not stated, or shared by no other row."""


@dataclass(frozen=True, slots=True)
class Band:
    """Rows of a group that agree in what they were compared with and measured on; or the rest, that agrees with nothing."""

    heading: str
    """`Over Orca and vLLM, on NVIDIA A100`; empty for the rest."""
    reason: str
    """In words, why the rows are ranked or not."""
    ranked: bool
    rows: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class ComparableGroup:
    """Rows of one metric that agree in form and unit, in bands; values quoted of other systems come last in theirs."""

    metric: str
    form: Form
    unit: str
    heading: str
    reason: str
    bands: tuple[Band, ...]

    @property
    def rows(self) -> tuple[Reported, ...]:
        """The results of all bands."""
        return tuple(row.reported for band in self.bands for row in band.rows)


def build_table(reported: Iterable[Reported], traits: Traits) -> tuple[ComparableGroup, ...]:
    """Split a metric's results into the groups that may be compared, the forms in `FORM_ORDER`, larger groups first."""
    return tuple(sorted(build_tables(reported, lambda _: traits), key=lambda group: FORM_ORDER.index(group.form)))


def build_tables(reported: Iterable[Reported], know: Callable[[str], Traits]) -> tuple[ComparableGroup, ...]:
    """Split results of any metrics into the groups that may be compared, those with the most rows first."""
    groups: dict[tuple[str, Form, str], list[Reported]] = defaultdict(list)
    for item in reported:
        groups[name_slug(item.result.metric), item.result.form, item.result.unit].append(item)
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), key[0], FORM_ORDER.index(key[1]), key[2]))
    return tuple(_build_group(groups[key], know(groups[key][0].result.metric)) for key in ordered)


def takes_baseline(result: Result) -> bool:
    """Whether a result compares, so that a missing baseline is one that is not stated."""
    return result.form in COMPARING_FORMS


def _build_group(rows: Sequence[Reported], traits: Traits) -> ComparableGroup:
    first = rows[0].result
    metric, form, unit = first.metric, first.form, first.unit
    heading = _HEADINGS[form] + (f" ({unit})" if unit else "")
    meaning = _MEANINGS[form].format(metric=traits.label, unit=f", in {unit}" if unit else ", without a unit")
    bands = _build_bands(form, rows, traits)
    agreeing = sum(bool(band.heading) for band in bands)
    if len(rows) < 2 or len(bands) == agreeing == 1:
        reason = meaning
    elif agreeing:
        reason = f"{meaning} Rows that agree in {_join(_keys(form))} stand in bands; none is ranked against another band."
    else:
        reason = (
            f"{meaning} No two rows state the same {_join(_needed(form, traits))}, so none is ranked: newest first; "
            "≠ marks what a row does not state or shares with no other."
        )
    return ComparableGroup(metric, form, unit, heading, reason, bands)


def _keys(form: Form) -> tuple[Condition, ...]:
    """What the rows of a band agree in."""
    return ("baseline", "hardware") if form in COMPARING_FORMS else ("hardware", "data set")


def _needed(form: Form, traits: Traits) -> tuple[Condition, ...]:
    """What a row must state to stand in a band: without it, nobody knows what it may be ranked with."""
    return ("data set",) if traits.score and form not in COMPARING_FORMS else _keys(form)


def _read(result: Result, condition: Condition) -> frozenset[str]:
    """What a result states of a condition, in any order and any case."""
    stated: Mapping[Condition, tuple[str, ...]] = {
        "baseline": result.baseline,
        "hardware": result.hardware,
        "data set": result.dataset,
        "model": result.model,
        "bound": (result.bound,) if result.bound else (),
    }
    return frozenset(text.casefold() for text in stated[condition])


def _build_bands(form: Form, rows: Sequence[Reported], traits: Traits) -> tuple[Band, ...]:
    keys, needed = _keys(form), _needed(form, traits)
    agreeing: dict[tuple[frozenset[str], ...], list[Reported]] = defaultdict(list)
    for row in rows:
        if all(_read(row.result, name) for name in needed):
            agreeing[tuple(_read(row.result, name) for name in keys)].append(row)
    bands = [_build_band(form, band, traits) for band in agreeing.values() if len(band) > 1]
    bands.sort(key=lambda band: (not band.ranked, -len(band.rows), band.heading))
    placed = {id(row.reported) for band in bands for row in band.rows}
    rest = [row for row in rows if id(row) not in placed]
    if rest:
        reason = f"Not ranked, newest first: ≠ marks what a row does not state or shares with no other ({_join(needed)})."
        bands.append(Band("", reason if len(rows) > 1 else "", ranked=False, rows=_place_rest(rest, keys, needed)))
    return tuple(bands)


def _build_band(form: Form, rows: Sequence[Reported], traits: Traits) -> Band:
    own = [row for row in rows if row.result.subject is None]
    others: tuple[Condition, ...] = ("data set", "model", "bound") if form in COMPARING_FORMS else ("model", "bound")
    differing = [name for name in others if len({_read(row.result, name) for row in own}) > 1]
    heading = _name_band(form, rows[0].result)
    if len({row.paper.slug for row in own}) < 2:
        reason = "Not ranked: one paper's own comparison."
    elif differing:
        reason = f"Not ranked: they differ in {_join(differing)}, or not all state it."
    elif traits.better is None and form not in COMPARING_FORMS:
        reason = "Not ranked: which way is better depends."
    else:
        ranked = _rank(form, rows, traits.better)
        best = next((row.result for row in ranked if _may_be_best(row.result)), None)
        placed = tuple(Placed(row, _is_as_good(row.result, best), ()) for row in ranked)
        return Band(heading, "Ranked, the best first: they agree in all that they state.", ranked=True, rows=placed)
    return Band(heading, reason, ranked=False, rows=tuple(Placed(row, best=False, apart=()) for row in _list_by_date(rows)))


def _may_be_best(result: Result) -> bool:
    return result.subject is None and result.effect != "worse"


def _is_as_good(result: Result, best: Result | None) -> bool:
    return best is not None and _may_be_best(result) and (result.low, result.high) == (best.low, best.high)


def _place_rest(rows: Sequence[Reported], keys: Sequence[Condition], needed: Sequence[Condition]) -> tuple[Placed, ...]:
    shared = {name: Counter(_read(row.result, name) for row in rows) for name in keys}
    placed = []
    for row in _list_by_date(rows):
        unstated = tuple(name for name in needed if not _read(row.result, name))
        alone = tuple(name for name in keys if shared[name][_read(row.result, name)] == 1)
        placed.append(Placed(row, best=False, apart=(unstated or alone or tuple(keys)) if len(rows) > 1 else ()))
    return tuple(placed)


def _rank(form: Form, rows: Sequence[Reported], better: Better | None) -> list[Reported]:
    """Own values before quoted ones, gains before losses, the best value first, equal ones newest first."""
    falling = form in COMPARING_FORMS or better != "lower"
    ordered = _list_by_date(rows)
    ordered.sort(key=lambda row: (-row.result.low, -row.result.high) if falling else (row.result.low, row.result.high))
    ordered.sort(key=lambda row: (row.result.subject is not None, row.result.effect == "worse"))
    return ordered


def _list_by_date(rows: Sequence[Reported]) -> list[Reported]:
    """Newest first, a paper's results in the order of its text, values quoted of other systems last."""
    ordered = sorted(rows, key=lambda row: row.paper.slug)
    ordered.sort(key=lambda row: row.paper.work.date.iso if row.paper.work.date else "", reverse=True)
    ordered.sort(key=lambda row: row.result.subject is not None)
    return ordered


def _name_band(form: Form, result: Result) -> str:
    parts = [
        f"over {_join(result.baseline)}" if result.baseline and form in COMPARING_FORMS else "",
        f"on {_join(result.hardware)}" if result.hardware else "",
        f"for {_join(result.dataset)}" if result.dataset and form not in COMPARING_FORMS else "",
    ]
    text = ", ".join(filter(None, parts))
    return text[:1].upper() + text[1:]


def _join(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
