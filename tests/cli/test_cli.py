"""The command line: what it prints and where, and the exit codes 0 (well), 1 (faults) and 2 (wrong use)."""

import errno
import io
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from rich.console import Console

from litatlas import __version__
from litatlas.cli import cli, main
from litatlas.cli.deferred import Deferred
from litatlas.cli.main import COMMANDS
from litatlas.cli.terminal import PATIENCE, Terminal
from litatlas.errors import Fault, describe_refusal
from tests.invented import HERON, Entry, format_listing, write_files

REVIEWS = Path(__file__).parents[1] / "reviews"
SPRING, SUMMER = (REVIEWS / "listings" / name for name in ("spring.txt", "summer.txt"))


@dataclass(frozen=True, slots=True)
class Run:
    """What a run left behind."""

    status: int | str | None
    output: str
    errors: str


class Shell:
    """Runs the command line within a folder."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys = folder, capsys

    def __call__(self, *arguments: object) -> Run:
        with pytest.raises(SystemExit) as caught:
            main([str(argument) for argument in arguments])
        captured = self.capsys.readouterr()
        assert "Traceback" not in captured.err
        assert "did not expect" not in captured.err
        return Run(caught.value.code, captured.out, captured.err)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Shell:
    """The command line in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, capsys)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny review."""
    return shutil.copytree(REVIEWS / "tiny", tmp_path / "tiny")


def start(*arguments: object, **options: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "litatlas", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **options})


def test_the_version_is_told(run: Shell) -> None:
    assert run("--version") == Run(0, f"litatlas, version {__version__}\n", "")


def list_imports(*arguments: str) -> set[str]:
    """The modules that a run imports."""
    command = [sys.executable, "-X", "importtime", "-m", "litatlas", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    return {line.rpartition("|")[2].strip() for line in told.splitlines() if line.startswith("import time:")}


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_the_version_and_the_help_are_told_without_importing_the_commands(option: str) -> None:
    imported = list_imports(option)

    assert {name for name in imported if name.startswith("litatlas")} <= {
        "litatlas",
        "litatlas.cli",
        "litatlas.cli.deferred",
        "litatlas.cli.main",
        "litatlas.cli.session",
        "litatlas.cli.terminal",
        "litatlas.errors",
        "litatlas.review",
        "litatlas.review.root",
        "litatlas.text",
        "litatlas.text.wording",
    }
    assert imported & {"jinja2", "markdown", "math_core", "nh3", "pygments", "watchfiles", "yaml"} == set()


def test_a_build_where_nothing_changed_imports_only_what_tells_so(tiny_review: Path, tmp_path: Path) -> None:
    shutil.copytree(tiny_review / "content", tmp_path / "content")
    call = ("-C", str(tmp_path), "build")
    rest = {"litatlas.extract", "litatlas.preview", "litatlas.review.loading", "litatlas.site.publish", "markdown", "yaml"}

    first, second = list_imports(*call), list_imports(*call)

    assert (first & rest, second & rest) == (rest - {"litatlas.preview"}, set())
    # What a build knows of extraction are its words, none of its rules.
    assert "litatlas.extract.lexicon" in first
    assert first & {"litatlas.extract.metric", "litatlas.extract.rows.readings", "litatlas.read.formats"} == set()


def test_a_command_imports_no_other() -> None:
    assert (
        list_imports("init", "--help") & {"litatlas.cli.correcting", "litatlas.cli.explaining", "litatlas.cli.building"} == set()
    )


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_the_list_of_commands_has_the_first_sentence_of_each_one_s_help(command: Deferred) -> None:
    assert command.load().get_short_help_str(1000) == command.get_short_help_str(1000)


@pytest.mark.parametrize("command", [None, *sorted(cli.commands)])
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_every_command_has_help_with_an_example(run: Shell, command: str | None, option: str) -> None:
    told = run(*([command] if command else []), option)

    assert (told.status, told.errors) == (0, "")
    example = told.output.partition("Example:")[2].strip().splitlines()[0]
    assert example.startswith("litatlas ")
    assert command is None or f" {command}" in example


def test_the_commands_are_these() -> None:
    assert sorted(cli.commands) == [
        "build",
        "check",
        "correct",
        "diff",
        "explain",
        "export",
        "ingest",
        "init",
        "merge",
        "new",
        "note",
        "reread",
        "review",
        "serve",
        "topics",
    ]


def test_a_new_review_takes_listings_and_builds(run: Shell) -> None:
    laid_out = run("-C", "new/review", "init", "--title", "Meadows")
    ingested = run("-C", "new/review", "ingest", SPRING, SUMMER)
    built = run("-C", "new/review", "build", "--base-url", "https://example.org/x")

    assert [laid_out.status, ingested.status, built.status] == [0, 0, 0]
    table, told = ingested.output.split("\nnew: ", 1)
    assert table.split() == [
        "files", "entries", "new", "merged", "changed", "unchanged", "skipped", "errors", "2", "5", "4", "1", "0", "0", "0", "0",
    ]  # fmt: skip
    assert len(told.split("\nnew: ")) == 4
    assert built.output.startswith("Built 4 papers, ")
    assert "of what GitHub Pages takes; most in " in built.output
    assert (run.folder / "new/review/site/index.html").is_file()


def test_the_review_is_found_from_a_folder_within_it(run: Shell, tiny: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tiny / "content" / "papers")

    assert run("check") == Run(0, "No faults in 2 papers, 2 topics, 2 notes (1 paper without a topic).\n", "")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Usage: litatlas"),
        (("--unknown",), "No such option"),
        (("frobnicate",), "No such command"),
        (("check", "--unknown"), "No such option"),
        (("ingest",), "Missing argument"),
        (("ingest", "--captured", "yesterday", "x.txt"), "'yesterday' does not match"),
        (("ingest", "--jobs", "0", "x.txt"), "not in the range"),
        (("build", "--jobs", "0"), "not in the range"),
        (("diff", "old.jsonl"), "Missing argument"),
        (("export", "all"), "'all' is not one of"),
        (("export", "papers", "--format", "xml"), "'xml' is not one of"),
        (("build", "--base-url", "example.org"), "give an address such as"),
        (("serve", "--port", "99999"), "not in the range"),
        (("check",), "no content/review.yml in"),
        (("-C", "missing", "check"), "missing holds no content/review.yml"),
        (("-C", "missing", "build"), "litatlas -C missing init"),
        (("-C", "missing", "export", "papers"), "missing holds no content/review.yml"),
        (("-C", "missing", "ingest", "x.txt"), "missing holds no content/review.yml"),
        (("-C", "missing", "serve"), "missing holds no content/review.yml"),
        (("-C", "tiny", "init"), "already holds a review"),
        (("-C", "tiny/content/review.yml", "init"), "is not a folder"),
        (("-C", "new", "init", "--title", " "), "the title is not a line of text"),
    ],
)
def test_wrong_use_is_told_with_exit_code_2(run: Shell, tiny: Path, arguments: tuple[str, ...], words: str) -> None:
    told = run(*arguments)

    assert (told.status, told.output) == (2, "")
    assert words in told.errors


def test_faults_are_listed_with_their_places_and_exit_code_1(run: Shell, tiny: Path) -> None:
    write_files(
        tiny, {"content/notes/bad.md": "---\npaper: nobody\n---\n\n[[gone]]\n", "content/topics/ponds.md": "---\ntitel: P\n---\n"}
    )
    expected = [
        "content/notes/bad.md:2: error: there is no paper 'nobody'; name the file in content/papers without its .md",
        "content/notes/bad.md:5: error: a link leads to 'gone', which is not there; name a file of content/ without its .md",
        "content/topics/ponds.md:2: error: unknown field 'titel'; did you mean 'title'?",
        "content/topics/ponds.md:2: error: the field 'title' is missing; add it",
    ]
    checked, built = run("-C", tiny, "check"), run("-C", tiny, "build")

    assert (checked.status, checked.output, built.status, built.output) == (1, "", 1, "")
    assert sorted(checked.errors.splitlines()) == sorted([*expected, "litatlas: 4 faults"])
    assert sorted(built.errors.splitlines()) == sorted([*expected, "litatlas: 4 faults; nothing was written"])
    assert not (tiny / "site").exists()


def test_what_ingest_skips_is_told_and_the_rest_is_ingested(run: Shell, tiny: Path) -> None:
    told = run("-C", tiny, "ingest", "missing.txt", SPRING)

    assert told.status == 1
    assert told.errors.startswith("missing.txt:1: error: cannot be read: no such file or directory; ")
    assert told.output.partition("\nnew: ")[0].split()[8:] == ["2", "3", "3", "0", "0", "0", "0", "1"]


def test_ingest_ends_with_the_first_ten_new_papers_those_with_a_gain_first_and_no_known_one(run: Shell, tiny: Path) -> None:
    listing = tiny / "many.txt"
    words = "One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve".split()
    entries = [Entry(f"Plover {word} Follows the Tide", "Plovers run along the water.") for word in words]
    listing.write_text(format_listing([*entries, HERON]), encoding="utf-8")

    first = run("-C", tiny, "ingest", listing).output.splitlines()[2:]
    again = run("-C", tiny, "ingest", listing).output.splitlines()[2:]

    assert first[0] == "new: Heron: Sparse Kernels for Quiet Ponds (2.3× speed over PondLM)"
    assert [line.startswith("new: Plover ") for line in first[1:]] == [*[True] * 9, False]
    assert first[-1] == "and 3 more"
    assert again == []


def test_warnings_do_not_fail_a_run(run: Shell, tiny: Path) -> None:
    told = run("-C", tiny, "ingest", SPRING, SUMMER)

    assert told.status == 0
    assert "\nsummer.txt:13: warning: comments of" in told.errors
    assert all(": warning: " in line for line in told.errors.splitlines())


def test_facts_only_can_be_asked_for(run: Shell, tiny: Path) -> None:
    run("-C", tiny, "ingest", "--no-abstracts", SPRING)

    assert "hover against the wind" not in (tiny / "content/papers/kestrel-hovering-kernels-over-windy-fields.md").read_text(
        "utf-8"
    )


def test_export_prints_lines_and_nothing_else(tiny: Path) -> None:
    process = start("-C", tiny, "export", "papers")
    output, errors = process.communicate()

    assert (process.returncode, errors) == (0, b"")
    assert [json.loads(line)["slug"] for line in output.splitlines()][1] == "otters-hold-hands"


def test_export_does_not_mind_a_reader_that_leaves(tiny: Path) -> None:
    head, sources = ("---\n", '\nsources:\n  - {"file": "spring.txt", "line": 1, "sha256": "ab", "states": ["title"]}\n---\n')
    fields = "topics: []\nhardware: []"
    titles = {f"otter-{number}": f"Otter {number} {'word ' * 20_000}" for number in range(20)}
    pages = {f"content/papers/{slug}.md": f'{head}title: "{title}"\n{fields}{sources}' for slug, title in titles.items()}
    write_files(tiny, pages)
    process = start("-C", tiny, "export", "papers")
    assert process.stdout is not None
    assert process.stderr is not None

    line = process.stdout.readline()
    process.stdout.close()

    assert json.loads(line)
    assert (process.stderr.read(), process.wait()) == (b"", 0)
    process.stderr.close()


def test_exports_are_compared_for_people_and_for_programs(run: Shell, tiny: Path) -> None:
    (run.folder / "old.jsonl").write_text(run("-C", tiny, "export", "papers").output, "utf-8")
    (run.folder / "new.jsonl").write_text(run("-C", tiny, "export", "papers").output.replace("throughput", "speed"), "utf-8")

    text, lines = run("diff", "old.jsonl", "new.jsonl"), run("diff", "old.jsonl", "new.jsonl", "--format", "jsonl")

    assert (text.status, text.errors, lines.status, lines.errors) == (0, "", 0, "")
    assert "metric: throughput → speed" in text.output
    assert "\x1b" not in text.output
    assert json.loads(lines.output.splitlines()[-1])["row_fields"]["metric"] >= 1


def test_what_diff_cannot_read_is_told_by_file_and_line(run: Shell) -> None:
    (run.folder / "new.jsonl").write_text("nothing of ours\n", "utf-8")

    told = run("diff", "old.jsonl", "new.jsonl")

    assert (told.status, told.output) == (1, "")
    assert told.errors.startswith("old.jsonl:1: error: cannot be read: no such file or directory; ")
    assert "new.jsonl:1: error: " in told.errors


def test_pipes_get_no_colours(tiny: Path) -> None:
    write_files(tiny, {"content/review.yml": "title: 1\n"})
    process = start("-C", tiny, "check", TERM="xterm-256color")
    output, errors = process.communicate()

    assert (process.returncode, output) == (1, b"")
    assert errors == b"content/review.yml:1: error: 'title' is not a text; write a text\nlitatlas: 1 fault\n"


def test_what_files_hold_neither_steers_the_terminal_nor_is_taken_for_markup() -> None:
    terminal, stream = Terminal(), io.StringIO()
    terminal.errors = Console(file=stream, highlight=False, soft_wrap=True, emoji=False)

    terminal.print_faults([Fault("a[b].md", 1, "\x1b[2J [bold]x[/] :smile: a\nb\u2028", "mend \\")])

    assert stream.getvalue() == "a[b].md:1: error: \\x1b[2J [bold]x[/] :smile: a\\nb\\u2028; mend \\\n"


def test_a_loop_passes_its_items_on_in_silence_where_it_is_short() -> None:
    terminal, stream = Terminal(), io.StringIO()

    for force_terminal in (True, False):
        terminal.errors = Console(file=stream, force_terminal=force_terminal)
        assert list(terminal.track(iter("abc"), "reading", 3)) == ["a", "b", "c"]

    assert "reading" not in stream.getvalue()


def test_a_taken_port_is_wrong_use(run: Shell, tiny: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        told = run("-C", tiny, "serve", "--port", taken.getsockname()[1])

    assert told.status == 2
    assert "choose another with --port" in told.errors


def test_what_takes_its_time_is_said_on_a_terminal_and_not_in_a_pipe() -> None:
    shown = []
    for is_terminal in (True, False):
        terminal, stream = Terminal(), io.StringIO()
        terminal.errors = Console(file=stream, force_terminal=is_terminal)
        with terminal.wait("counting herons"):
            time.sleep(PATIENCE + 0.3)
        shown.append("counting herons" in stream.getvalue())

    assert shown == [True, False]


def test_what_the_system_refused_is_told_with_its_file_and_what_to_do() -> None:
    error = OSError(errno.EROFS, "Read-only file system", "site")

    assert describe_refusal(error) == "site: Read-only file system; work on a copy in a folder that can be written"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
@pytest.mark.parametrize("where", ["-C", "within"])
def test_a_pipe_in_place_of_the_settings_is_told_with_its_path(
    run: Shell, tiny: Path, where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = tiny / "content/review.yml"
    settings.unlink()
    os.mkfifo(settings)
    monkeypatch.chdir(tiny)

    told = run("-C", tiny, "check") if where == "-C" else run("check")

    assert told.status == 2
    assert f"{settings} is no file, but a folder, a pipe" in told.errors


def run_in_shell(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    python = f"{shlex.quote(sys.executable)} -m litatlas"
    return subprocess.run(
        ["/bin/sh", "-c", command.replace("litatlas", python, 1)],
        cwd=folder,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="closes streams as shells of Unix do")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("litatlas export papers >&-", "standard output is closed"),
        ("litatlas --version >&-", "standard output is closed"),
        ("litatlas check 2>&-", "standard error is closed"),
        ("litatlas review <&-", "standard input is closed"),
        ("litatlas explain --text - <&-", "standard input is closed"),
    ],
)
def test_a_closed_stream_is_told_in_a_sentence(tiny: Path, command: str, said: str) -> None:
    told = run_in_shell(command, tiny)

    text = told.stdout + told.stderr
    assert told.returncode == 2
    assert f"litatlas: {said}" in text
    assert "Traceback" not in text
    assert "Exception ignored" not in text


@pytest.mark.skipif(sys.platform == "win32", reason="closes streams as shells of Unix do")
def test_what_asks_nothing_needs_no_input(tiny: Path) -> None:
    assert run_in_shell("litatlas check <&-", tiny).returncode == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such device")
@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("litatlas explain --text /dev/zero", "/dev/zero: is a device"),
        ("litatlas diff /dev/zero /dev/zero", "is a device"),
        ("litatlas explain --text - </dev/zero", "- is larger than 2 MB"),
    ],
)
def test_a_text_without_an_end_is_refused(tiny: Path, command: str, said: str) -> None:
    told = run_in_shell(command, tiny)

    assert told.returncode in (1, 2)
    assert said in " ".join(told.stderr.split())


def test_a_file_without_a_name_is_told(run: Shell, tiny: Path) -> None:
    told = run("-C", tiny, "ingest", "")

    assert told.status == 2
    assert "the name of a file is empty; name a file" in told.errors
