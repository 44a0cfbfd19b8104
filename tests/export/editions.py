"""An invented review with all that an edition states."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from litatlas.review.loading import load_review
from litatlas.review.review import Review
from tests.compare.rows import TINY
from tests.invented import write_files

IMPRINT = """
authors: [Hanna van der Heron, {name: Otto Otter, orcid: 0000-0002-1825-0097}, "{Pond Lab}"]
license: CC-BY-4.0
published: 2026-11-29
version: "1.2.0"
doi: 10.5281/zenodo.1003150
"""


def lay_out(folder: Path, imprint: str = IMPRINT, files: Mapping[str, str] | None = None) -> Path:
    """The tiny review with an imprint and more files; returns its folder."""
    root = folder / "review"
    shutil.copytree(TINY, root)
    settings = root / "content" / "review.yml"
    settings.write_text(settings.read_text(encoding="utf-8") + imprint, encoding="utf-8")
    write_files(root, files or {})
    return root


def load(folder: Path, imprint: str = IMPRINT) -> Review:
    """That review, loaded."""
    return load_review(lay_out(folder, imprint))
