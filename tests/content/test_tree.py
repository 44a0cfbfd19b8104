"""The files of a review: no link is followed, no pipe is waited for, and what is passed over is told."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from litatlas.commands.check import check
from litatlas.content.files import find_markdown, find_vocabulary, read_page, read_yaml
from litatlas.content.tree import LARGEST_TEXT, check_tree, find_files, read_data
from litatlas.errors import ContentError, Fault
from litatlas.review.loading import load_papers, load_review, load_standing
from litatlas.site.build import build
from tests.invented import make_review, write_files
from tests.privileges import call_obeying_permissions
from tests.trees import read_tree

SECRET = "the heron's secret"
PAGE = f"---\ntitle: {SECRET}\n---\n\n{SECRET}\n"


def link_to(target: str) -> Callable[[Path], None]:
    return lambda place: place.symlink_to(target)


PLANTS: dict[str, tuple[str, Callable[[Path], object], str]] = {
    "a page outside": ("content/pages/heron.md", link_to("../../../secret/page.md"), "is a link"),
    "a page inside": ("content/pages/heron.md", link_to("../topics/ponds.md"), "is a link"),
    "a note": ("content/notes/heron.md", link_to("../../../secret/page.md"), "is a link"),
    "a folder outside": ("content/pages/more", link_to("../../../secret"), "is a link"),
    "a folder above": ("content/pages/more", link_to("../.."), "is a link"),
    "a loop": ("content/topics/loop", link_to("loop"), "is a link"),
    "nowhere": ("content/files/picture.png", link_to("/nowhere/at/all"), "is a link"),
    "a file outside": ("content/files/key.txt", link_to("../../../secret/page.md"), "is a link"),
    "a file inside": ("content/files/key.txt", link_to("../review.yml"), "is a link"),
    "all files": ("content/files", link_to("../../secret"), "is a link"),
    "the vocabulary": ("content/vocabulary/metrics.yml", link_to("/dev/zero"), "is a link"),
    "without end": ("content/pages/zero.md", link_to("/dev/zero"), "is a link"),
    "a template": ("templates/text.html", link_to("../../secret/page.md"), "is a link"),
    "the templates": ("templates", link_to("../secret"), "is a link"),
    "an asset": ("templates/assets/key.txt", link_to("../../../secret/page.md"), "is a link"),
    "a pipe": ("content/pages/heron.md", os.mkfifo, "is no file"),
    "a pipe of a note": ("content/notes/heron.md", os.mkfifo, "is no file"),
    "a pipe of a file": ("content/files/heron.png", os.mkfifo, "is no file"),
    "a pipe of a template": ("templates/paper.html", os.mkfifo, "is no file"),
    "a pipe of all templates": ("templates", os.mkfifo, "is no folder"),
    "a file of all templates": ("templates", lambda place: place.write_text(PAGE), "is no folder"),
    "a pipe of words": ("content/vocabulary/metrics.yml", os.mkfifo, "is no file"),
    "bytes": ("content/pages/caf\udce9.md", lambda place: place.write_text(PAGE), "its name"),
    "lines": ("content/files/a\n::error::b.txt", lambda place: place.write_text(PAGE), "its name"),
    "turned": ("content/files/a\u202egpj.exe", lambda place: place.write_text(PAGE), "its name"),
}


@pytest.fixture
def review(tmp_path: Path) -> Path:
    """A review beside which lies what nobody may read through it."""
    write_files(tmp_path, {"secret/page.md": PAGE})
    return make_review(tmp_path / "review", (), files={"content/topics/ponds.md": "---\ntitle: Ponds\nterms: {pond: 1}\n---\n"})


@pytest.mark.parametrize("kind", PLANTS)
def test_what_is_planted_in_a_review_is_told_and_never_read(review: Path, kind: str) -> None:
    name, plant, words = PLANTS[kind]
    place = review / name
    place.parent.mkdir(parents=True, exist_ok=True)
    plant(place)

    told = [fault for fault in check(review).faults if fault.severity == "error"]

    assert [(fault.line, words in fault.message) for fault in told] == [(1, True)]
    assert told[0].file.isprintable()
    assert told[0].file.encode()
    for load in (load_review, load_standing, load_papers, build):
        with pytest.raises(ContentError) as caught:
            load(review)
        assert {fault.file for fault in caught.value.faults} == {told[0].file}
    assert not (review / "site/index.html").exists()


@pytest.mark.parametrize("name", ["content/review.yml", "content"])
def test_settings_that_are_a_link_are_not_followed(review: Path, name: str) -> None:
    (review / name).rename(review.parent / "elsewhere")
    (review / name).symlink_to(review.parent / "elsewhere")

    with pytest.raises(ContentError, match="is a link"):
        load_review(review)


def test_a_review_may_be_reached_by_a_link(review: Path) -> None:
    (review.parent / "link").symlink_to(review)

    build(review.parent / "link")

    assert (review / "site/index.html").is_file()


def test_hidden_entries_are_of_no_interest(review: Path) -> None:
    (review / "content/pages").mkdir(exist_ok=True)
    (review / "content/pages/.#heron.md").symlink_to("ann@pond.123:456")  # as Emacs locks a file
    os.mkfifo(review / "content/.pipe")

    assert check_tree(review) == []
    load_review(review)


@pytest.mark.parametrize(
    "name", ["content/files/data.csv", "content/vocabulary/metrics.yml", "content/topics", "content/files/sub"]
)
def test_what_is_closed_to_the_user_is_told(review: Path, tmp_path: Path, name: str) -> None:
    place = review / name
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.suffix:
        place.touch()
    else:
        place.mkdir(exist_ok=True)
    before = place.stat().st_mode
    place.chmod(0)

    faults = call_obeying_permissions(lambda: check(review).faults, tmp_path)
    told = [fault for fault in faults if fault.severity == "error"]

    place.chmod(stat.S_IMODE(before))
    assert [(fault.file, fault.message) for fault in told] == [(name, "cannot be read: Permission denied")]


def test_a_text_that_is_too_large_is_told_and_not_read(review: Path) -> None:
    with (review / "content/topics/ponds.md").open("ab") as file:
        file.truncate(LARGEST_TEXT + 1)

    with pytest.raises(ContentError, match=r"ponds.md:1: is larger than 2 MB; split it"):
        load_review(review)


def test_files_are_found_in_order(tmp_path: Path) -> None:
    write_files(tmp_path, {"b.md": "", "a/c.yml": "", "a/.d.md": "", ".e/f.md": "", "a.md": ""})

    assert [path.relative_to(tmp_path).as_posix() for path in find_files(tmp_path)] == ["a.md", "a/c.yml", "b.md"]
    assert [path.name for path in find_markdown(tmp_path)] == ["a.md", "b.md"]
    assert [path.name for path in find_vocabulary(tmp_path)] == ["c.yml"]
    assert find_files(tmp_path / "none") == []


def test_no_reader_waits_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()

    for name in ("pipe.md", "folder.md"):
        for found in (read_page(tmp_path / name, tmp_path), read_yaml(tmp_path / name, tmp_path)):
            assert isinstance(found, Fault)
        assert isinstance(read_data(tmp_path / name), tuple)


def test_nothing_of_a_planted_tree_changes(review: Path) -> None:
    for name, plant, _ in PLANTS.values():
        place = review / name
        place.parent.mkdir(parents=True, exist_ok=True)
        os.path.lexists(place) or plant(place)
    before = read_tree(review.parent / "secret")

    faults = check(review).faults

    assert len({fault.file for fault in faults if fault.severity == "error"}) >= 15
    assert read_tree(review.parent / "secret") == before
