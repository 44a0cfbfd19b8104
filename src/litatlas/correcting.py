"""Rows for people to decide on, and their decisions written down: each at once, whole, into a note of the paper."""

import math
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path, PurePosixPath
from typing import Literal
from urllib.parse import unquote, urlsplit

from litatlas.content.corrections import (
    EVIDENCE_FIELDS,
    ROW_FIELDS,
    Correction,
    correction_fields,
    find_wrong_value,
    row_values,
)
from litatlas.content.files import find_markdown, read_page, remove_leftovers, write_if_changed
from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.ledger import KEY, put_correction, start_note
from litatlas.content.pages import parse_note
from litatlas.content.slugs import name_slug
from litatlas.curation import Curation, change_row
from litatlas.errors import ContentError, Fault, UsageError
from litatlas.groups import list_by_date
from litatlas.model import Json, Paper, Result
from litatlas.read.merge import work_key
from litatlas.read.repair import repair
from litatlas.review import Review

NOTES = "content/notes"
Choice = Literal["confirm", "change", "reject"]
_NUMBERS, _LISTS = frozenset({"low", "high"}), frozenset({"baseline", "hardware", "dataset", "model"})
_NULLABLE = frozenset({"effect", "bound", "subject"})
EDITABLE = tuple(name for name in ROW_FIELDS if name not in EVIDENCE_FIELDS)
"""The fields of a row that an edit can set."""


@dataclass(frozen=True, slots=True)
class Case:
    """A row of the machine's, with all that one needs to decide on it."""

    paper: Paper
    """As the machine has it."""
    title: str
    row: Result
    """As the machine has it."""
    shown: Result
    """As pages show it."""
    said: tuple[Correction, ...]
    """What people said of it before."""
    stands: bool
    """Whether that still holds: the machine says what it said then."""
    sentence: tuple[str, str, str] | None
    """What stands before the quote, the quote and what follows; None where the review does not keep the text."""
    place: str
    """Where the text can be read: `listing.txt:13`."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person says of a row."""

    choice: Choice
    new: Mapping[str, Json]
    """The values that a change gives it."""
    why: str
    by: str
    on: str


def find_papers(papers: Mapping[str, Paper], asked: str) -> tuple[Paper, ...]:
    """The papers that a slug, a title, a link, or a part of any of them names; `UsageError` where there is none."""
    asked = asked.strip().removeprefix("[[").removesuffix("]]")
    if asked in papers:
        return (papers[asked],)
    path = PurePosixPath(unquote(urlsplit(asked).path) if "://" in asked else asked.partition("#")[0])
    names = [name.removesuffix(".md").removesuffix(".html") for name in path.parts if name not in ("index.html", "/")]
    if "/" in asked and (named := [papers[name] for name in names if name in papers]):
        return (named[-1],)
    titles = {slug: repair(paper.work.title).text for slug, paper in papers.items()}
    if same := tuple(papers[slug] for slug, title in titles.items() if work_key(title) == work_key(asked)):
        return same
    part = names[-1].casefold() if "/" in asked and names else asked.casefold()
    words = part.split()
    found = [slug for slug, title in titles.items() if part and (part in slug or part in title.casefold())]
    found = found or [slug for slug, title in titles.items() if words and all(word in title.casefold() for word in words)]
    if not found:
        near = get_close_matches(asked.casefold(), [*papers, *map(str.casefold, titles.values())], n=1)
        hint = f"did you mean {near[0]!r}?" if near else "name a file of content/papers, or words of the title"
        raise UsageError(f"no paper is called {asked!r}; {hint}")
    return tuple(papers[slug] for slug in found)


def list_cases(review: Review, papers: Iterable[Paper], *, unconfirmed: bool = False) -> Iterator[Case]:
    """The machine's rows of papers, in the order of the text; only those that no word of people's holds of, if so asked."""
    for paper in papers:
        curated = review.curation.get(paper.slug)
        for row in (curated.machine if curated else paper).extraction.results:
            case = _build_case(paper, row, curated)
            if not (unconfirmed and case.said and case.stands):
                yield case


def select_papers(review: Review, topic: str | None, device: str | None) -> tuple[Paper, ...]:
    """The papers of a topic and of a device, the newest first; `UsageError` where there is no such topic or device."""
    if topic is not None and topic not in review.topics:
        raise UsageError(f"there is no topic {topic!r}; the topics are {', '.join(review.topics) or 'none yet'}")
    slug = name_slug(device) if device is not None else None
    if slug is not None and slug not in review.devices:
        near = get_close_matches(slug, review.devices, n=1, cutoff=0.3)
        hint = f"did you mean {review.devices[near[0]]!r}?" if near else "name it as the papers' pages do"
        raise UsageError(f"no paper names the device {device!r}; {hint}")
    return tuple(
        paper
        for paper in list_by_date(review.papers.values())
        if (topic is None or topic in paper.extraction.topics)
        and (slug is None or slug in map(name_slug, paper.extraction.hardware))
    )


def parse_value(name: str, text: str) -> Json:
    """The value of a row's field as someone types it; `ValueError` that says what is expected where it is none."""
    if name not in EDITABLE:
        raise ValueError(f"{name!r} is no field to edit; these are: {', '.join(EDITABLE)}")
    text = text.strip()
    value: Json = text
    if any(unicodedata.category(letter).startswith("C") for letter in text):
        raise ValueError(f"'{name}' holds a tab or another control character")
    if name in _LISTS:
        value = [item.strip() for item in text.split(",") if item.strip()]
    elif name in _NUMBERS:
        value = _parse_number(text)
    elif name in _NULLABLE and text in ("", "null", "none"):
        value = None
    if expected := find_wrong_value(name, value):
        raise ValueError(f"'{name}' is not {expected}")
    return value


def find_changes(case: Case, typed: Mapping[str, Json]) -> dict[str, Json]:
    """What typed values make different from the machine's row; `ValueError` where they are no row together."""
    changed = change_row(case.shown, typed)
    if any(name in typed and typed[name] != getattr(changed, name) for name in _NUMBERS):
        raise ValueError("'low' is more than 'high'")
    shown = row_values(changed)
    machine = row_values(case.row)
    return {name: shown[name] for name in EDITABLE if shown[name] != machine[name]}


def decide(root: Path, review: Review, case: Case, decision: Decision) -> str:
    """Write a decision into a note of the paper, in the place of what was said of the row before; returns the note's file.

    A confirmation of a row that people changed keeps the change and takes over what the machine says now. `ContentError` where
    nothing can be written into the note, and then nothing is.
    """
    if len(case.said) > 1:
        places = " and ".join(f"{said.file}, corrections[{said.number + 1}]" for said in case.said)
        raise UsageError(f"{places} speak of result {case.row.id}; edit them by hand")
    new, choice, why = dict(decision.new), decision.choice, decision.why
    if choice == "confirm":
        new = find_changes(case, {})
    if choice != "reject":
        choice = "change" if new else "confirm"
        why = why or next((said.why for said in case.said if said.action == "change"), "")
    said = Correction(case.row.id, choice, row_values(case.row), new, why, decision.by, decision.on, "", 0)
    file = case.said[0].file if case.said else _choose_note(root, review, case.paper.slug)
    path = root / file
    fields = correction_fields(said)
    if not path.exists():
        text: str | Fault = start_note(case.paper.slug, {KEY: [fields]})
    else:
        old = path.read_bytes().decode()
        text = put_correction(old, file, fields, _find_number(old, file, case.row.id))
    if isinstance(text, Fault):
        raise ContentError((text,))
    _check(text, file)
    write_if_changed(path, text)
    return file


def clean_notes(root: Path) -> None:
    """Remove what a killed run left half-written."""
    remove_leftovers(root / NOTES)


def find_note_files(root: Path) -> dict[str, tuple[str, ...]]:
    """The files of the notes, by the slugs of their papers; also of notes that have faults, as far as they name a paper."""
    files: dict[str, tuple[str, ...]] = {}
    for path in find_markdown(root / NOTES):
        matter = read_page(path, root)
        slug = matter.fields.get("paper") if isinstance(matter, Matter) else None
        if isinstance(slug, str):
            files[slug] = (*files.get(slug, ()), path.relative_to(root).as_posix())
    return files


def create_note(root: Path, notes: Mapping[str, Iterable[str]], slug: str) -> Path:
    """The note of a paper, made with its front matter where there is none; `notes` are the files by the papers' slugs."""
    if known := list(notes.get(slug, ())):
        own = f"{NOTES}/{slug}.md"
        return root / (own if own in known else known[0])
    path = root / _find_free_name(root, slug)
    if not path.exists():
        write_if_changed(path, start_note(slug, {"status": "to read", "tags": []}) + "\n")
    return path


def _build_case(paper: Paper, row: Result, curated: Curation | None) -> Case:
    machine = curated.machine if curated else paper
    said: tuple[Correction, ...] = ()
    shown = row
    if curated:
        said = tuple(correction for correction in curated.corrections if correction.result == row.id)
        shown = next((other for other in curated.paper.extraction.results if other.id == row.id), row)
    source = next((witness.source for witness in machine.work.witnesses if row.evidence.field in witness.states), None)
    return Case(
        paper=machine,
        title=repair(paper.work.title).text,
        row=row,
        shown=shown,
        said=said,
        stands=all(row_values(row)[name] == value for correction in said for name, value in correction.was.items()),
        sentence=_read_sentence(machine, row),
        place=f"{source.file}:{source.line}" if source else f"content/papers/{paper.slug}.md:1",
    )


def _read_sentence(paper: Paper, row: Result) -> tuple[str, str, str] | None:
    text = paper.work.title if row.evidence.field == "title" else paper.work.abstract
    if text is None:
        return None
    whole = repair(text)
    first, last = whole.text_span(row.evidence.start, row.evidence.end)
    start, end = whole.text_span(row.context.start, row.context.end) if row.context.field == row.evidence.field else (first, last)
    return whole.text[start:first], whole.text[first:last], whole.text[last:end]


def _parse_number(text: str) -> Json:
    try:
        number = float(text)
    except ValueError:
        return text
    return int(number) if math.isfinite(number) and number.is_integer() and abs(number) < 1e15 else number


def _find_number(text: str, file: str, id_: str) -> int | None:
    """The place of what a note says of a row; None where it says nothing of it."""
    matter = read_matter(text, file)
    items = matter.fields.get(KEY) if isinstance(matter, Matter) else None
    places = [
        number
        for number, item in enumerate(items if isinstance(items, list) else [])
        if isinstance(item, dict) and item.get("result") == id_
    ]
    return places[0] if places else None


def _choose_note(root: Path, review: Review, slug: str) -> str:
    """The file for a paper's corrections: the note that has some, or its own, or the first, or a new one."""
    notes = review.notes.get(slug, ())
    if correcting := [note.file for note in notes if note.corrections]:
        return correcting[0]
    own = _find_free_name(root, slug)
    return own if (root / own).exists() or not notes else notes[0].file


def _find_free_name(root: Path, slug: str) -> str:
    """The file that is named after a paper, and is either its own note or not there."""
    number = 1
    while True:
        file = f"{NOTES}/{slug}{f'-{number}' if number > 1 else ''}.md"
        path = root / file
        matter = read_page(path, root) if path.exists() else None
        if matter is None or (isinstance(matter, Matter) and matter.fields.get("paper") == slug):
            return file
        number += 1


def _check(text: str, file: str) -> None:
    """`ContentError` where a text is no note."""
    matter = read_matter(text, file)
    note = [matter] if isinstance(matter, Fault) else parse_note(matter)
    if isinstance(note, list):
        raise ContentError(tuple(note))
