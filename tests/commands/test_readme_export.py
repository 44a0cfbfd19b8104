"""The table of papers in a README: in step with the review between its marks, and nothing else touched."""

from pathlib import Path

import pytest

from litatlas.commands.ingest import ingest
from litatlas.commands.readme import END, START, update_readme
from litatlas.errors import UsageError
from litatlas.read.formats import parse_bytes
from litatlas.review.loading import load_review
from litatlas.review.review import Review
from tests.invented import make_review
from tests.running_litatlas import run_in

LIST = """# L

## Ponds

- [Sparse Kernels | for *Quiet* Ponds $x$](https://arxiv.org/abs/2401.01234v2), ICML 2024 [[code](https://github.com/pond/heron)]
- [Otter Caches](https://doi.org/10.1000/a(1)b), 2023-05
- Title Alone of Ours, PondConf 2020
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = make_review(tmp_path / "review", (), files={})
    path = tmp_path / "list.md"
    path.write_text(LIST.replace("- Title Alone of Ours", "- **Title Alone of Ours**"), encoding="utf-8")
    ingest(root, [path])
    return root


def load(root: Path) -> Review:
    return load_review(root)


def test_a_fresh_readme_can_be_read_again(root: Path) -> None:
    readme = root / "README.md"

    assert update_readme(load(root), readme) == "new"
    assert readme.read_text(encoding="utf-8").startswith("# Animals, measured\n\nInvented animals and what they did.\n")
    parsed = parse_bytes(readme.read_bytes(), "README.md")
    assert parsed.faults == ()
    facts = {
        record.title: (set(map(str, record.identifiers)), record.venue, record.date, record.links) for record in parsed.records
    }
    works = [paper.work for paper in load(root).papers.values()]
    assert facts == {
        work.title.readable: (
            set(map(str, work.identifiers)),
            next((one.venue for one in work.publications), ""),
            work.date,
            work.links,
        )
        for work in works
    }
    assert len(facts) == 3


def test_a_second_run_changes_nothing(root: Path) -> None:
    update_readme(load(root), root / "README.md")

    assert update_readme(load(root), root / "README.md") == "unchanged"


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_all_else_is_kept_byte_for_byte(root: Path, end: bytes) -> None:
    before = "\ufeff# Mine  \n\n\ttabs\n\n".encode().replace(b"\n", end)
    after = "\n\n[x]: <y>\nno end of line é".encode().replace(b"\n", end)
    readme = root / "list.md"
    readme.write_bytes(before + START.encode() + end + b"old" + end + END.encode() + after)

    assert update_readme(load(root), readme) == "changed"
    data = readme.read_bytes()
    assert data.startswith(before + START.encode() + end)
    assert data.endswith(END.encode() + after)
    assert b"old" not in data
    assert data.count(b"\n") == data.count(end)


@pytest.mark.parametrize("text", ["# Mine\n", f"{START}\n", f"{END}\n{START}\n", f"{START}\n{START}\n{END}\n"])
def test_a_readme_without_its_two_marks_is_not_touched(root: Path, text: str) -> None:
    readme = root / "README.md"
    readme.write_text(text, encoding="utf-8")

    with pytest.raises(UsageError, match="litatlas papers"):
        update_readme(load(root), readme)
    assert readme.read_text(encoding="utf-8") == text


def test_the_command_writes_the_readme_of_the_review(root: Path) -> None:
    done = run_in(root, "export", "readme", "--template", "awesome")

    assert done.returncode == 0, done.stderr
    assert "README.md: new" in done.stdout + done.stderr
    assert run_in(root, "export", "readme").returncode == 2
