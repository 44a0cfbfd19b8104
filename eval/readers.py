"""The reader that is measured: the rules, or a model behind a server, by the options of `litatlas ingest`."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import click

from litatlas.cli.readers import reader_options
from litatlas.cli.session import Session
from litatlas.cli.terminal import Terminal
from litatlas.content.pages import Settings
from litatlas.errors import UsageError
from litatlas.extract.lexicon.terms import Vocabulary
from litatlas.extract.reader import ChosenReader
from litatlas.readers.choice import ReaderOptions, choose_reader

Choose = Callable[[Path, Settings, Vocabulary], ChosenReader]


@click.command(add_help_option=False)
@click.pass_obj
@reader_options
def _collect(_session: Session, *, readers: ReaderOptions) -> ReaderOptions:
    return readers


def parse_reader(arguments: Sequence[str], readings: Path) -> Choose:
    """Parse the options of a reader, whose answers are kept in the folder `readings`.

    Raises `UsageError` for options that `litatlas ingest` does not take.
    """
    try:
        options: ReaderOptions = _collect.main(
            list(arguments), prog_name="python -m eval", standalone_mode=False, obj=Session(Terminal(), None)
        )
    except click.ClickException as error:
        raise UsageError(error.format_message()) from error
    return partial(choose_reader, options=replace(options, readings=readings))
