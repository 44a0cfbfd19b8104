"""The files of notes on papers: which one to write into, and new ones."""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from litatlas.content.files import find_markdown, read_page, write_words
from litatlas.content.front_matter import Matter
from litatlas.content.ledger import start_note
from litatlas.people.holding import hold_notes
from litatlas.review.review import Review

NOTES = "content/notes"


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
    with hold_notes(root):
        path = root / _find_free_name(root, slug)
        if not os.path.lexists(path):
            write_words(path, start_note(slug, {"status": "to read", "tags": []}) + "\n")
    return path


def choose_note(root: Path, review: Review, slug: str) -> str:
    """The file for what people decide on a paper: the note that has such, or its own, or the first, or a new one."""
    notes = review.notes.get(slug, ())
    if correcting := [note.file for note in notes if note.corrections or note.overrides]:
        return correcting[0]
    own = _find_free_name(root, slug)
    return own if os.path.lexists(root / own) or not notes else notes[0].file


def _find_free_name(root: Path, slug: str) -> str:
    """The file that is named after a paper, and is either its own note or not there."""
    number = 1
    while True:
        file = f"{NOTES}/{slug}{f'-{number}' if number > 1 else ''}.md"
        path = root / file
        matter = read_page(path, root) if os.path.lexists(path) else None
        if matter is None or (isinstance(matter, Matter) and matter.fields.get("paper") == slug):
            return file
        number += 1
