"""The types of what extraction knows: devices, metrics, units, cue words. Immutable, compiled once."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, cast

from litatlas.extract.lexicon.names import Trie
from litatlas.extract.lexicon.settings import NumberedSettings, SettingTerm
from litatlas.model import Bound

Direction = Literal["up", "down", "good", "bad"]
"""What a word of change says of a number: that it grows, shrinks, gets better or gets worse."""

DIRECTIONS: tuple[Direction, ...] = ("bad", "good", "up", "down")

HUNDREDTHS = 100
"""What weights of words are told in: whole numbers add up packed, and learned weights are rounded to tenths."""

MEASURED = frozenset(("bytes", "time", "device time", "rate", "power", "energy", "area", "money", "bandwidth", "mass", "decibel"))
"""The kinds of unit that few metrics take, and whose metrics are known."""
_FAMILY = re.compile(r"\{(?P<name>[a-z]+)\}")
"""A family's name in a template; how often something repeats is told in digits (`{0,3}`)."""


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of a topic from papers whose topics are known: how its log-odds by hand-written terms are adjusted."""

    papers: int
    """How many of these papers have the topic."""
    keep: float
    """The share that the log-odds before it keep."""
    start: float
    """What is added to them whatever the words are."""
    words: Mapping[str, float]
    """For a word, folded, or a term of several words, what is added for each share of a paper that it is; below 0 against it."""


@dataclass(frozen=True, slots=True)
class TopicTerms:
    """A topic of the review and the terms that assign papers to it."""

    id: str
    terms: Mapping[str, float]
    """Each term's weight: how much a mention speaks for the topic; a negative weight speaks against it."""
    learned: tuple[Learned, ...] = ()
    """What was learned beside the terms, each layer over those before it."""
    headings: frozenset[tuple[str, ...]] = frozenset()
    """The headings of lists that the topic goes by, folded."""


@dataclass(frozen=True, slots=True)
class Device:
    """A device, or a kind of device where the text names no product."""

    name: str
    """The canonical name: `NVIDIA A100`, or `GPU` for a kind."""
    vendor: str | None
    """Who makes it; None for kinds and for families of several makers."""
    family: str
    """The generation or line that devices are grouped by: `NVIDIA Ampere`."""
    kind: str
    """`GPU`, `CPU`, `TPU`, `NPU`, `FPGA`, `ASIC`, `PIM`, `MCU`, `mobile`, `edge device` and so on."""
    generic: bool = False
    """Whether it is a kind without a product, listed only where no product of the kind is named."""


@dataclass(frozen=True, slots=True)
class MetricTerm:
    """What can be measured, by its standard name."""

    name: str
    label: str
    """The name as people write it: the acronym with its capitals, where the standard name is one in lower case."""
    units: frozenset[str]
    """The kinds of unit that it is stated in; `score` marks those whose percentages change by points."""
    better: Literal["higher", "lower"] | None
    """Which way is better; None where it depends."""
    unaffected_by: frozenset[str] = frozenset()
    """The names of the slots that make no difference to it: an accuracy is the same on every device."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure."""

    symbol: str
    kind: str
    metric: str | None
    """What a number in it measures where the text does not say."""


@dataclass(frozen=True, slots=True, eq=False)
class Template:
    r"""A pattern with families of cue words in it, by name: `\b{beat}\sby`. `Cues.fill` puts a vocabulary's words in."""

    source: str
    flags: int = 0
    """Those of `re`."""


@dataclass(frozen=True, slots=True)
class Cues:
    """Words that tell what a number is, compiled to patterns that are matched on short contexts."""

    bounds: Mapping[str, Bound]
    """Each phrase that qualifies a number, in lower case, and the bound that it sets."""
    bound_before: re.Pattern[str]
    """Matches such a phrase at the end of what stands before a number."""
    bound_ends: frozenset[str]
    """The words that such an end has, in lower case; most words before numbers are others."""
    comparatives: Mapping[str, Direction]
    comparative: re.Pattern[str]
    """Matches a comparative as a whole word; its group 1 is a key of `comparatives`."""
    change: re.Pattern[str]
    """Matches a word of change; its group is named by the word's direction."""
    speed: re.Pattern[str]
    own: re.Pattern[str]
    """The authors speaking of their work."""
    families: Mapping[str, str]
    """For the name of each family that templates hold the source of a pattern for any of its words."""
    _filled: dict[Template, re.Pattern[str]] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The templates that were filled."""

    def find_bound(self, text: str) -> re.Match[str] | None:
        """Find the phrase that qualifies the number before which a text ends; its group 1 is a key of `bounds` in any case."""
        last = text.split()[-1:]
        if last and last[0].isalpha() and last[0].isascii() and last[0].lower() not in self.bound_ends:
            return None
        return self.bound_before.search(text)

    def find_changes(self, text: str) -> Iterator[tuple[re.Match[str], Direction]]:
        """Find the words of change in a text, from left to right, each with its direction."""
        return ((match, cast("Direction", match.lastgroup)) for match in self.change.finditer(text))

    def fill(self, template: Template) -> re.Pattern[str]:
        """Return the pattern that a template is with the words of this vocabulary; compiled once.

        Raises KeyError for a family that there is none of.
        """
        pattern = self._filled.get(template)
        if pattern is None:
            source = _FAMILY.sub(lambda hole: self.families[hole["name"]], template.source)
            pattern = self._filled[template] = re.compile(source, template.flags)
        return pattern


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All that extraction knows; made once, for any number of papers."""

    devices: Mapping[str, Device]
    metrics: Mapping[str, MetricTerm]
    units: Mapping[str, Unit]
    """By symbol."""
    spellings: Mapping[str, str]
    """Each spelling of a unit, in lower case where it has no capitals, and the unit's symbol."""
    unit_pattern: re.Pattern[str]
    """Matches a unit where a number ends; its group `unit` is the spelling as written."""
    cues: Cues
    abbreviations: frozenset[str]
    """Words whose full stop ends no sentence, in lower case without the stop."""
    settings: Mapping[str, SettingTerm]
    """By name."""
    numbered: NumberedSettings
    """The spellings of settings that hold a number; those of words alone are in `trie`."""
    topics: Mapping[str, TopicTerms]
    heaviest: float | None
    """The weight of the heaviest term of all topics; None without terms."""
    topic_words: Mapping[str, int]
    """For each word that something was learned of, what it adds in each layer, in `HUNDREDTHS`: a packed row of the layers of all
    topics, which are numbered through in the order of `topics`."""
    layers: int
    """How many layers all topics have together."""
    trie: Trie
    digest: str
    """The start of the SHA-256 of the files and topics that it was built of."""
