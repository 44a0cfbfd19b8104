"""People's word over the machine's: a paper with the corrections of its notes applied, and what became of each of them.

A change, a rejection and an added row hold whatever the rules say later; a confirmation says that the rules were right, and
lapses where they say something else. Wherever the machine's value under a correction is another one now, that is a `Drift`;
so is a row of the machine's that reads the words of an added one, as long as nobody has decided on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, cast

from litatlas.alike import flag_alike
from litatlas.content.corrections import Correction, Fact, Override, row_values
from litatlas.content.pages import Note
from litatlas.extract.rows.ids import make_id
from litatlas.identity.facts import FACTS_BY_NAME
from litatlas.model import Extraction, Json, Paper, PartialDate, Result, Span, span_in
from litatlas.review.corrected import NOWHERE, change_row, find_same_words, place_row
from litatlas.text.repair import repair

Kind = Literal["confirmed", "changed", "added"]

_NEEDED = ("quote", "low", "unit", "form", "metric")
"""What a row has at least."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What people say of a row that is shown; `corrections` has one entry for each that says so, mostly one."""

    kind: Kind
    corrections: tuple[Correction, ...]
    machine: Result | None
    """The machine's row now; None for an added row, and for one that the rules do not read any more."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that people say is none, and that no table shows."""

    result: Result | None
    """As the machine has it, or as it was; None where the ledger does not say what it was."""
    corrections: tuple[Correction, ...]


@dataclass(frozen=True, slots=True)
class Drift:
    """A machine's value that is another one now than when it was corrected, or that people had added."""

    file: str
    """The note that holds the correction."""
    path: tuple[str | int, ...]
    """The correction's place in its front matter."""
    subject: str
    """`result 1f0c22ab (2.3x)`, `added result (2.3x)`, or `paper`."""
    field: str
    """Empty where the row as a whole is gone, or is read by now."""
    was: Json
    """Of a whole row its fields; None where there was none."""
    now: Json
    """Of a whole row its fields; None where there is none."""
    effect: str
    """What becomes of the correction, in words."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that notes cannot say of a paper."""

    file: str
    path: tuple[str | int, ...]
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Curation:
    """A paper as people have it, and what they did to the machine's."""

    paper: Paper
    """With all corrections applied: what pages, tables, search and downloads show."""
    machine: Paper
    """As it stands in `content/papers`."""
    marks: Mapping[str, Mark]
    """By the id of the row; rows without a mark are the machine's own."""
    rejected: tuple[Rejected, ...]
    overrides: Mapping[Fact, Override]
    corrections: tuple[Correction, ...]
    """All that the notes say of rows, also what does not hold any more, in the order of their places."""
    drifts: tuple[Drift, ...]
    conflicts: tuple[Conflict, ...]


@dataclass(slots=True)
class _Ledger:
    """The rows of a paper while corrections are applied to them."""

    rows: list[Result]
    marks: dict[str, Mark]
    rejected: list[Rejected]
    drifts: list[Drift]
    conflicts: list[Conflict]


def curate(paper: Paper, notes: Iterable[Note]) -> Curation:
    """Apply the corrections and overrides of a paper's notes."""
    notes = sorted(notes, key=lambda note: note.file)
    ledger = _Ledger([], {}, [], [], [])
    groups: dict[str, list[Correction]] = defaultdict(list)
    for note in notes:
        for correction in note.corrections:
            groups[correction.result].append(correction)
    added = groups.pop("", [])
    for group in groups.values():
        ledger.conflicts.extend(_find_contradictions(group))
    for result in paper.extraction.results:
        _correct(ledger, result, groups.pop(result.id, []))
    for group in groups.values():
        _keep_gone(ledger, paper, group)
    _add(ledger, paper, added)
    overrides = _choose_overrides(notes, ledger)
    corrected = _override(replace(paper, extraction=_join_rows(paper.extraction, ledger)), overrides)
    ledger.drifts.extend(_find_drifts_of_facts(paper, overrides.values()))
    return Curation(
        paper=corrected,
        machine=paper,
        marks=ledger.marks,
        rejected=tuple(ledger.rejected),
        overrides=overrides,
        corrections=tuple(correction for note in notes for correction in note.corrections),
        drifts=tuple(ledger.drifts),
        conflicts=tuple(ledger.conflicts),
    )


def curate_papers(papers: Mapping[str, Paper], notes: Mapping[str, Iterable[Note]]) -> dict[str, Curation]:
    """The curations of those papers whose notes correct something, in the order of slugs; notes are by slug."""
    correcting = {slug for slug, group in notes.items() if any(note.corrections or note.overrides for note in group)}
    return {slug: curate(papers[slug], notes[slug]) for slug in sorted(correcting) if slug in papers}


def get_machine_fact(paper: Paper, fact: Fact) -> Json:
    """The machine's value of what an override can say."""
    if fact in ("topics", "hardware"):
        return list(paper.extraction.topics if fact == "topics" else paper.extraction.hardware)
    rule = FACTS_BY_NAME[fact]
    return rule.encode(getattr(paper.work, rule.field))


def _correct(ledger: _Ledger, result: Result, group: Sequence[Correction]) -> None:
    """Enter a row of the machine's with what people say of it."""
    drifts = [_compare(correction, result) for correction in group]
    ledger.drifts.extend(drift for found in drifts for drift in found)
    rejections = tuple(correction for correction in group if correction.action == "reject")
    changes = tuple(correction for correction in group if correction.action == "change")
    confirmations = tuple(
        correction for correction, found in zip(group, drifts, strict=True) if correction.action == "confirm" and not found
    )
    if rejections:
        ledger.rejected.append(Rejected(result, rejections))
    elif changes:
        ledger.rows.append(change_row(result, _merge(changes)))
        ledger.marks[result.id] = Mark("changed", changes, result)
    elif confirmations:
        ledger.rows.append(replace(result, confidence="high"))
        ledger.marks[result.id] = Mark("confirmed", confirmations, result)
    else:
        ledger.rows.append(result)


def _keep_gone(ledger: _Ledger, paper: Paper, group: Sequence[Correction]) -> None:
    """Enter what people say of a row that the rules do not read any more."""
    ledger.drifts.extend(_tell_gone(correction) for correction in group)
    was = {field: value for correction in group for field, value in correction.was.items()}
    rejections = tuple(correction for correction in group if correction.action == "reject")
    changes = tuple(correction for correction in group if correction.action == "change")
    whole = all(field in was for field in _NEEDED)
    row = replace(place_row(paper, was), id=group[0].result) if whole else None
    if rejections:
        ledger.rejected.append(Rejected(row, rejections))
    elif changes and row:
        _enter(ledger, change_row(row, _merge(changes)), Mark("changed", changes, None))


def _add(ledger: _Ledger, paper: Paper, added: Sequence[Correction]) -> None:
    """Enter the rows that people add; a row that two notes add is one."""
    decided = {*ledger.marks, *(item.corrections[0].result for item in ledger.rejected)}
    open_rows = [result for result in paper.extraction.results if result.id not in decided]
    same: dict[str, list[Correction]] = defaultdict(list)
    for correction in added:
        same[repr(sorted(row_values(place_row(paper, correction.new)).items()))].append(correction)
    numbers: dict[str, int] = defaultdict(int)
    for group in same.values():
        row = place_row(paper, group[0].new)
        read = find_same_words(row, open_rows)
        ledger.drifts.extend(_tell_read(correction, row, other) for correction in group for other in read)
        if row.evidence == NOWHERE and not any(correction.why for correction in group):
            message = f"the quote {row.quote!r} stands in no text of the paper that the review keeps"
            ledger.conflicts.append(
                Conflict(group[0].file, _path(group[0]), message, "quote the paper's words, or say in 'why' where it stands")
            )
        numbers[make_id(row, 0)] += 1
        id_ = make_id(row, f"added {numbers[make_id(row, 0)]}")
        _enter(ledger, replace(row, id=id_), Mark("added", tuple(group), None))


def _enter(ledger: _Ledger, row: Result, mark: Mark) -> None:
    """Enter a row of people's; where the rules read the same by now, it is theirs and counts as confirmed."""
    for number, other in enumerate(ledger.rows):
        known = ledger.marks.get(other.id)
        if (known is None or known.kind == "confirmed") and row_values(other) == row_values(row):
            ledger.rows[number] = replace(other, confidence="high")
            told = (*known.corrections, *mark.corrections) if known else mark.corrections
            ledger.marks[other.id] = Mark("confirmed", told, known.machine if known else other)
            return
    ledger.rows.append(row)
    ledger.marks[row.id] = mark


def _merge(changes: Iterable[Correction]) -> dict[str, Json]:
    return {field: value for correction in changes for field, value in correction.new.items()}


def _join_rows(extraction: Extraction, ledger: _Ledger) -> Extraction:
    """The extraction with people's rows; a device that one of them names is one of the paper's, and rows are alike anew."""
    named = (name for row in ledger.rows if row.id in ledger.marks for name in row.hardware)
    hardware = tuple(dict.fromkeys((*extraction.hardware, *named)))
    return replace(extraction, results=flag_alike(ledger.rows), hardware=hardware)


def _choose_overrides(notes: Iterable[Note], ledger: _Ledger) -> dict[Fact, Override]:
    """The overrides by fact; where two differ, the first holds and the other is a conflict."""
    chosen: dict[Fact, Override] = {}
    for override in (override for note in notes for override in note.overrides):
        first = chosen.setdefault(override.fact, override)
        if first.new != override.new:
            message = f"it gives the paper another {override.fact} than {first.file}"
            ledger.conflicts.append(Conflict(override.file, ("overrides", override.fact), message, "keep one of the two"))
    return chosen


def _override(paper: Paper, overrides: Mapping[Fact, Override]) -> Paper:
    """The paper with its facts as people give them. Its slug, and what it is merged by, stay."""
    work, extraction = paper.work, paper.extraction
    for fact, override in overrides.items():
        new = cast("Any", override.new)
        if fact == "topics":
            terms = {topic: found for topic, found in extraction.topic_terms.items() if topic in new}
            extraction = replace(extraction, topics=tuple(new), topic_terms=terms)
        elif fact == "hardware":
            extraction = replace(extraction, hardware=tuple(new))
        elif fact == "date":
            reason = f"corrected by {override.by} on {override.on}: {override.why}"
            work = replace(work, date=PartialDate(new, reason))
        elif fact == "title":
            work = replace(work, title=repair(new))
            extraction = _move_evidence(extraction, new)
        else:
            rule = FACTS_BY_NAME[fact]
            work = replace(work, **{rule.field: rule.decode(new)})
    return replace(paper, work=work, extraction=extraction)


def _move_evidence(extraction: Extraction, title: str) -> Extraction:
    """Find the evidence that stood in the title in another title; what is not in that is read from all of it."""
    whole = Span("title", 0, len(title))

    def find(quote: str) -> Span:
        start = title.find(quote)
        return Span("title", start, start + len(quote)) if start >= 0 else whole

    def move(row: Result) -> Result:
        return replace(row, evidence=find(row.quote), context=whole) if span_in(row.evidence, "title") else row

    others = (
        replace(item, evidence=find(item.quote)) if span_in(item.evidence, "title") else item for item in extraction.non_results
    )
    return replace(extraction, results=tuple(map(move, extraction.results)), non_results=tuple(others))


def _path(correction: Correction) -> tuple[str | int, ...]:
    return "corrections", correction.number


def _find_contradictions(group: Sequence[Correction]) -> Iterator[Conflict]:
    """A conflict for each correction of a row that does not go with the first of the row."""
    first = group[0]
    for other in group[1:]:
        disagree = other.action != first.action or any(
            other.new[field] != value for field, value in first.new.items() if field in other.new
        )
        if disagree:
            place = f"{first.file}, corrections[{first.number + 1}]"
            message = f"it says of result {other.result} what {place}, contradicts"
            yield Conflict(other.file, _path(other), message, "agree on one, and take out the other")


def _compare(correction: Correction, result: Result) -> list[Drift]:
    """What the machine says otherwise now."""
    now = row_values(result)
    subject = f"result {result.id} ({result.quote})"
    effects = {
        "confirm": "it does not count as confirmed until you look again",
        "change": "the change stands",
        "reject": "it stays rejected",
    }
    return [
        Drift(correction.file, _path(correction), subject, field, value, now[field], effects[correction.action])
        for field, value in correction.was.items()
        if now[field] != value
    ]


def _tell_gone(correction: Correction) -> Drift:
    quote = correction.was.get("quote")
    subject = f"result {correction.result}" + (f" ({quote})" if quote else "")
    effects = {
        "confirm": "there is nothing to confirm",
        "change": "the changed row is still shown",
        "reject": "there is nothing to reject",
    }
    return Drift(correction.file, _path(correction), subject, "", dict(correction.was), None, effects[correction.action])


def _tell_read(correction: Correction, row: Result, machine: Result) -> Drift:
    """That the rules read by now what someone added."""
    now = row_values(machine)
    effect = "it is shown once, as confirmed" if now == row_values(row) else "both are shown"
    return Drift(correction.file, _path(correction), f"added result ({row.quote})", "", None, now, effect)


def _find_drifts_of_facts(paper: Paper, overrides: Iterable[Override]) -> Iterator[Drift]:
    for override in overrides:
        now = get_machine_fact(paper, override.fact)
        if now != override.was:
            path = ("overrides", override.fact)
            yield Drift(override.file, path, "paper", override.fact, override.was, now, "the override stands")
