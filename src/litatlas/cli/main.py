"""The command line as a whole: its commands, and what becomes of their errors."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import NoReturn, cast

import click

from litatlas import __version__
from litatlas.cli.deferred import Deferred
from litatlas.cli.session import EXIT_FAULTS, EXIT_USAGE, EXIT_WELL, Session, example
from litatlas.cli.terminal import Terminal, meet_closed_streams
from litatlas.errors import ContentError, LitAtlasError, UsageError, describe_refusal
from litatlas.text.wording import count_of

DEBUG = "LITATLAS_DEBUG"
"""Set this variable to see the traceback of an error that LitAtlas did not expect."""

COLLECTED = 50_000
"""Objects that are made before Python looks for circles; its own measure is 700 to 2,000."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 well, 1 faults in the content, 2 wrong use."""
    terminal = Terminal()
    # Reading makes millions of objects that stay, and none in circles: looking at them all again costs a third of the time.
    gc.set_threshold(COLLECTED)
    # To be ended is to be interrupted: what runs cleans up behind it.
    _handle_interrupts(_interrupt)
    try:
        meet_closed_streams()
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
        # Python gives its handlers up before its end.
        _handle_interrupts(signal.SIG_IGN)
        status = 130
    except LitAtlasError as error:
        terminal.fail(str(error))
        status = EXIT_FAULTS
    except OSError as error:
        terminal.fail(describe_refusal(error))
        status = EXIT_FAULTS
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        terminal.fail(
            f"an error that LitAtlas did not expect: {type(error).__name__}: {error}\nSet {DEBUG}=1 to see where, and report it."
        )
        status = EXIT_FAULTS
    sys.exit(status or EXIT_WELL)


def _handle_interrupts(handler: Callable[[int, FrameType | None], object] | signal.Handlers) -> None:
    """Handle Ctrl+C and SIGTERM so, unless whoever started this run had them ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, handler)


def _interrupt(*_: object) -> NoReturn:
    """Interrupt what runs, once: whoever presses Ctrl+C again must not cut the cleaning up short."""
    _handle_interrupts(_do_nothing)
    raise KeyboardInterrupt


def _do_nothing(*_: object) -> None:
    """Not `SIG_IGN`: Python complains of a signal that came before its handler was taken away."""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="litatlas")
@click.option(
    "-C", "directory", type=click.Path(path_type=Path), help="The review's folder; default: the nearest one upwards from here."
)
@click.pass_context
@example("litatlas ingest listing.txt && litatlas build")
def cli(context: click.Context, directory: Path | None) -> None:
    """Turn listings of papers into a searchable static site with tables of the results that they report."""
    context.obj = Session(cast("Terminal", context.obj), directory)


COMMANDS = (
    Deferred("build", "litatlas.cli.building", "Build the site into site/."),
    Deferred("check", "litatlas.cli.checking", "List all faults of the content, and write nothing."),
    Deferred(
        "correct",
        "litatlas.cli.correcting",
        "Walk through a paper's results: confirm, edit or reject each; add one; "
        "correct the paper's topics, hardware, date or title.",
    ),
    Deferred(
        "diff",
        "litatlas.cli.explaining",
        "Compare two outputs of 'litatlas export papers', or two readers of a review: rows gained (+), lost (-) and changed (~).",
    ),
    Deferred(
        "explain",
        "litatlas.cli.explaining",
        "Tell what a paper's text yields, and why: each number with its role, what it holds for, and the rules.",
    ),
    Deferred(
        "export",
        "litatlas.cli.exporting",
        "Give a review to other programs: papers, results, a readme, tables with metadata, a citation, an archive, eval-results.",
    ),
    Deferred("ingest", "litatlas.cli.ingesting", "Read lists of papers into content/papers, in whichever format they are."),
    Deferred("init", "litatlas.cli.beginning", "Lay out an empty review that builds at once."),
    Deferred("merge", "litatlas.cli.merging", "Make two pages of one paper one, or say that two papers are two."),
    Deferred("new", "litatlas.cli.beginning", "Start something new: a review with all that it needs."),
    Deferred("note", "litatlas.cli.correcting", "Open the note on a paper in your editor; make it where there is none."),
    Deferred(
        "reread",
        "litatlas.cli.ingesting",
        "Read the papers whose abstracts the review keeps again, after its topics, its vocabulary or LitAtlas changed.",
    ),
    Deferred(
        "review",
        "litatlas.cli.correcting",
        "Walk through the results of many papers, the newest first: confirm, edit or reject each, or add one to its paper.",
    ),
    Deferred(
        "serve",
        "litatlas.cli.serving",
        "Show the site on this machine, and each change of the content in the browser at once; build site/ after it.",
    ),
    Deferred(
        "topics", "litatlas.cli.topics", "Suggest terms for topics, or learn from people's decisions what words say of them."
    ),
)
"""Every command, the module that it stands in, and the first sentence of its help."""
for command in COMMANDS:
    cli.add_command(command)
