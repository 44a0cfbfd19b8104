"""The same function over many items by the workers of a cluster of dask.distributed, which somebody started by hand.

Workers see the review's folder and the captures under the same paths as this process, and have the same LitAtlas. What they need
(a vocabulary, a query) is written once into the review's folder, from where each worker loads it once; tasks carry only items.
"""

import hashlib
import pickle
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib import import_module
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from litatlas.errors import UsageError
from litatlas.running.mapping import Across, Item, Made, Salvage, map_by
from litatlas.running.pool import FUNCTION, WORK, pickle_value, start_processes
from litatlas.running.processes import AHEAD, CHUNK, choose_redoing, remove_work

PATIENCE = 20
"""Seconds in which a scheduler must answer, and a worker be there."""
_CLOSING = 1
"""Seconds in which a client that never connected must be closed."""
_LOOK = 60
"""Seconds between two looks whether there are workers at all."""
_FEW = 4
"""So many times more small items are handed over at once than to a process of this machine: the way is longer."""
_ADVICE = "start one: dask worker ADDRESS --nthreads 1"


@contextmanager
def connect(address: str) -> Iterator[Across]:
    """Connect to the scheduler at an address such as `tcp://127.0.0.1:8786`, and give what `map_across` is on one machine.

    `UsageError` where the extra is missing, no scheduler answers, or no worker comes.
    """
    try:
        distributed: Any = import_module("distributed")
    except ImportError as error:
        raise UsageError("a scheduler needs more packages: pip install 'litatlas[dask]'") from error
    with _open_client(distributed.Client, address) as client:
        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise UsageError(f"no worker has come to the scheduler at {address}; {_ADVICE}") from error
        yield partial(_map_across, _Cluster(client, address, distributed.KilledWorker))


def _open_client(kind: Any, address: str) -> Any:
    """A client that is connected; one that could not be is closed here, since Python's end would wait for it and say so."""
    client = kind.__new__(kind)
    try:
        client.__init__(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        with suppress(AttributeError, OSError, RuntimeError):
            client.close(timeout=_CLOSING)
        example = "" if ":" in address else ", and name it with its port, as tcp://127.0.0.1:8786"
        raise UsageError(f"no scheduler answers at {address}; start one: dask scheduler --host 127.0.0.1{example}") from error
    return client


@dataclass(frozen=True, slots=True)
class _Cluster:
    """A connection."""

    client: Any
    address: str
    killed: type[Exception]
    """What is raised of a task that several workers died over."""


@contextmanager
def _map_across(
    cluster: _Cluster,
    function: Callable[[Item], Made],
    _processes: int,
    folder: Path,
    *,
    chunk: int = CHUNK,
    salvage: Salvage[Item, Made] | None = None,
) -> Iterator[Callable[[Iterable[Item]], Iterator[Made]]]:
    """Give a `map` of `function`, as `map_across` does; what workers died over is done again by a process of this machine."""
    remove_work(folder)
    with ExitStack() as stack:
        place = Path(stack.enter_context(TemporaryDirectory(prefix=WORK, dir=folder))).absolute()
        data = pickle_value(function)
        (place / FUNCTION).write_bytes(data)
        executor = stack.enter_context(cluster.client.get_executor(pure=False))  # equal items are not one
        workers = _Workers(cluster, executor, place, _digest(data))
        start = partial(start_processes, function, place=folder, sendable=True, stack=stack)
        redoing = choose_redoing(function, start, salvage)
        threads = sum(cluster.client.nthreads().values())
        yield partial(map_by, workers, redoing, chunk * _FEW if chunk > 1 else 1, AHEAD * max(1, threads))


class _Workers:
    """The workers of a cluster, whom their nannies replace where they die."""

    def __init__(self, cluster: _Cluster, executor: Any, place: Path, digest: str) -> None:
        self.cluster = cluster
        self.executor = executor
        self.place = str(place)
        self.digest = digest

    def submit(self, chunk: list[Any]) -> Future[bytes]:
        found: Future[bytes] = self.executor.submit(_work, self.place, self.digest, pickle_value(chunk))
        return found

    def take(self, future: Future[bytes] | None) -> list[Any] | None:
        try:
            made: list[Any] | None = pickle.loads(self.wait(future)) if future else None  # noqa: S301  (from a worker)
        except self.cluster.killed:
            return None
        except CancelledError as error:
            hint = "start it and run this again: what was written stays"
            raise UsageError(f"the scheduler at {self.cluster.address} is gone; {hint}") from error
        return made

    def wait(self, future: Future[bytes]) -> bytes:
        """Wait for an outcome, as long as there is a worker who could come to it."""
        while True:
            try:
                return future.result(_LOOK)
            except TimeoutError:
                if future.done():
                    raise  # the function's own
                if not self.cluster.client.nthreads():
                    raise UsageError(f"no worker is left at {self.cluster.address}; {_ADVICE}") from None

    def renew(self) -> None:
        """Leave it to the nannies."""


def _work(place: str, digest: str, chunk: bytes) -> bytes:
    """In a worker: the outcomes of a chunk."""
    return pickle_value(list(map(_load(place, digest), pickle.loads(chunk))))  # noqa: S301  (from who started the run)


@lru_cache(maxsize=4)
def _load(place: str, digest: str) -> Callable[[Any], Any]:
    """In a worker: what it is there for, which is the same for all tasks of a run."""
    try:
        data = Path(place, FUNCTION).read_bytes()
    except OSError as error:
        hint = "start workers where the review has the same path, such as on this machine or a shared disk"
        raise UsageError(f"a worker cannot read {place}; {hint}") from error
    if _digest(data) != digest:
        raise UsageError("a worker has another LitAtlas than this one; install the same for both, and start the workers again")
    found: Callable[[Any], Any] = pickle.loads(data)  # noqa: S301  (from who started the run)
    return found


def _digest(data: bytes) -> str:
    """What data is, and by which code it is read."""
    return hashlib.sha256(_digest_code() + data).hexdigest()


@cache
def _digest_code() -> bytes:
    code = sorted((str(path.name), path.read_bytes()) for path in _list_code(files("litatlas")))
    return hashlib.sha256(repr(code).encode()).digest()


def _list_code(folder: Traversable) -> Iterator[Traversable]:
    for path in folder.iterdir():
        if path.is_dir():
            yield from _list_code(path)
        elif path.name.endswith(".py"):
            yield path
