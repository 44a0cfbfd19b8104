"""What was learned of numbers from labelled papers: how much each thing that is told of one speaks for a metric, form or role."""

import json
import lzma
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import repeat
from sys import intern
from typing import Any, Self, TypeVar

from litatlas.extract.judging.groups import RUNS, Ground, Group, Told, spell_out
from litatlas.extract.lexicon.remembered import Remembered
from litatlas.extract.packing import pack, unpack
from litatlas.extract.record import record
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


@record
class Said:
    """What a thing that is told of a number says."""

    taken: int
    """For the number's being a result."""
    metrics: int
    """For metrics, by their slots: a packed row."""
    forms: int
    """For each form, in the order of `FORMS`: another one."""


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
    _said_in_runs: Mapping[Ground, Mapping[str, Said]] = field(init=False, repr=False, compare=False)
    """The same of each word of a run, behind what runs are told as."""
    _said_by_groups: Remembered[Group, Said] = field(init=False, repr=False, compare=False)
    """What the grounds of a group say together."""
    _offered_in_runs: Mapping[Ground, Mapping[str, int]] = field(init=False, repr=False, compare=False)
    _offered_by_groups: Remembered[Group, int] = field(init=False, repr=False, compare=False)
    _taken_by_groups: Remembered[Group, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Put together what `metrics`, `forms` and `taken` say."""
        taken, metrics, forms = self.taken, self.metrics, self.forms
        grounds = taken.keys() | metrics.keys() | forms.keys()
        said = {one: Said(taken.get(one, 0), pack(metrics.get(one, ())), pack(forms.get(one, ()))) for one in grounds}
        told = {
            "said": said,
            "_said_in_runs": _part_runs(said),
            "_said_by_groups": Remembered(self._add_said),
            "_offered_in_runs": _part_runs(self.offered),
            "_offered_by_groups": Remembered(lambda group: _add_weights(self.offered, spell_out(group))),
            "_taken_by_groups": Remembered(lambda group: _add_weights(taken, spell_out(group))),
        }
        for name, value in told.items():
            object.__setattr__(self, name, value)

    def _add_said(self, group: Group) -> Said:
        """Add up what the grounds of a group say."""
        says = [said for said in map(self.said.get, spell_out(group)) if said]
        return Said(sum(one.taken for one in says), sum(one.metrics for one in says), sum(one.forms for one in says))

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

    def hear(self, told: Told) -> list[Said]:
        """Return what is said by what is told of a number, as far as it says anything."""
        says = [*map(self._said_by_groups.__getitem__, told.groups), *filter(None, map(self.said.get, told.grounds))]
        for kind, words in told.runs:
            says += filter(None, map(self._said_in_runs.get(kind, _NOTHING).get, words))
        return says

    def add_metrics(self, says: Iterable[Said]) -> tuple[int, ...]:
        """Add up what is said for each slot."""
        return unpack(sum([said.metrics for said in says]), len(self.slots))

    def weigh_role(self, told: Told) -> int:
        """Add up what speaks for a number's being a result, of what is told of that beside the number itself."""
        return sum(map(self._taken_by_groups.__getitem__, told.groups))

    def weigh_offered(self, told: Told) -> int:
        """Add up what speaks for a metric that is offered."""
        weight = sum(map(self._offered_by_groups.__getitem__, told.groups)) + _add_weights(self.offered, told.grounds)
        for kind, words in told.runs:
            weight += _add_weights(self._offered_in_runs.get(kind, _NOTHING), words)
        return weight


def add_forms(says: Iterable[Said]) -> tuple[int, ...]:
    """Add up what is said for each form."""
    return unpack(sum([said.forms for said in says]), len(FORMS))


_NOTHING: Mapping[str, Any] = {}
_Key = TypeVar("_Key")
_Weight = TypeVar("_Weight")


def _add_weights(weights: Mapping[_Key, int], told: Iterable[_Key]) -> int:
    return sum(map(weights.get, told, repeat(0)))


def _part_runs(weights: Mapping[Ground, _Weight]) -> dict[Ground, dict[str, _Weight]]:
    """Part what is told in runs by what it is told as, so that its words are looked for by themselves."""
    parted: dict[Ground, dict[str, _Weight]] = {}
    for ground, weight in weights.items():
        if ground[0] in RUNS:
            parted.setdefault(ground[:-1], {})[ground[-1]] = weight
    return parted


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
