"""A site brought up to date by what the build before kept, its review unread: where notes and templates are all that changed.

It is what a build from the review would write, and where that is not certain it is left to one: where a note has a fault, where
what it rules on rows, or which pages it links to, is new or gone, where a template shows more than papers, or where the site's
files are not as they were.
"""

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from jinja2 import Environment

from litatlas.content.links import FILES, find_dead_links, is_paper_anchor
from litatlas.content.pages import Note, parse_note
from litatlas.content.parsing import parse_file
from litatlas.content.prose import find_unshown
from litatlas.content.snapshot import find_changed
from litatlas.content.tree import check_tree
from litatlas.running.progress import Track
from litatlas.site.asked import Asked
from litatlas.site.data.tables import note_papers
from litatlas.site.kept import Kept, KeptNote, Piece, describe_note, keep_paper, keep_table, read_kept, write_kept
from litatlas.site.output import SITE, Staging, stage_site
from litatlas.site.pages.corrections_links import link_notes
from litatlas.site.pages.noting import note_rows
from litatlas.site.pages.paper import build_notes, list_tags
from litatlas.site.parts import CARRIED_PART, RUN, SEARCH_PART, Draft, Part, cut_tasks, draft_files, draft_kept, plan_carried
from litatlas.site.places import INDEX, paper_path, place_page
from litatlas.site.plan import PAPER_TEMPLATE, Page
from litatlas.site.render import make_environment
from litatlas.site.search.amending import Amendment, amend_index
from litatlas.site.search.build import list_note_passages
from litatlas.site.store import BuildReport, Built, Conditions, write_built
from litatlas.site.texts import name_noted, name_notes, sign_notes
from litatlas.site.tools import TemplateDigests
from litatlas.site.writing import Former, digest_carried, find_former, is_unedited, list_paths, report_build, write_tasks

NOTES, TEMPLATES = "content/notes/", "templates/"
"""The folders whose files may have changed."""


class _Unknown(Exception):  # noqa: N818  (no error)
    """What was kept does not tell all."""


@dataclass(frozen=True, slots=True)
class _Edit:
    """What changed since the build before."""

    root: Path
    built: Built
    conditions: Conditions
    kept: Kept
    notes: frozenset[str]
    """The files of notes that are new, gone or others."""
    is_restyled: bool
    """Whether a template is another one."""


@dataclass(frozen=True, slots=True)
class _Noted:
    """A paper whose notes changed."""

    path: str
    """Of its page."""
    piece: Piece
    """Its page with the notes that there are now."""
    amendment: Amendment
    """For the search."""
    signs: Mapping[str, str]
    """What stands for the notes now."""
    marks: tuple[str, ...]
    """The names under which is noted who shows that there are any."""


def amend(
    root: Path, built: Built, conditions: Conditions, *, processes: int | None, trusted: bool, track: Track
) -> tuple[BuildReport, Built] | None:
    """Bring the site of the review at `root` up to date after the build before; None where that wants the review.

    Raises `ContentError` where a template does not work, and what `stage_site` raises.
    """
    try:
        edit = _find_edit(root, built, conditions)
        with stage_site(root / SITE) as staging:
            return _amend(edit, staging, make_environment(root, trusted=trusted), processes, track)
    except _Unknown:
        return None


def _find_edit(root: Path, built: Built, conditions: Conditions) -> _Edit:
    before = built.conditions
    edited = find_changed(before.sources.digests, conditions.sources.digests)
    if before.options != conditions.options or not all(path.startswith((NOTES, TEMPLATES)) for path in edited):
        raise _Unknown
    kept = read_kept(root, conditions.code)
    if kept is None or check_tree(root):
        raise _Unknown
    notes = frozenset(path for path in edited if path.startswith(NOTES))
    return _Edit(root, built, conditions, kept, notes, len(notes) < len(edited) or before.templates != conditions.templates)


def _amend(
    edit: _Edit, staging: Staging, environment: Environment, processes: int | None, track: Track
) -> tuple[BuildReport, Built]:
    """Write what an edit touches."""
    root, built, conditions, review = edit.root, edit.built, edit.conditions, edit.kept.review
    notes = _describe_notes(edit)
    slugs = _list_noted(edit, notes)
    noted = {one.path: one for slug in slugs for one in (_make_noted(edit, notes, slug),)}
    known = {name for slug in slugs for name in (name_notes(slug), name_noted(slug))}
    signs = {name: sign for name, sign in built.signs.items() if name not in known}
    signs |= {name: sign for one in noted.values() for name, sign in one.signs.items()}
    former = find_former(built, staging.standing, signs, {})
    tasks = _plan_tasks(edit, former, environment, noted, frozenset(one.paper for one in notes.values() if one.has_text))
    anew = {part.name for task in tasks for part in task}
    if not all(former.has_kept(part) for name, part in built.parts.items() if name not in anew):
        raise _Unknown
    made = write_tasks(tasks, former, staging, processes, track)
    parts = {name: made[name].part if name in anew else part for name, part in built.parts.items()}
    staging.complete(list_paths(parts.values()))
    amended = Built(conditions, parts, built.told, signs, built.facts)
    if is_unedited(root, conditions):
        write_built(root, amended)
        if noted:
            new = {path: one.piece for path, one in noted.items()}
            new |= {path: piece for one in made.values() for path, piece in one.pieces.items()}
            write_kept(root, conditions.code, Kept(replace(review, notes=notes), {**edit.kept.pieces, **new}))
    return report_build(root, amended, former), amended


def _describe_notes(edit: _Edit) -> dict[str, KeptNote]:
    """What is kept of each note by now."""
    directory = edit.kept.review.directory
    notes = dict(edit.kept.review.notes)
    for file in edit.notes:
        notes.pop(file, None)
        if file in edit.conditions.sources.digests:
            note = _read_note(edit, file)
            slug = directory.same.get(note.paper, note.paper)
            notes[file] = describe_note(note, slug, directory)
    return notes


def _read_note(edit: _Edit, file: str) -> Note:
    """A note without faults."""
    note = parse_file(edit.root / file, edit.root, lambda matter, _: parse_note(matter))
    if isinstance(note, list) or _has_faults(edit, note):
        raise _Unknown
    return note


def _has_faults(edit: _Edit, note: Note) -> bool:
    """Whether a text of a note's cannot be shown, or has a link that may lead nowhere."""
    directory, files = edit.kept.review.directory, edit.conditions.sources.snapshot

    def is_there(target: str) -> bool:
        return f"content/{target}" in files if target.startswith(FILES) else directory.find_target(target) is not None

    def has_part(target: str, anchor: str) -> bool:
        if target:
            return (directory.find_target(target) or "").startswith("papers/") and is_paper_anchor(anchor)
        return anchor in note.body.ids or is_paper_anchor(anchor)

    return any(find_dead_links(note.body, is_there, has_part)) or any(find_unshown(note.body))


def _list_noted(edit: _Edit, notes: Mapping[str, KeptNote]) -> list[str]:
    """The slugs of the papers whose notes changed; what these rule, and which pages they link to, has not."""
    before, papers = edit.kept.review.notes, edit.kept.review.directory.described["papers"]
    slugs = {known[file].paper for known in (before, notes) for file in edit.notes if file in known}
    for slug in slugs:
        if slug not in papers or _sum_up(before, slug) != _sum_up(notes, slug):
            raise _Unknown
    return sorted(slugs)


def _sum_up(notes: Mapping[str, KeptNote], slug: str) -> tuple[list[str], set[str], list[str]]:
    """What notes on a paper rule, and which pages they link to: what shows elsewhere than on its own page.

    Where they link to any, their files count as well: pages name those that mention them in the order of files.
    """
    files = [file for file in sorted(notes) if notes[file].paper == slug]
    targets = {target for file in files for target in notes[file].targets}
    return [notes[file].ruled for file in files if notes[file].ruled], targets, files if targets else []


def _make_noted(edit: _Edit, notes: Mapping[str, KeptNote], slug: str) -> _Noted:
    review, path = edit.kept.review, paper_path(slug)
    piece = _find_piece(edit, path, path)
    found = tuple(_read_note(edit, file) for file in sorted(notes) if notes[file].paper == slug)
    old = piece.open_paper(review.sample)
    view = replace(
        old.view,
        notes=build_notes(review.directory, place_page(path), found),
        edits=link_notes(review.repository, slug, found),
        tags=list_tags(found),
    )
    new = replace(old, view=view, noted=list_note_passages(review.directory, slug, found))
    amendment = Amendment(review.slugs.index(slug), old.passages, old.noted, new.noted)
    signs = sign_notes(slug, found, edit.conditions.sources.digests) if found else {}
    return _Noted(path, keep_paper(piece.made_of, new, review.sample), amendment, signs, (name_noted(slug),))


def _find_piece(edit: _Edit, name: str, path: str) -> Piece:
    """What is kept of a page of a part's, as the build before wrote it."""
    piece = edit.kept.pieces.get(path)
    if piece is None or name not in edit.built.parts or not piece.is_of(edit.built.parts[name], path):
        raise _Unknown
    return piece


def _plan_tasks(
    edit: _Edit, former: Former, environment: Environment, noted: Mapping[str, _Noted], telling: Container[str]
) -> list[Sequence[Part]]:
    """The parts that are to be written anew; `telling` are the papers with notes that say something."""
    templates = TemplateDigests(environment)
    marks = {mark for one in noted.values() for mark in one.marks}
    pages: list[Part] = []
    for name, part in edit.built.parts.items():
        styled = templates.find(part.template) if edit.is_restyled and part.template else part.styled
        if part.template != PAPER_TEMPLATE and styled != part.styled:
            raise _Unknown
        if name in noted:
            pages.append(_plan_page(edit, environment, name, noted[name].piece, styled))
        elif part.template == PAPER_TEMPLATE and (styled != part.styled or not former.is_whole(part)):
            pages.append(_plan_page(edit, environment, name, _find_piece(edit, name, name), styled))
        elif name != SEARCH_PART and (changed := former.changed.intersection(part.asked)):
            if not changed <= marks or not former.is_whole(part):
                raise _Unknown
            pages.append(_plan_table(edit, environment, name, telling) if part.template else _plan_rows(edit, name, telling))
    tasks: list[Sequence[Part]] = [*cut_tasks(pages, RUN)]
    carried = digest_carried(edit.conditions)
    if carried != edit.built.parts[CARRIED_PART].made_of:
        tasks.append([plan_carried(edit.root, carried)])
    if noted:
        tasks.append([_plan_search(edit, former, [one.amendment for one in noted.values()])])
    return tasks


def _plan_page(edit: _Edit, environment: Environment, path: str, piece: Piece, styled: str) -> Part:
    """The page of a paper; it asks for the texts that it asked for before."""
    before = edit.built.parts[path]

    def draft(asked: Asked) -> Iterator[Draft]:
        asked.texts.update(before.asked)
        page = Page(path, PAPER_TEMPLATE, piece.open_paper(edit.kept.review.sample).view)
        yield replace(draft_kept(environment, page, piece, styled), piece=None)

    return Part(path, lambda: piece.made_of, draft, PAPER_TEMPLATE, styled, lambda _: before.facts)


def _plan_table(edit: _Edit, environment: Environment, name: str, telling: Container[str]) -> Part:
    """A table in which rows lead to other notes; it asks for the texts that it asked for before, and its further pages stay."""
    before = edit.built.parts[name]
    pieces = {file.path: _find_piece(edit, name, file.path) for file in before.files if file.is_kept}

    def draft(asked: Asked) -> Iterator[Draft]:
        asked.texts.update(before.asked)
        for file in before.files:
            if file.path in pieces:
                view = note_rows(pieces[file.path].open_table(), telling.__contains__)
                page = Page(file.path, before.template, view)
                yield draft_kept(environment, page, keep_table(before.made_of, view), before.styled)
            else:
                yield Draft(file.path, file.shown, (edit.root / SITE / file.path).read_bytes)

    return Part(name, lambda: before.made_of, draft, before.template, before.styled, lambda _: before.facts)


def _plan_rows(edit: _Edit, name: str, telling: Container[str]) -> Part:
    """The files of rows in which scripts read which papers have notes."""
    before = edit.built.parts[name]

    def draft(asked: Asked) -> Iterator[Draft]:
        asked.texts.update(before.asked)
        for path in before.list_paths():
            yield Draft(path, "", partial(note_papers, (edit.root / SITE / path).read_bytes(), telling.__contains__))

    return Part(name, lambda: before.made_of, draft)


def _plan_search(edit: _Edit, former: Former, amendments: Sequence[Amendment]) -> Part:
    """The files of the search, of which most stay as they are."""
    review, part = edit.kept.review, edit.built.parts[SEARCH_PART]
    if not former.is_whole(part):
        raise _Unknown

    def read(path: str) -> bytes:
        return (edit.root / SITE / INDEX / path).read_bytes()

    def draft(asked: Asked) -> Iterable[Draft]:
        asked.texts.update(part.asked)
        amended = amend_index(read, amendments, dict(review.forms))
        return draft_files((INDEX + path, amended.files[path] if path in amended.files else read(path)) for path in amended.paths)

    return Part(SEARCH_PART, lambda: part.made_of, draft)
