"""Zotero's items as JSON: of its API, and as Better BibTeX exports a library."""

from litatlas.model import Json
from litatlas.read.mappings import Entry, build_mapping_format
from litatlas.read.parsed import Origin

_AUTHORS = frozenset(
    "author artist bookAuthor cartographer composer director inventor podcaster presenter programmer sponsor interviewee".split()
)
"""Creators who made the work itself, by Zotero's schema; the others, such as editors, made what it is in."""
_FURNITURE = frozenset(
    """
    key version library links meta collections relations dateAdded dateModified accessDate attachments itemID itemKey uri select
    libraryID parentItem inPublications libraryCatalog shortTitle journalAbbreviation seeAlso
    """.split()
)
"""Zotero's numbers and clock, files on someone's disk, and what follows from other fields."""
_NO_WORKS = frozenset(("attachment", "note", "annotation"))


def _rate(entry: Entry) -> float:
    data = entry.get("data", entry)
    if not isinstance(data, dict) or "itemType" not in data:
        return 0
    return 1 if {"creators", "itemID", "version", "title", "citationKey"} & data.keys() else 0.6


def _rename(entry: Entry, _origin: Origin) -> Entry | str:
    inner = entry.get("data")
    data = inner if isinstance(inner, dict) else entry
    if str(data.get("itemType")) in _NO_WORKS:
        return f"is of the type {data['itemType']!r}, no paper"
    values = {name: value for name, value in data.items() if name not in _FURNITURE}
    creators = [item for item in _as_list(values.pop("creators", None)) if isinstance(item, dict)]
    values["authors"] = [_strip(item) for item in creators if str(item.get("creatorType", "author")) in _AUTHORS]
    for item in creators:
        if (kind := str(item.get("creatorType", "author"))) not in _AUTHORS:
            others = values.setdefault(kind, [])
            if isinstance(others, list):
                others.append(_strip(item))
    values["remark"] = "\n\n".join(_find_note(note) for note in _as_list(values.pop("notes", None)))
    values["arXiv"] = archive if str(archive := values.pop("archiveID", "")).lower().startswith("arxiv") else ""
    if archive and not values["arXiv"]:
        values["archiveID"] = archive
    return values


def _as_list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _strip(creator: Entry) -> Entry:
    return {name: value for name, value in creator.items() if name in ("name", "firstName", "lastName")}


def _find_note(note: Json) -> str:
    return str(note.get("note", "")) if isinstance(note, dict) else str(note)


FORMAT = build_mapping_format("zotero-json", "Zotero (JSON)", _rate, _rename)
"""Zotero's items as JSON."""
