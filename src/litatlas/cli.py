"""The command line: the only place that prints, exits and catches broadly."""

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import TypeVar, cast

import click
from rich.table import Table

from litatlas import __version__
from litatlas.build import SITE, BuildReport
from litatlas.build import build as build_site
from litatlas.check import check as check_review
from litatlas.content.pages import parse_base_url
from litatlas.diff import Tone as DiffTone
from litatlas.diff import compare as compare_exports
from litatlas.diff import describe as describe_diff
from litatlas.diff import list_events, read_exports
from litatlas.errors import ContentError, LitAtlasError, UsageError
from litatlas.explain import Tone, explain_paper, explain_text, read_document
from litatlas.export import Kind, TextFormat
from litatlas.export import export as export_rows
from litatlas.extract import Vocabulary, load_vocabulary
from litatlas.groups import list_by_date
from litatlas.ingest import IngestReport
from litatlas.ingest import ingest as ingest_captures
from litatlas.review import SETTINGS_FILE, find_root, load_papers, load_standing
from litatlas.scaffold import create_review
from litatlas.serve import HOST, open_server
from litatlas.serve import serve as serve_site
from litatlas.site.places import HOME
from litatlas.site.wording import count_of
from litatlas.terminal import Terminal

EXIT_WELL, EXIT_FAULTS, EXIT_USAGE = 0, 1, 2
DEBUG = "LITATLAS_DEBUG"
"""Set this variable to see the traceback of an error that LitAtlas did not expect."""

_TONES: dict[Tone, str] = {"heading": "bold", "sentence": "", "result": "green", "other": "yellow", "detail": "dim"}
"""How the lines of an explanation look, by their tone."""

_DIFF_TONES: dict[DiffTone, str] = {"heading": "bold", "gained": "green", "lost": "red", "changed": "yellow", "summary": ""}

_EXAMPLE = "\b\nExample:\n  "
F = TypeVar("F", bound=Callable[..., object])


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 well, 1 faults in the content, 2 wrong use."""
    terminal = Terminal()
    # To be ended is to be interrupted: what runs cleans up behind it.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        status = cli.main(arguments, prog_name="litatlas", standalone_mode=False, obj=terminal)
    except ContentError as error:
        terminal.print_faults(error.faults)
        terminal.fail(f"{count_of(len(error.faults), 'fault')}; nothing was written")
        status = EXIT_FAULTS
    except UsageError as error:
        terminal.fail(str(error))
        status = EXIT_USAGE
    except click.ClickException as error:
        error.show()
        status = EXIT_USAGE
    except (click.Abort, KeyboardInterrupt):
        terminal.fail("interrupted")
        status = 130
    except LitAtlasError as error:
        terminal.fail(str(error))
        status = EXIT_FAULTS
    except OSError as error:
        terminal.fail(f"{error.filename or 'a file'}: {error.strerror or error}")
        status = EXIT_FAULTS
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        terminal.fail(
            f"an error that LitAtlas did not expect: {type(error).__name__}: {error}\nSet {DEBUG}=1 to see where, and report it."
        )
        status = EXIT_FAULTS
    sys.exit(status or EXIT_WELL)


@dataclass(frozen=True, slots=True)
class Session:
    """What every command is given."""

    terminal: Terminal
    directory: Path | None
    """The folder that -C names."""

    def find_review(self) -> Path:
        """The review's folder; `UsageError` where there is none."""
        if self.directory is None:
            return find_root(Path.cwd())
        if not (self.directory / SETTINGS_FILE).is_file():
            hint = f"name a review's folder, or make one: litatlas -C {self.directory} init"
            raise UsageError(f"{self.directory} holds no {SETTINGS_FILE}; {hint}")
        return self.directory


def _example(text: str) -> Callable[[F], F]:
    """Add an example to a command's help."""

    def add(command: F) -> F:
        command.__doc__ = f"{command.__doc__}\n\n{_EXAMPLE}{text}"
        return command

    return add


def _check_base_url(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    parsed = parse_base_url(value) if value is not None else None
    if value is not None and parsed is None:
        raise click.BadParameter("give an address such as https://someone.github.io/review/", context, option)
    return parsed


_base_url = click.option(
    "--base-url",
    metavar="URL",
    callback=_check_base_url,
    help="The address that the site is published at; overrides content/review.yml.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="litatlas")
@click.option(
    "-C", "directory", type=click.Path(path_type=Path), help="The review's folder; default: the nearest one upwards from here."
)
@click.pass_context
@_example("litatlas ingest listing.txt && litatlas build")
def cli(context: click.Context, directory: Path | None) -> None:
    """Turn listings of papers into a searchable static site with tables of the results that they report."""
    context.obj = Session(cast("Terminal", context.obj), directory)


@cli.command()
@click.argument("captures", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option(
    "--captured", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day that the listings were saved on."
)
@click.option(
    "--abstracts/--no-abstracts", default=None, help="Keep abstracts, or facts only; default: as content/review.yml says."
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1),
    help="Processes that read the papers' texts; default: one for each CPU, as far as they save time.",
)
@click.pass_obj
@_example("litatlas ingest ~/Downloads/daily-papers.txt --captured 2025-10-30")
def ingest(
    session: Session,
    captures: tuple[Path, ...],
    captured: datetime | None,
    abstracts: bool | None,  # noqa: FBT001
    jobs: int | None,
) -> int:
    """Read listings of papers into content/papers."""
    terminal = session.terminal
    root = session.find_review()
    day: date | None = captured.date() if captured else None
    report = ingest_captures(root, captures, captured=day, abstracts=abstracts, processes=jobs, track=terminal.track)
    terminal.print_faults(report.faults)
    terminal.print(_tabulate(report))
    return EXIT_FAULTS if report.skipped else EXIT_WELL


def _tabulate(report: IngestReport) -> Table:
    counts = {
        "files": report.files,
        "entries": report.entries,
        "new": report.new,
        "merged": report.merged,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
    }
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in counts:
        table.add_column(name, justify="right")
    table.add_row(*(f"{number:,}" for number in counts.values()))
    return table


@cli.command()
@_base_url
@click.pass_obj
@_example("litatlas build --base-url https://someone.github.io/review/")
def build(session: Session, base_url: str | None) -> None:
    """Build the site into site/."""
    terminal = session.terminal
    report = _build(terminal, session.find_review(), base_url)
    if not report.published:
        terminal.print(
            f"Absolute links name {report.address}: give --base-url or set base_url in {SETTINGS_FILE} before you publish."
        )
    terminal.print(f"Open {report.site / HOME}, or run 'litatlas serve' to search as well.")


def _build(terminal: Terminal, root: Path, base_url: str | None) -> BuildReport:
    start = perf_counter()
    report = build_site(root, base_url=base_url, track=terminal.track)
    parts = [count_of(report.papers, "paper"), count_of(report.results, "result"), count_of(report.pages, "page")]
    terminal.print(f"Built {', '.join(parts)} in {perf_counter() - start:.1f} s.")
    return report


@cli.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@_base_url
@click.pass_obj
@_example("litatlas serve --port 8080")
def serve(session: Session, port: int, base_url: str | None) -> None:
    """Build the site, serve it on this machine and build it anew when the content changes."""
    terminal = session.terminal
    root = session.find_review()

    def rebuild() -> None:
        try:
            _build(terminal, root, base_url)
        except ContentError as error:
            terminal.print_faults(error.faults)
            terminal.fail(f"{count_of(len(error.faults), 'fault')}; the site stays as it was")
        except LitAtlasError as error:
            terminal.fail(str(error))

    server = open_server(root / SITE, port)
    rebuild()
    terminal.print(f"Serving http://{HOST}:{server.server_address[1]}/ until you press Ctrl+C.")
    serve_site(root, server, rebuild)


@cli.command()
@click.pass_obj
@_example("litatlas check")
def check(session: Session) -> int:
    """List all faults of the content, and write nothing."""
    terminal = session.terminal
    report = check_review(session.find_review())
    terminal.print_faults(report.faults)
    if report.faults:
        terminal.fail(count_of(len(report.faults), "fault"))
        return EXIT_FAULTS
    parts = [count_of(report.papers, "paper"), count_of(report.topics, "topic"), count_of(report.notes, "note")]
    terminal.print(f"No faults in {', '.join(parts)}.")
    return EXIT_WELL


@cli.command()
@click.argument("kind", type=click.Choice(["papers", "results"]))
@click.option("--format", "text_format", type=click.Choice(["jsonl", "json", "csv"]), default="jsonl", show_default=True)
@click.pass_obj
@_example("litatlas export results --format csv > results.csv")
def export(session: Session, kind: str, text_format: str) -> None:
    """Print all papers or all results for other programs to read."""
    papers = list_by_date(load_papers(session.find_review()).values())
    _write(export_rows(papers, cast("Kind", kind), cast("TextFormat", text_format)))


def _write(pieces: Iterable[str]) -> None:
    """Write text for programs as it is."""
    output = sys.stdout.buffer
    try:
        for piece in pieces:
            output.write(piece.encode())
        output.flush()
    except BrokenPipeError:
        # The reader has all that it wanted. Python flushes once more at its end, and must not fail at that either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@cli.command()
@click.argument("old", metavar="OLD.jsonl", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW.jsonl", type=click.Path(path_type=Path))
@click.option("--field", metavar="NAME", help="Changes of this field alone, such as metric or hardware.")
@click.option("--format", "text_format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.pass_obj
@_example("litatlas export papers > new.jsonl && litatlas diff old.jsonl new.jsonl --field metric")
def diff(session: Session, old: Path, new: Path, field: str | None, text_format: str) -> None:
    """Compare two outputs of 'litatlas export papers': rows gained (+), lost (-) and changed (~).

    The exit status is 0 also where they differ.
    """
    found = compare_exports(*read_exports(old, new), field)
    if text_format == "jsonl":
        _write(json.dumps(event, ensure_ascii=False) + "\n" for event in list_events(found))
    else:
        session.terminal.print_lines((line, _DIFF_TONES[tone]) for line, tone in describe_diff(found, field))


@cli.command()
@click.argument("slug", required=False)
@click.option(
    "--text",
    type=click.Path(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="A text instead of a paper; - reads standard input.",
)
@click.pass_obj
@_example("litatlas explain heron-sparse-kernels\n  litatlas explain --text abstract.txt")
def explain(session: Session, slug: str | None, text: Path | None) -> None:
    """Tell what a paper's text yields, and why: each number with its role, what it holds for, and the rules."""
    if (slug is None) == (text is None):
        raise UsageError("name a paper of content/papers, or a text: litatlas explain --text FILE")
    if slug is not None:
        lines = explain_paper(load_standing(session.find_review()), slug)
    else:
        lines = explain_text(read_document(text or Path("-")), _find_vocabulary(session))
    session.terminal.print_lines((line.text, _TONES[line.tone]) for line in lines)


def _find_vocabulary(session: Session) -> Vocabulary:
    """The words of the review here; those of the package where there is no review."""
    try:
        root = session.find_review()
    except UsageError:
        if session.directory is not None:
            raise
        return load_vocabulary()
    return load_standing(root).vocabulary


@cli.command()
@click.option("--title", default="A literature review", show_default=True, help="The review's title.")
@click.pass_obj
@_example("litatlas -C my-review init --title 'Fast inference'")
def init(session: Session, title: str) -> None:
    """Lay out an empty review that builds at once."""
    terminal = session.terminal
    root = session.directory or Path()
    written = create_review(root, title)
    terminal.print(f"Wrote {count_of(len(written), 'file')} to {root}.")
    terminal.print("Next: litatlas ingest FILE, then litatlas build.")
