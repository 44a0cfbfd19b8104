"""Files of `content/` as objects: whatever a file does to its reader is a fault of that file."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from litatlas.content.files import find_markdown
from litatlas.content.front_matter import Matter
from litatlas.content.parsing import Memory, parse_file
from litatlas.errors import Fault

NAMES = ("a.md", "a/b.md", "a-b.md", "a.txt", "a/c.MD", "ä.md")


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


@given(st.lists(st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), max_size=4), max_size=5))
def test_a_memory_that_is_told_of_plain_files_lists_those_that_are_there(rounds: list[list[tuple[str, bool]]]) -> None:
    with TemporaryDirectory() as folder:
        root, memory = Path(folder), Memory()
        for name in NAMES[::2]:
            (root / name).parent.mkdir(exist_ok=True)
            (root / name).write_text(name)
        assert memory.find(root) == find_markdown(root)
        for changes in rounds:
            for name, is_there in changes:
                (root / name).parent.mkdir(exist_ok=True)
                (root / name).write_text(name) if is_there else (root / name).unlink(missing_ok=True)
            memory.forget((root / name for name, _ in changes), are_plain=True)
            assert memory.find(root) == find_markdown(root)
