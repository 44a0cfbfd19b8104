"""Labels against what the rules read from the same papers: pairs of rows, and how many of them agree."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from eval.agreement import SLOTS, is_same_device, is_same_setting, is_same_value
from eval.labels import Labelled, Row

CONDITIONS = ("baseline", "hardware", "dataset", "subject")
"""The fields that a full row agrees in beside its value, form and metric."""
BANDS = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well what was found agrees with what is labelled."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall; 0 where both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Pairs:
    """The rows of one paper beside its labels."""

    matched: tuple[tuple[Row, Row], ...]
    """A label, and the row of the rules that states its value."""
    missed: tuple[Row, ...]
    """Labels that no row states."""
    extra: tuple[Row, ...]
    """Rows that no label has."""


@dataclass(frozen=True, slots=True)
class Score:
    """How the rules did on some labelled papers."""

    labelled: int
    """Rows of the labels."""
    found: int
    """Rows of the rules."""
    value: Agreement
    """Rows whose value and unit agree."""
    row: Agreement
    """... and their form and metric as well."""
    full: Agreement
    """... and `CONDITIONS` as well."""
    hardware: Agreement
    """Devices of papers."""
    topics: Agreement
    """Topics of papers."""
    main_topic: float
    """The share of papers whose first topic is one of the label's."""
    slots: Mapping[str, float]
    """For each field the share of rows with the right value that agree in it."""
    setting: Agreement
    """Settings of rows with the right value, where the label says which they are."""
    setting_rows: tuple[int, int]
    """Those rows that agree in all of their settings, none included, and all of those rows."""
    bands: Mapping[str, tuple[int, int]]
    """For each band of confidence: the right rows, as `row` counts them, and all of the band."""


def match_rows(labels: Sequence[Row], rows: Sequence[Row]) -> Pairs:
    """Pair labels and rows of one value, one to one, those first that agree in the most fields."""
    candidates = [
        (_count_shared(label, row), i, j)
        for i, label in enumerate(labels)
        for j, row in enumerate(rows)
        if is_same_value(label, row)
    ]
    matched: list[tuple[Row, Row]] = []
    taken_labels: set[int] = set()
    taken_rows: set[int] = set()
    for _, i, j in sorted(candidates, key=lambda candidate: -candidate[0]):
        if i not in taken_labels and j not in taken_rows:
            taken_labels.add(i)
            taken_rows.add(j)
            matched.append((labels[i], rows[j]))
    missed = tuple(label for i, label in enumerate(labels) if i not in taken_labels)
    return Pairs(tuple(matched), missed, tuple(row for j, row in enumerate(rows) if j not in taken_rows))


def score(labelled: Iterable[Labelled], found: Iterable[Labelled]) -> Score:
    """Score what was found; a labelled paper that is not among it counts as one in which nothing was found."""
    by_title = {reduce_title(paper.title): paper for paper in found}
    rows: Counter[str] = Counter()
    slots: Counter[str] = Counter()
    bands: Counter[str] = Counter()
    right: Counter[str] = Counter()
    hardware, topics, setting = _Tally(), _Tally(), _Tally()
    with_topics = main_topics = 0
    for label in labelled:
        paper = by_title.get(reduce_title(label.title), Labelled(label.title, None, (), (), ()))
        pairs = match_rows(label.results, paper.results)
        rows.update(labelled=len(label.results), found=len(paper.results), value=len(pairs.matched))
        bands.update(row.confidence for row in paper.results if row.confidence)
        for one, row in pairs.matched:
            if one.setting is not None:
                told = _Tally().add(one.setting, row.setting or (), is_same_setting)
                setting = setting.add(one.setting, row.setting or (), is_same_setting)
                rows.update(with_setting=1, same_setting=told.is_perfect)
            agreed = {name for name, agree in SLOTS.items() if agree(one, row)}
            slots.update(agreed)
            if {"form", "metric"} <= agreed:
                rows["row"] += 1
                rows["full"] += agreed.issuperset(CONDITIONS)
                right.update([row.confidence] if row.confidence else [])
        hardware = hardware.add(label.hardware, paper.hardware, is_same_device)
        topics = topics.add(label.topics, paper.topics, lambda one, other: one == other)
        if label.topics:
            with_topics += 1
            main_topics += bool(paper.topics) and paper.topics[0] in label.topics
    return Score(
        labelled=rows["labelled"],
        found=rows["found"],
        value=_agree(rows["value"], rows),
        row=_agree(rows["row"], rows),
        full=_agree(rows["full"], rows),
        hardware=hardware.agreement,
        topics=topics.agreement,
        main_topic=_divide(main_topics, with_topics),
        setting=setting.agreement,
        setting_rows=(rows["same_setting"], rows["with_setting"]),
        slots={name: _divide(slots[name], rows["value"]) for name in SLOTS},
        bands={band: (right[band], bands[band]) for band in BANDS},
    )


def describe_misses(labelled: Iterable[Labelled], found: Iterable[Labelled]) -> Iterable[str]:
    """Yield a line for each label that was missed, each row too many, and each pair that differs in a field."""
    by_title = {reduce_title(paper.title): paper for paper in found}
    for label in labelled:
        paper = by_title.get(reduce_title(label.title))
        pairs = match_rows(label.results, paper.results if paper else ())
        name = label.title[:60]
        yield from (f"missed | {name} | {row.quote} {row.form} {row.metric}" for row in pairs.missed)
        yield from (f"extra | {name} | {row.quote} {row.form} {row.metric}" for row in pairs.extra)
        for one, row in pairs.matched:
            if differing := [slot for slot, agree in SLOTS.items() if not agree(one, row)]:
                told = "; ".join(f"{slot} {getattr(one, slot)!r}, read {getattr(row, slot)!r}" for slot in differing)
                yield f"differs | {name} | {one.quote} | {told}"
            if one.setting is not None and not _Tally().add(one.setting, row.setting or (), is_same_setting).is_perfect:
                yield f"differs | {name} | {one.quote} | setting {one.setting!r}, read {row.setting!r}"


def reduce_title(title: str) -> str:
    """Return the letters and digits of a title, by which papers are told apart."""
    return re.sub(r"\W+", "", title.lower())


@dataclass(frozen=True, slots=True)
class _Tally:
    """Names of papers, counted over all of them."""

    labelled: int = 0
    found: int = 0
    recalled: int = 0
    """Labels that were found."""
    right: int = 0
    """Names found that are labelled."""

    def add(self, labels: Sequence[str], names: Sequence[str], is_same: Callable[[str, str], bool]) -> "_Tally":
        """Count one more paper."""
        return _Tally(
            self.labelled + len(labels),
            self.found + len(names),
            self.recalled + sum(any(is_same(label, name) for name in names) for label in labels),
            self.right + sum(any(is_same(name, label) for label in labels) for name in names),
        )

    @property
    def is_perfect(self) -> bool:
        """Whether all labels were found and nothing else."""
        return (self.recalled, self.right) == (self.labelled, self.found)

    @property
    def agreement(self) -> Agreement:
        return Agreement(_divide(self.right, self.found), _divide(self.recalled, self.labelled))


def _count_shared(label: Row, row: Row) -> int:
    return sum(agree(label, row) for agree in SLOTS.values()) + (label.quote == row.quote)


def _agree(right: int, rows: Mapping[str, int]) -> Agreement:
    return Agreement(_divide(right, rows["found"]), _divide(right, rows["labelled"]))


def _divide(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
