"""What benchmarks run on: papers made of the captures' sentences, and a review for them with this repository's topics."""

import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SHARED = REPOSITORY.parent / "shared"
MAKER = SHARED / "bench" / "corpus.py"
"""What makes listings of papers, where it is."""


def make_listing(papers: int, path: Path, seed: int = 7) -> None:
    """Write a listing of so many papers, by `MAKER`; others by another seed."""
    subprocess.run([sys.executable, str(MAKER), str(papers), str(path), str(seed)], check=True)


def lay_out_review(root: Path) -> None:
    """Make a review without papers; of the topics' introductions it has none, which link papers that are not there."""
    folder = root / "content" / "topics"
    folder.mkdir(parents=True)
    (root / "content" / "review.yml").write_text("title: Benchmark\n", encoding="utf-8")
    for path in sorted((REPOSITORY / "content" / "topics").glob("*.md")):
        _, matter, _ = path.read_text(encoding="utf-8").split("---\n", 2)
        (folder / path.name).write_text(f"---\n{matter}---\n", encoding="utf-8")


def count_files(folder: Path, name: str) -> dict[str, int]:
    """The files below a folder and their bytes, as counts that are told under a name."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return {f"{name}: files": len(sizes), f"{name}: bytes": sum(sizes)}
