"""The command by which people say which papers are one: merge."""

import click

from litatlas.cli.correcting import choose_paper
from litatlas.cli.session import EXIT_USAGE, EXIT_WELL, Session, example
from litatlas.people import find_papers
from litatlas.people.merging import merge_papers, write_decision
from litatlas.review.loading import load_papers


@click.command()
@click.argument("paper")
@click.argument("other")
@click.option("--different", is_flag=True, help="Say that they are two papers, so that nobody is asked again.")
@click.pass_obj
@example("litatlas merge heron-sparse-kernels heron-sparse-kernels-2")
def merge(session: Session, paper: str, other: str, different: bool) -> int:  # noqa: FBT001
    """Make two pages of one paper one, or say that two papers are two.

    The page of PAPER stays, with what the sources of both state, and links and notes of OTHER lead to it.
    PAPER and OTHER are a slug, a title, a link, or a part of any of them. The decision stands in content/merges.yml.
    """
    terminal, root = session.terminal, session.find_review()
    papers = load_papers(root)
    first, second = (choose_paper(terminal, find_papers(papers, asked)) for asked in (paper, other))
    if first is None or second is None:
        return EXIT_USAGE
    if different:
        is_new = write_decision(root, "different", (first.slug, second.slug))
        terminal.print(f"{first.slug} and {second.slug} are two papers{'' if is_new else ', as was said before'}.")
        return EXIT_WELL
    merged = merge_papers(root, first.slug, second.slug)
    terminal.print(f"{second.slug} is one with {merged.slug} now; notes and links that name it lead there.")
    terminal.print(f"Next: {session.call('build')}.")
    return EXIT_WELL
