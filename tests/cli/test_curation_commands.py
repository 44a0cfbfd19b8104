"""The commands with which people comment and correct, with real input: note, correct, review."""

import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from litatlas.commands.ingest import ingest
from litatlas.content.corrections import row_values
from litatlas.errors import UsageError
from litatlas.people import find_papers, parse_value
from litatlas.review.loading import load_papers, load_review
from tests.conftest import REPOSITORY
from tests.invented import TOPICS, make_review, write_files
from tests.running_litatlas import SLUG, actions_of, correct, corrections_of, run, run_apart
from tests.trees import read_tree

OTTER = "otter-caches-for-long-rivers"
NOTE = "content/notes/heron.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The invented review, with a note on the first paper."""
    return make_review(tmp_path / "review", topics={name: text for name, text in TOPICS.items() if name != "deserts"})


def test_a_note_is_made_with_its_front_matter_where_there_is_none(root: Path) -> None:
    told = run(root, "note", OTTER)
    path = root / f"content/notes/{OTTER}.md"

    assert (told.returncode, told.stdout) == (0, f"{path}\n")
    assert path.read_text("utf-8") == f'---\npaper: "{OTTER}"\nstatus: "to read"\ntags: []\n---\n\n'
    assert load_review(root).notes[OTTER][0].status == "to read"


def test_a_note_that_is_there_is_opened_as_it_is_by_the_editor_that_is_set(root: Path, tmp_path: Path) -> None:
    before = (root / NOTE).read_bytes()
    editor = tmp_path / "an editor.py"
    editor.write_text("import sys; print('opened', sys.argv[1:])", "utf-8")

    told = run_apart(root, "note", "Heron: Sparse Kernels", EDITOR=f"{sys.executable} '{editor}' --wait", VISUAL="")

    assert (told.returncode, told.stdout) == (0, f"opened ['--wait', '{root / NOTE}']\n")
    assert (root / NOTE).read_bytes() == before


def test_an_editor_that_does_not_start_is_wrong_use_and_the_note_is_there(root: Path) -> None:
    told = run(root, "note", OTTER, VISUAL="no-such-editor -w")

    assert told.returncode == 2
    assert "the editor 'no-such-editor -w' does not start" in told.stderr
    assert (root / f"content/notes/{OTTER}.md").is_file()


def test_a_note_can_be_opened_also_where_it_has_faults(root: Path) -> None:
    write_files(root, {NOTE: f"---\npaper: {SLUG}\nstatus: dunno\n---\n"})

    assert run(root, "note", SLUG).stdout == f"{root / NOTE}\n"


def test_several_papers_that_fit_are_listed_where_nobody_can_choose(root: Path) -> None:
    told = run(root, "note", "for")

    assert told.returncode == 2
    assert [line.split()[1] for line in told.stdout.splitlines()] == [SLUG, OTTER]
    assert "name one of them by its slug" in told.stderr


@pytest.mark.parametrize(
    "asked",
    [
        OTTER,
        f"[[{OTTER}]]",
        "otter",
        "OTTER caches, for long rivers!",
        "Long Rivers",
        "rivers caches",
        f"https://someone.github.io/review/papers/{OTTER}/",
        f"https://someone.github.io/review/papers/{OTTER}/index.html#r-75cb8984",
        f"papers/{OTTER}.md",
        f"/home/ann/review/content/papers/{OTTER}.md",
        "papers/otter-caches",
    ],
)
def test_a_paper_is_found_by_its_slug_its_title_a_link_or_a_part_of_them(tmp_path: Path, asked: str) -> None:
    papers = load_papers(make_review(tmp_path / "review"))

    assert [paper.slug for paper in find_papers(papers, asked)] == [OTTER]


@pytest.mark.parametrize(
    ("asked", "hint"), [("oter caches for long rivers", "did you mean"), ("", "name a file"), ("/", "name a")]
)
def test_a_paper_that_is_not_there_is_wrong_use(tmp_path: Path, asked: str, hint: str) -> None:
    papers = load_papers(make_review(tmp_path / "review"))

    with pytest.raises(UsageError, match=hint):
        find_papers(papers, asked)


def test_rows_are_shown_with_their_evidence_and_decided_by_a_key(root: Path) -> None:
    told = correct(root, "y\nr\na set-up\n")

    assert "Heron reaches a »2.3x« speedup over PondLM on an NVIDIA A100 GPU." in told.stdout
    assert told.stdout.endswith(f"1 confirmed, 0 changed, 1 rejected of 2 results.\nWritten to {NOTE}.\n")
    assert actions_of(root) == [("confirm", {}, ""), ("reject", {}, "a set-up")]
    assert {(item.by, item.on) for item in corrections_of(root)} == {("Ann", "2026-11-21")}
    assert [dict(item.was) for item in corrections_of(root)] == [
        row_values(row) for row in load_review(root).curation[SLUG].machine.extraction.results
    ]


def test_a_review_without_abstracts_says_where_the_text_is(root: Path) -> None:
    ingest(root, [root.with_name("review.txt")], abstracts=False)

    assert "»2.3x« is in review.txt:9" in correct(root, "q\n").stdout


def test_an_edit_takes_values_that_the_schema_allows_and_a_reason(root: Path) -> None:
    typed = [
        "metric=wingbeats",
        "form=times",
        "quote=3x",
        "low=fast",
        "baseline=a\tb",
        "baseline = PondLM , ReedLM",
        "low=1e1",
        "",
    ]

    told = correct(root, "\n".join(["e", *typed, "seen", "q", ""]))

    assert actions_of(root) == [
        ("change", {"low": 10, "high": 10, "metric": "wingbeats", "baseline": ["PondLM", "ReedLM"]}, "seen")
    ]
    for words in ("'form' is not one of", "'quote' is no field to edit", "'low' is not a number", "'baseline' holds a tab"):
        assert words in told.stderr


@pytest.mark.parametrize(
    "typed", ["", "x\n\n", "s\ns\n", "q\n", "e\n\nq\n", "e\nmetric=x\n", "e\nmetric=x\n\n\nq\n", "r\n\nq\n", "r\n"]
)
def test_nothing_is_written_without_a_decision(root: Path, typed: str) -> None:
    before = read_tree(root / "content")

    assert "0 confirmed, 0 changed, 0 rejected" in correct(root, typed).stdout
    assert read_tree(root / "content") == before


def test_a_second_decision_takes_the_place_of_the_first(root: Path) -> None:
    correct(root, "e\nmetric=wingbeats\n\nseen\ny\n")
    told = correct(root, "s\nr\nno\n")
    again = correct(root, "y\ny\n")

    assert "changed by Ann on 2026-11-21: seen" in told.stdout
    assert "rejected by Ann on 2026-11-21: no" in again.stdout
    assert actions_of(root) == [("change", {"metric": "wingbeats"}, "seen"), ("confirm", {}, "")]


def test_a_change_back_to_the_machines_values_confirms_them(root: Path) -> None:
    correct(root, "e\nmetric=wingbeats\n\nseen\nq\n")
    correct(root, "e\nmetric=speed\n\nthe rules were right\nq\n")

    assert actions_of(root) == [("confirm", {}, "the rules were right")]


def test_a_paper_without_a_note_gets_one(root: Path) -> None:
    correct(root, "y\ny\n", OTTER)

    assert [item.file for item in corrections_of(root, OTTER)] == [f"content/notes/{OTTER}.md"] * 2


def test_a_note_of_another_paper_under_the_papers_name_is_left_alone(root: Path) -> None:
    write_files(root, {f"content/notes/{OTTER}.md": f"---\npaper: {SLUG}\n---\n"})

    correct(root, "y\ny\n", OTTER)

    assert [item.file for item in corrections_of(root, OTTER)] == [f"content/notes/{OTTER}-2.md"] * 2


def test_a_row_that_two_notes_speak_of_is_left_to_people(root: Path) -> None:
    correct(root, "y\nq\n")
    (said,) = corrections_of(root)
    text = (root / NOTE).read_text("utf-8")
    write_files(root, {"content/notes/other.md": text.partition("\n---\n")[0] + "\n---\n"})

    told = correct(root, "r\nno\ns\nr\nno\n")

    assert f"corrections[1] speak of result {said.result}; edit them by hand" in told.stderr
    assert actions_of(root)[0] == ("confirm", {}, "")


def test_review_walks_through_many_papers_and_leaves_out_what_is_decided(root: Path) -> None:
    correct(root, "y\ns\n")
    told = run(root, "review", "--topic", "ponds", "--unconfirmed", "--by", "Bo", typed="s\ny\n")

    assert (told.returncode, told.stderr) == (0, "")
    assert [line[:5] for line in told.stdout.splitlines() if line.startswith("[")] == ["[1/2]", "[2/2]"]
    assert "»2.3x«" not in told.stdout
    assert [item.by for item in corrections_of(root, "hare-a-3-1x-speedup-over-tortoise-on-meadow-paths")] == ["Bo"]


def test_review_can_be_told_a_device_and_how_many(root: Path) -> None:
    told = run(root, "review", "--device", "nvidia a100", "--limit", "3", typed="s\n" * 3)

    assert told.stdout.count("confirm (y)") == 3
    assert "Badger" in told.stdout
    assert "Otter" not in told.stdout


@pytest.mark.parametrize(("option", "value"), [("--topic", "pond"), ("--device", "NVIDIA A10O"), ("--limit", "0")])
def test_review_of_what_is_not_there_is_wrong_use(root: Path, option: str, value: str) -> None:
    told = run(root, "review", option, value)

    assert (told.returncode, told.stdout) == (2, "")


def test_a_row_is_to_be_looked_at_again_where_the_rules_say_something_else(root: Path) -> None:
    correct(root, "y\ny\n")
    write_files(root, {NOTE: (root / NOTE).read_text("utf-8").replace('"metric": "speed"', '"metric": "power"')})

    told = run(root, "review", "--unconfirmed", "--limit", "1", "--by", "Ann", "--on", "2026-11-22", typed="y\n")

    assert "confirmed by Ann on 2026-11-21. The rules say something else now." in told.stdout
    assert [item.on for item in corrections_of(root)] == ["2026-11-22", "2026-11-21"]
    assert run(root, "check", "--strict").returncode == 0


def test_check_fails_on_a_drift_only_where_it_is_strict(root: Path) -> None:
    correct(root, "y\nq\n")
    write_files(root, {NOTE: (root / NOTE).read_text("utf-8").replace('"metric": "speed"', '"metric": "power"')})

    plain, strict = run(root, "check"), run(root, "check", "--strict")

    assert (plain.returncode, plain.stdout) == (0, "No faults in 5 papers, 3 topics, 1 note; 1 warning.\n")
    assert f'{NOTE}:6: warning: metric of the result 4f803ce3 (2.3x) was "power"' in plain.stderr
    assert (strict.returncode, strict.stdout) == (1, "")
    assert f"{NOTE}:6: error: metric" in strict.stderr


def test_exports_have_the_corrected_values_and_say_so(root: Path) -> None:
    correct(root, "e\nmetric=wingbeats\n\nseen\nr\nno\n")

    corrected, machine = (run(root, "export", "results", "--format", "csv", *options) for options in ((), ("--machine",)))

    heron = [line for line in corrected.stdout.splitlines() if line.startswith(SLUG)]
    assert (len(heron), "wingbeats" in heron[0], heron[0].endswith(",changed")) == (1, True, True)
    assert corrected.stdout.splitlines()[0].endswith(",correction")
    assert [line.endswith(",") for line in machine.stdout.splitlines() if line.startswith(SLUG)] == [True, True]
    assert "wingbeats" not in machine.stdout


@pytest.mark.parametrize(
    ("name", "text"), [("low", "2.50"), ("unit", ""), ("effect", "none"), ("bound", "up to"), ("model", " , ")]
)
def test_values_are_read_as_they_are_typed(name: str, text: str) -> None:
    expected: dict[str, Any] = {"low": 2.5, "unit": "", "effect": None, "bound": "up to", "model": []}

    assert parse_value(name, text) == expected[name]


def test_one_key_is_enough_on_a_terminal_and_a_paper_is_chosen_by_its_number(root: Path) -> None:
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "litatlas", "-C", str(root), "correct", "for", "--by", "Ann"]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "dumb"}) as process:
        os.close(theirs)
        told = ""
        for words, keys in (
            ("(1 to 2)?", b"7\n"),
            ("(1 to 2)?", b"1\n"),
            ("quit (q)?", b"y"),
            ("quit (q)?", b"q"),
            ("result", b""),
        ):
            while words not in told:
                told += os.read(ours, 4096).decode()
            told = told.partition(words)[2]
            os.write(ours, keys)
        assert process.wait(60) == 0
    os.close(ours)

    assert [action for action, _, _ in actions_of(root)] == ["confirm"]


@pytest.mark.thorough
@pytest.mark.parametrize("command", ["correct", "ingest"])
def test_a_kill_at_any_write_leaves_whole_files_old_or_new_and_no_decision_is_lost(
    root: Path, tmp_path: Path, command: str
) -> None:
    correct(root, "y\nq\n")
    typed = tmp_path / "typed.txt"
    typed.write_text("r\nno\ne\nmetric=wingbeats\n\nseen\n", "utf-8")
    listing = tmp_path / "again.txt"
    listing.write_text(root.with_name("review.txt").read_text("utf-8").replace("2 authors", "3 authors"), "utf-8")
    arguments = ["correct", SLUG, "--by", "Bo", "--on", "2026-11-22"] if command == "correct" else ["ingest", str(listing)]
    folder = tmp_path / "steps"

    ran = subprocess.run(
        [sys.executable, "-m", "tests.kill_command", str(root), str(folder), str(typed), *arguments],
        cwd=REPOSITORY, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip

    assert ran.returncode == 0, ran.stderr
    steps = int(ran.stdout)
    assert steps >= 4
    first, last = corrections_of(root), corrections_of(folder / "0")
    states = [first, *([[last[0], *first[1:]]] if command == "correct" else []), last]
    old, new = (read_tree(tree / "content") for tree in (root, folder / "0"))
    reached = []
    for step in range(1, steps + 1):
        tree = folder / str(step)
        left = {name: digest for name, digest in read_tree(tree / "content").items() if "/.litatlas-" not in name}
        assert set(left) == set(old)
        assert all(digest in (old[name], new[name]) for name, digest in left.items() if name.startswith("papers/"))
        reached.append(states.index(corrections_of(tree)))
        assert read_tree(folder / f"{step}-again" / "content") == new
    assert reached == sorted(reached)
    assert set(reached) == ({0, 1} if command == "correct" else {0})
