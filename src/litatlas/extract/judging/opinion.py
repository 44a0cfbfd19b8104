"""What was learned of numbers from labelled papers: how much each thing that is told of one speaks for a metric, form or role."""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import repeat
from sys import intern
from typing import Any, NamedTuple, Self

from litatlas.extract.judging.grounds import Ground
from litatlas.model import Form

FILE = "number-weights.json.xz"
"""The file beside this module; `python -m eval.numbers` makes it."""
OTHER = "other"
"""The slot of all metrics that have none of their own."""
_SIGN = "\x1f"
"""What parts the words of a ground in the file: no text that was repaired has it."""
FORMS: tuple[Form, ...] = ("absolute", "relative", "difference", "fraction", "ratio")
"""The forms, in the order of their places."""
Row = tuple[tuple[int, int], ...]
"""Slots by their places, each with a weight."""


class Said(NamedTuple):
    """What a thing that is told of a number says."""

    taken: int
    """For the number's being a result."""
    metrics: Row
    """For metrics, by their slots."""
    forms: tuple[int, ...]
    """For each form, in the order of `FORMS`; empty where it says nothing of any."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """A linear model of what numbers are.

    Weights are hundredths of logarithms of odds: whole numbers add up the same on all machines.
    """

    slots: Mapping[str, int]
    """The place of each metric that has weights of its own, and of `OTHER`, which is the last."""
    concepts: Mapping[str, str]
    """Spellings of those metrics, each with the one that has the slot."""
    defaults: tuple[str, ...]
    """The commonest metrics, which a number may be of wherever it stands."""
    metrics: Mapping[Ground, Row]
    """What each thing that is told of a number says for metrics, by their slots."""
    forms: Mapping[Ground, Row]
    """What it says for forms, by their places in `FORMS`."""
    taken: Mapping[Ground, int]
    """What it says for the number's being a result."""
    offered: Mapping[Ground, int]
    """What each thing that is told of a metric says for its being the number's."""
    said: Mapping[Ground, Said] = field(init=False, repr=False, compare=False)
    """All that is said by each thing that is told of a number: it is looked for once."""

    def __post_init__(self) -> None:
        """Put together what `metrics`, `forms` and `taken` say."""
        taken, metrics, forms = self.taken, self.metrics, self.forms
        grounds = taken.keys() | metrics.keys() | forms.keys()
        every = {one: tuple(add_rows([row], len(FORMS))) for one, row in forms.items()}
        said = {one: Said(taken.get(one, 0), metrics.get(one, ()), every.get(one, ())) for one in grounds}
        object.__setattr__(self, "said", said)

    @classmethod
    def parse(cls, packed: bytes) -> Self:
        """Parse what `format` writes."""
        stored = json.loads(lzma.decompress(packed))
        slots = {name: place for place, name in enumerate(stored["slots"])}
        concepts = {spelling: name for name, spellings in stored["concepts"].items() for spelling in (name, *spellings)}
        metrics, forms = ({ground: _pair(row) for ground, row in _ungroup(stored[name])} for name in ("metrics", "forms"))
        taken, offered = (dict(_ungroup(stored[name])) for name in ("taken", "offered"))
        return cls(slots, concepts, tuple(stored["defaults"]), metrics, forms, taken, offered)

    def format(self) -> bytes:
        """Write what was learned as packed JSON; the same opinion gives the same JSON."""
        own = [name for name in self.slots if name in self.concepts]
        spellings = {name: sorted(s for s, n in self.concepts.items() if n == name != s) for name in own}
        stored = {
            "slots": list(self.slots),
            "concepts": spellings,
            "defaults": list(self.defaults),
            "metrics": _group(_unpair(self.metrics)),
            "forms": _group(_unpair(self.forms)),
            "taken": _group(self.taken),
            "offered": _group(self.offered),
        }
        told = json.dumps(stored, separators=(",", ":"), ensure_ascii=False)
        return lzma.compress(told.encode(), preset=9 | lzma.PRESET_EXTREME)

    def find_slot(self, metric: str) -> int:
        """Return the slot of a metric in whatever spelling."""
        return self.slots[self.concepts.get(metric, OTHER)]

    def hear(self, grounds: Iterable[Ground]) -> list[Said]:
        """Return what grounds say, of those that are known."""
        return [said for said in map(self.said.get, grounds) if said]


def weigh(grounds: Iterable[Ground], weights: Mapping[Ground, int]) -> int:
    """Add up what grounds say."""
    return sum(map(weights.get, grounds, repeat(0)))


def add_rows(rows: Iterable[Row], slots: int) -> list[int]:
    """Add up rows to the scores of so many slots."""
    scores = [0] * slots
    for row in rows:
        for slot, weight in row:
            scores[slot] += weight
    return scores


def _ungroup(grouped: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[Ground, Any]]:
    """Each ground of words that are interned, as those of texts are: that two are the same is seen without a look at them."""
    for kind, weights in grouped.items():
        own = intern(kind)
        for key, weight in weights.items():
            yield (own, "") if key == _SIGN else (own, *map(intern, key.split(_SIGN))) if key else (own,), weight


def _group(weights: Mapping[Ground, object]) -> dict[str, dict[str, object]]:
    """Weights by what kind of thing is told, so that each kind is written once."""
    grouped: dict[str, dict[str, object]] = {}
    for ground in sorted(weights):
        told = _SIGN if ground[1:] == ("",) else _SIGN.join(ground[1:])  # one empty word is not no word: `unit` of a plain number
        grouped.setdefault(ground[0], {})[told] = weights[ground]
    return grouped


def _unpair(rows: Mapping[Ground, Row]) -> dict[Ground, list[int]]:
    return {ground: [part for pair in row for part in pair] for ground, row in rows.items()}


def _pair(row: Sequence[int]) -> Row:
    return tuple(zip(row[::2], row[1::2], strict=True))


NO_OPINION = Opinion({OTHER: 0}, {}, (), {}, {}, {}, {})
"""Knows nothing: what the rules make of numbers stands."""


@cache
def load_opinion() -> Opinion:
    """Load what the package brings."""
    return Opinion.parse(files("litatlas.extract.judging").joinpath(FILE).read_bytes())
