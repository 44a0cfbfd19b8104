"""What all results say, by columns, for scripts that filter, count and sort: each value once, and its number for each row."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from litatlas.compare.agreement import takes_baseline
from litatlas.compare.device import find_only_device
from litatlas.content.papers import shorten_number
from litatlas.content.slugs import shorten_slug
from litatlas.model import Json, Paper
from litatlas.review.groups import Reported
from litatlas.site.atlas import Atlas
from litatlas.site.data.encoding import encode_json, format_json
from litatlas.site.pages.cells import read_classes
from litatlas.site.wording import NOT_APPLICABLE, NOT_STATED
from litatlas.slots import SLOTS, Slot

FILE = 256_000
"""About how many bytes a file of columns holds; a longer column is cut."""

K = TypeVar("K", bound=Hashable)


class Numbers(Generic[K]):
    """Numbers for values, in the order of their first mention."""

    def __init__(self) -> None:
        self.numbers: dict[K, int] = {}

    def number(self, value: K) -> int:
        """The number of a value."""
        return self.numbers.setdefault(value, len(self.numbers))


@dataclass(frozen=True, slots=True)
class Column:
    """What rows, or the papers that report them, say of one thing."""

    name: str
    values: Sequence[Json]
    """The different ones; empty where the numbers are all."""
    numbers: Sequence[Json]
    """Of each row or paper that of its value; empty where each paper has a value of its own."""
    of_papers: bool = False


def list_columns(atlas: Atlas, papers: Sequence[tuple[Paper, Sequence[Reported]]]) -> Iterator[Column]:
    """All columns, those first that a table needs at once; titles and slugs, which are long and seldom needed, last."""
    reported = [item for _, rows in papers for item in rows]
    metrics = describe_metrics(atlas)
    yield Column("paper", (), [len(rows) for _, rows in papers], of_papers=True)
    kinds = ((item.result.metric, item.result.form, item.result.unit, item.result.confidence) for item in reported)
    yield _code("kind", kinds, lambda kind: [list[Json](metrics[kind[0]]), *kind[1:]])
    yield Column("low", (), [shorten_number(item.result.low) for item in reported])
    dates = (paper.work.date.iso if paper.work.date else "" for paper, _ in papers)
    yield _code("date", dates, lambda date: date, of_papers=True)
    yield _code("topic", (paper.extraction.topics for paper, _ in papers), list, of_papers=True)
    for slot in SLOTS:
        yield _code(slot.name, (_list_stated(slot, item) for item in reported), list)
    yield _code("against", (_list_classes(atlas, item) for item in reported), list)
    titles = [paper.work.title.readable for paper, _ in papers]
    yield Column("title", list[Json](titles), (), of_papers=True)
    slugs = [shorten_slug(paper.slug, title) for (paper, _), title in zip(papers, titles, strict=True)]
    yield Column("slug", slugs, (), of_papers=True)


def describe_metrics(atlas: Atlas) -> dict[str, list[Json]]:
    """The slugs and labels of metrics, by name; with a mark where they have no table of their own."""
    metrics = atlas.groups.metrics.items()
    return {group.name: [slug, atlas.label(group.name), *([] if group.is_shared else [1])] for slug, group in metrics}


def _code(name: str, said: Iterable[K], write: Callable[[K], Json], *, of_papers: bool = False) -> Column:
    numbers: Numbers[K] = Numbers()
    coded: list[Json] = [numbers.number(value) for value in said]
    return Column(name, [write(value) for value in numbers.numbers], coded, of_papers)


def _list_stated(slot: Slot, item: Reported) -> tuple[str, ...]:
    """What filters list of a slot: what a row states; else its paper's only device, and that the row does not say it."""
    stated = slot.read(item.result)
    if stated:
        return stated
    applies = slot.role(compares=takes_baseline(item.result)) is not None
    device = find_only_device(item.paper, item.result) if slot.linked else ""
    return (*([device] if device else []), NOT_STATED if applies else NOT_APPLICABLE)


def _list_classes(atlas: Atlas, item: Reported) -> tuple[str, ...]:
    """What filters list of the kinds of baselines."""
    classes = read_classes(atlas, item.paper, item.result)
    return classes or (NOT_STATED if takes_baseline(item.result) else NOT_APPLICABLE,)


def pack_columns(columns: Iterable[Column], most: int) -> tuple[list[bytes], dict[str, Json]]:
    """The files that hold columns, and of each column the numbers of its files; with a mark where it is of papers.

    A file has for each of its columns the values and the numbers; of a column that is cut, those of its files follow each other.
    """
    files: list[dict[str, Json]] = [{}]
    size = 0
    where: dict[str, Json] = {}
    for column in columns:
        numbers: list[Json] = []
        for piece in _cut(column, most):
            length = len(format_json(piece))
            if files[-1] and (size + length > most):
                files.append({})
                size = 0
            files[-1][column.name] = piece
            size += length
            numbers.append(len(files) - 1)
        where[column.name] = [numbers, *([1] if column.of_papers else [])]
    return [encode_json(file) for file in files], where


def _cut(column: Column, most: int) -> Iterator[Json]:
    """The values and the numbers of a column, in as many pieces as it needs."""
    pieces = -(-len(format_json([list(column.values), list(column.numbers)])) // most)
    for piece in range(pieces):
        yield [_slice(part, piece, pieces) for part in (column.values, column.numbers)]


def _slice(items: Sequence[Json], piece: int, pieces: int) -> list[Json]:
    return list(items[len(items) * piece // pieces : len(items) * (piece + 1) // pieces])
