"""A new review from nothing, as a person makes one: real commands in an empty folder, then a look in the browser."""

import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, expect

from litatlas import __version__
from litatlas.commands.check import check
from litatlas.commands.ingest import ingest
from litatlas.errors import UsageError
from litatlas.scaffold import create_worked_review
from litatlas.scaffold.requirement import find_requirement
from litatlas.site.build import build
from tests.invented import BADGER, OTTER, format_listing
from tests.running_litatlas import run_in
from tests.serving import serve_site
from tests.trees import read_tree

NOTE = "It holds hands, and the river holds it."
FIELDS = ("paper", "row", "value", "action", "wrong", "evidence")


@pytest.fixture
def worked(tmp_path: Path) -> Path:
    """A new review as it was laid out."""
    create_worked_review(tmp_path / "birds", "Birds: a review")
    return tmp_path / "birds"


def read_yaml(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def run(folder: Path, *arguments: str, typed: str = "", **environment: str) -> str:
    """Run `litatlas` in a folder; its output, when all went well."""
    done = run_in(folder, *arguments, typed=typed, **{"COLUMNS": "200", "NO_COLOR": "1", **environment})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.mark.browser
def test_from_an_empty_folder_to_a_corrected_site_in_the_browser(tmp_path: Path, browser: Browser) -> None:
    (tmp_path / "listing.txt").write_text(format_listing([OTTER, BADGER]), encoding="utf-8")
    editor = tmp_path / "editor.py"
    editor.write_text(f"import sys\nopen(sys.argv[1], 'a', encoding='utf-8').write('\\n{NOTE}\\n')\n", encoding="utf-8")

    run(tmp_path, "new", "review", "rivers", "--title", "Rivers, reviewed")
    review = tmp_path / "rivers"
    run(review, "ingest", "../listing.txt", "--captured", "2024-10-30")
    run(review, "note", "otter-caches", EDITOR=f"'{sys.executable}' '{editor}'", VISUAL="")
    told = run(review, "correct", "otter-caches", "--by", "Tester", "--on", "2025-01-02", typed="e\nlow=44\n\nmisprint\ny\n")
    assert "1 confirmed, 1 changed" in told
    assert "No faults in 5 papers" in run(review, "check")
    run(review, "build")

    with serve_site(review / "site") as address:
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_contain_text("Rivers, reviewed")
        page.get_by_role("link", name="Otter Caches for Long Rivers").first.click()
        expect(page.locator("body")).to_contain_text(NOTE)
        expect(page.locator("body")).to_contain_text("Confirmed and changed by Tester, 2 Jan 2025.")
        expect(page.get_by_role("row").filter(has_text="misprint")).to_have_count(1)
        expect(page.get_by_role("rowheader", name="44")).to_be_visible()
        context.close()


def test_it_builds_at_once_and_has_no_fault(worked: Path) -> None:
    report = check(worked, strict=True)

    assert (report.papers, report.topics, report.notes, report.faults) == (3, 2, 1, ())
    assert build(worked).results == 4


def test_its_example_shows_a_topic_a_note_a_correction_and_a_device(worked: Path) -> None:
    build(worked)

    page = (worked / "site/papers/heron-sparse-attention-kernels-for-long-documents/index.html").read_text(encoding="utf-8")
    assert "ReedBench" in page.partition("<h2")[2]
    assert "The baseline is a good one" in page
    assert "What people call sparse differs" in (worked / "site/topics/sparse-attention/index.html").read_text(encoding="utf-8")
    assert "Most numbers of this review" in (worked / "site/hardware/nvidia-a100/index.html").read_text(encoding="utf-8")


def test_its_vocabulary_holds_when_the_marks_of_comment_are_taken_out(worked: Path) -> None:
    path = worked / "content/vocabulary/metrics.yml"
    _, _, example = path.read_text(encoding="utf-8").partition("#\n")
    path.write_text("".join(line.removeprefix("# ") for line in example.splitlines(keepends=True)), encoding="utf-8")

    assert check(worked).faults == ()


def test_its_capture_is_read_again_without_a_change(worked: Path) -> None:
    before = read_tree(worked / "content")

    ingest(worked, [worked / "captures/example.txt"])

    assert read_tree(worked / "content") == before


def test_two_of_them_are_the_same(worked: Path, tmp_path: Path) -> None:
    create_worked_review(tmp_path / "others", "Birds: a review")

    assert read_tree(tmp_path / "others") == read_tree(worked)


def test_its_files_are_told_and_none_of_them_is_a_leftover(tmp_path: Path) -> None:
    written = create_worked_review(tmp_path / "birds", "Birds")

    names = {path.relative_to(tmp_path / "birds").as_posix() for path in written}
    assert {path for path in written if not path.is_file()} == set()
    assert names >= {
        *(".gitignore", ".github/workflows/pages.yml", ".github/ISSUE_TEMPLATE/correction.yml", "README.md", "requirements.txt"),
        *("captures/example.txt", "content/review.yml", "content/notes/heron.md", "content/vocabulary/metrics.yml"),
        *("content/topics/sparse-attention.md", "content/hardware/nvidia-a100.md", "site/.gitignore"),
    }
    assert [name for name in names if "lock" in name or name.endswith(".new")] == []


def test_its_workflow_builds_and_deploys_on_main_and_checks_pull_requests(worked: Path) -> None:
    workflow = read_yaml(worked / ".github/workflows/pages.yml")
    # YAML 1.1 reads the key `on` as true.
    assert workflow[True].keys() == {"push", "pull_request", "workflow_dispatch"}
    assert workflow[True]["push"] == {"branches": ["main"]}
    steps = workflow["jobs"]["build"]["steps"]
    assert [step["run"] for step in steps if "run" in step] == [
        "pip install -r requirements.txt", "litatlas check --format github", 'litatlas build ${BASE_URL:+--base-url "$BASE_URL"}',
    ]  # fmt: skip
    assert workflow["jobs"]["deploy"]["if"] == "github.event_name != 'pull_request'"
    assert workflow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert workflow["permissions"] == {"contents": "read"}


def test_its_form_asks_for_what_a_correction_needs(worked: Path) -> None:
    form = read_yaml(worked / ".github/ISSUE_TEMPLATE/correction.yml")
    asked = [part for part in form["body"] if part["type"] != "markdown"]

    assert form.keys() == {"name", "description", "title", "labels", "body"}
    assert tuple(part["id"] for part in asked) == FIELDS
    assert {part["id"] for part in asked if part.get("validations", {}).get("required")} == {*FIELDS} - {"row", "value"}
    assert all(part["type"] in ("input", "textarea", "dropdown") and part["attributes"]["label"] for part in asked)


def test_it_names_the_version_that_it_was_made_with(worked: Path) -> None:
    text = (worked / "requirements.txt").read_text(encoding="utf-8")

    assert find_requirement() in text
    assert f"litatlas=={__version__}" in text


def test_its_title_is_made_of_its_name(tmp_path: Path) -> None:
    run(tmp_path, "new", "review", "fast_marsh-birds")

    assert read_yaml(tmp_path / "fast_marsh-birds/content/review.yml")["title"] == "Fast marsh birds"


def test_a_folder_that_is_not_empty_is_refused_untouched(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").touch()

    with pytest.raises(UsageError, match="not empty"):
        create_worked_review(tmp_path, "Birds")

    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
