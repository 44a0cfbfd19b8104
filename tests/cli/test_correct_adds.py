"""Rows that people add, and facts of papers that they correct, by the keys of `litatlas correct`."""

import os
import pty
import select
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from litatlas.commands.check import check
from litatlas.commands.ingest import ingest
from litatlas.review.corrected import NOWHERE
from litatlas.review.loading import load_review
from litatlas.site.build import build
from tests.invented import ENTRIES, MOLE, Entry, format_listing, make_review, write_files
from tests.places import words_at
from tests.running_litatlas import SLUG, actions_of, correct, corrections_of, run
from tests.trees import read_tree

MOLES = "what-moles-know-of-gardens"
NOTE = "content/notes/heron.md"
CROAKS = ["a", "2.3×", "croak rate", "", "", "", "", "pondlm", "a100", "Reedbed", "", "", "", "", "y", "q", ""]
"""What is typed for a row of words that the abstract has."""
DIGS = ["a", "2.3x", "speed", "", "", "", "at least", "", "", "", "", "", "", "table 3", "seen", "y", "q", ""]
"""What is typed for a row of words that no kept text has."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The invented review, whose paper on moles has no results."""
    return make_review(tmp_path / "review")


def add(root: Path, typed: Iterable[str], slug: str = SLUG) -> str:
    told = correct(root, "\n".join(typed), slug)
    return told.stdout + told.stderr


def type_at_terminal(root: Path, steps: Iterable[tuple[str, bytes]], *, columns: int = 80) -> tuple[str, int]:
    """What the command for moles says on a terminal where keys are typed after words of it, and how it ends."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "litatlas", "-C", str(root), "correct", MOLES, "--by", "Ann", "--on", "2026-11-21"]
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": str(columns), "NO_COLOR": "1"}
    told, rest, typed = "", "", b""
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, env=environment) as process:
        os.close(theirs)
        try:
            for words, keys in steps:
                while words not in rest:
                    read = read_soon(ours, process, interrupted=typed == b"\x03")
                    assert read, f"waited for {words!r} after: {rest}"
                    told, rest = told + read, rest + read
                rest = rest.partition(words)[2]
                typed = keys
                if keys == b"\x03":
                    process.send_signal(signal.SIGINT)
                else:
                    os.write(ours, keys)
            status = process.wait(60)
        finally:
            process.kill()
    os.close(ours)
    return told, status


def read_soon(terminal: int, process: "subprocess.Popen[bytes]", *, interrupted: bool) -> str:
    """What is told next, within a minute; empty where nothing is.

    Python looks for an interrupt before it waits for a key, and not again: one that comes in between is seen with the next.
    People press Ctrl+C again then, and so does this.
    """
    for _ in range(12):
        if select.select([terminal], [], [], 5)[0]:
            return os.read(terminal, 4096).decode()
        if interrupted:
            process.send_signal(signal.SIGINT)
    return ""


def test_a_row_is_added_with_its_words_found_in_the_abstract(root: Path) -> None:
    told = add(root, CROAKS)
    (row,) = (row for row in load_review(root).papers[SLUG].extraction.results if row.metric == "croak rate")
    abstract = load_review(root).papers[SLUG].work.abstract or ""

    assert "The same words have a row already: 2.3 ×, ratio, speed, better" in told
    assert "  2.3×  croak rate  (times)\n    compared with: PondLM\n    hardware: NVIDIA A100\n    data set: Reedbed\n" in told
    assert "Heron reaches a »2.3x« speedup over PondLM on an NVIDIA A100 GPU." in told
    assert told.endswith(f"0 confirmed, 0 changed, 0 rejected of 2 results; 1 added.\nWritten to {NOTE}.\n")
    assert words_at(abstract, row.evidence) == row.quote == "2.3x"
    assert words_at(abstract, row.context).startswith("Heron reaches")
    assert (row.form, row.effect, row.baseline, row.hardware) == ("ratio", "better", ("PondLM",), ("NVIDIA A100",))
    assert [(item.action, item.by, item.on, item.why) for item in corrections_of(root)] == [("add", "Ann", "2026-11-21", "")]


def test_a_paper_without_results_is_offered_one_on_a_narrow_terminal_without_colours(root: Path) -> None:
    keys = (f"{line}\n".encode() for line in DIGS[1:-3])
    asked = "value as|metric|unit|form|effect|bound|baseline|hardware|data set|model|setting|words|page|why".split("|")
    steps = [("quit (q)? ", b"a"), *zip(asked, keys, strict=True), ("(n)? ", b"y"), ("(q)? ", b"q"), ("to", b"")]

    told, status = type_at_terminal(root, steps, columns=20)

    assert (status, "\x1b" in told) == (0, False)
    assert "Moles know gardens from below." in told
    ((action, new, why),) = actions_of(root, MOLES)
    assert (action, why) == ("add", "table 3: seen")
    assert list(new.values()) == ["2.3x", 2.3, "×", "ratio", "speed", "better", "at least"]
    assert load_review(root).papers[MOLES].extraction.results[0].evidence == NOWHERE


def test_a_review_without_abstracts_asks_where_the_value_stands_and_for_no_words_of_the_papers(root: Path) -> None:
    ingest(root, [root.with_name("review.txt")], abstracts=False)
    typed = "a|up to 3x higher throughput over PondLM on an A100|||||||||||page 4||w|page 5|by eye|y|q|"

    told = add(root, typed.split("|"))

    ((_, new, why),) = actions_of(root)
    assert ("words, exactly" in told, "this one is in review.txt:9" in told) == (False, True)
    assert (new["quote"], new["metric"], new["bound"], new["baseline"]) == ("3x", "throughput", "up to", ["PondLM"])
    assert (new["hardware"], why) == (["NVIDIA A100"], "page 5: by eye")


@pytest.mark.parametrize("answered", [0, 1, 7, 12, 13])
def test_an_input_that_ends_half_way_writes_nothing(root: Path, answered: int) -> None:
    before = read_tree(root / "content")

    told = add(root, [*DIGS[: answered + 1], ""], MOLES)

    assert "Nothing was added." in told
    assert told.endswith("Nothing was decided.\n")
    assert read_tree(root / "content") == before


def test_an_interrupt_half_way_writes_nothing(root: Path) -> None:
    before = read_tree(root / "content")

    steps = [("quit (q)? ", b"a"), ("33.5 %", b"2.3x\n"), ("metric", b"\x03"), ("interrupted", b"")]
    told, status = type_at_terminal(root, steps)

    assert status == 130
    assert "Traceback" not in told
    assert read_tree(root / "content") == before


def test_what_cannot_be_taken_is_asked_for_again_with_the_reason(root: Path) -> None:
    typed = "a|fast|about 12 ms|-|latencie||times|absolute|good||-||Pond\tchip|||||5||page 2|"
    edited = "|e|low=13|low=x|hardware=NVIDIA A10O||y|q|"

    told = add(root, (typed + edited).split("|"), MOLES)

    for words in (
        "no value is read in 'fast'",
        "a result needs its metric",
        "'latencie' is new to this review, which knows 'latency'",
        "'form' is not one of ratio, relative",
        "'effect' is not one of better, worse",
        "'hardware' holds a tab",
        "without that nobody finds it again",
        "'low' is not a number",
        "'NVIDIA A10O' is new to this review, which knows 'NVIDIA A10'",
    ):
        assert words in told
    ((_, new, why),) = actions_of(root, MOLES)
    expected = {"quote": "5", "low": 13, "unit": "ms", "form": "absolute", "metric": "latencie", "hardware": ["NVIDIA A10O"]}
    assert (new, why) == (expected, "page 2")


@pytest.mark.parametrize(("end", "written"), [("n", 0), ("", 0), ("y", 1)])
def test_a_row_is_written_only_after_a_look_at_it(root: Path, end: str, written: int) -> None:
    add(root, [*DIGS[:-3], end, "q", ""], MOLES)

    assert len(corrections_of(root, MOLES)) == written


def test_an_added_row_is_changed_in_its_place_and_taken_out_again(root: Path) -> None:
    before = (root / NOTE).read_bytes()
    add(root, CROAKS)
    changed = correct(root, "s\ns\ne\nlow=2.5\nquote=33.5%\n\nmisread\nq\n")
    after = actions_of(root)
    kept = correct(root, "s\ns\nr\nn\nq\n")
    taken = correct(root, "s\ns\nr\ny\n")

    assert "added by Ann on 2026-11-21" in changed.stdout
    assert "0 confirmed, 1 changed, 0 rejected of 3 results.\n" in changed.stdout
    (action, new, why) = after[0]
    assert (action, new["low"], new["quote"], new["metric"], why) == ("add", 2.5, "33.5%", "croak rate", "misread")
    assert f"take it out of {NOTE} (y, n)?" in kept.stdout
    assert "0 rejected of 3 results; 1 removed." in taken.stdout
    assert (root / NOTE).read_bytes() == before


def test_review_adds_rows_too_and_does_not_ask_for_added_ones_that_nobody_doubts(root: Path) -> None:
    told = run(root, "review", "--topic", "ponds", "--limit", "1", "--by", "Bo", typed="\n".join(CROAKS))
    again = run(root, "review", "--topic", "ponds", "--unconfirmed", "--by", "Bo", typed="q\n")

    assert "1 added." in told.stdout
    assert [item.by for item in corrections_of(root)] == ["Bo"]
    assert again.stdout.splitlines()[1].startswith("[1/3] Heron")


def test_an_added_row_stands_on_the_page_in_tables_and_in_downloads_with_its_mark(root: Path) -> None:
    add(root, DIGS, MOLES)

    build(root)
    page, table, data = (
        (root / "site" / name).read_text("utf-8")
        for name in (f"papers/{MOLES}/index.html", "metrics/speed/index.html", "data/results.csv")
    )

    assert "added by Ann, 21 Nov 2026: table 3: seen" in page
    assert f"papers/{MOLES}/" in table
    assert [line.rpartition(",")[2] for line in data.splitlines() if line.startswith(MOLES)] == ["added"]


@pytest.mark.parametrize(
    ("sentence", "effect"),
    [
        ("Moles reach a 2.3x speedup over PondLM.", "both are shown"),
        ("Moles reach at least a 2.3x speedup.", "it is shown once, as confirmed"),
    ],
)
def test_check_tells_where_the_rules_read_the_words_of_an_added_row_until_someone_decides(
    root: Path, sentence: str, effect: str
) -> None:
    (root / "content/topics/deserts.md").unlink()
    add(root, DIGS, MOLES)
    listing = root.with_name("later.txt")
    entries = [Entry(MOLE.title, f"We dig. {sentence}") if entry is MOLE else entry for entry in ENTRIES]
    listing.write_text(format_listing(entries), "utf-8")
    before = check(root).faults
    ingest(root, [listing], abstracts=True)

    (told,) = check(root).faults
    shown = len(load_review(root).papers[MOLES].extraction.results)
    build(root)
    page = (root / f"site/papers/{MOLES}/index.html").read_text("utf-8")
    add(root, ["y", "q", ""], MOLES)

    assert before == ()
    assert told.message.startswith("the added result (2.3x) is read by the rules as well: ")
    assert told.hint.startswith(f"{effect}: confirm or reject theirs, or remove the added one")
    assert "Ann added this on 21 Nov 2026, and the rules read the same words by now" in page
    assert shown == (2 if effect == "both are shown" else 1)
    assert check(root).faults == ()
    assert len(load_review(root).papers[MOLES].extraction.results) == shown


def test_the_papers_own_facts_are_corrected_and_let_go_again(root: Path) -> None:
    before = (root / NOTE).read_bytes()
    typed = "p|topics=pond|venue=2|date=May|topics=rivers, ponds|hardware=H100|title=Herons||seen|q|"
    told = correct(root, typed.replace("|", "\n"))
    paper = load_review(root).papers[SLUG]
    machine = load_review(root).curation[SLUG].machine
    silent = correct(root, "p\n\np\ntitle=Other\n\n\nq\n")
    back = correct(root, f"p\ntopics=ponds\nhardware=A100\ntitle={machine.work.title.raw}\n\nthe rules were right\nq\n")

    for words in ("there is no topic 'pond'; did you mean 'ponds'?", "'venue' is no fact", "'date' is not a date such as"):
        assert words in told.stderr
    assert "3 facts of papers corrected." in told.stdout
    assert (paper.extraction.topics, paper.extraction.hardware[:1]) == (("rivers", "ponds"), ("NVIDIA H100",))
    assert (paper.work.title.raw, paper.slug) == ("Herons", SLUG)
    assert "title: Herons  (by Ann on 2026-11-21: seen; the rules: Heron: Sparse Kernels" in silent.stdout
    assert "0 rejected of 2 results.\n" in silent.stdout
    assert "3 facts of papers corrected." in back.stdout
    assert (root / NOTE).read_bytes() == before


def test_a_row_of_people_goes_into_the_note_that_already_says_something(root: Path) -> None:
    write_files(root, {"content/notes/a.md": f"---\npaper: {MOLES}\n---\n", "content/notes/b.md": f"---\npaper: {MOLES}\n---\n"})
    add(root, ["p", "date=2024", "", "seen", "q", ""], MOLES)
    (file,) = {note.file for note in load_review(root).notes[MOLES] if note.overrides}

    add(root, DIGS, MOLES)

    assert {item.file for item in corrections_of(root, MOLES)} == {file}
