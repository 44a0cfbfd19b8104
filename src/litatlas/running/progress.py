"""The seam through which long loops tell how far they are; what is shown is for the command line to decide."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeVar

T = TypeVar("T")


class Track(Protocol):
    """Passes the items of a loop on and notes how many have gone by."""

    def __call__(self, items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:
        """`doing` says what the loop does (`rendering pages`); `total` is how many items there are, where that is known."""
        ...


def track_nothing(items: Iterable[T], doing: str, total: int | None = None) -> Iterator[T]:  # noqa: ARG001  (the protocol's)
    """Show nothing."""
    return iter(items)


Wait = Callable[[str], AbstractContextManager[None]]
"""Shows, while its block runs, that what has no steps takes its time (`reading the review`); nothing of it goes on afterwards."""


@contextmanager
def wait_silently(doing: str) -> Iterator[None]:  # noqa: ARG001  (the seam's)
    """Show nothing."""
    yield
