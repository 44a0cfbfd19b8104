"""JSON files of every shape, entry by entry: what is broken is told, and its neighbours are read."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.errors import Fault
from litatlas.model import Json
from litatlas.read.json_entries import JsonEntry, JsonItem, find_first_entry, iterate_json
from litatlas.read.parsed import Origin, Skipped
from tests.read.reading import read_text

ORIGIN = Origin("some/list.json", "list.json", "0" * 64)
ENTRIES: list[Json] = [{"title": "Snails on GPUs", "n": 1}, {"title": "Robins, Asleep", "n": [{"title": "no entry"}]}]


def read(text: str | bytes) -> list[JsonItem]:
    return list(iterate_json(io.BytesIO(text if isinstance(text, bytes) else text.encode()), ORIGIN))


def values(items: list[JsonItem]) -> list[Json]:
    return [item.value for item in items if isinstance(item, JsonEntry)]


def faults(items: list[JsonItem]) -> list[Fault]:
    return [item.fault if isinstance(item, Skipped) else item for item in items if not isinstance(item, JsonEntry)]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(ENTRIES),
        json.dumps(ENTRIES, indent=2),
        "\n".join(map(json.dumps, ENTRIES)),
        "\r\n\r\n".join(map(json.dumps, ENTRIES)) + "\r\n",
        "".join(map(json.dumps, ENTRIES)),
        ",\n".join(map(json.dumps, ENTRIES)),
        "\x1e".join(json.dumps(entry, indent=1) for entry in ENTRIES),
        json.dumps({"status": "ok", "message": {"total": 2, "items": ENTRIES}}),
        json.dumps({"meta": {"count": 2}, "results": ENTRIES, "group_by": []}),
        json.dumps({"result": {"hits": {"@total": "2", "hit": ENTRIES}}}),
        json.dumps({"hits": {"hits": ENTRIES, "total": 2}}),
        json.dumps({"total": 2, "data": ENTRIES}, indent=4),
        f"[{json.dumps(ENTRIES[0])}, {json.dumps(ENTRIES[1])},]",
        f"[{json.dumps(ENTRIES[0])}]\n[{json.dumps(ENTRIES[1])}]",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "utf-32"])
def test_the_entries_of_every_shape_are_found(text: str, encoding: str) -> None:
    items = read(text.encode(encoding))

    assert values(items) == ENTRIES
    assert faults(items) == []


@pytest.mark.parametrize("text", ["", "[]", '{"message": {"items": []}}', '{"total": 0, "data": []}', " \n "])
def test_a_file_without_entries_says_so(text: str) -> None:
    (fault,) = faults(read(text))

    assert fault.message == "holds no entry"


def test_a_single_object_is_an_entry_also_within_the_answer_of_a_service() -> None:
    assert values(read('{"title": "Alone", "data": [{"a": 1}]}')) == [{"title": "Alone", "data": [{"a": 1}]}]
    assert values(read('{"status": "ok", "message": {"DOI": "10.1000/pond"}}')) == [{"DOI": "10.1000/pond"}]


def test_each_entry_has_its_line_and_those_of_one_line_are_numbered() -> None:
    lines = read('{"results": [\n  {"a": 1},\n\n  {"a": 2}\n]}')
    packed = read('[{"a": 1}, {"a": 2}, {"a": 3}]')

    assert [item.line for item in lines if isinstance(item, JsonEntry)] == [2, 4]
    assert [(item.line, item.place, item.number) for item in packed if isinstance(item, JsonEntry)] == [
        (1, 1, 1),
        (1, 2, 2),
        (1, 3, 3),
    ]


def test_a_fault_names_the_true_line_also_where_all_entries_stand_on_one() -> None:
    parsed = read_text(
        '\n[{"title": "Ponds", "year": 2024}, {"title": "Reeds", "date": "soon"}, {"year": 2024}, 7, {"title": oops}]', "json"
    )

    assert [record.title for record in parsed.records] == ["Ponds", "Reeds"]
    assert len({record.source.line for record in parsed.records}) == 2
    assert len(parsed.faults) == 4
    assert {fault.line for fault in parsed.faults} == {2}
    assert all(f"entry {number}" in fault.message for number, fault in enumerate(parsed.faults, start=2))


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (r'{"a": "\alpha"}', "invalid \\escape"),
        ('{"a": oops}', "expecting value"),
        ('{"a" 2}', "expecting ':' delimiter"),
        ('{"a": "x}', "expecting ',' delimiter"),
        ('{"a": ' + "[" * 10_000 + "]" * 10_000 + "}", "nested too deep"),
        ('{"a": ' + "[" * 80 + "]" * 80 + "}", "nested deeper than 64 levels"),
    ],
)
@pytest.mark.parametrize("around", ['{"a": 1}\n%s\n{"a": 3}', '[{"a": 1},%s,{"a": 3}]', '[\n {"a": 1},\n %s,\n {"a": 3}\n]'])
def test_a_broken_entry_is_told_and_its_neighbours_are_read(broken: str, reason: str, around: str) -> None:
    items = read(around % broken)

    assert values(items) == [{"a": 1}, {"a": 3}]
    (skipped,) = (item for item in items if isinstance(item, Skipped))
    assert faults(items) == [skipped.fault]
    assert "entry 2" in skipped.fault.message
    assert reason in skipped.fault.message
    assert skipped.fault.line == 1 + around.partition("%s")[0].count("\n")


def test_the_start_of_a_list_that_breaks_off_is_read() -> None:
    items = read('[{"a": 1}, {"a": "tw')

    assert values(items) == [{"a": 1}]
    assert [fault.message for fault in faults(items)] == [
        "entry 2 is no JSON (the file ends in the middle of it)",
        "ends before its list of entries does",
    ]


def test_a_broken_wrapper_is_told_and_the_entries_before_are_read() -> None:
    items = read('{"items": [{"a": 1}, {"a": 2}], "total" 2}')

    assert values(items) == [{"a": 1}, {"a": 2}]
    assert [fault.message for fault in faults(items)] == [
        "is no JSON from here on (expecting a name and a value); what follows is not read"
    ]


def test_a_name_that_occurs_twice_is_told() -> None:
    items = read('[{"a": 1, "a": 2}]')

    assert values(items) == [{"a": 2}]
    assert [(fault.severity, fault.line) for fault in faults(items)] == [("warning", 1)]


def test_numbers_beyond_all_bounds_and_no_numbers_are_values_that_files_can_hold() -> None:
    many = "9" * 5000

    assert values(read(f'[{{"a": NaN, "b": -Infinity, "c": 1e999, "d": {many}, "e": 1.5}}]')) == [
        {"a": None, "b": "-Infinity", "c": "1e999", "d": many, "e": 1.5}
    ]


def test_characters_that_no_page_can_hold_are_left_out() -> None:
    text = '[{"a": "\\ud83d\\ude00 \\ud83d. \\u0000x\\u0007", "b": "\x00y\x01", "c\\u0000": "\\u00e9"}]'

    assert values(read(text)) == [{"a": "\U0001f600 \ufffd. x", "b": "y", "c": "é"}]


def test_bytes_of_another_encoding_are_read_with_a_warning() -> None:
    items = read('[{"a": "é – ü"}]'.encode("cp1252"))

    assert values(items) == [{"a": "é – ü"}]
    assert [fault.severity for fault in faults(items)] == ["warning"]


@pytest.mark.thorough
def test_a_line_of_fifty_megabytes_is_an_entry_as_any() -> None:
    items = read('{"a": "' + "x" * 50_000_000 + '"}\n{"a": "' + "y" * 50_000_000 + '}\n{"b": 1}')

    assert [type(item).__name__ for item in items] == ["JsonEntry", "Skipped", "JsonEntry"]


def test_an_entry_across_pieces_of_the_file_is_whole() -> None:
    entries: list[Json] = [{"title": "é" * 700_000 + str(number)} for number in range(5)]

    assert values(read("\n".join(json.dumps(entry, ensure_ascii=False) for entry in entries))) == entries
    assert values(read(json.dumps({"items": entries}, indent=1))) == entries


def test_the_first_entry_tells_what_a_file_holds() -> None:
    assert find_first_entry(b'{"message": {"items": [{"DOI": "10.1000/x"}, {"DO') == {"DOI": "10.1000/x"}
    assert find_first_entry(b"[1, 2]") == {}
    assert find_first_entry(b"@article{x,") == {}


@pytest.mark.parametrize(
    "around", ["%s", "[%s", '{"status": "ok", "message": {"total": 1, "items": [%s', '{"meta": {"a": [1]}, "results": [\n%s']
)
def test_the_start_of_a_first_entry_that_is_long_tells_what_a_file_holds(around: str) -> None:
    entry = '{"DOI": "10.1000/x", "member": ["1", {"a": 2}], "reference": [{"key": "1"}, {"ke'

    assert find_first_entry((around % entry).encode()) == {"DOI": "10.1000/x", "member": ["1", {"a": 2}]}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from(["title", "a", "b"]), json_values, min_size=1), min_size=1), st.booleans())
def test_every_list_of_objects_is_read_back_from_an_array_and_from_lines(entries: list[Json], escaped: bool) -> None:
    def clean(value: Json) -> str:
        return json.dumps(value, sort_keys=True)

    lines = "\n".join(json.dumps(entry, ensure_ascii=True) for entry in entries)
    array = json.dumps(entries, indent=2 if escaped else None)

    assert len(values(read(lines))) == len(values(read(array))) == len(entries)
    assert list(map(clean, values(read(lines)))) == list(map(clean, values(read(array))))


@given(st.binary() | st.text(alphabet='[]{}":,\\ntu1\n ').map(str.encode))
def test_no_bytes_raise_and_every_entry_is_read_or_told(data: bytes) -> None:
    items = read(data)
    lines = [item.line if isinstance(item, JsonEntry) else item.fault.line for item in items if not isinstance(item, Fault)]
    places = [item.place for item in items if isinstance(item, JsonEntry)]

    assert items
    assert lines == sorted(lines)
    assert places == sorted(set(places))
    json.dumps(values(items), allow_nan=False).encode()
