"""Finds what a saving is compared with where its sentence tells whose quality is kept: `keeps 95% of teacher quality`."""

import re

from litatlas.extract.slots.beside import WHOLE, find_near, read_share
from litatlas.extract.slots.offers import Offer
from litatlas.extract.slots.rivalry import BaselineRule, Rivalry

_KEEPS = re.compile(
    r"\b(?:retain|preserv|maintain|keep|recover|reach|achiev|attain|match|approach|restor|sustain)\w*\s[^,;%]{0,30}\Z",
    re.IGNORECASE,
)
"""What leads to the share of another's quality that is kept."""
_QUALITY = re.compile(
    rf"\s(?:of\s(?:[\w.+/'’-]+\s){{0,5}}?|(?:[\w-]+\s)?(?:{WHOLE}|full-\w+)['’\w]*\s(?:[\w-]+\s)?)"
    r"(?:performance|accuracy|quality|capability|capabilities|utility|success rate|scores?|fidelity|recall)\b"
)
"""What is kept, behind the share of it: `95% of the teacher's quality`, `99% full-lid accuracy`."""
_BEFORE = ("original",)
"""What names no other work, but that which the work itself starts from: `98% of the original accuracy`."""
_LED = 48
"""Characters before a number in which something leads to it."""


def _find_kept(rivalry: Rivalry) -> Offer | None:
    text = rivalry.parsed.text
    if rivalry.form in ("absolute", "difference") or ("%" not in text and "within" not in text):
        return None
    for quantity in rivalry.parsed.quantities:
        if (near := find_near(rivalry, "kept", quantity.start, quantity.end)) is not None:
            return near
        is_share = text.endswith("%", 0, quantity.end) and _QUALITY.match(text, quantity.end) is not None
        if is_share and _KEEPS.search(text[max(0, quantity.start - _LED) : quantity.start]):
            kept = read_share(rivalry, "kept", quantity.end)
            return None if kept and kept.values == _BEFORE else kept
    return None


KEPT = (
    BaselineRule(
        "kept", "What is saved where a share of another's quality, or nearly all, is kept is saved against that.", _find_kept,
        (
            ("Ours retains 95% of the teacher's quality while cutting lids by 30%.", "teacher"),
            ("Ours saves 12% of compute while staying within 0.2% of the full model.", "full model"),
            ("Ours gives a 3x speedup and keeps 98% of the full model's accuracy.", "full model"),
        ),
        (
            "Ours gives a 3x speedup and keeps 98% of the original accuracy.",
            "Ours keeps 98% accuracy and gives a 3x speedup.", "The teacher's quality falls while ours gives a 3x speedup.",
        ),
    ),
)  # fmt: skip
"""The rules by which what a work is as good as is what its other numbers are compared with."""
