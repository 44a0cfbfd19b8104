"""Papers as an earlier run read them: the same as reading their pages again, whatever becomes of pages and shelf."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from litatlas.content.parsing import T
from litatlas.errors import ContentError, Fault
from litatlas.review.loading import load_papers, load_standing
from litatlas.review.shelf import SHELF, Shelf
from litatlas.site.build import build
from litatlas.text.repair import repair
from tests.invented import make_many, make_review


def load(root: Path) -> int:
    """Load a review by its shelf and hold its papers against their pages; how many pages were read."""
    read: list[Path] = []

    class Watched(Shelf):
        def parse(self, path: Path, root: Path, make: Callable[..., T | list[Fault]]) -> T | list[Fault]:
            def noted(*arguments: object) -> T | list[Fault]:
                read.append(path)
                return make(*arguments)

            return super().parse(path, root, noted)

    shelf = Watched(root)
    standing = load_standing(root, shelf=shelf)
    shelf.keep()
    papers = load_papers(root)
    assert standing.papers == papers
    stated = {slug: repair(abstract) for slug, paper in papers.items() if (abstract := paper.work.abstract) is not None}
    assert shelf.abstracts.items() <= stated.items()
    assert len(shelf.abstracts) >= len(stated) - len(read)
    return len(read)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A review whose papers are on the shelf."""
    made = make_review(tmp_path / "review")
    load(made)
    return made


def test_a_page_is_read_once_until_its_bytes_change(root: Path) -> None:
    assert load(root) == 0
    path = sorted((root / "content/papers").glob("*.md"))[0]
    status = path.stat()
    text = path.read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("title:"))

    # As many bytes and the same times as before, as a hasty tool may leave them.
    path.write_text(text.replace(title, title.swapcase().replace("TITLE:", "title:")), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))

    assert load(root) == 1
    assert load(root) == 0
    path.rename(path.with_stem("heron-elsewhere"))
    assert load(root) == 1


def test_a_page_with_a_fault_is_told_each_time(root: Path) -> None:
    path = sorted((root / "content/papers").glob("*.md"))[0]
    path.write_text("---\ntitle: 3\n---\n", encoding="utf-8")

    for _ in range(2):
        with pytest.raises(ContentError, match="title"):
            load_standing(root, shelf=Shelf(root))


def cut_short(shelf: Path) -> None:
    shelf.write_bytes(shelf.read_bytes()[:-9])


def change_a_byte(shelf: Path) -> None:
    data = shelf.read_bytes()
    shelf.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])


def put_a_folder(shelf: Path) -> None:
    shelf.unlink()
    shelf.mkdir()


@pytest.mark.parametrize("harm", [cut_short, change_a_byte, put_a_folder, Path.unlink])
def test_a_shelf_that_is_harmed_is_none(root: Path, harm: Callable[[Path], None]) -> None:
    harm(root / SHELF)

    assert load(root) == len(load_papers(root))


def test_what_was_read_of_a_faulty_review_is_not_read_again(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review", make_many(30), files={})
    path, *_ = sorted((root / "content/papers").glob("*.md"))
    text = path.read_text(encoding="utf-8")
    path.write_text("---\ntitle: 3\n---\n", encoding="utf-8")
    with pytest.raises(ContentError, match="title"):
        build(root)

    path.write_text(text, encoding="utf-8")

    assert load(root) == 1
