"""Says how sure the rules are of a row, by counting what gives reason to doubt it."""

from collections.abc import Mapping

from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.metric.frame import Frame, MetricRule
from litatlas.extract.numbers.quantities import Quantity
from litatlas.extract.role.role import Role
from litatlas.extract.slots.slot import Slot
from litatlas.model import Confidence

DOUBTED_RULES: Mapping[MetricRule, int] = {
    "performance": 2, "share-of": 2, "phrase-before": 2,
    "unit": 1, "finding": 1, "phrase": 1, "object": 1, "antecedent": 1, "pair": 1, "aligned-after": 1, "rivalry": 1,
}  # fmt: skip
"""How much reason for doubt a rule for metrics gives, as measured on labelled papers: 0 where it is right nine times in ten or
more, 2 where it is wrong as often as right."""


def judge_confidence(
    quantity: Quantity, frame: Frame, role: Role, slots: Mapping[str, Slot], vocabulary: Vocabulary
) -> Confidence:
    """Judge the row of a quantity: high without any reason for doubt, medium with one, low with more."""
    doubts = DOUBTED_RULES.get(frame.rule, 0)
    doubts += frame.metric not in vocabulary.metrics and frame.rule != "finding"
    doubts += frame.form == "fraction"
    doubts += frame.form == "difference" and quantity.kind == "percent"
    doubts += role.rule == "capability"
    doubts += 2 * any(slot.flag is not None for slot in slots.values())
    return "high" if doubts == 0 else "medium" if doubts == 1 else "low"
