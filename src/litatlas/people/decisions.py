"""Decisions written down: each at once, whole, into a note of the paper."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from litatlas.content.corrections import Correction, Override, correction_fields, override_fields, row_values
from litatlas.content.files import write_if_changed
from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.ledger import KEY, put_correction, put_override, remove_correction, start_note
from litatlas.content.pages import Note, parse_note
from litatlas.content.parsing import parse_file
from litatlas.errors import ContentError, Fault, UsageError
from litatlas.model import Json
from litatlas.people.additions import complete_row
from litatlas.people.cases import Case
from litatlas.people.notes import choose_note
from litatlas.people.values import find_changes
from litatlas.review.curation import curate, get_machine_fact
from litatlas.review.review import Review

Choice = Literal["confirm", "change", "reject"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What one person says of a row."""

    choice: Choice
    new: Mapping[str, Json]
    """The values that a change gives it."""
    why: str
    by: str
    on: str


def decide(root: Path, review: Review, case: Case, decision: Decision) -> str:
    """Write a decision into a note of the paper, in the place of what was said of the row before; returns the note's file.

    A confirmation of a row that people changed keeps the change and takes over what the machine says now. A row that people added
    is changed in its place; rejected, it is taken out of the note. `ContentError` where nothing can be written into the note, and
    then nothing is.
    """
    if case.is_added:
        return _decide_added(root, review, case, decision)
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
    file = case.said[0].file if case.said else choose_note(root, review, case.paper.slug)
    return _edit(
        root,
        review,
        case.paper.slug,
        file,
        lambda text: put_correction(text, file, correction_fields(said), _find_number(text, file, case.row.id)),
    )


def add_row(root: Path, review: Review, slug: str, said: Correction) -> str:
    """Write a row that someone adds into a note of the paper; returns the note's file.

    `ContentError` where the row's words stand in no text that the review keeps and no reason says where they do, and where
    nothing can be written into the note; then nothing is.
    """
    file = choose_note(root, review, slug)
    return _edit(root, review, slug, file, lambda text: put_correction(text, file, correction_fields(said)))


def override_fact(root: Path, review: Review, slug: str, said: Override) -> str:
    """Write what someone says of a fact of a paper into its note, in the place of what was said before; returns the note's file.

    What the machine says itself takes the override out. `ContentError` where that cannot be written, and then nothing is.
    """
    files = [note.file for note in review.notes.get(slug, ()) if any(other.fact == said.fact for other in note.overrides)]
    if len(files) > 1:
        raise UsageError(f"{' and '.join(files)} speak of the paper's {said.fact}; edit them by hand")
    file = files[0] if files else choose_note(root, review, slug)
    machine = get_machine_fact(review.get_machine(slug), said.fact)
    fields = None if said.new == machine else override_fields(replace(said, was=machine))
    return _edit(root, review, slug, file, lambda text: put_override(text, file, said.fact, fields))


def reread_notes(root: Path, review: Review, slug: str, file: str) -> Review:
    """The review with the notes of a paper as they stand now, `file` among them."""
    files = sorted({*(note.file for note in review.notes.get(slug, ())), file})
    found = (parse_file(root / name, root, lambda matter, _: parse_note(matter)) for name in files)
    notes = tuple(note for note in found if isinstance(note, Note))
    curated = curate(review.get_machine(slug), notes)
    return replace(
        review,
        notes={**review.notes, slug: notes},
        curation={**review.curation, slug: curated},
        papers={**review.papers, slug: curated.paper},
    )


def _decide_added(root: Path, review: Review, case: Case, decision: Decision) -> str:
    (said,) = case.said
    new = complete_row(case.paper, {**said.new, **decision.new})
    signed = replace(said, new=new, why=decision.why or said.why, by=decision.by, on=decision.on)

    def edit(text: str) -> str | Fault:
        note = _parse(text, said.file)
        number = next((other.number for other in note.corrections if replace(other, number=said.number) == said), None)
        if number is None:
            raise UsageError(f"{said.file} does not say any more what it said; start again")
        if decision.choice == "reject":
            return remove_correction(text, said.file, number)
        return put_correction(text, said.file, correction_fields(signed), number)

    return _edit(root, review, case.paper.slug, said.file, edit)


def _edit(root: Path, review: Review, slug: str, file: str, edit: Callable[[str], str | Fault]) -> str:
    """Write a note anew, where it stays one and contradicts nothing; returns its file."""
    path = root / file
    text = edit(path.read_bytes().decode() if path.exists() else start_note(slug, {}))
    if isinstance(text, Fault):
        raise ContentError((text,))
    note = _parse(text, file)
    others = (other for other in review.notes.get(slug, ()) if other.file != file)
    matter = read_matter(text, file)
    conflicts = [item for item in curate(review.get_machine(slug), (*others, note)).conflicts if item.file == file]
    if conflicts and isinstance(matter, Matter):
        raise ContentError(tuple(matter.fault(item.message, item.hint, *item.path) for item in conflicts))
    write_if_changed(path, text, durable=True)
    return file


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


def _parse(text: str, file: str) -> Note:
    """The note that a text is; `ContentError` where it is none."""
    matter = read_matter(text, file)
    note = [matter] if isinstance(matter, Fault) else parse_note(matter)
    if isinstance(note, list):
        raise ContentError(tuple(note))
    return note
