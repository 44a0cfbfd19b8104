"""Every field of every file that people write, with every hostile value, and any bytes: an object or faults, never an error."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from litatlas.content.active import find_active
from litatlas.content.corrections import ROW_FIELDS
from litatlas.content.front_matter import Matter, read_matter
from litatlas.content.pages import (
    HARDWARE_RULES,
    NOTE_RULES,
    PAGE_RULES,
    SETTINGS_RULES,
    TOPIC_RULES,
    parse_hardware_page,
    parse_note,
    parse_page,
    parse_settings,
    parse_topic,
)
from litatlas.content.papers import PAPER_RULES, parse_paper
from litatlas.content.parsing import parse_file
from litatlas.errors import ContentError, Fault
from litatlas.extract.lexicon.files import VocabularyFile
from litatlas.extract.lexicon.vocabulary import FILES, load_vocabulary
from tests.invented import write_files

EXAMPLES = int(os.environ.get("LITATLAS_FUZZ", "60"))
"""How many texts of each kind are tried; the weekly run tries thousands."""

VALUES = (
    *("False positives", "true-to-life", "null", "~", "''", "yes", "0x1F", "12:30", "2024-02-31", "0000-00-00", "9999-12-31"),
    *("1e999", "-0.0", ".nan", ".inf", "-1", "9" * 400, "9" * 5_000, "0.1" * 30, "1_000", "+1", "--", "1.2.3"),
    *('"\\u0000"', '"\\ud83d"', '"\\x1b[2J"', '"\\u202e"', "\x9c", "\x7f", "\ufeff", '"\\u2028"', "é" * 3, "🦔", "ﷺ" * 99),
    *("../../../etc/passwd", "/dev/zero", "C:\\CON", "file:///etc/passwd", "javascript:alert(1)", "a\\0b", "%00", "."),
    *("<script>alert(1)</script>", "</title>", "{{ 7*7 }}", "{% raw %}", "[[x]]", "![](x)", "`", "$x^2$", "$$", "=1+1", "&amp;"),
    *("[]", "{}", "[[]]", "{a: 1}", "{a: {b: {}}}", "[null]", "[1, x, [y]]", "[" * 60 + "]" * 60, "{? [a] : 1}", "{a: 1, a: 2}"),
    *("&a [*a]", "*a", "!!python/object:os.system {}", "!!bool maybe", "!!set {a}",
      "!!binary eA==", "<<: {a: 1}", "? x", "|", ">"),
)  # fmt: skip
LARGE = ("x" * 100_000, "'" + "a b " * 9_000 + "'", "|\n  " + "[" * 9_000, "[" + "x," * 20_000 + "]",
      "{" + "".join(f"a{n}: 1, " for n in range(9_000)) + "}")  # fmt: skip
"""Values of many characters or items, tried in one field of each kind of file."""

Parse = Callable[[Matter, Path], object]
KINDS: dict[str, tuple[Parse, tuple[str, ...]]] = {
    "notes": (lambda matter, _: parse_note(matter), (*(rule.name for rule in NOTE_RULES), "corrections", "overrides")),
    "topics": (lambda matter, path: parse_topic(matter, path.stem), tuple(rule.name for rule in TOPIC_RULES)),
    "hardware": (lambda matter, _: parse_hardware_page(matter), tuple(rule.name for rule in HARDWARE_RULES)),
    "pages": (lambda matter, path: parse_page(matter, path.stem), tuple(rule.name for rule in PAGE_RULES)),
    "papers": (lambda matter, path: parse_paper(matter, path.stem), tuple(rule.name for rule in PAPER_RULES)),
    "settings": (lambda matter, _: parse_settings(matter), tuple(rule.name for rule in SETTINGS_RULES)),
}
CASES = [(kind, name) for kind, (_, names) in KINDS.items() for name in names]


def check_outcome(found: object, file: str, lines: int) -> None:
    """An object, or faults of this file that can be shown, none of which is of a kind that nobody foresaw."""
    assert found is not None
    for fault in found if isinstance(found, list) else ():
        assert isinstance(fault, Fault)
        assert fault.file == file
        assert 1 <= fault.line <= lines + 2
        assert "did not foresee" not in fault.message, fault
        assert "\n" not in str(fault)
        assert str(fault).encode()


def parse(folder: Path, kind: str, text: str) -> None:
    name = f"content/{kind}/heron.md"
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(errors="surrogatepass"))
    check_outcome(parse_file(path, folder, KINDS[kind][0]), name, text.count("\n") + 1)


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_hostile_value_of_a_field_is_taken_or_told(tmp_path: Path, kind: str, name: str) -> None:
    for value in VALUES:
        parse(
            tmp_path,
            kind,
            f"---\ntitle: x\npaper: heron\n{name}: {value}\n---\n\nSeen.\n".replace(
                "title: x\n" if name == "title" else "\0", ""
            ),
        )


@pytest.mark.parametrize("name", [*ROW_FIELDS, "result", "action", "was", "set", "why", "by", "on"])
def test_a_hostile_value_within_a_correction_is_taken_or_told(tmp_path: Path, name: str) -> None:
    for value in VALUES:
        if "\n" in value:
            continue
        for action in ("change", "add"):
            entry = f"{{result: '0011aabb', action: {action}, was: {{low: 1}}, set: {{{name}: {value}}}, {name}: {value}}}"
            parse(tmp_path, "notes", f"---\npaper: heron\ncorrections: [{entry}]\n---\n")


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_value_in_a_vocabulary_is_taken_or_told(name: str) -> None:
    file = f"content/vocabulary/{name}"
    for value in VALUES[::6]:  # each builds the whole vocabulary
        text = (
            f"heron: {{names: {value}, x: {value}}}"
            if name != "hardware.yml"
            else f"- {{family: {value}, devices: {{x: {value}}}}}"
        )
        try:
            load_vocabulary((), (VocabularyFile(file, text),))
        except ContentError as error:
            check_outcome(list(error.faults), file, text.count("\n") + 1)


SIGNS = "ab:-[]{}'\"#&*!|>%@` \n\t0.,~?\\\u2028🦔<$_=(/)^\x00\x7f\x9c\ud800"


@settings(max_examples=EXAMPLES)
@given(st.text(st.sampled_from(SIGNS), max_size=200), st.sampled_from([*KINDS]), st.booleans())
def test_any_text_is_a_page_or_has_faults(tmp_path_factory: pytest.TempPathFactory, text: str, kind: str, within: bool) -> None:
    folder = tmp_path_factory.getbasetemp() / "any"
    parse(folder, kind, f"---\ntitle: x\npaper: heron\n---\n\n{text}" if within else f"---\n{text}\n---\n")


@settings(max_examples=EXAMPLES)
@given(st.binary(max_size=200))
def test_any_bytes_are_a_page_or_have_faults(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.getbasetemp() / "bytes"
    write_files(folder, {"content/notes/heron.md": ""})
    path = folder / "content/notes/heron.md"
    path.write_bytes(data)

    check_outcome(parse_file(path, folder, lambda matter, _: parse_note(matter)), "content/notes/heron.md", data.count(b"\n") + 1)


@settings(max_examples=EXAMPLES)
@given(st.text(st.sampled_from("<>/svg:aon=\"'& ;#!?[]-x\n"), max_size=120))
def test_any_drawing_is_clean_or_told(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "drawings"
    write_files(folder, {"a.svg": f"<svg>{text}</svg>"})

    told = [str(fault) for _, fault in find_active([folder / "a.svg"], folder)]

    assert len(told) <= 1
    assert told or "<script" not in text


def test_the_values_reach_the_fields() -> None:
    """A value that YAML takes is in the field: the corpus tries the checks of fields, not the reader alone."""
    found = [read_matter(f"---\nx: {value}\n---\n", "x.md") for value in VALUES]

    assert sum(isinstance(matter, Matter) for matter in found) > len(VALUES) / 2
