"""Corrections applied: what pages and exports then show, and what is told where the machine says something else by now."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from litatlas.commands.check import check
from litatlas.commands.ingest import ingest
from litatlas.content.corrections import Correction, Override, row_values
from litatlas.content.pages import Note
from litatlas.content.prose import NOTHING
from litatlas.errors import ContentError
from litatlas.model import Json, Paper, Result
from litatlas.read.formats import ReadOptions
from litatlas.review.corrected import NOWHERE
from litatlas.review.curation import Curation, curate
from litatlas.review.groups import Groups
from litatlas.review.loading import load_papers, load_review
from litatlas.site.build import build
from tests.invented import HERON, Entry, format_listing, make_review, write_files
from tests.places import span_of, words_at

SLUG = "heron-sparse-kernels-for-quiet-ponds"
SIGNED = "by: A, on: 2026-11-21"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented review."""
    return make_review(tmp_path_factory.mktemp("curation") / "review")


@pytest.fixture(scope="module")
def heron(tree: Path) -> Paper:
    """Its first paper, with two rows: a speedup of 2.3x and 33.5 % less latency."""
    return load_papers(tree)[SLUG]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A review of its own for a test to change."""
    return make_review(tmp_path / "review")


def say(result: Result | None, action: Any, new: dict[str, Json] | None = None, why: str = "so", **was: Json) -> Correction:
    values = {**row_values(result), **was} if result else {}
    return Correction(result.id if result else "", action, values, new or {}, why, "Ann", "2026-11-21", "content/notes/a.md", 0)


def note(*corrections: Correction, file: str = "content/notes/a.md", overrides: tuple[Override, ...] = ()) -> Note:
    numbered = tuple(replace(one, number=number, file=file) for number, one in enumerate(corrections))
    return Note(SLUG, None, (), NOTHING, file, numbered, overrides)


def rows(curated: Curation) -> list[Result]:
    return list(curated.paper.extraction.results)


def kinds(curated: Curation) -> dict[str, str]:
    return {id_: mark.kind for id_, mark in curated.marks.items()}


def test_a_paper_without_corrections_is_the_machines_own(heron: Paper) -> None:
    curated = curate(heron, [note()])

    assert (curated.paper, curated.marks, curated.rejected, curated.drifts) == (heron, {}, (), ())


def test_a_confirmed_row_stays_and_counts_as_sure(heron: Paper) -> None:
    first, second = (replace(row, confidence="low") for row in heron.extraction.results)
    doubtful = replace(heron, extraction=replace(heron.extraction, results=(first, second)))

    curated = curate(doubtful, [note(say(first, "confirm"))])

    assert rows(curated) == [replace(first, confidence="high"), second]
    assert kinds(curated) == {first.id: "confirmed"}
    assert curated.marks[first.id].machine == first


def test_a_changed_row_has_peoples_values_and_its_mark_the_machines(heron: Paper) -> None:
    first = heron.extraction.results[0]

    curated = curate(heron, [note(say(first, "change", {"metric": "throughput", "low": 2.5, "hardware": ["NVIDIA H100"]}))])

    changed = rows(curated)[0]
    assert (changed.id, changed.metric, changed.low, changed.high) == (first.id, "throughput", 2.5, 2.5)
    assert (changed.quote, changed.evidence, changed.baseline) == (first.quote, first.evidence, first.baseline)
    assert (curated.marks[first.id].machine, curated.marks[first.id].corrections[0].why) == (first, "so")
    assert curated.paper.extraction.hardware == ("NVIDIA A100", "NVIDIA H100")
    assert curated.machine == heron


def test_a_flag_on_what_people_state_is_answered(heron: Paper) -> None:
    first = replace(heron.extraction.results[0], flags=("hardware: 3 values", "model: 2 names"))
    flagged = replace(heron, extraction=replace(heron.extraction, results=(first,)))

    (changed,) = rows(curate(flagged, [note(say(first, "change", {"hardware": []}))]))

    assert changed.flags == ("model: 2 names",)


def test_a_rejected_row_is_listed_apart_with_the_reason(heron: Paper) -> None:
    first, second = heron.extraction.results

    curated = curate(heron, [note(say(first, "reject", why="a set-up"))])

    assert rows(curated) == [second]
    assert [(item.result, item.corrections[0].why) for item in curated.rejected] == [(first, "a set-up")]


def test_an_added_row_quotes_the_paper_and_has_an_id_that_lasts(heron: Paper) -> None:
    new: dict[str, Json] = {"quote": "wade slowly", "low": 0, "unit": "m/s", "form": "absolute", "metric": "speed"}
    other: dict[str, Json] = {**new, "metric": "slowness"}

    curated = curate(heron, [note(say(None, "add", new), say(None, "add", other))])
    added, second = rows(curated)[2:]
    abstract = heron.work.abstract or ""

    assert words_at(abstract, added.evidence) == "wade slowly"
    assert words_at(abstract, added.context) == "Herons wade slowly through ponds."
    assert (kinds(curated), added.id != second.id) == ({added.id: "added", second.id: "added"}, True)
    assert rows(curate(heron, [note(say(heron.extraction.results[0], "reject"), say(None, "add", new))]))[1].id == added.id


def test_an_added_row_that_quotes_no_kept_text_must_say_where_it_stands(heron: Paper) -> None:
    new: dict[str, Json] = {"quote": "7x", "low": 7, "unit": "×", "form": "ratio", "metric": "speed"}

    told, silent = (curate(heron, [note(say(None, "add", new, why))]) for why in ("table 3 of the paper", ""))

    assert (rows(told)[2].evidence, told.conflicts) == (NOWHERE, ())
    assert [conflict.message for conflict in silent.conflicts] == [
        "the quote '7x' stands in no text of the paper that the review keeps"
    ]


def test_an_added_row_that_the_rules_read_by_now_is_theirs_and_confirmed(heron: Paper) -> None:
    first, second = heron.extraction.results

    curated = curate(heron, [note(say(None, "add", row_values(first)))])

    assert rows(curated) == [first, second]
    assert kinds(curated) == {first.id: "confirmed"}


def test_an_added_row_stays_one_row_with_the_machines_where_that_is_confirmed_too(heron: Paper) -> None:
    first, second = heron.extraction.results

    curated = curate(heron, [note(say(None, "add", row_values(first)), say(first, "confirm"))])

    assert rows(curated) == [first, second]
    assert [item.action for item in curated.marks[first.id].corrections] == ["confirm", "add"]
    assert curated.drifts == ()


def test_a_short_quote_is_not_found_within_a_longer_number(heron: Paper) -> None:
    work = replace(heron.work, abstract="Herons gain 12.3x here and 2.3x there.")
    new: dict[str, Json] = {"quote": "2.3x", "low": 2.3, "unit": "×", "form": "ratio", "metric": "speed"}

    (row,) = rows(curate(Paper(SLUG, work, replace(heron.extraction, results=())), [note(say(None, "add", new))]))

    assert (span_of(row.evidence).start, span_of(row.evidence).end) == (27, 31)


@pytest.mark.parametrize(
    ("new", "told"),
    [
        ({"quote": "2.3x", "low": 2.3, "metric": "energy"}, "both are shown"),
        ({"quote": "a 2.3X  speedup", "low": 2.3, "metric": "speed"}, "both are shown"),
        ({"quote": "2.3x", "low": 2.4, "metric": "speed"}, None),
        ({"quote": "wade slowly", "low": 2.3, "metric": "speed"}, None),
    ],
)
def test_a_row_of_the_machines_from_the_words_of_an_added_one_is_told_until_it_is_decided_on(
    heron: Paper, new: dict[str, Json], told: str | None
) -> None:
    first = heron.extraction.results[0]
    added = say(None, "add", {"unit": "×", "form": "ratio", **new})

    curated = curate(heron, [note(added)])

    assert [(drift.now, drift.effect) for drift in curated.drifts] == ([(row_values(first), told)] if told else [])
    for action in ("confirm", "change", "reject"):
        decided = say(first, action, {"bound": "up to"} if action == "change" else {})
        assert curate(heron, [note(added, decided)]).drifts == ()


def test_overrides_change_what_is_shown_and_nothing_that_papers_are_known_by(heron: Paper) -> None:
    facts: list[tuple[Any, Json, Json]] = [
        ("title", heron.work.title.raw, "Heron, Renamed"),
        ("date", "2024-05-03", "2024-05"),
        ("topics", ["ponds"], ["rivers", "ponds"]),
        ("hardware", ["NVIDIA A100"], []),
    ]
    overrides = tuple(Override(fact, was, new, "so", "Ann", "2026-11-21", "a.md") for fact, was, new in facts)

    curated = curate(heron, [note(overrides=overrides)])

    assert (curated.paper.work.title.raw, curated.paper.slug) == ("Heron, Renamed", SLUG)
    assert curated.paper.work.date is not None
    assert (curated.paper.work.date.iso, curated.paper.work.date.reason) == ("2024-05", "corrected by Ann on 2026-11-21: so")
    assert (curated.paper.extraction.topics, curated.paper.extraction.hardware) == (("rivers", "ponds"), ())
    assert set(curated.paper.extraction.topic_terms) == {"ponds"}
    assert (curated.drifts, list(curated.overrides)) == ((), ["title", "date", "topics", "hardware"])


def test_evidence_in_a_title_is_found_again_in_another_title(tree: Path) -> None:
    hare = next(paper for slug, paper in load_papers(tree).items() if slug.startswith("hare"))
    for title, found in (("On paths: a 3.1x Speedup", "3.1x"), ("Hares Win", "Hares Win")):
        override = Override("title", hare.work.title.raw, title, "so", "Ann", "2026-11-21", "a.md")
        (row,) = curate(hare, [note(overrides=(override,))]).paper.extraction.results

        assert words_at(title, row.evidence) == found


def test_a_drift_tells_what_was_and_what_is(heron: Paper) -> None:
    first, second = heron.extraction.results
    curated = curate(heron, [note(say(first, "confirm", metric="throughput"), say(second, "change", {"low": 30}, bound="up to"))])

    assert [(drift.field, drift.was, drift.now, drift.path) for drift in curated.drifts] == [
        ("metric", "throughput", "speed", ("corrections", 0)),
        ("bound", "up to", None, ("corrections", 1)),
    ]
    assert kinds(curated) == {second.id: "changed"}


def test_a_row_that_is_gone_is_kept_where_people_changed_it(heron: Paper) -> None:
    first, second = heron.extraction.results
    without = replace(heron, extraction=replace(heron.extraction, results=()))

    curated = curate(without, [note(say(first, "change", {"metric": "throughput"}), say(second, "reject"))])

    assert [(row.id, row.metric, row.quote, row.evidence) for row in rows(curated)] == [
        (first.id, "throughput", "2.3x", first.evidence)
    ]
    assert [item.result and item.result.quote for item in curated.rejected] == ["33.5%"]
    assert [(drift.field, drift.now) for drift in curated.drifts] == [("", None)] * 2


def test_a_confirmed_row_that_is_gone_is_told_and_not_shown(heron: Paper) -> None:
    without = replace(heron, extraction=replace(heron.extraction, results=()))

    curated = curate(without, [note(say(heron.extraction.results[0], "confirm"))])

    assert (rows(curated), len(curated.drifts)) == ([], 1)


@pytest.mark.parametrize(
    ("actions", "contradict"),
    [
        (["confirm", "confirm"], False),
        (["reject", "reject"], False),
        (["confirm", "reject"], True),
        (["confirm", "change"], True),
    ],
)
def test_two_notes_may_agree_and_not_contradict_each_other(heron: Paper, actions: list[str], contradict: bool) -> None:
    first = heron.extraction.results[0]
    notes = [note(say(first, action, {"metric": "x"} if action == "change" else {}), file=f"{action}.md") for action in actions]

    assert bool(curate(heron, notes).conflicts) == contradict


def test_two_changes_of_one_row_go_together_where_they_change_other_things(heron: Paper) -> None:
    first = heron.extraction.results[0]

    def join(other: dict[str, Json]) -> Curation:
        return curate(
            heron,
            [note(say(first, "change", {"metric": "throughput"}), file="a.md"), note(say(first, "change", other), file="b.md")],
        )

    assert (rows(join({"bound": "up to"}))[0].metric, rows(join({"bound": "up to"}))[0].bound) == ("throughput", "up to")
    assert [(conflict.file, conflict.path) for conflict in join({"metric": "power"}).conflicts] == [("b.md", ("corrections", 0))]


def ledger_of(root: Path, *lines: str, overrides: str = "") -> None:
    items = "".join(f"  - {line}\n" for line in lines)
    head = f"---\npaper: {SLUG}\n{overrides}" + (f"corrections:\n{items}" if items else "")
    write_files(root, {"content/notes/ann.md": head + "---\n"})


def first_row(root: Path) -> Result:
    return load_papers(root)[SLUG].extraction.results[0]


def test_groups_and_tables_use_the_corrected_values(root: Path) -> None:
    row = first_row(root)
    ledger_of(
        root,
        f"{{result: {row.id!r}, action: change, was: {{metric: speed}}, set: {{metric: wingbeats}}, why: so, {SIGNED}}}",
        overrides="overrides: {topics: {was: [ponds], set: [deserts], why: sand, by: A, on: 2026-11-21}}\n",
    )

    review = load_review(root)
    groups = Groups(review)

    assert groups.metrics["wingbeats"].reported[0].paper.slug == SLUG
    assert [paper.slug for paper in groups.topics["deserts"].papers] == [SLUG]
    assert list(review.curation) == [SLUG]
    assert check(root).faults == ()
    build(root)


def test_nothing_of_a_correction_reaches_the_machines_own_pages(root: Path, tmp_path: Path) -> None:
    page = root / f"content/papers/{SLUG}.md"
    before = page.read_bytes()
    ledger_of(
        root,
        f"{{result: {first_row(root).id!r}, action: change, was: {{metric: speed}}, set: {{metric: hops}}, why: so, {SIGNED}}}",
        overrides="overrides: {title: {was: x, set: Another Title, why: so, by: A, on: 2026-11-21}}\n",
    )

    report = ingest(root, [root.with_name("review.txt")])

    assert page.read_bytes() == before
    assert (report.changed, report.new) == (0, 0)


def test_what_notes_cannot_say_is_a_fault_with_its_place(root: Path) -> None:
    id_ = first_row(root).id
    ledger_of(
        root,
        f"{{result: {id_!r}, action: confirm, was: {{metric: speed}}, by: A, on: 2026-11-21}}",
        "{action: add, set: {quote: 9x, low: 9, unit: ×, form: ratio, metric: speed}, by: A, on: 2026-11-21}",
        overrides="overrides:\n  topics: {was: [ponds], set: [pond], why: so, by: A, on: 2026-11-21}\n",
    )
    item = f"{{result: {id_!r}, action: reject, was: {{low: 1}}, why: no, {SIGNED}}}"
    write_files(root, {"content/notes/bo.md": f"---\npaper: {SLUG}\ncorrections:\n  - {item}\n---\n"})

    with pytest.raises(ContentError) as caught:
        load_review(root)

    assert [(fault.file, fault.line, fault.message) for fault in caught.value.faults] == [
        ("content/notes/ann.md", 4, "there is no topic 'pond'"),
        ("content/notes/ann.md", 7, "the quote '9x' stands in no text of the paper that the review keeps"),
        ("content/notes/bo.md", 4, f"it says of result {id_} what content/notes/ann.md, corrections[1], contradicts"),
    ]


def test_ingest_and_check_tell_what_changed_under_a_correction(root: Path, tmp_path: Path) -> None:
    id_ = first_row(root).id
    ledger_of(
        root,
        f"{{result: {id_!r}, action: confirm, was: {{metric: speed, baseline: [PondLM]}}, by: A, on: 2026-11-21}}",
        "{result: '00000000', action: reject, was: {quote: 9x, form: ratio, metric: power}, why: no, by: A, on: 2026-11-21}",
        overrides="overrides:\n  date: {was: 2024-05-03, set: 2024, why: so, by: A, on: 2026-11-21}\n",
    )
    other = tmp_path / "other.txt"
    entry = Entry(HERON.title, HERON.abstract.replace("2.3x speedup over", "2.3x higher throughput than"), "May 4, 2024")
    other.write_text(format_listing([entry]), "utf-8")
    note_text = (root / "content/notes/ann.md").read_bytes()

    (root / "content/topics/deserts.md").unlink()
    before = check(root)
    report = ingest(root, [other], options=ReadOptions(date(2030, 1, 1)))
    after, strict = check(root), check(root, strict=True)

    gone = (7, "result 00000000 (9x) is not read any more; it was 9x, ratio, power")
    drifts = [
        (4, 'date of the paper was "2024-05-03" when it was corrected, and is "2024-05-04" now'),
        (6, f'metric of the result {id_} (2.3x) was "speed" when it was corrected, and is "throughput" now'),
        gone,
    ]
    assert [(fault.line, fault.message, fault.severity) for fault in before.faults] == [(*gone, "warning")]
    told = [fault for fault in report.faults if fault.file == "content/notes/ann.md"]
    assert [(fault.line, fault.message) for fault in told] == drifts
    assert all(fault.severity == "warning" and fault.hint for fault in told)
    assert (report.skipped, after.faults) == (0, tuple(told))
    assert {fault.severity for fault in strict.faults} == {"error"}
    assert (root / "content/notes/ann.md").read_bytes() == note_text
