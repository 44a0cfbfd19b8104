"""Decisions written down: each at once, whole, into a note of the paper."""

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from litatlas.content.corrections import Correction, Override, correction_fields, override_fields, row_values
from litatlas.content.files import read_words, write_words
from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.ledger import KEY, put_correction, put_override, remove_correction, start_note
from litatlas.content.pages import Note, parse_note
from litatlas.content.parsing import parse_file
from litatlas.errors import ContentError, Fault, UsageError
from litatlas.model import Json
from litatlas.people.additions import complete_row
from litatlas.people.cases import Case
from litatlas.people.holding import hold_notes
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
    is changed in its place; rejected, it is taken out of the note. `ContentError` where nothing can be written into the note,
    `UsageError` where somebody else has decided on the row meanwhile, and then nothing is.
    """
    with hold_notes(root):
        return _decide(root, reread_notes(root, review, case.paper.slug), case, decision)


def _decide(root: Path, review: Review, case: Case, decision: Decision) -> str:
    if case.is_added:
        return _decide_added(root, review, case, decision)
    _refuse_news(review, case)
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
    with hold_notes(root):
        review = reread_notes(root, review, slug)
        file = choose_note(root, review, slug)
        return _edit(root, review, slug, file, lambda text: put_correction(text, file, correction_fields(said)))


def override_fact(root: Path, review: Review, slug: str, said: Override) -> str:
    """Write what someone says of a fact of a paper into its note, in the place of what was said before; returns the note's file.

    What the machine says itself takes the override out. `ContentError` where that cannot be written, `UsageError` where somebody
    else has said something of it meanwhile, and then nothing is.
    """
    with hold_notes(root):
        known = review.notes.get(slug, ())
        review = reread_notes(root, review, slug)
        if _list_overrides(known, said.fact) != _list_overrides(review.notes.get(slug, ()), said.fact):
            raise UsageError(f"somebody else has said something of the paper's {said.fact} meanwhile; start again to see it")
        return _override(root, review, slug, said)


def _override(root: Path, review: Review, slug: str, said: Override) -> str:
    files = [note.file for note in review.notes.get(slug, ()) if any(other.fact == said.fact for other in note.overrides)]
    if len(files) > 1:
        raise UsageError(f"{' and '.join(files)} speak of the paper's {said.fact}; edit them by hand")
    file = files[0] if files else choose_note(root, review, slug)
    machine = get_machine_fact(review.get_machine(slug), said.fact)
    fields = None if said.new == machine else override_fields(replace(said, was=machine))
    return _edit(root, review, slug, file, lambda text: put_override(text, file, said.fact, fields))


def reread_notes(root: Path, review: Review, slug: str, file: str = "") -> Review:
    """The review with the notes of a paper as they stand now: those that it has, the one named after the paper, and `file`.

    `ContentError` where one of them has faults by now.
    """
    known = {*(note.file for note in review.notes.get(slug, ())), file or choose_note(root, review, slug)}
    files = sorted(name for name in known if os.path.lexists(root / name))
    found = [parse_file(root / name, root, lambda matter, _: parse_note(matter)) for name in files]
    if faults := [fault for faults in found if isinstance(faults, list) for fault in faults]:
        raise ContentError(tuple(faults))
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


def _refuse_news(review: Review, case: Case) -> None:
    """Refuse to decide on a row of which the notes say something else than what was shown of it."""
    curated = review.curation.get(case.paper.slug)
    said = [replace(other, number=0) for other in (curated.corrections if curated else ()) if other.result == case.row.id]
    if said != [replace(other, number=0) for other in case.said]:
        files = " and ".join(sorted({other.file for other in said})) or "the note"
        raise UsageError(f"{files} says something else of result {case.row.id} by now; start again to see it")


def _list_overrides(notes: Iterable[Note], fact: str) -> list[Override]:
    return [other for note in notes for other in note.overrides if other.fact == fact]


def _edit(root: Path, review: Review, slug: str, file: str, edit: Callable[[str], str | Fault]) -> str:
    """Write a note anew, where it stays one and contradicts nothing; returns its file."""
    path = root / file
    old = read_words(path, root) if os.path.lexists(path) else start_note(slug, {})
    text = old if isinstance(old, Fault) else edit(old)
    if isinstance(text, Fault):
        raise ContentError((text,))
    note = _parse(text, file)
    others = (other for other in review.notes.get(slug, ()) if other.file != file)
    matter = read_matter(text, file)
    conflicts = [item for item in curate(review.get_machine(slug), (*others, note)).conflicts if item.file == file]
    if conflicts and isinstance(matter, Matter):
        raise ContentError(tuple(matter.fault(item.message, item.hint, *item.path) for item in conflicts))
    write_words(path, text)
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
