"""The commands that read papers into a review: ingest, reread."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from datetime import datetime
from functools import partial
from pathlib import Path

import click
from rich.table import Table

from litatlas.cli.readers import reader_options
from litatlas.cli.session import EXIT_FAULTS, EXIT_WELL, NamedFile, Session, example, jobs_option
from litatlas.commands.ingest import NOTHING_DONE, IngestReport, Newcomer
from litatlas.commands.ingest import ingest as ingest_captures
from litatlas.commands.reread import PARTS, RereadReport, describe_reading, describe_rows
from litatlas.commands.reread import reread as reread_papers
from litatlas.read.formats import FORMATS, ReadOptions
from litatlas.read.where.parsing import parse_query
from litatlas.read.where.query import Query
from litatlas.readers.choice import ReaderOptions, choose_reader
from litatlas.running.cluster import connect
from litatlas.running.processes import map_across
from litatlas.text.wording import count_of

TOLD_NEW = 10
"""So many papers that an ingest brought are told by title."""
TOLD_PAPERS = 20
"""So many papers that changed are told one by one."""


scheduler_option = click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="Let the workers of Dask's scheduler at this address read, such as tcp://127.0.0.1:8786.",
)


@click.command()
@click.argument("captures", nargs=-1, required=True, metavar="FILE...", type=NamedFile(readable=False, path_type=Path))
@click.option(
    "--captured", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day that the listings were saved on."
)
@click.option(
    "--abstracts/--no-abstracts", default=None, help="Keep abstracts, or facts only; default: as content/review.yml says."
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice([known.name for known in FORMATS]),
    help="The format of the files; default: as the content of each tells.",
)
@click.option(
    "--columns",
    metavar="FIELD=COLUMN,...",
    callback=lambda _context, _option, value: _parse_columns(value),
    help="For tables: which column is which, such as title=Paper,date=Year; default: as their names tell.",
)
@click.option("--day-first", is_flag=True, help="Read dates such as 3/5/2024 as the 3rd of May.")
@click.option(
    "--where",
    metavar="QUERY",
    callback=lambda _context, _option, value: None if value is None else parse_query(value),
    help="Take only entries that match, such as \"cat:cs.* and 'kv cache' and year:2023..\"; default: all.",
)
@click.option(
    "--prune", is_flag=True, help="Remove papers that only an earlier form of these files stated, unless people wrote of them."
)
@jobs_option("read large files and the papers' texts")
@scheduler_option
@click.pass_obj
@reader_options
@example("litatlas ingest library.bib ~/Downloads/daily-papers.txt --captured 2025-10-30")
def ingest(  # noqa: PLR0913  (one for each option)
    session: Session,
    captures: tuple[Path, ...],
    *,
    captured: datetime | None,
    abstracts: bool | None,
    format_name: str | None,
    columns: Mapping[str, str],
    day_first: bool,
    where: Query | None,
    prune: bool,
    jobs: int | None,
    scheduler: str | None,
    readers: ReaderOptions,
) -> int:
    """Read lists of papers into content/papers, in whichever format they are."""
    terminal = session.terminal
    root = session.find_review()
    options = ReadOptions(captured.date() if captured else None, format_name, columns, day_first)
    choose = partial(choose_reader, options=readers)
    with connect(scheduler) if scheduler else nullcontext(map_across) as across:
        report = ingest_captures(
            root,
            captures,
            options=options,
            where=where,
            abstracts=abstracts,
            prune=prune,
            processes=jobs,
            choose=choose,
            track=terminal.track,
            across=across,
        )
    if report == NOTHING_DONE:
        terminal.print("Nothing was asked, and nothing written.")
        return EXIT_WELL
    terminal.print_faults(report.faults)
    terminal.print(_tabulate(report, has_query=where is not None))
    if report.proposed:
        terminal.print(_describe_proposals(report.proposed))
    if report.pruned:
        terminal.print(f"removed {count_of(report.pruned, 'paper')} that no list states any more")
    terminal.print_lines(_list_newcomers(report.newcomers))
    return EXIT_FAULTS if report.has_errors else EXIT_WELL


@click.command()
@click.option("--topics", is_flag=True, help="Take over the topics alone.")
@click.option("--hardware", is_flag=True, help="Take over the hardware alone.")
@click.option("--results", is_flag=True, help="Take over the results alone.")
@jobs_option("read the papers' texts")
@scheduler_option
@click.pass_obj
@reader_options
@example("litatlas reread --topics")
def reread(session: Session, /, jobs: int | None, scheduler: str | None, readers: ReaderOptions, **taken: bool) -> int:
    """Read the papers whose abstracts the review keeps again, after its topics, its vocabulary or LitAtlas changed.

    Two of --topics, --hardware and --results take over both; none of them takes over all. What people wrote stays.
    """
    terminal = session.terminal
    parts = [part for part in PARTS if taken[part]] or PARTS
    choose = partial(choose_reader, options=readers)
    root = session.find_review()
    with connect(scheduler) if scheduler else nullcontext(map_across) as across:
        report = reread_papers(root, parts=parts, processes=jobs, choose=choose, track=terminal.track, across=across)
    if report is None:
        terminal.print("Nothing was asked, and nothing written.")
        return EXIT_WELL
    terminal.print_faults(report.faults)
    for reading in report.changed[:TOLD_PAPERS]:
        terminal.print(describe_reading(reading))
    if len(report.changed) > TOLD_PAPERS:
        terminal.print(f"and {len(report.changed) - TOLD_PAPERS:,} papers more")
    terminal.print(_sum_up(report))
    return EXIT_FAULTS if report.has_errors else EXIT_WELL


def _sum_up(report: RereadReport) -> str:
    """What was read again, and what came of it."""
    if not report.read:
        return f"Nothing to read again of {count_of(report.papers, 'paper')}."
    read = f"Read {report.read:,} of {count_of(report.papers, 'paper')} again"
    if not report.changed:
        return f"{read}; nothing changed."
    counts = {part: sum(part in reading.changed for reading in report.changed) for part in PARTS}
    told = ", ".join(f"{part} of {count_of(number, 'paper')}" for part, number in counts.items() if number)
    rows = describe_rows(report.changed)
    return f"{read}; changed: {told}{f' ({rows})' if rows else ''}."


def _parse_columns(text: str | None) -> Mapping[str, str]:
    """Parse `title=Paper,date=Year`; a comma within a column's name is doubled."""
    columns: dict[str, str] = {}
    for part in (text or "").replace(",,", "\0").split(",") if text else ():
        name, equals, column = part.replace("\0", ",").partition("=")
        if not equals or not name.strip() or not column.strip():
            raise click.BadParameter(f"{part!r} is no FIELD=COLUMN; write title=Paper,date=Year")
        columns[name.strip()] = column.strip()
    return columns


def _list_newcomers(newcomers: Sequence[Newcomer]) -> Iterator[tuple[str, str]]:
    """The new papers by their titles, a gain behind it, each with its style; beyond some, how many more there are."""
    for newcomer in newcomers[:TOLD_NEW]:
        yield f"new: {newcomer.title}{f' ({newcomer.gain})' if newcomer.gain else ''}", ""
    if len(newcomers) > TOLD_NEW:
        yield f"and {len(newcomers) - TOLD_NEW:,} more", ""


def _describe_proposals(files: Sequence[str]) -> str:
    topics = [file for file in files if file.startswith("content/topics/")]
    notes = len(files) - len(topics)
    parts = [f"{len(topics)} topics from its headings" if topics else "", f"{notes} notes from its remarks" if notes else ""]
    advice = "; look at the terms in content/topics, then run litatlas reread --topics" if topics else ""
    return f"proposed {' and '.join(filter(None, parts))}{advice}"


def _tabulate(report: IngestReport, *, has_query: bool) -> Table:
    counts = {
        "files": report.files,
        "entries": report.entries,
        "new": report.new,
        "merged": report.merged,
        "changed": report.changed,
        "unchanged": report.unchanged,
        "skipped": report.skipped,
        **({"left out": report.left_out} if has_query else {}),
        "errors": sum(fault.severity == "error" for fault in report.faults),
    }
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for name in counts:
        table.add_column(name, justify="right")
    table.add_row(*(f"{number:,}" for number in counts.values()))
    return table
