"""Answers for the home page: pairs of a topic and a device that several papers measured, each with a number to be trusted."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from litatlas.review.groups import Group, Reported
from litatlas.site.atlas import Atlas
from litatlas.site.pages.cards import build_chip
from litatlas.site.places import EXPLORER, Place, list_path
from litatlas.site.views.indexes import Answer
from litatlas.site.views.links import Link
from litatlas.site.views.pages import Gain
from litatlas.text.wording import count_of

SHOWN = 4
"""Answers of a home page: about as many as stand beside the question box."""
GAINS = 6
"""Gains that the head of a topic's or device's page shows."""
_SAME_DEVICE = 3
"""Answers about one device, of a topic each: the page shows what the review covers, not its one largest part."""


@dataclass(frozen=True, slots=True)
class _Cell:
    """The sure gains that papers report of a topic on a device."""

    topic: Group
    device: str
    reported: tuple[Reported, ...]

    @property
    def papers(self) -> int:
        """How many papers report it."""
        return len({item.paper.slug for item in self.reported})


def build_answers(atlas: Atlas, place: Place) -> tuple[Answer, ...]:
    """The answers that the review's `index` page names, without those that have no sure number; else those of the fullest cells.

    These are none where no two papers of a topic measured a gain on one device.
    """
    page = atlas.review.pages.get("index")
    if page and page.answers:
        cells = {(cell.topic.slug, cell.device): cell for cell in _list_cells(atlas)}
        return tuple(_build_answer(atlas, place, cells[pair]) for pair in page.answers if pair in cells)
    return tuple(_build_answer(atlas, place, cell) for cell in _choose(cell for cell in _list_cells(atlas) if cell.papers > 1))


def list_gains(atlas: Atlas, place: Place, chosen: Iterable[Reported]) -> tuple[Gain, ...]:
    """Gains in words."""
    return tuple(Gain(build_chip(atlas, place, item.paper, item.result), item.paper.work.title.readable) for item in chosen)


def choose_gains(reported: Iterable[Reported]) -> list[Reported]:
    """The largest gains that may stand alone, one of a paper."""
    return list(find_best(filter(_is_sure, reported)).values())[:GAINS]


def find_best(reported: Iterable[Reported]) -> dict[str, Reported]:
    """The largest of each paper, by its slug, the largest of all first; summits (`up to`) come after all others."""
    best: dict[str, Reported] = {}
    for item in sorted(reported, key=_sort_largest):
        best.setdefault(item.paper.slug, item)
    return best


def _sort_largest(item: Reported) -> tuple[bool, float]:
    return item.result.bound == "up to", -item.result.low


def is_sound(result: Reported) -> bool:
    """Whether a number may stand alone on the home page: one sure value of a paper's own gain over a baseline it names."""
    return result.result.low == result.result.high and _is_sure(result)


def _is_sure(result: Reported) -> bool:
    row = result.result
    is_gain = row.form == "ratio" and row.effect == "better" and row.subject is None
    return is_gain and row.confidence != "low" and not row.flags and bool(row.baseline)


def _list_cells(atlas: Atlas) -> Iterator[_Cell]:
    for topic in atlas.groups.topics.values():
        cells: defaultdict[str, list[Reported]] = defaultdict(list)
        for item in atlas.groups.topic_results.get(topic.slug, ()):
            if is_sound(item) and len(item.result.hardware) == 1 and item.result.hardware[0] not in atlas.sameness.device_kinds:
                cells[item.result.hardware[0]].append(item)
        for device, reported in cells.items():
            yield _Cell(topic, device, tuple(reported))


def _choose(cells: Iterable[_Cell]) -> Sequence[_Cell]:
    """The fullest cells, one of a topic and few of a device."""
    chosen: list[_Cell] = []
    used: Counter[str] = Counter()
    for cell in sorted(cells, key=lambda cell: (-cell.papers, -len(cell.reported), cell.topic.slug, cell.device)):
        if not used[cell.topic.slug] and used[cell.device] < _SAME_DEVICE and len(chosen) < SHOWN:
            chosen.append(cell)
            used.update((cell.topic.slug, cell.device))
    return chosen


def _build_answer(atlas: Atlas, place: Place, cell: _Cell) -> Answer:
    query = {"topic": cell.topic.slug, "hardware": cell.device}
    (metric, _), *_ = Counter(item.result.metric for item in cell.reported).most_common()
    alike = [item for item in cell.reported if item.result.metric == metric]
    (gain,) = list_gains(atlas, place, [min(alike, key=_sort_largest)])
    return Answer(
        question=Link(f"{cell.topic.name} × {cell.device}", f"{place.href(list_path(EXPLORER))}?{urlencode(query)}"),
        gain=gain,
        ground=f"{count_of(len(cell.reported), 'result')} of {count_of(cell.papers, 'paper')}",
    )
