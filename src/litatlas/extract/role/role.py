"""The type of what a number is, and of what the rules that tell it look at."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from litatlas.extract.lexicon.terms import MetricTerm, Template
from litatlas.extract.metric.frame import Frame
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.role.reasons import REASONS
from litatlas.extract.sentence.parsed import Parsed
from litatlas.extract.sentence.shapes import PROPER

_REACHED = Template(r"\b(?:{reach}|(?:scor|yield|record|deliver|hit|get)(?:s|es|ed|ing|e|ting)?)\b")
_REACHED_BEFORE = Template(r"\b(?:{reach}|scor(?:es?|ed|ing))\s(?:(?:{only}|even|an?|{hedge})\s?)*\Z")
"""A verb of reaching right before a value: `the best model reaches only 26%`."""
_ON_BENCHMARK = re.compile(rf"\)?\s(?:\([^()]{{1,30}}\)\s)?(?:on|for)\s(?:the\s)?(?P<name>{PROPER})")
_BEFORE_BRACKET = re.compile(rf"(?<![\w-])(?P<name>{PROPER})\s\([+~]?\Z")


class Role(NamedTuple):
    """Whether a number is a result, and the id of the rule that says so."""

    is_result: bool
    rule: str
    reason: str | None = None
    """Why it is no result, in words; None for a result."""


class Case(NamedTuple):
    """A number and what the rules look at."""

    parsed: Parsed
    quantity: Quantity
    frame: Frame
    term: MetricTerm | None
    before: str
    after: str
    lead: str
    """What stands before the list that the number is in."""
    tail: str
    """What stands after it."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A rule by which a number is no result. Its examples run as tests: the last number of each is what it is about."""

    id: str
    """A key of `REASONS`."""
    says: str
    """Which numbers it refuses, in a sentence."""
    holds: Callable[[Case], bool]
    examples: tuple[str, ...]
    """Sentences whose last number it refuses."""
    counterexamples: tuple[str, ...]
    """Sentences like them whose last number is a result."""


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A rule by which a number is a result. Its examples run as tests: the last number of each is what it is about."""

    id: str
    """What it is as a result, in a word or two."""
    says: str
    """Which numbers it accepts, in a sentence."""
    holds: Callable[[Case], bool]
    examples: tuple[str, ...]
    """Sentences whose last number it accepts."""
    counterexamples: tuple[str, ...]
    """Sentences like them whose last number is no result."""


def is_on_benchmark(case: Case) -> bool:
    """Tell whether a value is told of a benchmark whose metric is not said: `scores 91% on FooBench`, `FooBench (91%)`."""
    if _BEFORE_BRACKET.search(case.before) or case.parsed.cues.fill(_REACHED_BEFORE).search(case.lead):
        return True
    if case.quantity.kind == "percent" and _ON_BENCHMARK.match(case.tail):
        return True
    return case.parsed.cues.fill(_REACHED).search(case.lead) is not None and _ON_BENCHMARK.match(case.tail) is not None


def accept(rule: str) -> Role:
    """Return the role of a number that the rule says is a result."""
    return Role(is_result=True, rule=rule)


def dismiss(rule: str) -> Role:
    """Return the role of a number that the rule says is no result."""
    return Role(is_result=False, rule=rule, reason=REASONS[rule])
