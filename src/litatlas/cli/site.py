"""The commands that make the site: build, serve."""

from functools import partial
from threading import Event
from time import perf_counter

import click

from litatlas.cli.session import Session, example, jobs_option
from litatlas.cli.terminal import Terminal
from litatlas.content.pages import parse_base_url
from litatlas.preview.preview import Change, Faulty, Hindered, Preview, Settled, Unsettled
from litatlas.preview.serve import HOST, is_loopback, open_preview, run_preview
from litatlas.review.root import SETTINGS_FILE
from litatlas.site.build import SITE, BuildReport
from litatlas.site.build import build as build_site
from litatlas.site.places import HOME
from litatlas.text.wording import count_of


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


_trust = click.option(
    "--trust-templates",
    is_flag=True,
    help="Let the review's own templates run any Python; without it they run in a sandbox. Read them first.",
)


@click.command()
@_base_url
@_trust
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
    _tell_built(terminal, report, perf_counter() - start)
    if not report.published:
        terminal.print(
            f"Absolute links name {report.address}: give --base-url or set base_url in {SETTINGS_FILE} before you publish."
        )
    terminal.print(f"Open {report.site / HOME}, or run {session.call('serve')} to search as well.")


def _tell_built(terminal: Terminal, report: BuildReport, seconds: float) -> None:
    parts = [count_of(report.papers, "paper"), count_of(report.results, "result"), count_of(report.pages, "page")]
    kept = f", with {report.kept:,} of its {report.files:,} files as they were" if report.kept else ""
    terminal.print(f"Built {', '.join(parts)} in {seconds:.1f} s{kept}.")


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", metavar="ADDRESS", default=HOST, show_default=True, help="Where to listen; others can read 0.0.0.0.")
@_base_url
@_trust
@click.pass_obj
@example("litatlas serve --port 8080")
def serve(session: Session, port: int, host: str, base_url: str | None, trust_templates: bool) -> None:  # noqa: FBT001
    """Show the site on this machine, and each change of the content in the browser at once; build site/ after it."""
    terminal = session.terminal
    stop = Event()
    preview = Preview(session.find_review(), base_url, partial(_tell_change, terminal), trust_templates)
    server = open_preview(preview, port, host, stop)
    if not is_loopback(host):
        terminal.fail(f"anyone who can reach {host} can read this preview")
    preview.update()
    terminal.print(f"Serving http://{f'[{host}]' if ':' in host else host}:{server.server_address[1]}/ until you press Ctrl+C.")
    run_preview(preview, server, stop)


def _tell_change(terminal: Terminal, change: Change) -> None:
    if isinstance(change, Faulty):
        terminal.print_faults(change.faults)
        terminal.fail(f"{count_of(len(change.faults), 'fault')}; the pages stay as they were")
    elif isinstance(change, Unsettled):
        terminal.fail(f"{change.reason}; the preview goes on without writing {SITE}/")
    elif isinstance(change, Hindered):
        terminal.fail(f"{change.reason}; the pages stay as they were, and it is tried again")
    elif isinstance(change, Settled):
        _tell_built(terminal, change.report, change.seconds)
    elif change.changed:
        more = f" and {len(change.changed) - 1} more" if len(change.changed) > 1 else ""
        terminal.print(f"{change.changed[0]}{more}: shown after {change.seconds:.2f} s.")
