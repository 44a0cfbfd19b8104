"""Rows and facts for people to decide on, and their decisions written down in the notes of papers."""

from litatlas.people.additions import complete_row, find_quote, suggest_metrics
from litatlas.people.cases import EDITABLE, Case, find_source, list_cases, read_sentence
from litatlas.people.decisions import Choice, Decision, add_row, decide, override_fact, reread_notes
from litatlas.people.holding import clean_notes
from litatlas.people.notes import create_note, find_note_files
from litatlas.people.papers import find_papers, select_papers
from litatlas.people.values import (
    FACTS,
    NAMED,
    change_values,
    find_changes,
    find_near_names,
    list_known,
    name_value,
    parse_fact,
    parse_value,
)

__all__ = [
    "EDITABLE",
    "FACTS",
    "NAMED",
    "Case",
    "Choice",
    "Decision",
    "add_row",
    "change_values",
    "clean_notes",
    "complete_row",
    "create_note",
    "decide",
    "find_changes",
    "find_near_names",
    "find_note_files",
    "find_papers",
    "find_quote",
    "find_source",
    "list_cases",
    "list_known",
    "name_value",
    "override_fact",
    "parse_fact",
    "parse_value",
    "read_sentence",
    "reread_notes",
    "select_papers",
    "suggest_metrics",
]
