"""What the rules of extraction read from labelled papers, whose texts lie beside the repository."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from shutil import copytree

from eval.labels import Labelled, convert_paper, convert_results
from litatlas.commands.ingest import ingest
from litatlas.errors import ContentError
from litatlas.extract import build_document, extract
from litatlas.review.loading import load_papers, load_standing

REPOSITORY = Path(__file__).resolve().parents[1]
CAPTURES = "LITATLAS_CAPTURES"
"""The variable that names the folder of the captures, whose papers `labels.jsonl` labels."""
LABELLED = "LITATLAS_LABELLED"
"""The variable that names the file of labelled papers that come with their texts."""


def find_captures() -> tuple[Path, list[Path]]:
    """Return the folder where captures are looked for and those that are in it, in the order of their names."""
    given = os.environ.get(CAPTURES)
    folder = Path(given) if given else REPOSITORY.parent / "shared" / "seeds"
    return folder, sorted(folder.glob("*.txt"))


def find_labelled() -> Path:
    """Return the file where labelled papers with their texts are looked for; it may be missing."""
    given = os.environ.get(LABELLED)
    return Path(given) if given else REPOSITORY.parent / "shared" / "train" / "papers.jsonl"


def read_captures(captures: Sequence[Path]) -> tuple[Labelled, ...]:
    """Ingest captures into a review of their own, and return all of its papers as the rules read them.

    Raises `ContentError` where a capture has faults, since the papers of what was skipped would count as missed.
    """
    with lay_out_review() as root:
        report = ingest(root, captures, abstracts=True)
        if errors := tuple(fault for fault in report.faults if fault.severity == "error"):
            raise ContentError(errors)
        return tuple(convert_paper(paper) for paper in load_papers(root).values())


def read_texts(papers: Iterable[Labelled]) -> tuple[Labelled, ...]:
    """Return labelled papers as the rules read them from their titles and abstracts."""
    with lay_out_review() as root:
        vocabulary = load_standing(root).vocabulary
    read = ((paper, extract(build_document(paper.title, paper.abstract or ""), vocabulary)) for paper in papers)
    return tuple(
        Labelled(paper.title, paper.abstract, convert_results(found.results), found.hardware, found.topics)
        for paper, found in read
    )


@contextmanager
def lay_out_review() -> Iterator[Path]:
    """A review for a while that has the topics of this repository's review and nothing else."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        copytree(REPOSITORY / "content" / "topics", content / "topics")
        content.joinpath("review.yml").write_text("title: Labelled papers\n", encoding="utf-8")
        yield Path(folder)
