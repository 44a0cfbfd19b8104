"""What a reader, the rules if no other, reads from labelled papers, whose texts lie beside the repository."""

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from eval.labels import Labelled, convert_paper, convert_results
from eval.readers import Choose
from litatlas.commands.ingest import ingest
from litatlas.errors import ContentError, UsageError
from litatlas.extract.document import build_document
from litatlas.extract.reader import read_document
from litatlas.readers.choice import choose_reader
from litatlas.readers.store import FOLDER
from litatlas.review.loading import load_papers, load_standing
from litatlas.running.progress import track_nothing

REPOSITORY = Path(__file__).resolve().parents[1]
CAPTURES = "LITATLAS_CAPTURES"
"""The variable that names the folder of the captures, whose papers `labels.jsonl` labels."""
LABELLED = "LITATLAS_LABELLED"
"""The variable that names the file of labelled papers that come with their texts."""
INVENTED = REPOSITORY / "eval" / "invented.jsonl"
"""Labelled papers that were invented, with their texts, by people who had not seen the rules."""


def find_captures() -> tuple[Path, list[Path]]:
    """Return the folder where captures are looked for and those that are in it, in the order of their names."""
    given = os.environ.get(CAPTURES)
    folder = Path(given) if given else REPOSITORY.parent / "shared" / "seeds"
    return folder, sorted(folder.glob("*.txt"))


def find_labelled() -> Path:
    """Return the file where labelled papers with their texts are looked for; it may be missing."""
    given = os.environ.get(LABELLED)
    return Path(given) if given else REPOSITORY.parent / "shared" / "train" / "papers.jsonl"


def read_captures(captures: Sequence[Path], choose: Choose = choose_reader) -> tuple[Labelled, ...]:
    """Ingest captures into a review of their own, and return all of its papers as the reader reads them.

    Raises `ContentError` where a capture has faults, since the papers of what was skipped would count as missed, and where the
    reader cannot read all papers.
    """
    with lay_out_review() as root:
        report = ingest(root, captures, abstracts=True, choose=choose)
        if errors := tuple(fault for fault in report.faults if fault.severity == "error" or fault.file == FOLDER):
            raise ContentError(errors)
        return tuple(convert_paper(paper) for paper in load_papers(root).values())


def read_texts(papers: Sequence[Labelled], choose: Choose = choose_reader) -> tuple[Labelled, ...]:
    """Return labelled papers as the reader reads them from their titles and abstracts.

    Raises `ContentError` where it cannot read all of them, and `UsageError` where it is not let ask of them.
    """
    with lay_out_review() as root:
        standing = load_standing(root)
        chosen = choose(root, standing.settings, standing.vocabulary)
    documents = [build_document(paper.title, paper.abstract or "") for paper in papers]
    faults = chosen.prepare(documents, track_nothing)
    if faults is None:
        raise UsageError("nothing was asked, so nothing is measured")
    if faults:
        raise ContentError(faults)
    read = ((paper, read_document(document, chosen.reader)) for paper, document in zip(papers, documents, strict=True))
    return tuple(
        Labelled(paper.title, paper.abstract, convert_results(found.results), found.hardware, found.topics)
        for paper, found in read
        if found
    )


@contextmanager
def lay_out_review() -> Iterator[Path]:
    """A review for a while that has the topics of this repository's review and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        copytree(REPOSITORY / "content" / "topics", content / "topics")
        content.joinpath("review.yml").write_text("title: Labelled papers\n", encoding="utf-8")
        yield Path(folder)
