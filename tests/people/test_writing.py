"""Notes of people: nothing that somebody decided is lost, and a file keeps what it is, or is left alone."""

import os
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from litatlas.content.corrections import Correction, Override
from litatlas.errors import ContentError, UsageError
from litatlas.people import Decision, add_row, create_note, decide, list_cases, override_fact
from litatlas.people.cases import Case
from litatlas.people.holding import LOCK
from litatlas.review.loading import load_review
from litatlas.review.review import Review
from litatlas.running.locking import hold_lock
from tests.invented import BADGER, HERON, OTTER, make_review, write_files
from tests.running_litatlas import SLUG, corrections_of, run, run_apart

NOTE = f"content/notes/{SLUG}.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_review(tmp_path / "review", [HERON, OTTER, BADGER], files={NOTE: f"---\npaper: {SLUG}\n---\n\nSeen.\n"})


def open_cases(root: Path) -> tuple[Review, list[Case]]:
    """The review as somebody sees it at the start of a walk, and the rows of a paper."""
    review = load_review(root)
    return review, list(list_cases(review, [review.papers[SLUG]]))


def say(choice: str = "confirm", by: str = "Ann") -> Decision:
    assert choice in ("confirm", "reject")
    return Decision("confirm" if choice == "confirm" else "reject", {}, "seen", by, "2026-11-21")


def add(number: int) -> Correction:
    new: dict[str, Any] = {"quote": f"{number} ms", "low": number, "unit": "ms", "form": "absolute", "metric": "latency"}
    return Correction("", "add", new=new, was={}, why="table 3", by="Ann", on="2026-11-21", file="", number=0)


@pytest.mark.parametrize("with_note", [True, False])
def test_all_that_many_decide_at_once_is_kept(root: Path, with_note: bool) -> None:
    if not with_note:
        (root / NOTE).unlink()
    review, cases = open_cases(root)
    assert len(cases) >= 2
    acts = [
        *(lambda case=case: decide(root, review, case, say()) for case in cases),
        *(lambda number=number: add_row(root, review, SLUG, add(number)) for number in range(1, 9)),
        lambda: override_fact(root, review, SLUG, Override("title", None, "Heron", "seen", "Ann", "2026-11-21", "")),
    ]

    with ThreadPoolExecutor(len(acts)) as pool:
        files = [future.result() for future in [pool.submit(act) for act in acts]]

    said = corrections_of(root)
    assert set(files) == {NOTE}
    assert {item.result for item in said if item.action == "confirm"} == {case.row.id for case in cases}
    assert {item.new["low"] for item in said if item.action == "add"} == {*range(1, 9)}
    assert [other.new for note in load_review(root).notes[SLUG] for other in note.overrides] == ["Heron"]
    assert [path.name for path in (root / "content/notes").iterdir() if path.name.startswith(".litatlas")] == []


def test_two_commands_at_once_lose_nothing(root: Path) -> None:
    typed = {"Ann": "y\nq\n", "Bo": "s\ny\nq\n"}
    with ThreadPoolExecutor(2) as pool:
        runs = [pool.submit(run_apart, root, "correct", SLUG, "--by", by, typed=keys) for by, keys in typed.items()]
        told = [future.result() for future in runs]

    assert [done.returncode for done in told] == [0, 0]
    assert sorted(item.by for item in corrections_of(root)) == ["Ann", "Bo"]


def test_what_somebody_else_decided_meanwhile_is_not_overwritten(root: Path) -> None:
    review, cases = open_cases(root)
    decide(root, review, cases[0], say("reject", "Bo"))
    override_fact(root, review, SLUG, Override("title", None, "Bo's heron", "seen", "Bo", "2026-11-21", ""))
    before = (root / NOTE).read_bytes()

    with pytest.raises(UsageError, match=f"{NOTE} says something else of result {cases[0].row.id} by now"):
        decide(root, review, cases[0], say("confirm", "Ann"))
    with pytest.raises(UsageError, match="somebody else has said something of the paper's title"):
        override_fact(root, review, SLUG, Override("title", None, "Ann's heron", "seen", "Ann", "2026-11-21", ""))

    assert (root / NOTE).read_bytes() == before


def test_a_note_that_another_run_writes_is_waited_for(root: Path) -> None:
    review, cases = open_cases(root)
    with ThreadPoolExecutor(1) as pool:
        with hold_lock(root / LOCK, "writing"):
            waiting = pool.submit(decide, root, review, cases[0], say())
            assert not waiting.done()

        assert waiting.result(30) == NOTE


def test_a_note_keeps_its_permissions(root: Path) -> None:
    (root / NOTE).chmod(0o600)
    review, cases = open_cases(root)

    decide(root, review, cases[0], say())

    assert stat.S_IMODE((root / NOTE).stat().st_mode) == 0o600


@pytest.mark.parametrize(("kind", "words"), [("protected", "write-protected"), ("twice", "has 2 names"), ("link", "is a link")])
def test_a_note_that_could_not_stay_what_it_is_is_left_alone(root: Path, kind: str, words: str) -> None:
    review, cases = open_cases(root)
    note, other = root / NOTE, root.parent / "other.md"
    if kind == "protected":
        note.chmod(0o444)
    elif kind == "twice":
        os.link(note, other)
    else:
        note.rename(other)
        note.symlink_to(other)
    before = (note if kind == "protected" else other).read_bytes()

    with pytest.raises(ContentError, match=words):
        decide(root, review, cases[0], say())
    with pytest.raises(ContentError, match=words):
        add_row(root, review, SLUG, add(1))

    assert note.read_bytes() == before
    assert note.is_symlink() == (kind == "link")
    assert os.lstat(note).st_nlink == (2 if kind == "twice" else 1)


@pytest.mark.parametrize(
    "entry",
    [
        '  - {"result": "x", "result": "y"}',
        '  - {"why": "\x9c"}',
        '  - {"why": "\x7f"}',
        '  - {"why": "\\ud83d"}',
        "  - [&a 1, *a]",
    ],
)
def test_a_note_that_is_no_yaml_is_a_fault_and_stays(root: Path, entry: str) -> None:
    review, cases = open_cases(root)
    text = f"---\npaper: {SLUG}\ncorrections:\n{entry}\n---\n"
    write_files(root, {NOTE: text})

    with pytest.raises(ContentError, match=NOTE):
        decide(root, review, cases[0], say())

    assert (root / NOTE).read_text(encoding="utf-8") == text


def test_a_note_is_not_made_through_a_link_that_leads_nowhere(root: Path) -> None:
    (root / NOTE).unlink()
    (root / NOTE).symlink_to(root.parent / "planted")

    path = create_note(root, {}, SLUG)

    assert path != root / NOTE
    assert not (root.parent / "planted").exists()


def test_a_folder_that_is_named_as_a_leftover_blocks_nothing(root: Path) -> None:
    (root / "content/notes/.litatlas-x").mkdir()
    (root / "content/papers/.litatlas-x").mkdir()
    (root / "listing.txt").write_bytes((root.parent / "review.txt").read_bytes())

    assert run(root, "correct", SLUG, "--by", "Ann", typed="y\nq\n").returncode == 0
    assert run(root, "ingest", str(root / "listing.txt")).returncode == 0


@pytest.mark.parametrize("command", [("ingest", "more.txt"), ("reread",), ("note", "otter"), ("topics", "learn")])
def test_whichever_command_writes_next_removes_what_a_killed_one_left(root: Path, command: tuple[str, ...]) -> None:
    (root / "more.txt").write_text("Title: Ponds Are Wet\nAbstract: Ponds are wet, and we say why.\n")
    leftovers = [root / folder / ".litatlas-0123456789abcdef.tmp" for folder in ("content", "content/notes", "content/topics")]
    for path in leftovers:
        path.parent.mkdir(exist_ok=True)
        path.write_text("half a no")

    run(root, *command)

    assert [path for path in leftovers if path.exists()] == []
