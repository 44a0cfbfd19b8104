"""Sorts baselines into classes by their words alone: `FP16`, `BF16 baseline` and `full-precision model` are full precision."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

NAMED = "named system"
"""The class of baselines all of whose words are names: each name is a thing to compare with of its own."""
OWN = "own variant"
"""The class of the paper's own variants."""
OTHER = "other"
"""The class of baselines whose words do not tell what they are."""

_GAP = re.compile(r"[\s\-‐-―_/]+")
_EDGE = " .,;:()[]'\"`’“”"
_SIZES = frozenset(("mini", "nano", "tiny", "small", "base", "medium", "large", "huge", "turbo", "preview", "pro", "lite", "max"))
"""Words in lower case that belong to a name: `GPT-4o mini`."""
_SIZE_ALONE = re.compile(r"[\d.,]+[a-z]?", re.IGNORECASE)
"""What names no system though it has digits or a capital: `1.5B`, `4`."""
_DESCRIBING = re.compile(
    r"\w{2,}(?:ed|ing)|aware|agnostic|bits?|centric|free|friendly|level|like|native|only|parallel|scale|shot|specific|steps?|style|"
    r"time|tokens?|wise"
)
"""The word at the end of a compound that makes it a description: `RL-trained`, `Transformer-based`, `GPU-only`."""
_LONGEST_NAME = 3
"""Words of the longest name that a title gives its work."""
_TOKEN = re.compile(r"[^\s,;()\[\]]+")


@dataclass(frozen=True, slots=True)
class BaselineClass:
    """A class as the vocabulary describes it; words are folded by `fold`."""

    name: str
    specific: bool
    """Whether all of one kind of it are the same thing to compare with."""
    within: frozenset[str]
    """Words that make a baseline one of the class wherever they stand in it."""
    whole: Mapping[str, str]
    """What a baseline of the class is as a whole, and the kind that this makes it; empty for no kind."""


@dataclass(frozen=True, slots=True)
class Classified:
    """A baseline with its class."""

    words: str
    """As the paper writes it."""
    name: str
    """The class: one of the vocabulary's, `NAMED`, `OWN` or `OTHER`."""
    key: str
    """What two baselines share that are the same thing to compare with; empty where its words do not say what that is."""


@dataclass(frozen=True, slots=True)
class BaselineRules:
    """All that is known of baselines; made once."""

    classes: tuple[BaselineClass, ...]
    """In the order in which they are tried."""
    fillers: frozenset[str]
    vague: frozenset[str]
    generic: frozenset[str]
    systems: Mapping[str, str]
    """The folded spellings of systems that are known by several, without gaps, and the name of each."""
    _classified: dict[tuple[str, str], Classified] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was classified: a row stands in several tables."""
    _named: dict[str, str] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all classes, those that say the most first."""
        told = [one.name for one in self.classes]
        first = [one.name for one in self.classes if one.specific]
        return (NAMED, *first, *(name for name in told if name not in first and name != OWN), OWN, OTHER)

    def classify(self, words: str, own: str = "") -> Classified:
        """The class of a baseline; `own` is the name that the paper gives its own work, as `find_short_name` reads it."""
        found = self._classified.get((words, own))
        if found is None:
            found = self._classified[words, own] = self._classify(words, own)
        return found

    def _classify(self, words: str, own: str) -> Classified:
        folded = fold(words)
        padded = f" {folded} "
        if own and _is_of(words, own):
            return Classified(words, OWN, "")
        for one in self.classes:
            if any(f" {word} " in padded for word in one.within):
                return Classified(words, one.name, "")
        core = self._strip(folded.split(" "))
        for one in self.classes:
            for whole in (folded, " ".join(core)):
                if whole in one.whole:
                    return Classified(words, one.name, _join_key(one, one.whole[whole]))
        name = self.find_name(words)
        return Classified(words, NAMED, f"{NAMED}: {squeeze(name)}") if name else Classified(words, OTHER, "")

    def find_name(self, words: str) -> str:
        """The name of the system that a baseline is, without fillers; empty where it names none."""
        name = self._named.get(words)
        if name is None:
            name = self._named[words] = self._find_name(words)
        return name

    def _find_name(self, words: str) -> str:
        tokens = [token.strip(_EDGE) for token in _TOKEN.findall(words)]
        tokens = [token for token in tokens if token]
        folded = fold(words)
        if any(folded == word or folded.startswith(f"{word} ") for word in self.vague):
            return ""
        core = self._strip(tokens)
        if known := self.systems.get(squeeze(" ".join(core))):
            return known
        while len(core) > 1 and core[-1].casefold() in self.generic:
            core = core[:-1]
        is_name = any(self._is_name(token) for token in core) and all(self._belongs(token) for token in core)
        return " ".join(core) if is_name else ""

    def _strip(self, tokens: list[str]) -> list[str]:
        """Tokens without the fillers at both ends."""
        start, end = 0, len(tokens)
        while start < end and tokens[start].casefold() in self.fillers:
            start += 1
        while end > start and tokens[end - 1].casefold() in self.fillers:
            end -= 1
        return tokens[start:end]

    def _is_name(self, token: str) -> bool:
        """Whether a token alone makes a name: `vLLM`, `Orca`, `H100`; not `GPU`, `GPU-only`, `7B`, `50-step` or `previous`."""
        parts = _GAP.split(token)
        if token.casefold() in self.generic or _SIZE_ALONE.fullmatch(token) or (len(parts) > 1 and parts[0].isdigit()):
            return False
        return not (len(parts) > 1 and _DESCRIBING.fullmatch(parts[-1])) and any(
            letter.isupper() or letter.isdigit() for letter in token
        )

    def _belongs(self, token: str) -> bool:
        """Whether a token can stand in a name."""
        return self._is_name(token) or token.casefold() in self.generic or token in _SIZES or bool(_SIZE_ALONE.fullmatch(token))


def fold(words: str) -> str:
    """Words as they are compared: in one case, hyphens, dashes, strokes and gaps as one space."""
    return _GAP.sub(" ", words.casefold()).strip(_EDGE)


def squeeze(words: str) -> str:
    """A name as it is compared: folded, without gaps, so that `FlashAttention-2` is `FlashAttention 2`, and no other version."""
    return fold(words).replace(" ", "")


@lru_cache(maxsize=4096)
def find_short_name(title: str) -> str:
    """The name that a title gives its work before a colon: `Heron` of `Heron: Sparse Kernels`; empty where it gives none."""
    head, colon, _ = title.partition(":")
    words = head.split() if colon else []
    if not 0 < len(words) <= _LONGEST_NAME:
        return ""
    is_name = all(any(letter.isupper() or letter.isdigit() for letter in word) for word in words)
    return " ".join(words) if is_name else ""


def list_classes(classified: Iterable[Classified]) -> tuple[str, ...]:
    """The names of the classes of some baselines, each once, in their order."""
    return tuple(dict.fromkeys(one.name for one in classified))


def _is_of(words: str, own: str) -> bool:
    """Whether a baseline is the paper's own work in another version: `Heron-S` where the work is `Heron`."""
    folded, name = fold(words), fold(own)
    return folded == name or folded.startswith(f"{name} ")


def _join_key(one: BaselineClass, kind: str) -> str:
    return f"{one.name}: {kind}" if one.specific else ""


def find_classes(rules: BaselineRules, title: str, baselines: Iterable[str]) -> tuple[str, ...]:
    """The classes of a row's baselines, each once, in their order; `title` is that of its paper, which may name its own work."""
    own = find_short_name(title)
    return list_classes(rules.classify(words, own) for words in baselines)
