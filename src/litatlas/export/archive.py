"""A review with its data in one zip, for archives such as Zenodo: its content, tables of it, who made it, under which licence."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from litatlas.content.tree import read_data
from litatlas.errors import ContentError, Fault
from litatlas.export.citation_file import CITATION_FILE, format_citation_file
from litatlas.export.contents import Contents, find_contents
from litatlas.export.crate import CRATE, DATA, describe_crate
from litatlas.export.edition import make_edition
from litatlas.export.package import format_json, write_package
from litatlas.export.packing import open_zip
from litatlas.review.review import Review


@dataclass(frozen=True, slots=True)
class ArchiveReport:
    """What an archive holds."""

    files: int
    size: int
    """In bytes, before they were packed."""
    abstracts: int
    """How many papers' abstracts are in it, which are their authors' words."""
    left_out: tuple[tuple[str, str], ...]
    """Files of the review's folder that are not in it, and why."""


def write_archive(root: Path, review: Review, target: Path) -> ArchiveReport:
    """Write the archive of the review at `root`, in the place of `target` when it is whole.

    The same review gives the same bytes, with one version of zlib. Raises `ContentError` with all that its settings do not say
    and an archive must, or with what keeps a file from being packed; nothing is written then.
    """
    edition, contents = make_edition(review), find_contents(root, review)
    citation = format_citation_file(review).encode()
    with open_zip(target) as packer:
        packed = [packer.add(path, [data]) for path, data in _read_all(root, contents, target)]
        packed += [packer.add(CITATION_FILE, [citation]), *write_package(review, edition, packer, DATA)]
        # Last, as it tells the size and SHA-256 of all others.
        packed.append(packer.add(CRATE, [format_json(describe_crate(edition, packed))]))
    abstracts = sum(paper.work.abstract is not None for paper in review.papers.values())
    return ArchiveReport(len(packed), sum(file.size for file in packed), abstracts, contents.left_out)


def _read_all(root: Path, contents: Contents, target: Path) -> Iterator[tuple[str, bytes]]:
    own = target.resolve()
    for path in contents.paths:
        if (root / path).resolve() == own:
            continue  # The archive of before, where somebody keeps it with the review.
        data = read_data(root / path)
        if isinstance(data, tuple):
            raise ContentError((Fault(path, 1, *data),))
        yield path, data
