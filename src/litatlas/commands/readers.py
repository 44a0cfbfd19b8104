"""Two readers over one review: what each reads of the texts that it keeps, in the form that `diff` compares."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from litatlas.errors import Fault, UsageError
from litatlas.export.rows import build_paper_row
from litatlas.extract.document import build_work_document
from litatlas.extract.reader import Reader, read_document
from litatlas.model import RULES_READER, Json, Paper
from litatlas.readers.choice import ReaderOptions, choose_reader
from litatlas.readers.model import NAME
from litatlas.readers.store import FOLDER
from litatlas.review.loading import load_standing
from litatlas.review.review import Standing
from litatlas.text.wording import count_of

_JUDGED = ("confidence", "flags")
"""Fields of a row that tell of its reading and not of the paper."""
_KEPT = ("slug", "title", "hardware", "results")
"""Fields of a paper that readers fill, and by which papers are told."""


@dataclass(frozen=True, slots=True)
class ReadTwice:
    """Papers as two readers read them, each as `export papers` has it."""

    old: tuple[dict[str, Json], ...]
    new: tuple[dict[str, Json], ...]
    unread: tuple[Fault, ...]
    """Warnings for papers that one of them cannot read: no answer of the model is kept."""


def read_twice(root: Path, old: str, new: str) -> ReadTwice:
    """Read all papers of a review by two readers, each named `rules`, `model` (the review's own) or by a model's name.

    Nobody is asked: a model reads by the answers that are kept. `UsageError` where the review keeps no texts.
    """
    standing = load_standing(root)
    papers = [paper for paper in standing.papers.values() if paper.work.has_text]
    if standing.papers and not papers:
        raise UsageError(
            "this review keeps facts only, and so no texts to read; ingest its lists by each reader into a review that keeps "
            "abstracts (--abstracts), or compare two exports"
        )
    readers = [_choose(root, standing, name) for name in (old, new)]
    read = {paper.slug: [_read(paper, reader) for reader in readers] for paper in papers}
    both = [[row for row in pair if row is not None] for pair in read.values()]
    whole = [pair for pair in both if len(pair) == len(readers)]
    unread = list(_tell_unread([old, new], list(read.values())))
    if bare := len(standing.papers) - len(papers):
        told = f"{bare:,} of {count_of(len(standing.papers), 'paper')} are left out: the review does not keep their abstracts"
        unread.append(Fault("content/papers", 1, told, "ingest their lists with --abstracts", "warning"))
    return ReadTwice(tuple(pair[0] for pair in whole), tuple(pair[1] for pair in whole), tuple(unread))


def _choose(root: Path, standing: Standing, name: str) -> Reader:
    options = ReaderOptions("rules") if name == RULES_READER else ReaderOptions("model", None if name == NAME else name)
    return choose_reader(root, standing.settings, standing.vocabulary, options).reader


def _read(paper: Paper, reader: Reader) -> dict[str, Json] | None:
    """A paper as a reader reads it; None where it cannot."""
    found = read_document(build_work_document(paper.work), reader)
    if found is None:
        return None
    row = build_paper_row(replace(paper, extraction=found))
    results = row["results"]
    rows: list[Json] = [_leave_out(result) for result in results] if isinstance(results, list) else []
    return {**{name: row[name] for name in _KEPT}, "results": rows}


def _leave_out(row: Json) -> Json:
    return {name: value for name, value in row.items() if name not in _JUDGED} if isinstance(row, dict) else row


def _tell_unread(names: list[str], read: list[list[dict[str, Json] | None]]) -> Iterator[Fault]:
    for number, name in enumerate(names):
        count = sum(pair[number] is None for pair in read)
        if count:
            message = f"{count:,} of {count_of(len(read), 'paper')} are left out: no usable answer of {name} is kept"
            yield Fault(FOLDER, 1, message, f"ask it: litatlas ingest FILE --model {name} --endpoint URL", "warning")
