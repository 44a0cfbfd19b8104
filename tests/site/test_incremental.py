"""Builds after builds: what an edit touches is made, the rest stays as it is, and the bytes are those of a build from nothing."""

import json
import os
import random
import shutil
import typing
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import NoneType, UnionType
from typing import Any

import pytest

from litatlas.errors import ContentError
from litatlas.site.build import build
from litatlas.site.kept import KEPT
from litatlas.site.output import MARKER, hold_site
from litatlas.site.plan import View
from litatlas.site.store import STORE, BuildReport
from tests.edits import EDITS, HARMS, HERON, SEEDS, build_afresh
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
        edit = chance.choice((*EDITS, *HARMS))
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


ALONE = {
    "a note": {
        "content/notes/heron.md": f"---\npaper: {HERON}\ntags: [grey]\n---\n\nA *grey* bird of pond-caches, [[{HERON}]].\n"
    },
    "a status": {"content/notes/more.md": f"---\npaper: {HERON}\nstatus: reading\n---\n"},
    "a template": {"templates/paper.html": "<p>{{ view.title }}: {% for note in view.notes %}{{ note.body }}{% endfor %}</p>\n"},
    "an asset": {"templates/assets/own.css": "b {}\n"},
    "several": {"content/notes/heron.md": f"---\npaper: {HERON}\n---\n\nBirds.\n", "templates/paper.html": "{{ view.tags }}\n"},
}


def build_unread(root: Path) -> BuildReport:
    """A build that does not read the review."""
    waits: list[str] = []

    def wait(what: str) -> AbstractContextManager[None]:
        waits.append(what)
        return nullcontext()

    report = build(root, wait=wait)

    assert waits == []
    return report


@pytest.mark.parametrize("name", ALONE)
def test_what_shows_on_papers_alone_is_brought_up_to_date_without_reading_the_review(root: Path, name: str) -> None:
    write_files(root, {"content/notes/heron.md": f"---\npaper: {HERON}\n---\n\nA bird.\n", "templates/404.html": "Lost.\n"})
    build(root)
    write_files(root, ALONE[name])

    report = build_unread(root)

    assert read_tree(root / "site") == read_tree(build_afresh(root))
    assert count_new(report) > 0
    assert count_new(build(root)) == 0


def test_a_first_note_and_the_last_one_that_goes_mark_rows_without_reading_the_review(root: Path) -> None:
    note, table, rows = root / "content/notes/heron.md", "metrics/speed/index.html", "data/explorer/rows/0.json"
    before = read_tree(root / "site")
    write_files(root, {"content/notes/heron.md": f"---\npaper: {HERON}\n---\n\nA bird.\n"})

    build_unread(root)

    marked = read_tree(root / "site")
    assert marked == read_tree(build_afresh(root))
    assert all(marked[path] != before[path] for path in (table, rows))
    note.unlink()
    build_unread(root)
    assert read_tree(root / "site") == before


@pytest.mark.parametrize(
    "told",
    [
        f"paper: {HERON}\n---\n\nSee [[otter-caches-for-long-rivers]] and [[ponds]]",
        f"paper: {HERON}\noverrides: {{title: {{was: x, set: A heron, why: seen, by: me, on: '2026-01-01'}}}}\n---\n\nRenamed",
    ],
    ids=["links", "rulings"],
)
def test_a_note_that_shows_elsewhere_is_edited_without_reading_the_review(root: Path, told: str) -> None:
    write_files(root, {"content/notes/heron.md": f"---\n{told}.\n"})
    build(root)
    write_files(root, {"content/notes/heron.md": f"---\n{told}, and more.\n"})

    build_unread(root)

    assert read_tree(root / "site") == read_tree(build_afresh(root))


def test_notes_that_link_to_a_page_are_named_there_in_the_order_of_files(root: Path) -> None:
    for name, slug in (("a", HERON), ("b", "otter-caches-for-long-rivers")):
        write_files(root, {f"content/notes/{name}.md": f"---\npaper: {slug}\n---\n\nSee [[ponds]].\n"})
    build(root)
    (root / "content/notes/a.md").rename(root / "content/notes/c.md")

    build(root)

    assert read_tree(root / "site") == read_tree(build_afresh(root))


def test_tables_whose_views_are_lost_are_made_of_the_review(root: Path) -> None:
    (root / KEPT).unlink()
    write_files(root, {"content/notes/heron.md": f"---\npaper: {HERON}\n---\n\nA bird.\n"})

    build(root)

    assert read_tree(root / "site") == read_tree(build_afresh(root))


@pytest.mark.parametrize(
    "text",
    [
        "paper: no-such-bird\n---\n",
        f"paper: {HERON}\n---\n\n[[no-such-page]]\n",
        f"paper: {HERON}\n---\n\n[A part](#no-such-part)\n",
        f"paper: {HERON}\n---\n\n$\\nothing{{$\n",
        f"paper: {HERON}\nstatus: lost\n---\n",
    ],
)
def test_a_fault_of_a_note_is_told_as_it_always_is(root: Path, text: str) -> None:
    write_files(root, {"content/notes/heron.md": f"---\n{text}"})
    with pytest.raises(ContentError) as told:
        build(root)

    with pytest.raises(ContentError) as told_by_all:
        build_afresh(root)

    assert told.value.faults == told_by_all.value.faults


def test_a_build_that_is_killed_while_files_take_their_places_is_brought_to_its_end(root: Path, tmp_path: Path) -> None:
    before = read_tree(root / "site")
    aside = shutil.copytree(root, tmp_path / "aside")
    write_files(aside, {"content/notes/heron.md": f"---\npaper: {HERON}\n---\n\nA bird.\n"})
    build(aside)
    after = read_tree(aside / "site")
    ready = root / ".site.ready-0123456789abcdef"
    for path in (*(path for path in after if after[path] != before.get(path)), MARKER):
        (ready / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(aside / "site" / path, ready / path)
    (ready / ".litatlas-gone").write_text(json.dumps(["404.html", "../content/review.yml", ".gitignore"]))

    with hold_site(root / "site"):
        assert read_tree(root / "site") == {path: data for path, data in after.items() if path != "404.html"}

    assert (root / "content/review.yml").exists()
    assert find_leftovers(root) == []


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
    store.write_bytes(data[:-9] + bytes([data[-9] ^ 1]) + data[-8:])


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


@pytest.mark.parametrize("harm", [cut_short, change_a_byte, leave_empty, put_a_folder, Path.unlink])
def test_without_the_pages_that_were_kept_a_build_does_all_the_same(root: Path, harm: Callable[[Path], None]) -> None:
    harm(root / KEPT)
    write_files(root, ALONE["several"])

    build(root)

    assert read_tree(root / "site") == read_tree(build_afresh(root))


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
