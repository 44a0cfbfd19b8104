"""Front matter: what is written is read back, by both ways of reading; what is wrong has its line and what to do."""

import math
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from litatlas.content.front_matter import Matter, format_matter, read_matter
from litatlas.content.yaml_reader import parse_yaml
from litatlas.errors import Fault
from litatlas.model import Json

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
SCALARS = TEXT | NUMBERS | st.booleans() | st.none()
VALUES: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4), max_leaves=12
)
FIELDS = st.dictionaries(st.sampled_from(["title", "date", "results", "sources", "x_1"]), VALUES)


def read(text: str) -> Matter:
    matter = read_matter(text, "some/page.md")
    assert isinstance(matter, Matter), str(matter)
    return matter


def fault_of(text: str) -> Fault:
    fault = read_matter(text, "some/page.md")
    assert isinstance(fault, Fault)
    assert fault.hint
    return fault


def page(yaml: str) -> str:
    return f"---\n{yaml}\n---\n"


@settings(deadline=None, max_examples=150)
@given(FIELDS)
@example({"title": "\x00\x1b\x7f\x85\u2028\u2029\ufeff\ufffe\uffff😀 --- \n---\n: '\"\\"})
@example({"title": "null", "date": "2024-02-29", "x_1": [5e-324, 1.7e308, 1e22, -0.0, 1e-7, 10**30]})
@example({"results": [{"": []}, {"a": {}}], "sources": [[], {}]})
def test_what_is_written_is_read_back_by_json_and_by_yaml_alike(fields: dict[str, Json]) -> None:
    text = format_matter(fields, "")

    matter = read(text)
    by_yaml = parse_yaml(matter.lines.text, "some/page.md")

    assert matter.fields == fields
    assert by_yaml == fields
    assert repr(by_yaml) == repr(dict(matter.fields))


@settings(deadline=None)
@given(FIELDS)
def test_writing_what_was_read_gives_the_same_text(fields: dict[str, Json]) -> None:
    text = format_matter(fields, "A body.\n\nWith two paragraphs.")
    matter = read(text)

    assert format_matter(matter.fields, matter.body) == text


@pytest.mark.parametrize(
    "body",
    [
        "--- begins with a fence",
        "---",
        "title: not a field\n---\ntitle: nor this",
        "...\n%YAML 1.2",
        "- 1\n- 2",
        "a\x0bb \u2028 c",
    ],
)
def test_a_body_that_looks_like_front_matter_is_a_body(body: str) -> None:
    matter = read(format_matter({"title": "x"}, body))

    assert (matter.fields, matter.body) == ({"title": "x"}, body)


def test_the_front_matter_has_a_field_or_an_item_a_line() -> None:
    text = format_matter({"title": "a\nb", "tags": ["x", "y"], "results": [{"id": 1}, {"id": 2}]}, "Body.")

    assert text.splitlines() == [
        "---", 'title: "a\\nb"', 'tags: ["x", "y"]', "results:", '  - {"id": 1}', '  - {"id": 2}', "---", "", "Body.",
    ]  # fmt: skip


def test_people_may_write_any_yaml() -> None:
    yaml = (
        "# a comment\ntitle: plain text\nterms:\n  pond: 3\n  heron: 1.5\ntags:\n  - one\n  - 'two'\ntext: >\n  folded\n  lines"
    )

    assert read(page(yaml)).fields == {
        "title": "plain text", "terms": {"pond": 3, "heron": 1.5}, "tags": ["one", "two"], "text": "folded lines\n",
    }  # fmt: skip


@pytest.mark.parametrize("word", ["yes", "No", "on", "OFF", "2024-02-31", "2024-02-29", "NaN", "Infinity", "-Infinity"])
def test_words_that_older_yaml_reads_as_something_else_are_texts(word: str) -> None:
    assert read(page(f"title: {word}\nmore:")).fields["title"] == word
    assert read(page(f"title: {word}")).fields["title"] == word


@pytest.mark.parametrize(
    "text",
    [
        "False positives in benchmarks", "true-to-life", "TRUE or FALSE", "falsehoods", "nullable types", "Null hypotheses", "~x",
        "12:30", "1:02:03.5", "0x1F", "0b", "0b_", "0o17", "1_000", "1e053200",
        "1.2.3", "+", ".", "=", "<<", "e5", "-.nan", "١٢",
    ],
)  # fmt: skip
def test_a_text_that_begins_as_a_word_or_number_of_yaml_is_a_text(text: str) -> None:
    assert read(page(f"title: {text}\ntags: [{text}, x]")).fields == {"title": text, "tags": [text, "x"]}


def test_numbers_are_read_as_json_reads_them() -> None:
    yaml = "a: 12\nb: -1.5\nc: 1.0e-05\nd: +3\ne: .5\nf: 2.\ng: 1.5E3\nh: .inf\ni: -.INF\nj: 010"

    assert read(page(yaml)).fields == {
        "a": 12, "b": -1.5, "c": 1e-05, "d": 3, "e": 0.5, "f": 2.0, "g": 1500.0, "h": math.inf, "i": -math.inf, "j": 10,
    }  # fmt: skip


def test_true_false_and_null_are_no_texts() -> None:
    assert read(page("a: true\nb: False\nc: null\nd:\ne: ~")).fields == {"a": True, "b": False, "c": None, "d": None, "e": None}


@pytest.mark.parametrize(
    "text", ["---\r\ntitle: x\r\n---\r\n\r\nBody.\r\n", "\ufeff---\ntitle: x\n---\nBody.", "---\ntitle: x\n---\n\n\nBody.\n\n"]
)
def test_line_ends_byte_order_marks_and_blank_lines_do_not_matter(text: str) -> None:
    matter = read(text)

    assert (matter.fields, matter.body) == ({"title": "x"}, "Body.")


def test_a_file_may_end_with_its_front_matter() -> None:
    assert read("---\ntitle: x\n---").fields == {"title": "x"}
    assert read("---\n---\n").fields == {}


def test_a_file_without_front_matter_is_all_body() -> None:
    matter = read("Just text.\n")

    assert (matter.fields, matter.body) == ({}, "Just text.")


def test_the_body_knows_its_first_line() -> None:
    text = "---\ntitle: x\ntags: [a]\n---\n\n\nBody.\n"

    assert text.splitlines()[read(text).body_line - 1] == "Body."


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (page("title: a: b"), 2, "mapping values are not allowed"),
        (page("title: x\ntags: [a\nmore: 1"), 4, "not valid YAML"),
        (page("terms:\n\tpond: 3"), 3, "tab"),
        (page("title: x\n\ttags: a"), 3, "tab"),
        (page("title: x\nstatus: read\ntitle: y"), 4, "'title' is given twice"),
        (page("terms:\n  pond: 1\n  reed: 2\n  pond: 3"), 5, "'pond' is given twice"),
        (page("list:\n  - {a: 1, a: 2}"), 3, "'a' is given twice"),
        (page('list:\n  - {"a": 1, "a": 2}'), 3, "'a' is given twice"),
        (page('a: {"b": [{"c": 1, "c": 1}]}'), 2, "'c' is given twice"),
        (page("- a\n- b"), 2, "not a list of fields"),
        (page("just words"), 2, "not a list of fields"),
        (page("1: x"), 2, "not a list of fields"),
        (page("title: x\nother: *name"), 3, "alias *name"),
        (page("title: &a [x]\nother: *a"), 3, "alias *a"),
        (page("title: \x07"), 2, "not valid YAML"),
        (page("title: !!python/name:os.system x"), 2, "not valid YAML"),
        (page("? [a]\n: 1"), 2, "not valid YAML"),
        (page("a: 1\nb: {[a]: 1}"), 3, "the name of a field is a list"),
        (page("a: 1\nb: !!bool maybe"), 3, "'maybe' is not what its tag !!bool says"),
        (page("a: 1\nb: !!int many"), 3, "'many' is not what its tag !!int says"),
        (page("a: 1\nb: !!float ''"), 3, "'' is not what its tag !!float says"),
        (page("a: 1\nb: !!timestamp soon"), 3, "the tag !!timestamp is not known"),
        (page("a: 1\nb: !!binary eA=="), 3, "the tag !!binary is not known"),
        (page("a: 1\nb: !own {}"), 3, "the tag !own is not known"),
        (page("a: 1\nb: " + "9" * 5000), 3, "a number of 5000 digits"),
        (page('a: 1\nb: "\\ud83d"'), 3, "not valid YAML"),
        (page('a: 1\nb: "\x9c"'), 3, "U+009C is not allowed"),
        (page('a: 1\nb: "\x7f"'), 3, "U+007F is not allowed"),
        ("---\ntitle: x\n\nBody.\n", 1, "does not end"),
        ("---\n", 1, "does not end"),
        ("\n\n---\ntitle: x\n---\n", 1, "does not begin in the first line"),
        ("---\rtitle: x\r---\rBody.", 1, "carriage return alone"),
        ("-\0-\0-\0\n\0", 1, "NUL"),
    ],
)
def test_front_matter_that_cannot_be_read_is_a_fault_at_its_line(text: str, line: int, words: str) -> None:
    fault = fault_of(text)

    assert (fault.file, fault.line, fault.severity) == ("some/page.md", line, "error")
    assert words in fault.message


def test_lines_are_counted_as_editors_count_them() -> None:
    assert fault_of(page("title: 'é \u2028 \x85 🦔'\nmore: [")).line == 4
    assert fault_of(page("title: 'é \u2028 \x85 🦔'\n\tmore: x")).line == 3
    assert read(page("a: 'é \u2028 \x85 🦔'\ntitle: x")).fault("wrong", "mend it", "title").line == 3


def test_a_fault_is_one_line_long() -> None:
    assert "\n" not in str(fault_of(page("title: 'x\n\n  y")))


@pytest.mark.parametrize(
    "bomb", ["[" * 200_000, "{a: " * 60 + "}" * 60, "\n" + "\n".join("  " * depth + "a:" for depth in range(1, 80))]
)
def test_nesting_without_end_is_a_fault_and_no_crash(bomb: str) -> None:
    assert "nested more than 50 deep" in fault_of(page(f"title: {bomb}")).message


def test_many_faults_of_one_file_are_found_in_one_reading_of_it() -> None:
    number = 20_000  # with a reading for each of them, this would take hours
    matter = read(page("\n".join(f"field_{index}: x" for index in range(number))))

    assert [matter.fault("wrong", "mend it", f"field_{index}").line for index in range(number)] == [*range(2, number + 2)]


def test_nesting_without_end_in_json_is_no_crash_either() -> None:
    deep = "[" * 900 + "]" * 900
    matter = read_matter(page(f"tags: {deep}"), "some/page.md")

    assert isinstance(matter, Fault) or matter.fault("wrong", "mend it", "tags", 0, 0).line == 2


def test_a_fault_of_a_field_stands_at_the_fields_line() -> None:
    matter = read(page("title: x\nresults:\n  - {id: 1}\n  -\n    id: 2\n    low: 3"))

    assert matter.fault("wrong", "mend it", "title").line == 2
    assert matter.fault("wrong", "mend it", "results", 0, "id").line == 4
    assert matter.fault("wrong", "mend it", "results", 1, "low").line == 7
    assert matter.fault("wrong", "mend it", "results", 7).line == 3
    assert matter.fault("wrong", "mend it", "missing").line == 2


@settings(deadline=None, max_examples=100)
@given(st.text(st.sampled_from("ab:-[]{}'\"#&*!|>%@` \n\t0.,~?\\\u2028🦔"), max_size=60))
def test_no_text_makes_reading_fail(text: str) -> None:
    found = read_matter(page(text), "some/page.md")

    assert isinstance(found, Matter | Fault)
    if isinstance(found, Fault):
        assert 1 <= found.line <= text.count("\n") + 3
    else:
        assert all(not isinstance(value, float) or not math.isnan(value) or ".nan" in text for value in found.fields.values())
