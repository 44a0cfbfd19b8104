"""The command that gives a review to other programs: export."""

from pathlib import Path
from typing import cast, get_args
from zipfile import is_zipfile

import click

from litatlas.cli.session import Session, example, write_text
from litatlas.cli.terminal import Terminal
from litatlas.commands.export import Kind, TextFormat
from litatlas.commands.export import export as export_rows
from litatlas.commands.readme import update_readme
from litatlas.errors import UsageError
from litatlas.export.archive import write_archive
from litatlas.export.citation_file import format_citation_file
from litatlas.export.edition import make_edition
from litatlas.export.evaluations import write_evaluations
from litatlas.export.package import write_package
from litatlas.export.packing import FolderPacker, Packed
from litatlas.review.groups import list_by_date
from litatlas.review.loading import load_papers, load_review
from litatlas.review.review import Review
from litatlas.text.wording import count_of

_TARGETS = {"readme": "README.md", "archive": "review.zip", "tables": "tables", "eval-results": "eval-results"}
"""What is written and not printed, with a name for where to."""
_FOLDERS = frozenset({"tables", "eval-results"})
"""What is written into a folder; the others are a file."""
_MOST_TOLD = 10
"""How many files that an archive leaves out are told by name; the rest are counted."""


@click.command()
@click.argument("kind", type=click.Choice(["papers", "results", "readme", "tables", "citation", "archive", "eval-results"]))
@click.option("--format", "text_format", type=click.Choice(get_args(TextFormat)), help="Of papers and results. [default: jsonl]")
@click.option("--no-bom", is_flag=True, help="Of CSV: leave out the mark by which Excel knows UTF-8.")
@click.option("--machine", is_flag=True, help="Of papers and results: as the machine read them, without people's corrections.")
@click.option("--template", type=click.Choice(["awesome"]), help="Of a readme: tables of papers by topic, as awesome lists have.")
@click.option(
    "--into",
    metavar="PATH",
    type=click.Path(path_type=Path),
    help="Of a readme: the file, default README.md in the review's folder; only what is between its two marks is written. "
    "Of tables and eval-results: the folder; of an archive: the zip.",
)
@click.pass_obj
@example(
    "litatlas export results --format csv > results.csv",
    "litatlas export readme --template awesome",
    "litatlas export archive --into review.zip",
)
def export(
    session: Session,
    kind: str,
    *,
    text_format: str | None,
    no_bom: bool,
    machine: bool,
    template: str | None,
    into: Path | None,
) -> None:
    """Give a review to other programs: papers, results, a readme, tables with metadata, a citation, an archive, eval-results.

    Papers and results are printed, with people's corrections. Tables are CSV with datapackage.json and croissant.json. A citation
    is a CITATION.cff. An archive is a zip of content and tables with RO-Crate metadata, for Zenodo and the like. Eval-results are
    the files by which the Hugging Face Hub shows evaluations of models, of the rows that fit them without a guess.
    """
    root = session.find_review()
    _check_options(kind, of_rows=bool(text_format or no_bom or machine), template=template, into=into)
    _check_place(kind, root, into)
    if kind in get_args(Kind):
        with session.terminal.wait("reading the review"):
            review = None if machine else load_review(root)
            papers = list_by_date((review.papers if review else load_papers(root)).values())
        chosen = cast("TextFormat", text_format or "jsonl")
        curation, rules = (review.curation, review.baselines) if review else ({}, None)
        write_text(export_rows(papers, cast("Kind", kind), chosen, curation, rules, has_mark=not no_bom))
    elif kind == "readme":
        path = into or root / "README.md"
        session.terminal.print(f"{path}: {update_readme(_load(session.terminal, root), path)}")
    elif kind == "citation":
        write_text([format_citation_file(_load(session.terminal, root))])
    elif into and kind == "tables":
        _write_tables(session.terminal, root, into)
    elif into and kind == "eval-results":
        _write_evaluations(session.terminal, root, into)
    elif into:
        _write_archive(session.terminal, root, into)


def _load(terminal: Terminal, root: Path) -> Review:
    with terminal.wait("reading the review"):
        return load_review(root)


def _check_options(kind: str, *, of_rows: bool, template: str | None, into: Path | None) -> None:
    """`UsageError` where an option is given that the kind does not take, or one is not that it needs."""
    if of_rows and kind not in get_args(Kind):
        raise UsageError("--format, --no-bom and --machine are of papers and results")
    if (kind == "readme") != (template is not None) or (into and kind not in _TARGETS):
        raise UsageError(
            "a readme takes --template awesome, and nothing else does; --into is of a readme, tables, an archive or eval-results"
        )
    if into is None and kind in _TARGETS and kind != "readme":
        raise UsageError(f"say where to: litatlas export {kind} --into {_TARGETS[kind]}")
    if into and kind in _FOLDERS and into.exists() and not into.is_dir():
        raise UsageError(f"{into} is a file; {kind} are written into a folder")
    if into and kind not in _FOLDERS and into.is_dir():
        raise UsageError(f"{into} is a folder; name the file: --into {into / _TARGETS[kind]}")
    if into and kind not in _FOLDERS and not into.parent.is_dir():
        raise UsageError(f"there is no folder {into.parent}; make it, or name another file")
    if into and kind == "archive" and into.exists() and not is_zipfile(into):
        raise UsageError(f"{into} is there and is no archive, which would be lost; name another file, such as review.zip")


def _check_place(kind: str, root: Path, into: Path | None) -> None:
    """`UsageError` where what is written for others would stand among the review's own files, and be read as one of them."""
    if into is None or kind not in _TARGETS or kind == "readme":
        return
    content, place = (root / "content").resolve(), into.resolve()
    if place.is_relative_to(content) and not place.is_relative_to(content / "files"):
        hint = "name a place outside of content/, or in content/files/, which the site carries"
        raise UsageError(f"{into} is a part of the review's own content; {hint}, such as --into {_TARGETS[kind]}")


def _write_tables(terminal: Terminal, root: Path, into: Path) -> None:
    review = _load(terminal, root)
    edition = make_edition(review)
    into.mkdir(parents=True, exist_ok=True)
    for file in write_package(review, edition, FolderPacker(into)):
        terminal.print(f"{into / file.path}: {_size(file)}")


def _write_evaluations(terminal: Terminal, root: Path, into: Path) -> None:
    review = _load(terminal, root)
    found = write_evaluations(list_by_date(review.papers.values()), review.curation)
    packer = FolderPacker(into)
    for path, text in found.files:
        packer.add(path, [text.encode()])
        terminal.print(f"{into / path}")
    terminal.print(f"{count_of(len(found.files), 'result')} written. Why others are not:")
    for reason, count in found.unfit:
        terminal.print(f"  {count:>6,}  {reason}")


def _size(file: Packed) -> str:
    return f"{file.size:,} bytes"


def _write_archive(terminal: Terminal, root: Path, into: Path) -> None:
    report = write_archive(root, _load(terminal, root), into)
    terminal.print(f"{into}: {count_of(report.files, 'file')} of {report.size:,} bytes.")
    if report.abstracts:
        terminal.print(f"It holds {count_of(report.abstracts, 'abstract')}, which are their authors' words: mind their licences.")
    for path, reason in report.left_out[:_MOST_TOLD]:
        terminal.print(f"Left out: {path} ({reason})")
    if len(report.left_out) > _MOST_TOLD:
        terminal.print(f"Left out: {len(report.left_out) - _MOST_TOLD} more")
