"""What the preview shows after changes: always what a build from nothing would write, and its folder follows."""

import os
import random
import re
import shutil
import threading
from collections.abc import Iterator
from multiprocessing import get_context
from pathlib import Path

import pytest

from litatlas.content.snapshot import find_changed, take_snapshot
from litatlas.errors import ContentError
from litatlas.preview.preview import Change, Faulty, Preview, Settled, Unsettled, Updated
from litatlas.preview.settling import IsWanted, Order, Outcome, build_apart, build_here
from litatlas.site.build import build
from litatlas.site.output import stage_site
from litatlas.site.places import INDEX
from tests.edits import EDITS, HERON, SEEDS, build_afresh
from tests.invented import make_review, write_files
from tests.serving import ask, serve_preview
from tests.trees import find_leftovers, read_tree

STEPS = 12


class Shown:
    """A preview of the invented review without a server, and what it told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.told: list[Change] = []
        self.preview = Preview(root, None, self.told.append)
        self.preview.update()

    def change(self, files: dict[str, str]) -> None:
        """Write files and let the preview look."""
        write_files(self.root, files)
        self.preview.update()

    def read(self, path: str) -> str:
        """A file of the site as it is shown."""
        data = self.preview.read(path, self.preview.state)
        return "" if data is None else data.decode()


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    """A preview that nothing was changed in yet."""
    return Shown(make_review(tmp_path / "review"))


def find_differences(preview: Preview, site: Path, former: set[str]) -> set[str]:
    """The paths, of those in a site and of those that once were shown, that the preview shows otherwise."""
    made = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    kept = {path for path in {*made, *former} if not path.startswith((INDEX, "."))}
    former |= kept
    return {path for path in kept if preview.read(path, preview.state) != made.get(path)}


@pytest.mark.parametrize("seed", SEEDS)
def test_after_any_edits_the_preview_shows_what_a_build_from_nothing_writes(shown: Shown, seed: int) -> None:
    chance = random.Random(seed)
    former: set[str] = set()
    backup = shown.root.with_name("backup")

    for step in range(STEPS):
        shutil.rmtree(backup, ignore_errors=True)
        shutil.copytree(shown.root / "content", backup)
        edit = chance.choice(EDITS)
        files = take_snapshot(shown.root)
        edit(shown.root, chance)
        changed = find_changed(files, take_snapshot(shown.root))
        shown.preview.update(shown.root / path for path in changed if chance.random() < 0.8)
        shown.preview.look()
        if shown.preview.state.faults:
            with pytest.raises(ContentError) as caught:
                build_afresh(shown.root)
            assert shown.preview.state.faults == caught.value.faults, edit
            shutil.rmtree(shown.root / "content")
            shutil.copytree(backup, shown.root / "content")
            shown.preview.update()
        site = build_afresh(shown.root)
        assert shown.preview.state.faults == ()
        assert find_differences(shown.preview, site, former) == set(), (step, edit)
        if chance.random() < 0.4:
            assert shown.preview.settle()
            assert read_tree(shown.root / "site") == read_tree(site), (step, edit)

    assert shown.preview.settle()
    assert read_tree(shown.root / "site") == read_tree(build_afresh(shown.root))
    assert find_leftovers(shown.root) == []


def list_updates(shown: Shown) -> Iterator[Updated]:
    return (change for change in shown.told if isinstance(change, Updated))


@pytest.mark.parametrize(
    ("path", "text", "pages"),
    [
        ("content/notes/new.md", f"---\npaper: {HERON}\n---\n\nMore.\n", {f"papers/{HERON}/index.html"}),
        (
            "content/notes/new.md",
            f"---\npaper: {HERON}\n---\n\nSee [[rivers]] and [[reading-order]].\n",
            {f"papers/{HERON}/index.html", "topics/rivers/index.html", "reading-order/index.html"},
        ),
        ("content/pages/index.md", "---\ntitle: Welcome\n---\n\nAnother welcome, to [[reading-order]].\n", {"index.html"}),
        ("content/files/legs.csv", "bird,legs\nheron,1\n", {"files/legs.csv"}),
        ("templates/assets/own.css", "a {}\n", {"assets/own.css"}),
    ],
)
def test_a_change_of_texts_makes_few_files_stale(shown: Shown, path: str, text: str, pages: set[str]) -> None:
    shown.preview.settle()  # a build notes what each page asks for
    shown.change({path: text})

    *_, last = list_updates(shown)
    stale = {path for path in last.stale.paths if not path.startswith(INDEX)}
    assert (set(last.changed), last.stale.everything, stale) == ({path}, False, pages)


def test_of_a_built_site_only_what_is_stale_is_written(shown: Shown) -> None:
    shown.preview.settle()
    before = {path: path.stat().st_ino for path in (shown.root / "site").rglob("*.html")}

    path = shown.root / "content/pages/reading-order.md"
    shown.change({"content/pages/reading-order.md": path.read_text(encoding="utf-8") + "\nAnother order.\n"})
    shown.preview.settle()

    changed = {path.relative_to(shown.root / "site").as_posix() for path in before if path.stat().st_ino != before[path]}
    assert changed == {"reading-order/index.html"}


def test_a_preview_takes_over_what_was_built_before_and_a_build_what_a_preview_wrote(shown: Shown) -> None:
    built = build(shown.root)

    shown.preview.settle()
    shown.change({"content/pages/reading-order.md": "---\ntitle: Reading order\n---\n\nAnother order.\n"})
    other = Shown(shown.root)
    other.preview.settle()

    settled = [change.report for one in (shown, other) for change in one.told if isinstance(change, Settled)]
    assert [report.files - report.kept for report in settled] == [0, 3]  # of the second the page, and two that it linked to
    assert read_tree(shown.root / "site") == read_tree(build_afresh(shown.root))
    assert (built.kept, build(shown.root).kept) == (0, built.files)


def test_a_site_that_another_process_writes_is_that_of_a_build_from_nothing(tmp_path: Path) -> None:
    root, told = make_review(tmp_path / "review"), list[Change]()
    preview = Preview(root, None, told.append, build=build_apart)
    preview.update()
    assert preview.settle()
    assert any(isinstance(change, Settled) for change in told)

    write_files(root, {"content/notes/heron.md": f"---\npaper: {HERON}\n---\n\nAnother note.\n"})
    preview.update()
    assert f"papers/{HERON}/index.html" in preview.state.stale
    assert not preview.state.stale.everything
    assert preview.settle()

    assert not preview.state.stale
    assert read_tree(root / "site") == read_tree(build_afresh(root))


def test_what_is_written_is_given_up_when_something_else_is_to_be_shown(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review")
    outcomes: list[Outcome | None] = []

    def build_late(order: Order, is_wanted: IsWanted) -> Outcome | None:
        if not outcomes:
            write_files(root, {"content/review.yml": "title: Birds alone\n"})
            preview.update()
        outcomes.append(build_apart(order, is_wanted))
        return outcomes[-1]

    preview = Preview(root, None, lambda _: None, build=build_late)
    preview.update()

    assert not preview.settle()
    assert outcomes == [None]
    assert preview.state.stale.everything
    assert preview.settle()
    assert read_tree(root / "site") == read_tree(build_afresh(root))


def test_what_nobody_hinted_at_while_the_folder_was_written_is_shown_and_written_then(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review")
    orders: list[Order] = []

    def build_after_an_edit(order: Order, is_wanted: IsWanted) -> Outcome:
        if not orders:
            write_files(root, {"content/review.yml": "title: Birds alone\n"})
        orders.append(order)
        return build_here(order, is_wanted)

    preview = Preview(root, None, lambda _: None, build=build_after_an_edit)
    preview.update()

    assert not preview.settle()
    assert b"Birds alone" in (preview.read("index.html", preview.state) or b"")
    assert preview.settle()
    assert read_tree(root / "site") == read_tree(build_afresh(root))


def test_what_did_not_change_is_no_change(shown: Shown) -> None:
    version = shown.preview.state.version

    (shown.root / "content/review.yml").touch()
    shown.preview.update()
    shown.preview.update([shown.root / "content/review.yml", shown.root / "content", shown.root / "elsewhere.txt"])

    assert shown.preview.state.version == version
    assert shown.preview.settle()
    assert build(shown.root).kept > 0  # the store knows the files as they are by now


def test_a_change_that_leaves_time_and_size_as_they_were_is_seen_when_it_is_hinted_at(shown: Shown) -> None:
    note = shown.root / "content/notes/heron.md"
    text = note.read_text(encoding="utf-8")

    note.write_text(text.replace("stands still", "stands idle!"), encoding="utf-8")
    shown.preview.update([note])

    assert "stands idle!" in shown.read(f"papers/{HERON}/index.html")


def test_a_folder_that_goes_takes_its_files_with_it_though_they_are_not_hinted_at(shown: Shown) -> None:
    folder = shown.root / "content/pages/deep"
    shown.change({"content/pages/deep/extra.md": "---\ntitle: Extra\n---\n\nMore of it.\n"})
    assert "More of it." in shown.read("extra/index.html")

    shutil.rmtree(folder)
    shown.preview.update([folder])

    assert shown.read("extra/index.html") == ""


def test_what_nobody_hinted_at_is_found_when_there_is_calm(shown: Shown) -> None:
    note = shown.root / "content/notes/heron.md"
    write_files(shown.root, {"content/pages/extra.md": "---\ntitle: Extra\n---\n\nMore of it.\n"})
    text = note.read_text(encoding="utf-8")
    note.write_text(text.replace("stands still", "stands and waits"), encoding="utf-8")

    shown.preview.update([note])
    assert "stands and waits" in shown.read(f"papers/{HERON}/index.html")
    assert shown.read("extra/index.html") == ""
    shown.preview.look()

    assert "More of it." in shown.read("extra/index.html")


def test_faults_keep_the_pages_as_they_were_until_all_are_mended(shown: Shown) -> None:
    shown.change({"content/notes/broken.md": "---\npaper: no-such-bird\n---\n", "content/review.yml": "title: ''\n"})
    shown.change({"content/notes/broken.md": f"---\npaper: {HERON}\n---\n\nMended.\n"})

    assert [fault.file for fault in shown.preview.state.faults] == ["content/review.yml"]
    assert "Animals, measured" in shown.read("index.html")
    assert "Mended." not in shown.read(f"papers/{HERON}/index.html")

    shown.change({"content/review.yml": "title: Mended\n"})

    assert shown.preview.state.faults == ()
    assert "Mended." in shown.read(f"papers/{HERON}/index.html")


def test_mending_a_fault_by_taking_it_back_is_a_change_too(shown: Shown) -> None:
    version = shown.preview.state.version
    shown.change({"content/pages/fresh.md": "---\n---\n"})
    assert shown.preview.state.version == version

    (shown.root / "content/pages/fresh.md").unlink()
    shown.preview.update()

    assert shown.preview.state.faults == ()
    assert shown.preview.state.version != version


def test_an_answer_bears_the_version_that_it_is_of_even_where_the_content_changes_meanwhile(shown: Shown) -> None:
    page = shown.root / "content/pages/extra.md"
    there = {shown.preview.state.version: False}
    answers: list[tuple[bool, str]] = []
    done = threading.Event()

    def ask_again_and_again(address: str) -> None:
        while not done.is_set():
            status, _, body = ask(address, "/extra/")
            answers.append((status == 200, re.findall(rb'data-version="([^"]+)"', body)[0].decode()))

    with serve_preview(shown.preview) as address:
        asking = threading.Thread(target=ask_again_and_again, args=(address,))
        asking.start()
        for turn in range(60):
            if turn % 2:
                page.unlink()
            else:
                page.write_text("---\ntitle: Extra\n---\n\nMore of it.\n")
            shown.preview.update()
            there[shown.preview.state.version] = turn % 2 == 0
        done.set()
        asking.join()

    assert {found for found, _ in answers} == {False, True}
    assert [version for found, version in answers if there[version] != found] == []


def test_a_template_that_does_not_work_shows_the_page_as_it_was_and_says_why(shown: Shown) -> None:
    shown.preview.settle()
    before = shown.read("404.html")

    shown.change({"templates/404.html": "{{ view.no_such_field }}\n"})

    assert shown.read("404.html") == before
    (fault,) = shown.preview.state.faults
    assert (fault.file, fault.line) == ("templates/404.html", 1)
    assert not shown.preview.settle()

    shown.change({"templates/404.html": "<h1>Mended</h1>\n"})

    assert shown.read("404.html") == "<h1>Mended</h1>"
    assert shown.preview.state.faults == ()


def test_a_template_that_came_and_went_between_two_looks_is_not_shown(shown: Shown) -> None:
    write_files(shown.root, {"templates/404.html": "<title>Seen by nobody</title>"})

    assert "Animals, measured" in shown.read("404.html")
    shutil.rmtree(shown.root / "templates")
    shown.preview.update()
    assert "Animals, measured" in shown.read("404.html")


def test_content_with_faults_from_the_start_shows_the_old_site(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review")
    build(root)
    write_files(root, {"content/review.yml": "title: ''\n"})

    shown = Shown(root)

    assert "Animals, measured" in shown.read("index.html")
    assert [type(change) for change in shown.told] == [Faulty]

    shown.change({"content/review.yml": "title: Mended\n"})
    assert "Mended" in shown.read("index.html")


def test_a_site_that_someone_removed_is_shown_and_built_again(shown: Shown) -> None:
    shown.preview.settle()
    shutil.rmtree(shown.root / "site")

    assert "Animals, measured" in shown.read("index.html")
    shown.change({"content/pages/index.md": "---\ntitle: Welcome\n---\n\nAgain.\n"})
    shown.preview.settle()

    assert read_tree(shown.root / "site") == read_tree(build_afresh(shown.root))


def test_where_the_folder_cannot_be_written_the_preview_goes_on(shown: Shown) -> None:
    with stage_site(shown.root / "site"):
        assert not shown.preview.settle()

    assert [change.reason for change in shown.told if isinstance(change, Unsettled)] != []
    assert "Animals, measured" in shown.read("index.html")
    assert shown.preview.settle()
    assert any(isinstance(change, Settled) for change in shown.told)


def test_that_the_folder_cannot_be_written_is_told_before_the_review_is_read_for_it(shown: Shown) -> None:
    settings = shown.root / "content/review.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text("title: ''\n", encoding="utf-8")
    with stage_site(shown.root / "site"):
        assert not shown.preview.settle()
    assert [type(change) for change in shown.told] == [Updated, Unsettled]

    assert not shown.preview.settle()
    assert [type(change) for change in shown.told] == [Updated, Unsettled, Faulty]
    assert not shown.preview.is_hindered

    settings.write_text(text, encoding="utf-8")
    shown.preview.update([settings])
    assert shown.preview.settle()


def build_and_tell_priority(root: Path) -> tuple[int, bool]:
    """As a process that may start none; whether it has built, and how much it gives way then."""
    built = build_apart(Order(root, None, trusted=False), lambda: True)
    return os.nice(0), built is not None


def test_a_preview_that_must_build_by_itself_gives_way_to_nobody(tmp_path: Path) -> None:
    root = make_review(tmp_path / "review")
    with get_context("spawn").Pool(1) as pool:
        assert pool.apply(build_and_tell_priority, (root,)) == (os.nice(0), True)
