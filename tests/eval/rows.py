"""Invented rows and papers to judge."""

from typing import Any

from eval.labels import Labelled, Row

ROW = Row(
    quote="3.0x", low=3.0, high=3.0, unit="×", form="ratio", metric="throughput", effect="better", bound=None, baseline=("Newt",),
    hardware=("Pond 1",), dataset=("ReedBench",), model=(), subject=None, confidence="high",
)  # fmt: skip


def write_row(**fields: Any) -> dict[str, Any]:
    """A row as a line of labels has it."""
    row: dict[str, Any] = {
        "quote": "3.0x", "low": 3, "high": 3, "unit": "×", "form": "ratio", "metric": "throughput", "effect": "better",
        "bound": None, "baseline": ["Newt"], "hardware": [], "dataset": [], "model": [], "subject": None,
    }  # fmt: skip
    return row | fields


def write_paper(title: str, *results: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """A paper as a line of labels has it."""
    return {"title": title, "results": list(results), "hardware": [], "topics": ["quantization"]} | fields


def make_paper(title: str, *results: Row, hardware: tuple[str, ...] = (), topics: tuple[str, ...] = ()) -> Labelled:
    """A labelled paper without its text."""
    return Labelled(title, None, results, hardware, topics)
