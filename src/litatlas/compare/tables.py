"""Comparison tables: which reported results may stand beside each other, which of those may be ranked, and why."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from litatlas.content.slugs import name_slug
from litatlas.model import Form, Result
from litatlas.review.groups import Reported
from litatlas.slots import SLOTS, Role, Slot

Better = Literal["higher", "lower"]

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
    apart: tuple[str, ...]
    """The names of the slots that keep it from being ranked: not stated, or shared by no other row."""


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
        reason = f"{meaning} Rows that agree in {_join_nouns(_keys(form))} stand in bands; none is ranked against another band."
    else:
        reason = (
            f"{meaning} No two rows state the same {_join_nouns(_needed(form, traits))}, so none is ranked: newest first; "
            "≠ marks what a row does not state or shares with no other."
        )
    return ComparableGroup(metric, form, unit, heading, reason, bands)


def _find_slots(form: Form, role: Role) -> tuple[Slot, ...]:
    return tuple(slot for slot in SLOTS if slot.role(compares=form in COMPARING_FORMS) == role)


def _keys(form: Form) -> tuple[Slot, ...]:
    """What the rows of a band agree in."""
    return _find_slots(form, "band")


def _needed(form: Form, traits: Traits) -> tuple[Slot, ...]:
    """What a row must state to stand in a band: without it, nobody knows what it may be ranked with."""
    keys = _keys(form)
    return tuple(slot for slot in keys if slot.needed_by_scores) if traits.score and form not in COMPARING_FORMS else keys


def _read(result: Result, slot: Slot) -> frozenset[str]:
    """What a result states in a slot, in any order and any case."""
    return frozenset(text.casefold() for text in slot.read(result))


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
        reason = f"Not ranked, newest first: ≠ marks what a row does not state or shares with no other ({_join_nouns(needed)})."
        bands.append(Band("", reason if len(rows) > 1 else "", ranked=False, rows=_place_rest(rest, keys, needed)))
    return tuple(bands)


def _build_band(form: Form, rows: Sequence[Reported], traits: Traits) -> Band:
    own = [row for row in rows if row.result.subject is None]
    others = _find_slots(form, "rank")
    differing = [slot.noun for slot in others if len({_read(row.result, slot) for row in own}) > 1]
    differing += ["bound"] if len({row.result.bound for row in own}) > 1 else []
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


def _place_rest(rows: Sequence[Reported], keys: Sequence[Slot], needed: Sequence[Slot]) -> tuple[Placed, ...]:
    shared = {slot: Counter(_read(row.result, slot) for row in rows) for slot in keys}
    placed = []
    for row in _list_by_date(rows):
        unstated = [slot for slot in needed if not _read(row.result, slot)]
        alone = [slot for slot in keys if shared[slot][_read(row.result, slot)] == 1]
        apart = unstated or alone or keys
        placed.append(Placed(row, best=False, apart=tuple(slot.name for slot in apart) if len(rows) > 1 else ()))
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
    stated = ((slot, slot.read(result)) for slot in _keys(form))
    text = ", ".join(f"{slot.preposition} {_join(values)}" for slot, values in stated if values)
    return text[:1].upper() + text[1:]


def _join_nouns(slots: Iterable[Slot]) -> str:
    return _join([slot.noun for slot in slots])


def _join(words: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))
