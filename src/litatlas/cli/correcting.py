"""The commands with which people comment and correct: note, correct, review."""

import getpass
import os
import shlex
import subprocess
from datetime import date, datetime
from pathlib import Path

import click

from litatlas.cli.session import EXIT_FAULTS, EXIT_USAGE, EXIT_WELL, F, Session, example
from litatlas.cli.terminal import Terminal
from litatlas.cli.walk import Signature, Walk
from litatlas.errors import UsageError
from litatlas.model import Paper
from litatlas.people import create_note, find_note_files, find_papers, list_cases, select_papers
from litatlas.review.loading import load_papers, load_review
from litatlas.text.wording import count_of


def _sign(command: F) -> F:
    """Add the options that say who decides, and on which day."""
    by = click.option("--by", metavar="NAME", help="Who decides; default: the name that git knows, or the user's.")
    on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day; default: today.")
    return by(on(command))


@click.command()
@click.argument("paper")
@click.pass_obj
@example("litatlas note heron-sparse-kernels", "litatlas note 'sparse kernels'")
def note(session: Session, paper: str) -> int:
    """Open the note on a paper in your editor; make it where there is none.

    PAPER is a slug, a title, a link, or a part of any of them. The editor is $VISUAL or $EDITOR; without one, the note's path is
    printed.
    """
    terminal, root = session.terminal, session.find_review()
    found = choose_paper(terminal, find_papers(load_papers(root), paper))
    if found is None:
        return EXIT_USAGE
    path = create_note(root, find_note_files(root), found.slug)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not editor:
        terminal.print(str(path))
        return EXIT_WELL
    try:
        return EXIT_FAULTS if subprocess.run([*shlex.split(editor), path], check=False).returncode else EXIT_WELL
    except (OSError, ValueError) as error:
        reason = (isinstance(error, OSError) and error.strerror) or str(error)
        raise UsageError(f"the editor {editor!r} does not start ({reason}); set VISUAL or EDITOR; the note is {path}") from error


@click.command()
@click.argument("paper")
@_sign
@click.pass_obj
@example("litatlas correct heron-sparse-kernels")
def correct(session: Session, paper: str, by: str | None, on: datetime | None) -> int:
    """Walk through a paper's results: confirm, edit or reject each; add one; correct the paper's topics, hardware, date or title.

    PAPER is a slug, a title, a link, or a part of any of them. Each decision is written into a note of the paper at once.
    """
    root = session.find_review()
    review = load_review(root)
    found = choose_paper(session.terminal, find_papers(review.papers, paper))
    if found is None:
        return EXIT_USAGE
    walk = Walk(session.terminal, root, review, _sign_as(root, by, on))
    cases = tuple(list_cases(review, [found]))
    walk.through(cases) if cases else walk.into(found.slug)
    return EXIT_WELL


@click.command()
@click.option("--topic", metavar="TOPIC", help="Only papers of this topic.")
@click.option("--device", metavar="DEVICE", help="Only papers of this device.")
@click.option("--unconfirmed", is_flag=True, help="Only results that nobody has decided on, or that have changed since.")
@click.option("--disagreeing", is_flag=True, help="Only results about which readers differ, and those that the rules alone read.")
@click.option("--limit", metavar="N", type=click.IntRange(1), help="At most so many results.")
@_sign
@click.pass_obj
@example("litatlas review --topic quantization --unconfirmed")
def review(  # noqa: PLR0913  (one for each option)
    session: Session,
    topic: str | None,
    device: str | None,
    *,
    unconfirmed: bool,
    disagreeing: bool,
    limit: int | None,
    by: str | None,
    on: datetime | None,
) -> None:
    """Walk through the results of many papers, the newest first: confirm, edit or reject each, or add one to its paper."""
    root = session.find_review()
    loaded = load_review(root)
    papers = select_papers(loaded, topic, device)
    cases = tuple(list_cases(loaded, papers, unconfirmed=unconfirmed, disputed=disagreeing))
    if not cases:
        session.terminal.print(f"There is no {'such result that nobody has decided on' if unconfirmed else 'such result'}.")
        return
    Walk(session.terminal, root, loaded, _sign_as(root, by, on)).through(cases[:limit])


def choose_paper(terminal: Terminal, found: tuple[Paper, ...]) -> Paper | None:
    """The one paper; of several the one that someone at the terminal chooses, else None with the list printed."""
    if len(found) == 1:
        return found[0]
    for number, paper in enumerate(found, 1):
        terminal.print_pieces([(f"{number:>3}  ", "bold"), (f"{paper.slug}  ", ""), (paper.work.title.readable, "dim")])
    if not terminal.is_answered:
        terminal.fail(f"{count_of(len(found), 'paper')} fit; name one of them by its slug")
        return None
    while True:
        answer = terminal.ask(f"Which (1 to {len(found)})? ")
        if not answer:
            return None
        if answer.isdecimal() and 1 <= int(answer) <= len(found):
            return found[int(answer) - 1]


def _sign_as(root: Path, by: str | None, on: datetime | None) -> Signature:
    """The name and the day that decisions are signed with."""
    name = (by or "").strip() or _ask_git(root) or _ask_system()
    return Signature(name, (on.date() if on else date.today()).isoformat())


def _ask_git(root: Path) -> str:
    """The name that git signs commits here with; empty where there is none."""
    try:
        found = subprocess.run(["git", "config", "user.name"], cwd=root, capture_output=True, text=True, check=False)  # noqa: S607
    except (OSError, UnicodeDecodeError):
        return ""
    return found.stdout.strip()


def _ask_system() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError) as error:
        raise UsageError("nobody knows who you are; say it with --by NAME") from error
