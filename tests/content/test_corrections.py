"""The ledger in a note: what it may hold, the faults of what it may not, and writing into it without touching anything else."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.corrections import Correction, Override, correction_fields
from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.ledger import FACTS_KEY, KEY, put_correction, put_override, remove_correction, start_note
from litatlas.content.pages import Note, parse_note
from litatlas.errors import Fault
from litatlas.model import Json

SIGNED = "by: Ann, on: 2026-11-21"
CHANGE = f"{{result: 1f0c22ab, action: change, was: {{metric: performance}}, set: {{metric: speed}}, why: it says so, {SIGNED}}}"
FIELDS: dict[str, Json] = {
    "result": "1f0c22ab",
    "action": "confirm",
    "was": {"metric": "x: #y"},
    "by": "李 \x85",
    "on": "2026-11-21",
}


def parse(text: str) -> Note | list[Fault]:
    matter = read_matter(f"---\npaper: heron\n{text}---\n", "content/notes/heron.md")
    assert isinstance(matter, Matter), str(matter)
    return parse_note(matter)


def corrections_of(item: str) -> tuple[Correction, ...]:
    note = parse(f"corrections:\n  - {item}\n")
    assert isinstance(note, Note), note
    return note.corrections


def only_fault(text: str) -> tuple[int, str]:
    faults = parse(text)
    assert isinstance(faults, list)
    (fault,) = faults
    assert fault.hint
    return fault.line, fault.message


def test_a_change_says_what_was_and_what_is_to_be_why_who_and_when() -> None:
    assert corrections_of(CHANGE) == (
        Correction(
            "1f0c22ab", "change", {"metric": "performance"}, {"metric": "speed"}, "it says so", "Ann", "2026-11-21",
            "content/notes/heron.md", 0,
        ),
    )  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        CHANGE,
        f"{{result: 1f0c22ab, action: confirm, was: {{metric: speed}}, {SIGNED}}}",
        f"{{result: '12345678', action: reject, was: {{quote: 7x, low: 7, hardware: []}}, why: set-up, {SIGNED}}}",
        f"{{action: add, set: {{quote: 7x, low: 7, unit: ×, form: ratio, metric: speed, effect: better}}, {SIGNED}}}",
        f"{{result: 1f0c22ab, action: change, was: {{low: 2, high: 2}}, set: {{low: 3}}, why: so, {SIGNED}}}",
    ],
)
def test_what_is_read_can_be_written_and_read_again(item: str) -> None:
    (correction,) = corrections_of(item)
    text = start_note("heron", {KEY: [correction_fields(correction)]})
    matter = read_matter(text, "content/notes/heron.md")
    assert isinstance(matter, Matter)
    again = parse_note(matter)

    assert isinstance(again, Note)
    assert again.corrections == (correction,)


def test_overrides_are_by_fact() -> None:
    note = parse(f"overrides:\n  date: {{was: null, set: 2024, why: page 1, {SIGNED}}}\n")

    assert isinstance(note, Note)
    assert note.overrides == (
        Override("date", None, "2024", "page 1", "Ann", "2026-11-21", "content/notes/heron.md"),
    )  # fmt: skip


@pytest.mark.parametrize("text", ["corrections:\n", "corrections: []\n", "overrides:\n", "overrides: {}\n", ""])
def test_an_empty_ledger_says_nothing(text: str) -> None:
    note = parse(text)

    assert isinstance(note, Note)
    assert (note.corrections, note.overrides) == ((), ())


@pytest.mark.parametrize(
    ("item", "message"),
    [
        ("{result: 12345678, action: confirm, was: {metric: x}, " + SIGNED + "}", "'corrections[1].result' is not the id"),
        ("{result: 1f0c22ab, action: agree, was: {metric: x}, " + SIGNED + "}", "'corrections[1].action' is not one of"),
        ("{result: 1f0c22ab, action: confirm, " + SIGNED + "}", "the field 'corrections[1].was' is missing"),
        ("{result: 1f0c22ab, action: confirm, was: {metric: x}, on: 2026-11-21}", "the field 'corrections[1].by' is missing"),
        ("{result: 1f0c22ab, action: confirm, was: {metric: x}, by: A, on: 2026-11}", "'corrections[1].on' is not a day"),
        ("{result: 1f0c22ab, action: confirm, was: {metrc: x}, " + SIGNED + "}", "unknown field 'corrections[1].was.metrc'"),
        ("{result: 1f0c22ab, action: reject, was: {metric: x}, " + SIGNED + "}", "the field 'corrections[1].why' is missing"),
        (CHANGE.replace("change", "confirm"), "the field 'corrections[1].set' has no place with the action 'confirm'"),
        (CHANGE.replace("set: {metric", "set: {form"), "'corrections[1].set.form' is not one of"),
        (CHANGE.replace("set: {metric", "set: {unit"), "'was' does not say what 'unit' was"),
        (CHANGE.replace("set: {metric", "set: {quote"), "unknown field 'corrections[1].set.quote'"),
        (CHANGE.replace("set: {metric: speed}", "set: {}"), "the field 'corrections[1].set' is missing"),
        (CHANGE.replace("metric: speed", "low: 3, high: 2").replace("{metric", "{low: 1, high: 2, metric"), "'low' is more"),
        (CHANGE.replace("metric: speed", "low: 1" + "0" * 400), "'corrections[1].set.low' is not a number"),
        (CHANGE.replace("why: it says so", "why: ''"), "'corrections[1].why' is not a text"),
        ("{action: add, set: {quote: 7x, unit: x, form: ratio, metric: s}, " + SIGNED + "}", "[1].set.low' is missing"),
        (
            "{action: add, result: 1f0c22ab, set: {quote: 7x, low: 7, unit: x, form: ratio, metric: s}, " + SIGNED + "}",
            "'corrections[1].result' has no place with the action 'add'",
        ),
    ],
)  # fmt: skip
def test_what_a_correction_cannot_say_is_a_fault_at_its_line(item: str, message: str) -> None:
    line, told = only_fault(f"corrections:\n  - {item}\n")

    assert line == 4
    assert message in told


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("corrections: {a: b}\n", 3, "'corrections' is not a list of mappings"),
        ("corrections: [a]\n", 3, "'corrections' is not a list of mappings"),
        ("overrides: [a]\n", 3, "'overrides' is not a mapping"),
        (f"overrides:\n  autors: {{was: null, set: x, why: y, {SIGNED}}}\n", 4, "unknown field 'overrides.autors'"),
        (f"overrides:\n  title: {{was: null, set: '', why: y, {SIGNED}}}\n", 4, "'overrides.title.set' is not a text"),
        (f"overrides:\n  title: {{set: x, why: y, {SIGNED}}}\n", 4, "the field 'overrides.title.was' is missing"),
        (f"overrides:\n  topics: {{was: [], set: [a, a], why: y, {SIGNED}}}\n", 4, "not a list of texts, each of them once"),
        (f"overrides:\n  date: {{was: null, set: May, why: y, {SIGNED}}}\n", 4, "'overrides.date.set' is not a date"),
    ],
)
def test_what_an_override_cannot_say_is_a_fault_at_its_line(text: str, line: int, message: str) -> None:
    found, told = only_fault(text)

    assert (found, message in told) == (line, True)


OTHERS = (
    "paper: heron   # the bird\n",
    "# a comment\n",
    "tags: [a,\n  b]\n",
    "status: read\n",
    "'quoted key': {a: 1}\n",
    "text: |\n  corrections:\n    - {a: b}\n\n",
    "folded: >-\n   words\n   # no comment\n",
    "list:\n- {a: b}\n- c: d\n  e:\n",
    "empty:\n",
    '苍鹭: "\\u82cd: #"\n',
)
LEDGERS = (
    "corrections:\n",
    "corrections:   # none\n",
    "corrections: null # none\n",
    "corrections: []\n",
    "corrections: [  # first\n  {a: 1}, # one\n  {b: 2},\n ]\n",
    "corrections: [{a: 'x,]'}]\n",
    "corrections:\n  - {a: 1}\n  - {b: [1, 2]} # last\n  # after\n",
    "corrections:\n- a: 1\n  b: |\n    text\n\n- c: >+\n    folded\n\n\n",
    "corrections:\n    -   a:\n        - 1\n        - b: {c: d}   # deep\n",
    "'corrections':\n  - a: 'x\n\n      y'\n  -\n    b: 2\n",
    "corrections:\n  # why\n  - {a: 1}\n\n\n",
    "",
)  # fmt: skip
OVERRIDES = (
    "overrides:\n",
    "overrides: null # none\n",
    "overrides: {}\n",
    "overrides: {title: {set: x}, # one\n  date: {set: '2024'} }\n",
    "overrides:\n  title: {set: 'x,}'} # last\n  # after\n",
    "overrides:\n  topics:\n    was: [a]\n    set:\n    - b\n  title:\n    set: |\n      words\n\n",
    "'overrides':\n    title:\n        {set: x}\n    date: {set: '2024'}\n",
    "",
)  # fmt: skip
BODIES = ("", "\nWords.\n", "\n---\ncorrections:\n---\n", "\n\n  苍鹭 \u2028 ends without a line")


@st.composite
def notes(draw: st.DrawFn, ledgers: tuple[str, ...] = LEDGERS) -> str:
    """Notes in the ways in which people write them."""
    others = draw(st.lists(st.sampled_from(OTHERS), unique=True))
    ledger = draw(st.sampled_from(ledgers))
    where = draw(st.integers(0, len(others)))
    text = f"---\n{''.join(others[:where])}{ledger}{''.join(others[where:])}---\n{draw(st.sampled_from(BODIES))}"
    text = text.replace("\n", "\r\n") if draw(st.booleans()) else text
    return ("\ufeff" if draw(st.booleans()) else "") + text


def is_kept(before: str, after: str) -> bool:
    """Whether all of a text stands in another one, in its order."""
    letters = iter(after)
    return all(letter in letters for letter in before)


@given(notes(), st.booleans())
def test_a_correction_is_added_and_all_else_stays_as_it_was(text: str, twice: bool) -> None:
    before = read_matter(text, "x.md")
    assert isinstance(before, Matter), str(before)
    written = text
    for _ in range(1 + twice):
        found = put_correction(written, "x.md", FIELDS)
        assert isinstance(found, str), str(found)
        written = found
    after = read_matter(written, "x.md")

    assert isinstance(after, Matter)
    known = before.fields.get(KEY) or []
    assert isinstance(known, list)
    assert after.fields == {**before.fields, KEY: [*known, *[FIELDS] * (1 + twice)]}
    assert written.rpartition("---")[2] == text.rpartition("---")[2]
    assert is_kept(text.replace(" null", "") if "corrections: null" in text else text, written)
    assert ("\r\n" in written) == ("\r\n" in text)
    assert written.count("\n") - written.count("\r\n") in (0, written.count("\n"))


def read_known(text: str) -> tuple[Matter, list[Json]]:
    """A note as it is read, and the corrections that it lists."""
    matter = read_matter(text, "x.md")
    assert isinstance(matter, Matter)
    known = matter.fields.get(KEY) or []
    assert isinstance(known, list)
    return matter, known


@given(notes(), st.integers(0, 1))
def test_a_correction_is_replaced_and_all_other_lines_stay_as_they_were(text: str, number: int) -> None:
    before, known = read_known(text)
    if number >= len(known):
        return

    written = put_correction(text, "x.md", FIELDS, number)

    assert isinstance(written, str), str(written)
    after = read_matter(written, "x.md")
    assert isinstance(after, Matter)
    assert after.fields == {**before.fields, KEY: [*known[:number], FIELDS, *known[number + 1 :]]}
    head = "".join(itertools.takewhile(lambda line: "corrections" not in line, text.splitlines(keepends=True)))
    assert written.startswith(head)
    assert written.rpartition("---")[2] == text.rpartition("---")[2]


@given(notes(), st.integers(0, 1))
def test_a_correction_is_taken_out_and_all_other_fields_stay_as_they_were(text: str, number: int) -> None:
    before, known = read_known(text)
    if number >= len(known):
        return

    written = remove_correction(text, "x.md", number)

    assert isinstance(written, str), str(written)
    after = read_matter(written, "x.md")
    assert isinstance(after, Matter)
    left = [*known[:number], *known[number + 1 :]]
    assert {**after.fields, KEY: after.fields.get(KEY) or []} == {**before.fields, KEY: left}
    assert written.rpartition("---")[2] == text.rpartition("---")[2]
    assert is_kept(written, text)
    assert isinstance(put_correction(written, "x.md", FIELDS), str)


@given(notes(OVERRIDES), st.sampled_from(["title", "hardware"]))
def test_a_fact_is_overridden_and_let_go_and_all_other_fields_stay_as_they_were(text: str, fact: str) -> None:
    before = read_matter(text, "x.md")
    assert isinstance(before, Matter)
    known = before.fields.get(FACTS_KEY) or {}
    assert isinstance(known, dict)

    written = put_override(text, "x.md", fact, FIELDS)
    assert isinstance(written, str), str(written)
    without = put_override(written, "x.md", fact, None)
    assert isinstance(without, str), str(without)

    after, last = read_matter(written, "x.md"), read_matter(without, "x.md")
    assert isinstance(after, Matter)
    assert isinstance(last, Matter)
    assert after.fields == {**before.fields, FACTS_KEY: {**known, fact: FIELDS}}
    others = {name: value for name, value in known.items() if name != fact}
    assert {**last.fields, FACTS_KEY: last.fields.get(FACTS_KEY) or {}} == {**before.fields, FACTS_KEY: others}
    assert {written.rpartition("---")[2], without.rpartition("---")[2]} == {text.rpartition("---")[2]}


def test_what_is_taken_out_last_leaves_the_note_as_it_was_before() -> None:
    text = "---\npaper: heron\ntags: []\n---\n\nWords.\n"

    added = put_correction(text, "x.md", FIELDS)
    overridden = put_override(text, "x.md", "title", FIELDS)

    assert remove_correction(str(added), "x.md", 0) == text
    assert put_override(str(overridden), "x.md", "title", None) == text


def test_a_front_matter_in_braces_can_be_written_into() -> None:
    text = "---\n{paper: heron}\n---\n"
    written, overridden = put_correction(text, "x.md", FIELDS), put_override(text, "x.md", "title", FIELDS)

    assert isinstance(written, str)
    assert isinstance(overridden, str)
    assert written.startswith("---\n{paper: heron, corrections: [{")
    assert overridden.startswith("---\n{paper: heron, overrides: {title: {")


def test_a_list_that_nothing_can_be_put_into_is_a_fault_that_shows_what_to_write() -> None:
    fault = put_correction("---\npaper: heron\n...\n---\n", "content/notes/heron.md", FIELDS)

    assert isinstance(fault, Fault)
    assert fault.file == "content/notes/heron.md"
    assert '"1f0c22ab"' in fault.hint
