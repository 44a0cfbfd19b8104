"""The LitAtlas that builds a review is named so that nobody can put another in its place."""

import json
from pathlib import Path

import pytest

from litatlas.commands.checks import find_loose_pins
from litatlas.scaffold.requirement import format_requirement

COMMIT, HASH = "0123456789abcdef" * 2 + "01234567", "ab" * 32


def faults_of(root: Path, text: str) -> list[tuple[int, str]]:
    (root / "requirements.txt").write_text(text, encoding="utf-8")
    return [(fault.line, fault.severity) for fault in find_loose_pins(root)]


@pytest.mark.parametrize(
    "line",
    [
        "litatlas==0.1.0",
        "LitAtlas == 0.1.0 ; python_version > '3.10'",
        f"litatlas==0.1.0 --hash=sha256:{HASH}",
        f"litatlas @ git+https://github.com/someone/litatlas@{COMMIT}",
        f"litatlas @ https://example.org/litatlas-0.1.0-py3-none-any.whl#sha256={HASH}",
    ],
)
def test_a_pin_is_a_version_a_commit_or_a_hash(tmp_path: Path, line: str) -> None:
    assert faults_of(tmp_path, f"# The tool.\nnumpy\n{line}\n") == []


@pytest.mark.parametrize(
    "line",
    [
        "litatlas", "litatlas>=0.1", "litatlas~=0.1.0", "litatlas==0.*", "litatlas  # ==0.1.0", "LITATLAS[test]",
        "litatlas @ git+https://github.com/someone/litatlas@main", "litatlas @ https://example.org/litatlas.whl",
    ],
)  # fmt: skip
def test_what_leaves_the_version_open_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    assert faults_of(tmp_path, f"# The tool.\n{line}\n") == [(2, "warning")]


def test_a_file_that_does_not_name_it_leaves_nothing_open(tmp_path: Path) -> None:
    assert faults_of(tmp_path, "# litatlas\nnumpy\nlitatlas_plugin\nlitatlas-plugin\n") == []


def test_a_review_without_requirements_needs_none(tmp_path: Path) -> None:
    assert find_loose_pins(tmp_path) == ()


@pytest.mark.parametrize(
    ("noted", "line"),
    [
        (None, "litatlas==0.1.0"),
        (
            {
                "url": "https://github.com/someone/litatlas",
                "vcs_info": {"vcs": "git", "commit_id": COMMIT, "requested_revision": "main"},
            },
            f"litatlas @ git+https://github.com/someone/litatlas@{COMMIT}",
        ),
        (
            {"url": "https://example.org/l.whl", "archive_info": {"hashes": {"sha256": HASH}}},
            f"litatlas @ https://example.org/l.whl#sha256={HASH}",
        ),
        (
            {"url": "https://example.org/l.whl", "archive_info": {"hash": f"sha256={HASH}"}},
            f"litatlas @ https://example.org/l.whl#sha256={HASH}",
        ),
    ],
)
def test_a_new_review_names_the_one_that_made_it(tmp_path: Path, noted: object, line: str) -> None:
    written = format_requirement(None if noted is None else json.dumps(noted), "0.1.0")

    assert written == line
    assert faults_of(tmp_path, f"{written}\n") == []


@pytest.mark.parametrize("noted", [{"url": "file:///home/ann/litatlas", "dir_info": {"editable": True}}, {}])
def test_one_that_came_from_a_folder_is_not_sought_by_its_name_alone(tmp_path: Path, noted: object) -> None:
    written = format_requirement(json.dumps(noted), "0.1.0")

    assert all(line.startswith("#") for line in written.splitlines())
    assert "\n# litatlas==0.1.0" in written
    assert faults_of(tmp_path, f"{written}\n") == []
