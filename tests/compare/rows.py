"""Rows for tests of tables: one invented paper's result, changed as a test needs it."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from litatlas.baselines import load_rules
from litatlas.compare.agreement import Sameness, Traits
from litatlas.compare.bands import Band
from litatlas.content.files import read_page
from litatlas.content.front_matter import Matter
from litatlas.content.papers import parse_paper
from litatlas.model import Paper, PartialDate, Span
from litatlas.review.groups import Reported
from litatlas.slots import SLOTS
from litatlas.text.repair import repair

TINY = Path(__file__).parents[1] / "reviews" / "tiny"
SAMENESS = Sameness(load_rules(), frozenset({"GPU", "CPU"}))
SPEED = Traits("speed", "higher")
LATENCY = Traits("latency", "lower")
FID = Traits("FID", "lower", frozenset({"hardware"}))
FULL: dict[str, tuple[str, ...]] = {
    **{slot.name: (f"{slot.name.title()}Alpha 1",) for slot in SLOTS},
    "baseline": ("PondLM",),
    "hardware": ("NVIDIA A100",),
}
"""What a row states that leaves nothing open."""


def load_heron() -> Paper:
    path = TINY / "content" / "papers" / "heron-patient-kernels-3-1x-faster-than-tortoise.md"
    matter = read_page(path, TINY)
    assert isinstance(matter, Matter)
    paper = parse_paper(matter, path.stem)
    assert isinstance(paper, Paper)
    return paper


PAPER = load_heron()


def row(
    low: float, form: Any = "ratio", unit: str = "×", day: str = "2024-05-03", slug: str = "heron", **fields: Any
) -> Reported:
    """A row that states nothing but its value."""
    paper = replace(PAPER, slug=slug, work=replace(PAPER.work, title=repair(f"{slug.title()}: a Bird"), date=PartialDate(day)))
    bare = {slot.name: () for slot in SLOTS}
    said = {"subject": None, "effect": "better", "bound": None, "flags": (), "confidence": "high"}
    value = {"low": low, "high": low, "form": form, "unit": unit, "context": Span("abstract", 0, 90)}
    return Reported(paper, replace(PAPER.extraction.results[0], **{**bare, **said, **value, **fields}))


def full(low: float, slug: str, **fields: Any) -> Reported:
    """A row that states all that it holds for, as others made so do."""
    return row(low, slug=slug, **{**FULL, **fields})


def values(band: Band) -> list[float]:
    """The values of a band, in its order."""
    return [placed.reported.result.low for placed in band.rows]
