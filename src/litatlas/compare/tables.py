"""Comparison tables: which reported results may stand beside each other, which of those may be ranked, and why."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from litatlas.compare.agreement import Sameness, Traits, list_needed
from litatlas.compare.bands import Band, Placed, build_bands
from litatlas.compare.reasons import join
from litatlas.compare.units import find_base
from litatlas.content.slugs import name_slug
from litatlas.model import Form
from litatlas.review.groups import Reported

FORM_ORDER: tuple[Form, ...] = ("ratio", "relative", "difference", "fraction", "absolute")

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
class ComparableGroup:
    """Rows of one metric that agree in form and in what their units measure, in bands; values quoted of other systems last."""

    metric: str
    form: Form
    unit: str
    """The units that its rows are written in, the most used first: `s, ms`."""
    heading: str
    verdict: str
    """Whether papers are ranked, in a line; empty where one paper stands alone, so that nobody would rank."""
    reason: str
    """In words, what the values are, and which rows are ranked and why."""
    bands: tuple[Band, ...]
    mixed: bool = False
    """Whether its rows are of several metrics, forms or units: nothing stands beside any of them."""

    @property
    def rows(self) -> tuple[Reported, ...]:
        """The results of all bands."""
        return tuple(row.reported for band in self.bands for row in band.rows)


def build_table(reported: Iterable[Reported], traits: Traits, sameness: Sameness) -> tuple[ComparableGroup, ...]:
    """Split a metric's results into the groups that may be compared, the forms in `FORM_ORDER`, larger groups first."""
    groups = build_tables(reported, lambda _: traits, sameness)
    return tuple(sorted(groups, key=lambda group: FORM_ORDER.index(group.form)))


def build_tables(reported: Iterable[Reported], know: Callable[[str], Traits], sameness: Sameness) -> tuple[ComparableGroup, ...]:
    """Split results of any metrics into the groups that may be compared, those with the most rows first."""
    return tuple(build_group(rows, know(rows[0].result.metric), sameness) for rows in split_rows(reported))


def split_rows(reported: Iterable[Reported]) -> list[list[Reported]]:
    """The rows of each group of results of any metrics, those with the most first."""
    groups: dict[tuple[str, Form, str], list[Reported]] = defaultdict(list)
    for item in reported:
        groups[name_slug(item.result.metric), item.result.form, find_base(item.result.unit)].append(item)
    ordered = sorted(groups, key=lambda key: (-len(groups[key]), key[0], FORM_ORDER.index(key[1]), key[2]))
    return [groups[key] for key in ordered]


def gather_single(table: Sequence[ComparableGroup]) -> tuple[ComparableGroup, ...]:
    """A table with all groups of one row in one at its end, by metric; where there are several, beside others."""
    single = [group for group in table if len(group.rows) == 1]
    several = [group for group in table if len(group.rows) > 1]
    if len(single) < 2 or not several:
        return tuple(table)
    rows = sorted((row for group in single for row in group.rows), key=lambda row: (row.result.metric, row.result.form))
    reason = "Each of these is alone in its metric, form and unit, so that nothing stands beside it."
    return (*several, mix_rows("One result each", reason, rows))


def mix_rows(heading: str, reason: str, rows: Iterable[Reported]) -> ComparableGroup:
    """Rows of several metrics in one group, in this order."""
    placed = tuple(Placed(row, best=False, apart=()) for row in rows)
    return ComparableGroup("", "absolute", "", heading, "", reason, (Band("rest", "", "", placed),), mixed=True)


def build_group(rows: Sequence[Reported], traits: Traits, sameness: Sameness) -> ComparableGroup:
    """Rows of one metric, form and unit as a group."""
    first = rows[0].result
    metric, form = first.metric, first.form
    units = [unit for unit, _ in Counter(row.result.unit for row in rows).most_common() if unit]
    unit = ", ".join(units)
    heading = _HEADINGS[form] + (f" ({unit})" if unit else "")
    meaning = _MEANINGS[form].format(metric=traits.label, unit=f", in {join(units, 'or')}" if units else ", without a unit")
    bands = build_bands(form, rows, traits, sameness)
    reason = " ".join([meaning, *_explain(rows, bands, traits)])
    return ComparableGroup(metric, form, unit, heading, _judge(rows, bands), reason, bands)


def _judge(rows: Sequence[Reported], bands: Sequence[Band]) -> str:
    """The verdict of a group."""
    if len({row.paper.slug for row in rows}) < 2:
        return ""
    if any(band.kind == "ranked" for band in bands):
        return "Ranked where papers state the same conditions" + (", and only there." if len(bands) > 1 else ".")
    return "Not ranked: no two papers state the same conditions."


def _explain(rows: Sequence[Reported], bands: Sequence[Band], traits: Traits) -> list[str]:
    """Which rows of a group are ranked, as sentences."""
    kinds = {band.kind for band in bands}
    if len({row.paper.slug for row in rows}) < 2 or (kinds == {"ranked"} and len(bands) == 1):
        return []
    needed = join(slot.noun for slot in list_needed(rows[0].result.form, traits))
    if "ranked" in kinds:
        told = [f"Papers are ranked only where they state the same {needed}; no band is ranked against another."]
    else:
        told = [f"No two papers state the same {needed}, so none is ranked above another."]
    return [*told, "What a paper compares itself stands in bands of its own."] if "own" in kinds else told
