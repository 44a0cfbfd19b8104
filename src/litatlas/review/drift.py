"""Tells where the machine's value under a correction has changed, its row is gone or an added one is read: what was and is."""

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from litatlas.content.decisions import read_merges
from litatlas.content.files import find_markdown
from litatlas.content.pages import Note, parse_note
from litatlas.content.papers import parse_paper
from litatlas.content.parsing import parse_file
from litatlas.errors import Fault, quote_start
from litatlas.model import Json, Paper
from litatlas.review.curation import Curation, Drift, curate_papers
from litatlas.review.references import FieldFinder


def find_drifts(root: Path) -> tuple[Fault, ...]:
    """The drifts of a review as it stands, as warnings; notes and pages that have faults are passed over."""
    notes: dict[str, list[Note]] = defaultdict(list)
    merges = read_merges(root, [])
    for path in find_markdown(root / "content" / "notes"):
        note = parse_file(path, root, lambda matter, _: parse_note(matter))
        if isinstance(note, Note) and (note.corrections or note.overrides):
            notes[merges.resolve(note.paper)].append(note)
    papers: dict[str, Paper] = {}
    for slug in notes:
        page = root / "content" / "papers" / f"{slug}.md"
        paper = parse_file(page, root, lambda matter, path: parse_paper(matter, path.stem))
        if isinstance(paper, Paper):
            papers[slug] = paper
    return describe_drifts(root, curate_papers(papers, notes).values())


def describe_drifts(root: Path, curations: Iterable[Curation]) -> tuple[Fault, ...]:
    """Drifts as warnings at their corrections, in the order of their places."""
    fields = FieldFinder(root)
    faults = (
        Fault(drift.file, fields.find(drift.file, *drift.path), _describe(drift), _advise(drift), "warning")
        for curation in curations
        for drift in curation.drifts
    )
    return tuple(sorted(faults, key=lambda fault: (fault.file, fault.line, fault.message)))


def _describe(drift: Drift) -> str:
    if not drift.field and drift.was is None:
        return f"the {drift.subject} is read by the rules as well: {_say(drift.now)}"
    if not drift.field:
        return f"{drift.subject} is not read any more; it was {_say(drift.was)}"
    return f"{drift.field} of the {drift.subject} was {_say(drift.was)} when it was corrected, and is {_say(drift.now)} now"


def _advise(drift: Drift) -> str:
    if drift.path[0] == "overrides":
        return f"{drift.effect}: look again, and write the new value into 'was', or take the override out"
    if not drift.field and drift.was is None:
        return f"{drift.effect}: confirm or reject theirs, or remove the added one, with 'litatlas correct'"
    if not drift.field:
        return f"{drift.effect}: look again, and take the correction out or add the row"
    return f"{drift.effect}: look again with 'litatlas correct'"


def _say(value: Json) -> str:
    """A value on one line; of a row what tells it from others."""
    if isinstance(value, dict):
        told = (value.get(name) for name in ("bound", "quote", "form", "metric"))
        return ", ".join(str(item) for item in told if item) or "not told"
    if value is None or value == []:
        return "not stated"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return quote_start(value) if isinstance(value, str) else json.dumps(value)
