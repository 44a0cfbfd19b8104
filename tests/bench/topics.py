"""The topics of the review in this repository, for benchmarks on other papers."""

from pathlib import Path

TOPICS = Path(__file__).resolve().parents[2] / "content" / "topics"


def copy_topics(root: Path) -> None:
    """Copy them to the review at `root`, without their introductions, which link papers that are not there."""
    folder = root / "content" / "topics"
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(TOPICS.glob("*.md")):
        _, matter, _ = path.read_text(encoding="utf-8").split("---\n", 2)
        (folder / path.name).write_text(f"---\n{matter}---\n", encoding="utf-8")
