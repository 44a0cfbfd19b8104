"""The commands that tell what was read: diff, explain."""

from pathlib import Path

import click

from litatlas.cli.correcting import choose_paper
from litatlas.cli.session import EXIT_USAGE, EXIT_WELL, NamedFile, Session, example, write_text
from litatlas.commands.diff import Tone as DiffTone
from litatlas.commands.diff import compare as compare_exports
from litatlas.commands.diff import describe as describe_diff
from litatlas.commands.diff import list_events, read_exports
from litatlas.commands.explain import Tone, explain_paper, explain_text, read_document
from litatlas.commands.readers import read_twice
from litatlas.errors import UsageError
from litatlas.export.writing import write_json_lines
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.lexicon.vocabulary import load_vocabulary
from litatlas.people import find_papers
from litatlas.review.loading import load_standing

_TONES: dict[Tone, str] = {"heading": "bold", "sentence": "", "result": "green", "other": "yellow", "detail": "dim"}
"""How the lines of an explanation look, by their tone."""

_DIFF_TONES: dict[DiffTone, str] = {"heading": "bold", "gained": "green", "lost": "red", "changed": "yellow", "summary": ""}


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--readers", is_flag=True, help="OLD and NEW are readers: rules, model (the review's own), or a model's name.")
@click.option("--field", metavar="NAME", help="Changes of this field alone, such as metric or hardware.")
@click.option("--format", "text_format", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@click.pass_obj
@example("litatlas export papers > new.jsonl && litatlas diff old.jsonl new.jsonl --field metric")
def diff(session: Session, old: str, new: str, *, readers: bool, field: str | None, text_format: str) -> None:
    """Compare two outputs of 'litatlas export papers', or two readers of a review: rows gained (+), lost (-) and changed (~).

    Readers read the texts that the review keeps, models by the answers that are kept; nobody is asked. The exit status is 0 also
    where they differ.
    """
    if readers:
        read = read_twice(session.find_review(), old, new)
        session.terminal.print_faults(read.unread)
        found = compare_exports(read.old, read.new, field)
    else:
        found = compare_exports(*read_exports(Path(old), Path(new)), field)
    if text_format == "jsonl":
        write_text(write_json_lines(list_events(found)))
    else:
        session.terminal.print_lines((line, _DIFF_TONES[tone]) for line, tone in describe_diff(found, field))


@click.command()
@click.argument("paper", required=False)
@click.option(
    "--text",
    type=NamedFile(path_type=Path, allow_dash=True),
    metavar="FILE",
    help="A text instead of a paper; - reads standard input.",
)
@click.pass_obj
@example("litatlas explain heron-sparse-kernels", "litatlas explain --text abstract.txt")
def explain(session: Session, paper: str | None, text: Path | None) -> int:
    """Tell what a paper's text yields, and why: each number with its role, what it holds for, and the rules.

    PAPER is a slug, a title, a link, or a part of any of them.
    """
    if (paper is None) == (text is None):
        raise UsageError("name a paper of content/papers, or a text: litatlas explain --text FILE")
    if paper is not None:
        standing = load_standing(session.find_review())
        found = choose_paper(session.terminal, find_papers(standing.papers, paper))
        if found is None:
            return EXIT_USAGE
        lines = explain_paper(standing, found.slug)
    else:
        lines = explain_text(read_document(text or Path("-")), _find_vocabulary(session))
    session.terminal.print_lines((line.text, _TONES[line.tone]) for line in lines)
    return EXIT_WELL


def _find_vocabulary(session: Session) -> Vocabulary:
    """The words of the review here; those of the package where there is no review."""
    try:
        root = session.find_review()
    except UsageError:
        if session.directory is not None:
            raise
        return load_vocabulary()
    return load_standing(root).vocabulary
