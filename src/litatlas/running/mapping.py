"""One function over many items by workers who may die: outcomes in order, and what becomes of an item that kills."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, Generic, Protocol, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Salvage(Generic[Item, Made]):
    """What becomes of an item whose worker dies, and dies of it again when the item is alone with a process of its own."""

    split: Callable[[Item], Sequence[Item]]
    """Smaller items that together are this one, in order; none where it cannot be split."""
    lose: Callable[[Item], Made]
    """The outcome in place of an item that cannot be split."""


class Across(Protocol):
    """Gives a `map` of a function by workers, as `processes.map_across` does for those of this machine."""

    def __call__(
        self,
        function: Callable[[Item], Made],
        processes: int,
        folder: Path,
        *,
        chunk: int = ...,
        salvage: Salvage[Item, Made] | None = None,
    ) -> AbstractContextManager[Callable[[Iterable[Item]], Iterator[Made]]]:
        """`processes` is how many are wanted where that is for the run to say."""
        ...


class Workers(Protocol):
    """Who does the work."""

    def submit(self, chunk: list[Any]) -> Future[Any] | None:
        """Hand a chunk of items over; None where nobody is there to take it."""
        ...

    def take(self, future: Future[Any] | None) -> list[Any] | None:
        """Wait for the outcomes of a chunk; None where a worker has died over it."""
        ...

    def renew(self) -> None:
        """Replace who has died; called when nothing is on its way."""
        ...


Redo = Callable[[list[Any]], Iterator[Any]]
"""Does a chunk of items again, and gives the outcomes in order."""
Redoing = Callable[[], AbstractContextManager[Redo]]
"""Gives what does chunks again, one after the other, for as long as there are any."""


def map_by(workers: Workers, redoing: Redoing, size: int, ahead: int, items: Iterable[Any]) -> Iterator[Any]:
    """The outcomes of all items, in order: `size` of them are handed over at once, and `ahead` such chunks are on their way.

    What a worker died over is done again by what `redoing` gives, together with all that was on its way then.
    """
    chunks = iter(_cut(items, size))
    pending: deque[tuple[list[Any], Future[Any] | None]] = deque()
    while True:
        pending.extend((chunk, workers.submit(chunk)) for chunk in islice(chunks, ahead - len(pending)))
        if not pending:
            return
        chunk, future = pending.popleft()
        made = workers.take(future)
        if made is not None:
            yield from made
            continue
        with redoing() as redo:
            yield from redo(chunk)
            while pending:  # some of it was done before
                chunk, future = pending.popleft()
                made = workers.take(future)
                yield from redo(chunk) if made is None else made
        workers.renew()


def hand_over(items: Iterable[Item], meanwhile: Callable[[], None]) -> Iterator[Item]:
    """Items, and behind the last one `meanwhile`: others have all of them then, and the process would only wait for these.

    That is so where as many are handed over ahead as there are.
    """
    yield from items
    meanwhile()


def do_nothing() -> None:
    """Wait for others and no more."""


def _cut(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    items = iter(items)
    return iter(lambda: list(islice(items, size)), [])


def salvage_chunk(
    chunk: list[Item], run_apart: Callable[[list[Item]], list[Made] | None], salvage: Salvage[Item, Made]
) -> Iterator[Made]:
    """The outcomes of a chunk, by halves where its process dies, down to the items that it dies of.

    `run_apart` does some items in a process of their own; None where it has died.
    """
    made = run_apart(chunk)
    if made is not None:
        yield from made
        return
    middle = len(chunk) // 2
    halves = (chunk[:middle], chunk[middle:]) if middle else tuple([part] for part in salvage.split(chunk[0]))
    for half in halves:
        yield from salvage_chunk(half, run_apart, salvage)
    if not halves:
        yield salvage.lose(chunk[0])
