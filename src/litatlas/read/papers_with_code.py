"""The dumps of Papers with Code: papers with abstracts, and links between papers and code."""

from litatlas.model import Json
from litatlas.read.mappings import Entry, build_mapping_format
from litatlas.read.parsed import Origin

_NAMES = {
    "paper_title": "title",
    "paper_arxiv_id": "arxiv_id",
    "repo_url": "code",
    "proceeding": "venue",
    "conference": "published in",
    "url_abs": "abs_url",
    "paper_url_abs": "abs_url",
    "url_pdf": "pdf",
    "paper_url_pdf": "pdf",
}
"""The dumps' names, and the usual ones for the same."""
_FURNITURE = frozenset(("short_abstract", "reproduces_paper", "nips_id"))
"""The start of the abstract once more, and numbers that nothing leads to."""


def _rate(entry: Entry) -> float:
    names = entry.keys()
    has_site = "paperswithcode.com" in str(entry.get("paper_url", ""))
    if {"paper_title", "repo_url"} <= names or {"url_abs", "proceeding", "title"} <= names:
        return 1
    return 0.9 if has_site and ("title" in names or "paper_title" in names) else 0


def _rename(entry: Entry, _origin: Origin) -> Entry:
    values: Entry = {}
    for name, value in entry.items():
        if name in _FURNITURE or value in (None, "", [], {}):
            continue
        if name == "paper_url":
            values["page at Papers with Code"] = value
        elif name in ("tasks", "methods"):
            values["keywords" if name == "tasks" else name] = _find_names(value)
        else:
            values.setdefault(_NAMES.get(name, name), value)
    return values


def _find_names(value: Json) -> Json:
    """The names of tasks or methods, which later dumps describe as well."""
    if not isinstance(value, list):
        return value
    return [item.get("name") or item.get("task") or item if isinstance(item, dict) else item for item in value]


FORMAT = build_mapping_format("papers-with-code", "Papers with Code (JSON)", _rate, _rename)
"""The dumps of Papers with Code."""
