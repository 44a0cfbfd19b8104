"""The command that makes the site: build."""

from time import perf_counter

import click

from litatlas.cli.session import Session, example, jobs_option
from litatlas.cli.terminal import Terminal
from litatlas.content.base_url import parse_base_url
from litatlas.review.root import SETTINGS_FILE
from litatlas.site.build import build as build_site
from litatlas.site.places import HOME
from litatlas.site.sizes import describe_size, list_exceeded
from litatlas.site.store import BuildReport
from litatlas.text.wording import count_of


def _check_base_url(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    parsed = parse_base_url(value) if value is not None else None
    if value is not None and parsed is None:
        raise click.BadParameter("give an address such as https://someone.github.io/review/", context, option)
    return parsed


base_url_option = click.option(
    "--base-url",
    metavar="URL",
    callback=_check_base_url,
    help="The address that the site is published at; overrides content/review.yml.",
)


trust_option = click.option(
    "--trust-templates",
    is_flag=True,
    help="Let the review's own templates run any Python; without it they run in a sandbox. Read them first.",
)


@click.command()
@base_url_option
@trust_option
@jobs_option("make the files")
@click.pass_obj
@example("litatlas build --base-url https://someone.github.io/review/")
def build(session: Session, base_url: str | None, trust_templates: bool, jobs: int | None) -> None:  # noqa: FBT001
    """Build the site into site/."""
    terminal = session.terminal
    start = perf_counter()
    root = session.find_review()
    report = build_site(
        root, base_url=base_url, processes=jobs, trusted=trust_templates, track=terminal.track, wait=terminal.wait
    )
    tell_built(terminal, report, perf_counter() - start)
    terminal.print(f"{describe_size(report.size)}.")
    terminal.print_lines((text, "yellow") for text in list_exceeded(report.size))
    if not report.published:
        terminal.print(
            f"Absolute links name {report.address}: give --base-url or set base_url in {SETTINGS_FILE} before you publish."
        )
    terminal.print(f"Open {report.site / HOME}, or run {session.call('serve')} to search as well.")


def tell_built(terminal: Terminal, report: BuildReport, seconds: float) -> None:
    """Say what a build made, and how much of it stood already."""
    parts = [count_of(report.papers, "paper"), count_of(report.results, "result"), count_of(report.pages, "page")]
    kept = f", with {report.kept:,} of its {report.files:,} files as they were" if report.kept else ""
    terminal.print(f"Built {', '.join(parts)} in {seconds:.1f} s{kept}.")
