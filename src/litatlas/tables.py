"""Comparison tables: which reported results may stand beside each other, in which order, and why."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from litatlas.groups import Reported
from litatlas.model import Form, Result

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
class ComparableGroup:
    """Rows of one metric that agree in form and unit, the best first; values quoted of other systems come last."""

    form: Form
    unit: str
    heading: str
    reason: str
    rows: tuple[Reported, ...]


def build_table(metric: str, reported: Iterable[Reported], better: Better | None) -> tuple[ComparableGroup, ...]:
    """Split a metric's results into the groups that may be compared, the forms in `FORM_ORDER`, larger groups first."""
    groups: dict[tuple[Form, str], list[Reported]] = defaultdict(list)
    for item in reported:
        groups[item.result.form, item.result.unit].append(item)
    ordered = sorted(groups, key=lambda key: (FORM_ORDER.index(key[0]), -len(groups[key]), key[1]))
    return tuple(_build_group(metric, form, unit, groups[form, unit], better) for form, unit in ordered)


def _build_group(metric: str, form: Form, unit: str, rows: Sequence[Reported], better: Better | None) -> ComparableGroup:
    heading = _HEADINGS[form] + (f" ({unit})" if unit else "")
    meaning = _MEANINGS[form].format(metric=metric, unit=f", in {unit}" if unit else ", without a unit")
    return ComparableGroup(form, unit, heading, f"{meaning} {_describe_spread(form, rows)}".strip(), _rank(form, rows, better))


def _rank(form: Form, rows: Sequence[Reported], better: Better | None) -> tuple[Reported, ...]:
    """Own values before quoted ones, gains before losses, the best value first, equal ones newest first."""
    falling = form in COMPARING_FORMS or better != "lower"
    ordered = sorted(rows, key=lambda row: (row.paper.work.date.iso if row.paper.work.date else "", row.paper.slug), reverse=True)
    ordered.sort(key=lambda row: -row.result.low if falling else row.result.low)
    ordered.sort(key=lambda row: (row.result.subject is not None, row.result.effect == "worse"))
    return tuple(ordered)


def _describe_spread(form: Form, rows: Sequence[Reported]) -> str:
    """Whether the conditions of the rows agree, in words."""
    if len(rows) < 2:
        return ""
    conditions = [("hardware", [row.result.hardware for row in rows])]
    if form in COMPARING_FORMS:
        conditions.insert(0, ("baseline", [row.result.baseline for row in rows]))
    differing = [name for name, values in conditions if len(set(values)) > 1]
    unstated = [name for name, values in conditions if not any(values)]
    if differing:
        return f"Rows differ in {' and '.join(differing)} or do not state it: rank only those that agree."
    if unstated:
        return f"No row states its {' or '.join(unstated)}: take the order as a first look only."
    return f"All rows state the same {' and '.join(name for name, _ in conditions)}."


def takes_baseline(result: Result) -> bool:
    """Whether a result compares, so that a missing baseline is one that is not stated."""
    return result.form in COMPARING_FORMS
