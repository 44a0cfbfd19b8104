"""The commands that lay out a review: init, new."""

import shlex
from pathlib import Path

import click

from litatlas.cli.session import Session, example
from litatlas.scaffold import TOPIC_SETS, create_review, create_worked_review
from litatlas.text.wording import count_of


@click.command()
@click.option("--title", default="A literature review", show_default=True, help="The review's title.")
@click.option(
    "--topics",
    type=click.Choice(TOPIC_SETS),
    help="Begin with the topics of a field, and the words by which papers fall under them; default: one topic to copy.",
)
@click.pass_obj
@example("litatlas -C my-review init --title 'Fast inference' --topics efficient-ml")
def init(session: Session, title: str, topics: str | None) -> None:
    """Lay out an empty review that builds at once."""
    terminal = session.terminal
    root = session.directory or Path()
    written = create_review(root, title, topics)
    terminal.print(f"Wrote {count_of(len(written), 'file')} to {session.directory or 'this folder'}.")
    terminal.print(f"Next: {session.call('ingest FILE')}, then {session.call('build')}.")


@click.group()
@example("litatlas new review fast-inference")
def new() -> None:
    """Start something new: a review with all that it needs."""


@new.command("review")
@click.argument("name", type=click.Path(path_type=Path))
@click.option("--title", help="The review's title; default: made of NAME.")
@click.pass_obj
@example("litatlas new review fast-inference --title 'Fast inference'")
def new_review(session: Session, name: Path, title: str | None) -> None:
    """Lay out a whole repository in the folder NAME: a worked example, the Pages workflow, a form for corrections."""
    terminal = session.terminal
    root = (session.directory or Path()) / name
    written = create_worked_review(root, title or root.resolve().name.replace("-", " ").replace("_", " ").capitalize())
    terminal.print(f"Wrote {count_of(len(written), 'file')} to {root}.")
    terminal.print(f"Next: cd {shlex.quote(str(root))}, then litatlas serve; its README.md says how to go on.")
