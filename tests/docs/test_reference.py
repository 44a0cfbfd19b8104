"""The reference lists every command, option, file and field that there is, and no other."""

import re
from collections.abc import Sequence

import pytest

from litatlas.baselines import BASELINES_FILE
from litatlas.content.corrections import CORRECTIONS_RULES, DONE, Correction, Override, correction_fields, override_fields
from litatlas.content.decisions import MERGES_RULES, PERSON_RULES
from litatlas.content.pages import HARDWARE_RULES, NOTE_RULES, PAGE_RULES, SETTINGS_RULES, TOPIC_RULES
from litatlas.content.papers import PAPER_RULES, RESULT_RULES, SOURCE_RULES
from litatlas.content.schema import FieldRule
from litatlas.extract.lexicon.layers import FAMILY_FIELDS, METRIC_FIELDS, NAME_FIELDS, SETTING_FIELDS, UNIT_FIELDS
from tests.conftest import REPOSITORY
from tests.docs.command_reference import PATH, list_commands, write_reference
from tests.docs.pages import list_rows, read_page

REFERENCE = read_page("docs/reference/content.md")
VOCABULARY = REPOSITORY / "src" / "litatlas" / "extract" / "vocabulary"


def find_part(heading: str) -> str:
    """The text below a heading of any level, up to the next heading."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", REFERENCE.text, re.MULTILINE | re.DOTALL)
    assert found, heading
    return found[1]


def list_fields(heading: str) -> list[tuple[str, bool]]:
    """The fields of the table below a heading, and whether it says that they must be there."""
    cells = [re.fullmatch(r"(\*\*)?`(.+)`(\*\*)?", row[0]) for row in list_rows(find_part(heading))]
    return [(cell[2], cell[1] is not None) for cell in cells if cell]


def test_the_commands_are_told_as_their_help_tells_them() -> None:
    told = PATH.read_text(encoding="utf-8")

    assert told == write_reference(), "run: .venv/bin/python -m tests.docs.command_reference"
    assert "## litatlas ingest\n" in told
    assert "| `--captured YYYY-MM-DD` | The day" in told
    assert len(re.findall(r"^## litatlas", told, re.MULTILINE)) == len(list(list_commands()))


@pytest.mark.parametrize(
    ("heading", "rules"),
    [
        ("Settings", SETTINGS_RULES),
        ("Papers", PAPER_RULES),
        ("Results", RESULT_RULES),
        ("Sources", SOURCE_RULES),
        ("Notes", NOTE_RULES),
        ("Topics", TOPIC_RULES),
        ("Hardware", HARDWARE_RULES),
        ("Pages", PAGE_RULES),
        ("Merges", MERGES_RULES),
        ("People", PERSON_RULES),
    ],
)
def test_a_file_s_fields_are_those_that_are_read_and_those_that_must_be_there_are_bold(
    heading: str, rules: Sequence[FieldRule]
) -> None:
    assert list_fields(heading) == [(rule.name, rule.required) for rule in rules]


@pytest.mark.parametrize(
    ("heading", "fields"),
    [
        ("metrics.yml", METRIC_FIELDS),
        ("units.yml", UNIT_FIELDS),
        ("hardware.yml", FAMILY_FIELDS),
        ("data.yml and models.yml", NAME_FIELDS),
        ("settings.yml", SETTING_FIELDS),
    ],
)
def test_a_vocabulary_s_fields_are_those_that_are_read(heading: str, fields: Sequence[str]) -> None:
    assert [name for name, _ in list_fields(heading)] == list(fields)


def test_every_file_of_the_vocabulary_is_told_and_shown_in_the_how_to() -> None:
    files = {path.name for path in VOCABULARY.glob("*.yml")} | {BASELINES_FILE}
    shown = {block.file for block in read_page("docs/how-to/teach-words.md").list_blocks() if block.file}

    assert {name for name in files if name not in find_part("Vocabulary") + REFERENCE.text} == set()
    assert shown == {f"content/vocabulary/{name}" for name in files}


def test_what_a_correction_and_an_override_hold_is_told_in_the_order_of_the_files() -> None:
    correction = Correction("1f0c22ab", "change", {"low": 2}, {"low": 3}, "a slip", "Ann", "2026-11-21", "content/notes/a.md", 0)
    override = Override("date", "2026-11", "2026-10", "a slip", "Ann", "2026-11-21", "content/notes/a.md")

    assert [name for name, _ in list_fields("Corrections")] == list(correction_fields(correction))
    assert [name for name, _ in list_fields("Overrides")] == list(override_fields(override))


def test_actions_of_corrections_are_told() -> None:
    assert [f"`{action}`" for action in DONE if f"`{action}`" not in find_part("Corrections")] == []
    assert {rule.name for rule in CORRECTIONS_RULES} <= {name for name, _ in list_fields("Notes")}


def test_every_folder_and_file_of_a_review_that_people_write_is_in_the_first_table() -> None:
    told = {row[0].strip("`") for row in list_rows(REFERENCE.text.partition("\n## ")[0])}
    own = {f"content/{path.name}{'/' * path.is_dir()}" for path in (REPOSITORY / "content").iterdir()}

    assert own - told == set()
