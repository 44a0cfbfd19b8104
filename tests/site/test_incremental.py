"""Builds after builds: what an edit touches is made, the rest stays as it is, and the bytes are those of a build from nothing."""

import os
import random
import shutil
import typing
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

import pytest

from litatlas.errors import ContentError
from litatlas.site.build import build
from litatlas.site.plan import View
from litatlas.site.store import STORE, BuildReport
from tests.edits import EDITS, SEEDS, build_afresh
from tests.invented import ENTRIES, make_review, write_files
from tests.trees import find_leftovers, read_tree

STEPS = 8


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small review that was built; tests leave it as it is."""
    root = make_review(tmp_path_factory.mktemp("built") / "review", ENTRIES[:2], files={})
    build(root)
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of that review, with its site and what the build left for the next one."""
    shutil.copytree(built, tmp_path / "review")
    return tmp_path / "review"


def count_new(report: BuildReport) -> int:
    return report.files - report.kept


def list_nodes(root: Path) -> dict[str, int]:
    """What tells whether a file of the site was written: which file it is."""
    return {
        path.relative_to(root / "site").as_posix(): path.stat().st_ino for path in (root / "site").rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_edits_a_build_writes_what_a_build_from_nothing_does(tmp_path: Path, seed: int) -> None:
    root = make_review(tmp_path / "review")
    chance = random.Random(seed)
    backup = tmp_path / "backup"
    build(root)

    for step in range(STEPS):
        shutil.rmtree(backup, ignore_errors=True)
        shutil.copytree(root / "content", backup)
        edit = chance.choice(EDITS)
        edit(root, chance)
        try:
            build(root)
        except ContentError:
            shutil.rmtree(root / "content")
            shutil.copytree(backup, root / "content")
            build(root)
        assert read_tree(root / "site") == read_tree(build_afresh(root)), (step, edit)

    assert find_leftovers(root) == []


def test_where_nothing_changed_nothing_is_written(root: Path) -> None:
    before = list_nodes(root), (root / "site").stat().st_ino

    report = build(root)

    assert (count_new(report), report.papers) == (0, 2)
    assert (list_nodes(root), (root / "site").stat().st_ino) == before


@pytest.mark.parametrize(
    ("path", "text", "pages"),
    [
        ("content/pages/about.md", "---\ntitle: About\n---\n\nOf birds.\n", {"about/index.html"}),
        ("content/topics/deserts.md", "---\ntitle: Deserts\nterms: {camel: 3, cactus: 1}\n---\n", set()),
        ("templates/404.html", "<p>Lost.</p>\n", {"404.html"}),
        ("templates/assets/own.css", "a {}\n", {"assets/own.css"}),
    ],
    ids=lambda value: value if isinstance(value, str) and value.startswith(("content", "templates")) else "",
)
def test_an_edit_writes_what_it_touches(root: Path, path: str, text: str, pages: set[str]) -> None:
    # The first page of people's own, and the first template, touch all others.
    write_files(root, {"content/pages/about.md": "---\ntitle: About\n---\n", "templates/404.html": "<p>Gone.</p>\n"})
    build(root)
    before = list_nodes(root)
    write_files(root, {path: text})

    report = build(root)

    after = list_nodes(root)
    assert {path for path in after if after[path] != before.get(path)} == pages
    assert count_new(report) == len(pages)


def change_page(root: Path) -> None:
    (root / "site/404.html").write_text("By hand.\n")


def remove_page(root: Path) -> None:
    (root / "site/about/index.html").unlink()


def link_page(root: Path) -> None:
    (root / "site/404.html").unlink()
    (root / "site/404.html").symlink_to(root / "content/review.yml")


def add_page(root: Path) -> None:
    write_files(root, {"site/papers/mine.html": "By hand.\n"})


def remove_data(root: Path) -> None:
    shutil.rmtree(root / "site/data")


def remove_site(root: Path) -> None:
    shutil.rmtree(root / "site")


@pytest.mark.parametrize("harm", [change_page, remove_page, link_page, add_page, remove_data, remove_site])
def test_what_is_done_to_a_site_by_hand_is_undone(built: Path, root: Path, harm: Callable[[Path], None]) -> None:
    harm(root)

    build(root)

    assert read_tree(root / "site") == read_tree(built / "site")
    assert not [path for path in (root / "site").rglob("*") if path.is_symlink()]


def cut_short(store: Path) -> None:
    store.write_bytes(store.read_bytes()[:-9])


def change_a_byte(store: Path) -> None:
    data = store.read_bytes()
    store.write_bytes(data.replace(b"404.html", b"405.html", 1))


def leave_empty(store: Path) -> None:
    store.write_bytes(b"")


def put_a_folder(store: Path) -> None:
    store.unlink()
    store.mkdir()


def put_a_pipe(store: Path) -> None:
    store.unlink()
    os.mkfifo(store)


def link_elsewhere(store: Path) -> None:
    store.parent.rename(store.parents[1] / "elsewhere")
    store.parent.symlink_to(store.parents[1] / "elsewhere")


def bar_the_way(store: Path) -> None:
    shutil.rmtree(store.parent)
    store.parent.write_text("no folder\n")


@pytest.mark.parametrize(
    "harm", [cut_short, change_a_byte, leave_empty, put_a_folder, put_a_pipe, link_elsewhere, bar_the_way, Path.unlink]
)
def test_a_store_that_is_harmed_is_none_and_nothing_else_is_lost(built: Path, root: Path, harm: Callable[[Path], None]) -> None:
    harm(root / STORE)
    (root / "site/404.html").write_text("By hand.\n")

    report = build(root)

    assert read_tree(root / "site") == read_tree(built / "site")
    assert report.kept == 0
    assert find_leftovers(root) == []


def test_a_store_that_another_user_sealed_is_none(built: Path, root: Path, tmp_path: Path) -> None:
    own = os.environ["XDG_STATE_HOME"]
    os.environ["XDG_STATE_HOME"] = str(tmp_path / "another")
    try:
        report = build(root)
    finally:
        os.environ["XDG_STATE_HOME"] = own

    assert report.kept == 0
    assert read_tree(root / "site") == read_tree(built / "site")
    assert (tmp_path / "another/litatlas/key").stat().st_mode & 0o777 == 0o600


def test_without_a_place_for_the_key_a_build_keeps_nothing_and_works(built: Path, root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    own = os.environ["XDG_STATE_HOME"]
    os.environ["XDG_STATE_HOME"] = str(tmp_path / "file")
    try:
        reports = [build(root), build(root)]
    finally:
        os.environ["XDG_STATE_HOME"] = own

    assert [report.kept for report in reports] == [0, 0]
    assert read_tree(root / "site") == read_tree(built / "site")


def test_another_address_is_another_site_and_the_way_back_leads_back(built: Path, root: Path) -> None:
    build(root, base_url="https://someone.github.io/review/")
    assert "https://someone.github.io/review/" in (root / "site/sitemap.xml").read_text()

    build(root)

    assert read_tree(root / "site") == read_tree(built / "site")


def test_a_template_that_was_trusted_is_not_trusted_for_ever(root: Path) -> None:
    write_files(root, {"templates/404.html": "{{ ''.__class__.__name__ }}"})
    build(root, trusted=True)

    with pytest.raises(ContentError, match="unsafe"):
        build(root)


def test_faults_are_told_again_and_again(root: Path) -> None:
    write_files(root, {"content/notes/broken.md": "---\npaper: no-such-bird\n---\n"})

    for _ in range(2):
        with pytest.raises(ContentError, match="no-such-bird"):
            build(root)


PLAIN = (str, int, float, bool, NoneType)


def list_types(hint: Any) -> Iterator[Any]:
    """The types that a hint is made of."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin in (UnionType, typing.Union, tuple, dict, list):
        for argument in arguments:
            yield from list_types(argument)
    elif origin is typing.Literal:
        yield from map(type, arguments)
    elif hint is not Ellipsis and not isinstance(hint, typing.ForwardRef):  # such as that of Json to itself
        yield hint


def test_views_are_plain_data_so_that_what_is_written_of_one_tells_all_of_it() -> None:
    pending, seen, odd = [*list_types(View)], set(), set()
    while pending:
        kind = pending.pop()
        if kind in seen or (isinstance(kind, type) and issubclass(kind, PLAIN)):
            continue
        seen.add(kind)
        if not is_dataclass(kind):
            odd.add(kind)
            continue
        assert all(field.repr for field in fields(kind)), kind
        pending += [found for hint in typing.get_type_hints(kind).values() for found in list_types(hint)]

    assert odd == set()
