"""The command that shows the site while it is written: serve."""

from functools import partial
from threading import Event

import click

from litatlas.cli.building import base_url_option, tell_built, trust_option
from litatlas.cli.session import Session, example
from litatlas.cli.terminal import Terminal
from litatlas.preview.preview import Change, Faulty, Hindered, Preview, Settled, Unsettled
from litatlas.preview.serve import HOST, is_loopback, open_preview, run_preview
from litatlas.preview.settling import build_apart
from litatlas.site.output import SITE
from litatlas.text.wording import count_of


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option("--host", metavar="ADDRESS", default=HOST, show_default=True, help="Where to listen; others can read 0.0.0.0.")
@base_url_option
@trust_option
@click.pass_obj
@example("litatlas serve --port 8080")
def serve(session: Session, port: int, host: str, base_url: str | None, trust_templates: bool) -> None:  # noqa: FBT001
    """Show the site on this machine, and each change of the content in the browser at once; build site/ after it."""
    terminal = session.terminal
    stop = Event()
    preview = Preview(session.find_review(), base_url, partial(_tell_change, terminal), trust_templates, build_apart)
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
        tell_built(terminal, change.report, change.seconds)
    elif change.changed:
        more = f" and {len(change.changed) - 1} more" if len(change.changed) > 1 else ""
        terminal.print(f"{change.changed[0]}{more}: shown after {change.seconds:.2f} s.")
