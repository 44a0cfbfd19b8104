"""Files of `content/` as objects: whatever a file does to its reader is a fault of that file."""

from pathlib import Path

import pytest

from litatlas.content.front_matter import Matter
from litatlas.content.parsing import parse_file
from litatlas.errors import Fault


@pytest.mark.parametrize(
    "error", [KeyError("false positives"), ValueError("x\ny"), RecursionError("deep"), TypeError(), IndexError("a" * 999)]
)
def test_what_nobody_foresaw_is_a_fault_that_names_the_file(tmp_path: Path, error: Exception) -> None:
    def make(matter: Matter, path: Path) -> str | list[Fault]:
        raise error

    path = tmp_path / "content" / "notes" / "heron.md"
    path.parent.mkdir(parents=True)
    path.write_text("---\npaper: heron\n---\n")
    faults = parse_file(path, tmp_path, make)

    assert isinstance(faults, list)
    assert [(fault.file, fault.line, fault.severity) for fault in faults] == [("content/notes/heron.md", 1, "error")]
    assert type(error).__name__ in faults[0].message
    assert len(str(faults[0])) < 300
    assert "\n" not in str(faults[0])
