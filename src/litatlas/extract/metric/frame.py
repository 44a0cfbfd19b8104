"""The types of what a number measures, and on what ground that is said."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

from litatlas.extract.lexicon.terms import Direction
from litatlas.model import Effect, Form

Ground = Literal["stated", "worded", "carried", "unit", "default", "learned", "none"]
"""Why a metric is a number's: a name that the vocabulary knows stands beside it, or the text's own words name it; it goes on with
the metric of another number; its unit or nothing but its being a change tells; what was learned of labelled papers says so; or
there is none."""
MetricRule = Literal[
    "after", "in-metric", "before", "before-link", "aligned-before", "aligned-after", "speed-word", "speed-near", "comparative",
    "phrase", "phrase-before", "share-of", "object", "limit", "finding", "than",
    "ellipsis", "antecedent", "pair", "aside", "versus", "rivalry",
    "unit", "performance", "judged", "none", "unaligned",
]  # fmt: skip
"""The rules that find metrics."""
_RULES: Mapping[Ground, tuple[MetricRule, ...]] = {
    "stated": (
        *("after", "in-metric", "before", "before-link", "aligned-before", "aligned-after"),
        *("speed-word", "speed-near", "comparative"),
    ),
    "worded": ("phrase", "phrase-before", "share-of", "object", "limit", "finding", "than"),
    "carried": ("ellipsis", "antecedent", "pair", "aside", "versus", "rivalry"),
    "unit": ("unit",),
    "default": ("performance",),
    "learned": ("judged",),
    "none": ("none", "unaligned"),
}
GROUNDS: Mapping[MetricRule, Ground] = {rule: ground for ground, rules in _RULES.items() for rule in rules}
"""The ground that each rule gives."""
Named = tuple[str, MetricRule]
"""A metric, and the rule that found it."""
MaybeNamed = tuple[str | None, MetricRule]
"""A metric or None, and the rule that says so."""


class Frame(NamedTuple):
    """What a number measures, and how."""

    metric: str | None
    form: Form
    effect: Effect | None
    direction: Direction | None
    rule: MetricRule
    """The rule that found the metric."""
    versus: bool = False
    """Whether it is the value that another number is set against (`90.1 (vs. 88.2)`)."""

    @property
    def ground(self) -> Ground:
        """On what ground the metric is the number's."""
        return GROUNDS[self.rule]
