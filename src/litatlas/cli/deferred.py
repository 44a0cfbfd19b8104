"""Commands that are imported when they are called: who asks for one, or for the help, does not wait for all."""

from importlib import import_module
from typing import Any

import click


class Deferred(click.Command):
    """Stands for a command of a module that is not imported yet; what it knows is what the list of commands tells.

    It makes the context of the command that it stands for, so that Click goes on with that one.
    """

    def __init__(self, name: str, module: str, summary: str) -> None:
        """Stand for the command `name` of `module`; `summary` is the first sentence of its help."""
        super().__init__(name, help=summary)
        self.named, self.module = name, module

    def load(self) -> click.Command:
        """Import the command."""
        command: click.Command = getattr(import_module(self.module), self.named)
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Import the command, and make its context."""
        return self.load().make_context(info_name, args, parent, **extra)
