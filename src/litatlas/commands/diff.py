"""Two exports of papers compared: rows gained, lost and changed. The tool for working on rules."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from typing import Any, Literal

from litatlas.errors import ContentError, Fault, UsageError, quote_start
from litatlas.model import Json
from litatlas.read.merge import work_key
from litatlas.running.opening import read_given
from litatlas.text.repair import repair

Row = Mapping[str, Any]
Tone = Literal["heading", "gained", "lost", "changed", "summary"]

PLACES = frozenset({"id", "evidence", "context"})
"""What only tells where a row stands, or follows from that: no change of these is a change of the row."""
FACTS = frozenset(
    (
        *("slug", "title", "readable_title", "date", "date_precision", "date_reason", "author_count", "authors", "organization"),
        *("comments", "abstract", "sources", "results"),
    )
)
"""What a paper has from its listings, and its rows; all other values of a paper are the rules' work and are compared."""
_SHOWN_BY_QUOTE = frozenset({"quote", "low", "high", "unit"})
_GAP = re.compile(r"[\s,]*")
_HINT = "give the output of 'litatlas export papers', as JSON Lines or as JSON"


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is another one now."""

    field: str
    old: Json
    new: Json
    """Of lists of mappings only those entries that the other one has not."""


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of a paper that both exports have, with what differs."""

    row: Row
    """As it is in the new export."""
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class PaperDiff:
    """What differs in one paper; rows are in the order of the text."""

    paper: str
    """Its slug in the new export."""
    gained: tuple[Row, ...]
    lost: tuple[Row, ...]
    changed: tuple[RowChange, ...]
    changes: tuple[Change, ...]
    """What differs of the paper itself: its hardware, its topics."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        return not (self.gained or self.lost or self.changed or self.changes)


@dataclass(frozen=True, slots=True)
class Diff:
    """What differs between two exports."""

    compared: int
    """Papers that both have."""
    only_old: tuple[str, ...]
    only_new: tuple[str, ...]
    """Papers that one export has alone; their rows count neither as gained nor as lost."""
    papers: tuple[PaperDiff, ...]
    """The papers in which something differs, in the order of their slugs."""
    not_compared: tuple[str, ...]
    """Fields that one of the exports does not know."""

    def count_fields(self) -> list[tuple[str, int]]:
        """How often each field of a row changed, the most frequent first."""
        return _rank(change for paper in self.papers for row in paper.changed for change in row.changes)

    def count_paper_fields(self) -> list[tuple[str, int]]:
        """The same for the fields of papers."""
        return _rank(change for paper in self.papers for change in paper.changes)


def read_exports(old: Path, new: Path) -> tuple[list[Row], list[Row]]:
    """Read two exports of papers; `ContentError` with all faults of both."""
    faults: list[Fault] = []
    papers = _read_export(old, faults), _read_export(new, faults)
    if faults:
        raise ContentError(tuple(faults))
    return papers


def compare(old: Sequence[Row], new: Sequence[Row], field: str | None = None) -> Diff:
    """Compare two exports of papers; with `field` the changes of that field alone.

    Papers are matched by slug, else by title; rows by id, else by value and unit, else by where they stand. `UsageError` where
    the exports do not both have the field.
    """
    rows, only_rows = _find_fields(_list_rows(old), _list_rows(new), PLACES)
    values, only_values = _find_fields(old, new, FACTS)
    if field is not None:
        if field not in (*rows, *values):
            raise UsageError(_describe_unknown(field, (*rows, *values), (*only_rows, *only_values)))
        rows, values = [name for name in rows if name == field], [name for name in values if name == field]
    pairs, only_old, only_new = _match_papers(old, new)
    diffs = (_compare_papers(before, after, rows, values) for before, after in pairs)
    if field is not None:
        diffs = (replace(diff, gained=(), lost=()) for diff in diffs)
    found = sorted((diff for diff in diffs if not diff.is_empty), key=lambda diff: diff.paper)
    unknown = () if field is not None else (*only_rows, *only_values)
    return Diff(len(pairs), tuple(sorted(only_old)), tuple(sorted(only_new)), tuple(found), unknown)


def describe(diff: Diff, field: str | None = None) -> Iterator[tuple[str, Tone]]:
    """The lines that tell people what differs, and a summary; with `field` that of a comparison of that field alone."""
    for paper in diff.papers:
        yield paper.paper, "heading"
        yield from ((f"  + {_describe_row(row)}", "gained") for row in paper.gained)
        yield from ((f"  - {_describe_row(row)}", "lost") for row in paper.lost)
        for row in paper.changed:
            yield from ((f"  ~ {row.row.get('quote')}  {_describe_change(change)}", "changed") for change in row.changes)
        yield from ((f"  ~ {_describe_change(change)}", "changed") for change in paper.changes)
    if field is None:
        yield from ((f"only in the old export: {slug}", "lost") for slug in diff.only_old)
        yield from ((f"only in the new export: {slug}", "gained") for slug in diff.only_new)
    if diff.papers or (field is None and (diff.only_old or diff.only_new)):
        yield "", "summary"
    yield from ((line, "summary") for line in _summarize(diff, field))


def list_events(diff: Diff) -> Iterator[dict[str, Any]]:
    """The same for programs: a mapping for each thing that differs, and the summary as the last one."""
    for paper in diff.papers:
        head = {"paper": paper.paper}
        yield from ({"event": "row gained", **head, "row": dict(row)} for row in paper.gained)
        yield from ({"event": "row lost", **head, "row": dict(row)} for row in paper.lost)
        for row in paper.changed:
            yield {"event": "row changed", **head, "changes": _list_changes(row.changes), "row": dict(row.row)}
        if paper.changes:
            yield {"event": "paper changed", **head, "changes": _list_changes(paper.changes)}
    yield from ({"event": "paper lost", "paper": slug} for slug in diff.only_old)
    yield from ({"event": "paper gained", "paper": slug} for slug in diff.only_new)
    fields = {"row_fields": dict(diff.count_fields()), "paper_fields": dict(diff.count_paper_fields())}
    yield {"event": "summary", **_count(diff), **fields, "not_compared": list(diff.not_compared)}


def _read_export(path: Path, faults: list[Fault]) -> list[Row]:
    """The papers of an export; its faults go to `faults`, but one alone where nothing in it can be read."""
    try:
        text = read_given(path).decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        faults.append(Fault(str(path), 1, f"cannot be read: {reason}", "check the name and the permissions"))
        return []
    except UnicodeDecodeError as error:
        faults.append(Fault(str(path), error.object.count(b"\n", 0, error.start) + 1, "is not UTF-8", _HINT))
        return []
    found: list[Fault] = []
    papers: dict[str, Row] = {}
    for line, value in (_parse_array if text.lstrip().startswith("[") else _parse_lines)(text, path, found):
        message = _find_fault(value)
        if message is None and value["slug"] in papers:
            message = f"a second paper has the slug {value['slug']!r}"
        if message is not None:
            found.append(Fault(str(path), line, message, _HINT))
        else:
            papers[value["slug"]] = value
    faults.extend(found if papers else found[:1])
    return list(papers.values())


def _parse_lines(text: str, path: Path, faults: list[Fault]) -> Iterator[tuple[int, Any]]:
    """The entries of JSON Lines, each with its line."""
    # Not `splitlines`, which also ends lines at characters that JSON leaves as they are.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError):
            faults.append(Fault(str(path), number, f"{quote_start(line.strip())} is no JSON", _HINT))
            continue
        yield number, value


def _parse_array(text: str, path: Path, faults: list[Fault]) -> Iterator[tuple[int, Any]]:
    """The entries of a JSON array, each with the line that it begins on."""
    decoder = json.JSONDecoder()
    place, seen, line = text.index("[") + 1, 0, 1
    while True:
        gap = _GAP.match(text, place)
        place = gap.end() if gap else place
        line, seen = line + text.count("\n", seen, place), place
        if text.startswith("]", place):
            return
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            start = text[place : place + 80].partition("\n")[0]
            faults.append(Fault(str(path), line, f"{quote_start(start)} is no JSON" if start else "ends within a list", _HINT))
            return
        yield line, value


def _find_fault(value: Any) -> str | None:
    """Why an entry is no paper."""
    if not isinstance(value, dict):
        return "is no paper, but " + quote_start(json.dumps(value, ensure_ascii=False))
    if not isinstance(value.get("slug"), str):
        return "a paper has no slug"
    if not isinstance(value.get("title", ""), str):
        return f"the title of {value['slug']!r} is no text"
    rows = value.get("results", [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return f"the results of {value['slug']!r} are no list of rows"
    return None


def _list_rows(papers: Iterable[Row]) -> Iterator[Row]:
    return (row for paper in papers for row in _rows(paper))


def _rows(paper: Row) -> list[Row]:
    return list(paper.get("results", ()))


def _find_fields(old: Iterable[Row], new: Iterable[Row], left_out: frozenset[str]) -> tuple[list[str], list[str]]:
    """The fields that both know, in the order of the new ones, and those that only one of them knows."""
    before, after = (dict.fromkeys(chain.from_iterable(rows)) for rows in (old, new))
    if not before or not after:
        # One of them has no rows at all: nothing to compare, and nothing that it does not know.
        return [name for name in (after or before) if name not in left_out], []
    shared = [name for name in after if name in before and name not in left_out]
    return shared, [name for name in (*before, *after) if name not in left_out and (name in before) != (name in after)]


def _describe_unknown(field: str, known: Sequence[str], unmatched: Sequence[str]) -> str:
    if field in unmatched:
        return f"only one of the exports has the field {field!r}; make both with the same version of LitAtlas"
    near = get_close_matches(field, known, n=1)
    hint = f"did you mean {near[0]!r}?" if near else f"name one of {', '.join(dict.fromkeys(known))}"
    return f"the exports have no field {field!r} that can be compared; {hint}"


def _match_papers(old: Sequence[Row], new: Sequence[Row]) -> tuple[list[tuple[Row, Row]], list[str], list[str]]:
    """The papers that both have, and the slugs of those that one has alone."""
    before, after = {paper["slug"]: paper for paper in old}, {paper["slug"]: paper for paper in new}
    pairs = [(before.pop(slug), after.pop(slug)) for slug in [slug for slug in before if slug in after]]
    titled = {work_key(repair(paper["title"])): slug for slug, paper in before.items() if paper.get("title")}
    for slug, paper in list(after.items()):
        other = titled.pop(work_key(repair(paper["title"])), None) if paper.get("title") else None
        if other is not None:
            pairs.append((before.pop(other), after.pop(slug)))
    return pairs, list(before), list(after)


def _compare_papers(old: Row, new: Row, rows: Sequence[str], values: Sequence[str]) -> PaperDiff:
    pairs, lost, gained = _match_rows(_rows(old), _rows(new))
    changed = (RowChange(after, _find_changes(before, after, rows)) for before, after in pairs)
    found = tuple(change for change in changed if change.changes)
    return PaperDiff(new["slug"], tuple(gained), tuple(lost), found, _find_changes(old, new, values))


def _match_rows(old: list[Row], new: list[Row]) -> tuple[list[tuple[Row, Row]], list[Row], list[Row]]:
    """The rows that both have, in the order of the new ones, and those that one has alone."""
    pairs: dict[int, tuple[Row, Row]] = {}
    left = list(old)
    for are_same in (_have_same_id, _have_same_value, _overlap):
        for place, row in enumerate(new):
            found = None if place in pairs else next((other for other in left if are_same(other, row)), None)
            if found is not None:
                left = [other for other in left if other is not found]
                pairs[place] = found, row
    return [pairs[place] for place in sorted(pairs)], left, [row for place, row in enumerate(new) if place not in pairs]


def _have_same_id(old: Row, new: Row) -> bool:
    return old.get("id") is not None and old["id"] == new.get("id")


def _have_same_value(old: Row, new: Row) -> bool:
    return all(old.get(name) == new.get(name) for name in ("low", "high", "unit"))


def _overlap(old: Row, new: Row) -> bool:
    match old.get("evidence"), new.get("evidence"):
        case [str(field), int(start), int(end)], [str(other), int(begin), int(stop)]:
            return field == other and start < stop and begin < end
        case dict(cell), dict(other):
            return cell == other
    return False


def _find_changes(old: Row, new: Row, fields: Iterable[str]) -> tuple[Change, ...]:
    changes = (Change(name, *_leave_differences(old.get(name), new.get(name))) for name in fields)
    return tuple(change for change in changes if change.old != change.new)


def _leave_differences(old: Json, new: Json) -> tuple[Json, Json]:
    """Two values without what only tells places, and lists of mappings without the entries that both have."""
    old, new = _drop_places(old), _drop_places(new)
    if not (isinstance(old, list) and isinstance(new, list) and all(isinstance(item, dict) for item in (*old, *new))):
        return old, new
    before, after = (Counter(json.dumps(item) for item in items) for items in (old, new))
    return [json.loads(key) for key in (before - after).elements()], [json.loads(key) for key in (after - before).elements()]


def _drop_places(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _drop_places(item) for name, item in value.items() if name not in PLACES}
    return [_drop_places(item) for item in value] if isinstance(value, list) else value


def _rank(changes: Iterable[Change]) -> list[tuple[str, int]]:
    counts = Counter(change.field for change in changes)
    return sorted(counts.items(), key=lambda count: (-count[1], count[0]))


def _list_changes(changes: Iterable[Change]) -> dict[str, Json]:
    return {change.field: {"old": change.old, "new": change.new} for change in changes}


def _describe_row(row: Row) -> str:
    shown = {name: value for name, value in row.items() if name not in PLACES | _SHOWN_BY_QUOTE and value not in (None, "", [])}
    return f"{row.get('quote')}  {'; '.join(f'{name}: {_format(value)}' for name, value in shown.items())}".rstrip()


def _describe_change(change: Change) -> str:
    return f"{change.field}: {_format(change.old)} → {_format(change.new)}"


def _format(value: Json) -> str:
    if value in (None, "", [], {}):
        return "(none)"
    if isinstance(value, list):
        return ", ".join(map(_format, value))
    if isinstance(value, dict):
        return "(" + ", ".join(f"{name}: {_format(item)}" for name, item in value.items()) + ")"
    return value if isinstance(value, str) else json.dumps(value)


def _count(diff: Diff) -> dict[str, int]:
    return {
        "papers_compared": diff.compared,
        "only_in_old": len(diff.only_old),
        "only_in_new": len(diff.only_new),
        "rows_gained": sum(len(paper.gained) for paper in diff.papers),
        "rows_lost": sum(len(paper.lost) for paper in diff.papers),
        "rows_changed": sum(len(paper.changed) for paper in diff.papers),
    }


def _summarize(diff: Diff, field: str | None) -> Iterator[str]:
    asked = ("papers_compared", "rows_changed")
    counts = [(name.replace("_", " "), number) for name, number in _count(diff).items() if field is None or name in asked]
    counts += [(f"  {name}", number) for name, number in diff.count_fields()]
    if of_papers := diff.count_paper_fields():
        counts += [("papers changed", sum(bool(paper.changes) for paper in diff.papers))]
        counts += [(f"  {name}", number) for name, number in of_papers]
    width = max(len(name) for name, _ in counts)
    yield from (f"{name:{width}}  {number:>7,}" for name, number in counts)
    if diff.not_compared:
        yield f"not compared, as only one export has it: {', '.join(diff.not_compared)}"
