"""What people did to a paper's rows and facts, in words: marks, rows that they rejected, and what no longer holds."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain

from litatlas.content.corrections import DONE, Correction, Fact, Override
from litatlas.identity.facts import describe_item
from litatlas.model import Json, Paper, PartialDate, Result, span_in
from litatlas.review.corrected import NOWHERE, change_row
from litatlas.review.curation import Curation, Drift, Mark, Rejected, get_machine_fact
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.views.paper import Before, CorrectedFact, PaperCorrections, RejectedRow, RowMark
from litatlas.site.wording import NOT_STATED, format_bounded, format_date, format_form
from litatlas.slots import SLOTS
from litatlas.text.repair import repair

_LABELS = {
    "quote": "words",
    "low": "value",
    "high": "upper end",
    "effect": "direction",
    "subject": "system",
    **{slot.name: slot.noun for slot in SLOTS},
}
"""What fields are called for readers, where that is not their name."""
SIGNS = {"confirmed": "✓", "changed": "✎", "added": "+"}
"""The letters that mark what people did to a row."""


def find_kind(atlas: Atlas, paper: Paper, result: Result) -> str:
    """`confirmed`, `changed`, `added`, or empty where a row is the machine's own."""
    curated = atlas.review.curation.get(paper.slug)
    mark = curated.marks.get(result.id) if curated else None
    return mark.kind if mark else ""


def has_words(atlas: Atlas, reported: Reported) -> bool:
    """Whether the paper's page shows the words that a result was read from."""
    evidence = reported.result.evidence
    if span_in(evidence, "title"):
        return True
    return evidence != NOWHERE and span_in(evidence, "abstract") is not None and reported.paper.slug in atlas.abstracts


def find_note(atlas: Atlas, paper: Paper, result: Result) -> str:
    """The note that tells of a row whose words no text has that the review keeps; empty for all other rows."""
    curated = atlas.review.curation.get(paper.slug)
    mark = curated.marks.get(result.id) if curated and result.evidence == NOWHERE else None
    return mark.corrections[0].file if mark else ""


def build_mark(atlas: Atlas, paper: Paper, result: Result) -> RowMark | None:
    """What people say of a row that is shown; None where they say nothing."""
    curated = atlas.review.curation.get(paper.slug)
    if curated is None:
        return None
    mark = curated.marks.get(result.id)
    told = mark.corrections if mark else tuple(item for item in curated.corrections if item.result == result.id)
    if not told:
        return None
    said = tuple(_sign(item) for item in told) if mark else ()
    before = list_before(atlas, result, _find_before(mark, result)) if mark else ()
    machine = "; ".join(f"{item.label} {item.text}" for item in before)
    drifts = _tell_drifts(curated, told)
    sentences = (*said, *([f"read by machine: {machine}"] if machine else []), *drifts)
    kind = mark.kind if mark else ""
    reasons = _list_reasons(told) if mark else ()
    return RowMark(kind, SIGNS.get(kind, ""), said, reasons, before, drifts, tuple(map(_raise, sentences)))


def build_corrections(atlas: Atlas, paper: Paper) -> PaperCorrections:
    """What people did to a paper, but for the marks of the rows that it still has."""
    curated = atlas.review.curation.get(paper.slug)
    if curated is None:
        return PaperCorrections("", (), (), ())
    shown = {result.id for result in paper.extraction.results} | {item.corrections[0].result for item in curated.rejected}
    told = {_place(item) for mark in curated.marks.values() for item in mark.corrections}
    lapsed = [item for item in curated.corrections if item.result not in shown and _place(item) not in told]
    return PaperCorrections(
        signed=_sign_once(curated),
        facts=tuple(_build_fact(atlas, curated, override) for override in curated.overrides.values()),
        rejected=tuple(_build_rejected(atlas, curated, item) for item in curated.rejected),
        lapsed=tuple(text for item in lapsed for text in _tell_drifts(curated, (item,))),
    )


def list_before(atlas: Atlas, result: Result, machine: Result | None) -> tuple[Before, ...]:
    """What the machine reads otherwise, by the cells of a row."""
    if machine is None:
        return ()
    found = []
    if format_bounded(machine) != format_bounded(result) or machine.effect != result.effect:
        effect = f", {machine.effect or 'no direction'}" if machine.effect != result.effect else ""
        found.append(Before("value", "value", format_bounded(machine) + effect))
    if machine.metric != result.metric or machine.form != result.form:
        found.append(Before("metric", "metric", f"{atlas.label(machine.metric)}, {format_form(machine.form)}"))
    if machine.subject != result.subject:
        found.append(Before("subject", "system", machine.subject or "the paper's own"))
    other = (slot for slot in SLOTS if slot.read(machine) != slot.read(result))
    return (*found, *(Before(slot.name, slot.noun, ", ".join(slot.read(machine)) or NOT_STATED) for slot in other))


def format_day(iso: str) -> str:
    """`21 Nov 2026`."""
    return format_date(PartialDate(iso))


def _find_before(mark: Mark, result: Result) -> Result | None:
    """The machine's row under a mark; of one that the rules do not read any more, as the ledger has it."""
    if mark.machine is not None or mark.kind != "changed":
        return mark.machine
    was: Mapping[str, Json] = {field: value for item in mark.corrections for field, value in item.was.items()}
    return replace(change_row(result, was), id=result.id)


def _sign(item: Correction | Override) -> str:
    """`changed by Ann, 21 Nov 2026: why`."""
    done = DONE[item.action] if isinstance(item, Correction) else "corrected"
    return f"{done} by {item.by}, {format_day(item.on)}{': ' if item.why else ''}{item.why}"


def _sign_once(curated: Curation) -> str:
    """Who did what to the rows of a paper and when, where that is the same for several of them; empty where it is not."""
    held = [mark.corrections for mark in curated.marks.values()] + [row.corrections for row in curated.rejected]
    done = list(chain.from_iterable(held))
    if len(done) < 2 or len({(item.by, item.on) for item in done}) > 1:
        return ""
    actions = {item.action for item in done}
    *others, last = (word for action, word in DONE.items() if action in actions)
    words = f"{', '.join(others)} and {last}" if others else last
    return f"{_raise(words)} by {done[0].by}, {format_day(done[0].on)}."


def _list_reasons(told: Iterable[Correction]) -> tuple[str, ...]:
    return tuple(item.why for item in told if item.why)


def _raise(text: str) -> str:
    return text[:1].upper() + text[1:]


def _place(item: Correction) -> tuple[str, int]:
    return item.file, item.number


def _tell_drifts(curated: Curation, told: Iterable[Correction]) -> tuple[str, ...]:
    """What the machine says otherwise by now than when people corrected it."""
    signed: dict[tuple[str, tuple[str | int, ...]], Correction] = {
        (item.file, ("corrections", item.number)): item for item in told
    }
    found = ((drift, signed.get((drift.file, drift.path))) for drift in curated.drifts)
    return tuple(
        f"{item.by} {DONE[item.action]} {_describe_drift(drift, format_day(item.on))}: {drift.effect}."
        for drift, item in found
        if item
    )


def _describe_drift(drift: Drift, day: str) -> str:
    if not drift.field and drift.was is None:
        return f"this on {day}, and the rules read the same words by now"
    if not drift.field:
        return f"{drift.subject} on {day}; the rules do not read it any more"
    label = _LABELS.get(drift.field, drift.field)
    return f"this on {day}, when its {label} was read as {_say(drift.was)}; now it is read as {_say(drift.now)}"


def _build_rejected(atlas: Atlas, curated: Curation, item: Rejected) -> RejectedRow:
    result = item.result
    return RejectedRow(
        anchor=f"r-{item.corrections[0].result}",
        value=format_bounded(result) if result else "",
        metric=atlas.label(result.metric) if result else "",
        quote=result.quote if result else str(item.corrections[0].was.get("quote", "")),
        said=tuple(map(_sign, item.corrections)),
        reasons=_list_reasons(item.corrections),
        drifts=_tell_drifts(curated, item.corrections),
    )


def _build_fact(atlas: Atlas, curated: Curation, override: Override) -> CorrectedFact:
    drifts = tuple(
        f"When it was corrected, the machine read {_say_fact(atlas, override.fact, drift.was)}: {drift.effect}."
        for drift in curated.drifts
        if drift.path == ("overrides", override.fact) and drift.file == override.file
    )
    machine = _say_fact(atlas, override.fact, get_machine_fact(curated.machine, override.fact))
    return CorrectedFact(override.fact, _sign(override), machine, drifts)


def _say_fact(atlas: Atlas, fact: Fact, value: Json) -> str:
    topics = atlas.review.topics
    if fact == "topics" and isinstance(value, list):
        return _say([topics[str(id_)].title if str(id_) in topics else id_ for id_ in value])
    if fact == "date":
        return format_date(PartialDate(value) if isinstance(value, str) else None)
    return repair(value).readable if fact == "title" and isinstance(value, str) else _say(value)


def _say(value: Json) -> str:
    if value is None or value == []:
        return NOT_STATED
    if isinstance(value, list):
        return ", ".join(map(describe_item, value))
    return f"{value:.15g}" if isinstance(value, (int, float)) else str(value)
