"""Rows of one paper that nothing but their value tells apart say so."""

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from litatlas.alike import ALIKE, flag_alike, is_alike
from litatlas.commands.check import check
from litatlas.content.corrections import row_values
from litatlas.extract.document import build_document
from litatlas.extract.extraction import extract
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.model import Result, Span
from litatlas.review.loading import load_review
from litatlas.slots import SLOTS
from tests.invented import make_review, write_files

ROW = Result(
    id="12345678", quote="2.3x", low=2.3, high=2.3, unit="×", form="ratio", metric="speed", effect="better", bound=None,
    baseline=(), hardware=(), dataset=(), model=(), subject=None,
    evidence=Span("abstract", 0, 4), context=Span("abstract", 0, 4), confidence="high", flags=(),
)  # fmt: skip
NAMES = st.sampled_from([(), ("decode",), ("GQA",), ("decode", "GQA"), ("GQA", "decode")])
ROWS = st.lists(
    st.builds(
        lambda value, flags, **fields: replace(ROW, low=value, high=value, quote=f"{value:g}x", flags=flags, **fields),
        st.sampled_from([1.0, 2.0, 3.0]),
        st.sampled_from([(), ("model: 3 values",), (f"{ALIKE}9x",)]),
        metric=st.sampled_from(["speed", "throughput"]),
        unit=st.sampled_from(["×", "%"]),
        subject=st.sampled_from([None, "baseline"]),
        **{slot.name: NAMES for slot in SLOTS if slot.many},
    ),
    max_size=6,
)


def say_all(row: Result) -> tuple[object, ...]:
    return (row.metric, row.form, row.unit, row.subject, *(sorted(slot.read(row)) for slot in SLOTS))


@given(ROWS)
def test_two_rows_look_alike_just_where_both_say_so(rows: list[Result]) -> None:
    flagged = flag_alike(rows)

    for row in flagged:
        alike = [other for other in flagged if say_all(other) == say_all(row) and other.low != row.low]
        assert is_alike(row) is bool(alike)
        assert all(other.quote in row.flags[0] for other in alike)


@given(ROWS)
def test_flags_that_rows_had_stay_and_nothing_changes_the_second_time(rows: list[Result]) -> None:
    flagged = flag_alike(rows)

    assert [[flag for flag in row.flags if not flag.startswith(ALIKE)] for row in flagged] == [
        [flag for flag in row.flags if not flag.startswith(ALIKE)] for row in rows
    ]
    assert flag_alike(flagged) == flagged


def test_a_flag_names_three_others_and_counts_the_rest() -> None:
    flagged = flag_alike(replace(ROW, low=value, high=value, quote=f"{value}x") for value in range(1, 7))

    assert flagged[0].flags == (f"{ALIKE}2x, 3x, 4x and 2 more",)


def test_rows_that_their_text_does_not_tell_apart_are_flagged_as_they_are_read() -> None:
    vocabulary = load_vocabulary()
    alike = extract(build_document("", "Ours is 2x faster in one shop and 3x faster in another."), vocabulary).results
    apart = extract(build_document("", "Ours is 2x faster in prefill and 3x faster in decoding."), vocabulary).results

    assert [row.flags for row in alike] == [(f"{ALIKE}3x",), (f"{ALIKE}2x",)]
    assert [row.flags for row in apart] == [(), ()]


def test_what_people_tell_of_one_row_takes_the_flags_of_both(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review")
    slug, paper = next((slug, paper) for slug, paper in load_review(root).papers.items() if paper.extraction.results)
    first = paper.extraction.results[0]
    signed = {"why": "table 2", "by": "Ann", "on": "2026-11-21"}
    added = {"action": "add", "set": {**row_values(first), "quote": "97x", "low": 97, "high": 97}, **signed}
    changed = {"result": first.id, "action": "change", "was": {"setting": []}, "set": {"setting": ["decode"]}, **signed}
    counts = []
    for corrections in ([], [added], [added, changed]):
        note = f"---\npaper: {slug}\ncorrections: {json.dumps(corrections)}\n---\n"
        write_files(root, {"content/notes/ann.md": note})
        counts.append(check(root).alike)

    assert [count - counts[0] for count in counts] == [0, 2, 0]
