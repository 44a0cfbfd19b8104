"""Links by which readers report a wrong row, or write it into a note, in the repository that the review is kept in."""

from collections.abc import Sequence
from urllib.parse import quote, quote_plus, urlencode

from litatlas.content.pages import Note
from litatlas.model import Paper, Result
from litatlas.site.atlas import Atlas
from litatlas.site.views.links import Link
from litatlas.site.wording import format_bounded, format_form
from litatlas.slots import list_stated

FORM = "correction.yml"
"""The issue form, in the repository's `.github/ISSUE_TEMPLATE`; its fields are paper, row, value and evidence."""
ROOM = {"title": 46, "paper": 300, "row": 20, "value": 450, "evidence": 450}
"""The most letters of each field in an address, which stays below 2,000 in all."""


def link_report(atlas: Atlas, paper: Paper, result: Result) -> str:
    """The address of a prefilled issue about a row; empty where the settings name no repository."""
    repository = atlas.review.settings.repository
    if repository is None:
        return ""
    value = describe_value(atlas, result)
    fields = {
        "title": f"Correction: {paper.work.title.readable}",
        "paper": paper.slug,
        "row": result.id,
        "value": value,
        "evidence": result.quote,
    }
    fitting = {name: fit(text, ROOM[name]) for name, text in fields.items()}
    return f"{repository}/issues/new?" + "&".join(
        f"{name}={_encode(text)}" for name, text in {"template": FORM, **fitting}.items()
    )


def link_notes(repository: str | None, slug: str, notes: Sequence[Note]) -> tuple[Link, ...]:
    """Where to edit a paper's notes, or to begin one; nothing where the settings name no repository."""
    if repository is None:
        return ()
    if notes:
        return tuple(Link(f"edit {note.file}", f"{repository}/edit/main/{quote(note.file, errors='replace')}") for note in notes)
    query = urlencode({"filename": f"{slug}.md", "value": f"---\npaper: {slug}\n---\n\n"})
    return (Link("begin its note", f"{repository}/new/main/content/notes?{query}"),)


def describe_value(atlas: Atlas, result: Result) -> str:
    """A row on one line: `up to 2.3× speed (times), over PondLM, on NVIDIA A100`."""
    parts = [f"{format_bounded(result)} {atlas.label(result.metric)} ({format_form(result.form)})"]
    parts += [f"{slot.preposition} {', '.join(values)}" for slot, values in list_stated(result)]
    return ", ".join([*parts, *([f"value of {result.subject}"] if result.subject else [])])


def fit(text: str, room: int) -> str:
    """The most of a text that takes no more than so many letters of an address; an ellipsis says that there is more."""
    shown, end = text, min(len(text), room)
    while len(_encode(shown)) > room:
        shown = f"{text[:end].rstrip(' ')}…"
        end -= 1
    return shown


def _encode(text: str) -> str:
    """A text in an address as scripts write it, by the rules of forms."""
    return quote_plus(text, safe="*", errors="replace").replace("~", "%7E")
