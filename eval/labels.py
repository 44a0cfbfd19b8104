"""Labelled papers, as `GUIDELINE.md` says: one a line, in JSON."""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from litatlas.errors import ContentError, Fault
from litatlas.model import Paper, Result

_FORMS = frozenset({"ratio", "relative", "difference", "fraction", "absolute"})
_LISTS = ("baseline", "hardware", "dataset", "model")
_TEXTS_OR_NULL = ("effect", "bound", "subject", "confidence")


@dataclass(frozen=True, slots=True)
class Row:
    """A result as a label or as the rules have it; `GUIDELINE.md` tells of its fields."""

    quote: str
    low: float
    high: float
    unit: str
    form: str
    metric: str
    effect: str | None
    bound: str | None
    baseline: tuple[str, ...]
    hardware: tuple[str, ...]
    dataset: tuple[str, ...]
    model: tuple[str, ...]
    subject: str | None
    confidence: str | None
    """The band that the rules give it; None in a label."""
    setting: tuple[str, ...] | None = None
    """None in a label that does not say whether there is one."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A paper with its results, its hardware and its topics, told by people or by the rules."""

    title: str
    abstract: str | None
    """The text that is read for results; None where the labels come without it."""
    results: tuple[Row, ...]
    hardware: tuple[str, ...]
    topics: tuple[str, ...]
    """The main one first."""


def read_labels(path: Path) -> tuple[Labelled, ...]:
    """Read the labelled papers of a file, packed if its name ends in `.gz`, also what `litatlas export papers` prints, in order.

    Raises `ContentError` with the faults of all lines, and `OSError` where the file cannot be read.
    """
    papers: list[Labelled] = []
    faults: list[Fault] = []
    stored = path.read_bytes()
    text = (gzip.decompress(stored) if path.suffix == ".gz" else stored).decode()
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        try:
            papers.append(_parse_paper(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            reason = f"has no {error.args[0]!r}" if isinstance(error, KeyError) else f"cannot be read: {error}"
            faults.append(Fault(str(path), number, reason, "write the line as eval/GUIDELINE.md says"))
    if faults:
        raise ContentError(tuple(faults))
    return tuple(papers)


def convert_paper(paper: Paper) -> Labelled:
    """Return what the rules read from a paper in the form of a label."""
    found = paper.extraction
    return Labelled(paper.work.title.raw, paper.work.abstract, convert_results(found.results), found.hardware, found.topics)


def convert_results(results: Iterable[Result]) -> tuple[Row, ...]:
    """Return results of the rules as rows, in their order."""
    return tuple(
        Row(
            quote=result.quote,
            low=result.low,
            high=result.high,
            unit=result.unit,
            form=result.form,
            metric=result.metric,
            effect=result.effect,
            bound=result.bound,
            baseline=result.baseline,
            hardware=result.hardware,
            dataset=result.dataset,
            model=result.model,
            subject=result.subject,
            confidence=result.confidence,
            setting=result.setting,
        )
        for result in results
    )


def hash_title(title: str) -> int:
    """Return the SHA-256 of a title as a number: what it belongs to when labelled papers are parted."""
    return int(sha256(title.encode()).hexdigest(), 16)


def _parse_paper(fields: object) -> Labelled:
    paper = _check_mapping(fields, "a paper")
    abstract = paper.get("abstract")
    results = paper["results"]
    if not isinstance(results, list):
        raise TypeError("results is not a list")
    return Labelled(
        title=_check_text(paper, "title"),
        abstract=abstract if isinstance(abstract, str) else None,
        results=tuple(_parse_row(_check_mapping(row, "a result")) for row in results),
        hardware=_check_texts(paper, "hardware"),
        topics=_check_texts(paper, "topics"),
    )


def _parse_row(row: Mapping[str, object]) -> Row:
    if row["form"] not in _FORMS:
        raise ValueError(f"form {row['form']!r} is none of {', '.join(sorted(_FORMS))}")
    told = {name: None if row.get(name) is None else _check_text(row, name) for name in _TEXTS_OR_NULL}
    lists = {name: _check_texts(row, name) for name in _LISTS}
    return Row(
        quote=_check_text(row, "quote"),
        low=_check_number(row, "low"),
        high=_check_number(row, "high"),
        unit=_check_text(row, "unit"),
        form=_check_text(row, "form"),
        metric=_check_text(row, "metric"),
        effect=told["effect"],
        bound=told["bound"],
        baseline=lists["baseline"],
        hardware=lists["hardware"],
        dataset=lists["dataset"],
        model=lists["model"],
        subject=told["subject"],
        confidence=told["confidence"],
        setting=_check_texts(row, "setting") if "setting" in row else None,
    )


def _check_mapping(value: object, what: str) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"{what} is not a mapping")
    return value


def _check_text(fields: Mapping[str, object], name: str) -> str:
    value = fields[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is not a text")
    return value


def _check_number(fields: Mapping[str, object], name: str) -> float:
    value = fields[name]
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise TypeError(f"{name} is not a number")
    return float(value)


def _check_texts(fields: Mapping[str, object], name: str) -> tuple[str, ...]:
    value = fields[name]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise TypeError(f"{name} is not a list of texts")
    return tuple(value)
