"""Links by which readers report a wrong row, or write it into a note, in the repository that the review is kept in."""

from collections.abc import Sequence
from urllib.parse import quote, quote_plus, urlencode

from litatlas.content.pages import Note
from litatlas.model import Paper, Result
from litatlas.site.atlas import Atlas
from litatlas.site.views.pages import Link
from litatlas.site.wording import format_bounded, format_form

FORM = "correction.yml"
"""The issue form, in the repository's `.github/ISSUE_TEMPLATE`; its fields are paper, row, value and evidence."""
_ROOM = {"title": 46, "paper": 300, "row": 20, "value": 450, "evidence": 450}
"""The most letters of each field in an address, which stays below 2,000 in all."""


def link_report(atlas: Atlas, paper: Paper, result: Result) -> str:
    """The address of a prefilled issue about a row; empty where the settings name no repository."""
    repository = atlas.review.settings.repository
    if repository is None:
        return ""
    value = describe_value(atlas, result)
    fields = {
        "title": f"Correction: {atlas.title_of(paper)}",
        "paper": paper.slug,
        "row": result.id,
        "value": value,
        "evidence": result.quote,
    }
    fitting = {name: _fit(text, _ROOM[name]) for name, text in fields.items()}
    return f"{repository}/issues/new?{urlencode({'template': FORM, **fitting}, errors='replace')}"


def link_notes(atlas: Atlas, paper: Paper, notes: Sequence[Note]) -> tuple[Link, ...]:
    """Where to edit a paper's notes, or to begin one; nothing where the settings name no repository."""
    repository = atlas.review.settings.repository
    if repository is None:
        return ()
    if notes:
        return tuple(Link(f"edit {note.file}", f"{repository}/edit/main/{quote(note.file, errors='replace')}") for note in notes)
    query = urlencode({"filename": f"{paper.slug}.md", "value": f"---\npaper: {paper.slug}\n---\n\n"})
    return (Link("begin its note", f"{repository}/new/main/content/notes?{query}"),)


def describe_value(atlas: Atlas, result: Result) -> str:
    """A row on one line: `up to 2.3× speed (times), over PondLM, on NVIDIA A100`."""
    lists = (("over", result.baseline), ("on", result.hardware), ("data", result.dataset), ("model", result.model))
    parts = [f"{format_bounded(result)} {atlas.label(result.metric)} ({format_form(result.form)})"]
    parts += [f"{name} {', '.join(texts)}" for name, texts in lists if texts]
    return ", ".join([*parts, *([f"value of {result.subject}"] if result.subject else [])])


def _fit(text: str, room: int) -> str:
    """A text that takes no more than so many letters of an address."""
    shown = text
    while len(quote_plus(shown, errors="replace")) > room:
        text = text[: max(0, min(len(text) - 1, len(text) * room // len(quote_plus(shown, errors="replace"))))]
        shown = f"{text.rstrip()}…"
    return shown
